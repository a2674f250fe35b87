"""One lane of the overview: the marks of one kind, in cells that are links: a period wide, or as long as what lasts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from builder.pages import svg
from builder.pages.svg import Element, Href, Words, element
from builder.pages.svg_time import Column, Scale, Stretch, name

if TYPE_CHECKING:
    from collections.abc import Sequence


CROWD, TITLES = 6, 4
"""Rows of marks in a cell before they become one number; titles read out."""

STEP, LEAST, FONT, TAIL = 8.0, 27.0, 12.0, 24.0
"""From one mark to the next, height of a cell at least (a finger needs 24), size of letters, what has no beginning."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event or article, in the lane of its kind."""

    lane: str
    title: str
    target: str
    """Address under `docs/`."""

    when: Stretch
    hollow: bool
    article: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What drawing needs: where things stand, how they are called, where they lead."""

    scale: Scale
    narrow: bool
    say: Words
    href: Href
    language: str


def lane(
    plan: Plan, called: str, marks: Sequence[Mark], y: float
) -> tuple[list[Element], float]:
    """The marks of one kind, and where the lane ends: a band of periods, below it one of what lasts longer."""
    top, drawn = y, list[Element]()
    y += 20 if plan.narrow else 0
    ordered = sorted(marks, key=lambda m: (m.when.first, m.when.last, m.target))
    held = [(plan.scale.within(m.when), m) for m in ordered]
    short = groupby((h for h in held if h[0]), key=itemgetter(0))
    periods = [(column, [m for _, m in group]) for column, group in short if column]
    for cells in filter(
        None, (periods, _long(plan, [m for column, m in held if not column]))
    ):
        packed = [
            (column, marks, _packed(plan, column, marks)) for column, marks in cells
        ]
        height = max(
            LEAST, max(map(_rows, (spots for *_, spots in packed))) * STEP + 10
        )
        drawn += [
            _cell(plan, column, marks, spots, (y, height))
            for column, marks, spots in packed
        ]
        y += height
    name = svg.text(
        0, top + 17 if plan.narrow else (top + y) / 2 + 4, called, "pic-lane-name"
    )
    return [
        name,
        *drawn,
        svg.line(0, y + 2, plan.scale.columns[-1].end, y + 2, "pic-rule"),
    ], y + 4


def _long(plan: Plan, marks: Sequence[Mark]) -> list[tuple[Column, list[Mark]]]:
    """What is longer than a column: what overlaps shares a cell, which is a column of no unit."""
    cells, right = list[tuple[Column, list[Mark]]](), plan.scale.columns[-1].end
    for mark in marks:
        x = min(plan.scale.at(mark.when.first), right - LEAST)
        end = (
            right
            if mark.when.open_end
            else max(plan.scale.at(mark.when.last + 1), x + LEAST)
        )
        column, held = (
            Column(mark.when.first, mark.when.last, 0, x, end - x),
            list[Mark](),
        )
        if cells and x < cells[-1][0].end:
            before, held = cells.pop()
            column = before._replace(width=max(end, before.end) - before.x)
        cells.append((column, [*held, mark]))
    return cells


Spot = tuple[Mark, float, float, int]
"""A mark from x to x, and its row from below."""


def _packed(plan: Plan, column: Column, marks: Sequence[Mark]) -> list[Spot]:
    """Marks beside each other where they fit, else on top; none where they are too many for that."""
    ends, spots = list[float](), list[Spot]()
    for mark in marks:
        start, end = _extent(plan, column, mark)
        row = _row(ends, start + 0.1)
        ends[row : row + 1] = [end]
        spots.append((mark, start, end, row))
    return spots if len(ends) <= CROWD else []


def _rows(spots: Sequence[Spot]) -> int:
    return max((row for *_, row in spots), default=0) + 1


def _extent(plan: Plan, column: Column, mark: Mark) -> tuple[float, float]:
    """Where a mark lies inside its cell, never narrower than it can be seen; what has no beginning takes a tail."""
    start, end = plan.scale.at(mark.when.first), plan.scale.at(mark.when.last + 1)
    if mark.when.open_end:
        end = column.end
    if mark.when.open_start:
        start = max(column.x, end - TAIL)
    middle, half = (start + end) / 2, max(STEP, end - start - 2) / 2
    middle = min(max(middle, column.x + half + 1), column.end - half - 1)
    return (middle - half, middle + half)


def _cell(
    plan: Plan,
    column: Column,
    marks: Sequence[Mark],
    spots: Sequence[Spot],
    at: tuple[float, float],
) -> Element:
    """What happened of one kind in one period: one link, to the first of them."""
    y, height = at
    hit = svg.rect(column.x, y, column.width, height, "pic-hit", 4)
    floor = y + (height + _rows(spots) * STEP) / 2
    drawn = [
        _shape(plan, mark, (start, end), floor - STEP * (row + 0.5), 5)
        for mark, start, end, row in spots
    ]
    if not spots:
        drawn = _crowd(plan, column, marks, y + height / 2)
    period, more = (
        name(column, plan.language) if column.months else "",
        len(marks) - TITLES,
    )
    if all(m.when.open_start for m in marks):
        period = plan.say("latest", period=period)
    titles = plan.say("between").join(m.title for m in marks[:TITLES])
    titles += plan.say("and_more", n=more) if more > 0 else ""
    words = plan.say(
        "cell" if period else "long", lane=marks[0].lane, period=period, titles=titles
    )
    return svg.link(plan.href(marks[0].target), words, hit, drawn)


def _crowd(
    plan: Plan, column: Column, marks: Sequence[Mark], y: float
) -> list[Element]:
    """A number in a disc; on a bar where it counts bars, with a tail where no mark in it has a beginning."""
    x, count, shapes = column.x + column.width / 2, str(len(marks)), list[Element]()
    half = max(11.0, svg.width_of(count, FONT) / 2 + 3)
    if not column.months:
        shapes = [svg.rect(column.x + 1, y - 3, column.width - 2, 6, "pic-bar", 2)]
    elif all(m.when.open_start for m in marks):
        shapes = [_shape(plan, marks[0], (x - 24, x), y, 14)]
    disc = svg.rect(x - half, y - 11, 2 * half, 22, "pic-dot", 11)
    return [*shapes, disc, svg.text(x, y + 4, count, "pic-number", "middle")]


def _shape(
    plan: Plan, mark: Mark, across: tuple[float, float], y: float, height: float
) -> Element:
    """A dot for a day, a bar for all else; it fades where an end is not known."""
    (start, end), when, hollow = across, mark.when, " pic-hollow" if mark.hollow else ""
    side = "start" if when.open_start else "end" if when.open_end else ""
    if when.first == when.last and not side:
        return element(
            "circle", cx=(start + end) / 2, cy=y, r=3, class_=f"pic-dot{hollow}"
        )
    paint = (
        f"url(#pic-fade-{side}-{'narrow' if plan.narrow else 'wide'})" if side else None
    )
    inside, edge = ("none", paint) if side and mark.hollow else (paint, None)
    place = {
        "x": start + 0.5,
        "y": y - height / 2,
        "width": end - start - 1,
        "height": height,
        "rx": 2,
    }
    return element(
        "rect",
        fill=inside,
        stroke=edge,
        class_=None if side else f"pic-bar{hollow}",
        **place,
    )


def _row(ends: Sequence[float], start: float) -> int:
    """The first row that is free from there on."""
    return next((i for i, end in enumerate(ends) if end <= start), len(ends))
