"""The people whom a text names in full and those whom the knowledge base knows, by the parts of their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.model.mention import EntityType
from builder.text.fold import key
from builder.text.spelling import Parts, Sounds, parts

if TYPE_CHECKING:
    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack


_SURNAME = 5
"""Words of a surname at most."""


_NEAR = 50
"""Names compared letter by letter at most."""


@dataclass(frozen=True, slots=True)
class People:
    """The people of a knowledge base by parts of their names."""

    ends: dict[tuple[str, str], tuple[str, ...]]
    """By first word and last word."""

    firsts: dict[str, tuple[tuple[Parts, str], ...]]
    """Full names and ids, by first word."""

    lasts: dict[str, tuple[tuple[Parts, str], ...]]
    """Full names and ids, by last word."""


@lru_cache(maxsize=8)
def people(kb: KnowledgeBase) -> People:
    """Index the people of a knowledge base, once."""
    ends: dict[tuple[str, str], dict[str, None]] = {}
    firsts: dict[str, list[tuple[Parts, str]]] = {}
    lasts: dict[str, list[tuple[Parts, str]]] = {}
    for entity in kb.entities.values():
        if entity.type is EntityType.PER:
            for name in (entity.name, *entity.aliases):
                words = parts(name)
                if len(words) > 1:
                    ends.setdefault((words[0], words[-1]), {})[entity.id] = None
                    firsts.setdefault(words[0], []).append((words, entity.id))
                    lasts.setdefault(words[-1], []).append((words, entity.id))
    return People(
        {k: tuple(v) for k, v in ends.items()},
        {k: tuple(v) for k, v in firsts.items()},
        {k: tuple(v) for k, v in lasts.items()},
    )


def full(name: str, pack: LanguagePack) -> bool:
    """Whether a first name and a surname stand there: neither `Trump` nor `von der Leyen`."""
    words = name.split()
    return len(words) > 1 and key(words[0]) not in _particles(pack)


@lru_cache(maxsize=8)
def _particles(pack: LanguagePack) -> frozenset[str]:
    return frozenset(key(p) for p in pack.data("link")["particles"])


@lru_cache(maxsize=8)
def sounds(pack: LanguagePack) -> Sounds:
    """Spellings of one sound, as the language pack gives them."""
    return tuple((written, sound) for written, sound in pack.data("link")["spellings"])


@dataclass(slots=True)
class Cast:
    """The people whom an article names in full. Every question is answered from an index, so that a crowd costs no more."""

    names: dict[Parts, str] = field(default_factory=dict)
    """Id by the words of the full name."""

    seen: dict[str, str] = field(default_factory=dict)
    """First full wording, by id."""

    counts: dict[str, int] = field(default_factory=dict)
    """How often the full name stands, by id."""

    _tails: dict[Parts, dict[str, str]] = field(default_factory=dict)
    """By surname words: id and first name."""

    _heads: dict[Parts, dict[str, None]] = field(default_factory=dict)
    _ends: dict[str, list[tuple[Parts, str]]] = field(default_factory=dict)
    """Full names by first word and by last word."""

    def add(self, surface: str, entity: str) -> None:
        """Note a full name."""
        words = parts(surface)
        self.seen.setdefault(entity, surface)
        self.counts[entity] = self.counts.get(entity, 0) + 1
        if words in self.names:
            return
        self.names[words] = entity
        for cut in range(1, min(len(words), _SURNAME + 1)):
            self._tails.setdefault(words[-cut:], {}).setdefault(entity, words[0])
            self._heads.setdefault(words[:cut], {})[entity] = None
        for end in {words[0], words[-1]}:
            self._ends.setdefault(end, []).append((words, entity))

    def bearers(self, words: Parts) -> list[str]:
        """Ids of those whose surname the words are, or whose initial and surname."""
        initial, tail = (words[0], words[1:]) if len(words) > 1 and len(words[0]) == 1 else ("", words)
        return [i for i, first in self._tails.get(tail, {}).items() if first.startswith(initial)]

    def firsts(self, words: Parts) -> list[str]:
        """Ids of those whose first name the words are."""
        return list(self._heads.get(words, ()))

    def near(self, words: Parts) -> list[tuple[Parts, str]]:
        """Full names that share the first word or the last; the first dozens of them."""
        return [*self._ends.get(words[0], ())[:_NEAR], *self._ends.get(words[-1], ())[:_NEAR]]
