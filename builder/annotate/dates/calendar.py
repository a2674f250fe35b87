"""Arithmetic of the Gregorian calendar. Knows no language.

Units: D, WE (weekend), W, FN (two weeks), M, Q, H (half-year), Y, DE (decade), C.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.node import known
from builder.model.dates import EdtfDate, Precision, parse_edtf
from builder.model.edtf import month_end

if TYPE_CHECKING:
    from collections.abc import Callable

ONE_DAY = timedelta(days=1)
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

_MONTH = len("2025-02")
_WINTER, _SATURDAY, _LAST = 24, 5, 5


def shift(day: date, count: float, unit: str) -> date:
    """The day so many units later; the last of the month where a month is too short.

    Raises:
        OverflowError, ValueError: outside the years 1 to 9999.
    """
    if unit in DAYS:
        return day + timedelta(days=round(count * DAYS[unit]))
    january = round(count * MONTHS[unit]) + day.month - 1
    years, month = divmod(january, 12)
    year = day.year + years
    _, length = monthrange(year, month + 1)
    # A month after 31 January comes the last of February.
    return date(year, month + 1, min(day.day, length))


def period(unit: str, day: date) -> EdtfDate:
    """The day, ISO week, weekend, month, … that holds a day (a weekend: that of its week)."""
    if unit in _WRITTEN:
        kept, rest = _WRITTEN[unit]
        return parse_edtf(day.isoformat()[:kept] + rest)
    if unit in MONTHS:
        length = MONTHS[unit]
        first = day.replace(day=1, month=day.month - (day.month - 1) % length)
        last = first.replace(month=first.month + length - 1)
        return interval(first.isoformat()[:_MONTH], last.isoformat()[:_MONTH])
    monday = day - timedelta(days=day.weekday())
    if unit == "WE":
        saturday = monday + timedelta(days=_SATURDAY)
        return interval(saturday, saturday + ONE_DAY)
    return interval(monday, monday + timedelta(days=DAYS[unit] - 1))


def interval(start: date | str | None, end: date | str | None) -> EdtfDate:
    """From one end to the other, as they are written.

    Raises:
        ValueError: where an end is none, or the interval would run backwards.
    """
    return parse_edtf(f"{start}/{end}")


def reaching(start: date | str, sign: int, end: date | str) -> EdtfDate:
    """From a day on to another, or, where the sign is negative, back to it.

    Raises:
        ValueError: where the interval would run backwards.
    """
    if sign < 0:
        return interval(end, start)
    return interval(start, end)


def years(first: int, last: int) -> EdtfDate:
    """From one year to another.

    Raises:
        ValueError: where it would run backwards.
    """
    return interval(f"{first:04}", f"{last:04}")


def season(code: int, year: int) -> EdtfDate:
    """Spring 21 to autumn 23 of a year; winter (24) is the one that begins in it."""
    if code == _WINTER:
        # EDTF has it at the end of a year; the press calls winter the one that begins.
        return interval(f"{year:04}-12", f"{year + 1:04}-02")
    return parse_edtf(f"{year:04}-{code}")


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (Meeus, Jones, Butcher).

    >>> easter(2025).isoformat()
    '2025-04-20'
    """
    century, rest = divmod(year, 100)
    cycle = year % 19
    # The moon slips a day every 300 years or so, and century years are seldom leap.
    slip = (century - (century + 8) // 25 + 1) // 3
    leaps = century - century // 4
    moon = (19 * cycle + leaps - slip + 15) % 30
    sundays = 2 * (century % 4) + 2 * (rest // 4) - rest % 4
    week = (32 + sundays - moon) % 7
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
    first = date(year, month, 1)
    return nth_weekday(first, month_end(year, month), day, *rank)


def nth_weekday(first: date, last: date, weekday: int, rank: int) -> date:
    """The nth Monday (1) to Sunday (7) between two days; 5 and -1 stand for the last.

    Raises:
        ValueError: where there are fewer.
    """
    if rank in (_LAST, -1):
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    until = (weekday - first.isoweekday()) % 7
    day = first + timedelta(days=until, weeks=rank - 1)
    if not first <= day <= last:
        raise ValueError(f"{rank} > {last}")
    return day


def bounds(moment: EdtfDate) -> tuple[date, date]:
    """First and last day.

    Raises:
        UnresolvedError: where one of them is open, or the year is not known.
    """
    yearless = moment.precision is Precision.NONE
    why = "no_reference" if yearless else "vague"
    return known(moment.earliest, why), known(moment.latest, why)


def marked(moment: EdtfDate, mark: str) -> EdtfDate:
    """The same value with `~` or `?` at every known end.

    A set becomes the month, or the interval, that holds it.
    """
    first, last = moment.earliest, moment.latest
    if moment.candidates and first and last:
        if (first.year, first.month) == (last.year, last.month):
            return parse_edtf(f"{last:%Y-%m}~")
        return interval(f"{first}~", f"{last}~")
    ends = []
    for end in moment.edtf.split("/"):
        # An open end ("", "..") and one that is marked already stay.
        known_end = end.strip(".~?%") == end != ""
        ends.append(end + mark if known_end else end)
    return parse_edtf("/".join(ends))


def in_any_year(moment: EdtfDate, reckon: Callable[[EdtfDate], EdtfDate]) -> EdtfDate:
    """A sum with a day or month of which the year is not known: done in a leap year, and written without it."""
    stated = parse_edtf(moment.edtf.replace("XXXX", "2000"))
    found = reckon(stated).edtf
    for year in ("1999", "2000", "2001"):
        found = found.replace(f"{year}-", "XXXX-")
    return parse_edtf(found)


def joined(first: EdtfDate, last: EdtfDate) -> EdtfDate:
    """The interval from the beginning of one to the end of the other.

    Raises:
        ValueError: where it would run backwards.
    """
    return interval(written(first)[0], written(last)[1])


def written(moment: EdtfDate) -> tuple[str, str]:
    """How both ends are written; a set as the month, or the interval, that holds it."""
    if moment.candidates:
        moment = marked(moment, "~")
    ends = moment.edtf.split("/")
    return ends[0], ends[-1]
