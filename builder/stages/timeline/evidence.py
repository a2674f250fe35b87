"""What speaks for and against two claims being one event: a visible sum of reasons, and vetoes that no sum outweighs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from builder.model.claim import Part
from builder.stages.timeline.words import told_figure

if TYPE_CHECKING:
    from builder.model.moment import Moment
    from builder.stages.timeline.profiles import Cast, Profile
    from builder.stages.timeline.words import Words

MERGE = 7.0
PROPOSE = 6.0
PROPOSE_WITHIN = 6.5
"""For two claims of one article: its author knew whether it was one event."""
WEIGHTS = {
    "kind": 2.0,
    "family": 1.0,
    "day": 4.0,
    "near": 3.0,
    "month": 2.0,
    "year": 1.0,
    "recalled": 4.5,
    "actors": 1.5,
    "sides": 0.75,
    "place": 1.5,
    "state": 0.75,
    "named": 1.5,
    "words": 0.5,
    "verb": 0.5,
    "figures": 3.5,
    "article": 1.0,
    "refers": 4.0,
    "many": 1.5,
    "follows": 4.5,
    "clause": 4.0,
    "nearby": 1.0,
    "parties": 1.0,
    "period": 1.0,
    "recall": -1.5,
    "others": -2.0,
}
"""Points a reason is worth; of actors, sides and words each one that is shared counts, up to `_CAPS`."""
_CAPS = {"actors": 3.0, "sides": 1.5, "place": 1.5, "state": 0.75, "named": 1.5, "words": 2.0, "verb": 0.5}
_FIRM = frozenset({"day", "near", "month", "recalled", "figures", "article"})
"""One of these is needed: two articles about the same people doing the same kind of thing prove nothing."""
_OWN = frozenset({"actors", "sides", "place", "named", "figures", "refers", "follows", "clause", "parties"})
_WORDS = 1.0
"""Points of shared words from which on they stand for something of the event's own."""
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


class Reason(NamedTuple):
    """One thing that two claims share: a name of `WEIGHTS`, points, and words of the text or ids."""

    name: str
    points: float
    what: tuple[str, ...] = ()


def veto(a: Profile, b: Profile, cast: Cast, known: Words, *, stance: bool = True) -> str:
    """Why the two can never be one event by themselves: a short name; empty where nothing forbids it.

    Without `stance`, whether the one may speak of what the other speaks of, be it to deny it.
    """
    checks = (
        ("kind", not known.related(a.claim.kind, b.claim.kind)),
        ("day", a.window[0] > b.window[1] or b.window[0] > a.window[1]),
        ("stance", stance and a.stance != b.stance),
    )
    quick = next((name for name, forbids in checks if forbids), "")
    if quick:
        return quick
    if a.focus and b.focus and (not a.focus.compatible(b.focus) or _follow(a.focus, b.focus)):
        return "day"
    if known.is_a("spoken", a.claim.kind) and _speakers(a).isdisjoint(_speakers(b)):
        return "speaker"
    if known.is_a("dyadic", a.claim.kind) and _strangers(a.parties, b.parties, cast):
        return "parties"
    return "place" if _elsewhere(a.places, b.places, cast) else ""


def _follow(one: Moment, two: Moment) -> bool:
    """Whether one begins where the other ends: the night to Tuesday, the night to Wednesday."""
    if one.earliest is None or one.latest is None or two.earliest is None or two.latest is None:
        return False
    long = one.earliest < one.latest and two.earliest < two.latest
    return long and (one.latest == two.earliest or two.latest == one.earliest)


def _speakers(profile: Profile) -> frozenset[str]:
    agents = frozenset(p.entity for p in profile.claim.participants if p.part is Part.AGENT)
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
        here, there = ({e for e in parties & cast.people if cast.side.get(e, e) == side} for parties in (first, second))
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


def reasons(a: Profile, b: Profile, cast: Cast, known: Words, *, refers: bool = False) -> tuple[Reason, ...]:
    """What the two share, heaviest first; `refers` where the second is known to point back to the first."""
    found = [*_when(a, b), *_who(a, b, cast, known), *_what(a, b, known)]
    if a.claim.article == b.claim.article:
        found += _where(a, b, known, refers=refers)
    return tuple(sorted(found, key=lambda r: (-r.points, r.name)))


def _where(a: Profile, b: Profile, known: Words, *, refers: bool) -> list[Reason]:
    """What two claims of one article share by their places in it."""
    found = [Reason("article", WEIGHTS["article"])]
    if refers:
        found.append(Reason("refers", _reference(a, b, known), (b.refers,)))
    elif known.is_a("spoken", a.claim.kind) and abs(a.place - b.place) <= _BREATH:
        found.append(Reason("follows", WEIGHTS["follows"]))
    elif known.is_a("dyadic", a.claim.kind) and abs(a.place - b.place) <= _NEARBY:
        found.append(Reason("nearby", WEIGHTS["nearby"]))
    if a.claim.background is not b.claim.background:
        found.append(Reason("recall", WEIGHTS["recall"]))
    if a.claim.sentence == b.claim.sentence and a.claim.span.overlaps(b.claim.span):
        found.append(Reason("clause", WEIGHTS["clause"]))
    return found


