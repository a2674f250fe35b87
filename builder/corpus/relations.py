"""Who appears with whom, and which articles go together."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from builder.model.dossier import Annotated, Relation
from builder.model.mention import EntityType, LinkStatus, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.model.article import Sentence
    from builder.model.event import Event

_EVENT, _RARE, _COMMON = 10, 2, 1
"""What a shared event and a shared person weigh; a person whom most articles name says little."""
_NEIGHBOURS = 8
"""Articles that an article is related to at most; those it is nearest to."""
_SHOWN = 6
"""People given as the reason at most, the rarest first."""
_MEANT = (LinkStatus.LINKED, LinkStatus.UNKNOWN)


def between_entities(articles: Sequence[Annotated]) -> tuple[Relation, ...]:
    """Pairs of entities named in one sentence, heaviest first, with those sentences.

    A demonym names nobody, and what a wording literally says beside what it means is not company for itself.
    """
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for annotated in articles:
        for sentence, entities in _named(annotated):
            for pair in combinations(sorted(entities), 2):
                found.setdefault(pair, []).append((annotated.article.id, sentence.id))
    pairs = (
        Relation(a, b, len(where), tuple(where)) for (a, b), where in found.items()
    )
    return tuple(sorted(pairs, key=lambda r: (-r.weight, r.first, r.second)))


def _named(annotated: Annotated) -> Iterable[tuple[Sentence, set[str]]]:
    """Each sentence with the entities it names."""
    links = sorted(annotated.links, key=lambda k: k.mention.span)
    at = 0
    for sentence in annotated.sentences:
        entities: set[str] = set()
        while at < len(links) and links[at].mention.span.start < sentence.span.end:
            link = links[at]
            at += 1
            if link.verdict in _MEANT and link.mention.kind is not MentionKind.DEMONYM:
                entities.update(link.entities)
        yield sentence, entities


def between_articles(
    articles: Sequence[Annotated], events: Sequence[Event]
) -> tuple[Relation, ...]:
    """Pairs of articles that share events (first) or people, heaviest first, with what they share.

    Evidence is (`event` or `entity`, id). Each article keeps its nearest neighbours only.
    """
    people = {a.article.id: _people(a) for a in articles}
    told: dict[tuple[str, str], list[str]] = {}
    for event in events:
        for pair in combinations(sorted({c.article for c in event.mentions}), 2):
            told.setdefault(pair, []).append(event.id)
    count = Counter(p for named in people.values() for p in named)
    pairs = (
        _related(pair, told.get(pair, []), people, count)
        for pair in combinations(sorted(people), 2)
    )
    return _nearest(
        sorted(
            (r for r in pairs if r.weight), key=lambda r: (-r.weight, r.first, r.second)
        )
    )


def _people(annotated: Annotated) -> frozenset[str]:
    linked = (
        k
        for k in annotated.links
        if k.verdict in _MEANT and k.mention.type is EntityType.PER
    )
    return frozenset(e for k in linked for e in k.entities)


def _related(
    pair: tuple[str, str],
    events: Sequence[str],
    people: Mapping[str, frozenset[str]],
    count: Mapping[str, int],
) -> Relation:
    shared = sorted(people[pair[0]] & people[pair[1]], key=lambda p: (count[p], p))
    weight = sum(_RARE if 2 * count[p] <= len(people) else _COMMON for p in shared)
    evidence = [
        *(("event", e) for e in events),
        *(("entity", p) for p in shared[:_SHOWN]),
    ]
    return Relation(*pair, _EVENT * len(events) + weight, tuple(evidence))


def _nearest(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    degree: Counter[str] = Counter()
    kept = []
    for relation in relations:
        if min(degree[relation.first], degree[relation.second]) < _NEIGHBOURS:
            degree.update((relation.first, relation.second))
            kept.append(relation)
    return tuple(kept)
