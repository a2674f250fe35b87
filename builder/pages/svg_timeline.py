"""The whole chronology at one look: what happened when, by kind, as precisely as the articles say and no more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from builder.lang.pack import language_pack
from builder.pages import page, svg
from builder.pages.look import entry_address, label
from builder.pages.svg import Element, element, number
from builder.pages.svg_time import Column, Scale, Stretch, letters, name, scale, stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model.dossier import Dossier
    from builder.pages.svg import Href, Words

LANES, CROWD, ROWS, TITLES = 6, 15, 5, 4
"""Kinds with a lane of their own; marks in a cell before they become one number; rows of bars; titles read out."""

STEP, LEAST, FONT = 8.0, 26.0, 12.0
"""From one mark to the next, height of a lane at least (a finger needs 24), size of letters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event or article, in the lane of its kind."""

    lane: str
    title: str
    target: str
    """Address under `docs/`."""

    when: Stretch
    hollow: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What drawing needs: where things stand, how they are called, where they lead."""

    scale: Scale
    narrow: bool
    say: Words
    href: Href
    language: str


def overview(dossier: Dossier, href: Href) -> str:
    """A figure with all dated events and articles; empty where no event has a date."""
    say = svg.words(dossier.language, "overview")
    events, articles = _events(dossier, say), _articles(dossier, say)
    if not events:
        return ""
    marks = [*events, *articles]
    news = min((a.when.first for a in articles), default=None)
    wide, narrow = (_plan(marks, news, say, href, dossier.language, narrow=n) for n in (False, True))
    undated = len(dossier.events) - len(events)
    caption = [say("legend")]
    caption += [say("cut")] if not all(c.months for c in (*wide.scale.columns, *narrow.scale.columns)) else []
    caption += [say("undated", n=undated)] if undated else []
    drawings = [_drawing(plan, marks) for plan in (wide, narrow)]
    return svg.figure("overview", drawings, " ".join(caption), _table(wide, marks))


def _plan(marks: Sequence[Mark], news: int | None, say: Words, href: Href, language: str, *, narrow: bool) -> Plan:
    left, right = (2.0, svg.NARROW - 2.0) if narrow else (132.0, svg.WIDE - 2.0)
    return Plan(scale([m.when for m in marks], news, left, right), narrow, say, href, language)


def _events(dossier: Dossier, say: Words) -> list[Mark]:
    """The dated events; the rarer kinds share a lane. In the order of lanes, the fullest first."""
    dated = [(e, when) for e in dossier.events if (when := stretch(e.moment))]
    counted = Counter(e.kind for e, _ in dated)
    ranked = sorted(counted, key=lambda kind: (kind == "other", -counted[kind], kind))
    names = {kind: _kind(kind, dossier.language) for kind in ranked[:LANES] if kind != "other"}
    order = {kind: rank for rank, kind in enumerate(ranked)}
    return [
        Mark(
            names.get(e.kind, say("others")),
            e.title,
            entry_address(e, dossier),
            when,
            hollow=not e.modality.occurred,
        )
        for e, when in sorted(dated, key=lambda pair: min(order[pair[0].kind], LANES))
    ]


def _kind(kind: str, language: str) -> str:
    return str(language_pack(language).data("timeline")["kinds"].get(kind, kind.capitalize()))


def _articles(dossier: Dossier, say: Words) -> list[Mark]:
    articles = (a.article for a in dossier.articles)
    dated = ((a, stretch(a.published.moment)) for a in articles)
    return [Mark(say("lane_articles"), label(a), page.article(a.id), w, hollow=False) for a, w in dated if w]


def _drawing(plan: Plan, marks: Sequence[Mark]) -> Element:
    lanes, y = list[Element](), 4.0
    for lane, group in groupby(marks, key=lambda m: m.lane):
        drawn, below = _lane(plan, lane, list(group), y)
        lanes.append(element("g", drawn, class_="pic-lane"))
        y = below
    right = plan.scale.columns[-1].end
    size = (svg.NARROW if plan.narrow else svg.WIDE, y + 34)
    variant = "narrow" if plan.narrow else "wide"
    fades = [_fade(variant, "start", 0, 1), _fade(variant, "end", 1, 0)]
    cuts = (_cut(plan, c, y) for c in plan.scale.columns if not c.months)
    behind = [svg.line(0, y, right, y, "pic-axis"), *_axis(plan, y), *cuts]
    title, desc = plan.say("title"), _description(plan, marks)
    return svg.drawing("overview", variant, size, title, desc, element("defs", fades), behind, lanes)


