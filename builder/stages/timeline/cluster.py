"""Gathers profiles into events and proposals. The order in which claims come changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.stages.timeline.evidence import reasons, total, veto

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from builder.stages.timeline.profiles import Cast, Profile
    from builder.stages.timeline.words import Reason, Words

    _Veto: TypeAlias = Callable[[int, int], bool]


_MEMORY = 40
"""Claims before it among which what a claim refers back to is looked for."""


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


def group(profiles: Sequence[Profile], apart: Collection[frozenset[int]], cast: Cast, known: Words) -> Grouping:
    """Join the surest pairs first; never two groups between which one pair of claims is vetoed.

    Args:
        profiles: all claims, in canonical order (article id, then text): ties are settled by it.
        apart: pairs of indexes that the author wants kept apart.
        cast: who stands on whose side.
        known: the words of the language.
    """

    def forbidden(first: int, second: int) -> bool:
        return bool(veto(profiles[first], profiles[second], cast, known)) or frozenset((first, second)) in apart

    pairs = sorted(_pairs(profiles, forbidden, cast, known), key=lambda p: (-p.score, p.first, p.second))
    member: dict[int, tuple[int, ...]] = {n: (n,) for n in range(len(profiles))}
    joined: list[Pair] = []
    unsure: list[Pair] = []
    enough = known.enough["merge"]
    partners = _partners(pairs, enough)
    for pair in pairs:
        one, two = member[pair.first], member[pair.second]
        if one is two:
            continue
        if any(forbidden(a, b) for a in one for b in two):
            continue
        if pair.score < enough or _rival(pair, partners, forbidden, profiles):
            unsure.append(pair)
            continue
        whole = tuple(sorted(one + two))
        member.update(dict.fromkeys(whole, whole))
        joined.append(pair)
    proposed = {
        (member[p.first], member[p.second]): p
        for p in reversed(unsure)
        if member[p.first] is not member[p.second]
        and not any(forbidden(a, b) for a in member[p.first] for b in member[p.second])
    }
    return Grouping(tuple(sorted(set(member.values()))), tuple(joined), tuple(reversed(proposed.values())))


def _pairs(profiles: Sequence[Profile], forbidden: _Veto, cast: Cast, known: Words) -> Iterator[Pair]:
    back = _back_references(profiles, forbidden, known)
    enough = known.enough
    by_start = sorted(range(len(profiles)), key=lambda n: (profiles[n].window[0], n))
    open_: list[int] = []
    for n in by_start:
        open_ = [m for m in open_ if profiles[m].window[1] >= profiles[n].window[0]]
        for m in open_:
            first, second = min(m, n), max(m, n)
            if forbidden(first, second):
                continue
            found = reasons(profiles[first], profiles[second], cast, known, refers=(first, second) in back)
            score = total(found, known)
            within = profiles[m].claim.article == profiles[n].claim.article
            if score >= enough["within" if within else "propose"]:
                yield Pair(score, first, second, found)
        open_.append(n)


def _back_references(profiles: Sequence[Profile], forbidden: _Veto, known: Words) -> frozenset[tuple[int, int]]:
    """(earlier, later) where the later claim says "cet échange": the nearest before it that can be meant.

    "La suspension" means what was called so before, if there is such a thing.
    """
    found: set[tuple[int, int]] = set()
    for n, profile in enumerate(profiles):
        if not profile.refers:
            continue
        before = [m for m in range(max(0, n - _MEMORY), n) if _may_mean(profile, profiles[m]) and not forbidden(m, n)]
        named = [m for m in before if profiles[m].trigger & profile.trigger]
        meant = named if named and profile.refers not in known.data["pointing"] else before
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


def _rival(pair: Pair, partners: Mapping[int, list[int]], forbidden: _Veto, profiles: Sequence[Profile]) -> bool:
    """Whether a claim of another article fits one of the two as well, and cannot be the other: then nobody knows."""
    if profiles[pair.first].claim.article == profiles[pair.second].claim.article:
        return False
    if any(reason.name == "day" for reason in pair.reasons):
        return False
    for one, two in ((pair.first, pair.second), (pair.second, pair.first)):
        for other in partners.get(one, ()):
            if other != two and profiles[other].claim.article != profiles[one].claim.article and forbidden(other, two):
                return True
    return False
