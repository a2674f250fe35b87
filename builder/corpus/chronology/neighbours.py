"""Which mentions are compared at all: neighbours that share something rare.

Time is linear in the mentions: each looks back at a bounded number of others under each
thing that it may share, and only the likeliest of all these are compared.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from builder.corpus.chronology.rarity import entity_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.corpus.chronology.evidence import Evidence
    from builder.corpus.chronology.features import EventFeatures

Indexes = tuple[int, int]

_BEFORE = 40
"""Mentions of one article, before it, with which a mention is compared."""

_BEFORE_FAINT = 12
"""The same for a mention that is too faint for an entry."""

_WITHIN = 60_000
"""Pairs of one article at most; of thousands of mentions, a list, each is compared with fewer before it."""

_UNDER = 30
"""Mentions before it, of those under one thing, at which a mention looks."""

_COMPARED = 24
"""Mentions of other articles, of those it looks at, with which one is compared."""

_THINGS = 12
"""Things under which a mention stands, the rarest."""

_LEAST = 1.0
"""Rarity from which a thing is worth looking under."""

_SAME_DAY = 2.0
"""The same for one kind on one day, and for one story on one day."""


def neighbours(
    groups: Iterable[Sequence[int]], most: int = _BEFORE
) -> Iterator[Indexes]:
    """Each member of a group with those shortly before it, the lower index first.

    Pairs that two groups share come twice.
    """
    for members in groups:
        for at, second in enumerate(members):
            for first in members[max(0, at - most) : at]:
                yield (first, second) if first < second else (second, first)


def compared(events: Sequence[EventFeatures], evidence: Evidence) -> set[Indexes]:
    """The pairs that are compared, the lower index first."""
    found = set(_of_one_article(events))
    found.update(_of_two_articles(events, evidence))
    # As `EventFeatures.meets` has it, of half a million pairs.
    since = [event.window[0] for event in events]
    until = [event.window[1] for event in events]
    return {(a, b) for a, b in found if since[a] <= until[b] and since[b] <= until[a]}


def _of_one_article(events: Sequence[EventFeatures]) -> Iterator[Indexes]:
    everything: dict[str, list[int]] = {}
    entries: dict[str, list[int]] = {}
    in_text = sorted(range(len(events)), key=lambda n: (events[n].place, n))
    for number in in_text:
        article = events[number].article
        everything.setdefault(article, []).append(number)
        if not events[number].faint:
            entries.setdefault(article, []).append(number)
    for groups, before in ((entries, _BEFORE), (everything, _BEFORE_FAINT)):
        for members in groups.values():
            most = min(before, 1 + _WITHIN // len(members))
            yield from neighbours([members], most)


def _of_two_articles(
    events: Sequence[EventFeatures], evidence: Evidence
) -> Iterator[Indexes]:
    articles = [event.article for event in events]
    under: dict[str, list[int]] = {}
    # In the order of time, so that the nearest of many that share a thing meet.
    for number in sorted(range(len(events)), key=lambda n: (_moment(events[n]), n)):
        shared: dict[int, float] = {}
        for thing, rarity in _things(events[number], evidence):
            members = under.setdefault(thing, [])
            for other in members[-_UNDER:]:
                shared[other] = shared.get(other, 0.0) + rarity
            members.append(number)
        here = articles[number]
        others = []
        for other, much in shared.items():
            if articles[other] != here:
                others.append((-much, other))
        others.sort()
        for _, other in others[:_COMPARED]:
            yield (number, other) if number < other else (other, number)


def _moment(event: EventFeatures) -> date:
    """The day near which others that tell the same are looked for."""
    if event.day is not None and event.day.earliest is not None:
        return event.day.earliest
    return event.news or date.min


def _things(event: EventFeatures, evidence: Evidence) -> list[tuple[str, float]]:
    """What a mention can share with others, the rarest things, with their rarity."""
    scales = evidence.across.scales
    rarity = scales.rarity
    sides = evidence.sides.sides(event.entities)
    terms = {*event.stems, *event.numbers}
    terms.update(map(entity_term, event.entities | sides))
    weighed = [(term, rarity.of(term)) for term in terms]
    # What stands beside it in its sentence says half as much.
    weighed += [(term, rarity.of(term) / 2) for term in event.around - terms]
    rare = [pair for pair in weighed if pair[1] >= _LEAST]
    rare.sort(key=lambda pair: (-pair[1], pair[0]))
    rare = rare[:_THINGS]
    if event.day is None:
        return rare
    # "Le cinéaste est mort dimanche", "le réalisateur, disparu le 1er mai": no word is
    # the same, but the story is, and the day.
    story = scales.outlines.of(event.article).first
    for term in (event.kind, *story):
        rare.append((f"{term} {event.day.edtf}", _SAME_DAY))
    return rare
