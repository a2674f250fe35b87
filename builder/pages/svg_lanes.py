"""One lane of the overview: the marks of one kind, in cells that are links: a period wide, or as long as what lasts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.pages import svg
from builder.pages.svg import Element, Href, element
from builder.pages.svg_time import Column, DaySpan, Scale, name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.pages.phrases import Phrases

CROWD = 6
"""Rows of marks in a cell before they become one number."""

TITLES = 4
"""Titles of a cell that are read out."""

STEP = 8.0
"""From one mark to the next."""

LEAST = 27.0
"""Height of a cell at least (a finger needs 24)."""

FONT = 12.0
"""Size of letters."""

TAIL = 24.0
"""Width of what has no beginning."""

_HEADING = 20
"""Height of the name of a lane, where it stands above its marks."""


@dataclass(frozen=True, slots=True)
class LaneMark:
    """One event or article, in the lane of its kind."""

    lane: str
    title: str
    target: str
    """Address under `docs/`."""

    when: DaySpan
    hollow: bool
    article: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What drawing needs: where things stand, how they are called, where they lead."""

    scale: Scale
    narrow: bool
    say: Phrases
    href: Href
    language: str

    @property
    def variant(self) -> str:
        """Name of the drawing: `wide` or `narrow`."""
        return "narrow" if self.narrow else "wide"


class _Spot(NamedTuple):
    """A mark from x to x, and its row from below."""

    mark: LaneMark
    start: float
    end: float
    row: int


@dataclass(frozen=True, slots=True)
class _Cell:
    """The marks of one link: of a period, or of what lasts longer and overlaps."""

    column: Column
    """Where it lies; a column of no unit for what lasts longer than a period."""

    marks: Sequence[LaneMark]
    """At least one."""

    spots: Sequence[_Spot]
    """Where its marks are drawn; none where they are too many for that."""

    @property
    def rows(self) -> int:
        """Rows of marks; one where they are a number."""
        return max((spot.row for spot in self.spots), default=0) + 1

    @property
    def unbegun(self) -> bool:
        """Whether no mark in it has a beginning."""
        return all(mark.when.open_start for mark in self.marks)


def lane(
    plan: Plan,
    called: str,
    marks: Sequence[LaneMark],
    y: float,
) -> tuple[list[Element], float]:
    """The marks of one kind, and where the lane ends: a band of periods, below it one of what lasts longer."""
    top = y
    if plan.narrow:
        y += _HEADING
    drawn: list[Element] = []
    for cells in _bands(plan, marks):
        highest = max(cell.rows for cell in cells)
        height = max(LEAST, highest * STEP + 10)
        drawn += [_drawn_cell(plan, cell, y, height) for cell in cells]
        y += height
    # beside the marks, or above them where there is no room beside
    baseline = top + 17 if plan.narrow else (top + y) / 2 + 4
    name_ = svg.text(0, baseline, called, "pic-lane-name")
    rule = svg.line(
        x1=0,
        y1=y + 2,
        x2=plan.scale.end,
        y2=y + 2,
        class_="pic-rule",
    )
    return [name_, *drawn, rule], y + 4


def _bands(plan: Plan, marks: Sequence[LaneMark]) -> Sequence[Sequence[_Cell]]:
    """The cells of what lies in one period, and of what is longer; a band without any is left out."""
    periods: dict[Column, list[LaneMark]] = {}
    longer: list[LaneMark] = []
    for mark in sorted(marks, key=_by_time):
        column = plan.scale.within(mark.when)
        if column is None:
            longer.append(mark)
        else:
            periods.setdefault(column, []).append(mark)
    bands = (list(periods.items()), _merged(plan, longer))
    return [[_cell(plan, *held) for held in band] for band in bands if band]


def _by_time(mark: LaneMark) -> tuple[int, int, str]:
    return mark.when.first, mark.when.last, mark.target


def _merged(
    plan: Plan, marks: Sequence[LaneMark]
) -> Sequence[tuple[Column, list[LaneMark]]]:
    """What is longer than a column: what overlaps shares a cell, which is a column of no unit."""
    cells: list[tuple[Column, list[LaneMark]]] = []
    for mark in marks:
        x, end = _long_extent(plan, mark)
        if cells and x < cells[-1][0].end:
            before, held = cells[-1]
            width = max(end, before.end) - before.x
            held.append(mark)
            cells[-1] = (before._replace(width=width), held)
        else:
            column = Column(mark.when.first, mark.when.last, 0, x, end - x)
            cells.append((column, [mark]))
    return cells


def _long_extent(plan: Plan, mark: LaneMark) -> tuple[float, float]:
    """From where to where a mark lasts, and wide enough to be touched."""
    right = plan.scale.end
    x = min(plan.scale.at(mark.when.first), right - LEAST)
    if mark.when.open_end:
        return x, right
    return x, max(plan.scale.at(mark.when.last + 1), x + LEAST)


