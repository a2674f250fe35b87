"""The chronology: everything the articles tell in the order of time, each entry with its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.model.dates import Precision
from builder.model.event import PlacedBy
from builder.pages import kinds, page, periods, story, strip, telling, thread
from builder.pages.page import Page
from builder.pages.parts import Part, PartView, Way, by_month, laid_out
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.article import Article
    from builder.model.entity import Entity
    from builder.model.event import Discrepancy, Event, EventMention
    from builder.pages.index import DossierIndex

_MONTHS = 8
"""Items in a year from which on its months get headings."""

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
class DifferenceView:
    """Two accounts that do not agree."""

    discrepancy: Discrepancy
    sides: Sequence[EventMention]
    """Both, or one where one sentence says both."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An event in the list."""

    event: Event
    shape: str
    """How exact the date is, as the left edge draws it: `jour`, `mois`, `large`, `choix`, `ouvert`, `jusque`, `flou`, `sans`."""

    strong: bool
    """Whether it is a turning point of the dossier."""

    why: str
    """For an entry without a date: why it has none."""

    kind_name: str
    """Empty for what is of no kind."""

    actors: tuple[Entity, ...]
    places: tuple[Entity, ...]
    differs: Sequence[DifferenceView]


@dataclass(frozen=True, slots=True)
class ItemView:
    """A fact with what follows it, or an article with what it tells without a day."""

    entry: EntryView | None
    article: Article | None
    own: Sequence[EntryView]
    folded: Sequence[EntryView]
    reactions: Sequence[EntryView]


