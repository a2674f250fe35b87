"""Makes an event out of the mentions that tell of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.corpus.chronology import titles
from builder.corpus.chronology.placing import bound, place
from builder.model.correction import EventAction
from builder.model.event import (
    Discrepancy,
    Event,
    EventMention,
    Participant,
    Rank,
    Role,
)
from builder.model.mention import Status
from builder.text.fold import fold
from builder.text.slug import digest, slug

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from builder.corpus.chronology.clustering import Pair
    from builder.corpus.chronology.decisions import Decisions
    from builder.corpus.chronology.evidence import Evidence
    from builder.corpus.chronology.features import EventFeatures

_ROLES = tuple(Role)
_RANKS = tuple(Rank)
_MAKING = (EventAction.SPLIT, EventAction.ADD)
"""Decisions whose sentences are the event that they make."""

_DECIDING = (EventAction.MERGE, *_MAKING, EventAction.REDATE, EventAction.RETITLE)
_SLUG = 40


def own_id(event: EventFeatures) -> str:
    """The id of an event that this mention founds.

    The words that gave it away, and a digest of article and sentence: it depends on
    nothing that another article, a rule or an entity could change.
    """
    mention, text = event.mention, event.story.text
    sentence = event.story.sentence(mention.sentence) or mention.span
    words = " ".join(fold(sentence.of(text)).split())
    # Within its sentence, so that a paragraph added before moves no address.
    offset = mention.trigger.start - sentence.start
    stamp = digest(mention.article, words, str(offset))
    name = slug(mention.trigger.of(text))[:_SLUG].strip("-")
    return f"{name}-{stamp}"


@dataclass(frozen=True)
class EventBuilder:
    """What every event is made from besides its own mentions."""

    events: Sequence[EventFeatures]
    ids: Sequence[str]
    """The event id that each mention would found."""

    evidence: Evidence
    decided: Decisions
    joined: Mapping[int, Sequence[Pair]]
    """The pairs that made an event, by the first of its mentions."""

    differ: Mapping[str, tuple[Discrepancy, ...]]
    """By id of a mention."""

    def build(self, group: Sequence[int]) -> Event:
        """The event of the mentions with these indexes, in canonical order.

        The first founds it and gives its id. Ids that its mentions of other articles
        would have founded stay as aliases: taking an article away, or adding one that
        comes before, leaves no address without its event.
        """
        read = sorted((self.events[number] for number in group), key=_as_read)
        mentions = tuple(event.mention for event in read)
        kind = self._kind(mentions)
        strength = list(self.evidence.known.words.modalities)
        modality = min((m.modality for m in mentions), key=strength.index)
        places: set[str] = set()
        divergences: dict[Discrepancy, None] = {}
        for mention in mentions:
            places.update(mention.places)
            divergences.update(dict.fromkeys(self.differ.get(mention.id, ())))
        date = bound(mentions)
        placed, by = place(mentions, date)
        event = Event(
            id=self.ids[group[0]],
            kind=kind,
            title=titles.title(read, kind, self.evidence),
            date=date,
            placed=placed,
            placed_by=by,
            rank=min((m.rank for m in mentions), key=_RANKS.index),
            mentions=mentions,
            modality=modality,
            participants=_participants(mentions),
            places=tuple(sorted(places)),
            background=all(mention.background for mention in mentions),
            divergences=tuple(divergences),
            reasons=self._reasons(frozenset(group)),
            status=Status.MACHINE,
            aliases=self._aliases(group),
        )
        return self._as_decided(event, frozenset(group))

    def called_apart(
        self, event: Event, group: Sequence[int], used: Container[str]
    ) -> Event:
        """The event under a title that no other has; under its own where it has no other."""
        events = [self.events[number] for number in group]
        for title in titles.others(event, events, self.evidence):
            if title not in used:
                return replace(event, title=title)
        return event

    def _kind(self, mentions: Sequence[EventMention]) -> str:
        """The most telling of the kinds.

        "appel" where another sentence only says "entretien". What is told less surely
        than the event is does not count, unless it names who was party to it.
        """
        words = self.evidence.known.words
        strength = list(words.modalities)
        surest = min((m.modality for m in mentions), key=strength.index)
        kinds = [
            m.kind for m in mentions if m.modality is surest or m.kind in words.dyadic
        ]
        # Kinds that the list has not are all equal, and come last.
        telling = {kind: number for number, kind in enumerate(words.telling)}
        return min(kinds, key=lambda kind: telling.get(kind, len(telling)))

    def _aliases(self, group: Sequence[int]) -> tuple[str, ...]:
        """Ids that the first mentions of other articles, or merged events, had founded."""
        firsts: dict[str, int] = {}
        for number in group:
            firsts.setdefault(self.events[number].article, number)
        others = set(firsts.values())
        for decision in self.decided.of(EventAction.MERGE):
            others.update(number for number in decision.events if number in group)
        return tuple(sorted({self.ids[n] for n in others} - {self.ids[group[0]]}))

    def told_reasons(self, pair: Pair) -> str:
        """One French sentence: the reasons two mentions share, and their sum."""
        known = self.evidence.known
        told = [known.reason(r.name, what=", ".join(r.what)) for r in pair.reasons]
        shared = ", ".join(told)
        return known.reason(
            "sum",
            reasons=shared[:1].upper() + shared[1:],
            score=_shown(pair.score),
            threshold=_shown(self.evidence.enough(here=self._here(pair)).join),
        )

    def _here(self, pair: Pair) -> bool:
        """Whether one article tells both."""
        return self.events[pair.first].article == self.events[pair.second].article

    def _reasons(self, group: frozenset[int]) -> tuple[str, ...]:
        pairs = self.joined.get(min(group), ())
        within = [p for p in pairs if p.first in group and p.second in group]
        return tuple(dict.fromkeys(map(self.told_reasons, within)))

    def _as_decided(self, event: Event, group: frozenset[int]) -> Event:
        """The event with the author's title, date and kind."""
        for correction, meant, held in self.decided.of(*_DECIDING):
            making = correction.action in _MAKING
            concerned = group <= set(held) if making else not group.isdisjoint(meant)
            if not concerned:
                continue
            reasons = event.reasons
            if correction.action is EventAction.MERGE:
                reasons = (*reasons, self.evidence.known.reason("author"))
            if correction.date is not None:
                day = correction.date
                event = replace(event, date=day, placed=day, placed_by=None)
            event = replace(
                event,
                title=correction.title or event.title,
                reasons=reasons,
                status=Status.AUTHOR,
            )
        return event


def _shown(points: float) -> str:
    return f"{points:g}".replace(".", ",")


def _as_read(event: EventFeatures) -> tuple[bool, tuple[str, str, str], str, int, str]:
    """The order in which somebody reads: by publication, then in the text."""
    mention, published = event.mention, event.story.told.article.published.date
    key = published.sort_key if published else ("", "", "")
    return published is None, key, mention.article, mention.span.start, mention.id


def _participants(mentions: Iterable[EventMention]) -> tuple[Participant, ...]:
    """Everybody once, with the weightiest role a mention gives; those who act first."""
    roles: dict[str, Role] = {}
    for mention in mentions:
        for each in mention.participants:
            known = roles.setdefault(each.entity, each.part)
            roles[each.entity] = min(known, each.part, key=_ROLES.index)
    everybody = [Participant(entity, role) for entity, role in roles.items()]
    everybody.sort(key=lambda each: (_ROLES.index(each.part), each.entity))
    return tuple(everybody)
