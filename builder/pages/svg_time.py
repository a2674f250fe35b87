"""Time as columns: months, or longer periods where months would be too narrow to touch; empty years are cut out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import format_skeleton, get_month_names

from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model.dates import EdtfDate

LEAST = 29.0
"""Width of a column at least (a finger needs 24)."""

MOST = 120.0
"""Width of a column at most."""

BREAK = 16.0
"""Width of the place where empty time was cut out."""

EMPTY = 2
"""So many empty columns in a row are drawn; more are cut out."""

_CROWDED = 4.0
"""Width of a column where even the longest periods are too many."""

_MONTH = 1
_QUARTER = 3
_HALF_YEAR = 6
_YEAR = 12

UNITS = (_MONTH, _QUARTER, _HALF_YEAR, _YEAR, 60, 120, 600, 1200, 12000)
"""Months that a column may stand for."""

_SKELETONS = {_MONTH: "yMMMM", _QUARTER: "yQQQQ"}
"""How CLDR names a month and a quarter of a year."""

_LETTERS = {_QUARTER: "quarter", _HALF_YEAR: "half_year"}


@dataclass(frozen=True, slots=True)
class DaySpan:
    """When, as ordinals of days, last day included; where an end is open, it is the known one."""

    first: int
    last: int
    open_start: bool = False
    open_end: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is one day, and known to be no more."""
        if self.open_start or self.open_end:
            return False
        return self.first == self.last


def day_span(moment: EdtfDate | None) -> DaySpan | None:
    """Where a moment stands; none where it has no place on a line."""
    if moment is None:
        return None
    known = moment.earliest or moment.latest
    if known is None:
        return None
    first = moment.earliest or known
    last = moment.latest or known
    return DaySpan(
        first.toordinal(),
        last.toordinal(),
        open_start=moment.earliest is None,
        open_end=moment.latest is None,
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

    def holds(self, when: DaySpan) -> bool:
        """Whether all of it lies in this period; never in a cut."""
        if not self.months:
            return False
        return self.first <= when.first and when.last <= self.last


@dataclass(frozen=True, slots=True)
class Scale:
    """The columns from left to right, of which there are only as many as can be touched."""

    columns: tuple[Column, ...]

    @property
    def end(self) -> float:
        """Right edge."""
        return self.columns[-1].end

    def at(self, day: int) -> float:
        """Where a day begins; days outside lie on the edge."""
        for column in self.columns:
            if day <= column.last:
                days = column.last + 1 - column.first
                # a day before the first column, or in a cut, has no place of its own
                done = max(0, day - column.first)
                return column.x + column.width * done / days
        return self.end

    def within(self, when: DaySpan) -> Column | None:
        """The column that holds it all, or its end where it has no beginning; none for what is longer."""
        # what goes on has no end to be in any column
        if when.open_end:
            return None
        for column in self.columns:
            if column.holds(when):
                return column
        return None


def scale(
    whens: Sequence[DaySpan],
    news: int | None,
    left: float,
    right: float,
) -> Scale:
    """Columns for all that is to be shown, each wide enough to be touched; at least one moment is expected.

    What lies before the news (a day's ordinal) may get longer periods than the news itself: months for this year,
    years for the story before it.
    """
    days: set[int] = set()
    for when in whens:
        days.add(when.first)
        days.add(when.last)
    room = right - left
    columns: Sequence[Column] = []
    for unit, older in _units_to_try(two=news is not None):
        columns = list(_periods(days, unit, older, news or 0))
        if _width(columns, room) >= LEAST:
            break
    # where even the last pair is too fine, the columns are narrower than a finger: time has no coarser unit
    return Scale(tuple(_placed(columns, left, room)))


def _units_to_try(*, two: bool) -> list[tuple[int, int]]:
    """Pairs, finest first: of the news and of what lies before it, which is as coarse or coarser."""
    if not two:
        return [(unit, unit) for unit in UNITS]
    ranked: list[tuple[int, int, int]] = []
    for older in range(len(UNITS)):
        # to coarsen the news costs the reader twice as much
        ranked += [(unit * 2 + older, unit, older) for unit in range(older + 1)]
    return [(UNITS[unit], UNITS[older]) for _, unit, older in sorted(ranked)]


def _periods(
    days: Iterable[int],
    unit: int,
    older: int,
    news: int,
) -> Iterator[Column]:
    """The columns and cuts that hold the days, in order."""
    # the border lies where an older period begins, so that no period overlaps another
    border = _period(news, older).first if news else 0
    held: set[Column] = set()
    for day in days:
        months = older if day < border else unit
        held.add(_period(day, months))
    periods = sorted(held)
    yield periods[0]
    for before, period in pairwise(periods):
        yield from _between(before, period)
        yield period


def _between(before: Column, after: Column) -> Sequence[Column]:
    """Some empty columns, or one cut."""
    empty: list[Column] = []
    start = before.last + 1
    while start < after.first:
        if len(empty) == EMPTY:
            return [Column(before.last + 1, after.first - 1, 0)]
        period = _period(start, after.months)
        empty.append(period)
        start = period.last + 1
    return empty


def _period(day: int, months: int) -> Column:
    """The column of so many months that a day lies in, without a place."""
    when = date.fromordinal(day)
    month = when.year * 12 + when.month - 1
    # from year 0: decades begin in 1990, not in 1991
    first = month // months * months
    after = _first_of(first + months)
    return Column(_first_of(first), after - 1, months)


def _first_of(month: int) -> int:
    """Ordinal of the first day of a month counted from year 0; the calendar's own ends where it lies outside."""
    year, month_index = divmod(month, 12)
    if year > date.max.year:
        return date.max.toordinal() + 1
    # Python's calendar has no year 0: the first decade begins in year 1
    if not year:
        return 1
    return date(year, month_index + 1, 1).toordinal()


def _width(columns: Sequence[Column], room: float) -> float:
    """How wide each column may be beside the cuts."""
    cuts = sum(not column.months for column in columns)
    periods = len(columns) - cuts
    width = (room - cuts * BREAK) / periods
    return min(MOST, width)


def _placed(
    columns: Sequence[Column],
    left: float,
    room: float,
) -> Iterator[Column]:
    width = max(_CROWDED, _width(columns, room))
    for column in columns:
        own = width if column.months else BREAK
        placed = column._replace(x=left, width=own)
        left = placed.end
        yield placed


def name(column: Column, language: str) -> str:
    """The period in words: "février 2025", "1er trimestre 2025", "2014", "1990–1999"."""
    skeleton = _SKELETONS.get(column.months)
    if skeleton:
        return str(format_skeleton(skeleton, column.start, locale=language))
    last = date.fromordinal(column.last)
    # CLDR has words for no other period
    if column.months == _HALF_YEAR:
        months = get_month_names("wide", locale=language)
        return f"{months[column.start.month]}–{months[last.month]} {last.year}"
    if column.months == _YEAR:
        return str(last.year)
    return f"{column.start.year}–{last.year}"


def letters(column: Column, language: str) -> str:
    """What fits under the column, beside its year: "F", "T1", "S2"; nothing for a year or more."""
    month = column.start.month
    if column.months == _MONTH:
        return str(get_month_names("narrow", locale=language)[month])
    if column.months not in _LETTERS:
        return ""
    say = page_phrases(language, "periods")
    return say(_LETTERS[column.months], n=(month - 1) // column.months + 1)
