"""Time as columns: months, or longer periods where months would be too narrow to touch; empty years are cut out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import format_skeleton, get_month_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.dates import EdtfDate

LEAST, MOST, BREAK = 29.0, 120.0, 16.0
"""Width of a column (a finger needs 24) at least and at most, and of the place where empty time was cut out."""

EMPTY = 2
"""So many empty columns in a row are drawn; more are cut out."""

UNITS = (1, 3, 6, 12, 60, 120, 600, 1200, 12000)
"""Months that a column may stand for."""

_SKELETONS = {1: "yMMMM", 3: "yQQQQ"}
"""How CLDR names a month and a quarter of a year."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """When, as ordinals of days, last day included; where an end is open, it is the known one."""

    first: int
    last: int
    open_start: bool = False
    open_end: bool = False


def stretch(moment: EdtfDate | None) -> Stretch | None:
    """Where a moment stands; none where it has no place on a line."""
    if moment is None:
        return None
    ends = [d.toordinal() for d in (moment.earliest, moment.latest) if d]
    return (
        Stretch(ends[0], ends[-1], moment.earliest is None, moment.latest is None)
        if ends
        else None
    )


class Column(NamedTuple):
    """A period of `months` months on the axis, or (with 0 months) a cut; days as ordinals, last day included."""

    first: int
    last: int
    months: int
    x: float = 0
    width: float = 0

    @property
    def end(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def start(self) -> date:
        """Its first day."""
        return date.fromordinal(self.first)


@dataclass(frozen=True, slots=True)
class Scale:
    """The columns from left to right."""

    columns: tuple[Column, ...]

    def at(self, day: int) -> float:
        """Where a day begins; days outside lie on the edge."""
        for c in self.columns:
            if day <= c.last:
                return c.x + c.width * max(0, day - c.first) / (c.last + 1 - c.first)
        return self.columns[-1].end

    def within(self, when: Stretch) -> Column | None:
        """The column that holds it all, or its end where it has no beginning; none for what is longer."""
        if when.open_end:
            return None
        return next(
            (
                c
                for c in self.columns
                if c.months and c.first <= when.first and when.last <= c.last
            ),
            None,
        )


def scale(
    whens: Sequence[Stretch], news: int | None, left: float, right: float
) -> Scale:
    """Columns for all that is to be shown, each wide enough to be touched; at least one moment is expected.

    What lies before the news (a day's ordinal) may get longer periods than the news itself: months for this year,
    years for the story before it.
    """
    days = sorted({d for w in whens for d in (w.first, w.last)})
    found: list[Column] = []
    for unit, older in _units(news is not None):
        found = list(_periods(days, unit, older, news or 0))
        if _wide(found, right - left) >= LEAST:
            break
    return Scale(tuple(_placed(found, left, right - left)))


def _units(two: bool) -> list[tuple[int, int]]:  # noqa: FBT001
    """Pairs to try, finest first: of the news and of what lies before it."""
    ranked = [
        (i * 2 + j, i, j)
        for j in range(len(UNITS))
        for i in range(j + 1)
        if two or i == j
    ]
    return [(UNITS[i], UNITS[j]) for _, i, j in sorted(ranked)]


def _periods(days: Iterable[int], unit: int, older: int, news: int) -> Iterable[Column]:
    """The columns and cuts that hold the days, in order."""
    border = _period(news, older).first if news else 0
    periods = sorted({_period(day, older if day < border else unit) for day in days})
    for before, period in zip([None, *periods], periods, strict=False):
        yield from _between(before, period) if before else ()
        yield period


def _between(before: Column, after: Column) -> Iterable[Column]:
    """Some empty columns, or one cut."""
    empty: list[Column] = []
    start = before.last + 1
    while start < after.first:
        if len(empty) == EMPTY:
            return [Column(before.last + 1, after.first - 1, 0)]
        empty.append(_period(start, after.months))
        start = empty[-1].last + 1
    return empty


def _period(day: int, months: int) -> Column:
    d = date.fromordinal(day)
    key = (d.year * 12 + d.month - 1) // months
    return Column(_first_of(key * months), _first_of((key + 1) * months) - 1, months)


def _first_of(month: int) -> int:
    """Ordinal of the first day of a month counted from year 0; the calendar's own ends where it lies outside."""
    year, index = divmod(month, 12)
    if year > date.max.year:
        return date.max.toordinal() + 1
    return date(year, index + 1, 1).toordinal() if year else 1


def _wide(periods: Sequence[Column], room: float) -> float:
    cuts = sum(1 for p in periods if not p.months)
    return min(MOST, (room - cuts * BREAK) / (len(periods) - cuts))


def _placed(periods: Sequence[Column], left: float, room: float) -> Iterable[Column]:
    wide = max(4.0, _wide(periods, room))
    for period in periods:
        placed = period._replace(x=left, width=wide if period.months else BREAK)
        left = placed.end
        yield placed


def name(column: Column, language: str) -> str:
    """The period in words: "février 2025", "1er trimestre 2025", "2014", "1990–1999"."""
    if column.months in _SKELETONS:
        return str(
            format_skeleton(_SKELETONS[column.months], column.start, locale=language)
        )
    last = date.fromordinal(column.last)
    if column.months == 6:  # noqa: PLR2004 - half a year
        months = get_month_names("wide", locale=language)
        return f"{months[column.start.month]}–{months[last.month]} {last.year}"
    return f"{last.year}" if column.months == 12 else f"{column.start.year}–{last.year}"  # noqa: PLR2004 - a year


def letters(column: Column, language: str) -> str:
    """What fits under the column, beside its year: "F", "T1", "S2"; nothing for a year or more."""
    month = column.start.month
    if column.months == 1:
        return str(get_month_names("narrow", locale=language)[month])
    key = {3: "T", 6: "S"}.get(column.months)
    return f"{key}{(month - 1) // column.months + 1}" if key else ""
