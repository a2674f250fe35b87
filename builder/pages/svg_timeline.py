"""The whole chronology at one look: what happened when, by kind, as precisely as the articles say and no more."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from builder.lang.kinds import kind_name
from builder.model.event import PlacedBy
from builder.pages import page, svg, views
from builder.pages.phrases import Phrases, picture_phrases
from builder.pages.svg import Child, Element, Href, element, number
from builder.pages.svg_lanes import FONT, LaneMark, Plan, by_column, by_time, lane
from builder.pages.svg_time import Column, day_span, letters, name, scale
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.event import Event
    from builder.pages.index import DossierIndex

LANES = 6
"""Kinds with a lane of their own."""

_OTHER = "other"
"""The kind of all that has no kind: never a lane of its own."""


def overview(index: DossierIndex, href: Href) -> str:
    """A figure with all dated events and articles; empty where no event has a date."""
    say = picture_phrases(index.dossier.language, "overview")
    events = list(_events(index, say))
    articles = list(_articles(index, say))
    if not events:
        return ""
    wide, narrow = _plans(index, events, articles, href)
    marks = [*events, *articles]
    columns = [*wide.scale.columns, *narrow.scale.columns]
    caption = [_legend(marks, columns, say)]
    undated = len(index.dossier.events) - len(events)
    if undated:
        caption.append(element("p", say("undated", n=undated)))
    drawings = [
        _drawing(wide, marks),
        _drawing(narrow, marks),
    ]
    table = _table(wide, marks)
    return svg.figure("overview", drawings, caption, table)


def _plans(
    index: DossierIndex,
    events: Sequence[LaneMark],
    articles: Sequence[LaneMark],
    href: Href,
) -> tuple[Plan, Plan]:
    """What the wide and the narrow drawing need."""
    marks = [*events, *articles]
    whens = [mark.when for mark in marks]
    # what was before the first article is the story, and may have longer periods
    news = min((mark.when.first for mark in articles), default=None)
    names = max(svg.width_of(mark.lane, FONT + 1) for mark in marks)  # bold
    language = index.dossier.language
    say = picture_phrases(language, "overview")
    wide = Plan(
        # the names of lanes stand beside their marks
        scale=scale(whens, news, 8 + names, svg.WIDE - 2),
        narrow=False,
        say=say,
        href=href,
        language=language,
    )
    narrow = Plan(
        # a telephone has no room for that: they stand above
        scale=scale(whens, news, 2, svg.NARROW - 2),
        narrow=True,
        say=say,
        href=href,
        language=language,
    )
    return wide, narrow


def _events(index: DossierIndex, say: Phrases) -> Iterator[LaneMark]:
    """The dated events; the rarer kinds share a lane. In the order of lanes, the fullest first."""
    events = index.dossier.events
    ranks = _kind_ranks(events)
    # the sort is stable: within a lane the order of time stays
    for event in sorted(events, key=lambda one: ranks.get(one.kind, LANES)):
        when = day_span(event.moment)
        if when is None:
            continue
        called = say("others")
        if event.kind in ranks and event.kind != _OTHER:
            called = kind_name(index.dossier.language, event.kind)
        yield LaneMark(
            lane=called,
            title=event.title,
            target=index.entry_address(event),
            when=when,
            words=views.happened(event).words,
            hollow=not event.modality.occurred,
            borrowed=event.placed_by is PlacedBy.PUBLICATION,
        )


def _kind_ranks(events: Iterable[Event]) -> Mapping[str, int]:
    """The kinds that have a lane, from the fullest down; what is of no kind comes after them."""
    counted: Counter[str] = Counter()
    for event in events:
        if day_span(event.moment):
            counted[event.kind] += 1
    ranked = sorted(counted, key=lambda kind: (kind == _OTHER, -counted[kind], kind))
    return {kind: rank for rank, kind in enumerate(ranked[:LANES])}


def _articles(index: DossierIndex, say: Phrases) -> Iterator[LaneMark]:
    for annotated in index.dossier.articles:
        article = annotated.article
        when = day_span(article.published.date)
        if when is None:
            continue
        yield LaneMark(
            lane=say("lane_articles"),
            title=label(article),
            target=page.article(article.id),
            when=when,
            words=views.published(article).words,
            hollow=False,
            article=True,
        )


def _legend(
    marks: Iterable[LaneMark],
    columns: Iterable[Column],
    say: Phrases,
) -> Element:
    """The shapes that occur: nobody should look for what is not there."""
    occurring: set[str] = set()
    for mark in marks:
        occurring.update(_shapes(mark))
    if not all(column.months for column in columns):
        occurring.add("cut")
    samples: dict[str, Child] = {
        "day": _sample_dot("pic-dot"),
        "period": svg.rect(
            x=4,
            y=4,
            width=20,
            height=6,
            class_="pic-bar",
            rx=2,
        ),
        "open": _sample_fade(),
        "hollow": _sample_dot("pic-dot pic-hollow"),
        "borrowed": _sample_dot("pic-dot pic-borrowed"),
        "cut": _sample_cut(),
    }
    entries: list[tuple[Child, str]] = []
    for key, shape in samples.items():
        if key in occurring:
            entries.append((shape, say(key)))
    return svg.legend(entries)


def _shapes(mark: LaneMark) -> Iterator[str]:
    """What of the legend a mark shows."""
    if mark.when.is_day:
        yield "day"
    if mark.when.first != mark.when.last:
        yield "period"
    if mark.when.open_start or mark.when.open_end:
        yield "open"
    if mark.hollow:
        yield "hollow"
    if mark.borrowed:
        yield "borrowed"


def _sample_dot(class_: str) -> Element:
    return svg.circle(14, 7, 4, class_)


def _sample_fade() -> list[Element]:
    """Four steps: a gradient belongs to one drawing, and its id would be said twice."""
    steps: list[Element] = []
    for step in range(4):
        class_ = f"pic-step-{step + 1}"
        steps.append(
            svg.rect(
                x=4 + 5 * step,
                y=4,
                width=5,
                height=6,
                class_=class_,
            )
        )
    return steps


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
    fades = [
        _fade(plan, "start", 0, 1),
        _fade(plan, "end", 1, 0),
    ]
    # painted first: no line of the axis crosses a mark
    behind = [
        svg.line(
            x1=0,
            y1=bottom,
            x2=plan.scale.end,
            y2=bottom,
            class_="pic-axis",
        ),
        *_axis(plan, bottom, foot),
        *_cuts(plan, bottom),
    ]
    width = svg.NARROW if plan.narrow else svg.WIDE
    return svg.drawing(
        "overview",
        plan.variant,
        (width, foot + 5),
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
    articles = len(marks) - len(events)
    kinds = dict.fromkeys(mark.lane.lower() for mark in events)
    first = min(mark.when.first for mark in marks)
    last = max(mark.when.last for mark in marks)
    return plan.say(
        "desc",
        first=_month(first, plan.language),
        last=_month(last, plan.language),
        lanes=", ".join(kinds),
        events=plan.say("events", n=len(events)),
        articles=plan.say("articles", n=articles),
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
    stops: list[Element] = []
    for offset, opacity in ((0, first), (1, last)):
        stop = element(
            "stop",
            offset=offset,
            stop_opacity=number(opacity),
            class_="pic-stop",
        )
        stops.append(stop)
    # a gradient of another drawing may be hidden by the style sheet, and would paint nothing then
    return element("linearGradient", stops, id=f"pic-fade-{end}-{plan.variant}")


def _axis(
    plan: Plan,
    y: float,
    foot: float,
) -> Iterator[Element]:
    """Letters of months and the like, years where there is room for them, a hairline where a year begins."""
    year = 0
    free = 0.0
    for column in plan.scale.columns:
        if not column.months:
            continue
        tick = letters(column, plan.language)
        if tick:
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
        # several years in narrow columns: one that would lie over the last is left out, its hairline stays
        if x >= free:
            yield svg.text(x, foot, str(year), "pic-year")
            free = x + width + 4


def _cuts(plan: Plan, y: float) -> Iterator[Element]:
    for column in plan.scale.columns:
        if not column.months:
            yield _cut(plan, column, y)


def _cut(
    plan: Plan,
    column: Column,
    y: float,
) -> Element:
    """A band from top to bottom, and a broken line on the axis: time left out."""
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
    under = svg.line(
        x1=column.x,
        y1=y,
        x2=column.end,
        y2=y,
        class_="pic-cut-under",
    )
    points: list[tuple[float, float]] = []
    for quarter, lift in enumerate((0, 5, -5, 5, 0)):
        x = column.x + column.width * quarter / 4
        points.append((x, y + lift))
    broken = element("path", d=svg.path(points), class_="pic-cut")
    return element("g", title, band, under, broken)


def _table(plan: Plan, marks: Sequence[LaneMark]) -> Element:
    """Periods in rows, kinds in columns, how many in each; what is longer than a column has a row for its own period."""
    lanes = list(dict.fromkeys(mark.lane for mark in marks))
    rows: list[Sequence[Child]] = []
    periods, longer = by_column(plan.scale, marks)
    for column in plan.scale.columns:
        held = periods.get(column)
        if held:
            called = name(column, plan.language)
            rows.append(_row(plan, called, held, lanes))
    by_words: dict[str, list[LaneMark]] = {}
    for mark in sorted(longer, key=by_time):
        by_words.setdefault(mark.words, []).append(mark)
    for words, held in by_words.items():
        row = _row(plan, words, held, lanes)
        rows.append(row)
    head = [plan.say("column"), *lanes]
    return svg.table(plan.say("summary"), head, rows)


def _row(
    plan: Plan,
    title: str,
    held: Iterable[LaneMark],
    lanes: Iterable[str],
) -> Sequence[Child]:
    """A title, and for each lane how many it has: a link to the first of them."""
    by_lane: dict[str, list[LaneMark]] = {}
    for mark in held:
        by_lane.setdefault(mark.lane, []).append(mark)
    row: list[Child] = [title]
    for called in lanes:
        marks = by_lane.get(called)
        if marks is None:
            row.append(None)
            continue
        target = plan.href(marks[0].target)
        row.append(element("a", str(len(marks)), href=target))
    return row
