"""A page for each event that several articles tell: their accounts side by side, what agrees and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.pages import chronology, views
from builder.pages.articles import summary
from builder.pages.look import entry_address, label, tellers
from builder.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.config import Settings
    from builder.model.claim import Claim, Divergence, Event
    from builder.pages.articles import ArticleView
    from builder.pages.look import Look


@dataclass(frozen=True, slots=True)
class VersionView:
    """How one article tells the event."""

    article: ArticleView
    when: views.WhenView
    """As this article dates it; its own date is beside it."""

    accounts: tuple[chronology.AccountView, ...]
    actors: tuple[views.EntityView, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Two sentences that differ."""

    topic: str
    reason: str
    status: str
    sides: tuple[chronology.AccountView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """Another event, before or after."""

    when: views.WhenView
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything about one event."""

    entry: chronology.EntryView
    place: str
    """Its address in the chronology."""

    versions: tuple[VersionView, ...]
    agree: tuple[views.EntityView, ...]
    """Actors that every article names."""

    only: tuple[tuple[str, tuple[views.EntityView, ...]], ...]
    """Label of an article, and whom or what it names that no other does."""

    kinds: tuple[str, ...]
    """How the articles call it, where they do not call it the same."""

    differences: tuple[DifferenceView, ...]
    dates: tuple[views.WhenView, ...]
    """The dates that the articles give, where they are not the same."""

    modalities: tuple[str, ...]
    reasons: tuple[str, ...]
    before: tuple[StepView, ...]
    after: tuple[StepView, ...]


def pages(look: Look, settings: Settings) -> Iterable[Page]:
    """One page for each event with accounts of two articles or more, in the order of time."""
    del settings
    for index, event in enumerate(look.dossier.events):
        if len(tellers(event)) > 1:
            yield Page(
                path=f"evenements/{event.id}.md",
                template="evenement.md.j2",
                title=event.title,
                view=_view(look, event, index),
                description=f"{views.happened(event.moment).words} : ce que {len(tellers(event))} articles en disent.",
            )


def _view(look: Look, event: Event, index: int) -> EventPage:
    by_article: dict[str, list[Claim]] = {}
    for claim in event.claims:
        by_article.setdefault(claim.article, []).append(claim)
    named = {a: {p.entity for c in claims for p in c.participants} for a, claims in by_article.items()}
    kinds = tuple(dict.fromkeys(kind_name(look.dossier.language, c.kind).lower() for c in event.claims))
    moments = {c.moment.edtf: c.moment for c in event.claims if c.moment}
    modalities = tuple(dict.fromkeys(c.modality.value for c in event.claims))
    return EventPage(
        entry=chronology.entry(look, event),
        place=entry_address(event, look.dossier),
        versions=tuple(_version(look, claims) for claims in by_article.values()),
        agree=_entities(look, set.intersection(*named.values())),
        only=tuple(_only(look, named)),
        kinds=kinds if len(kinds) > 1 else (),
        differences=tuple(d for d in (_difference(look, d) for d in event.divergences) if d),
        dates=tuple(views.happened(m) for m in moments.values()) if len(moments) > 1 else (),
        modalities=modalities if len(modalities) > 1 else (),
        reasons=event.reasons,
        before=tuple(_steps(look, event, look.dossier.events[:index][::-1]))[::-1],
        after=tuple(_steps(look, event, look.dossier.events[index + 1 :])),
    )


def _only(look: Look, named: Mapping[str, set[str]]) -> Iterable[tuple[str, tuple[views.EntityView, ...]]]:
    for article, entities in named.items():
        others = set().union(*(e for a, e in named.items() if a != article))
        alone = _entities(look, entities - others)
        if alone:
            yield label(look.articles[article].article), alone


def _version(look: Look, claims: Sequence[Claim]) -> VersionView:
    return VersionView(
        article=summary(look.articles[claims[0].article]),
        when=views.happened(next((c.moment for c in claims if c.moment), None)),
        accounts=tuple(chronology.account(look, c) for c in claims),
        actors=_entities(look, {p.entity for c in claims for p in c.participants}),
    )


def _entities(look: Look, ids: Iterable[str]) -> tuple[views.EntityView, ...]:
    return tuple(views.entity(look, e) for e in sorted(ids) if e in look.dossier.entities)


def _difference(look: Look, divergence: Divergence) -> DifferenceView | None:
    sides = [look.events[c] for c in divergence.claims if c in look.events]
    claims = [c for e in dict.fromkeys(sides) for c in e.claims if c.id in divergence.claims]
    if len(claims) < len(divergence.claims):  # the author hides one of the two
        return None
    told = tuple(chronology.account(look, c) for c in claims)
    return DifferenceView(divergence.topic, divergence.reason, divergence.status.value, told)


_STEPS = 2


def _steps(look: Look, event: Event, others: Iterable[Event]) -> Iterable[StepView]:
    """The nearest dated events with an actor in common, background and event alike."""
    actors = {p.entity for p in event.participants}
    near = [e for e in others if e.moment and event.moment and actors & {p.entity for p in e.participants}]
    return [StepView(views.happened(e.moment), e.title, look.event_address(e)) for e in near[:_STEPS]]
