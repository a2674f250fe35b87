"""Pages of the articles; a very long text has several."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.model.article import BlockKind, Rights, Span
from builder.model.dates import Precision
from builder.pages import marks, page, views
from builder.pages.cards import Cards, DateCard, EntityCard, QuoteCard
from builder.pages.index import DossierIndex, shown_blocks
from builder.pages.listing import closest
from builder.pages.onward import Onward, Ways
from builder.pages.page import Page
from builder.pages.parts import PartView, Way, ways
from builder.pages.phrases import page_phrases
from builder.pages.rail import Note, Rail
from builder.text.label import after_dateline, opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.article import Article
    from builder.model.dates import EdtfDate
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.event import Event, EventMention
    from builder.text.escape import Json

_TOLD = 100
"""Events that its page lists, at most; the chronology has all."""

_DAYS = 20
"""Events whose days search knows an article by, at most."""


_DESCRIBED = 200
"""Characters of its first sentence that describe an article elsewhere, at most."""

_HEADED = 3
"""Headings from which on a page has a table of contents."""


@dataclass(frozen=True, slots=True)
class ToldView:
    """An event that the article tells."""

    event: Event
    mentions: Sequence[EventMention]
    onward: Onward
    """To the articles that tell it too."""


@dataclass(frozen=True, slots=True)
class RelatedView:
    """An article that goes with this one, and why."""

    article: Article
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    compared: str
    """Address of the page that has both side by side; empty where there is none."""


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
    rail: Sequence[Note]
    """What stands beside the text, in its order."""

    headings: Sequence[marks.BlockView]
    """Those of the page, where it has enough to be read by them."""

    events: Sequence[ToldView]
    """What happened, in the order of time, and what tells it here."""

    more_events: int
    related: tuple[RelatedView, ...]
    earlier: Article | None
    later: Article | None
    way: Way
    """Of several pages of its text which this one is; the first alone tells what is not of the text."""


def pages(index: DossierIndex) -> Iterator[Page]:
    """One page an article, in the order of the dossier, each followed by the rest of a very long text."""
    for annotated in index.dossier.articles:
        yield from _pages(annotated, index)


def _pages(annotated: Annotated, index: DossierIndex) -> Iterator[Page]:
    say = page_phrases(index.dossier.language, "articles")
    article = annotated.article
    rank = index.ranks[article.id]
    # the marks are found first: only what is marked has a card
    found = marks.marks(annotated, index)
    shown = shown_blocks(article)
    blocks = marks.blocks(annotated, found, shown)
    bounds = index.text_bounds[article.id]
    events = _events(annotated, index)
    addresses: list[PartView] = []
    for number in range(1, len(bounds) + 1):
        name = say("part", number=number)
        addresses.append(PartView(name, page.article(article.id, "", number), 0))
    for part, way in ways(addresses):
        start = bounds[way.rank]
        end = len(article.text) if way.after is None else bounds[way.rank + 1]
        cards = Cards(annotated, index, found, Span(start, end))
        dates = tuple(cards.dates())
        quotes = tuple(cards.quotes())
        of_part = tuple(_of_part(blocks, start, end))
        rail = Rail(index, article.id)
        title = views.label(article)
        if way.rank:
            title = say("further", title=title, part=part.name)
        yield Page(
            path=part.address,
            template="article.md.j2",
            title=title,
            view=ArticlePage(
                article=article,
                blocks=of_part,
                hidden=article.rights is not Rights.FULL,
                entities=tuple(cards.entities()),
                dates=dates,
                quotes=quotes,
                rail=rail.notes(events, dates, quotes, _sentences(of_part)),
                headings=_headings(of_part),
                events=tuple(_told(events[:_TOLD], index, article)),
                more_events=len(events[_TOLD:]),
                related=tuple(_related(article, index)),
                earlier=_article_at(index, rank - 1),
                later=_article_at(index, rank + 1),
                way=way,
            ),
            description=_about(annotated, index),
            # the notes stand in the margin, where the contents would be; search finds an article by its days too
            front={
                "hide": ["navigation", "toc"],
                "tags": [say("tag"), *_days(article, events)],
                "reference": _reference(article),
            },
        )


def _sentences(blocks: Iterable[marks.BlockView]) -> Iterator[str]:
    """Ids of the sentences that blocks show."""
    for block in blocks:
        for sentence in block.sentences:
            if sentence.id:
                yield sentence.id


def _headings(blocks: Iterable[marks.BlockView]) -> Sequence[marks.BlockView]:
    found = [block for block in blocks if block.kind == BlockKind.HEADING.value]
    return found if len(found) >= _HEADED else ()


def _told(
    events: Iterable[tuple[Event, Sequence[EventMention]]],
    index: DossierIndex,
    article: Article,
) -> Iterator[ToldView]:
    onward = Ways(index, article.id)
    for event, mentions in events:
        yield ToldView(event, mentions, onward.of_event(event))


def _reference(article: Article) -> Mapping[str, Json]:
    """What the head of the page tells programs that keep references."""
    date = article.published.date
    published = views.when(date).datetime if date is not None else ""
    words = views.published(article).words
    return {
        "author": article.author,
        "language": article.language,
        # as its picture has it
        "line": ", ".join(filter(None, (words, article.outlet))),
        "outlet": article.outlet,
        "published": published,
    }


def _of_part(
    blocks: Iterable[marks.BlockView], start: int, end: int
) -> Iterator[marks.BlockView]:
    """The blocks, and parts of blocks, between two offsets of the text."""
    for block in blocks:
        inside = [one for one in block.sentences if start <= one.start < end]
        if inside or not block.sentences:
            yield replace(block, sentences=tuple(inside))


def _days(
    article: Article, events: Sequence[tuple[Event, Sequence[EventMention]]]
) -> Iterator[str]:
    """When an article appeared, and the days of what it tells, in words: `18 mars 2025`."""
    moments = [article.published.date]
    for event, _ in events[:_DAYS]:
        moments.append(event.moment)
    days = [one for one in moments if one and _is_one_day(one)]
    yield from dict.fromkeys(views.when(day).words for day in days)


def _is_one_day(moment: EdtfDate) -> bool:
    hedged = moment.approximate or moment.uncertain
    return moment.precision is Precision.DAY and not hedged


def _about(annotated: Annotated, index: DossierIndex) -> str:
    """The first sentence of the text where rights let it be shown, else what the page is."""
    article = annotated.article
    for sentence in annotated.sentences:
        if index.is_title(article.id, sentence.id):
            continue
        if index.is_open(article.id, sentence.id):
            # the place of writing is no news
            words = after_dateline(article, sentence.span)
            return opening(words, _DESCRIBED)
    say = page_phrases(index.dossier.language, "articles")
    if article.published.date is None:
        return say("about")
    return say("about_dated", date=views.published(article).words)


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
    """Articles that share something with this one, the closest first; then others that are compared with it."""
    compared = dict(_compared(article, index))
    relations = index.neighbours.get(article.id, ())
    for relation in sorted(relations, key=closest):
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
            compared=compared.pop(other, ""),
        )
    for other, address in compared.items():
        yield RelatedView(index.articles[other].article, (), (), address)


def _compared(article: Article, index: DossierIndex) -> Iterator[tuple[str, str]]:
    """Ids of the articles that one is compared with, and the pages that do."""
    for pair in index.story.pairs_of.get(article.id, ()):
        other = pair.second if pair.first == article.id else pair.first
        yield other, page.pair(pair.name)
