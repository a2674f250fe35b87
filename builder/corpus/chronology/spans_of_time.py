"""How two dates go together: of different days, of one day, of one month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.corpus.chronology.features import EventFeatures
    from builder.model.dates import EdtfDate

_WIDTHS = (("day", 1), ("near", 8), ("month", 31), ("year", 366))
"""Days that the wider of two dates covers at most."""

_WEEK = 7

_RECALLED = 180
"""Days before both articles: two that recall the same moment so far back mean one thing."""


def exclude(one: EdtfDate, two: EdtfDate) -> bool:
    """Whether two dates are of different days, or one begins where the other ends.

    The night to Tuesday and the night to Wednesday share the Tuesday.
    """
    if not one.compatible(two):
        return True
    ends = (one.earliest, one.latest, two.earliest, two.latest)
    if None in ends or one.earliest == one.latest or two.earliest == two.latest:
        return False
    return one.latest == two.earliest or two.latest == one.earliest


def width(one: EdtfDate, two: EdtfDate, *, here: bool) -> str:
    """The name of the width that the wider of two dates has; empty for years and more.

    "mercredi" twice in one article (`here`) that has only a month is one Wednesday.
    """
    same = bool(one.candidates) and one.edtf == two.edtf
    days = 1 if here and same else max(days_of(one), days_of(two))
    return next((name for name, most in _WIDTHS if days <= most), "")


def common_width(one: EventFeatures, two: EventFeatures) -> str:
    """The width of the days of accounts of two articles.

    Empty also where one has no day, or they exclude each other.
    """
    if one.day is None or two.day is None or exclude(one.day, two.day):
        return ""
    return width(one.day, two.day, here=False)


def time_between(one: EventFeatures, two: EventFeatures) -> str:
    """What the days of accounts of two articles say, as the amount that counts it.

    Where none of both is dated or news, whether the articles are of one week.
    """
    if one.day is not None and two.day is not None:
        name = common_width(one, two)
        return "recalled" if name == "month" and recalled(one, two) else name
    dated, other = (one, two) if one.day is not None else (two, one)
    if dated.day is not None and other.is_news:
        return _beside_news(dated.day, other)
    days = days_apart(one, two)
    if dated.day is None and one.is_news and two.is_news:
        return _between_news(days)
    return "period" if days is not None and days <= _WEEK else "undated"


def _beside_news(day: EdtfDate, news: EventFeatures) -> str:
    """How the day of one goes with the other, which is news of its article without a day."""
    first, last, told = day.earliest, day.latest, news.news
    if first is None or last is None or told is None:
        return "undated"
    near = (first - told).days <= _WEEK and (told - last).days <= _WEEK
    return "period" if near else "elsewhen"


def _between_news(days: int | None) -> str:
    if days is None or days > _WEEK:
        return "elsewhen"
    return "news" if days <= 1 else "week"


def recalled(one: EventFeatures, two: EventFeatures) -> bool:
    """Whether both articles look far back on it."""
    told = min(one.news or date.min, two.news or date.min)
    ends = [event.focus.latest for event in (one, two) if event.focus]
    latest = max((end or date.max for end in ends), default=date.max)
    return (told - latest).days > _RECALLED


def days_apart(one: EventFeatures, two: EventFeatures) -> int | None:
    """Days between two events, those of their articles where they have none of their own.

    None where a date is open.
    """
    days = []
    for event in (one, two):
        known = event.day.latest if event.day else event.news
        if known is None:
            return None
        days.append(known)
    return abs((days[0] - days[1]).days)


def days_of(value: EdtfDate) -> int:
    """How many days a date covers; more than any where an end is open."""
    if value.earliest is None or value.latest is None:
        return date.max.toordinal()
    return (value.latest - value.earliest).days + 1
