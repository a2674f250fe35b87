"""What speaks for and against two claims being one event: a visible sum of reasons, and vetoes that no sum outweighs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from builder.model.claim import Modality, Part
from builder.model.mention import EntityType
from builder.model.moment import Moment, Precision, parse_edtf
from builder.stages.timeline.words import figures, stems, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.model.claim import Claim
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity, Office
    from builder.stages.timeline.words import Words

MERGE = 7.0
PROPOSE = 5.5
WEIGHTS = {
    "kind": 2.0,
    "family": 1.0,
    "day": 4.0,
    "near": 3.0,
    "month": 2.0,
    "year": 1.0,
    "recalled": 4.0,
    "actors": 1.5,
    "sides": 0.75,
    "place": 1.0,
    "words": 0.5,
    "figures": 3.0,
    "article": 1.0,
    "refers": 4.0,
}
"""Points a reason is worth; of actors, sides and words each one that is shared counts, up to `_CAPS`."""
_CAPS = {"actors": 3.0, "sides": 1.5, "words": 2.0}
_FIRM = frozenset({"day", "near", "month", "recalled", "figures", "article"})
"""One of these is needed: two articles about the same people doing the same kind of thing prove nothing."""
_WIDTHS = (("day", 1), ("near", 8), ("month", 31), ("year", 366))
"""Days that the wider of two moments covers at most."""
_NEWS = timedelta(days=31)
"""News without a date of its own is not older than this before its article."""
_RECALLED = 180
"""Days before both articles: two that recall the same moment so far back mean the same thing."""
_TOLD = (Modality.ASSERTED, Modality.REPORTED, Modality.CONDITIONAL)
_COMMON = 2
"""Numbers up to this one are shared by chance."""


class Reason(NamedTuple):
    """One thing that two claims share: a name of `WEIGHTS`, points, and words of the text or ids."""

    name: str
    points: float
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cast:
    """Who stands on whose side: the person on that of the state or organisation whose office they hold."""

    side: Mapping[str, str]
    people: frozenset[str]
    names: Mapping[str, str]


def cast(entities: Mapping[str, Entity], offices: Mapping[str, Office]) -> Cast:
    """The cast of a dossier."""
    return Cast(
        {e: _side(e, entities, offices) for e in entities},
        frozenset(e.id for e in entities.values() if e.type is EntityType.PER),
        {e.id: e.name for e in entities.values()},
    )


def _side(entity: str, entities: Mapping[str, Entity], offices: Mapping[str, Office]) -> str:
    for _ in range(4):  # a person, their office, its seat, the state
        known = entities.get(entity)
        if known is None:
            break
        held = next((offices[t.office].of for t in reversed(known.tenures) if t.office in offices), "")
        above = known.stands_for or known.country or held
        if not above:
            break
        entity = above
    return entity


@dataclass(frozen=True)
class Profile:
    """A claim as it is compared with others."""

    claim: Claim
    rank: int
    """Place among the claims of its article."""

    focus: Moment | None
    """Its moment; for something that goes on since a date, that date."""

    window: tuple[date, date]
    """Days, both included, in which it can have been; news without a date is as old as its article at most."""

    news: date | None
    """First day its article can be of."""

    actors: frozenset[str]
    parties: frozenset[str]
    """Those who do it or with whom it is done; all participants where the text tells no parts."""

    places: frozenset[str]
    stems: Mapping[str, str]
    """Without those of names."""

    figures: Mapping[str, float]
    refers: str
    """The determiner with which it refers back ("cet échange"); empty where it does not."""

    @property
    def stance(self) -> str:
        """What keeps apart: what is told as so, however surely, and each way of not telling it so."""
        return "told" if self.claim.modality in _TOLD else self.claim.modality.value


def profile(claim: Claim, rank: int, told: Annotated, known: Words) -> Profile:
    """What is compared of a claim."""
    text = told.article.text
    names = stems(" ".join(k.mention.surface for k in told.links if claim.span.covers(k.mention.span)), known)
    published = told.article.published.moment
    focus = _focus(claim)
    before = tokens(text[max(0, claim.trigger.start - 24) : claim.trigger.start])
    actors = frozenset(p.entity for p in claim.participants)
    parties = frozenset(p.entity for p in claim.participants if p.part is not Part.OTHER)
    return Profile(
        claim,
        rank,
        focus,
        _window(claim, focus, published),
        published.earliest if published else None,
        actors,
        parties or actors,
        frozenset(claim.places),
        {s: w for s, w in stems(claim.span.of(text), known).items() if s not in names},
        figures(claim.span.of(text), known),
        before[-1] if before and before[-1] in known.data["definite"] else "",
    )


def _focus(claim: Claim) -> Moment | None:
    moment = claim.moment
    if moment is None or moment.precision is Precision.NONE:
        return None
    if claim.dating is None and moment.earliest is None:
        return None  # no words date it: it is only no later than its article
    if moment.precision is Precision.OPEN and moment.earliest:
        return parse_edtf(moment.edtf.partition("/")[0])
    return moment


def _window(claim: Claim, focus: Moment | None, published: Moment | None) -> tuple[date, date]:
    if focus is not None:
        low, high = focus.earliest or date.min, focus.latest or date.max
        return (date.min, date.max) if focus.approximate else (low, high)
    if published is None:
        return date.min, date.max
    first = published.earliest if published.earliest and not claim.background else None
    low = first - _NEWS if first and first > date.min + _NEWS else date.min
    return low, (published.latest or date.max) if claim.modality in _TOLD else date.max


def veto(a: Profile, b: Profile, cast: Cast, known: Words) -> str:
    """Why the two can never be one event by themselves: a short name; empty where nothing forbids it."""
    checks = (
        ("kind", not known.related(a.claim.kind, b.claim.kind)),
        ("day", a.window[0] > b.window[1] or b.window[0] > a.window[1]),
        ("stance", a.stance != b.stance),
    )
    quick = next((name for name, forbids in checks if forbids), "")
    if quick:
        return quick
    if a.focus and b.focus and not a.focus.compatible(b.focus):
        return "day"
    if known.is_a("spoken", a.claim.kind) and _speakers(a).isdisjoint(_speakers(b)):
        return "speaker"
    if known.is_a("dyadic", a.claim.kind) and _strangers(a.parties, b.parties, cast):
        return "parties"
    return "place" if _elsewhere(a.places, b.places, cast) else ""


def _speakers(profile: Profile) -> frozenset[str]:
    agents = frozenset(p.entity for p in profile.claim.participants if p.part is Part.AGENT)
    return frozenset(profile.claim.speakers) or agents


def _strangers(first: frozenset[str], second: frozenset[str], cast: Cast) -> bool:
    """Whether two sets of parties cannot be the same: another counterpart, or another person of the same side."""
    if not first or not second:
        return False
    one, two = ({cast.side.get(e, e) for e in parties} for parties in (first, second))
    if (len(one) > 1 and len(two) > 1 and one != two) or not (one <= two or two <= one):
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
    """What the two share, heaviest first; `refers` where the later one is known to point back to the other."""
    found = [*_when(a, b), *_who(a, b, cast), *_what(a, b, known)]
    same = a.claim.article == b.claim.article
    if same:
        found.append(Reason("article", WEIGHTS["article"]))
    if same and refers:
        later = max(a, b, key=lambda p: p.rank)
        found.append(Reason("refers", WEIGHTS["refers"], (later.refers,)))
    return tuple(sorted(found, key=lambda r: (-r.points, r.name)))


def total(found: tuple[Reason, ...]) -> float:
    """The sum, held below `MERGE` where no reason is firm."""
    points = sum(r.points for r in found)
    return points if any(r.name in _FIRM for r in found) else min(points, MERGE - 0.5)


def _when(a: Profile, b: Profile) -> list[Reason]:
    if a.focus is None or b.focus is None:
        return []
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


def _who(a: Profile, b: Profile, cast: Cast) -> list[Reason]:
    shared = a.actors & b.actors
    covered = {cast.side.get(e, e) for e in shared}
    one, two = ({cast.side.get(e, e) for e in p.actors} for p in (a, b))
    sides = (one & two) - covered
    places = a.places & b.places
    return [
        *_capped("actors", sorted(cast.names.get(e, e) for e in shared)),
        *_capped("sides", sorted(cast.names.get(e, e) for e in sides)),
        *([Reason("place", WEIGHTS["place"], tuple(sorted(cast.names.get(p, p) for p in places)))] if places else []),
    ]


def _what(a: Profile, b: Profile, known: Words) -> list[Reason]:
    found = _capped("words", sorted(min(a.stems[s], b.stems[s]) for s in a.stems.keys() & b.stems.keys()))
    numbers = sorted(f"{n:g} {unit}" for unit, n in a.figures.items() if n > _COMMON and b.figures.get(unit) == n)
    if numbers:
        found.append(Reason("figures", WEIGHTS["figures"], tuple(numbers)))
    if known.is_a("spoken", a.claim.kind):
        return found  # one speaker says many things in a day: the kind alone weighs nothing
    name = "kind" if a.claim.kind == b.claim.kind else "family"
    return [*found, Reason(name, WEIGHTS[name])]


def _capped(name: str, shared: list[str]) -> list[Reason]:
    return [Reason(name, min(_CAPS[name], WEIGHTS[name] * len(shared)), tuple(shared))] if shared else []
