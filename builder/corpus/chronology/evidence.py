"""What speaks for and against two mentions being one event.

A visible sum of reasons, and clashes that no sum outweighs.
"""

from __future__ import annotations

from datetime import date
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from builder.corpus.chronology.affiliations import Affiliations
    from builder.corpus.chronology.features import EventFeatures
    from builder.corpus.chronology.vocabulary import Reason, Vocabulary
    from builder.model.dates import EdtfDate

_WIDTHS = (("day", 1), ("near", 8), ("month", 31), ("year", 366))
"""Days that the wider of two dates covers at most."""

_PERIOD = 92
"""Days of the window of a mention that only its article dates."""

_RECALLED = 180
"""Days before both articles: two that recall the same moment so far back mean one thing."""

_BREATH = 2
"""Sentences from one to the next in which somebody is still speaking."""

_NEARBY = 3
"""Sentences from one to the next in which the same thing is still told."""

_COMMON = 2
"""Numbers up to this one are shared by chance."""

_SAME, _MOST = 5, 0.6
"""Words that two clauses share, and the part of the shorter that they make, where both tell it in the same words."""


def clash_key(event: EventFeatures) -> Hashable:
    """All that `Evidence.clash` asks for: equal ones clash with the same others."""
    return (
        event.kind,
        event.window,
        event.stance,
        event.focus,
        event.speakers,
        event.parties,
        event.places,
    )


