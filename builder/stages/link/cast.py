"""People by the parts of their names: those whom a text names in full, and those whom the knowledge base knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.model.mention import EntityType
from builder.text.spelling import Parts, parts

if TYPE_CHECKING:
    from builder.kb.base import KnowledgeBase

_SURNAME = 5
"""Words of a surname at most."""

_NEAR = 50
"""Names compared letter by letter at most."""


@dataclass(slots=True)
class Cast:
    """Full names. Every question is answered from an index, so that a crowd costs no more."""

    names: dict[Parts, dict[str, None]] = field(default_factory=dict)
    """Ids by the words of the full name."""

    seen: dict[str, str] = field(default_factory=dict)
    """First full wording, by id."""

    counts: dict[str, int] = field(default_factory=dict)
    """How often the full name stands, by id."""

    styled: dict[Parts, str] = field(default_factory=dict)
    """Id by the words of a short name that stands with its title somewhere: `le pape François`."""

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
        bearers = self.names.setdefault(words, {})
        if entity in bearers:
            return
        bearers[entity] = None
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


@lru_cache(maxsize=8)
def people(kb: KnowledgeBase) -> Cast:
    """Everybody whom a knowledge base knows by a full name, indexed once."""
    cast = Cast()
    for entity in kb.entities.values():
        if entity.type is EntityType.PER:
            for name in (entity.name, *entity.aliases):
                if len(parts(name)) > 1:
                    cast.add(name, entity.id)
    return cast
