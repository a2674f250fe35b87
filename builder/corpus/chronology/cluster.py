"""Gathers profiles into events and proposals. The order in which claims come changes nothing, and time is linear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.chronology.evidence import clash, look, reasons, split, total

if TYPE_CHECKING:
    from collections.abc import (
        Collection,
        Hashable,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from builder.corpus.chronology.profiles import Cast, Profile
    from builder.corpus.chronology.words import Reason, Words

_MEMORY = 40
"""Claims before it among which what a claim refers back to is looked for."""
_NEIGHBOURS = 40
"""Claims before it, of those that share one thing with it, with which a claim is compared."""
_MOST_LOOKS = 64
"""Ways of telling one event: more different kinds, times, parties and places than this are a subject, not an event."""


class Pair(NamedTuple):
    """Two claims (by index, the first lower) that may be one event."""

    score: float
    first: int
    second: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Grouping:
    """Which claims are one event."""

    groups: tuple[tuple[int, ...], ...]
    """Indexes into the profiles, each in exactly one group, in order."""

    joined: tuple[Pair, ...]
    """The pairs that were decided on."""

    proposed: tuple[Pair, ...]
    """Pairs of claims in different groups that stay apart for want of evidence."""


def group(
    profiles: Sequence[Profile],
    apart: Collection[frozenset[int]],
    cast: Cast,
    known: Words,
) -> Grouping:
    """Join the surest pairs first; never two groups between which one pair of claims is vetoed.

    Args:
        profiles: all claims, in canonical order (article id, then text): ties are settled by it.
        apart: pairs of indexes that the author wants kept apart.
        cast: who stands on whose side.
        known: the words of the language.
    """
    groups = _Groups(profiles, apart, cast, known)
    pairs = sorted(
        _pairs(profiles, groups, cast, known),
        key=lambda p: (-p.score, p.first, p.second),
    )
    joined: list[Pair] = []
    unsure: list[Pair] = []
    enough = known.enough["merge"]
    partners = _partners(pairs, enough)
    for pair in pairs:
        if groups.apart(pair):
            continue
        if pair.score < enough or _rival(pair, partners, groups, profiles):
            unsure.append(pair)
        else:
            groups.join(pair)
            joined.append(pair)
    proposed = {groups.ends(p): p for p in reversed(unsure) if not groups.apart(p)}
    return Grouping(groups.whole(), tuple(joined), tuple(reversed(proposed.values())))


class _Groups:
    """The claims gathered so far: every one in one group."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        apart: Iterable[frozenset[int]],
        cast: Cast,
        known: Words,
    ) -> None:
        self._profiles, self._cast, self._known = profiles, cast, known
        alike: dict[Hashable, int] = {}
        self._alike = [alike.setdefault(look(p), n) for n, p in enumerate(profiles)]
        """The first claim that looks like each: only these are ever compared."""

        self._clashes: dict[tuple[int, int], bool] = {}
        self._barred = _barred(profiles, apart, known)
        self._group = list(range(len(profiles)))
        self._members = [[n] for n in self._group]
        self._looks = [{n} for n in self._alike]
        self._never: set[tuple[int, int]] = set()
        """Pairs of groups between which a claim is vetoed: they stay so, however they grow."""

    def forbidden(self, first: int, second: int) -> bool:
        """Whether two claims can never be one event."""
        return second in self._barred.get(first, ()) or self._clash(
            self._alike[first], self._alike[second]
        )

    def ends(self, pair: Pair) -> tuple[int, int]:
        """The groups of the two claims, the larger first."""
        one, two = self._group[pair.first], self._group[pair.second]
        return (
            (one, two)
            if (len(self._members[one]), -one) >= (len(self._members[two]), -two)
            else (two, one)
        )

    def apart(self, pair: Pair) -> bool:
        """Whether the two are joined already, or never can be."""
        large, small = ends = self.ends(pair)
        if large == small or ends in self._never:
            return True
        never = (
            len(self._looks[large] | self._looks[small]) > _MOST_LOOKS
            or any(
                self._clash(a, b)
                for a in self._looks[large]
                for b in self._looks[small]
            )
            or any(
                self._group[m] == large
                for n in self._members[small]
                for m in self._barred.get(n, ())
            )
        )
        if never:
            self._never.add(ends)
        return never

    def join(self, pair: Pair) -> None:
        """Make one group of two: the smaller goes into the larger."""
        large, small = self.ends(pair)
        for n in self._members[small]:
            self._group[n] = large
        self._members[large] += self._members[small]
        self._looks[large] |= self._looks[small]

    def whole(self) -> tuple[tuple[int, ...], ...]:
        """All groups, in order."""
        return tuple(sorted(tuple(sorted(self._members[g])) for g in set(self._group)))

    def _clash(self, first: int, second: int) -> bool:
        key = (first, second) if first < second else (second, first)
        if key not in self._clashes:
            self._clashes[key] = clash(
                self._profiles[key[0]], self._profiles[key[1]], self._cast, self._known
            )
        return self._clashes[key]


