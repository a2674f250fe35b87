"""The author's decisions about events: which claims they mean, what was found, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.correction import ClaimRef, EventAction, EventCorrection
from builder.model.event import Discrepancy, EventMention, Modality, Participant, Role
from builder.model.mention import Link, Status
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.corpus.chronology.words import Words
    from builder.model.dossier import Annotated

Groups = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Decisions:
    """Event corrections with what they mean resolved to indexes of claims; those that found nothing are left out."""

    entries: tuple[tuple[EventCorrection, tuple[int, ...], tuple[int, ...]], ...]
    """(correction, one claim for each of its events, claims its sentences hold)."""

    matched: frozenset[str]
    """Keys of the corrections of which every event and sentence was found."""

    def of(
        self, *actions: EventAction
    ) -> list[tuple[EventCorrection, tuple[int, ...], tuple[int, ...]]]:
        """The entries with one of these actions, in the author's order."""
        return [e for e in self.entries if e[0].action in actions]

    def apart(self) -> frozenset[frozenset[int]]:
        """Pairs of claims that must not be joined."""
        return frozenset(
            frozenset((a, b))
            for _, events, _ in self.of(EventAction.APART)
            for a in events
            for b in events
            if a != b
        )


def resolve(
    corrections: Sequence[EventCorrection],
    claims: Sequence[EventMention],
    own: Mapping[str, int],
    told: Mapping[str, Annotated],
) -> Decisions:
    """Find what every correction means; `own` gives the claim of each event id that a claim can found."""
    entries, matched = [], set()
    for correction in corrections:
        events = tuple(own[e] for e in correction.events if e in own)
        held = [_holding(ref, claims, told, correction) for ref in correction.claims]
        if len(events) < len(correction.events) or not all(held):
            continue
        matched.add(correction.key)
        firsts = correction.action in (EventAction.DIVERGE, EventAction.AGREE)
        entries.append(
            (
                correction,
                events,
                tuple(n for found in held for n in (found[:1] if firsts else found)),
            )
        )
    return Decisions(tuple(entries), frozenset(matched))


def added(
    corrections: Sequence[EventCorrection], told: Mapping[str, Annotated]
) -> tuple[EventMention, ...]:
    """Claims of the author's own, for events the machine did not see: one for each sentence that is found."""
    found: dict[str, EventMention] = {}
    for correction in corrections:
        if correction.action in (EventAction.ADD, EventAction.DIVERGE):
            for ref in correction.claims:
                claim = _claim(ref, told, correction)
                if claim and (
                    correction.action is EventAction.ADD or not _told(claim, told)
                ):
                    found.setdefault(claim.id, claim)
    return tuple(found.values())


def _told(claim: EventMention, told: Mapping[str, Annotated]) -> bool:
    return any(c.sentence == claim.sentence for c in told[claim.article].event_mentions)


def _claim(
    ref: ClaimRef, told: Mapping[str, Annotated], correction: EventCorrection
) -> EventMention | None:
    sentence = next(iter(_sentences(ref, told)), None)
    if sentence is None:
        return None
    here = told[ref.article]
    span = next(s.span for s in here.sentences if s.id == sentence)
    at = fold(span.of(here.article.text)).find(fold(ref.quote))
    trigger = (
        Span(span.start + at, span.start + at + len(ref.quote)) if at >= 0 else span
    )
    return EventMention(
        id=f"{ref.article}.{sentence}+{correction.action}",
        article=ref.article,
        sentence=sentence,
        span=span,
        kind=correction.kind or "other",
        trigger=trigger,
        date=correction.date,
        timex=None,
        participants=tuple(
            Participant(e, Role.OTHER) for e in _named(here.links, span)
        ),
        places=(),
        speakers=(),
        modality=Modality.ASSERTED,
    )


def _named(links: Sequence[Link], span: Span) -> tuple[str, ...]:
    return tuple(
        sorted({e for k in links if span.covers(k.mention.span) for e in k.entities})
    )


def _sentences(ref: ClaimRef, told: Mapping[str, Annotated]) -> list[str]:
    """Ids of the sentences that hold the words, or stand inside them where they are longer than one."""
    here = told.get(ref.article)
    wanted = " ".join(fold(ref.quote).split())
    if here is None or not wanted:
        return []
    texts = {
        s.id: " ".join(fold(s.span.of(here.article.text)).split())
        for s in here.sentences
    }
    return [s for s, t in texts.items() if wanted in t] or [
        s for s, t in texts.items() if t in wanted
    ]


def _holding(
    ref: ClaimRef,
    claims: Sequence[EventMention],
    told: Mapping[str, Annotated],
    correction: EventCorrection,
) -> list[int]:
    sentences = _sentences(ref, told)
    mark = f"+{correction.action}"
    own = [
        n
        for n, c in enumerate(claims)
        if c.article == ref.article and c.sentence in sentences
    ]
    if correction.action is EventAction.ADD:
        return [n for n in own if claims[n].id.endswith(mark)]
    return own


def regroup(groups: Groups, decisions: Decisions) -> Groups:
    """The groups after the author's merges, splits and additions."""
    member = {n: set(g) for g in groups for n in g}
    for correction, events, held in decisions.of(
        EventAction.MERGE, EventAction.SPLIT, EventAction.ADD
    ):
        if correction.action is EventAction.MERGE:
            parts = [member[n] for n in events]
            whole = set().union(*parts)
        elif correction.action is EventAction.ADD:
            whole = set(held)
            for n in held:
                member[n].discard(n)
        else:
            left = member[events[0]]
            whole = left & set(held)
            if not whole or whole == left:
                continue
            left -= whole
        for n in whole:
            member[n] = whole
    return tuple(sorted({tuple(sorted(g)) for g in member.values() if g}))


def differ(
    found: Sequence[Discrepancy],
    claims: Sequence[EventMention],
    decisions: Decisions,
    known: Words,
) -> Mapping[str, tuple[Discrepancy, ...]]:
    """Discrepancies by the id of each of their two claims, with the author's added and those he rejects left out."""
    by_pair = {frozenset(d.mentions): d for d in found}
    for correction, _, held in decisions.of(EventAction.DIVERGE, EventAction.AGREE):
        pair = (claims[held[0]].id, claims[held[1]].id)
        by_pair.pop(frozenset(pair), None)
        if correction.action is EventAction.DIVERGE:
            reason = known.difference("author")
            by_pair[frozenset(pair)] = Discrepancy(
                pair, correction.topic, reason, Status.AUTHOR
            )
    ends: dict[str, list[Discrepancy]] = {}
    for divergence in by_pair.values():
        for claim in divergence.mentions:
            ends.setdefault(claim, []).append(divergence)
    return {claim: tuple(group) for claim, group in ends.items()}
