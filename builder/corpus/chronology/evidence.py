"""What speaks for and against two claims being one event: a visible sum of reasons, and vetoes that no sum outweighs."""

from __future__ import annotations

from datetime import date
from math import inf
from typing import TYPE_CHECKING

from builder.corpus.chronology.words import Reason, Words, told_figure
from builder.model.event import Role

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from builder.corpus.chronology.profiles import Cast, Profile
    from builder.model.dates import EdtfDate

_WIDTHS = (("day", 1), ("near", 8), ("month", 31), ("year", 366))
"""Days that the wider of two moments covers at most."""
_PERIOD = 92
"""Days of the window of a claim that only its article dates."""
_RECALLED = 180
"""Days before both articles: two that recall the same moment so far back mean the same thing."""
_BREATH, _NEARBY = 2, 3
"""Sentences from one to the next in which somebody is still speaking, or the same thing is still told."""
_COMMON = 2
"""Numbers up to this one are shared by chance."""
_SAME, _MOST = 5, 0.6
"""Words that two clauses share, and the part of the shorter that they make, where both tell it in the same words."""


def veto(
    a: Profile, b: Profile, cast: Cast, known: Words, *, stance: bool = True
) -> bool:
    """Whether the two can never be one event by themselves.

    Without `stance`, whether the one may speak of what the other speaks of, be it to deny it.
    """
    return split(a, b, known) or clash(a, b, cast, known, stance=stance)


def split(a: Profile, b: Profile, known: Words) -> bool:
    """Whether one clause tells both, as two kinds of thing ("téléguidé des attentats et mort en Irak")."""
    return (
        _one_clause(a, b)
        and a.claim.kind != b.claim.kind
        and not known.is_a("dyadic", a.claim.kind)
    )


def clash(
    a: Profile, b: Profile, cast: Cast, known: Words, *, stance: bool = True
) -> bool:
    """Whether kind, time, stance, speakers, parties or places of the two exclude each other."""
    if (
        not known.related(a.claim.kind, b.claim.kind)
        or not a.meets(b)
        or (stance and a.stance != b.stance)
    ):
        return True
    if (
        a.focus
        and b.focus
        and (not a.focus.compatible(b.focus) or _follow(a.focus, b.focus))
    ):
        return True
    if known.is_a("spoken", a.claim.kind) and _speakers(a).isdisjoint(_speakers(b)):
        return True
    if known.is_a("dyadic", a.claim.kind) and _strangers(a.parties, b.parties, cast):
        return True
    return _elsewhere(a.places, b.places, cast)


def look(profile: Profile) -> Hashable:
    """All of a claim that `clash` asks for: claims that are equal in it clash with the same others."""
    kind, said = profile.claim.kind, _speakers(profile)
    return (
        kind,
        profile.window,
        profile.stance,
        profile.focus,
        said,
        profile.parties,
        profile.places,
    )


def _one_clause(a: Profile, b: Profile) -> bool:
    """Whether both are told in the same words."""
    one, two = a.claim, b.claim
    return a.place_told == b.place_told and one.span.overlaps(two.span)


def _follow(one: EdtfDate, two: EdtfDate) -> bool:
    """Whether one begins where the other ends: the night to Tuesday, the night to Wednesday."""
    if (
        one.earliest is None
        or one.latest is None
        or two.earliest is None
        or two.latest is None
    ):
        return False
    long = one.earliest < one.latest and two.earliest < two.latest
    return long and (one.latest == two.earliest or two.latest == one.earliest)


def _speakers(profile: Profile) -> frozenset[str]:
    agents = frozenset(
        p.entity for p in profile.claim.participants if p.part is Role.AGENT
    )
    return frozenset(profile.claim.speakers) or agents


def _strangers(first: frozenset[str], second: frozenset[str], cast: Cast) -> bool:
    """Whether two sets of parties cannot be the same: another counterpart, or another person of the same side."""
    if not first or not second:
        return False
    one, two = ({cast.side.get(e, e) for e in parties} for parties in (first, second))
    if max(len(one), len(two)) > 1 and not (one <= two or two <= one):
        return True
    if len(one) > 1 and len(two) > 1 and one != two:
        return True
    for side in one & two:
        here, there = (
            {e for e in parties & cast.people if cast.side.get(e, e) == side}
            for parties in (first, second)
        )
        if here and there and here.isdisjoint(there):
            return True
    return False


def _elsewhere(first: frozenset[str], second: frozenset[str], cast: Cast) -> bool:
    """Whether both name places and none of one is, holds or lies in one of the other."""
    if not first or not second or first & second:
        return False
    above = ({cast.side.get(p, p) for p in places} for places in (first, second))
    one, two = above
    return not (one & second or two & first)


def reasons(
    a: Profile, b: Profile, cast: Cast, known: Words, *, refers: bool = False
) -> tuple[Reason, ...]:
    """What the two share, heaviest first; `refers` where the second is known to point back to the first."""
    found = [*_when(a, b, known), *_who(a, b, cast, known), *_what(a, b, known)]
    if a.claim.article == b.claim.article:
        found += _where(a, b, known, refers=refers)
    return tuple(sorted(found, key=lambda r: (-r.points, r.name)))


