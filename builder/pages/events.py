"""A page for each event that several articles tell: their accounts side by side, what agrees and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.pages import chronology, views
from builder.pages.index import DossierIndex, entry_address, tellers
from builder.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.model.article import Article
    from builder.model.entity import Entity
    from builder.model.event import Discrepancy, Event, EventMention


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


def pages(look: DossierIndex) -> Iterable[Page]:
    """One page for each event with accounts of two articles or more, in the order of time."""
    for index, event in enumerate(look.dossier.events):
        if len(tellers(event)) > 1:
            yield Page(
                path=f"evenements/{event.id}.md",
                template="evenement.md.j2",
                title=event.title,
                view=_view(look, event, index),
                description=f"{views.happened(event.date).words} : ce que {len(tellers(event))} articles en disent.",
            )


def _view(look: DossierIndex, event: Event, index: int) -> EventPage:
    by_article: dict[str, list[EventMention]] = {}
    for claim in event.mentions:
        by_article.setdefault(claim.article, []).append(claim)
    named = {
        a: {p.entity for c in claims for p in c.participants}
        for a, claims in by_article.items()
    }
    kinds = tuple(
        dict.fromkeys(
            kind_name(look.dossier.language, c.kind).lower() for c in event.mentions
        )
    )
    moments = {c.date.edtf: c.date for c in event.mentions if c.date}
    modalities = tuple(dict.fromkeys(c.modality.value for c in event.mentions))
    return EventPage(
        entry=chronology.entry(look, event),
        place=entry_address(event, look.dossier),
        versions=tuple(_version(look, claims) for claims in by_article.values()),
        agree=look.entities(sorted(set.intersection(*named.values()))),
        only=tuple(_only(look, named)),
        kinds=kinds if len(kinds) > 1 else (),
        differences=tuple(
            (d, sides) for d in event.divergences if (sides := _sides(look, d))
        ),
        dates=tuple(views.happened(m) for m in moments.values())
        if len(moments) > 1
        else (),
        modalities=modalities if len(modalities) > 1 else (),
        reasons=event.reasons,
        before=_steps(event, look.dossier.events[:index][::-1])[::-1],
        after=_steps(event, look.dossier.events[index + 1 :]),
    )


def _only(
    look: DossierIndex, named: Mapping[str, set[str]]
) -> Iterable[tuple[Article, tuple[Entity, ...]]]:
    for article, entities in named.items():
        others = set().union(*(e for a, e in named.items() if a != article))
        if alone := look.entities(sorted(entities - others)):
            yield look.articles[article].article, alone


def _version(look: DossierIndex, claims: Sequence[EventMention]) -> VersionView:
    when = views.happened(next((c.date for c in claims if c.date), None))
    return VersionView(look.articles[claims[0].article].article, when, claims)


def _sides(look: DossierIndex, divergence: Discrepancy) -> Sequence[EventMention]:
    """The claims that differ; none where the author hides one of the two."""
    told = dict.fromkeys(
        look.events[c] for c in divergence.mentions if c in look.events
    )
    claims = [c for e in told for c in e.mentions if c.id in divergence.mentions]
    return claims if len(claims) == len(divergence.mentions) else ()


_STEPS = 2


def _steps(event: Event, others: Iterable[Event]) -> Sequence[Event]:
    """The nearest dated events with an actor in common, background and event alike."""
    actors = {p.entity for p in event.participants}
    near = [
        e
        for e in others
        if e.date and event.date and actors & {p.entity for p in e.participants}
    ]
    return near[:_STEPS]
