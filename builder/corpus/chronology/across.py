"""What speaks for two accounts of different articles being one event: a sum of amounts.

Rare words, names and numbers count by their rarity in the dossier, so that what every
article has in common proves nothing; fitted weights turn amounts to points.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from builder.corpus.chronology.contrasts import are_two, contrasts, unshared
from builder.corpus.chronology.scales import MOST
from builder.corpus.chronology.shared import meant, shared
from builder.corpus.chronology.vocabulary import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.corpus.chronology.features import EventFeatures
    from builder.corpus.chronology.scales import Amount, Scales

_MEANT = ("alike", "timely", "subject")
_UNSHARED = ("foreign", "strangers", "absent", "pattern")
"""What `meant` and `unshared` give."""

_ROUNDED = 0.1
"""Points that rounding adds to one reason, and more."""


@dataclass(frozen=True, eq=False)
class Across:
    """Compares accounts of different articles."""

    scales: Scales

    def reasons(self, one: EventFeatures, two: EventFeatures) -> tuple[Reason, ...]:
        """What speaks for and against, with its points, heaviest first.

        Nothing for two whose sum falls short whatever else is found: most fall far short.
        """
        found = list(self._weighed(self._at_once(one, two)))
        points = sum(reason.points for reason in found)
        if points + self._still < self.scales.known.joins.least["propose"]:
            return ()
        found += self._weighed(self._in_time(one, two))
        return tuple(sorted(found, key=lambda reason: (-reason.points, reason.name)))

    def amounts(self, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
        """All that a weight can be fitted for."""
        return chain(self._at_once(one, two), self._in_time(one, two))

    def _at_once(self, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
        return chain(shared(self.scales, one, two), contrasts(self.scales, one, two))

    def _in_time(self, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
        return chain(meant(self.scales, one, two), unshared(self.scales, one, two))

    @cached_property
    def _still(self) -> float:
        """Points that `_in_time` can bring at most."""
        weights = self.scales.known.joins.weights
        points = [weights.get(name, 0.0) for name in _MEANT]
        points += [weights.get(name, 0.0) * MOST for name in _UNSHARED]
        return sum(max(0.0, each) + _ROUNDED for each in points)

    def _weighed(self, amounts: Iterable[Amount]) -> Iterator[Reason]:
        known = self.scales.known
        weights, firm = known.joins.weights, known.words.firm
        for amount in amounts:
            points = round(weights.get(amount.name, 0.0) * amount.much, 1)
            # A shared time is told also where it counts nothing: without one nothing is sure.
            if points or (amount.much and amount.name in firm):
                yield Reason(amount.name, points, amount.what)

    def bars(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether the two are never one event, however much speaks for it."""
        return are_two(self.scales, one, two)