def _description(plan: Plan, marks: Sequence[Mark]) -> str:
    say, lane = plan.say, plan.say("lane_articles")
    articles = sum(1 for m in marks if m.lane == lane)
    return say(
        "desc",
        first=_month(min(m.when.first for m in marks), plan.language),
        last=_month(max(m.when.last for m in marks), plan.language),
        lanes=", ".join(dict.fromkeys(m.lane.lower() for m in marks if m.lane != lane)),
        events=say("events", n=len(marks) - articles),
        articles=say("articles", n=articles),
    )


def _month(day: int, language: str) -> str:
    return str(format_skeleton("yMMMM", date.fromordinal(day), locale=language))


def _fade(variant: str, end: str, first: int, last: int) -> Element:
    stops = [element("stop", offset=o, stop_opacity=number(s), class_="pic-stop") for o, s in ((0, first), (1, last))]
    return element("linearGradient", stops, id=f"pic-fade-{end}-{variant}")


def _axis(plan: Plan, y: float) -> Iterator[Element]:
    """Letters of months and the like, years where there is room for them, a hairline where a year begins."""
    year, free, right = 0, 0.0, plan.scale.columns[-1].end
    for c in plan.scale.columns:
        if not c.months:
            year = 0
            continue
        yield svg.text(c.x + c.width / 2, y + 14, letters(c, plan.language), "pic-tick", "middle")
        if c.start.year != year:
            year = c.start.year
            yield svg.line(c.x, 4, c.x, y + 30, "pic-grid")
            x = min(c.x + 3, right - svg.width_of(str(year), FONT))
            if x >= free:
                yield svg.text(x, y + 29, str(year), "pic-year")
                free = x + svg.width_of(str(year), FONT)


def _cut(plan: Plan, column: Column, y: float) -> Element:
    """A band from top to bottom, and a broken line on the axis: time left out."""
    first, last = (_month(day, plan.language) for day in (column.first - 1, column.last + 1))
    title = element("title", plan.say("gap", first=first, last=last))
    points = [(column.x + column.width * i / 4, y + lift) for i, lift in enumerate((0, 5, -5, 5, 0))]
    under = svg.line(column.x, y, column.end, y, "pic-cut-under")
    band = svg.rect(column.x + 2, 4, column.width - 4, y - 4, "pic-cut-band")
    return element("g", title, band, under, element("path", d=svg.path(points), class_="pic-cut"))


def _lane(plan: Plan, lane: str, marks: Sequence[Mark], y: float) -> tuple[list[Element], float]:
    """The marks of one kind, and where the lane ends: cells first, bars longer than a column below."""
    drawn = [svg.text(0, y + 17, svg.fitted(lane, 124, FONT), "pic-lane-name")]
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
    if len(marks) > CROWD:
        return []
    ends, spots = list[float](), list[Spot]()
    for mark in marks:
        start, end = _extent(plan, column, mark)
        row = next((i for i, e in enumerate(ends) if e <= start + 0.1), len(ends))
        ends[row : row + 1] = [end]
        spots.append((mark, start, end, row))
    return spots


def _extent(plan: Plan, column: Column, mark: Mark) -> tuple[float, float]:
    """Where a mark lies inside its column, never narrower than it can be seen."""
    start, end = plan.scale.at(mark.when.first), plan.scale.at(mark.when.last + 1)
    middle, half = (start + end) / 2, max(STEP, end - start - 2) / 2
    middle = min(max(middle, column.x + half + 1), column.end - half - 1)
    return (middle - half, middle + half)


def _cell(plan: Plan, column: Column, marks: Sequence[Mark], spots: Sequence[Spot], at: tuple[float, float]) -> Element:
    """What happened of one kind in one period: one link, to the first of them."""
    y, height = at
    hit = svg.rect(column.x, y, column.width, height, "pic-hit", 4)
    rows = max((row for *_, row in spots), default=0) + 1
    floor = y + (height + rows * STEP) / 2
    drawn = [_shape(mark, start, end, floor - STEP * (row + 0.5)) for mark, start, end, row in spots]
    if not spots:
        x, middle = column.x + column.width / 2, y + height / 2
        drawn = [element("circle", cx=x, cy=middle, r=11, class_="pic-dot")]
        drawn.append(svg.text(x, middle + 4, str(len(marks)), "pic-number", "middle"))
    titles = plan.say("between").join(m.title for m in marks[:TITLES])
    more = len(marks) - TITLES
    titles += plan.say("and_more", n=more) if more > 0 else ""
    words = plan.say("cell", lane=marks[0].lane, period=name(column, plan.language), titles=titles)
    return svg.link(plan.href(marks[0].target), words, hit, drawn)