def _where(a: Profile, b: Profile, known: Words, *, refers: bool) -> Iterator[Reason]:
    """What two claims of one article share by their places in it."""
    distance = abs(a.place - b.place)
    yield known.weigh("article")
    if refers:
        yield known.weigh(_reference(a, b, known), [b.refers])
    elif known.is_a("spoken", a.claim.kind) and distance <= _BREATH:
        yield known.weigh("follows")
    elif known.is_a("dyadic", a.claim.kind) and distance <= _NEARBY:
        yield known.weigh("nearby")
    elif (
        known.is_a("lasting", a.claim.kind)
        and a.claim.kind == b.claim.kind
        and distance <= _NEARBY
    ):
        yield known.weigh("lasting", sorted(a.actors & b.actors))
    if a.title is not b.title and distance <= _NEARBY:
        yield known.weigh("title")
    if a.claim.background is not b.claim.background:
        yield known.weigh("recall")
    if _one_clause(a, b):
        yield known.weigh("clause")


def _reference(a: Profile, b: Profile, known: Words) -> str:
    """Why "cet échange" means what was told: a plural, or another noun of a kind that holds many, says less."""
    loose = known.is_a("loose", a.claim.kind) and a.trigger.isdisjoint(b.trigger)
    return "many" if loose or b.refers in known.data["many"] else "refers"


def total(found: tuple[Reason, ...], known: Words) -> float:
    """The sum; too little to merge where no reason is firm, too little to propose where none tells this from others."""
    points, enough = sum(r.points for r in found), known.enough
    if not any(r.points >= known.data["own"].get(r.name, inf) for r in found):
        return min(points, enough["propose"] - 0.5)
    return (
        points
        if any(r.name in known.data["firm"] for r in found)
        else min(points, enough["merge"] - 0.5)
    )


def _when(a: Profile, b: Profile, known: Words) -> Iterator[Reason]:
    here = a.claim.article == b.claim.article
    if a.focus is None or b.focus is None:
        widest = max((p.window[1] - p.window[0]).days for p in (a, b))
        if (a.focus or b.focus) and not here and widest <= _PERIOD:
            yield known.weigh("period")
        return
    twice = (
        here and bool(a.focus.candidates) and a.focus.edtf == b.focus.edtf
    )  # "mercredi" twice in one article
    width = 1 if twice else max(_days(a.focus), _days(b.focus))
    name = next((n for n, days in _WIDTHS if width <= days), "")
    told = min(a.news or date.min, b.news or date.min)
    latest = max(a.focus.latest or date.max, b.focus.latest or date.max)
    if name:
        yield known.weigh(
            "recalled" if name == "month" and (told - latest).days > _RECALLED else name
        )


def _days(moment: EdtfDate) -> int:
    if moment.earliest is None or moment.latest is None:
        return date.max.toordinal()
    return (moment.latest - moment.earliest).days + 1


def _who(a: Profile, b: Profile, cast: Cast, known: Words) -> Iterator[Reason]:
    shared = a.actors & b.actors
    covered = {cast.side.get(e, e) for e in shared}
    one, two = ({cast.side.get(e, e) for e in p.actors} for p in (a, b))
    sides = (one & two) - covered
    places = (a.places | a.named) & (b.places | b.named) & (a.places | b.places)
    rare = known.is_a("rare", a.claim.kind) or known.is_a("rare", b.claim.kind)
    states = {p for p in places if cast.side.get(p, p) == p and not rare}
    people = a.actors & cast.people, b.actors & cast.people
    if (
        known.is_a("dyadic", a.claim.kind)
        and a.parties == b.parties
        and len(a.parties) > 1
    ):
        yield known.weigh(
            "partners" if a.claim.article == b.claim.article else "parties"
        )
    if all(people) and people[0].isdisjoint(people[1]):
        yield known.weigh("others")
    found = {
        "actors": shared,
        "sides": sides,
        "place": places - states,
        "state": states,
    }
    found["named"] = (a.named & b.named) - covered - sides
    for name, entities in found.items():
        if entities:
            yield known.weigh(name, sorted(cast.names.get(e, e) for e in entities))


def _what(a: Profile, b: Profile, known: Words) -> Iterator[Reason]:
    shared, verbs = a.stems.keys() & b.stems.keys(), a.trigger & b.trigger
    for name, same in (("words", shared - verbs), ("verb", shared & verbs)):
        if same:
            yield known.weigh(name, sorted(min(a.stems[s], b.stems[s]) for s in same))
    other = (
        a.actors and b.actors and a.actors.isdisjoint(b.actors)
    )  # news of one form about somebody else
    if not other and len(shared) >= max(_SAME, _MOST * min(len(a.stems), len(b.stems))):
        yield known.weigh("wording")
    numbers = sorted(
        told_figure(n, unit)
        for unit, n in a.figures.items()
        if n > _COMMON and b.figures.get(unit) == n
    )
    if numbers:
        yield known.weigh("figures", numbers[:1])
    if not known.is_a(
        "spoken", a.claim.kind
    ):  # one speaker says many things in a day: the kind alone weighs nothing
        yield known.weigh("kind" if a.claim.kind == b.claim.kind else "family")
