"""Who tells an event, and which of many events tell the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.dates import Precision
from builder.model.event import Rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.dates import EdtfDate
    from builder.model.event import Event

TURNING = 20
"""Turning points of a dossier at most."""

_FEWEST = 10

_WORDS = frozenset({"statement", "other"})
"""Kinds of events that tell the story less than deeds do."""

_RANKS = {Rank.PRIMARY: 0, Rank.DETAIL: 1}
"""What an article is about comes first, what it adds next; reactions and mentions come last."""


def tellers(event: Event) -> frozenset[str]:
    """Ids of the articles that tell an event."""
    return frozenset(mention.article for mention in event.mentions)


def weightiest(events: Sequence[Event], most: int) -> Sequence[Event]:
    """The events that most articles tell, deeds before words, no more than `most`; in the order given."""
    if len(events) <= most:
        return events
    kept = {event.id for event in sorted(events, key=_weight)[:most]}
    return [event for event in events if event.id in kept]


def how_many(events: int) -> int:
    """Turning points of so many events: a fifth of them, at least 10 and at most 20."""
    return min(TURNING, max(_FEWEST, events // 5))


def turning_points(events: Iterable[Event], most: int) -> Sequence[Event]:
    """The same of what occurred and begins at a known day, month or year, background and repeated titles left out."""
    told: dict[tuple[str, EdtfDate | None], Event] = {}
    for event in filter(_is_of_the_story, events):
        # two facts under one title on one day would read as one line printed twice
        told.setdefault((event.title, event.moment), event)
    return weightiest(list(told.values()), most)


def _is_of_the_story(event: Event) -> bool:
    # "jusqu'en 2014" is no line of a story of dates
    if event.moment is None or event.moment.earliest is None:
        return False
    return event.modality.occurred and not event.background


def _weight(event: Event) -> tuple[int, bool, int, bool, bool, int, str]:
    to_the_day = event.moment is not None and event.moment.precision is Precision.DAY
    return (
        -len(tellers(event)),
        not any(mention.headline for mention in event.mentions),
        _RANKS.get(event.rank, len(_RANKS)),
        event.kind in _WORDS,
        not to_the_day,
        -len(event.mentions),
        event.id,
    )
