"""Articles side by side: what both tell, in their own sentences, and what only one of them tells."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from builder.model.dates import parse_edtf
from builder.model.event import Rank
from builder.pages import page, pairs, views, wordings
from builder.pages.page import Page
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.article import Article
    from builder.model.entity import Entity
    from builder.model.event import Event
    from builder.pages.index import DossierIndex

_LISTED = 150
"""Pairs on the page that leads to them at most."""

_ALONE = 12
"""Facts shown at most of what only one of two articles tells."""

_PEOPLE = 8
"""Names that both have, shown at most."""

_NAMED = 3
"""The same where a list has the two."""


@dataclass(frozen=True, slots=True)
class SharedView:
    """Something that both tell."""

    title: str
    address: str
    """Of its own page."""

    when: views.WhenView
    comparison: wordings.Comparison
    other: Event | None = None
    """Of what may be one event, the other."""


@dataclass(frozen=True, slots=True)
class AloneView:
    """What only one of the two tells."""

    article: Article
    events: Sequence[Event]
    """In the order of time, the weightiest of many."""

    more: int


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two articles side by side."""

    articles: tuple[Article, Article]
    events: Sequence[SharedView]
    maybe: Sequence[SharedView]
    """What may be one event; the titles of both."""

    days: Sequence[SharedView]
    people: Sequence[Entity]
    """Whom both name, the most named first."""

    alone: Sequence[AloneView]


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of which several articles tell."""

    when: views.WhenView
    events: Sequence[Event]
    comparison: wordings.Comparison


@dataclass(frozen=True, slots=True)
class PairView:
    """Two articles as a list has them."""

    articles: tuple[Article, Article]
    address: str
    events: int
    maybe: int
    days: int
    people: Sequence[Entity]
    """Some of those that both name."""


@dataclass(frozen=True, slots=True)
class PairsPage:
    """All that can be compared, what has most in common first."""

    pairs: Sequence[PairView]
    count: int
    days: Sequence[tuple[views.WhenView, str, int]]
    """A day, its page, and how many articles tell of it."""


def pages(index: DossierIndex) -> Iterator[Page]:
    """The list of what can be compared, the pairs, then the days; nothing where there is nothing to compare."""
    say = page_phrases(index.dossier.language, "comparisons")
    if not index.story.compares:
        return
    shown = index.story.pairs
    days = index.story.shared_days
    yield Page(
        path=page.COMPARISONS,
        template="comparaisons.md.j2",
        title=say("title"),
        view=PairsPage(
            pairs=[pair_view(index, pair) for pair in shown[:_LISTED]],
            count=len(shown),
            days=list(_days(days)),
        ),
        description=say("description"),
        front=page.UNSEARCHED,
    )
    for pair in shown:
        first, second = _ends(index, pair)
        yield Page(
            path=page.pair(pair.name),
            template="comparer.md.j2",
            title=say("title_of", first=views.label(first), second=views.label(second)),
            view=_pair_page(index, pair),
            description=say("description"),
            front=page.UNSEARCHED,
        )
    for day, events in days.items():
        when = views.when(parse_edtf(day), weekday=True)
        yield Page(
            path=page.day(day),
            template="jour.md.j2",
            title=say("day", day=when.words),
            view=DayPage(when, events, _compared(index, events)),
            description=say("description"),
            front=page.UNSEARCHED,
        )


def _ends(index: DossierIndex, pair: pairs.Pair) -> tuple[Article, Article]:
    return index.articles[pair.first].article, index.articles[pair.second].article


def pair_view(index: DossierIndex, pair: pairs.Pair) -> PairView:
    """A pair as a list has it."""
    return PairView(
        articles=_ends(index, pair),
        address=page.pair(pair.name),
        events=len(pair.events),
        maybe=len(pair.maybe),
        days=len(pair.days),
        people=_people(index, pair)[:_NAMED],
    )


def _days(
    days: Mapping[str, Sequence[Event]],
) -> Iterator[tuple[views.WhenView, str, int]]:
    for day, events in days.items():
        yield views.when(parse_edtf(day)), page.day(day), len(pairs.told_by(events))


def _pair_page(index: DossierIndex, pair: pairs.Pair) -> PairPage:
    ends = (pair.first, pair.second)
    return PairPage(
        articles=_ends(index, pair),
        events=[_shared(index, ends, event) for event in pair.events],
        maybe=[_shared(index, ends, *both) for both in pair.maybe],
        days=list(_shared_days(index, pair, ends)),
        people=_people(index, pair),
        alone=[_alone(index, pair, one) for one in ends],
    )


def _shared(
    index: DossierIndex,
    ends: tuple[str, str],
    event: Event,
    other: Event | None = None,
) -> SharedView:
    """An event that both tell; or one of each, where the two may be one."""
    events = [event] if other is None else [event, other]
    return SharedView(
        title=event.title,
        address=index.event_address(event),
        when=views.happened(event),
        comparison=_compared(index, events, ends),
        other=other,
    )


def _shared_days(
    index: DossierIndex, pair: pairs.Pair, ends: tuple[str, str]
) -> Iterator[SharedView]:
    for day in pair.days:
        when = views.when(parse_edtf(day), weekday=True)
        comparison = _compared(index, index.story.shared_days[day], ends)
        yield SharedView(when.words, page.day(day), when, comparison)


def _compared(
    index: DossierIndex,
    events: Iterable[Event],
    articles: Sequence[str] = (),
) -> wordings.Comparison:
    """The accounts of events, of those articles only; without articles of all."""
    told = chain.from_iterable(event.mentions for event in events)
    mentions = [one for one in told if not articles or one.article in articles]
    mentions.sort(key=lambda one: (index.ranks[one.article], one.span))
    return wordings.compare(index, wordings.by_article(mentions))


def _people(index: DossierIndex, pair: pairs.Pair) -> Sequence[Entity]:
    counted: list[tuple[int, str]] = []
    for entity_id in index.entities_of[pair.first] & index.entities_of[pair.second]:
        by_article = index.mentions_of[entity_id]
        named = min(len(by_article[pair.first]), len(by_article[pair.second]))
        counted.append((-named, entity_id))
    return index.entities(entity_id for _, entity_id in sorted(counted)[:_PEOPLE])


def _alone(index: DossierIndex, pair: pairs.Pair, article_id: str) -> AloneView:
    shared = {event.id for event in pair.events}
    events = [
        one for one in index.story.told_in.get(article_id, ()) if one.id not in shared
    ]
    primary = [one for one in events if one.rank is Rank.PRIMARY] or events
    shown = primary[:_ALONE]
    article = index.articles[article_id].article
    return AloneView(article, shown, len(events) - len(shown))
