"""The chronology as a story: facts at their days, articles between them, and folded what would only make it long.

What an article tells without a day stands under the article, not as a fact of the day on which it came out; reactions
stand under what they follow; what is recalled of long ago comes before everything else, as one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from builder.model.event import PlacedBy, Rank
from builder.pages.telling import tellers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from builder.model.article import Article
    from builder.model.dates import EdtfDate
    from builder.model.event import Event
    from builder.pages.index import DossierIndex

_LONG_AGO = timedelta(days=366)
"""So long before the first article, what happened is recalled, not told as part of the story."""

_ONE = 1

Order = tuple[tuple[str, ...], int]


@dataclass(slots=True)
class Item:
    """One item of the story: a fact, or an article that came out."""

    moment: EdtfDate | None
    event: Event | None = None
    article: Article | None = None
    own: list[Event] = field(default_factory=list)
    """Of an article: what it tells without a day and everybody should see."""

    folded: list[Event] = field(default_factory=list)
    """Of an article: what else it tells without a day."""

    reactions: list[Event] = field(default_factory=list)

    @property
    def order(self) -> Order:
        """As the story has them: an article after what happened on its day."""
        key = self.moment.sort_key if self.moment else ()
        return (tuple(key), int(self.article is not None))


def long_ago(index: DossierIndex, events: Iterable[Event]) -> Sequence[Event]:
    """What was over, or had begun, more than a year before the first article; nothing where no article has a date."""
    first = index.first_day
    if first is None:
        return ()
    return [event for event in events if _is_before(event, first - _LONG_AGO)]


def _is_before(event: Event, day: date) -> bool:
    moment = event.moment
    if moment is None:
        return False
    known = moment.latest or moment.earliest or day
    return known < day


def items(
    events: Iterable[Event],
    articles: Iterable[Article],
    turning: frozenset[str],
) -> Sequence[Item]:
    """Dated events and articles in the order of time; of undated ones nothing.

    Args:
        events: in the order of time.
        articles: those that came out in that time.
        turning: ids of the events that are never folded.
    """
    ticks: dict[str, Item] = {}
    for article in articles:
        if article.published.date is not None:
            ticks[article.id] = Item(article.published.date, article=article)
    facts: list[Item] = []
    for event in events:
        if event.moment is None:
            continue
        tick = ticks.get(_borrowed_from(event))
        if tick is not None:
            _put_under(tick, event, turning)
        elif not _follows(event, facts, turning):
            facts.append(Item(event.moment, event))
    return sorted([*facts, *ticks.values()], key=lambda item: item.order)


def _borrowed_from(event: Event) -> str:
    """Id of the article that tells an event without a day; empty where it has one, or several articles tell it."""
    articles = tellers(event)
    if event.placed_by is not PlacedBy.PUBLICATION or len(articles) > _ONE:
        return ""
    return min(articles)


def _put_under(tick: Item, event: Event, turning: frozenset[str]) -> None:
    if event.id in turning:
        tick.own.append(event)
    elif event.rank is Rank.REACTION:
        tick.reactions.append(event)
    else:
        tick.folded.append(event)


def _follows(event: Event, facts: Sequence[Item], turning: frozenset[str]) -> bool:
    """Puts a reaction under the fact of its day; under one that its article tells, where there is one."""
    if event.rank is not Rank.REACTION or event.id in turning:
        return False
    of_the_day = list(_of_one_day(event, facts))
    if not of_the_day:
        return False
    told = tellers(event)
    near = [item for item in of_the_day if item.event and tellers(item.event) & told]
    (near or of_the_day)[-1].reactions.append(event)
    return True


def _of_one_day(event: Event, facts: Sequence[Item]) -> Iterator[Item]:
    day = event.moment.edtf if event.moment else ""
    for item in facts:
        if item.moment is not None and item.moment.edtf == day:
            yield item
