"""The author's decisions about events: what they mean, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.model.article import Span
from builder.model.correction import ClaimRef, EventAction, EventCorrection
from builder.model.event import Discrepancy, EventMention, Modality, Participant, Role
from builder.model.mention import Status
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.corpus.chronology.story import Story
    from builder.corpus.chronology.vocabulary import Vocabulary

Groups = tuple[tuple[int, ...], ...]

_MAKING = (EventAction.ADD, EventAction.DIVERGE)
"""Decisions that need a mention where the machine saw none."""


class Decision(NamedTuple):
    """One correction with what it means, as indexes of mentions."""

    correction: EventCorrection
    events: tuple[int, ...]
    """One mention for each of the events that it names."""

    held: tuple[int, ...]
    """Mentions that its sentences hold."""


@dataclass(frozen=True)
class Decisions:
    """Those that found everything that they name."""

    entries: tuple[Decision, ...]
    matched: frozenset[str]
    """Their keys."""

    def of(self, *actions: EventAction) -> list[Decision]:
        """The entries with one of these actions, in the author's order."""
        return [e for e in self.entries if e.correction.action in actions]

    def apart(self) -> frozenset[frozenset[int]]:
        """Pairs of mentions that must not be joined."""
        pairs: set[frozenset[int]] = set()
        for decision in self.of(EventAction.APART):
            for one in decision.events:
                pairs.update(
                    frozenset((one, two)) for two in decision.events if two != one
                )
        return frozenset(pairs)


def resolve(
    corrections: Sequence[EventCorrection],
    mentions: Sequence[EventMention],
    own: Mapping[str, int],
    stories: Mapping[str, Story],
) -> Decisions:
    """Find what every correction means.

    `own` gives the mention of each event id that a mention can found.
    """
    entries: list[Decision] = []
    for correction in corrections:
        events = tuple(own[e] for e in correction.events if e in own)
        held = [
            _holding(ref, mentions, stories, correction) for ref in correction.claims
        ]
        if len(events) < len(correction.events) or not all(held):
            continue
        entries.append(Decision(correction, events, _meant(correction, held)))
    return Decisions(
        tuple(entries), frozenset(entry.correction.key for entry in entries)
    )


def _meant(
    correction: EventCorrection, held: Sequence[tuple[int, ...]]
) -> tuple[int, ...]:
    """The mentions that some sentences hold.

    Of two sentences that differ, the first mention of each is meant.
    """
    if correction.action in (EventAction.DIVERGE, EventAction.AGREE):
        return tuple(found[0] for found in held)
    return tuple(number for found in held for number in found)


def added(
    corrections: Sequence[EventCorrection], stories: Mapping[str, Story]
) -> tuple[EventMention, ...]:
    """Mentions of the author's own, for events that the machine did not see.

    One for each sentence that is found.
    """
    found: dict[str, EventMention] = {}
    for correction in corrections:
        if correction.action not in _MAKING:
            continue
        for ref in correction.claims:
            made = _mention(ref, stories, correction)
            if made is None:
                continue
            seen = made.sentence in stories[made.article].mentions_of
            if correction.action is EventAction.ADD or not seen:
                found.setdefault(made.id, made)
    return tuple(found.values())


def _mention(
    ref: ClaimRef, stories: Mapping[str, Story], correction: EventCorrection
) -> EventMention | None:
    name = next(iter(_sentences(ref, stories)), None)
    span = stories[ref.article].sentence(name) if name is not None else None
    if name is None or span is None:
        return None
    story = stories[ref.article]
    at = fold(span.of(story.text)).find(fold(ref.quote))
    start = span.start + at
    named: set[str] = set()
    for link in story.links(span):
        named.update(link.entities)
    return EventMention(
        id=f"{ref.article}.{name}+{correction.action}",
        article=ref.article,
        sentence=name,
        span=span,
        kind=correction.kind or "other",
        trigger=Span(start, start + len(ref.quote)) if at >= 0 else span,
        date=correction.date,
        timex=None,
        participants=tuple(Participant(e, Role.OTHER) for e in sorted(named)),
        places=(),
        speakers=(),
        modality=Modality.ASSERTED,
    )


def _sentences(ref: ClaimRef, stories: Mapping[str, Story]) -> list[str]:
    """Ids of the sentences that hold the words of a reference, in order.

    Or stand inside them, where the words are longer than a sentence.
    """
    story = stories.get(ref.article)
    wanted = _folded(ref.quote)
    if story is None or not wanted:
        return []
    texts = {s.id: _folded(s.span.of(story.text)) for s in story.told.sentences}
    holding = [name for name, text in texts.items() if wanted in text]
    return holding or [name for name, text in texts.items() if text in wanted]


def _folded(words: str) -> str:
    return " ".join(fold(words).split())


def _holding(
    ref: ClaimRef,
    mentions: Sequence[EventMention],
    stories: Mapping[str, Story],
    correction: EventCorrection,
) -> tuple[int, ...]:
    """Mentions of the sentences that a reference quotes.

    For an event of the author's own, the one that was made for it.
    """
    names = set(_sentences(ref, stories))
    # The mention made for it, not another that the machine found in the sentence.
    own = f"+{correction.action}"
    found: list[int] = []
    for number, mention in enumerate(mentions):
        if mention.article == ref.article and mention.sentence in names:
            found.append(number)
    if correction.action is EventAction.ADD:
        made = [number for number in found if mentions[number].id.endswith(own)]
        return tuple(made)
    return tuple(found)


def regroup(groups: Groups, decisions: Decisions) -> Groups:
    """The groups after the author's merges, splits and additions."""
    member: dict[int, set[int]] = {}
    for group in groups:
        whole = set(group)
        member.update(dict.fromkeys(group, whole))
    deciding = (EventAction.MERGE, EventAction.SPLIT, EventAction.ADD)
    for decision in decisions.of(*deciding):
        changed = _changed(decision, member)
        member.update(dict.fromkeys(changed, changed))
    left = {tuple(sorted(group)) for group in member.values() if group}
    return tuple(sorted(left))


def _changed(decision: Decision, member: Mapping[int, set[int]]) -> set[int]:
    """The group that a decision makes; what it takes is taken out of where it was."""
    action = decision.correction.action
    if action is EventAction.MERGE:
        return set().union(*(member[number] for number in decision.events))
    if action is EventAction.ADD:
        for number in decision.held:
            member[number].discard(number)
        return set(decision.held)
    # A split takes mentions out of the group; of all of them it splits nothing.
    left = member[decision.events[0]]
    taken = left & set(decision.held)
    if taken == left:
        return left
    left -= taken
    return taken


def differ(
    found: Sequence[Discrepancy],
    mentions: Sequence[EventMention],
    decisions: Decisions,
    known: Vocabulary,
) -> Mapping[str, tuple[Discrepancy, ...]]:
    """Discrepancies by the id of each of their two mentions.

    With the author's added, and those that he rejects left out.
    """
    by_pair = {frozenset(each.mentions): each for each in found}
    for decision in decisions.of(EventAction.DIVERGE, EventAction.AGREE):
        first, second = (mentions[number].id for number in decision.held[:2])
        pair = frozenset((first, second))
        by_pair.pop(pair, None)
        if decision.correction.action is EventAction.DIVERGE:
            by_pair[pair] = Discrepancy(
                (first, second),
                decision.correction.topic,
                known.difference("author"),
                Status.AUTHOR,
            )
    ends: dict[str, list[Discrepancy]] = {}
    for each in by_pair.values():
        for mention in each.mentions:
            ends.setdefault(mention, []).append(each)
    return {mention: tuple(group) for mention, group in ends.items()}