def _barred(
    profiles: Sequence[Profile], apart: Iterable[frozenset[int]], known: Words
) -> Mapping[int, Collection[int]]:
    """EventMention → claims that are kept from it by the author, or because one clause tells both."""
    told: dict[tuple[str, str], list[int]] = {}
    for n, profile in enumerate(profiles):
        told.setdefault(profile.place_told, []).append(n)
    pairs = [
        (a, b)
        for a, b in neighbours(told.values())
        if split(profiles[a], profiles[b], known)
    ]
    found: dict[int, set[int]] = {}
    for a, b in [*pairs, *(tuple(ends) for ends in apart)]:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found


def neighbours(groups: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Each member of a group with those shortly before it, the lower index first; pairs of two groups come twice."""
    for members in groups:
        for at, second in enumerate(members):
            for first in members[max(0, at - _NEIGHBOURS) : at]:
                yield (first, second) if first < second else (second, first)


def _candidates(
    profiles: Sequence[Profile], cast: Cast, known: Words
) -> set[tuple[int, int]]:
    """Pairs of related kinds that share an actor, place, number or word, or stand near each other in one article.

    No other pair has a reason that tells it from others. Of many that share one thing, those nearest in time meet.
    """
    shared: dict[Hashable, list[int]] = {}
    for n in sorted(range(len(profiles)), key=lambda n: (profiles[n].window, n)):
        p = profiles[n]
        who = {
            side
            for e in p.actors | p.places | p.named
            for side in (e, cast.side.get(e, e))
        }
        for family in known.families.get(p.claim.kind, (p.claim.kind,)):
            for thing in (*who, *p.figures.items(), *p.stems):
                shared.setdefault((family, thing), []).append(n)
    near = sorted(
        range(len(profiles)),
        key=lambda n: (profiles[n].claim.article, profiles[n].place, n),
    )
    found = {*neighbours([*shared.values(), near])}
    return {(a, b) for a, b in found if profiles[a].meets(profiles[b])}


def _pairs(
    profiles: Sequence[Profile], groups: _Groups, cast: Cast, known: Words
) -> Iterator[Pair]:
    back = _back_references(profiles, groups, known)
    for first, second in _candidates(profiles, cast, known) | back:
        if groups.forbidden(first, second):
            continue
        one, two = profiles[first], profiles[second]
        found = reasons(one, two, cast, known, refers=(first, second) in back)
        score = total(found, known)
        if (
            score
            >= known.enough[
                "within" if one.claim.article == two.claim.article else "propose"
            ]
        ):
            yield Pair(score, first, second, found)


def _back_references(
    profiles: Sequence[Profile], groups: _Groups, known: Words
) -> frozenset[tuple[int, int]]:
    """(earlier, later) where the later claim says "cet échange": the nearest before it that can be meant.

    "La suspension" means what was called so before, if there is such a thing.
    """
    found: set[tuple[int, int]] = set()
    for n, profile in enumerate(profiles):
        if not profile.refers:
            continue
        before = [
            m
            for m in range(max(0, n - _MEMORY), n)
            if _may_mean(profile, profiles[m]) and not groups.forbidden(m, n)
        ]
        named = [m for m in before if profiles[m].trigger & profile.trigger]
        meant = (
            named if named and profile.refers not in known.data["pointing"] else before
        )
        found.update((m, n) for m in meant[-1:])
    return frozenset(found)


def _may_mean(later: Profile, earlier: Profile) -> bool:
    return earlier.claim.article == later.claim.article and earlier.place != later.place


def _partners(pairs: Sequence[Pair], enough: float) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for pair in pairs:
        if pair.score >= enough:
            found.setdefault(pair.first, []).append(pair.second)
            found.setdefault(pair.second, []).append(pair.first)
    return found


def _rival(
    pair: Pair,
    partners: Mapping[int, list[int]],
    groups: _Groups,
    profiles: Sequence[Profile],
) -> bool:
    """Whether a claim of another article fits one of the two as well, and cannot be the other: then nobody knows."""
    if profiles[pair.first].claim.article == profiles[pair.second].claim.article:
        return False
    if any(reason.name == "day" for reason in pair.reasons):
        return False
    for one, two in ((pair.first, pair.second), (pair.second, pair.first)):
        for other in partners.get(one, ()):
            if (
                other != two
                and profiles[other].claim.article != profiles[one].claim.article
                and groups.forbidden(other, two)
            ):
                return True
    return False
