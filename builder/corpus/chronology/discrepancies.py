"""Accounts that differ, where the text marks it. Shown side by side, never settled by us."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.corpus.chronology.neighbours import Indexes, neighbours
from builder.model.article import Span
from builder.model.event import Discrepancy, EventMention, Modality
from builder.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from builder.corpus.chronology.evidence import Evidence
    from builder.corpus.chronology.features import EventFeatures
    from builder.corpus.chronology.story import Story
    from builder.corpus.chronology.vocabulary import Vocabulary

_REACH = 24
"""Code points after a denial in which the denied thing is named."""

_TOPIC = 3
"""Words of a topic."""

_RARE = 6
"""A word in more mentions than this (or than a twentieth of them) is no topic."""

_SHARE = 20

_Told = tuple[str, str]
"""Topic, and the sentence that says in what two accounts differ."""


def find(
    events: Sequence[EventFeatures], event_of: Sequence[int], evidence: Evidence
) -> tuple[Discrepancy, ...]:
    """Pairs of mentions that differ, by ids; one a pair, the first that applies.

    Args:
        events: all mentions in canonical order.
        event_of: number of the event of each.
        evidence: what mentions are compared by.
    """
    accounts = [
        _Account(event, number, evidence)
        for event, number in zip(events, event_of, strict=True)
    ]
    judge = _Judge(evidence)
    # In canonical order: which of two ways is said first must not depend on sets.
    found: dict[Indexes, _Told] = {}
    for pair in sorted(_candidates(accounts)):
        told = judge.differ(accounts[pair[0]], accounts[pair[1]])
        if told:
            found[pair] = told
    within = {pair for pair in found if _in_one_sentence(pair, events)}
    settled = _settled(within, events)
    return tuple(
        Discrepancy(
            (events[pair[0]].mention.id, events[pair[1]].mention.id),
            *told,
            Status.MACHINE,
        )
        for pair, told in found.items()
        if pair in within or settled.isdisjoint(pair)
    )


def _in_one_sentence(pair: Indexes, events: Sequence[EventFeatures]) -> bool:
    return events[pair[0]].place_told == events[pair[1]].place_told


def _settled(within: set[Indexes], events: Sequence[EventFeatures]) -> set[int]:
    """Mentions denied in their own sentence: they deny that, and nothing else."""
    found: set[int] = set()
    for pair in within:
        denied = Modality.DENIED
        found.update(n for n in pair if events[n].mention.modality is denied)
    return found


def _candidates(accounts: Sequence[_Account]) -> set[Indexes]:
    """Pairs of one event, of one sentence, or that share a rare word at a possible time."""
    count: Counter[str] = Counter()
    for account in accounts:
        count.update(account.event.stems.keys())
    most = max(_RARE, len(accounts) // _SHARE)
    shared: dict[Hashable, list[int]] = {}
    for number, account in enumerate(accounts):
        event = account.event
        rare = [stem for stem in event.stems if count[stem] <= most]
        for thing in (("event", account.number), event.place_told, *rare):
            shared.setdefault(thing, []).append(number)
    return {
        (first, second)
        for first, second in _that_may_differ(accounts, shared.values())
        if accounts[first].event.meets(accounts[second].event)
    }


def _that_may_differ(
    accounts: Sequence[_Account], groups: Iterable[Sequence[int]]
) -> Iterator[Indexes]:
    """Neighbours to whom any of the ways to differ is open: of two articles and events it is denial alone."""
    # Of millions of pairs, so that each is looked up in plain lists.
    denies = [account.denies for account in accounts]
    events = [account.number for account in accounts]
    articles = [account.event.article for account in accounts]
    for first, second in neighbours(groups):
        if (
            denies[first] != denies[second]
            or events[first] == events[second]
            or articles[first] == articles[second]
        ):
            yield first, second


def denies(mention: EventMention, story: Story, known: Vocabulary) -> bool:
    """Whether it is told as not so, or is the act of denying something.

    Something that no other mention of its sentence tells.
    """
    if mention.modality is Modality.DENIED:
        return bool(mention.participants)
    here = story.mentions_of.get(mention.sentence, ())
    if any(other.modality is Modality.DENIED for other in here):
        return False
    return bool(story.holds(mention.trigger, known.words.denial))


def denied_words(
    mention: EventMention, story: Story, known: Vocabulary
) -> Mapping[str, str]:
    """The words of what is denied: from the trigger on, as far as a short clause goes.

    Never past the mention's own clause.
    """
    clause_end = max(mention.span.end, mention.trigger.end)
    end = min(mention.trigger.end + _REACH, clause_end)
    words = story.words(Span(mention.trigger.start, end))
    # A word that is cut by the bound is none.
    last = max((w.end for w in words if w.end <= end), default=mention.trigger.start)
    return story.stems(Span(mention.trigger.start, last), known)


class _Account:
    """A mention with what is asked of it once, however many it is held against."""

    def __init__(self, event: EventFeatures, number: int, evidence: Evidence) -> None:
        self.event = event
        self.number = number
        """Of its event."""
        self._sides = evidence.sides
        self._known = evidence.known

    @cached_property
    def denies(self) -> bool:
        """Whether it denies."""
        return denies(self.event.mention, self.event.story, self._known)

    @cached_property
    def party(self) -> str:
        """Name of the nearest speaker, else of who acts; empty for nobody."""
        mention = self.event.mention
        participants = tuple(each.entity for each in mention.participants)
        who = mention.speakers[:1] or participants[:1]
        return ", ".join(map(self._sides.name, who))

    @cached_property
    def voice(self) -> str:
        """Who says it: the speaker, who does the saying or denying, else the article."""
        spoken = self.event.kind in self._known.words.spoken
        if self.event.mention.speakers or self.denies or spoken:
            return self.party
        return self._known.words.narrator

    @cached_property
    def readout(self) -> str:
        """The word that calls it a party's account ("lecture"); empty for none."""
        return self._held(self._known.words.readouts)

    @cached_property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """For each pair of opposites of the language, the words of either that it holds."""
        opposed = self._known.words.opposed
        return tuple((self._held(left), self._held(right)) for left, right in opposed)

    def _held(self, phrases: Sequence[str]) -> str:
        """The first of some phrases that the clause holds, as the text has it."""
        story, span = self.event.story, self.event.mention.span
        found = story.holds(span, phrases)
        return story.as_written(span, found) if found else ""

    def topic(self, other: _Account) -> str:
        """The words that both share, as this one has them; empty for none."""
        return _shared(self.event.stems, other.event.stems)


