"""The written form of uncertain dates: EDTF (ISO 8601-2:2019), the profile that the project reads and writes."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from builder.errors import NotUnderstoodError


class Precision(StrEnum):
    """How fine a moment is; what is displayed never exceeds it."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"
    OPEN = "open"
    FUZZY = "fuzzy"
    SET = "set"
    """One of several candidate days."""

    NONE = "none"
    """A day, month or interval without a year (`XXXX-03-08`): it has no place on a timeline."""


Bounds: TypeAlias = "tuple[date | None, date | None, Precision]"
"""First and last day, and how fine the value is."""


class Value(NamedTuple):
    """What a written value says: bounds in days, both included; see `EdtfDate` for what each part means."""

    earliest: date | None
    latest: date | None
    precision: Precision
    candidates: tuple[date, ...] = ()
    approximate: bool = False
    uncertain: bool = False


_SINGLE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%]?)"
)
_SEASONS = {21: 3, 22: 6, 23: 9}
_WINTER = 24
_OPEN_ENDS = ("", "..")
_MONTHS = 12
_NAMED = {
    (_MONTHS, 3): Precision.SEASON,
    **{(first, 3): Precision.QUARTER for first in (1, 4, 7, 10)},
    **{(first, 6): Precision.HALF_YEAR for first in (1, 7)},
}
"""First month and number of months of the intervals that have a name."""

_FROM_MONDAY = (0, 6)
"""Weekday of the first day, and days from it to the last."""

_THROUGH = ".."
_MOST_DAYS = 366
"""Of a set that is written by its first and last day: each of them is a candidate."""

_WRITTEN_DAY = len("2025-02-12")
_WRITTEN_MONTH = len("2025-02")


def read(value: str) -> Value:
    """Read one value.

    Raises:
        NotUnderstoodError: where the value is none of the profile.
    """
    if value.startswith("["):
        return _set(value)
    if "/" in value:
        return _interval(value)
    return _single(value)


def _single(value: str) -> Value:
    found = _SINGLE.fullmatch(value)
    # `\d` matches the digits of every script; EDTF has those of ASCII alone.
    if not found or not value.isascii():
        raise NotUnderstoodError("dates.form")
    year, month, day = found["year"], found["month"] or 0, found["day"] or 0
    bounds = _bounds(year, int(month), int(day))
    mark = found["mark"]
    return Value(
        *bounds,
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
    )


def _bounds(year: str, month: int, day: int) -> Bounds:
    if "X" in year:
        return _unspecified(year, month, day)
    number = int(year)
    if number == 0:
        raise NotUnderstoodError("dates.no-year-0")
    if not month:
        return date(number, 1, 1), date(number, _MONTHS, 31), Precision.YEAR
    if month in _SEASONS and not day:
        first = _SEASONS[month]
        return date(number, first, 1), month_end(number, first + 2), Precision.SEASON
    _check(number, month, day)
    if not day:
        return date(number, month, 1), month_end(number, month), Precision.MONTH
    only = date(number, month, day)
    return only, only, Precision.DAY


def _unspecified(year: str, month: int, day: int) -> Bounds:
    if year == "XXXX":
        if not month:
            raise NotUnderstoodError("dates.month-wanted")
        # A leap year, so that 29 February is a day like any other.
        _check(2000, month, day)
        return None, None, Precision.NONE
    if month:
        raise NotUnderstoodError("dates.no-month-wanted")
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    # The first century has no year 0.
    first, last = date(max(low, 1), 1, 1), date(high, _MONTHS, 31)
    precision = Precision.DECADE if year.count("X") == 1 else Precision.CENTURY
    return first, last, precision


def _check(year: int, month: int, day: int) -> None:
    if month == _WINTER:
        raise NotUnderstoodError("dates.winter")
    if not 1 <= month <= _MONTHS:
        raise NotUnderstoodError("dates.no-month", month=f"{month:02d}")
    if day > month_end(year, month).day:
        raise NotUnderstoodError("dates.no-day", day=day)


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    _, last = monthrange(year, month)
    return date(year, month, last)


