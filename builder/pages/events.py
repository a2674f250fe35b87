"""A page for each event that several articles tell: their accounts side by side, what agrees and what differs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.pages import chronology, page, views
from builder.pages.index import DossierIndex, tellers
from builder.pages.page import Page
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.model.article import Article
    from builder.model.dates import EdtfDate
    from builder.model.entity import Entity
    from builder.model.event import Discrepancy, Event, EventMention

_STEPS = 2
"""Events before and after that a page leads to."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """How one article tells the event."""

    article: Article
    when: views.WhenView
    """As this article dates it; its own date is beside it."""

    mentions: Sequence[EventMention]


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything about one event."""

    entry: chronology.EntryView
    place: str
    """Its address in the chronology."""

    versions: tuple[VersionView, ...]
    agree: tuple[Entity, ...]
    """Actors that every article names."""

    only: tuple[tuple[Article, tuple[Entity, ...]], ...]
    """An article, and whom or what it names that no other does."""

    kinds: tuple[str, ...]
    """How the articles call it, where they do not call it the same."""

    differences: tuple[tuple[Discrepancy, Sequence[EventMention]], ...]
    dates: tuple[views.WhenView, ...]
    """The dates that the articles give, where they are not the same."""

    modalities: tuple[str, ...]
    reasons: tuple[str, ...]
    before: Sequence[Event]
    after: Sequence[Event]


def pages(index: DossierIndex) -> Iterator[Page]:
    """One page for each event with accounts of two articles or more, in the order of time."""
    say = page_phrases(index.dossier.language, "events")
    for rank, event in enumerate(index.dossier.events):
        articles = len(tellers(event))
        # what one article tells is all in its entry of the chronology
        if articles == 1:
            continue
        date = views.happened(event).words
        yield Page(
            path=page.event(event.id),
            template="evenement.md.j2",
            title=event.title,
            view=_view(index, event, rank),
            description=say("description", date=date, n=articles),
            # what it shows stands in the articles: they come first
            front={"search": {"boost": 0.5}},
        )


def _view(
    index: DossierIndex,
    event: Event,
    rank: int,
) -> EventPage:
    by_article: dict[str, list[EventMention]] = {}
    for mention in event.mentions:
        by_article.setdefault(mention.article, []).append(mention)
    named = {one: _named(mentions) for one, mentions in by_article.items()}
    shared = set.intersection(*named.values())
    kinds = [_kind_name(index, mention) for mention in event.mentions]
    modalities = [mention.modality.value for mention in event.mentions]
    return EventPage(
        entry=chronology.entry(index, event),
        place=index.entry_address(event),
        versions=tuple(_versions(index, by_article)),
        agree=index.entities(sorted(shared)),
        only=tuple(_only(index, named)),
        kinds=_where_they_differ(kinds),
        differences=tuple(_differences(index, event)),
        dates=_dates(event),
        modalities=_where_they_differ(modalities),
        reasons=event.reasons,
        before=_before(index, event, rank),
        after=_after(index, event, rank),
    )


def _named(mentions: Sequence[EventMention]) -> set[str]:
    """Ids of all participants."""
    named: set[str] = set()
    for mention in mentions:
        for participant in mention.participants:
            named.add(participant.entity)
    return named


def _kind_name(index: DossierIndex, mention: EventMention) -> str:
    """As it stands inside a sentence."""
    name = kind_name(index.dossier.language, mention.kind)
    return name.lower()


def _where_they_differ(values: Sequence[str]) -> tuple[str, ...]:
    """Each value once, in the order given; nothing where all are the same."""
    distinct = tuple(dict.fromkeys(values))
    return distinct if len(distinct) > 1 else ()


def _dates(event: Event) -> tuple[views.WhenView, ...]:
    """The dates that the accounts give; nothing where they give the same or none."""
    moments: dict[str, EdtfDate] = {}
    for mention in event.mentions:
        if mention.date is not None:
            moments[mention.date.edtf] = mention.date
    if len(moments) < 2:  # noqa: PLR2004 - one date differs from nothing
        return ()
    return tuple(map(views.occurred_on, moments.values()))


def _only(
    index: DossierIndex, named: Mapping[str, set[str]]
) -> Iterator[tuple[Article, tuple[Entity, ...]]]:
    """Articles that name somebody whom no other names."""
    # counted once: to compare each article with all others takes the square of them
    articles: Counter[str] = Counter()
    for entity_ids in named.values():
        articles.update(entity_ids)
    for article_id, entity_ids in named.items():
        alone = sorted(one for one in entity_ids if articles[one] == 1)
        entities = index.entities(alone)
        if entities:
            yield index.articles[article_id].article, entities


def _versions(
    index: DossierIndex,
    by_article: Mapping[str, Sequence[EventMention]],
) -> Iterator[VersionView]:
    for article_id, mentions in by_article.items():
        dates = [mention.date for mention in mentions if mention.date]
        # an article comes back to an event without its date: the first one that it gives holds
        date = dates[0] if dates else None
        yield VersionView(
            article=index.articles[article_id].article,
            when=views.occurred_on(date),
            mentions=mentions,
        )


def _differences(
    index: DossierIndex, event: Event
) -> Iterator[tuple[Discrepancy, Sequence[EventMention]]]:
    for discrepancy in event.divergences:
        sides = _sides(index, discrepancy)
        if sides:
            yield discrepancy, sides


def _sides(index: DossierIndex, discrepancy: Discrepancy) -> Sequence[EventMention]:
    """The mentions that differ; none where the author hides one of the two."""
    wanted = discrepancy.mentions
    events: dict[str, Event] = {}
    for mention_id in wanted:
        event = index.event_of_mention.get(mention_id)
        if event is not None:
            events[event.id] = event
    sides: list[EventMention] = []
    for event in events.values():
        sides += [mention for mention in event.mentions if mention.id in wanted]
    # half a contradiction contradicts nothing
    return sides if len(sides) == len(wanted) else ()


def _before(
    index: DossierIndex,
    event: Event,
    rank: int,
) -> Sequence[Event]:
    """The nearest dated events before with an actor in common, background and event alike; none for the undated."""
    near: set[int] = set()
    for ranks in _shared_ranks(index, event):
        # the nearest of all actors are among the nearest of each
        end = bisect_left(ranks, rank)
        start = max(end - _STEPS, 0)
        near.update(ranks[start:end])
    nearest = sorted(near)[-_STEPS:]
    return [index.dossier.events[one] for one in nearest]


def _after(
    index: DossierIndex,
    event: Event,
    rank: int,
) -> Sequence[Event]:
    """The same after it."""
    near: set[int] = set()
    for ranks in _shared_ranks(index, event):
        start = bisect_right(ranks, rank)
        near.update(ranks[start : start + _STEPS])
    nearest = sorted(near)[:_STEPS]
    return [index.dossier.events[one] for one in nearest]


def _shared_ranks(index: DossierIndex, event: Event) -> Iterator[Sequence[int]]:
    """For each actor of a dated event, where the dated events with it stand."""
    if event.moment is None:
        return
    for participant in event.participants:
        yield index.dated_ranks_of[participant.entity]
