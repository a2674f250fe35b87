"""What accounts of two articles are compared with, and the amounts that come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.chronology.rarity import Rarity, entity_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.corpus.chronology.affiliations import Affiliations
    from builder.corpus.chronology.features import EventFeatures
    from builder.corpus.chronology.meanings import Meanings
    from builder.corpus.chronology.outlines import Outlines
    from builder.corpus.chronology.vocabulary import Vocabulary

MOST = 12.0
"""Rarity that shared words or names count for at most."""


class Amount(NamedTuple):
    """How much of one thing two accounts share or differ in, and in what words."""

    name: str
    much: float
    what: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Scales:
    """The words of a language, and what a dossier says of names, words and articles."""

    known: Vocabulary
    sides: Affiliations
    rarity: Rarity
    outlines: Outlines
    meanings: Meanings

    def rare(self, name: str, terms: Iterable[str], words: Mapping[str, str]) -> Amount:
        """The rarity of shared terms, with the words of the text that they stand for."""
        terms = sorted(terms)
        much = min(MOST, self.rarity.total(terms))
        return Amount(name, much, tuple(words[term] for term in terms if term in words))

    def named(self, name: str, entities: Iterable[str]) -> Amount:
        """The rarity of shared entities, with their names."""
        entities = sorted(entities)
        much = self.rarity.total(map(entity_term, entities))
        return Amount(name, min(MOST, much), tuple(self.sides.named(entities)))

    def absent(self, entities: Iterable[str], event: EventFeatures) -> float:
        """Rarity of the entities that the article of an event nowhere names.

        Nor anybody of their side: "Washington" may stand for its president.
        """
        told = self.outlines.of(event.article).terms
        sides = self.sides.sides(event.entities)
        missing: list[str] = []
        for entity in entities:
            side = self.sides.side(entity)
            if side not in sides and told.isdisjoint(map(entity_term, (entity, side))):
                missing.append(entity_term(entity))
        return min(MOST, self.rarity.total(missing))