def _interval(value: str) -> Value:
    left, _, right = value.partition("/")
    if left in _OPEN_ENDS and right in _OPEN_ENDS:
        raise NotUnderstoodError("dates.no-end")
    start, end = _end_of(left), _end_of(right)
    if Precision.NONE in (start.precision, end.precision):
        return _yearless(start, end)
    if _backwards(start, end):
        raise NotUnderstoodError("dates.backwards")
    precision = _interval_precision(left, right, start.earliest, end.latest)
    approximate = start.approximate or end.approximate
    uncertain = start.uncertain or end.uncertain
    # "vers 2020" as an end makes the whole interval vague; an open end is vaguer still.
    if approximate and precision is not Precision.OPEN:
        precision = Precision.FUZZY
    return Value(start.earliest, end.latest, precision, (), approximate, uncertain)


def _backwards(start: Value, end: Value) -> bool:
    first, last = start.earliest or date.min, end.latest or date.max
    if last < first:
        return True
    # 2025-06/2025 may be all of one year; 2025-06-10/2025-06 begins and ends before its own beginning.
    begins_before = (end.earliest or date.max) < first
    ends_before = last < (start.latest or date.max)
    return begins_before and ends_before


def _end_of(part: str) -> Value:
    if part in _OPEN_ENDS:
        return Value(None, None, Precision.OPEN)
    return _single(part)


def _yearless(start: Value, end: Value) -> Value:
    """`XXXX-03-01/..`, `XXXX-12-28/XXXX-01-03`: of some year, and so without bounds."""
    if not {start.precision, end.precision} <= {Precision.NONE, Precision.OPEN}:
        raise NotUnderstoodError("dates.year-wanted")
    return Value(None, None, Precision.NONE)


def _interval_precision(
    left: str, right: str, earliest: date | None, latest: date | None
) -> Precision:
    # EDTF tells an open end ("..": it goes on) from an unknown one (nothing: it ended, nobody says when).
    if ".." in (left, right):
        return Precision.OPEN
    if earliest is None or latest is None:
        return Precision.FUZZY
    # Only two ends that are written alike can name a week, a quarter or a season.
    if len(left) != len(right):
        return Precision.RANGE
    if len(left) == _WRITTEN_DAY:
        days = (latest - earliest).days
        is_week = (earliest.weekday(), days) == _FROM_MONDAY
        return Precision.WEEK if is_week else Precision.RANGE
    if len(left) == _WRITTEN_MONTH:
        years = latest.year - earliest.year
        months = years * _MONTHS + latest.month - earliest.month + 1
        return _NAMED.get((earliest.month, months), Precision.RANGE)
    return Precision.RANGE


def _set(value: str) -> Value:
    parts = value[1:-1].split(",")
    several = len(parts) > 1 or _THROUGH in value
    if not value.endswith("]") or not several:
        raise NotUnderstoodError("dates.form")
    days: list[date] = []
    for part in parts:
        first, through, last = part.partition(_THROUGH)
        days += _days(first, last if through else first)
    if days != sorted(set(days)):
        raise NotUnderstoodError("dates.set")
    return Value(days[0], days[-1], Precision.SET, tuple(days))


def _days(first: str, last: str) -> list[date]:
    """Every day from one to another, of a set that gives them as `2024-02-01..2024-02-20`."""
    # A month is shorter than a day, a day with a mark longer; a day without a year is no day.
    if {len(first), len(last)} != {_WRITTEN_DAY}:
        raise NotUnderstoodError("dates.set")
    start, end = _single(first).earliest, _single(last).earliest
    if start is None or end is None or not 0 <= (end - start).days < _MOST_DAYS:
        raise NotUnderstoodError("dates.set")
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]
