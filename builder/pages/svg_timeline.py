"""The whole chronology at one look: what happened when, by kind, as precisely as the articles say and no more."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from builder.lang.kinds import kind_name
from builder.pages import page, svg
from builder.pages.index import entry_address, label
from builder.pages.svg import Element, Href, Words, element, number
from builder.pages.svg_lanes import FONT, Mark, Plan, lane
from builder.pages.svg_time import Column, letters, name, scale, stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.model.dossier import Dossier

LANES = 6
"""Kinds with a lane of their own."""


def overview(dossier: Dossier, href: Href) -> str:
    """A figure with all dated events and articles; empty where no event has a date."""
    say = svg.words(dossier.language, "overview")
    events, articles = _events(dossier, say), _articles(dossier, say)
    if not events:
        return ""
    marks = [*events, *articles]
    news = min((a.when.first for a in articles), default=None)
    whens = [m.when for m in marks]
    margin = 8 + max(svg.width_of(m.lane, FONT + 1) for m in marks)  # bold
    scales = (
        scale(whens, news, margin, svg.WIDE - 2),
        scale(whens, news, 2, svg.NARROW - 2),
    )
    wide, narrow = (
        Plan(s, n, say, href, dossier.language)
        for s, n in zip(scales, (False, True), strict=True)
    )
    undated = len(dossier.events) - len(events)
    caption = [_legend(marks, (*wide.scale.columns, *narrow.scale.columns), say)]
    caption += [element("p", say("undated", n=undated))] if undated else []
    drawings = [_drawing(plan, marks) for plan in (wide, narrow)]
    return svg.figure("overview", drawings, caption, _table(wide, marks))


def _legend(marks: Sequence[Mark], columns: Sequence[Column], say: Words) -> Element:
    """The shapes that occur."""
    whens = [m.when for m in marks]
    fading = any(w.open_start or w.open_end for w in whens)
    broken = svg.path([(2, 7), (8, 7), (11, 12), (14, 2), (17, 12), (20, 7), (26, 7)])
    shapes: list[tuple[bool, svg.Child, str]] = [
        (
            any(w.first == w.last and not (w.open_start or w.open_end) for w in whens),
            _dot("pic-dot"),
            "day",
        ),
        (
            any(w.first != w.last for w in whens),
            svg.rect(4, 4, 20, 6, "pic-bar", 2),
            "period",
        ),
        (
            fading,
            [svg.rect(4 + 5 * i, 4, 5, 6, f"pic-step-{i + 1}") for i in range(4)],
            "open",
        ),
        (any(m.hollow for m in marks), _dot("pic-dot pic-hollow"), "hollow"),
        (
            not all(c.months for c in columns),
            element("path", d=broken, class_="pic-cut"),
            "cut",
        ),
    ]
    return svg.legend((shape, say(key)) for occurs, shape, key in shapes if occurs)


def _dot(class_: str) -> Element:
    return element("circle", cx=14, cy=7, r=4, class_=class_)


def _events(dossier: Dossier, say: Words) -> list[Mark]:
    """The dated events; the rarer kinds share a lane. In the order of lanes, the fullest first."""
    dated = [(e, when) for e in dossier.events if (when := stretch(e.date))]
    counted = Counter(e.kind for e, _ in dated)
    ranked = sorted(counted, key=lambda kind: (kind == "other", -counted[kind], kind))
    names = {
        kind: kind_name(dossier.language, kind)
        for kind in ranked[:LANES]
        if kind != "other"
    }
    order = {kind: rank for rank, kind in enumerate(ranked)}
    others = say("others")
    return [
        Mark(
            names.get(e.kind, others),
            e.title,
            entry_address(e, dossier),
            when,
            hollow=not e.modality.occurred,
        )
        for e, when in sorted(dated, key=lambda pair: min(order[pair[0].kind], LANES))
    ]


def _articles(dossier: Dossier, say: Words) -> list[Mark]:
    lane, articles = say("lane_articles"), (a.article for a in dossier.articles)
    dated = ((a, when) for a in articles if (when := stretch(a.published.date)))
    return [
        Mark(lane, label(a), page.article(a.id), when, hollow=False, article=True)
        for a, when in dated
    ]


def _drawing(plan: Plan, marks: Sequence[Mark]) -> Element:
    lanes, y = list[Element](), 4.0
    for (kind, articles), group in groupby(marks, key=lambda m: (m.lane, m.article)):
        drawn, y = lane(plan, kind, list(group), y)
        lanes.append(
            element(
                "g", drawn, class_="pic-lane pic-articles" if articles else "pic-lane"
            )
        )
    right = plan.scale.columns[-1].end
    foot = y + (
        29
        if any(c.months and letters(c, plan.language) for c in plan.scale.columns)
        else 14
    )
    size = (svg.NARROW if plan.narrow else svg.WIDE, foot + 5)
    variant = "narrow" if plan.narrow else "wide"
    fades = [_fade(variant, "start", 0, 1), _fade(variant, "end", 1, 0)]
    cuts = (_cut(plan, c, y) for c in plan.scale.columns if not c.months)
    behind = [svg.line(0, y, right, y, "pic-axis"), *_axis(plan, y, foot), *cuts]
    title, desc = plan.say("title"), _description(plan, marks)
    return svg.drawing(
        "overview", variant, size, title, desc, element("defs", fades), behind, lanes
    )


def _description(plan: Plan, marks: Sequence[Mark]) -> str:
    say, ticks = plan.say, plan.say("lane_articles")
    articles = sum(1 for m in marks if m.article)
    return say(
        "desc",
        first=_month(min(m.when.first for m in marks), plan.language),
        last=_month(max(m.when.last for m in marks), plan.language),
        lanes=", ".join(
            dict.fromkeys(m.lane.lower() for m in marks if m.lane != ticks)
        ),
        events=say("events", n=len(marks) - articles),
        articles=say("articles", n=articles),
    )


def _month(day: int, language: str) -> str:
    return str(format_skeleton("yMMMM", date.fromordinal(day), locale=language))


def _fade(variant: str, end: str, first: int, last: int) -> Element:
    stops = [
        element("stop", offset=o, stop_opacity=number(s), class_="pic-stop")
        for o, s in ((0, first), (1, last))
    ]
    return element("linearGradient", stops, id=f"pic-fade-{end}-{variant}")


def _axis(plan: Plan, y: float, foot: float) -> Iterator[Element]:
    """Letters of months and the like, years where there is room for them, a hairline where a year begins."""
    year, free, right = 0, 0.0, plan.scale.columns[-1].end
    for c in plan.scale.columns:
        if not c.months:
            continue
        if tick := letters(c, plan.language):
            yield svg.text(c.x + c.width / 2, y + 14, tick, "pic-tick", "middle")
        if c.start.year != year:
            year = c.start.year
            yield svg.line(c.x, 4, c.x, foot + 1, "pic-grid")
            x = min(c.x + 2, right - svg.width_of(str(year), FONT))
            if x >= free:
                yield svg.text(x, foot, str(year), "pic-year")
                free = x + svg.width_of(str(year), FONT) + 4


def _cut(plan: Plan, column: Column, y: float) -> Element:
    """A band from top to bottom, and a broken line on the axis: time left out."""
    first, last = (
        _month(day, plan.language) for day in (column.first - 1, column.last + 1)
    )
    title = element("title", plan.say("gap", first=first, last=last))
    points = [
        (column.x + column.width * i / 4, y + lift)
        for i, lift in enumerate((0, 5, -5, 5, 0))
    ]
    under = svg.line(column.x, y, column.end, y, "pic-cut-under")
    band = svg.rect(column.x + 2, 4, column.width - 4, y - 4, "pic-cut-band")
    return element(
        "g", title, band, under, element("path", d=svg.path(points), class_="pic-cut")
    )


def _table(plan: Plan, marks: Sequence[Mark]) -> Element:
    """Periods in rows, kinds in columns, how many in each; what is longer than a column has a row of its own."""
    lanes = list(dict.fromkeys(m.lane for m in marks))
    rows = [
        (name(c, plan.language), [m for m in marks if plan.scale.within(m.when) is c])
        for c in plan.scale.columns
    ]
    rows += [(m.title, [m]) for m in marks if not plan.scale.within(m.when)]
    cells = (
        [title, *(_count(plan, held, lane) for lane in lanes)]
        for title, held in rows
        if held
    )
    return svg.table(plan.say("summary"), [plan.say("column"), *lanes], cells)


def _count(plan: Plan, held: Sequence[Mark], lane: str) -> Element | None:
    marks = [m for m in held if m.lane == lane]
    return (
        element("a", str(len(marks)), href=plan.href(marks[0].target))
        if marks
        else None
    )
