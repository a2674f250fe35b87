"""The whole chronology at one look: what happened when, by kind, as precisely as the articles say and no more."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from builder.lang.kinds import kind_name
from builder.pages import page, svg
from builder.pages.phrases import Phrases, picture_phrases
from builder.pages.svg import Child, Element, Href, element, number
from builder.pages.svg_lanes import FONT, LaneMark, Plan, lane
from builder.pages.svg_time import Column, day_span, letters, name, scale
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.model.event import Event
    from builder.pages.index import DossierIndex

LANES = 6
"""Kinds with a lane of their own."""

_OTHER = "other"
"""The kind of all that has no kind: never a lane of its own."""


def overview(index: DossierIndex, href: Href) -> str:
    """A figure with all dated events and articles; empty where no event has a date."""
    language = index.dossier.language
    say = picture_phrases(language, "overview")
    events = list(_events(index, say))
    articles = list(_articles(index, say))
    if not events:
        return ""
    marks = [*events, *articles]
    whens = [mark.when for mark in marks]
    news = min((mark.when.first for mark in articles), default=None)
    names = max(svg.width_of(mark.lane, FONT + 1) for mark in marks)  # bold
    beside = scale(whens, news, 8 + names, svg.WIDE - 2)
    below = scale(whens, news, 2, svg.NARROW - 2)
    wide = Plan(beside, narrow=False, say=say, href=href, language=language)
    narrow = Plan(below, narrow=True, say=say, href=href, language=language)
    caption = [_legend(marks, (*beside.columns, *below.columns), say)]
    if undated := len(index.dossier.events) - len(events):
        caption.append(element("p", say("undated", n=undated)))
    drawings = [_drawing(plan, marks) for plan in (wide, narrow)]
    return svg.figure("overview", drawings, caption, _table(wide, marks))


def _events(index: DossierIndex, say: Phrases) -> Iterator[LaneMark]:
    """The dated events; the rarer kinds share a lane. In the order of lanes, the fullest first."""
    language = index.dossier.language
    ranks = _kind_ranks(index.dossier.events)
    # a stable sort: within a lane the order of time stays
    for event in sorted(index.dossier.events, key=lambda e: ranks.get(e.kind, LANES)):
        when = day_span(event.date)
        if when is None:
            continue
        own = event.kind in ranks and event.kind != _OTHER
        yield LaneMark(
            lane=kind_name(language, event.kind) if own else say("others"),
            title=event.title,
            target=index.entry_address(event),
            when=when,
            hollow=not event.modality.occurred,
        )


def _kind_ranks(events: Sequence[Event]) -> dict[str, int]:
    """The kinds that have a lane, from the fullest down; what is of no kind comes after them."""
    counted = Counter(event.kind for event in events if day_span(event.date))
    ranked = sorted(counted, key=lambda kind: (kind == _OTHER, -counted[kind], kind))
    return {kind: rank for rank, kind in enumerate(ranked[:LANES])}


def _articles(index: DossierIndex, say: Phrases) -> Iterator[LaneMark]:
    for annotated in index.dossier.articles:
        article = annotated.article
        when = day_span(article.published.date)
        if when is not None:
            yield LaneMark(
                lane=say("lane_articles"),
                title=label(article),
                target=page.article(article.id),
                when=when,
                hollow=False,
                article=True,
            )


def _legend(
    marks: Sequence[LaneMark],
    columns: Sequence[Column],
    say: Phrases,
) -> Element:
    """The shapes that occur."""
    whens = [mark.when for mark in marks]
    entries: list[tuple[Child, str]] = []
    if any(when.is_day for when in whens):
        entries.append((_sample_dot("pic-dot"), say("day")))
    if any(when.first != when.last for when in whens):
        entries.append((svg.rect(4, 4, 20, 6, "pic-bar", 2), say("period")))
    if any(when.open_start or when.open_end for when in whens):
        entries.append((_sample_fade(), say("open")))
    if any(mark.hollow for mark in marks):
        entries.append((_sample_dot("pic-dot pic-hollow"), say("hollow")))
    if not all(column.months for column in columns):
        entries.append((_sample_cut(), say("cut")))
    return svg.legend(entries)


def _sample_dot(class_: str) -> Element:
    return svg.circle(14, 7, 4, class_)


def _sample_fade() -> list[Element]:
    return [
        svg.rect(
            x=4 + 5 * i,
            y=4,
            width=5,
            height=6,
            class_=f"pic-step-{i + 1}",
        )
        for i in range(4)
    ]


def _sample_cut() -> Element:
    points = [(2, 7), (8, 7), (11, 12), (14, 2), (17, 12), (20, 7), (26, 7)]
    return element("path", d=svg.path(points), class_="pic-cut")


def _drawing(plan: Plan, marks: Sequence[LaneMark]) -> Element:
    lanes: list[Element] = []
    bottom = 4.0
    for (called, articles), group in groupby(marks, key=_lane):
        drawn, bottom = lane(plan, called, list(group), bottom)
        class_ = "pic-lane pic-articles" if articles else "pic-lane"
        lanes.append(element("g", drawn, class_=class_))
    foot = bottom + _axis_height(plan)
    fades = [_fade(plan, "start", 0, 1), _fade(plan, "end", 1, 0)]
    behind = [
        svg.line(0, bottom, plan.scale.end, bottom, "pic-axis"),
        *_axis(plan, bottom, foot),
        *_cuts(plan, bottom),
    ]
    return svg.drawing(
        "overview",
        plan.variant,
        (svg.NARROW if plan.narrow else svg.WIDE, foot + 5),
        plan.say("title"),
        _description(plan, marks),
        element("defs", fades),
        behind,
        lanes,
    )


def _lane(mark: LaneMark) -> tuple[str, bool]:
    return mark.lane, mark.article


def _axis_height(plan: Plan) -> int:
    """Room for years, and for letters above them where some column has any."""
    for column in plan.scale.columns:
        if column.months and letters(column, plan.language):
            return 29
    return 14


def _description(plan: Plan, marks: Sequence[LaneMark]) -> str:
    events = [mark for mark in marks if not mark.article]
    kinds = dict.fromkeys(mark.lane.lower() for mark in events)
    first = min(mark.when.first for mark in marks)
    last = max(mark.when.last for mark in marks)
    return plan.say(
        "desc",
        first=_month(first, plan.language),
        last=_month(last, plan.language),
        lanes=", ".join(kinds),
        events=plan.say("events", n=len(events)),
        articles=plan.say("articles", n=len(marks) - len(events)),
    )


def _month(day: int, language: str) -> str:
    return str(format_skeleton("yMMMM", date.fromordinal(day), locale=language))


def _fade(
    plan: Plan,
    end: str,
    first: int,
    last: int,
) -> Element:
    """A gradient between two opacities, for bars without that end."""
    stops = [
        element("stop", offset=0, stop_opacity=number(first), class_="pic-stop"),
        element("stop", offset=1, stop_opacity=number(last), class_="pic-stop"),
    ]
    return element("linearGradient", stops, id=f"pic-fade-{end}-{plan.variant}")


def _axis(
    plan: Plan,
    y: float,
    foot: float,
) -> Iterator[Element]:
    """Letters of months and the like, years where there is room for them, a hairline where a year begins."""
    year, free = 0, 0.0
    for column in plan.scale.columns:
        if not column.months:
            continue
        if tick := letters(column, plan.language):
            middle = column.x + column.width / 2
            yield svg.text(
                x=middle,
                y=y + 14,
                words=tick,
                class_="pic-tick",
                anchor="middle",
            )
        if column.start.year == year:
            continue
        year = column.start.year
        yield svg.line(
            x1=column.x,
            y1=4,
            x2=column.x,
            y2=foot + 1,
            class_="pic-grid",
        )
        width = svg.width_of(str(year), FONT)
        x = min(column.x + 2, plan.scale.end - width)
        if x >= free:
            yield svg.text(x, foot, str(year), "pic-year")
            free = x + width + 4


def _cuts(plan: Plan, y: float) -> Iterator[Element]:
    """For each, a band from top to bottom and a broken line on the axis: time left out."""
    for column in plan.scale.columns:
        if column.months:
            continue
        first = _month(column.first - 1, plan.language)
        last = _month(column.last + 1, plan.language)
        title = element("title", plan.say("gap", first=first, last=last))
        band = svg.rect(
            x=column.x + 2,
            y=4,
            width=column.width - 4,
            height=y - 4,
            class_="pic-cut-band",
        )
        under = svg.line(column.x, y, column.end, y, "pic-cut-under")
        points: list[tuple[float, float]] = []
        for quarter, lift in enumerate((0, 5, -5, 5, 0)):
            points.append((column.x + column.width * quarter / 4, y + lift))
        broken = element("path", d=svg.path(points), class_="pic-cut")
        yield element("g", title, band, under, broken)


def _table(plan: Plan, marks: Sequence[LaneMark]) -> Element:
    """Periods in rows, kinds in columns, how many in each; what is longer than a column has a row of its own."""
    periods: dict[Column, list[LaneMark]] = {c: [] for c in plan.scale.columns}
    longer: list[LaneMark] = []
    for mark in marks:
        column = plan.scale.within(mark.when)
        if column is None:
            longer.append(mark)
        else:
            periods[column].append(mark)
    lanes = list(dict.fromkeys(mark.lane for mark in marks))
    rows: list[list[Child]] = []
    for column, held in periods.items():
        if held:
            rows.append(_row(plan, name(column, plan.language), held, lanes))
    rows += [_row(plan, mark.title, [mark], lanes) for mark in longer]
    head = [plan.say("column"), *lanes]
    return svg.table(plan.say("summary"), head, rows)


def _row(
    plan: Plan,
    title: str,
    held: Sequence[LaneMark],
    lanes: Sequence[str],
) -> list[Child]:
    """A title, and for each lane how many it has: a link to the first of them."""
    by_lane: dict[str, list[LaneMark]] = {}
    for mark in held:
        by_lane.setdefault(mark.lane, []).append(mark)
    row: list[Child] = [title]
    for lane_ in lanes:
        marks = by_lane.get(lane_)
        if marks:
            target = plan.href(marks[0].target)
            row.append(element("a", str(len(marks)), href=target))
        else:
            row.append(None)
    return row
