"""One lane of the overview: the marks of one kind, in cells a period wide, and the bars of what lasts longer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from builder.pages import svg
from builder.pages.svg import Element, Href, Words, element
from builder.pages.svg_time import Column, Scale, Stretch, name

if TYPE_CHECKING:
    from collections.abc import Sequence


CROWD, ROWS, TITLES = 6, 5, 4
"""Rows of marks in a cell before they become one number; rows of long bars; titles read out."""

STEP, LEAST, FONT, TAIL = 8.0, 27.0, 12.0, 24.0
"""From one mark to the next, height of a lane at least (a finger needs 24), size of letters, what has no beginning."""


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


def lane(plan: Plan, name_of_lane: str, marks: Sequence[Mark], y: float) -> tuple[list[Element], float]:
    """The marks of one kind, and where the lane ends: cells first, bars longer than a column below."""
    drawn = [svg.text(0, y + 17, svg.fitted(name_of_lane, 124, FONT), "pic-lane-name")]
    y += 20 if plan.narrow else 0
    held = [(column, m) for m in marks if (column := plan.scale.within(m.when))]
    cells = [(c, [m for _, m in group]) for c, group in groupby(sorted(held, key=_place), key=lambda pair: pair[0])]
    packed = [(column, marks, _packed(plan, column, marks)) for column, marks in cells]
    rows = max((row for *_, spots in packed for *_, row in spots), default=0) + 1
    height = max(LEAST, rows * STEP + 10) if cells else 0.0
    drawn += [_cell(plan, column, marks, spots, (y, height)) for column, marks, spots in packed]
    bars, below = _bars(plan, [m for m in marks if not plan.scale.within(m.when)], y + height)
    below = max(below, y + (0 if plan.narrow else LEAST))
    return [*drawn, *bars, svg.line(0, below + 2, plan.scale.columns[-1].end, below + 2, "pic-rule")], below + 4


def _place(held: tuple[Column, Mark]) -> tuple[float, int, int, str]:
    column, mark = held
    return (column.x, mark.when.first, mark.when.last, mark.target)


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


def _extent(plan: Plan, column: Column, mark: Mark) -> tuple[float, float]:
    """Where a mark lies inside its column, never narrower than it can be seen; what has no beginning takes a tail."""
    start, end = plan.scale.at(mark.when.first), plan.scale.at(mark.when.last + 1)
    if mark.when.open_start:
        start = max(column.x, end - TAIL)
    middle, half = (start + end) / 2, max(STEP, end - start - 2) / 2
    middle = min(max(middle, column.x + half + 1), column.end - half - 1)
    return (middle - half, middle + half)


def _cell(plan: Plan, column: Column, marks: Sequence[Mark], spots: Sequence[Spot], at: tuple[float, float]) -> Element:
    """What happened of one kind in one period: one link, to the first of them."""
    y, height = at
    hit = svg.rect(column.x, y, column.width, height, "pic-hit", 4)
    rows = max((row for *_, row in spots), default=0) + 1
    floor = y + (height + rows * STEP) / 2
    drawn = [_shape(plan, mark, (start, end), floor - STEP * (row + 0.5), 5) for mark, start, end, row in spots]
    if not spots:
        drawn = _crowd(plan, marks, column.x + column.width / 2, y + height / 2)
    period, more = name(column, plan.language), len(marks) - TITLES
    if all(m.when.open_start for m in marks):
        period = plan.say("latest", period=period)
    titles = plan.say("between").join(m.title for m in marks[:TITLES])
    titles += plan.say("and_more", n=more) if more > 0 else ""
    words = plan.say("cell", lane=marks[0].lane, period=period, titles=titles)
    return svg.link(plan.href(marks[0].target), words, hit, drawn)


def _crowd(plan: Plan, marks: Sequence[Mark], x: float, y: float) -> list[Element]:
    """A number in a disc; with a tail where no mark in it has a beginning."""
    shapes = [element("circle", cx=x, cy=y, r=11, class_="pic-dot")]
    if all(m.when.open_start for m in marks):
        shapes.insert(0, _shape(plan, marks[0], (x - 24, x), y, 14))
    return [*shapes, svg.text(x, y + 4, str(len(marks)), "pic-number", "middle")]


def _shape(plan: Plan, mark: Mark, across: tuple[float, float], y: float, height: float) -> Element:
    """A dot for a day, a tick for an article of a day, a bar for all else; it fades where an end is not known."""
    start, end = across
    when, hollow = mark.when, " pic-hollow" if mark.hollow else ""
    side = "start" if when.open_start else "end" if when.open_end else ""
    if side:
        paint = f"url(#pic-fade-{side}-{'narrow' if plan.narrow else 'wide'})"
        inside, edge = ("none", paint) if mark.hollow else (paint, None)
        place = {"x": start + 0.5, "y": y - height / 2, "width": end - start - 1, "height": height, "rx": 2}
        return element("rect", fill=inside, stroke=edge, class_=None, **place)
    if when.first == when.last and mark.article:
        return svg.rect((start + end) / 2 - 1.5, y - 4, 3, 7, "pic-article")
    if when.first == when.last:
        return element("circle", cx=(start + end) / 2, cy=y, r=3, class_=f"pic-dot{hollow}")
    return svg.rect(start + 0.5, y - height / 2, end - start - 1, height, f"pic-bar{hollow}", 2)


def _bars(plan: Plan, marks: Sequence[Mark], y: float) -> tuple[list[Element], float]:
    """Periods longer than a column, with their names, in as few rows as they fit in; what is too much is counted."""
    ends, drawn, more = list[float](), list[Element](), 0
    for mark in sorted(marks, key=lambda m: (m.when.first, m.when.last, m.target)):
        bar, (left, right), words = _bar(plan, mark)
        row = _row(ends, left)
        if row == ROWS:
            more += 1
            continue
        ends[row : row + 1] = [right + 8]
        top = y + row * LEAST
        hit = svg.rect(left, top, right - left, LEAST, "pic-hit", 4)
        shape, title = _shape(plan, mark, bar, top + 19, 6), svg.text(left + 1, top + 12, words)
        drawn.append(svg.link(plan.href(mark.target), f"{mark.lane} : {mark.title}", hit, shape, title))
    y += len(ends) * LEAST
    if more:
        drawn.append(svg.text(plan.scale.columns[0].x, y + 12, plan.say("and_more_bars", n=more), "pic-note"))
        y += 18
    return drawn, y


def _row(ends: Sequence[float], start: float) -> int:
    """The first row that is free from there on."""
    return next((i for i, end in enumerate(ends) if end <= start), len(ends))


def _bar(plan: Plan, mark: Mark) -> tuple[tuple[float, float], tuple[float, float], str]:
    """The bar itself, the room it takes with its name, the name."""
    left, right = plan.scale.columns[0].x, plan.scale.columns[-1].end
    start = plan.scale.at(mark.when.first)
    end = right if mark.when.open_end else plan.scale.at(mark.when.last + 1)
    words = svg.fitted(mark.title, (right - left) * 0.7, FONT)
    wide = svg.width_of(words, FONT)
    text = min(start, right - wide)
    return (start, max(end, start + STEP)), (text, max(end, text + wide, text + LEAST)), words
