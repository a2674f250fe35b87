"""Gathers mentions into events and proposals.

The order in which mentions come changes nothing, and time is linear: a mention is
compared with its neighbours only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.chronology.evidence import Evidence, clash_key
from builder.corpus.chronology.neighbours import Indexes, compared, neighbours
from builder.corpus.chronology.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import (
        Collection,
        Hashable,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from builder.corpus.chronology.features import EventFeatures
    from builder.corpus.chronology.verdicts import Verdicts
    from builder.corpus.chronology.vocabulary import Reason

_MEMORY = 40
"""Mentions before it among which what a mention refers back to is looked for."""

_CLEARLY = 3.0
"""Points by which a pair is better than another that fits as well."""

_AS_GOOD = 0.5
"""Points by which a pair may be worse than the best of the two articles."""

_FOR_ENTRY = 1.5
"""Points more than others that two mentions in passing need."""

_MOST_LOOKS = 64
"""Ways of telling one event: more kinds, times, parties and places are a subject, no event."""


class Pair(NamedTuple):
    """Two mentions (by index, the first lower) that may be one event."""

    score: float
    first: int
    second: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Grouping:
    """Which mentions are one event."""

    groups: tuple[tuple[int, ...], ...]
    """Indexes of mentions, each in exactly one group, in order."""

    joined: tuple[Pair, ...]
    """The pairs that were decided on."""

    proposed: tuple[Pair, ...]
    """Pairs of mentions in different groups that stay apart for want of evidence."""


def group(
    events: Sequence[EventFeatures],
    apart: Collection[frozenset[int]],
    evidence: Evidence,
    verdicts: Verdicts,
) -> Grouping:
    """Join the surest pairs first; never two groups between which one pair clashes.

    Args:
        events: all mentions, in canonical order (article, then text): it settles ties.
        apart: pairs of indexes that the author wants kept apart.
        evidence: what two mentions are compared by.
        verdicts: what they came to before.
    """
    groups = _Groups(events, apart, evidence)
    likely = list(_pairs(events, groups, evidence, verdicts))
    pairs = list(_best_of_article(likely, events))
    pairs.sort(key=lambda pair: (-pair.score, pair.first, pair.second))
    rivals = _Rivals(
        events, groups, [p for p in pairs if _is_enough(p, events, evidence)]
    )
    joined: list[Pair] = []
    unsure: list[Pair] = []
    for pair in pairs:
        if groups.are_apart(pair):
            continue
        if not _is_enough(pair, events, evidence) or rivals.has(pair):
            unsure.append(pair)
        else:
            groups.join(pair)
            joined.append(pair)
    return Grouping(groups.whole(), tuple(joined), _best(unsure, groups))


def _best_of_article(
    pairs: Sequence[Pair], events: Sequence[EventFeatures]
) -> Iterator[Pair]:
    """The pairs without those of which one end has a better partner in the same article.

    One article seldom tells one thing in two ways: what fits worse is another thing.
    """
    best: dict[tuple[int, str], float] = {}
    for pair in pairs:
        for end, article in _ends(pair, events):
            best[end, article] = max(pair.score, best.get((end, article), pair.score))
    for pair in pairs:
        one, two = events[pair.first], events[pair.second]
        here = one.article == two.article
        if here or all(
            pair.score >= best[end] - _AS_GOOD for end in _ends(pair, events)
        ):
            yield pair


def _ends(
    pair: Pair, events: Sequence[EventFeatures]
) -> tuple[tuple[int, str], tuple[int, str]]:
    """Each of the two mentions, with the article of the other."""
    one, two = events[pair.first], events[pair.second]
    return (pair.first, two.article), (pair.second, one.article)


def comparable(
    events: Sequence[EventFeatures], evidence: Evidence
) -> Iterator[Indexes]:
    """The pairs of two articles that are compared, and that nothing forbids."""
    groups = _Groups(events, (), evidence)
    for first, second in compared(events, evidence):
        here = events[first].article == events[second].article
        if not here and not groups.forbidden(first, second):
            yield first, second


def _is_enough(pair: Pair, events: Sequence[EventFeatures], evidence: Evidence) -> bool:
    """Whether a pair is sure.

    Two mentions in passing would make an entry: they need more, and a day; so do two
    nouns: "les frappes" that two condemn may be any.
    """
    one, two = events[pair.first], events[pair.second]
    passing = one.faint and two.faint
    nouns = not one.by_verb and not two.by_verb
    elsewhere = one.article != two.article
    if elsewhere and (passing or nouns) and one.day is None and two.day is None:
        return False
    more = _FOR_ENTRY if passing else 0.0
    return pair.score >= evidence.enough(here=not elsewhere).join + more


def _best(unsure: Sequence[Pair], groups: _Groups) -> tuple[Pair, ...]:
    """The surest pair for each two groups that stay apart, the surest first."""
    found: dict[Indexes, Pair] = {}
    for pair in unsure:
        if not groups.are_apart(pair):
            found.setdefault(groups.ends(pair), pair)
    return tuple(found.values())


class _Groups:
    """The mentions gathered so far: every one in one group."""

    def __init__(
        self,
        events: Sequence[EventFeatures],
        apart: Iterable[frozenset[int]],
        evidence: Evidence,
    ) -> None:
        self._events = events
        self._evidence = evidence
        alike: dict[Hashable, int] = {}
        self._alike: list[int] = []
        """The first mention that looks like each: only these are ever compared."""
        for number, event in enumerate(events):
            self._alike.append(alike.setdefault(clash_key(event), number))
        self._clashes: dict[tuple[int, int, bool], bool] = {}
        self._barred = _barred(events, apart, evidence)
        self._group = list(range(len(events)))
        self._members = [[number] for number in self._group]
        articles = [event.article for event in events]
        self._looks = [
            {look: {article}}
            for look, article in zip(self._alike, articles, strict=True)
        ]
        """Of each group: how its mentions look, and in which articles they look so."""
        self._never: set[Indexes] = set()
        """Pairs of groups that clash: they stay so, however they grow."""

    def barred(self, first: int, second: int) -> bool:
        """Whether the author keeps two mentions apart, or one clause tells both."""
        return second in self._barred.get(first, ())

    def forbidden(self, first: int, second: int) -> bool:
        """Whether two mentions can never be one event."""
        if self.barred(first, second):
            return True
        one, two = self._events[first], self._events[second]
        here = one.article == two.article
        # One article calls one thing by kinds that go together.
        if here and not self._may_be_told_twice(one, two):
            return True
        # Asked first, as it is asked once for all that look alike.
        if self._clash(self._alike[first], self._alike[second], here=here):
            return True
        return not here and self._evidence.across.bars(one, two)

    def exclude(self, first: int, second: int) -> bool:
        """Whether mentions of two articles exclude each other: not only in their words."""
        return self._clash(self._alike[first], self._alike[second], here=False)

    def _may_be_told_twice(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether one article may tell both of one thing.

        What a sentence mentions beside its entries is part of them, no second telling.
        """
        if (one.faint or two.faint) and one.place == two.place:
            return False
        return self._evidence.known.related(one.kind, two.kind)

    def ends(self, pair: Pair) -> Indexes:
        """The groups of the two mentions, the larger first."""
        one, two = self._group[pair.first], self._group[pair.second]
        # Of equals the one that stands first in the dossier leads.
        if (len(self._members[one]), -one) >= (len(self._members[two]), -two):
            return one, two
        return two, one

    def are_apart(self, pair: Pair) -> bool:
        """Whether the two are joined already, or never can be."""
        ends = self.ends(pair)
        large, small = ends
        if large == small or ends in self._never:
            return True
        # Asked once for two groups: what bars them stays in them.
        never = self._too_many(large, small) or self._clash_within(large, small)
        if never:
            self._never.add(ends)
        return never

    def _too_many(self, large: int, small: int) -> bool:
        looks = self._looks[large].keys() | self._looks[small].keys()
        return len(looks) > _MOST_LOOKS

    def _clash_within(self, large: int, small: int) -> bool:
        """Whether some mention of one group bars one of the other."""
        if self._looks_clash(large, small):
            return True
        for member in self._members[small]:
            barred = self._barred.get(member, ())
            if any(self._group[other] == large for other in barred):
                return True
        return False

    def _looks_clash(self, large: int, small: int) -> bool:
        for one, articles in self._looks[large].items():
            for two, others in self._looks[small].items():
                here = len(articles | others) == 1
                if self._clash(one, two, here=here):
                    return True
        return False

    def join(self, pair: Pair) -> None:
        """Make one group of two: the smaller goes into the larger."""
        large, small = self.ends(pair)
        for member in self._members[small]:
            self._group[member] = large
        self._members[large] += self._members[small]
        looks = self._looks[large]
        for look, articles in self._looks[small].items():
            looks[look] = looks.get(look, set()) | articles

    def whole(self) -> tuple[tuple[int, ...], ...]:
        """All groups, in order."""
        members = [sorted(self._members[group]) for group in set(self._group)]
        return tuple(sorted(map(tuple, members)))

    def _clash(self, first: int, second: int, *, here: bool) -> bool:
        """Whether two looks exclude each other, in one article (`here`) or across two."""
        key = (min(first, second), max(first, second), here)
        if key not in self._clashes:
            one, two = self._events[key[0]], self._events[key[1]]
            clash = self._evidence.clash(one, two)
            apart = not here and self._evidence.are_apart(one, two)
            self._clashes[key] = clash or apart
        return self._clashes[key]


