"""The home page, and the pages that only lead elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from builder.model.dates import Precision
from builder.model.mention import EntityType
from builder.pages import quotations, svg_map, svg_presence, svg_timeline, views
from builder.pages.entities import ListedEntity, listed
from builder.pages.index import DossierIndex, tellers
from builder.pages.page import HOME, Page, site
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model.article import Article
    from builder.model.event import Event

_ACTORS = 8
"""Actors shown at most."""

_DATES = 7
"""Events shown at most."""

_WORDS = frozenset({"statement", "other"})
"""Kinds of events that tell the story less than deeds do."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the dossier is."""

    title: str
    description: str
    """Markdown by the author of the dossier."""

    articles: tuple[Article, ...]
    first: views.WhenView | None
    last: views.WhenView | None
    overview: str
    """Drawing of the chronology; empty where nothing has a date."""

    presence: str
    """Drawing of who is present in which article; empty where nobody is."""

    places: str
    """Map of the literal places; empty where there are fewer than two."""

    entities: int
    events: int
    quotes: int
    actors: tuple[ListedEntity, ...]
    dates: tuple[Event, ...]
    doubts: tuple[tuple[str, int], ...]
    """Kind of doubt, and how many; most frequent first."""

    undated: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A page that was here before."""

    address: str


def pages(index: DossierIndex) -> Iterator[Page]:
    """The home page; then one page for each address that moved."""
    say = page_phrases(index.dossier.language, "home")
    title = index.dossier.title
    yield Page(
        path=HOME,
        template="index.md.j2",
        title=title,
        view=_home(index),
        description=say("description", title=title),
        # without a title of its own it has that of the site
        front={"title": None, "hide": ["navigation", "toc"]},
    )
    # an address that somebody has noted goes on leading to what it led to
    for old, new in index.dossier.redirects.items():
        folder = old.strip("/")
        name = folder.rpartition("/")[2]
        yield Page(
            path=f"{folder}.md",
            template="ailleurs.md.j2",
            title=say("moved", name=name),
            view=Moved(f"{new.strip('/')}.md"),
            front={"search": {"exclude": True}},
        )


def _home(index: DossierIndex) -> HomePage:
    dossier = index.dossier
    articles = tuple(annotated.article for annotated in dossier.articles)
    dated = [one for one in articles if one.published.date]
    href = partial(site, HOME)
    return HomePage(
        title=dossier.title,
        description=dossier.description,
        articles=articles,
        first=views.published(dated[0]) if dated else None,
        last=views.published(dated[-1]) if dated else None,
        overview=svg_timeline.overview(index, href),
        presence=svg_presence.actors(index, href),
        places=svg_map.places(index, href),
        entities=len(dossier.entities),
        events=len(dossier.events),
        quotes=quotations.count(index),
        actors=_most_present(listed(index)),
        dates=tuple(_telling(dossier.events)),
        doubts=_counted_doubts(index),
        undated=len(articles) - len(dated),
    )


def _counted_doubts(index: DossierIndex) -> tuple[tuple[str, int], ...]:
    counts = Counter(doubt.kind for doubt in index.dossier.doubts)
    kinds = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return tuple((kind, counts[kind]) for kind in kinds)


def _most_present(everybody: Iterable[ListedEntity]) -> tuple[ListedEntity, ...]:
    """People first, then organisations and places; those in most articles first."""
    acting = sorted(filter(_is_present, everybody), key=_presence)
    return tuple(acting[:_ACTORS])


def _is_present(one: ListedEntity) -> bool:
    # without mentions: known, and named only as part of something else
    if not one.mentions:
        return False
    return one.entity.type in views.ACTING


def _presence(one: ListedEntity) -> tuple[bool, int, int]:
    is_nobody = one.entity.type != EntityType.PER
    return is_nobody, -one.articles, -one.mentions


def _telling(events: Sequence[Event]) -> Iterator[Event]:
    """The events that most articles tell, deeds before words, in the order of time."""
    dated = [event for event in events if _is_fact_with_date(event)]
    weightiest = sorted(dated, key=_weight)[:_DATES]
    kept = {event.id for event in weightiest}
    for event in dated:
        if event.id in kept:
            yield event


def _is_fact_with_date(event: Event) -> bool:
    # "jusqu'en 2014" is no line of a story of dates
    if event.moment is None or event.moment.earliest is None:
        return False
    return event.modality.occurred


def _weight(event: Event) -> tuple[int, bool, bool, int, str]:
    to_the_day = event.moment is not None and event.moment.precision is Precision.DAY
    return (
        -len(tellers(event)),
        event.kind in _WORDS,
        not to_the_day,
        -len(event.mentions),
        event.id,
    )