class Evidence:
    """Compares mentions, with the words of a language and the sides of a dossier."""

    def __init__(self, known: Vocabulary, sides: Affiliations) -> None:
        """Keep what every comparison needs."""
        self.known = known
        self.sides = sides

    def cannot_link(
        self, one: EventFeatures, two: EventFeatures, *, stance: bool = True
    ) -> bool:
        """Whether the two can never be one event by themselves.

        Without `stance`, whether the one may speak of what the other speaks of, be it
        to deny it.
        """
        return self.split(one, two) or self.clash(one, two, stance=stance)

    def split(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether one clause tells both, as two kinds of thing.

        "téléguidé des attentats et mort en Irak" is no one event.
        """
        if one.kind == two.kind or one.kind in self.known.words.dyadic:
            return False
        return _share_clause(one, two)

    def clash(
        self, one: EventFeatures, two: EventFeatures, *, stance: bool = True
    ) -> bool:
        """Whether kind, time, stance, speakers, parties or places exclude each other."""
        if not self.known.related(one.kind, two.kind) or not one.meets(two):
            return True
        if stance and one.stance != two.stance:
            return True
        if one.focus and two.focus and _exclude(one.focus, two.focus):
            return True
        return self._differ_in_parties(one, two) or self._are_elsewhere(
            one.places, two.places
        )

    def _differ_in_parties(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether somebody else says it, or others meet."""
        if one.kind in self.known.words.spoken:
            return one.speakers.isdisjoint(two.speakers)
        if one.kind in self.known.words.dyadic:
            return self._are_strangers(one.parties, two.parties)
        return False

    def _are_strangers(self, one: frozenset[str], two: frozenset[str]) -> bool:
        """Whether two sets of parties cannot be the same.

        Another counterpart, or another person of the same side.
        """
        if not one or not two:
            return False
        here, there = self.sides.sides(one), self.sides.sides(two)
        nested = here <= there or there <= here
        # "Washington et Kiev" may be "Washington"; "Kiev et Moscou" is another pair.
        if max(len(here), len(there)) > 1 and not nested:
            return True
        if len(here) > 1 and len(there) > 1 and here != there:
            return True
        return any(self._others_of(side, one, two) for side in here & there)

    def _others_of(self, side: str, one: frozenset[str], two: frozenset[str]) -> bool:
        """Whether both name people of one side, and no one of them twice."""
        here = {e for e in one & self.sides.people if self.sides.side(e) == side}
        there = {e for e in two & self.sides.people if self.sides.side(e) == side}
        return bool(here and there) and here.isdisjoint(there)

    def _are_elsewhere(self, one: frozenset[str], two: frozenset[str]) -> bool:
        """Whether both name places, and none of one is, holds or lies in one of the other."""
        if not one or not two or one & two:
            return False
        above, beyond = self.sides.sides(one), self.sides.sides(two)
        return above.isdisjoint(two) and beyond.isdisjoint(one)

    def reasons(
        self, one: EventFeatures, two: EventFeatures, *, refers: bool = False
    ) -> tuple[Reason, ...]:
        """What the two share, heaviest first.

        `refers`: the second is known to point back to the first.
        """
        found = [
            *self._when(one, two),
            *self._parties(one, two),
            *self._names(one, two),
            *self._words(one, two),
        ]
        if one.article == two.article:
            found += self._within(one, two, refers=refers)
        return tuple(sorted(found, key=lambda reason: (-reason.points, reason.name)))

    def total(self, found: Sequence[Reason]) -> float:
        """The sum of some reasons.

        Too little to merge where no reason is firm, too little to propose where none
        tells this event from others.
        """
        # The same people doing the same kind of thing prove nothing by themselves.
        points = sum(reason.points for reason in found)
        own = self.known.words.own
        if not any(r.points >= own.get(r.name, inf) for r in found):
            return min(points, self.known.enough["propose"] - 0.5)
        if not any(r.name in self.known.words.firm for r in found):
            return min(points, self.known.enough["merge"] - 0.5)
        return points

    def _within(
        self, one: EventFeatures, two: EventFeatures, *, refers: bool
    ) -> Iterator[Reason]:
        """What two mentions of one article share by their places in it."""
        weigh = self.known.weigh
        near = abs(one.place - two.place) <= _NEARBY
        yield weigh("article")
        if refers:
            yield weigh(self._reference(one, two), [two.refers])
        else:
            yield from self._follows(one, two)
        # A headline tells again what the first sentences tell.
        if near and one.title is not two.title:
            yield weigh("title")
        # "l’accord de 2015" beside the one signed today is another.
        if one.mention.background is not two.mention.background:
            yield weigh("recall")
        if _share_clause(one, two):
            yield weigh("clause")

    def _follows(self, one: EventFeatures, two: EventFeatures) -> Iterator[Reason]:
        """Whether the second goes on with the first, a few sentences later."""
        words, distance = self.known.words, abs(one.place - two.place)
        if one.kind in words.spoken and distance <= _BREATH:
            yield self.known.weigh("follows")
        elif distance <= _NEARBY and one.kind in words.dyadic:
            yield self.known.weigh("nearby")
        elif distance <= _NEARBY and one.kind in words.lasting and one.kind == two.kind:
            yield self.known.weigh("lasting", sorted(one.actors & two.actors))

    def _reference(self, one: EventFeatures, two: EventFeatures) -> str:
        """Why "cet échange" means what was told.

        A plural says less, and so does another noun of a kind that holds many.
        """
        words = self.known.words
        loose = one.kind in words.loose and one.trigger.isdisjoint(two.trigger)
        return "many" if loose or two.refers in words.many else "refers"

    def _when(self, one: EventFeatures, two: EventFeatures) -> Iterator[Reason]:
        here = one.article == two.article
        if one.focus is None or two.focus is None:
            if not here and (one.focus or two.focus) and _within_period(one, two):
                yield self.known.weigh("period")
            return
        name = _width(one.focus, two.focus, here=here)
        if name == "month" and _is_recalled(one, two):
            name = "recalled"
        if name:
            yield self.known.weigh(name)

    def _parties(self, one: EventFeatures, two: EventFeatures) -> Iterator[Reason]:
        dyadic = one.kind in self.known.words.dyadic
        if dyadic and one.parties == two.parties and len(one.parties) > 1:
            here = one.article == two.article
            yield self.known.weigh("partners" if here else "parties")
        people = one.actors & self.sides.people
        others = two.actors & self.sides.people
        if people and others and people.isdisjoint(others):
            yield self.known.weigh("others")

    def _names(self, one: EventFeatures, two: EventFeatures) -> Iterator[Reason]:
        """Shared actors, sides, places and other names; each counts once."""
        sides, words = self.sides, self.known.words
        actors = one.actors & two.actors
        covered = sides.sides(actors)
        shared = sides.sides(one.actors) & sides.sides(two.actors)
        places = (one.places | one.named) & (two.places | two.named)
        places &= one.places | two.places
        # A state has one election a day, and many strikes.
        rare = one.kind in words.rare or two.kind in words.rare
        states = {p for p in places if not rare and sides.side(p) == p}
        found = {
            "actors": actors,
            "sides": shared - covered,
            "place": places - states,
            "state": states,
            "named": (one.named & two.named) - covered - shared,
        }
        for name, entities in found.items():
            if entities:
                yield self.known.weigh(name, sides.named(entities))

    def _words(self, one: EventFeatures, two: EventFeatures) -> Iterator[Reason]:
        weigh = self.known.weigh
        shared = one.stems.keys() & two.stems.keys()
        verbs = one.trigger & two.trigger
        for name, same in (("words", shared - verbs), ("verb", shared & verbs)):
            if same:
                told = sorted(min(one.stems[s], two.stems[s]) for s in same)
                yield weigh(name, told)
        # News of one form about somebody else: "X est mort", "Y est mort".
        strangers = bool(one.actors and two.actors) and one.actors.isdisjoint(
            two.actors
        )
        shorter = min(len(one.stems), len(two.stems))
        if not strangers and len(shared) >= max(_SAME, _MOST * shorter):
            yield weigh("wording")
        numbers = self._figures(one, two)
        if numbers:
            yield weigh("figures", numbers[:1])
        if one.kind not in self.known.words.spoken:
            # One speaker says many things in a day: there the kind weighs nothing.
            yield weigh("kind" if one.kind == two.kind else "family")

    def _figures(self, one: EventFeatures, two: EventFeatures) -> list[str]:
        """Numbers of a unit that both give, as they are shown."""
        found = []
        for unit, number in one.figures.items():
            if number > _COMMON and two.figures.get(unit) == number:
                found.append(self.known.figure(number, unit))
        return sorted(found)


def _share_clause(one: EventFeatures, two: EventFeatures) -> bool:
    """Whether both are told in the same words."""
    same = one.place_told == two.place_told
    return same and one.mention.span.overlaps(two.mention.span)


def _exclude(one: EdtfDate, two: EdtfDate) -> bool:
    """Whether two dates are of different days, or one begins where the other ends.

    The night to Tuesday and the night to Wednesday share the Tuesday.
    """
    if not one.compatible(two):
        return True
    ends = (one.earliest, one.latest, two.earliest, two.latest)
    if None in ends or one.earliest == one.latest or two.earliest == two.latest:
        return False
    return one.latest == two.earliest or two.latest == one.earliest


def _width(one: EdtfDate, two: EdtfDate, *, here: bool) -> str:
    """The name of the width that the wider of two dates has; empty for years and more.

    "mercredi" twice in one article (`here`) that has only a month is one Wednesday.
    """
    same = bool(one.candidates) and one.edtf == two.edtf
    width = 1 if here and same else max(_days(one), _days(two))
    return next((name for name, days in _WIDTHS if width <= days), "")


def _within_period(one: EventFeatures, two: EventFeatures) -> bool:
    """Whether both windows are short enough that one date for both says something."""
    lengths = [(event.window[1] - event.window[0]).days for event in (one, two)]
    return max(lengths) <= _PERIOD


def _is_recalled(one: EventFeatures, two: EventFeatures) -> bool:
    """Whether both articles look far back on it."""
    told = min(one.news or date.min, two.news or date.min)
    ends = [event.focus.latest for event in (one, two) if event.focus]
    latest = max((end or date.max for end in ends), default=date.max)
    return (told - latest).days > _RECALLED


def _days(value: EdtfDate) -> int:
    """How many days a date covers; more than any where an end is open."""
    if value.earliest is None or value.latest is None:
        return date.max.toordinal()
    return (value.latest - value.earliest).days + 1
