"""The titles that an article has used: whether another one says the same."""

from __future__ import annotations

import re

_STEM = 4
"""Letters in which forms of a word agree: "lance", "a lancé"."""

_WORD = re.compile(r"\w+")


class Told:
    """Titles by their words; each is held against those alone that share some."""

    def __init__(self) -> None:
        """Begin with none."""
        self._by_word: dict[str, list[frozenset[str]]] = {}
        self._by_first: dict[str, list[frozenset[str]]] = {}

    def add(self, title: str) -> None:
        """Remember a title."""
        words = _words_of(title)
        if not words:
            return
        for word in words:
            self._by_word.setdefault(word, []).append(words)
        self._by_first.setdefault(min(words), []).append(words)

    def has(self, title: str) -> bool:
        """Whether a title has the words of a known one, and more or fewer."""
        words = _words_of(title)
        if not words:
            return False
        fuller = min((self._by_word.get(word, []) for word in words), key=len)
        if any(words <= used for used in fuller):
            return True
        return any(
            used <= words for word in words for used in self._by_first.get(word, ())
        )


def _words_of(title: str) -> frozenset[str]:
    """The beginnings of the words of a title that say something, and its numbers."""
    words = _WORD.findall(title.lower())
    telling = [w[:_STEM] for w in words if len(w) >= _STEM or w[0].isdigit()]
    return frozenset(telling or words)
