"""What speaks for and against two mentions being one event.

A visible sum of reasons, and clashes that no sum outweighs.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.chronology.contrasts import are_stages
from builder.corpus.chronology.spans_of_time import exclude, width

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from builder.corpus.chronology.across import Across
    from builder.corpus.chronology.affiliations import Affiliations
    from builder.corpus.chronology.features import EventFeatures
    from builder.corpus.chronology.vocabulary import Reason, Vocabulary

_BREATH = 2
"""Sentences from one to the next in which somebody is still speaking."""

_NEARBY = 3
"""Sentences from one to the next in which the same thing is still told."""

_COMMON = 2
"""Numbers up to this one are shared by chance."""

_SAME, _MOST = 5, 0.6
"""Words that two clauses share, and the part of the shorter that they make, where both tell it in the same words."""


class Enough(NamedTuple):
    """Points from which on a pair is joined, or proposed."""

    join: float
    propose: float


def clash_key(event: EventFeatures) -> Hashable:
    """All that `Evidence.clash` and `Evidence.are_apart` ask for.

    Equal ones clash with the same others, and stand apart from the same of other articles.
    """
    return (
        event.kind,
        event.faint,
        event.planned,
        event.window,
        event.stance,
        event.focus,
        event.speakers,
        event.parties,
        event.places,
        event.entities if event.places else None,
        event.actors,
        frozenset(event.ordinals.items()),
    )


class Evidence:
    """Compares mentions, with the words of a language and the sides of a dossier."""

    def __init__(self, known: Vocabulary, sides: Affiliations, across: Across) -> None:
        """Keep what every comparison needs."""
        self.known = known
        self.sides = sides
        self.across = across

    def cannot_link(
        self, one: EventFeatures, two: EventFeatures, *, stance: bool = True
    ) -> bool:
        """Whether the two can never be one event by themselves.

        Without `stance`, whether the one may speak of what the other speaks of, be it
        to deny it.
        """
        if self.split(one, two) or self.clash(one, two, stance=stance):
            return True
        return one.article != two.article and self.are_apart(one, two)

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
        """Whether kinds, time, stance, speakers, parties or places exclude each other.

        In one article as across two.
        """
        if not one.meets(two):
            return True
        if stance and one.stance != two.stance:
            return True
        if one.focus and two.focus and exclude(one.focus, two.focus):
            return True
        if frozenset((one.kind, two.kind)) in self.known.apart:
            return True
        if _are_counted_apart(one, two) or self._are_elsewhere(one, two):
            return True
        return self._differ_in_parties(one, two)

    def _differ_in_parties(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether somebody else says it, or others meet."""
        words = self.known.words
        kinds = {one.kind, two.kind}
        if kinds <= words.spoken:
            known = one.speakers and two.speakers
            return bool(known) and one.speakers.isdisjoint(two.speakers)
        if kinds <= words.dyadic or kinds <= words.contests:
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

    def reasons(
        self, one: EventFeatures, two: EventFeatures, *, refers: bool = False
    ) -> tuple[Reason, ...]:
        """What the two share, heaviest first.

        `refers`: the second is known to point back to the first.
        """
        if one.article != two.article:
            return self.across.reasons(one, two)
        found = [
            *self._when(one, two),
            *self._parties(one, two),
            *self._names(one, two),
            *self._words(one, two),
            *self._within(one, two, refers=refers),
        ]
        return tuple(sorted(found, key=lambda reason: (-reason.points, reason.name)))

    def are_apart(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether two articles tell of other people: "X est libérée", "Y est libéré"."""
        here, there = one.actors & self.sides.people, two.actors & self.sides.people
        if not here or not there:
            return False
        if are_stages(self.known, one, two):
            return False
        return here.isdisjoint(there)

    def _are_elsewhere(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether both name places, and none of one is, holds or lies in one of the other.

        Nor is told of by the other: "enlevé près de Ghazal, au Ghazni", "à Ghazal".
        """
        if not one.places or not two.places:
            return False
        if one.places & two.entities or two.places & one.entities:
            return False
        above, beyond = self.sides.sides(one.places), self.sides.sides(two.places)
        return above.isdisjoint(two.places) and beyond.isdisjoint(one.places)

    def enough(self, *, here: bool) -> Enough:
        """Points that are enough, in one article (`here`) or across two."""
        if here:
            words = self.known.words.enough
            return Enough(words["merge"], words["within"])
        least = self.known.joins.least
        return Enough(least["join"], least["propose"])

    def total(self, found: Sequence[Reason], *, here: bool) -> float:
        """The sum of some reasons.

        In one article (`here`) too little to propose where none tells this event from
        others; across two too little to join where they share no time.
        """
        points = round(sum(reason.points for reason in found), 2)
        if not here:
            if not any(reason.name in self.known.words.firm for reason in found):
                points = min(points, self.known.joins.least["join"] - 0.1)
            return points
        # The same people doing the same kind of thing prove nothing by themselves.
        own = self.known.words.own
        if not any(r.points >= own.get(r.name, inf) for r in found):
            return min(points, self.known.words.enough["within"] - 0.5)
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
        if one.focus is None or two.focus is None:
            return
        name = width(one.focus, two.focus, here=True)
        if name:
            yield self.known.weigh(name)

    def _parties(self, one: EventFeatures, two: EventFeatures) -> Iterator[Reason]:
        dyadic = one.kind in self.known.words.dyadic
        if dyadic and one.parties == two.parties and len(one.parties) > 1:
            yield self.known.weigh("partners")
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


def _are_counted_apart(one: EventFeatures, two: EventFeatures) -> bool:
    """Whether both count one thing in another place: "la première étape", "la 13e étape"."""
    for thing in one.ordinals.keys() & two.ordinals.keys():
        if one.ordinals[thing] != two.ordinals[thing]:
            return True
    return False


def _share_clause(one: EventFeatures, two: EventFeatures) -> bool:
    """Whether both are told in the same words."""
    same = one.place_told == two.place_told
    return same and one.mention.span.overlaps(two.mention.span)
