"""The home page, and the pages that only lead elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from builder.model.mention import EntityType
from builder.pages import (
    article_list,
    quotations,
    svg_map,
    svg_presence,
    thread,
    views,
)
from builder.pages.listing import ListedEntity, most_present
from builder.pages.page import HOME, UNSEARCHED, Page, site
from builder.pages.phrases import page_phrases
from builder.pages.telling import tellers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.model.article import Article
    from builder.pages.index import DossierIndex

_MOST = 10
"""Actors shown at most."""

_POINTS = 14
"""Turning points shown at most."""

_PAIR = 2
"""Articles that tell an event with a page, at least."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the dossier is."""

    title: str
    description: str
    """Markdown by the author of the dossier."""

    articles: int
    latest: Sequence[Article]
    """The last ones, or all of a few."""

    first: views.WhenView | None
    last: views.WhenView | None
    rows: Sequence[thread.Row]
    """The thread of the story."""

    presence: str
    """Drawing of who is present in which article; empty where there are few articles."""

    places: str
    """Map of the literal places; empty where there are fewer than two."""

    entities: int
    events: int
    quotes: int
    actors: tuple[ListedEntity, ...]
    compares: bool
    """Whether there are articles to read side by side."""

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
        front={
            "title": None,
            "hide": ["navigation", "toc"],
            **UNSEARCHED,
        },
    )
    # an address that somebody has noted goes on leading to what it led to
    for old, new in index.dossier.redirects.items():
        if not _had_page(index, new):
            continue
        yield Page(
            path=f"{old.strip('/')}.md",
            template="ailleurs.md.j2",
            title=say("moved", name=_name(old)),
            view=Moved(_address(index, new)),
            front=UNSEARCHED,
        )


def _had_page(index: DossierIndex, moved: str) -> bool:
    """Whether what is now at an address can have had a page at another one.

    An event has a second address for each article that would found it alone. That led to a page where the other articles
    that tell it are several; else it was an entry of the chronology, and is found as those are.
    """
    event = index.events_by_id.get(_name(moved))
    return event is None or len(tellers(event)) > _PAIR


def _name(address: str) -> str:
    return address.strip("/").rpartition("/")[2]


def _address(index: DossierIndex, moved: str) -> str:
    """Where the pages have what a folder of the site names: `entites/kiev/`, `evenements/appel-1/`."""
    named = _name(moved)
    if named in index.events_by_id:
        return index.event_address(index.events_by_id[named])
    return index.entity_address(named)


def _home(index: DossierIndex) -> HomePage:
    dossier = index.dossier
    articles = [annotated.article for annotated in dossier.articles]
    dated = [one for one in articles if one.published.date]
    href = partial(site, HOME)
    actors = tuple(_actors(index))
    return HomePage(
        title=dossier.title,
        description=dossier.description,
        articles=len(articles),
        latest=article_list.latest(articles),
        first=views.published(dated[0]) if dated else None,
        last=views.published(dated[-1]) if dated else None,
        rows=thread.rows(index, _POINTS),
        compares=index.story.compares,
        presence=svg_presence.actors(index, [one.entity.id for one in actors], href),
        places=svg_map.places(index, href),
        entities=len(dossier.entities),
        events=len(dossier.events),
        quotes=quotations.count(index),
        actors=actors,
        doubts=_counted_doubts(index),
        undated=len(articles) - len(dated),
    )


def _counted_doubts(index: DossierIndex) -> tuple[tuple[str, int], ...]:
    counts = Counter(doubt.kind for doubt in index.dossier.doubts)
    kinds = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return tuple((kind, counts[kind]) for kind in kinds)


def _actors(index: DossierIndex) -> Iterator[ListedEntity]:
    """People first, then organisations and places; those in most articles first."""
    room = _MOST
    people: list[ListedEntity] = []
    others: list[ListedEntity] = []
    for one in index.listed:
        if one.entity.type == EntityType.PER:
            people.append(one)
        elif one.entity.type in views.ACTING:
            others.append(one)
    for group in (people, others):
        shown = most_present(group, room)
        room -= len(shown)
        yield from shown
