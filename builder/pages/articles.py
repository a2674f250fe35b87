"""Pages of the articles, and their list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.pages import cards, marks, page, views
from builder.pages.index import DossierIndex, label, shown_blocks
from builder.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.article import Article
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.event import Event, EventMention


@dataclass(frozen=True, slots=True)
class RelatedView:
    """An article that goes with this one, and why."""

    article: Article
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page of an article shows."""

    article: Article
    blocks: tuple[marks.BlockView, ...]
    hidden: bool
    """Whether rights keep part of the text off the page."""

    entities: tuple[cards.EntityCard, ...]
    dates: tuple[cards.DateCard, ...]
    quotes: tuple[cards.QuoteCard, ...]
    told: Sequence[tuple[Event, Sequence[EventMention]]]
    """What happened, in the order of time, and what tells it here."""

    related: tuple[RelatedView, ...]
    earlier: Article | None
    later: Article | None


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The list of all articles."""

    articles: tuple[Article, ...]
    undated: int


def pages(look: DossierIndex) -> Iterable[Page]:
    """The list, then one page an article, in the order of the dossier."""
    listed = tuple(a.article for a in look.dossier.articles)
    yield Page(
        path=page.ARTICLES,
        template="articles.md.j2",
        title="Articles",
        view=ArticlesPage(listed, sum(a.published.date is None for a in listed)),
        description="Les articles du dossier, dans l’ordre de leur parution.",
        front={"hide": ["navigation", "toc"], "search": {"exclude": True}},
    )
    for here, annotated in enumerate(look.dossier.articles):
        yield _page(annotated, look, listed, here)


def _page(
    annotated: Annotated, look: DossierIndex, listed: Sequence[Article], here: int
) -> Page:
    article = annotated.article
    found, shown = marks.marks(annotated, look), shown_blocks(article)
    place = cards.Places(annotated)
    dated = f", {views.published(article).words}" if article.published.date else ""
    view = ArticlePage(
        article=article,
        blocks=marks.blocks(annotated, found, shown),
        hidden=len(shown) < len(article.blocks),
        entities=tuple(cards.entity_cards(annotated, look, found, place)),
        dates=tuple(cards.date_cards(annotated, found, place)),
        quotes=tuple(cards.quote_cards(annotated, look, place)),
        told=tuple(_told(annotated, look)),
        related=tuple(_related(article, look)),
        earlier=listed[here - 1] if here else None,
        later=listed[here + 1] if here + 1 < len(listed) else None,
    )
    return Page(
        path=page.article(article.id),
        template="article.md.j2",
        title=label(article),
        view=view,
        description=f"Article annoté{dated} : personnes, lieux, dates et citations, chacun avec la phrase qui le dit.",
        front={"hide": ["navigation", "toc"], "tags": ["Article"]},
    )


def _told(
    annotated: Annotated, look: DossierIndex
) -> Iterable[tuple[Event, Sequence[EventMention]]]:
    """Events with the claims of an article, in the order of time, then of its text; the author hides some."""
    events: dict[str, tuple[Event, list[EventMention]]] = {}
    for claim in annotated.event_mentions:
        if event := look.events.get(claim.id):
            events.setdefault(event.id, (event, []))[1].append(claim)
    return sorted(
        events.values(),
        key=lambda told: told[0].date.sort_key if told[0].date else ("~",),
    )


def _related(article: Article, look: DossierIndex) -> Iterable[RelatedView]:
    for relation in sorted(
        look.neighbours.get(article.id, ()), key=lambda r: (-r.weight, r)
    ):
        other = relation.second if relation.first == article.id else relation.first
        shared = [what for _, what in relation.evidence]
        told = tuple(
            look.named_events[what] for what in shared if what in look.named_events
        )
        yield RelatedView(look.articles[other].article, look.entities(shared), told)
