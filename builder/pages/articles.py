"""Pages of the articles, and their list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.pages import cards, marks, page, views
from builder.pages.look import label, shown_blocks
from builder.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.config import Settings
    from builder.model.article import Article
    from builder.model.claim import Claim
    from builder.model.dossier import Annotated
    from builder.pages.look import Look


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article in a list."""

    label: str
    titled: bool
    address: str
    published: views.WhenView
    basis: str
    reasons: tuple[str, ...]
    outlet: str
    author: str
    source: str
    rights: str
    url: str
    words: int
    """Words of the blocks that tell something."""


@dataclass(frozen=True, slots=True)
class ToldView:
    """One thing the article tells, on its own small chronology."""

    when: views.WhenView
    sentence: views.SentenceView
    modality: str
    address: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """An article that goes with this one, and why."""

    article: ArticleView
    entities: tuple[views.EntityView, ...]
    events: tuple[tuple[str, str], ...]
    """Titles and addresses."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page of an article shows."""

    article: ArticleView
    blocks: tuple[marks.BlockView, ...]
    hidden: bool
    """Whether rights keep part of the text off the page."""

    entities: tuple[cards.EntityCard, ...]
    dates: tuple[cards.DateCard, ...]
    quotes: tuple[cards.QuoteCard, ...]
    told: tuple[ToldView, ...]
    related: tuple[RelatedView, ...]
    earlier: ArticleView | None
    later: ArticleView | None


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The list of all articles."""

    articles: tuple[ArticleView, ...]
    undated: int


def pages(look: Look, settings: Settings) -> Iterable[Page]:
    """The list, then one page an article, in the order of the dossier."""
    del settings
    listed = tuple(summary(a) for a in look.dossier.articles)
    undated = sum(not a.published.edtf for a in listed)
    yield Page(
        path=page.ARTICLES,
        template="articles.md.j2",
        title="Articles",
        view=ArticlesPage(listed, undated),
        description="Les articles du dossier, dans l’ordre de leur parution.",
        front={"hide": ["navigation", "toc"], "search": {"exclude": True}},
    )
    for annotated in look.dossier.articles:
        yield _page(annotated, look, listed)


def summary(annotated: Annotated) -> ArticleView:
    """An article as lists show it."""
    article = annotated.article
    return ArticleView(
        label=label(article),
        titled=bool(article.title),
        address=page.article(article.id),
        published=views.published(article),
        basis=article.published.basis.value,
        reasons=article.published.reasons,
        outlet=article.outlet,
        author=article.author,
        source=article.source,
        rights=article.rights.value,
        url=article.url,
        words=sum(len(b.span.of(article.text).split()) for b in article.blocks if b.kind.told),
    )


def _page(annotated: Annotated, look: Look, listed: Sequence[ArticleView]) -> Page:
    article = annotated.article
    found, shown = marks.marks(annotated, look), shown_blocks(article)
    here = next(i for i, a in enumerate(listed) if a.address == page.article(article.id))
    place = cards.Places(annotated)
    view = ArticlePage(
        article=listed[here],
        blocks=marks.blocks(annotated, found, shown),
        hidden=len(shown) < len(article.blocks),
        entities=tuple(cards.entity_cards(annotated, look, found, place)),
        dates=tuple(cards.date_cards(annotated, found, place)),
        quotes=tuple(cards.quote_cards(annotated, look, place)),
        told=tuple(_told(c, look) for c in sorted(annotated.claims, key=_claim_order)),
        related=tuple(_related(article, look)),
        earlier=listed[here - 1] if here else None,
        later=listed[here + 1] if here + 1 < len(listed) else None,
    )
    return Page(
        path=page.article(article.id),
        template="article.md.j2",
        title=listed[here].label,
        view=view,
        description=_description(listed[here]),
        front={"hide": ["navigation", "toc"], "tags": ["Article"]},
    )


def _description(article: ArticleView) -> str:
    dated = f", {article.published.words}" if article.published.edtf else ""
    return f"Article annoté{dated} : personnes, lieux, dates et citations, chacun avec la phrase qui le dit."


def _claim_order(claim: Claim) -> tuple[bool, tuple[str, str, str], tuple[int, int]]:
    moment = claim.moment
    return (moment is None, moment.sort_key if moment else ("", "", ""), (claim.span.start, claim.span.end))


def _told(claim: Claim, look: Look) -> ToldView:
    event = look.events.get(claim.id)
    return ToldView(
        when=views.happened(claim.moment),
        sentence=views.sentence(look, claim.article, claim.sentence, (claim.trigger,)),
        modality=claim.modality.value,
        address=look.event_address(event) if event else "",
    )


def _related(article: Article, look: Look) -> Iterable[RelatedView]:
    for relation in sorted(look.neighbours.get(article.id, ()), key=lambda r: (-r.weight, r)):
        other = relation.second if relation.first == article.id else relation.first
        shared = [what for _, what in relation.evidence]
        told = [look.named_events[what] for what in shared if what in look.named_events]
        yield RelatedView(
            article=summary(look.articles[other]),
            entities=tuple(views.entity(look, e) for e in shared if e in look.dossier.entities),
            events=tuple((e.title, look.event_address(e)) for e in told),
        )
