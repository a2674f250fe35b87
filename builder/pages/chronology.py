"""The chronology: one ordered list of everything the articles tell, each entry with its sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.model.dates import EdtfDate, Precision
from builder.model.event import PlacedBy
from builder.pages import page, periods, svg_timeline, telling
from builder.pages.index import DossierIndex, tellers
from builder.pages.page import Page
from builder.pages.parts import Part, PartView, Way, by_month, laid_out
from builder.pages.phrases import page_phrases
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.entity import Entity
    from builder.model.event import Discrepancy, Event
    from builder.text.escape import Json

_MONTHS = 8
"""Entries in a year from which on its months get headings."""

_TURNING = 20
"""Events that stand for a story too long for one page."""

_FRONT: Mapping[str, Json] = {"search": {"exclude": True}}
"""Each fact stands in its article, where search finds it."""

_CHOICES = 60
"""Choices of a filter at most, the most frequent ones."""

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
class YearView:
    """A year of the list, or what has no date."""

    id: str
    name: str
    months: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the list can be filtered by."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ChronologyPage:
    """The whole list, or one part of it; the first page of a long list has no entries, and leads to its parts."""

    overview: str
    years: tuple[YearView, ...]
    count: int
    choices: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    """(name in the address, label, choices)."""

    turning: Sequence[Event]
    """What most articles tell, where the list itself is too long to be here."""

    way: Way


def pages(index: DossierIndex) -> Iterator[Page]:
    """The chronology, then its parts where it is long."""
    say = page_phrases(index.dossier.language, "chronology")
    events = index.dossier.events
    to_parts, leaves = laid_out(index.chronology_parts, partial(_part_view, index))
    whole = not leaves
    yield Page(
        path=page.CHRONOLOGY,
        template="chronologie.md.j2",
        title=say("title"),
        view=ChronologyPage(
            overview=svg_timeline.overview(index, partial(page.site, page.CHRONOLOGY)),
            years=tuple(_years(events, index)) if whole else (),
            count=len(events),
            choices=_choices(index, events) if whole else (),
            turning=() if whole else telling.turning_points(events, _TURNING),
            way=to_parts,
        ),
        description=say("description"),
        front=_FRONT,
    )
    for part, view, way in leaves:
        yield Page(
            path=view.address,
            template="chronologie.md.j2",
            title=say("title_of", period=view.name),
            view=ChronologyPage(
                overview="",
                years=tuple(_years(part.items, index)),
                count=len(part.items),
                choices=_choices(index, part.items),
                turning=(),
                way=way,
            ),
            description=say("description_of", period=view.name),
            front=_FRONT,
        )


def _part_view(index: DossierIndex, part: Part[Event]) -> PartView:
    name = periods.part_words(part, index.dossier.language)
    return PartView(name, page.chronology(part.name), len(part.items))


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
    ranked = sorted(choices, key=lambda one: (-one.count, one.name, one.value))
    return tuple(ranked[:_CHOICES])


def _years(events: Iterable[Event], index: DossierIndex) -> Iterator[YearView]:
    by_year: dict[str, list[Event]] = {}
    for event in events:
        by_year.setdefault(periods.year(event.moment), []).append(event)
    for year, within in by_year.items():
        dated = year != periods.UNDATED
        # a few facts of a year need no headings: each would have one line below it
        months = by_month(within, lambda event: periods.month(event.moment))
        headed = dated and len(within) > _MONTHS and len(months) > 1
        if not headed:
            months = {"": within}
        yield YearView(
            # an id begins with a letter
            id=f"a-{year}" if dated else year,
            name=periods.words(year, index.dossier.language),
            months=tuple(_months(months, index)),
        )


def _months(
    months: Mapping[str, Sequence[Event]], index: DossierIndex
) -> Iterator[MonthView]:
    for month, events in months.items():
        name = periods.words(month, index.dossier.language) if month else ""
        entries = tuple(entry(index, event) for event in events)
        yield MonthView(name, entries)


def entry(index: DossierIndex, event: Event) -> EntryView:
    """An event as the list shows it."""
    parties = dict.fromkeys(p.entity for p in event.participants)
    # a state that acts, or is attacked, is not told as the place once more
    elsewhere = [place for place in event.places if place not in parties]
    articles = dict.fromkeys(mention.article for mention in event.mentions)
    return EntryView(
        event=event,
        shape=_shape(event),
        years=_bounds(event.moment),
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


def _bounds(moment: EdtfDate | None) -> tuple[str, str]:
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
