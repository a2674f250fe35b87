"""What two accounts of different articles share: amounts that fitted weights turn to points.

Rare words, names and numbers count by their rarity in the dossier, so that what every
article has in common proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.chronology.rarity import Rarity, entity_term, is_entity
from builder.corpus.chronology.spans_of_time import exclude, recalled, width
from builder.corpus.chronology.vocabulary import Reason
from builder.model.event import PlacedBy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.corpus.chronology.affiliations import Affiliations
    from builder.corpus.chronology.features import EventFeatures
    from builder.corpus.chronology.vocabulary import Vocabulary

_WEEK = 7
_MOST = 12.0
"""Rarity that shared words or names count for at most."""

_RELATED = 0.1
"""How much two articles are about one thing, at least, where their words name nothing in common."""

_LEAST = 4.2
"""Rarity of what two accounts have in common, without which they are strangers."""

_FRESH = 2
"""Days between two articles that tell as news, without a day, what is one event."""

_FEW = 3
"""Words of a clause from which it tells how many of them are shared."""

_TELLING = 2.0
"""Rarity from which a word of an article tells what it is about."""


class Amount(NamedTuple):
    """How much of one thing two accounts share, and in what words."""

    name: str
    much: float
    what: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Across:
    """Compares accounts of different articles."""

    known: Vocabulary
    sides: Affiliations
    rarity: Rarity
    subjects: Mapping[str, frozenset[str]]
    """Article → the terms that tell what it is about."""

    def reasons(self, one: EventFeatures, two: EventFeatures) -> tuple[Reason, ...]:
        """What the two share with its points, heaviest first; nothing for strangers."""
        if self._are_strange(one, two):
            return ()
        weights = self.known.joins.weights
        found: list[Reason] = []
        for amount in self.amounts(one, two):
            points = round(weights.get(amount.name, 0.0) * amount.much, 1)
            # A shared time is told also where it counts nothing: without one nothing is sure.
            if points or (amount.much and amount.name in self.known.words.firm):
                found.append(Reason(amount.name, points, amount.what))
        return tuple(sorted(found, key=lambda reason: (-reason.points, reason.name)))

    def _are_strange(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether no word of theirs tells that both speak of one thing.

        "Une élection est prévue en mai" of two countries; two deeds of one day and story.
        """
        here, there = self.sides.sides(one.entities), self.sides.sides(two.entities)
        shared = here & there
        too_little = self._in_common(one, two, shared) < _LEAST
        if too_little or self._is_vague(one, two) or self._of_others(one, two):
            return True
        same_kind = one.kind == two.kind and one.kind != self.known.words.plain
        numbers = one.numbers.keys() & two.numbers.keys()
        if not (same_kind or numbers or one.stems.keys() & two.stems.keys()):
            return True
        if numbers or shared:
            return False
        if here and there and not self._names_beside(one, two):
            return True
        return self._subject(one, two).much < _RELATED

    def _is_vague(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether one is mentioned without a day or a name: "placé en garde à vue"."""
        vague = any(event.faint and event.day is None for event in (one, two))
        return vague and not self._names_beside(one, two)

    def _of_others(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether others did it, or the news of it came out too many days apart.

        Medals of one day, stages of one race: the words of such articles are the same.
        """
        here, there = self.sides.sides(one.actors), self.sides.sides(two.actors)
        if here and there and not here & there:
            return True
        borrowed = [event.mention.placed_by for event in (one, two)]
        days = _days_apart(one, two)
        news = all(by is PlacedBy.PUBLICATION for by in borrowed)
        return news and days is not None and days > _FRESH

    def _in_common(
        self, one: EventFeatures, two: EventFeatures, sides: set[str]
    ) -> float:
        """Usual rarity of the words and names of both; half for what is less their own.

        One kind, one week and one frequent country are no evidence: many a deed has
        them. In a dossier of one event its own words are everywhere, and tell it still.
        """
        shared = one.stems.keys() & two.stems.keys()
        verbs = one.trigger & two.trigger
        numbers = one.numbers.keys() & two.numbers.keys()
        beside = (one.around & two.around) - shared
        names = (one.entities & two.entities) | sides
        own = [*(shared - verbs), *map(entity_term, names)]
        less = [*verbs, *numbers, *beside]
        usual = self.rarity.usual
        return sum(map(usual, own)) + sum(map(usual, less)) / 2

    def _names_beside(self, one: EventFeatures, two: EventFeatures) -> bool:
        """Whether the sentences of both name somebody or something in common."""
        here = one.around | set(map(entity_term, one.entities))
        there = two.around | set(map(entity_term, two.entities))
        return any(is_entity(term) for term in here & there)

    def amounts(self, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
        """All that a weight can be fitted for."""
        yield from self._words(one, two)
        yield from self._names(one, two)
        yield from self._when(one, two)
        yield from self._kinds(one, two)
        yield from self._told(one, two)
        yield self._subject(one, two)

    def _words(self, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
        shared = one.stems.keys() & two.stems.keys()
        verbs = one.trigger & two.trigger
        yield self._rare("verb", shared & verbs, one.stems)
        # "condamné" in one, "la condamnation" beside another verb in the other.
        crossed = (shared & (one.trigger | two.trigger)) - verbs
        yield self._rare("noun", crossed, one.stems)
        yield self._rare("words", shared - verbs - crossed, one.stems)
        numbers = one.numbers.keys() & two.numbers.keys()
        yield self._rare("figures", numbers, one.numbers)
        shorter = min(len(one.stems), len(two.stems))
        if shorter >= _FEW:
            yield Amount("wording", len(shared) / shorter)
        beside = one.around & two.around
        beside |= one.around & {*two.stems, *map(entity_term, two.entities)}
        beside |= two.around & {*one.stems, *map(entity_term, one.entities)}
        yield Amount("around", min(_MOST, self.rarity.total(beside)))
        if not shared and not numbers:
            yield Amount("bare", 1.0)
        if one.numbers.keys() - numbers and two.numbers.keys() - numbers:
            yield Amount("counts", 1.0)

    def _rare(
        self, name: str, terms: Iterable[str], words: Mapping[str, str]
    ) -> Amount:
        terms = sorted(terms)
        much = min(_MOST, self.rarity.total(terms))
        return Amount(name, much, tuple(words[term] for term in terms if term in words))

    def _names(self, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
        actors = one.actors & two.actors
        yield self._entities("actors", actors)
        sides = self.sides.sides(one.parties)
        dyadic = (
            one.kind in self.known.words.dyadic and two.kind in self.known.words.dyadic
        )
        if dyadic and len(sides) > 1 and sides == self.sides.sides(two.parties):
            yield Amount("parties", 1.0, tuple(self.sides.named(one.parties)))
        places = (one.places | one.named) & (two.places | two.named)
        places &= one.places | two.places
        states = {place for place in places if self.sides.side(place) == place}
        yield self._entities("place", places - states)
        yield self._entities("state", states - actors)
        yield self._entities("named", (one.entities & two.entities) - actors - places)
        yield Amount("strangers", self._unshared(one, two))

    def _entities(self, name: str, entities: Iterable[str]) -> Amount:
        much = self.rarity.total(map(entity_term, entities))
        return Amount(name, min(_MOST, much), tuple(self.sides.named(entities)))

    def _unshared(self, one: EventFeatures, two: EventFeatures) -> float:
        """Rarity of the names that each has and the other has not, the lesser of both.

        "Kittel l'emporte", "Van Avermaet l'emporte"; who names less contradicts nothing.
        """
        here, there = self.sides.sides(one.entities), self.sides.sides(two.entities)
        mine = [name for name in one.entities if self.sides.side(name) not in there]
        yours = [name for name in two.entities if self.sides.side(name) not in here]
        totals = [self.rarity.total(map(entity_term, names)) for names in (mine, yours)]
        return min(_MOST, *totals)

    def _when(self, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
        if one.day is None or two.day is None:
            yield self._undated(one, two)
            return
        if exclude(one.day, two.day):
            return
        name = width(one.day, two.day, here=False)
        if name == "month" and recalled(one, two):
            name = "recalled"
        if name:
            yield Amount(name, 1.0)

    def _undated(self, one: EventFeatures, two: EventFeatures) -> Amount:
        """Of one or two without a date: whether they are news of one day, of one week."""
        days = _days_apart(one, two)
        if one.day is not None or two.day is not None:
            return Amount("period", float(days is not None and days <= _WEEK))
        if days is None or days > _WEEK:
            return Amount("undated", 1.0)
        return Amount("news" if days <= 1 else "week", 1.0)

    def _kinds(self, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
        words = self.known.words
        if one.kind == two.kind:
            if one.kind not in words.spoken:
                yield Amount("plain" if one.kind == words.plain else "kind", 1.0)
        elif self.known.related(one.kind, two.kind):
            yield Amount("family", 1.0)
        elif words.plain not in (one.kind, two.kind) and not (one.faint or two.faint):
            # The kind of a mention in passing is a guess.
            yield Amount("kinds", 1.0)

    def _told(self, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
        faint = one.faint + two.faint
        if faint:
            yield Amount("faint", float(faint))
        if one.mention.headline and two.mention.headline:
            yield Amount("headlines", 1.0)
        if one.planned is not two.planned:
            yield Amount("stages", 1.0)
        spoken = [event.kind in self.known.words.spoken for event in (one, two)]
        if any(spoken):
            yield Amount("said" if all(spoken) else "saying", 1.0)

    def _subject(self, one: EventFeatures, two: EventFeatures) -> Amount:
        """How much the two articles are about one thing: 1 for the same words."""
        here, there = self.subjects[one.article], self.subjects[two.article]
        if not here or not there:
            return Amount("subject", 0.0)
        shared = self.rarity.total(here & there)
        norm = (self.rarity.total(here) * self.rarity.total(there)) ** 0.5
        return Amount("subject", shared / norm)


def _days_apart(one: EventFeatures, two: EventFeatures) -> int | None:
    """Days between what can be of a week's news; none where a date is open."""
    days = []
    for event in (one, two):
        known = event.day.latest if event.day else event.news
        if known is None:
            return None
        days.append(known)
    return abs((days[0] - days[1]).days)


def subject_of(terms: Iterable[str], rarity: Rarity) -> frozenset[str]:
    """Those of an article's terms that tell what it is about."""
    return frozenset(term for term in terms if rarity.of(term) >= _TELLING)
