"""Full names of persons, indexed by their parts: whose surname, initial or first name it is."""

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
class PersonIndex:
    """Full names. Every question is answered from an index, so that a crowd costs no more."""

    names: dict[Parts, dict[str, None]] = field(default_factory=dict)
    """Ids by the words of the full name."""

    first_wording: dict[str, str] = field(default_factory=dict)
    """How the person is first called in full, by id."""

    counts: dict[str, int] = field(default_factory=dict)
    """How often the full name stands, by id."""

    _tails: dict[Parts, dict[str, str]] = field(default_factory=dict)
    """By surname words: id and first name."""

    _heads: dict[Parts, dict[str, None]] = field(default_factory=dict)
    _ends: dict[str, list[tuple[Parts, str]]] = field(default_factory=dict)
    """Full names by first word and by last word."""

    def add(self, surface: str, entity: str, times: int = 1) -> None:
        """Note a full name, which stands so many times."""
        words = parts(surface)
        self.first_wording.setdefault(entity, surface)
        self.counts[entity] = self.counts.get(entity, 0) + times
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
        initial, surname = "", words
        if len(words) > 1 and len(words[0]) == 1:
            initial, surname = words[0], words[1:]
        found = self._tails.get(surname, {})
        return [i for i, first in found.items() if first.startswith(initial)]

    def with_first_name(self, words: Parts) -> list[str]:
        """Ids of those whose first name the words are."""
        return list(self._heads.get(words, ()))

    def near(self, words: Parts) -> list[tuple[Parts, str]]:
        """Full names that share the first word or the last; the first dozens of them."""
        by_first = self._ends.get(words[0], [])
        by_last = self._ends.get(words[-1], [])
        return [*by_first[:_NEAR], *by_last[:_NEAR]]

    def part_of(self, surface: str) -> str:
        """Whose full name a longer one holds; empty where nobody's.

        It is the end of it ("Fra Matthew Festing"), or three words and more at its
        beginning ("Juan Manuel Rivas Soto"); two words may be another person's.
        """
        written = surface.split()
        shorter = [written[cut:] for cut in range(1, len(written) - 1)]
        shorter += [written[:cut] for cut in range(3, len(written))]
        for words in shorter:
            for entity in self.names.get(parts(" ".join(words)), ()):
                return entity
        return ""


@lru_cache(maxsize=8)
def known_people(kb: KnowledgeBase) -> PersonIndex:
    """Everybody whom a knowledge base knows by a full name, indexed once."""
    index = PersonIndex()
    for entity in kb.entities.values():
        if entity.type is not EntityType.PER:
            continue
        for name in (entity.name, *entity.aliases):
            if len(parts(name)) > 1:
                index.add(name, entity.id)
    return index