def _denies_that(no: EventFeatures, yes: EventFeatures) -> bool:
    """Whether what is told as not so is what the other tells: one deed, of somebody whom both name."""
    if no.denies:
        return True
    named = no.names & yes.names
    return bool(named) and not no.trigger.isdisjoint(yes.trigger)


def _shared(stems: Mapping[str, str], others: Mapping[str, str]) -> str:
    words = sorted(stems[stem] for stem in stems.keys() & others.keys())
    return ", ".join(words[:_TOPIC])


@dataclass(frozen=True)
class _Judge:
    """Says in what two accounts differ."""

    evidence: Evidence

    def differ(self, one: _Account, two: _Account) -> _Told | None:
        """The first way in which they do; none where they do not."""
        ways = (
            self._denial,
            self._readouts,
            self._contrast,
            self._opposed,
            self._figures,
        )
        for way in ways:
            told = way(one, two)
            if told:
                return told
        return None

    def _say(self, code: str, **values: str) -> str:
        return self.evidence.known.difference(code, **values)

    def _denial(self, one: _Account, two: _Account) -> _Told | None:
        """One side denies what the other says.

        The same thing that may have happened, or a saying in the denied words.
        """
        voices = {one.voice, two.voice} - {""}
        if one.denies == two.denies or len(voices) == 1:
            return None
        denier, sayer = (one, two) if one.denies else (two, one)
        topic = self._denied_topic(denier.event, sayer.event)
        if not topic or not sayer.event.mention.modality.occurred:
            return None
        if not self._same_thing(denier.event, sayer.event):
            return None
        return topic, self._say("denial", first=sayer.voice, second=denier.voice)

    def _denied_topic(self, no: EventFeatures, yes: EventFeatures) -> str:
        """The denied words that the other has too; of two articles one word is too few.

        Denied is what the other tells, not something beside it: "n'a pas précisé les causes de la mort" denies no death.
        """
        known = self.evidence.known
        if not _denies_that(no, yes):
            return ""
        said = {**yes.story.stems(yes.mention.trigger, known), **yes.stems}
        denied = denied_words(no.mention, no.story, known)
        topic = _shared(said, denied)
        # Across articles one word in common is chance: "accord", "frappe".
        scarce = yes.article != no.article and ", " not in topic
        return "" if scarce else topic

    def _same_thing(self, no: EventFeatures, yes: EventFeatures) -> bool:
        spoken = "statement" in (yes.kind, no.kind)
        here = yes.article == no.article
        if spoken and here and yes.mention.sentence != no.mention.sentence:
            return True
        if self.evidence.cannot_link(no, yes, stance=False):
            return False
        return not no.mention.span.overlaps(yes.mention.span)

    def _readouts(self, one: _Account, two: _Account) -> _Told | None:
        """Two parties give their accounts of one call or meeting."""
        if one.event.article != two.event.article:
            return None
        both = one.readout and two.readout and one.party and two.party
        if not both or one.party == two.party:
            return None
        told = self._say("readouts", first=one.party, second=two.party)
        return one.readout, told

    def _contrast(self, one: _Account, two: _Account) -> _Told | None:
        """One sentence sets two mentions against each other, and one is denied."""
        mentions = (one.event.mention, two.event.mention)
        denied = [m for m in mentions if m.modality is Modality.DENIED]
        topic = one.topic(two)
        if one.event.place_told != two.event.place_told or len(denied) != 1:
            return None
        first, second = sorted(mention.trigger for mention in mentions)
        between = Span(first.end, max(first.end, second.start))
        contrast = self.evidence.known.words.contrast
        word = one.event.story.holds(between, contrast) if topic else ""
        return (topic, self._say("contrast", what=word)) if word else None

    def _opposed(self, one: _Account, two: _Account) -> _Told | None:
        """One says "complet" where the other says "limité", of the same thing."""
        topic = one.topic(two)
        if not topic or one.number != two.number:
            return None
        for here, there in zip(one.sides, two.sides, strict=True):
            for side in (0, 1):
                first, second = here[side], there[1 - side]
                # A clause that has both words speaks of both: it opposes nothing.
                mixed = here[1 - side] or there[side]
                if first and second and not mixed:
                    return topic, self._say("opposed", first=first, second=second)
        return None

    def _figures(self, one: _Account, two: _Account) -> _Told | None:
        """Of one event, two numbers of the same unit."""
        if one.number != two.number:
            return None
        here, there = one.event.figures, two.event.figures
        for unit in sorted(here.keys() & there.keys()):
            if here[unit] != there[unit]:
                known = self.evidence.known
                first = known.figure(here[unit], unit)
                second = known.figure(there[unit], unit)
                return unit, self._say("figures", first=first, second=second)
        return None
