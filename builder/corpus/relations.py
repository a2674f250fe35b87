"""Who appears with whom, and which articles go together."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from builder.model.dossier import Annotated, Relation
from builder.model.mention import EntityType, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from builder.model.article import Sentence
    from builder.model.event import Event

    Pair = tuple[str, str]
    Ordered = dict[str, None]
    """A set in the order in which its members came."""

    Numbers = NDArray[np.int64]

_EVENT, _RARE, _COMMON = 10, 2, 1
"""What a shared event and a shared person weigh; a person whom most articles name says little."""
_NEIGHBOURS = 8
"""Nearest articles that each article is related to; it may be one of the nearest of others besides."""
_SHOWN = 6
"""People given as the reason at most, the rarest first."""


def between_entities(articles: Sequence[Annotated]) -> tuple[Relation, ...]:
    """Pairs of entities named in one sentence, heaviest first, with those sentences.

    A demonym names nobody, and what a wording literally says beside what it means is not company for itself.
    """
    found: dict[Pair, list[Pair]] = defaultdict(list)
    # Only pairs that occur are ever looked at: their number grows with the text, not with the square of the entities.
    for annotated in articles:
        article = annotated.article.id
        for sentence, entities in _named(annotated):
            place = (article, sentence.id)
            for pair in combinations(sorted(entities), 2):
                found[pair].append(place)
    return _heaviest_first(_company(found))


def _company(found: Mapping[Pair, Sequence[Pair]]) -> Iterator[Relation]:
    for (first, second), where in found.items():
        yield Relation(
            first,
            second,
            weight=len(where),
            evidence=tuple(where),
        )


def _named(annotated: Annotated) -> Iterator[tuple[Sentence, set[str]]]:
    """Each sentence with the entities it names."""
    links = sorted(annotated.links, key=lambda k: k.mention.span)
    at = 0
    for sentence in annotated.sentences:
        entities: set[str] = set()
        end = sentence.span.end
        while at < len(links) and links[at].mention.span.start < end:
            link = links[at]
            at += 1
            if link.mention.kind is MentionKind.DEMONYM:
                continue
            if link.is_settled:
                entities.update(link.entities)
        yield sentence, entities


def between_articles(
    articles: Sequence[Annotated], events: Sequence[Event]
) -> tuple[Relation, ...]:
    """Pairs of articles that share events or people, heaviest first, with what they share.

    Evidence is (`event` or `entity`, id), events first. Each article has its nearest neighbours, those of the lower id
    where several are as near; articles that share nothing are no neighbours.
    """
    index = _Index(articles, events)
    pairs = set()
    for article in range(index.size):
        for other in index.nearest(article):
            pair = sorted((article, other))
            pairs.add(tuple(pair))
    return _heaviest_first(index.relation(*pair) for pair in pairs)


def _heaviest_first(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    return tuple(sorted(relations, key=_rank))


def _rank(relation: Relation) -> tuple[int, str, str]:
    return -relation.weight, relation.first, relation.second


class _Index:
    """Which articles name a person or tell an event. Articles go by their number in the order of ids."""

    def __init__(self, articles: Sequence[Annotated], events: Sequence[Event]) -> None:
        by_id = {annotated.article.id: annotated for annotated in articles}
        self._ids = sorted(by_id)
        self.size = len(by_id)
        in_order = [by_id[article] for article in self._ids]
        self._people = list(map(_people, in_order))
        self._events = _told(events, self._ids)
        self._naming = _inverted(self._people)
        self._telling = _inverted(self._events)

    def nearest(self, article: int) -> list[int]:
        """The articles that share most with this one."""
        # A person whom every article names is met in each of them: one array operation for all.
        weights = np.zeros(self.size, dtype=np.int64)
        for event in self._events[article]:
            others = self._telling[event]
            weights[others] += _EVENT
        for person in self._people[article]:
            others = self._naming[person]
            weights[others] += self._worth(person)
        weights[article] = 0
        # No two keys are equal, so that the choice is the same on every machine.
        keys = weights * self.size - np.arange(self.size)
        few = min(_NEIGHBOURS, self.size)
        best = np.argpartition(keys, -few)[-few:]
        return [int(other) for other in best if weights[other]]

    def relation(self, first: int, second: int) -> Relation:
        """What two articles share."""
        told = self._events[second]
        events = [event for event in self._events[first] if event in told]
        people = sorted(
            self._people[first] & self._people[second],
            key=self._rarity,
        )
        weight = _EVENT * len(events)
        weight += sum(map(self._worth, people))
        evidence = [("event", event) for event in events]
        # Everybody counts, and the rarest are shown: they say most.
        evidence += [("entity", person) for person in people[:_SHOWN]]
        return Relation(
            self._ids[first],
            self._ids[second],
            weight,
            evidence=tuple(evidence),
        )

    def _rarity(self, person: str) -> tuple[int, str]:
        return len(self._naming[person]), person

    def _worth(self, person: str) -> int:
        named = len(self._naming[person])
        return _RARE if 2 * named <= self.size else _COMMON


def _people(annotated: Annotated) -> frozenset[str]:
    """Ids of the people whom an article names."""
    found: set[str] = set()
    for link in annotated.links:
        if link.mention.type is not EntityType.PER:
            continue
        if link.is_settled:
            found.update(link.entities)
    return frozenset(found)


def _told(events: Sequence[Event], ids: Sequence[str]) -> list[Ordered]:
    """The events that each article tells, in the order of the chronology."""
    told: dict[str, Ordered] = {article: {} for article in ids}
    for event in events:
        for mention in event.mentions:
            told[mention.article][event.id] = None
    return list(told.values())


def _inverted(things: Sequence[Iterable[str]]) -> dict[str, Numbers]:
    """For each thing the numbers of the articles that have it, each once, in order."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, had in enumerate(things):
        for thing in had:
            where[thing].append(number)
    return {thing: np.array(numbers) for thing, numbers in where.items()}