def _shape(mark: Mark, start: float, end: float, y: float) -> Element:
    hollow = " pic-hollow" if mark.hollow else ""
    if mark.when.first == mark.when.last and not mark.target.startswith("chronologie/"):
        return svg.rect((start + end) / 2 - 1.5, y - 4, 3, 7, "pic-article")
    if mark.when.first == mark.when.last:
        return element("circle", cx=(start + end) / 2, cy=y, r=3, class_=f"pic-dot{hollow}")
    return svg.rect(start + 0.5, y - 2.5, end - start - 1, 5, f"pic-bar{hollow}", 2)


def _bars(plan: Plan, marks: Sequence[Mark], y: float) -> tuple[list[Element], float]:
    """Periods longer than a column, with their names, in as few rows as they fit in; what is too much is counted."""
    ends, drawn, more = list[float](), list[Element](), 0
    for mark in sorted(marks, key=lambda m: (m.when.first, m.when.last, m.target)):
        bar, start, end, build = _bar(plan, mark)
        row = next((i for i, e in enumerate(ends) if e <= start), len(ends))
        if row == ROWS:
            more += 1
            continue
        ends[row : row + 1] = [end + 8]
        drawn.append(_bar_at(plan, mark, bar, (start, end), build, y + row * LEAST))
    y += len(ends) * LEAST
    if more:
        drawn.append(svg.text(plan.scale.columns[0].x, y + 12, plan.say("and_more_bars", n=more), "pic-note"))
        y += 18
    return drawn, y


def _bar(plan: Plan, mark: Mark) -> tuple[tuple[float, float], float, float, str]:
    """The bar itself, the room it takes with its name, the name."""
    left, right = plan.scale.columns[0].x, plan.scale.columns[-1].end
    start = left if mark.when.open_start else plan.scale.at(mark.when.first)
    end = right if mark.when.open_end else plan.scale.at(mark.when.last + 1)
    words = svg.fitted(mark.title, (right - left) * 0.7, FONT)
    text = min(start, right - svg.width_of(words, FONT))
    return (start, end), text, max(end, text + svg.width_of(words, FONT), text + LEAST), words


def _bar_at(
    plan: Plan, mark: Mark, bar: tuple[float, float], room: tuple[float, float], words: str, y: float
) -> Element:
    variant = "narrow" if plan.narrow else "wide"
    hit = svg.rect(room[0], y, room[1] - room[0], LEAST, "pic-hit", 4)
    fade = "start" if mark.when.open_start else "end" if mark.when.open_end else ""
    hollow = " pic-hollow" if mark.hollow and not fade else ""
    shape = element(
        "rect",
        x=bar[0] + 1,
        y=y + 16,
        width=max(6.0, bar[1] - bar[0] - 2),
        height=6,
        rx=2,
        class_=None if fade else f"pic-bar{hollow}",
        fill=f"url(#pic-fade-{fade}-{variant})" if fade else None,
    )
    return svg.link(
        plan.href(mark.target), f"{mark.lane} : {mark.title}", hit, shape, svg.text(room[0] + 1, y + 12, words)
    )


def _table(plan: Plan, marks: Sequence[Mark]) -> Element:
    """Periods in rows, kinds in columns, how many in each; what is longer than a column has a row of its own."""
    lanes = list(dict.fromkeys(m.lane for m in marks))
    rows = [(name(c, plan.language), [m for m in marks if plan.scale.within(m.when) is c]) for c in plan.scale.columns]
    rows += [(m.title, [m]) for m in marks if not plan.scale.within(m.when)]
    cells = (
        [title, *(_count(plan, [m for m in held if m.lane == lane]) for lane in lanes)] for title, held in rows if held
    )
    return svg.table(plan.say("summary"), [plan.say("period"), *lanes], cells)


def _count(plan: Plan, marks: Sequence[Mark]) -> Iterable[Element] | None:
    return [element("a", str(len(marks)), href=plan.href(marks[0].target))] if marks else None
