"""The chronology: one ordered list of everything the articles tell, each entry with its sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.model.dates import EdtfDate, Precision, parse_edtf
from builder.model.event import PlacedBy
from builder.pages import page, svg_timeline, views
from builder.pages.index import UNDATED, DossierIndex, period, tellers
from builder.pages.page import Page
from builder.pages.phrases import page_phrases
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


def pages(index: DossierIndex) -> Iterator[Page]:
    """The chronology; and one page a period where it has more than 150 entries."""
    say = page_phrases(index.dossier.language, "chronology")
    events = index.dossier.events
    by_period = [(name, list(group)) for name, group in groupby(events, key=period)]
    periods = tuple(_period(name, group, index) for name, group in by_period)
    overview = svg_timeline.overview(index, partial(page.site, page.CHRONOLOGY))
    whole = not index.is_paged
    # a list of years has nothing to filter: each year has its own
    choices = _choices(index, events) if whole else ()
    yield Page(
        path=page.CHRONOLOGY,
        template="chronologie.md.j2",
        title=say("title"),
        view=ChronologyPage(
            overview=overview,
            periods=periods,
            count=len(events),
            choices=choices,
            single=whole,
        ),
        description=say("description"),
    )
    if whole:
        return
    for view, (_, within) in zip(periods, by_period, strict=True):
        yield _period_page(view, within, index)


def _period_page(
    view: PeriodView, events: Sequence[Event], index: DossierIndex
) -> Page:
    say = page_phrases(index.dossier.language, "chronology")
    return Page(
        path=view.address,
        template="chronologie.md.j2",
        title=say("title_of", period=view.name),
        view=ChronologyPage(
            overview="",
            periods=(view,),
            count=len(events),
            choices=_choices(index, events),
            single=True,
        ),
        description=say("description_of", period=view.name),
    )


def _choices(
    index: DossierIndex, events: Sequence[Event]
) -> tuple[tuple[str, str, tuple[Choice, ...]], ...]:
    """What a list of events can be filtered by; names in the address stay, whatever the label."""
    actors: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for event in events:
        parties = {participant.entity for participant in event.participants}
        actors.update(parties)
        kind = kind_name(index.dossier.language, event.kind)
        kinds[kind] += 1
        articles.update(tellers(event))
    actor_names = {entity.id: entity.name for entity in index.entities(actors)}
    kind_names = {kind: kind for kind in kinds}
    labels = {one: label(index.articles[one].article) for one in articles}
    names = {
        "acteur": _most_frequent_first(actors, actor_names),
        "genre": _most_frequent_first(kinds, kind_names),
        "article": _most_frequent_first(articles, labels),
    }
    say = page_phrases(index.dossier.language, "chronology")
    return tuple((name, say(name), choices) for name, choices in names.items())


def _most_frequent_first(
    counts: Counter[str], names: Mapping[str, str]
) -> tuple[Choice, ...]:
    """What has a name, as choices, then by that name."""
    choices: list[Choice] = []
    for value, name in names.items():
        choice = Choice(value, name, counts[value])
        choices.append(choice)
    return tuple(sorted(choices, key=lambda one: (-one.count, one.name, one.value)))


def _period(
    name: str,
    events: Sequence[Event],
    index: DossierIndex,
) -> PeriodView:
    say = page_phrases(index.dossier.language, "chronology")
    dated = name != UNDATED
    # a few facts of a year need no headings: each would have one line below it
    headed = dated and len(events) > _MONTHS
    return PeriodView(
        # an id begins with a letter
        id=f"a-{name}" if dated else name,
        name=name if dated else say("undated"),
        count=len(events),
        months=tuple(_months(events, index, headed=headed)),
        address=page.chronology(name),
    )


def _months(
    events: Sequence[Event],
    index: DossierIndex,
    *,
    headed: bool,
) -> Iterator[MonthView]:
    """What is of no single month, then the months; all together where there are no headings."""
    # what is of no month comes first, wherever it stands in the order of time
    months: dict[str, list[EntryView]] = {"": []}
    for event in events:
        month = _month(event) if headed else ""
        months.setdefault(month, []).append(entry(index, event))
    for month, entries in months.items():
        name = views.when(parse_edtf(month)).words if month else ""
        if entries:
            yield MonthView(name, tuple(entries))


def _month(event: Event) -> str:
    """`2025-02` where the moment begins in that month, or ends in it after an unknown beginning.

    A whole year, and what else is wider than a month and begins with the year, comes before its months.
    """
    moment = event.moment
    if moment is None:
        return ""
    known = moment.earliest or moment.latest
    if known is None:
        return ""
    month = f"{known:%Y-%m}"
    if moment.earliest is None or known.month > 1:
        return month
    # it begins in January: of that month only where it ends in it too
    last = f"{moment.latest:%Y-%m}" if moment.latest else ""
    return month if last == month else ""


def entry(index: DossierIndex, event: Event) -> EntryView:
    """An event as the list shows it."""
    parties = dict.fromkeys(p.entity for p in event.participants)
    # a state that acts, or is attacked, is not told as the place once more
    elsewhere = [place for place in event.places if place not in parties]
    articles = dict.fromkeys(mention.article for mention in event.mentions)
    return EntryView(
        event=event,
        shape=_shape(event),
        years=_years(event.moment),
        why=_why_undated(event),
        kind_name=kind_name(index.dossier.language, event.kind),
        actors=index.entities(parties),
        places=index.entities(elsewhere),
        articles=tuple(articles),
        differs=_differences(index, event),
    )


def _why_undated(event: Event) -> str:
    if event.moment is not None:
        return ""
    for mention in event.mentions:
        if mention.reason:
            return mention.reason
    return ""


def _differences(
    index: DossierIndex, event: Event
) -> tuple[tuple[str, Event | None], ...]:
    """Each reason once, with the other event where the accounts are of two."""
    found: dict[tuple[str, str], tuple[str, Event | None]] = {}
    for discrepancy in event.divergences:
        other = _other_event(index, event, discrepancy)
        # by its id: to compare events is to compare all that they hold
        other_id = other.id if other else ""
        found[discrepancy.reason, other_id] = (discrepancy.reason, other)
    return tuple(found.values())


def _other_event(
    index: DossierIndex,
    event: Event,
    discrepancy: Discrepancy,
) -> Event | None:
    for mention_id in discrepancy.mentions:
        other = index.event_of_mention.get(mention_id)
        if other is not None and other.id != event.id:
            return other
    return None


def _years(moment: EdtfDate | None) -> tuple[str, str]:
    if moment is None:
        return "", ""
    first = f"{moment.earliest:%Y}" if moment.earliest else ""
    last = f"{moment.latest:%Y}" if moment.latest else ""
    return first, last


def _shape(event: Event) -> str:
    moment = event.moment
    if moment is None:
        return "sans"
    if event.placed_by is PlacedBy.PUBLICATION:
        return "flou"
    # "vers le 12 février": a sharp edge would be a promise
    if moment.approximate or moment.uncertain:
        return "flou"
    if moment.earliest is None and moment.latest is not None:
        return "jusque"
    return _SHAPES.get(moment.precision, "large")