def _reference(a: Profile, b: Profile, known: Words) -> float:
    """What "cet échange" weighs: less with a plural, and where the kind holds many nouns and this is another one."""
    if b.refers in known.data["many"]:
        return WEIGHTS["many"]
    same = bool(a.trigger & b.trigger)
    return WEIGHTS["refers"] if same or not known.is_a("loose", a.claim.kind) else WEIGHTS["many"]


def total(found: tuple[Reason, ...]) -> float:
    """The sum; held below `MERGE` where no reason is firm, below `PROPOSE` where none tells this event from others."""
    points = sum(r.points for r in found)
    if not any(r.name in _OWN or (r.name == "words" and r.points >= _WORDS) for r in found):
        return min(points, PROPOSE - 0.5)
    return points if any(r.name in _FIRM for r in found) else min(points, MERGE - 0.5)


def _when(a: Profile, b: Profile) -> list[Reason]:
    if a.focus is None or b.focus is None:
        dated = a.focus or b.focus
        widths = [(p.window[1] - p.window[0]).days for p in (a, b)]
        near = dated and a.claim.article != b.claim.article and max(widths) <= _PERIOD
        return [Reason("period", WEIGHTS["period"])] if near else []
    if a.focus.edtf == b.focus.edtf and a.focus.candidates and a.claim.article == b.claim.article:
        return [Reason("day", WEIGHTS["day"])]  # "mercredi" twice in one article
    width = max(_days(a.focus), _days(b.focus))
    name = next((n for n, days in _WIDTHS if width <= days), "")
    if not name:
        return []
    told = min(a.news or date.min, b.news or date.min)
    latest = max(p.focus.latest or date.max for p in (a, b) if p.focus)
    if name == "month" and (told - latest).days > _RECALLED:
        name = "recalled"
    return [Reason(name, WEIGHTS[name])]


def _days(moment: Moment) -> int:
    if moment.earliest is None or moment.latest is None:
        return date.max.toordinal()
    return (moment.latest - moment.earliest).days + 1


def _who(a: Profile, b: Profile, cast: Cast, known: Words) -> list[Reason]:
    shared = a.actors & b.actors
    covered = {cast.side.get(e, e) for e in shared}
    one, two = ({cast.side.get(e, e) for e in p.actors} for p in (a, b))
    sides = (one & two) - covered
    places = (a.places | a.named) & (b.places | b.named) & (a.places | b.places)
    rare = known.is_a("rare", a.claim.kind) or known.is_a("rare", b.claim.kind)
    states = {p for p in places if cast.side.get(p, p) == p and not rare}
    people = a.actors & cast.people, b.actors & cast.people
    whole = known.is_a("dyadic", a.claim.kind) and a.parties == b.parties and len(a.parties) > 1
    return [
        *([Reason("parties", WEIGHTS["parties"] * (1 + (a.claim.article == b.claim.article)))] if whole else []),
        *([Reason("others", WEIGHTS["others"])] if all(people) and people[0].isdisjoint(people[1]) else []),
        *_capped("actors", sorted(cast.names.get(e, e) for e in shared)),
        *_capped("sides", sorted(cast.names.get(e, e) for e in sides)),
        *_capped("place", sorted(cast.names.get(p, p) for p in places - states)),
        *_capped("state", sorted(cast.names.get(p, p) for p in states)),
        *_capped("named", sorted(cast.names.get(e, e) for e in (a.named & b.named) - covered - sides)),
    ]


def _what(a: Profile, b: Profile, known: Words) -> list[Reason]:
    shared, verbs = a.stems.keys() & b.stems.keys(), a.trigger & b.trigger
    found = _capped("words", sorted(min(a.stems[s], b.stems[s]) for s in shared - verbs))
    found += _capped("verb", sorted(min(a.stems[s], b.stems[s]) for s in shared & verbs))
    numbers = sorted(told_figure(n, unit) for unit, n in a.figures.items() if n > _COMMON and b.figures.get(unit) == n)
    if numbers:
        found.append(Reason("figures", WEIGHTS["figures"], tuple(numbers)))
    if known.is_a("spoken", a.claim.kind):
        return found  # one speaker says many things in a day: the kind alone weighs nothing
    name = "kind" if a.claim.kind == b.claim.kind else "family"
    return [*found, Reason(name, WEIGHTS[name])]


def _capped(name: str, shared: list[str]) -> list[Reason]:
    return [Reason(name, min(_CAPS[name], WEIGHTS[name] * len(shared)), tuple(shared))] if shared else []
