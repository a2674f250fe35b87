"""One lane of the overview: the marks of one kind, in cells that are links: a period wide, or as long as what lasts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.pages import svg
from builder.pages.svg import Element, Href, element
from builder.pages.svg_time import Column, DaySpan, Scale, name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    words: str
    """When, as precisely as it is known: `depuis mars 2025`."""

    hollow: bool
    article: bool = False

    borrowed: bool = False
    """Whether it stands at the day of its article, having no day of its own."""


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
    marks: Iterable[LaneMark],
    top: float,
) -> tuple[list[Element], float]:
    """The marks of one kind, and where the lane ends: a band of periods, below it one of what lasts longer."""
    y = top
    if plan.narrow:
        y += _HEADING
    drawn: list[Element] = []
    for cells in _bands(plan, marks):
        # all cells of a band are as high as its fullest: one line for the eye
        rows = max(cell.rows for cell in cells)
        height = max(LEAST, rows * STEP + 10)
        drawn += [_drawn_cell(plan, cell, y, height) for cell in cells]
        y += height
    # beside the marks, or above them where there is no room beside
    baseline = top + 17 if plan.narrow else (top + y) / 2 + 4
    heading = svg.text(0, baseline, called, "pic-lane-name")
    rule = svg.line(
        x1=0,
        y1=y + 2,
        x2=plan.scale.end,
        y2=y + 2,
        class_="pic-rule",
    )
    return [heading, *drawn, rule], y + 4


def by_column(
    scale: Scale,
    marks: Iterable[LaneMark],
) -> tuple[Mapping[Column, Sequence[LaneMark]], Sequence[LaneMark]]:
    """The marks that lie in one column, by it; and those that are longer. Each in the order given."""
    periods: dict[Column, list[LaneMark]] = {}
    longer: list[LaneMark] = []
    for mark in marks:
        column = scale.within(mark.when)
        held = longer if column is None else periods.setdefault(column, [])
        held.append(mark)
    return periods, longer


def _bands(
    plan: Plan,
    marks: Iterable[LaneMark],
) -> Iterator[Sequence[_Cell]]:
    """The cells of what lies in one period, and of what is longer; a band without any is left out."""
    ordered = sorted(marks, key=by_time)
    periods, longer = by_column(plan.scale, ordered)
    if periods:
        yield [_cell(plan, column, held) for column, held in periods.items()]
    if longer:
        yield [_cell(plan, column, held) for column, held in _merged(plan, longer)]


def by_time(mark: LaneMark) -> tuple[int, int, str]:
    """The order of time: what begins first, and of those what ends first."""
    return mark.when.first, mark.when.last, mark.target


def _merged(
    plan: Plan,
    marks: Iterable[LaneMark],
) -> Sequence[tuple[Column, Sequence[LaneMark]]]:
    """What is longer than a column: what overlaps shares a cell, which is a column of no unit."""
    columns: list[Column] = []
    held: list[list[LaneMark]] = []
    for mark in marks:
        x, end = _long_extent(plan, mark)
        # links that lie over each other cannot both be touched
        if columns and x < columns[-1].end:
            before = columns[-1]
            width = max(end, before.end) - before.x
            columns[-1] = before._replace(width=width)
            held[-1].append(mark)
        else:
            column = Column(mark.when.first, mark.when.last, 0, x, end - x)
            columns.append(column)
            held.append([mark])
    return list(zip(columns, held, strict=True))


def _long_extent(plan: Plan, mark: LaneMark) -> tuple[float, float]:
    """From where to where a mark lasts, and wide enough to be touched."""
    right = plan.scale.end
    start = plan.scale.at(mark.when.first)
    x = min(start, right - LEAST)
    if mark.when.open_end:
        return x, right
    end = plan.scale.at(mark.when.last + 1)
    return x, max(end, x + LEAST)


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
        # a hair more than touching: two ends that are one number may differ in their last digit
        row = _free_row(ends, start + 0.1)
        if row == CROWD:
            # no further: a thousand facts of one day would be packed into a thousand rows
            return _Cell(column, marks, ())
        ends[row : row + 1] = [end]
        spots.append(_Spot(mark, start, end, row))
    return _Cell(column, marks, spots)


def _free_row(ends: Sequence[float], start: float) -> int:
    """The first row that is free from there on; a new one where none is."""
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
    start = plan.scale.at(mark.when.first)
    end = plan.scale.at(mark.when.last + 1)
    if mark.when.open_end:
        end = column.end
    if mark.when.open_start:
        start = max(column.x, end - TAIL)
    half = max(STEP, end - start - 2) / 2
    leftmost = column.x + half + 1
    rightmost = column.end - half - 1
    middle = max((start + end) / 2, leftmost)
    middle = min(middle, rightmost)
    return (middle - half, middle + half)


def _drawn_cell(
    plan: Plan,
    cell: _Cell,
    y: float,
    height: float,
) -> Element:
    """What happened of one kind in one period: one link, to the first of them."""
    hit = svg.rect(
        x=cell.column.x,
        y=y,
        width=cell.column.width,
        height=height,
        class_="pic-hit",
        rx=4,
    )
    if cell.spots:
        # rows are counted from below, and lie in the middle of the cell
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
    across = (spot.start, spot.end)
    return _shape(plan, spot.mark, across, middle, 5)


def _words(plan: Plan, cell: _Cell) -> str:
    """The kind, the period and the first titles."""
    # what lasts longer is in no period: its title says when
    period = ""
    if cell.column.months:
        period = name(cell.column, plan.language)
    if cell.unbegun:
        period = plan.say("latest", period=period)
    shown = [mark.title for mark in cell.marks[:TITLES]]
    titles = plan.say("between").join(shown)
    more = len(cell.marks) - len(shown)
    if more:
        titles += plan.say("and_more", n=more)
    return plan.say(
        "cell" if period else "long",
        lane=cell.marks[0].lane,
        period=period,
        titles=titles,
    )


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
    shapes: list[Element] = []
    if not column.months:
        bar = svg.rect(
            x=column.x + 1,
            y=y - 3,
            width=column.width - 2,
            height=6,
            class_="pic-bar",
            rx=2,
        )
        shapes.append(bar)
    elif cell.unbegun:
        tail = (x - TAIL, x)
        shapes.append(_shape(plan, cell.marks[0], tail, y, 14))
    disc = svg.rect(
        x=x - half,
        y=y - 11,
        width=2 * half,
        height=22,
        class_="pic-dot",
        rx=11,
    )
    number = svg.text(
        x=x,
        y=y + 4,
        words=count,
        class_="pic-number",
        anchor="middle",
    )
    return [*shapes, disc, number]


def _shape(
    plan: Plan,
    mark: LaneMark,
    across: tuple[float, float],
    y: float,
    height: float,
) -> Element:
    """A dot for a day, a bar for all else; it fades where an end is not known."""
    start, end = across
    look = _look(mark)
    if mark.when.is_day:
        middle = (start + end) / 2
        return svg.circle(middle, y, 3, f"pic-dot{look}")
    fill: str | None = None
    stroke: str | None = None
    class_: str | None = None
    side = _open_side(mark.when)
    paint = f"url(#pic-fade-{side}-{plan.variant})"
    if not side:
        class_ = f"pic-bar{look}"
    elif mark.hollow:
        # a style sheet cannot choose the gradient: what fades is painted here
        fill, stroke = "none", paint
    else:
        fill = paint
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


def _look(mark: LaneMark) -> str:
    """Further classes: what did not occur is hollow, what has no day of its own pale."""
    look = ""
    if mark.hollow:
        look += " pic-hollow"
    if mark.borrowed:
        look += " pic-borrowed"
    return look


def _open_side(when: DaySpan) -> str:
    """`start` or `end`; empty where both ends are known."""
    if when.open_start:
        return "start"
    return "end" if when.open_end else ""
