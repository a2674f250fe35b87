"""What speaks for two accounts of different articles being one event: a sum of amounts.

Rare words, names and numbers count by their rarity in the dossier, so that what every
article has in common proves nothing; fitted weights turn amounts to points.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from builder.corpus.chronology.contrasts import are_two, contrasts
from builder.corpus.chronology.shared import shared
from builder.corpus.chronology.vocabulary import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.corpus.chronology.features import EventFeatures
    from builder.corpus.chronology.scales import Amount, Scales


@dataclass(frozen=True, eq=False)
class Across:
    """Compares accounts of different articles."""

    scales: Scales

    def reasons(self, one: EventFeatures, two: EventFeatures) -> tuple[Reason, ...]:
        """What speaks for and against, with its points, heaviest first."""
        known = self.scales.known
        found: list[Reason] = []
        for amount in self.amounts(one, two):
            points = round(known.joins.weights.get(amount.name, 0.0) * amount.much, 1)
            # A shared time is told also where it counts nothing: without one nothing is sure.
            if points or (amount.much and amount.name in known.words.firm):
                found.append(Reason(amount.name, points, amount.what))
        return tuple(sorted(found, key=lambda reason: (-reason.points, reason.name)))

    def amounts(self, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
        """All that a weight can be fitted for."""
        return chain(shared(self.scales, one, two), contrasts(self.scales, one, two))

    def bars(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether the two are never one event, however much speaks for it."""
        return are_two(self.scales, one, two)
