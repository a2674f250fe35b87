"""Arithmetic of the Gregorian calendar over units: D, WE, W, FN, M, Q, H, Y, DE, C. Knows no language."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from builder.annotate.dates.node import UnresolvedError
from builder.model.dates import EdtfDate, Precision, parse_edtf
from builder.model.edtf import month_end

DAYS = {"D": 1, "WE": 7, "W": 7, "FN": 14}
KINDS = {Precision.DAY: "D", Precision.MONTH: "M", Precision.YEAR: "Y"}
MONTHS = {
    "M": 1,
    "2M": 2,
    "Q": 3,
    "4M": 4,
    "H": 6,
    "Y": 12,
    "DE": 120,
    "C": 1200,
    "ML": 12000,
}
_WRITTEN = {
    "D": (10, ""),
    "M": (7, ""),
    "Y": (4, ""),
    "DE": (3, "X"),
    "C": (2, "XX"),
    "ML": (2, "XX"),
}
"""How much of a written day names what holds it, and what stands for the rest."""

_WINTER, _SATURDAY, _LAST = 24, 5, 5


def shift(day: date, count: float, unit: str) -> date:
    """The day so many units later; the last of the month where a month is too short.

    Raises:
        OverflowError, ValueError: outside the years 1 to 9999.
    """
    if unit in DAYS:
        return day + timedelta(days=round(count * DAYS[unit]))
    months = day.year * 12 + day.month - 1 + round(count * MONTHS[unit])
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period(unit: str, day: date) -> EdtfDate:
    """The day, ISO week, weekend, month, … that holds a day (a weekend: that of its week)."""
    if unit in _WRITTEN:
        kept, rest = _WRITTEN[unit]
        return parse_edtf(day.isoformat()[:kept] + rest)
    if unit in MONTHS:
        first = (day.month - 1) // MONTHS[unit] * MONTHS[unit] + 1
        return parse_edtf(
            f"{day.year:04}-{first:02}/{day.year:04}-{first + MONTHS[unit] - 1:02}"
        )
    monday = day - timedelta(days=day.weekday())
    start, length = (
        (monday + timedelta(days=_SATURDAY), 2)
        if unit == "WE"
        else (monday, DAYS[unit])
    )
    return parse_edtf(f"{start}/{start + timedelta(days=length - 1)}")


def season(code: int, year: int) -> EdtfDate:
    """Spring 21 to autumn 23 of a year; winter (24) is the one that begins in it."""
    return parse_edtf(
        f"{year:04}-12/{year + 1:04}-02" if code == _WINTER else f"{year:04}-{code}"
    )


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (Meeus, Jones, Butcher).

    >>> easter(2025).isoformat()
    '2025-04-20'
    """
    century, rest = divmod(year, 100)
    cycle = year % 19
    moon = (
        19 * cycle
        + century
        - century // 4
        - (century - (century + 8) // 25 + 1) // 3
        + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (cycle + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holiday(code: str, year: int) -> date:
    """A feast of a year: `12-25`, `e+39` (days from Easter), `5-7-5` (last Sunday of May)."""
    if code.startswith("e"):
        return easter(year) + timedelta(days=int(code[1:]))
    month, day, *rank = map(int, code.split("-"))
    if not rank:
        return date(year, month, day)
    return nth_weekday(date(year, month, 1), month_end(year, month), day, *rank)


def nth_weekday(first: date, last: date, weekday: int, rank: int) -> date:
    """The nth Monday (1) to Sunday (7) between two days; 5 and -1 stand for the last.

    Raises:
        ValueError: where there are fewer.
    """
    if rank in (_LAST, -1):
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (rank - 1))
    if not first <= day <= last:
        raise ValueError(f"{rank} > {last}")
    return day


def bounds(moment: EdtfDate) -> tuple[date, date]:
    """First and last day.

    Raises:
        UnresolvedError: where one of them is open, or the year is not known.
    """
    if moment.earliest is None or moment.latest is None:
        raise UnresolvedError(
            "no_reference" if moment.precision is Precision.NONE else "vague"
        )
    return moment.earliest, moment.latest


def marked(moment: EdtfDate, mark: str) -> EdtfDate:
    """The same value with `~` or `?` at every known end; a set becomes the month, or the interval, that holds it."""
    if moment.candidates and moment.earliest and moment.latest:
        same = moment.earliest.isoformat()[:7] == moment.latest.isoformat()[:7]
        return parse_edtf(
            f"{moment.latest:%Y-%m}~"
            if same
            else f"{moment.earliest}~/{moment.latest}~"
        )
    ends = moment.edtf.split("/")
    return parse_edtf(
        "/".join(e if e in ("", "..") or e[-1] in "~?%" else e + mark for e in ends)
    )


def joined(first: EdtfDate, last: EdtfDate) -> EdtfDate:
    """The interval from the beginning of one to the end of the other.

    Raises:
        ValueError: where it would run backwards.
    """
    return parse_edtf(f"{written(first)[0]}/{written(last)[1]}")


def written(moment: EdtfDate) -> tuple[str, str]:
    """How both ends are written; a set as the month, or the interval, that holds it."""
    ends = (marked(moment, "~") if moment.candidates else moment).edtf.split("/")
    return ends[0], ends[-1]
