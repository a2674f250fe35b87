"""Which articles have something in common that is worth reading side by side.

A pair takes a shared event or a shared day with a common actor; in a small dossier common actors are enough. Each article
has so many partners at most that pages grow with the articles, not with their square.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from builder.model.dates import Precision
from builder.model.event import PlacedBy
from builder.pages.telling import tellers
from builder.text.slug import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.dossier import Dossier
    from builder.model.event import Event

PARTNERS = 8
"""Articles that one is compared with at most: those with most in common."""

_SMALL = 12
"""Articles of a dossier in which common actors are enough for a pair."""

_LIKELY = 2.5
"""Points from which on a proposal to join two events is worth a reader's look: below, most are wrong."""

_LONG = 80
"""Characters of an address from which on it is cut."""

_TOGETHER = 20
"""Articles on one event or day of which every two are a pair: those after it are compared on its own page."""


@dataclass(slots=True)
class Pair:
    """Two articles, and what both tell."""

    first: str
    second: str
    """Ids, in the order of the dossier."""

    events: list[Event] = field(default_factory=list)
    maybe: list[tuple[Event, Event]] = field(default_factory=list)
    """What each tells, and may be one event: left apart."""

    days: list[str] = field(default_factory=list)
    """`2025-03-18`: days of which both tell, each something else."""

    @property
    def name(self) -> str:
        """In its address: `003_c090--004_2ebc`."""
        name = f"{self.first}--{self.second}"
        if len(name) <= _LONG:
            return name
        # two long ids would make a path that Windows refuses
        half = _LONG // 2
        ends = f"{self.first[:half]}--{self.second[:half]}"
        return f"{ends}-{digest(self.first, self.second)}"

    @property
    def weight(self) -> tuple[int, int, int]:
        """For the order of pairs: what has most in common first."""
        return -len(self.events), -len(self.maybe), -len(self.days)


def own_day(event: Event) -> str:
    """The one day on which the texts put an event: `2025-03-18`; empty where it is wider, vague, or the article's own."""
    moment = event.moment
    if moment is None or event.placed_by is PlacedBy.PUBLICATION:
        return ""
    is_day = moment.precision is Precision.DAY
    hedged = moment.approximate or moment.uncertain
    return moment.edtf if is_day and not hedged else ""


def by_day(events: Iterable[Event]) -> Mapping[str, Sequence[Event]]:
    """What happened on each day that the texts give, in the order of time."""
    days: dict[str, list[Event]] = {}
    for event in events:
        day = own_day(event)
        if day:
            days.setdefault(day, []).append(event)
    return days


def told_by(events: Iterable[Event]) -> frozenset[str]:
    """Ids of the articles that tell any of the events."""
    return frozenset[str]().union(*map(tellers, events))


def shared_days(events: Iterable[Event]) -> Mapping[str, Sequence[Event]]:
    """Days of which several articles tell, not all of them one and the same event."""
    return {day: within for day, within in by_day(events).items() if _compares(within)}


def _compares(events: Sequence[Event]) -> bool:
    return len(events) > 1 and len(told_by(events)) > 1


def comparable(dossier: Dossier, days: Mapping[str, Sequence[Event]]) -> Sequence[Pair]:
    """All pairs, those with most in common first, then in the order of the dossier; no article in more than `PARTNERS` of them.

    Args:
        dossier: with all its articles.
        days: its `shared_days`.
    """
    found: dict[tuple[str, str], Pair] = {}
    ranks = {one.article.id: rank for rank, one in enumerate(dossier.articles)}
    for event in dossier.events:
        for two in _two_by_two(ranks, tellers(event)):
            found.setdefault(two, Pair(*two)).events.append(event)
    for two, both in _likely(dossier, ranks):
        found.setdefault(two, Pair(*two)).maybe.append(both)
    for day, events in days.items():
        for two in _of_a_day(ranks, events):
            # a day on which both tell one fact, and nothing else, is in common by that fact
            if _each_adds(two, events):
                found.setdefault(two, Pair(*two)).days.append(day)
    if len(ranks) <= _SMALL:
        for relation in dossier.related:
            ends = (relation.first, relation.second)
            first, second = sorted(ends, key=ranks.__getitem__)
            found.setdefault((first, second), Pair(first, second))
    in_order = sorted(
        found.values(), key=lambda one: (ranks[one.first], ranks[one.second])
    )
    return list(_bounded(sorted(in_order, key=lambda one: one.weight)))


def _likely(
    dossier: Dossier, ranks: Mapping[str, int]
) -> Iterator[tuple[tuple[str, str], tuple[Event, Event]]]:
    """Events of two articles that may be one, where much speaks for it."""
    events = {event.id: event for event in dossier.events}
    for proposal in dossier.proposals:
        if proposal.score < _LIKELY:
            continue
        both = events[proposal.first], events[proposal.second]
        one, two = (tellers(event) for event in both)
        # where an article tells both, it says itself how they go together
        if one.isdisjoint(two):
            for ends in _two_by_two(ranks, one | two):
                if not {*ends} <= one and not {*ends} <= two:
                    yield ends, both


def _each_adds(two: tuple[str, str], events: Iterable[Event]) -> bool:
    """Whether each of the two tells something of a day that the other does not."""
    alone: set[str] = set()
    for event in events:
        of_the_two = tellers(event) & {*two}
        if len(of_the_two) == 1:
            alone |= of_the_two
    return alone == {*two}


def _bounded(ranked: Iterable[Pair]) -> Iterator[Pair]:
    partners: dict[str, int] = {}
    for pair in ranked:
        ends = (pair.first, pair.second)
        if all(partners.get(one, 0) < PARTNERS for one in ends):
            for one in ends:
                partners[one] = partners.get(one, 0) + 1
            yield pair


def _two_by_two(
    ranks: Mapping[str, int], articles: Iterable[str]
) -> Iterator[tuple[str, str]]:
    ranked = sorted(articles, key=ranks.__getitem__)
    yield from combinations(ranked[:_TOGETHER], 2)


def _of_a_day(
    ranks: Mapping[str, int], events: Iterable[Event]
) -> Iterator[tuple[str, str]]:
    """Two articles that tell of one day, and name one actor in it."""
    by_actor: dict[str, list[Event]] = {}
    for event in events:
        for participant in event.participants:
            by_actor.setdefault(participant.entity, []).append(event)
    two: dict[tuple[str, str], None] = {}
    for within in by_actor.values():
        if len(within) > 1:
            two.update(dict.fromkeys(_two_by_two(ranks, told_by(within))))
    yield from two
