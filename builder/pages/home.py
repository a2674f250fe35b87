"""The home page, and the pages that only lead elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from builder.model.dates import Precision
from builder.pages import quotations, svg_map, svg_presence, svg_timeline, views
from builder.pages.entities import Listed, listed
from builder.pages.index import DossierIndex, tellers
from builder.pages.page import HOME, Page, site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.model.article import Article
    from builder.model.event import Event

_ACTORS = 8
_DATES = 7
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
    actors: tuple[Listed, ...]
    dates: tuple[Event, ...]
    doubts: tuple[tuple[str, int], ...]
    """Kind of doubt, and how many; most frequent first."""

    undated: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A page that was here before."""

    address: str


def pages(look: DossierIndex) -> Iterable[Page]:
    """The home page; then one page for each address that moved."""
    dossier = look.dossier
    yield Page(
        path=HOME,
        template="index.md.j2",
        title=dossier.title,
        view=_home(look),
        description=f"{dossier.title} : dossier de presse annoté, avec chronologie, acteurs et citations.",
        front={"title": None, "hide": ["navigation", "toc"]},
    )
    for old, new in dossier.redirects.items():
        yield Page(
            path=f"{old.strip('/')}.md",
            template="ailleurs.md.j2",
            title="Page déplacée\u00a0: " + old.strip("/").rpartition("/")[2],
            view=Moved(f"{new.strip('/')}.md"),
            front={"search": {"exclude": True}},
        )


def _home(look: DossierIndex) -> HomePage:
    dossier = look.dossier
    articles = tuple(a.article for a in dossier.articles)
    dated = [views.published(a) for a in articles if a.published.date]
    everybody = listed(look)
    doubts = Counter(d.kind for d in dossier.doubts)
    href = partial(site, HOME)
    return HomePage(
        title=dossier.title,
        description=dossier.description,
        articles=articles,
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        overview=svg_timeline.overview(dossier, href),
        presence=svg_presence.actors(dossier, href),
        places=svg_map.places(dossier, href),
        entities=len(dossier.entities),
        events=len(dossier.events),
        quotes=quotations.count(look),
        actors=_actors(everybody),
        dates=tuple(_telling(dossier.events)),
        doubts=tuple(sorted(doubts.items(), key=lambda d: (-d[1], d[0]))),
        undated=len(articles) - len(dated),
    )


def _actors(everybody: Iterable[Listed]) -> tuple[Listed, ...]:
    acting = [
        e for e in everybody if e.entity.type in ("PER", "ORG", "LOC") and e.mentions
    ]
    return tuple(
        sorted(
            acting, key=lambda e: (e.entity.type != "PER", -e.articles, -e.mentions)
        )[:_ACTORS]
    )


def _telling(events: Iterable[Event]) -> list[Event]:
    """The events that most articles tell, deeds before words, in the order of time."""
    dated = [
        e
        for e in events
        if e.date is not None and e.date.earliest is not None and e.modality.occurred
    ]
    kept = {e.id for e in sorted(dated, key=_weight)[:_DATES]}
    return [e for e in dated if e.id in kept]


def _weight(event: Event) -> tuple[int, bool, bool, int, str]:
    vague = event.date is None or event.date.precision is not Precision.DAY
    return (
        -len(tellers(event)),
        event.kind in _WORDS,
        vague,
        -len(event.mentions),
        event.id,
    )