def _cell(
    plan: Plan,
    column: Column,
    marks: Sequence[LaneMark],
) -> _Cell:
    """Marks beside each other where they fit, else on top."""
    ends: list[float] = []
    spots: list[_Spot] = []
    for mark in marks:
        start, end = _extent(plan, column, mark)
        row = _free_row(ends, start + 0.1)
        if row == CROWD:
            return _Cell(column, marks, ())
        ends[row : row + 1] = [end]
        spots.append(_Spot(mark, start, end, row))
    return _Cell(column, marks, spots)


def _free_row(ends: Sequence[float], start: float) -> int:
    """The first row that is free from there on."""
    for row, end in enumerate(ends):
        if end <= start:
            return row
    return len(ends)


def _extent(
    plan: Plan,
    column: Column,
    mark: LaneMark,
) -> tuple[float, float]:
    """Where a mark lies inside its cell, never narrower than it can be seen; what has no beginning takes a tail."""
    start, end = plan.scale.at(mark.when.first), plan.scale.at(mark.when.last + 1)
    if mark.when.open_end:
        end = column.end
    if mark.when.open_start:
        start = max(column.x, end - TAIL)
    middle = (start + end) / 2
    half = max(STEP, end - start - 2) / 2
    middle = min(max(middle, column.x + half + 1), column.end - half - 1)
    return (middle - half, middle + half)


def _drawn_cell(
    plan: Plan,
    cell: _Cell,
    y: float,
    height: float,
) -> Element:
    """What happened of one kind in one period: one link, to the first of them."""
    column = cell.column
    hit = svg.rect(column.x, y, column.width, height, "pic-hit", 4)
    if cell.spots:
        floor = y + (height + cell.rows * STEP) / 2
        drawn = [_spot(plan, spot, floor) for spot in cell.spots]
    else:
        drawn = _crowd(plan, cell, y + height / 2)
    target = plan.href(cell.marks[0].target)
    return svg.link(target, _words(plan, cell), hit, drawn)


def _spot(
    plan: Plan,
    spot: _Spot,
    floor: float,
) -> Element:
    middle = floor - STEP * (spot.row + 0.5)
    return _shape(plan, spot.mark, (spot.start, spot.end), middle, 5)


def _words(plan: Plan, cell: _Cell) -> str:
    """The kind, the period and the first titles."""
    period = name(cell.column, plan.language) if cell.column.months else ""
    key = "cell" if period or cell.unbegun else "long"
    if cell.unbegun:
        period = plan.say("latest", period=period)
    shown = [mark.title for mark in cell.marks[:TITLES]]
    titles = plan.say("between").join(shown)
    more = len(cell.marks) - len(shown)
    if more:
        titles += plan.say("and_more", n=more)
    return plan.say(key, lane=cell.marks[0].lane, period=period, titles=titles)


def _crowd(
    plan: Plan,
    cell: _Cell,
    y: float,
) -> list[Element]:
    """A number in a disc; on a bar where it counts bars, with a tail where no mark in it has a beginning."""
    column = cell.column
    x = column.x + column.width / 2
    count = str(len(cell.marks))
    half = max(11.0, svg.width_of(count, FONT) / 2 + 3)
    disc = svg.rect(
        x=x - half,
        y=y - 11,
        width=2 * half,
        height=22,
        class_="pic-dot",
        rx=11,
    )
    shapes = [
        disc,
        svg.text(
            x=x,
            y=y + 4,
            words=count,
            class_="pic-number",
            anchor="middle",
        ),
    ]
    if not column.months:
        bar = svg.rect(
            x=column.x + 1,
            y=y - 3,
            width=column.width - 2,
            height=6,
            class_="pic-bar",
            rx=2,
        )
        return [bar, *shapes]
    if cell.unbegun:
        tail = _shape(plan, cell.marks[0], (x - TAIL, x), y, 14)
        return [tail, *shapes]
    return shapes


def _shape(
    plan: Plan,
    mark: LaneMark,
    across: tuple[float, float],
    y: float,
    height: float,
) -> Element:
    """A dot for a day, a bar for all else; it fades where an end is not known."""
    start, end = across
    hollow = " pic-hollow" if mark.hollow else ""
    if mark.when.is_day:
        return svg.circle(
            x=(start + end) / 2,
            y=y,
            radius=3,
            class_=f"pic-dot{hollow}",
        )
    fill, stroke, class_ = None, None, None
    if side := _open_side(mark.when):
        paint = f"url(#pic-fade-{side}-{plan.variant})"
        fill, stroke = ("none", paint) if mark.hollow else (paint, None)
    else:
        class_ = f"pic-bar{hollow}"
    return element(
        "rect",
        fill=fill,
        stroke=stroke,
        class_=class_,
        x=start + 0.5,
        y=y - height / 2,
        width=end - start - 1,
        height=height,
        rx=2,
    )


def _open_side(when: DaySpan) -> str:
    """`start` or `end`; empty where both ends are known."""
    if when.open_start:
        return "start"
    return "end" if when.open_end else ""
