"""When an event was, by all that its mentions say: the hard bound, and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.dates import meet
from builder.model.event import PlacedBy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.dates import EdtfDate
    from builder.model.event import EventMention

_TOLD = (PlacedBy.TEXT, PlacedBy.ARTICLE)
"""What an article says of the day itself; the day on which it came out is a guess."""


def bound(mentions: Iterable[EventMention]) -> EdtfDate | None:
    """Where the dates of the mentions meet; none where no mention has one.

    The order of the mentions changes nothing.
    """
    return _common(mention.date for mention in mentions if mention.date is not None)


def place(
    mentions: Sequence[EventMention], date: EdtfDate | None
) -> tuple[EdtfDate | None, PlacedBy | None]:
    """Where the timeline puts an event, and what puts it there; twice none for nothing.

    A date that any article tells wins over the days on which the articles came out; of
    those the first counts: the news was known by then.
    """
    for by in _TOLD:
        days = [m.placed for m in mentions if m.placed_by is by and m.placed]
        common = _common(days)
        if common is None:
            continue
        # A bound that the others narrow further is the better place.
        narrower = meet(common, date) if date is not None else None
        return narrower or common, by
    published = [m for m in mentions if m.placed_by is PlacedBy.PUBLICATION]
    days = [mention.placed for mention in published if mention.placed is not None]
    if not days:
        return None, None
    return min(days, key=lambda day: day.sort_key), PlacedBy.PUBLICATION


def _common(dates: Iterable[EdtfDate]) -> EdtfDate | None:
    ordered = sorted(set(dates), key=lambda value: value.sort_key)
    if not ordered:
        return None
    # From the narrowest on: accounts that contradict it are left as they are.
    narrowest = min(ordered, key=lambda value: (value.sort_key[1], value.sort_key))
    for value in ordered:
        narrowest = meet(narrowest, value) or narrowest
    return narrowest
