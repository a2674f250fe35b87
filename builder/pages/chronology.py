"""The chronology: one ordered list of everything the articles tell, each entry with its sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.model.dates import EdtfDate, Precision, parse_edtf
from builder.pages import page, svg_timeline, views
from builder.pages.index import PAGED, UNDATED, DossierIndex, label, period
from builder.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.entity import Entity
    from builder.model.event import Discrepancy, Event

_MONTHS = 8
"""Entries in a year from which on its months get headings."""

_SHAPES = {
    Precision.DAY: "jour",
    Precision.MONTH: "mois",
    Precision.OPEN: "ouvert",
    Precision.FUZZY: "flou",
    Precision.SET: "choix",
    Precision.NONE: "sans",
}
"""How the left edge of an entry is drawn; `large` for all that is wider than a month."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An event in the list."""

    event: Event
    shape: str
    """How exact the date is, as the left edge draws it: `jour`, `mois`, `large`, `choix`, `ouvert`, `jusque`, `flou`, `sans`."""

    years: tuple[str, str]
    """First and last year it can be of; empty where open or unknown."""

    why: str
    """For an entry without a date: why it has none."""

    kind_name: str
    actors: tuple[Entity, ...]
    places: tuple[Entity, ...]
    articles: tuple[str, ...]
    """Ids of the articles that tell it."""

    differs: tuple[tuple[str, Event | None], ...]
    """In what accounts differ: a French sentence, and the other event; none within this one."""


@dataclass(frozen=True, slots=True)
class MonthView:
    """Entries of a month, or of what is no single month."""

    name: str
    """`février 2025`; empty where the year has too few entries for headings."""

    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A year of the list, or what has no date."""

    id: str
    name: str
    count: int
    months: tuple[MonthView, ...]
    address: str
    """Its own page, where the list is too long for one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the list can be filtered by."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ChronologyPage:
    """The whole list, or one period of it."""

    overview: str
    periods: tuple[PeriodView, ...]
    count: int
    choices: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    """(name in the address, label, choices)."""

    single: bool
    """Whether this page has entries itself, rather than leading to one page a period."""


def pages(look: DossierIndex) -> Iterable[Page]:
    """The chronology; and one page a period where it has more than 150 entries."""
    events = look.dossier.events
    periods = tuple(
        _period(name, tuple(group), look) for name, group in groupby(events, key=period)
    )
    whole = len(events) <= PAGED
    yield Page(
        path=page.CHRONOLOGY,
        template="chronologie.md.j2",
        title="Chronologie",
        view=_view(look, events, periods, whole=whole),
        description="Ce que les articles racontent, dans l’ordre du temps, chaque fait avec les phrases qui le disent.",
    )
    for one in () if whole else periods:
        yield Page(
            path=one.address,
            template="chronologie.md.j2",
            title=f"Chronologie, {one.name}",
            view=_view(
                look, [e for e in events if period(e) == one.id], (one,), whole=True
            ),
            description=f"Ce que les articles racontent, {one.name}, dans l’ordre du temps.",
        )


def _view(
    look: DossierIndex,
    events: Sequence[Event],
    periods: tuple[PeriodView, ...],
    *,
    whole: bool,
) -> ChronologyPage:
    here = (
        page.CHRONOLOGY
        if len(periods) != 1 or len(look.dossier.events) <= PAGED
        else periods[0].address
    )
    drawn = here == page.CHRONOLOGY
    return ChronologyPage(
        overview=svg_timeline.overview(look.dossier, partial(page.site, here))
        if drawn
        else "",
        periods=periods,
        count=len(events),
        choices=tuple(_choices(look, events)) if whole else (),
        single=whole,
    )


def _choices(
    look: DossierIndex, events: Sequence[Event]
) -> Iterable[tuple[str, str, tuple[Choice, ...]]]:
    known = look.dossier.entities
    actors = Counter(
        a for e in events for a in {p.entity for p in e.participants} if a in known
    )
    kinds = Counter(kind_name(look.dossier.language, e.kind) for e in events)
    articles = Counter(a for e in events for a in {c.article for c in e.mentions})
    yield "acteur", "Acteur", _sorted(actors, {a: known[a].name for a in actors})
    yield "genre", "Genre", _sorted(kinds, {k: k for k in kinds})
    yield (
        "article",
        "Article",
        _sorted(articles, {a: label(look.articles[a].article) for a in articles}),
    )


def _sorted(counts: Counter[str], names: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(v, names[v], n)
        for v, n in sorted(counts.items(), key=lambda c: (-c[1], names[c[0]], c[0]))
    )


def _period(name: str, events: tuple[Event, ...], look: DossierIndex) -> PeriodView:
    headed = name != UNDATED and len(events) > _MONTHS
    months: dict[str, list[EntryView]] = {"": []}
    for event in events:
        months.setdefault(_month(event) if headed else "", []).append(
            entry(look, event)
        )
    return PeriodView(
        id=name if name == UNDATED else f"a-{name}",
        name="Sans date" if name == UNDATED else name,
        count=len(events),
        months=tuple(
            MonthView(
                views.when(parse_edtf(month)).words if month else "", tuple(entries)
            )
            for month, entries in months.items()
            if entries
        ),
        address=f"chronologie/{name}.md",
    )


def _month(event: Event) -> str:
    """`2025-02` where the moment begins in that month, or ends in it after an unknown beginning.

    A whole year, and what else is wider than a month and begins with the year, comes before its months.
    """
    moment = event.date
    known = (moment.earliest or moment.latest) if moment else None
    if moment is None or known is None:
        return ""
    within = moment.earliest is None or (
        moment.latest and f"{moment.latest:%Y-%m}" == f"{known:%Y-%m}"
    )
    return f"{known:%Y-%m}" if within or known.month > 1 else ""


def entry(look: DossierIndex, event: Event) -> EntryView:
    """An event as the list shows it."""
    actors = look.entities(dict.fromkeys(p.entity for p in event.participants))
    return EntryView(
        event=event,
        shape=_shape(event.date),
        years=_years(event.date),
        why=""
        if event.date
        else next((c.reason for c in event.mentions if c.reason), ""),
        kind_name=kind_name(look.dossier.language, event.kind),
        actors=actors,
        places=tuple(p for p in look.entities(event.places) if p not in actors),
        articles=tuple(dict.fromkeys(c.article for c in event.mentions)),
        differs=tuple(
            dict.fromkeys(_differs(look, event, d) for d in event.divergences)
        ),
    )


def _differs(
    look: DossierIndex, event: Event, divergence: Discrepancy
) -> tuple[str, Event | None]:
    others = (
        e for c in divergence.mentions if (e := look.events.get(c)) and e.id != event.id
    )
    return divergence.reason, next(others, None)


def _years(moment: EdtfDate | None) -> tuple[str, str]:
    first, last = (moment.earliest, moment.latest) if moment else (None, None)
    return f"{first:%Y}" if first else "", f"{last:%Y}" if last else ""


def _shape(moment: EdtfDate | None) -> str:
    if moment is None:
        return "sans"
    if moment.approximate or moment.uncertain:
        return "flou"
    if moment.earliest is None and moment.latest is not None:
        return "jusque"
    return _SHAPES.get(moment.precision, "large")
