"""Finds the phrases of lists in a doc, by spaCy's `PhraseMatcher`.

A phrase is compared in folded form: small letters, no accents, straight apostrophes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.model.article import Span
from builder.syntax.tokenizer import tokenize
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.tokens import Doc as SpacyDoc

Keys = tuple[str, ...]
"""A phrase as folded words, cut as an article is."""


class PhraseHit(NamedTuple):
    """A phrase of a list in a run of words."""

    name: str
    """Of the list."""

    first: int
    stop: int
    """Indices into the words, half-open."""


def phrase_keys(phrase: str) -> Keys:
    """The folded words of a phrase; empty for a blank one."""
    pieces = tokenize(phrase, Span(0, len(phrase)))
    return tuple(fold(piece.form) for piece in pieces)


_UNLISTED = "\0"
"""What every word that no list has is to the matcher. No word is written so."""


class PhraseLists:
    """Lists of phrases, compiled once. A phrase may stand in several lists."""

    def __init__(self, lists: Mapping[str, Iterable[Keys]]) -> None:
        """Compile lists of phrases, by name."""
        # Imported where articles are read: `dossier --help` starts without it.
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415
        from spacy.vocab import Vocab  # noqa: PLC0415

        self._vocab = Vocab()
        self._listed: set[str] = set()
        """The words of all phrases."""

        self._matcher = PhraseMatcher(self._vocab)
        for name, phrases in lists.items():
            patterns = []
            for phrase in filter(None, phrases):
                self._listed.update(phrase)
                patterns.append(self._words(phrase))
            if patterns:
                self._matcher.add(name, patterns)

    def find(self, keys: Sequence[str]) -> list[PhraseHit]:
        """Every phrase in folded words, overlapping ones too: by place, long ones first.

        Words that no list knows leave nothing behind in the vocabulary.
        """
        words = [word if word in self._listed else _UNLISTED for word in keys]
        if self._listed.isdisjoint(words):
            return []
        found = [
            PhraseHit(self._vocab.strings[name], first, stop)
            for name, first, stop in self._matcher(self._words(words))
        ]
        return sorted(found, key=_by_place)

    def _words(self, keys: Sequence[str]) -> SpacyDoc:
        from spacy.tokens import Doc as SpacyDoc  # noqa: PLC0415

        return SpacyDoc(self._vocab, words=list(keys))


def _by_place(hit: PhraseHit) -> tuple[int, int, str]:
    return hit.first, -hit.stop, hit.name
