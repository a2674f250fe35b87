"""Pages of the articles, and their list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.dates import Precision
from builder.pages import marks, page, periods, views
from builder.pages.cards import Cards, DateCard, EntityCard, QuoteCard
from builder.pages.index import DossierIndex, shown_blocks
from builder.pages.page import Page
from builder.pages.parts import Part, PartView, Way, by_time, parts, ways
from builder.pages.phrases import page_phrases
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.model.article import Article
    from builder.model.dates import EdtfDate
    from builder.model.dossier import Annotated, Relation
    from builder.model.entity import Entity
    from builder.model.event import Event, EventMention

_LISTED = 50
"""Articles on a page of their list at most."""

_DAYS = 20
"""Events whose days search knows an article by, at most."""


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

    entities: tuple[EntityCard, ...]
    dates: tuple[DateCard, ...]
    quotes: tuple[QuoteCard, ...]
    events: Sequence[tuple[Event, Sequence[EventMention]]]
    """What happened, in the order of time, and what tells it here."""

    related: tuple[RelatedView, ...]
    earlier: Article | None
    later: Article | None


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The list of all articles, or one part of it; the first page of a long list leads to its parts."""

    articles: Sequence[Article]
    count: int
    undated: int
    way: Way


def pages(index: DossierIndex) -> Iterator[Page]:
    """The list, its parts where it is long, then one page an article; in the order of the dossier."""
    yield from _lists(index)
    say = page_phrases(index.dossier.language, "articles")
    tag = say("tag")
    for annotated in index.dossier.articles:
        article = annotated.article
        yield Page(
            path=page.article(article.id),
            template="article.md.j2",
            title=label(article),
            view=_view(annotated, index),
            description=_about(article, index),
            # the notes stand in the margin, where the contents would be; search finds an article by its days too
            front={
                "hide": ["navigation", "toc"],
                "tags": [tag, *_days(annotated, index)],
            },
        )


def _days(annotated: Annotated, index: DossierIndex) -> Iterator[str]:
    """When an article appeared, and the days of what it tells, in words: `18 mars 2025`."""
    moments = [annotated.article.published.date]
    for event, _ in _events(annotated, index)[:_DAYS]:
        moments.append(event.moment)
    days = [one for one in moments if one and _is_one_day(one)]
    yield from dict.fromkeys(views.when(day).words for day in days)


def _is_one_day(moment: EdtfDate) -> bool:
    hedged = moment.approximate or moment.uncertain
    return moment.precision is Precision.DAY and not hedged


def _lists(index: DossierIndex) -> Iterator[Page]:
    say = page_phrases(index.dossier.language, "articles")
    listed = [annotated.article for annotated in index.dossier.articles]
    cuts: list[Part[Article]] = []
    if len(listed) > _LISTED:
        groups = by_time(listed, _year, _month, _LISTED)
        cuts = list(parts(groups, _LISTED))
    pages_of_parts: list[PartView] = []
    for part in cuts:
        name = periods.part_words(part, index.dossier.language)
        view = PartView(name, page.articles(part.name), len(part.items))
        pages_of_parts.append(view)
    whole = Way(pages_of_parts)
    yield _list(page.ARTICLES, say("title"), () if cuts else listed, whole, index)
    for part, (view, way) in zip(cuts, ways(pages_of_parts), strict=True):
        title = say("title_of", period=view.name)
        yield _list(view.address, title, part.items, way, index)


def _list(
    path: str,
    title: str,
    listed: Sequence[Article],
    way: Way,
    index: DossierIndex,
) -> Page:
    say = page_phrases(index.dossier.language, "articles")
    # the first page of a long list has no articles, and tells how many there are
    told = listed or [annotated.article for annotated in index.dossier.articles]
    return Page(
        path=path,
        template="articles.md.j2",
        title=title,
        view=ArticlesPage(
            articles=listed,
            count=len(told),
            undated=sum(article.published.date is None for article in told),
            way=way,
        ),
        description=say("description"),
        # a list of titles: search would offer it beside each article that it names
        front={"hide": ["navigation", "toc"], "search": {"exclude": True}},
    )


def _year(article: Article) -> str:
    return periods.year(article.published.date)


def _month(article: Article) -> str:
    return periods.month(article.published.date)


def _about(article: Article, index: DossierIndex) -> str:
    say = page_phrases(index.dossier.language, "articles")
    if article.published.date is None:
        return say("about")
    return say("about_dated", date=views.published(article).words)


def _view(annotated: Annotated, index: DossierIndex) -> ArticlePage:
    article = annotated.article
    rank = index.ranks[article.id]
    # the marks are found first: only what is marked has a card
    found = marks.marks(annotated, index)
    cards = Cards(annotated, index, found)
    shown = shown_blocks(article)
    return ArticlePage(
        article=article,
        blocks=marks.blocks(annotated, found, shown),
        hidden=len(shown) < len(article.blocks),
        entities=tuple(cards.entities()),
        dates=tuple(cards.dates()),
        quotes=tuple(cards.quotes()),
        events=_events(annotated, index),
        related=tuple(_related(article, index)),
        earlier=_article_at(index, rank - 1),
        later=_article_at(index, rank + 1),
    )


def _article_at(index: DossierIndex, rank: int) -> Article | None:
    """The article at a place in the order of the dossier; none before the first and after the last."""
    articles = index.dossier.articles
    if not 0 <= rank < len(articles):
        return None
    return articles[rank].article


def _events(
    annotated: Annotated, index: DossierIndex
) -> Sequence[tuple[Event, Sequence[EventMention]]]:
    """Events that an article tells, in the order of time, then of its text; the author hides some."""
    mentions: dict[str, list[EventMention]] = {}
    events: list[Event] = []
    for mention in annotated.event_mentions:
        event = index.event_of_mention.get(mention.id)
        if event is None:
            continue
        if event.id not in mentions:
            mentions[event.id] = []
            events.append(event)
        mentions[event.id].append(mention)
    events.sort(key=_when)
    return [(event, mentions[event.id]) for event in events]


def _when(event: Event) -> tuple[str, ...]:
    # "~" comes after every digit: what has no date ends the list
    return event.moment.sort_key if event.moment else ("~",)


def _related(article: Article, index: DossierIndex) -> Iterator[RelatedView]:
    """Articles that share something with this one, the closest first."""
    relations = index.neighbours.get(article.id, ())
    for relation in sorted(relations, key=_closest):
        other = relation.first
        if other == article.id:
            other = relation.second
        shared = [shared_id for _, shared_id in relation.evidence]
        # ids of events and of entities are not alike: each is looked for among both
        events = [index.events_by_id.get(one) for one in shared]
        yield RelatedView(
            article=index.articles[other].article,
            entities=index.entities(shared),
            events=tuple(event for event in events if event is not None),
        )


def _closest(relation: Relation) -> tuple[int, Relation]:
    return -relation.weight, relation