def _barred(
    events: Sequence[EventFeatures],
    apart: Iterable[frozenset[int]],
    evidence: Evidence,
) -> Mapping[int, Collection[int]]:
    """Mention → those kept from it by the author, or because one clause tells both."""
    told: dict[tuple[str, str], list[int]] = {}
    for number, event in enumerate(events):
        told.setdefault(event.place_told, []).append(number)
    pairs = [tuple(ends) for ends in apart]
    for one, two in neighbours(told.values()):
        if evidence.split(events[one], events[two]):
            pairs.append((one, two))
    found: dict[int, set[int]] = {}
    for one, two in pairs:
        found.setdefault(one, set()).add(two)
        found.setdefault(two, set()).add(one)
    return found


def _pairs(
    events: Sequence[EventFeatures],
    groups: _Groups,
    evidence: Evidence,
    verdicts: Verdicts,
) -> Iterator[Pair]:
    """The pairs that are likely enough to be proposed."""
    verdicts.begin(events, evidence.across.scales)
    back = _back_references(events, groups, evidence)
    for ends in compared(events, evidence) | back:
        # The author's word is no part of what is kept.
        if groups.barred(*ends):
            continue
        refers = ends in back
        weigh = partial(_weighed, events, groups, evidence, ends, refers=refers)
        verdict = verdicts.of(ends, refers=refers, weigh=weigh)
        if verdict is not None:
            yield Pair(verdict.score, *ends, verdict.reasons)