@dataclass(frozen=True, slots=True)
class MonthView:
    """Items of a month, or of what is no single month."""

    id: str
    """`m-2025-02`; empty for what is no single month."""

    name: str
    """`février 2025`; empty where the year has too few items for headings."""

    items: Sequence[ItemView]


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of the list, or what has no date."""

    id: str
    name: str
    months: Sequence[MonthView]


@dataclass(frozen=True, slots=True)
class ChronologyPage:
    """The whole list, or one part of it; the first page of a long list has no entries, and leads to its parts."""

    count: int
    strip: Sequence[strip.PeriodView]
    """How much happened when, on the page that leads to all."""

    ago: Sequence[EntryView]
    """What is recalled of long ago, folded before the rest."""

    years: Sequence[YearView]
    rows: Sequence[thread.Row]
    """What most articles tell, where the list itself is too long to be here."""

    kinds: Sequence[PartView]
    compares: bool
    """Whether there are articles to read side by side."""

    way: Way


def pages(index: DossierIndex) -> Iterator[Page]:
    """The chronology, then its parts where it is long."""
    say = page_phrases(index.dossier.language, "chronology")
    to_parts, leaves = laid_out(index.chronology_parts, partial(_part_view, index))
    whole = not leaves
    yield Page(
        path=page.CHRONOLOGY,
        template="chronologie.md.j2",
        title=say("title"),
        view=_whole(index, to_parts, listed=whole),
        description=say("description"),
        front=page.UNSEARCHED,
    )
    for part, view, way in leaves:
        articles = index.articles_of_part.get(part.name, ())
        yield Page(
            path=view.address,
            template="chronologie.md.j2",
            title=say("title_of", period=view.name),
            view=ChronologyPage(
                count=len(part.items),
                strip=(),
                ago=(),
                years=tuple(_years(index, part.items, articles)),
                rows=(),
                kinds=(),
                compares=False,
                way=way,
            ),
            description=say("description_of", period=view.name),
            front=page.UNSEARCHED,
        )


def _whole(index: DossierIndex, way: Way, *, listed: bool) -> ChronologyPage:
    """The page that leads to all: the list itself where it is short, else the thread of the story."""
    events = index.dossier.events
    ago: Sequence[Event] = ()
    years: Sequence[YearView] = ()
    if listed:
        ago = story.long_ago(index, events)
        gone = {event.id for event in ago}
        later = [event for event in events if event.id not in gone]
        articles = [annotated.article for annotated in index.dossier.articles]
        years = tuple(_years(index, later, articles))
    return ChronologyPage(
        count=len(events),
        strip=strip.periods_of(index, frozenset(_anchors(years))),
        ago=[entry(index, event) for event in ago],
        years=years,
        rows=() if listed else thread.rows(index, telling.TURNING),
        kinds=kinds.kinds(index),
        compares=index.story.compares,
        way=way,
    )


def _part_view(index: DossierIndex, part: Part[Event]) -> PartView:
    name = periods.part_words(part, index.dossier.language)
    return PartView(name, page.chronology(part.name), len(part.items))


def _years(
    index: DossierIndex, events: Iterable[Event], articles: Iterable[Article]
) -> Iterator[YearView]:
    events = list(events)
    by_year: dict[str, list[story.Item]] = {}
    for item in story.items(events, articles, index.story.turning):
        by_year.setdefault(periods.year(item.moment), []).append(item)
    for year, within in by_year.items():
        months = by_month(within, lambda item: periods.month(item.moment))
        # a few facts of a year need no headings: each would have one line below it
        headed = len(within) > _MONTHS and len(months) > 1
        yield YearView(
            # an id begins with a letter
            id=f"a-{year}",
            name=periods.words(year, index.dossier.language),
            months=tuple(_months(index, months, headed=headed)),
        )
    undated = [event for event in events if event.moment is None]
    if undated:
        items = [_item(index, story.Item(None, event)) for event in undated]
        name = periods.words(periods.UNDATED, index.dossier.language)
        yield YearView(periods.UNDATED, name, (MonthView("", "", items),))


def _months(
    index: DossierIndex,
    months: Mapping[str, Sequence[story.Item]],
    *,
    headed: bool,
) -> Iterator[MonthView]:
    for month, items in months.items():
        is_headed = headed and bool(month)
        yield MonthView(
            id=f"m-{month}" if month else "",
            name=periods.words(month, index.dossier.language) if is_headed else "",
            items=[_item(index, item) for item in items],
        )


def _anchors(years: Iterable[YearView]) -> Iterator[str]:
    """Ids of years and months."""
    for year in years:
        yield year.id
        for month in year.months:
            yield month.id


def _item(index: DossierIndex, item: story.Item) -> ItemView:
    def entries(events: Iterable[Event]) -> Sequence[EntryView]:
        return [entry(index, event) for event in events]

    return ItemView(
        entry=entry(index, item.event) if item.event else None,
        article=item.article,
        own=entries(item.own),
        folded=entries(item.folded),
        reactions=entries(item.reactions),
    )


def entry(index: DossierIndex, event: Event) -> EntryView:
    """An event as the list shows it."""
    parties = dict.fromkeys(p.entity for p in event.participants)
    # a state that acts, or is attacked, is not told as the place once more
    elsewhere = [place for place in event.places if place not in parties]
    return EntryView(
        event=event,
        shape=_shape(event),
        strong=event.id in index.story.turning,
        why=_why_undated(event),
        kind_name=_kind_name(index, event),
        actors=index.entities(parties),
        places=index.entities(elsewhere),
        differs=tuple(_differences(index, event)),
    )


def _kind_name(index: DossierIndex, event: Event) -> str:
    if event.kind == kinds.OTHER:
        return ""
    return kind_name(index.dossier.language, event.kind)


def _why_undated(event: Event) -> str:
    if event.moment is not None:
        return ""
    for mention in event.mentions:
        if mention.reason:
            return mention.reason
    return ""


def _differences(index: DossierIndex, event: Event) -> Iterator[DifferenceView]:
    """What can be shown of them: both sentences, each pair once."""
    shown: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    for discrepancy in event.divergences:
        sides = _sides(index, discrepancy)
        sentences = frozenset((side.article, side.sentence) for side in sides)
        reason = discrepancy.reason
        if sides and (reason, sentences) not in shown:
            shown.add((reason, sentences))
            yield DifferenceView(discrepancy, sides)


def _sides(index: DossierIndex, discrepancy: Discrepancy) -> Sequence[EventMention]:
    """What differs, each sentence once; nothing where one of the two cannot be shown.

    Half a contradiction contradicts nothing.
    """
    sides: dict[tuple[str, str], EventMention] = {}
    for mention_id in discrepancy.mentions:
        mention = index.story.mentions_by_id.get(mention_id)
        if mention is None or not index.is_open(mention.article, mention.sentence):
            return ()
        sides.setdefault((mention.article, mention.sentence), mention)
    return tuple(sides.values())


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
