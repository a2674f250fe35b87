"""A page for each event that several articles tell: their accounts side by side, what differs marked in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.pages import chronology, comparisons, page, views, wordings
from builder.pages.page import Page
from builder.pages.phrases import page_phrases
from builder.pages.telling import tellers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.model.dates import EdtfDate
    from builder.model.event import Event
    from builder.pages.index import DossierIndex

_STEPS = 2
"""Events before and after that a page leads to."""


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything about one event."""

    entry: chronology.EntryView
    place: str
    """Its address in the chronology."""

    comparison: wordings.Comparison
    dates: tuple[views.WhenView, ...]
    """The dates that the articles give, where they are not the same."""

    modalities: tuple[str, ...]
    """How sure the articles are, where they are not alike."""

    reasons: tuple[str, ...]
    pairs: Sequence[comparisons.PairView]
    """Pages that compare two of its articles as a whole."""

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
    modalities = dict.fromkeys(mention.modality.value for mention in event.mentions)
    accounts = wordings.by_article(event.mentions)
    return EventPage(
        entry=chronology.entry(index, event),
        place=index.entry_address(event),
        comparison=wordings.compare(index, accounts),
        dates=_dates(event),
        modalities=tuple(modalities) if len(modalities) > 1 else (),
        reasons=event.reasons,
        pairs=list(_pairs(index, event)),
        before=_before(index, event, rank),
        after=_after(index, event, rank),
    )


def _dates(event: Event) -> tuple[views.WhenView, ...]:
    """The dates that the accounts give; nothing where they give the same or none."""
    moments: dict[str, EdtfDate] = {}
    for mention in event.mentions:
        if mention.date is not None:
            moments[mention.date.edtf] = mention.date
    if len(moments) < 2:  # noqa: PLR2004 - one date differs from nothing
        return ()
    return tuple(map(views.occurred_on, moments.values()))


def _pairs(index: DossierIndex, event: Event) -> Iterator[comparisons.PairView]:
    articles = tellers(event)
    # each pair under the first of its articles: under both it would come twice
    for article_id in sorted(articles, key=index.ranks.__getitem__):
        for pair in index.story.pairs_of.get(article_id, ()):
            if pair.first == article_id and pair.second in articles:
                yield comparisons.pair_view(index, pair)


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