def _weighed(
    events: Sequence[EventFeatures],
    groups: _Groups,
    evidence: Evidence,
    ends: Indexes,
    *,
    refers: bool,
) -> Verdict | None:
    """What two mentions have in common; none where they cannot be one event, or it is too little."""
    if groups.forbidden(*ends):
        return None
    one, two = events[ends[0]], events[ends[1]]
    found = evidence.reasons(one, two, refers=refers)
    here = one.article == two.article
    score = evidence.total(found, here=here)
    if score < evidence.enough(here=here).propose:
        return None
    return Verdict(score, found)


def _back_references(
    events: Sequence[EventFeatures], groups: _Groups, evidence: Evidence
) -> frozenset[Indexes]:
    """(earlier, later) where the later says "cet échange": the nearest that can be meant.

    "La suspension" means what was called so before, if there is such a thing.
    """
    found: set[Indexes] = set()
    for later, event in enumerate(events):
        if not event.refers:
            continue
        before = [
            earlier
            for earlier in range(max(0, later - _MEMORY), later)
            if _may_mean(event, events[earlier])
            and not groups.forbidden(earlier, later)
        ]
        named = [n for n in before if events[n].trigger & event.trigger]
        points = event.refers in evidence.known.words.pointing
        meant = before if points or not named else named
        found.update((earlier, later) for earlier in meant[-1:])
    return frozenset(found)


def _may_mean(later: EventFeatures, earlier: EventFeatures) -> bool:
    return earlier.article == later.article and earlier.place != later.place


class _Rivals:
    """Pairs that are sure enough, but for another mention that fits as well."""

    def __init__(
        self, events: Sequence[EventFeatures], groups: _Groups, sure: Iterable[Pair]
    ) -> None:
        self._events = events
        self._groups = groups
        self._partners: dict[int, list[tuple[int, float]]] = {}
        for pair in sure:
            first, second = (pair.second, pair.score), (pair.first, pair.score)
            self._partners.setdefault(pair.first, []).append(first)
            self._partners.setdefault(pair.second, []).append(second)

    def has(self, pair: Pair) -> bool:
        """Whether a mention of a third article fits one of the two as well.

        And cannot be the other: then nobody knows. A shared day decides.
        """
        one, two = self._events[pair.first], self._events[pair.second]
        if one.article == two.article:
            return False
        # On one day, at one place, a second account is no rival but a third one.
        if any(reason.name == "day" for reason in pair.reasons):
            return False
        least = pair.score - _CLEARLY
        ends = (pair.first, pair.second)
        return self._fits_else(*ends, least) or self._fits_else(*ends[::-1], least)

    def _fits_else(self, one: int, two: int, least: float) -> bool:
        for other, score in self._partners.get(one, ()):
            if other == two or score < least or self._events[other].faint:
                continue
            third = self._events[other].article
            # Of two in one article the better is taken: only a third one leaves it open.
            if third in (self._events[one].article, self._events[two].article):
                continue
            if self._groups.exclude(other, two):
                return True
        return False
