"""Finds what corrections name and nobody knows."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING

from builder.errors import Message, Place, message, problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from builder.errors import Problem
    from builder.model.correction import Correction, Corrections


_ALIKE = 0.75
"""Likeness (0 to 1, as difflib has it) from which an id is a slip for another: of 20,000 some are always near."""


def unknown_ids(
    corrections: Corrections, known: Collection[str], kinds: Collection[str]
) -> Iterator[Problem]:
    """A warning for each entity or kind of event that corrections name and nobody knows, with the nearest one.

    `known` are the ids of the knowledge base, of the author's own entities and of those made from the articles.
    """
    for correction in corrections.words:
        where = corrections.where(correction.key)
        for entity in _entities(correction):
            if entity not in known:
                yield _unknown_entity(where, entity, known)
        kind = correction.kind
        if kind is not None and kind not in kinds:
            yield problem(
                where,
                "corrections.unknown-kind",
                id=kind,
                advice=_nearest(kind, kinds, "parts.mend-value"),
            )
    decided = {
        "merge_entities": corrections.entity_merges,
        "apart_entities": corrections.cannot_link,
    }
    for key, groups in decided.items():
        for entity in chain.from_iterable(groups):
            if entity not in known:
                place = Place("seeds/corrections.yml", key=key)
                yield _unknown_entity(place, entity, known)


def _entities(correction: Correction) -> Iterator[str]:
    """Ids of the entities that a decision about words names."""
    if correction.entity is not None:
        yield correction.entity
    yield from correction.speaker or ()


def _unknown_entity(where: Place, entity: str, known: Collection[str]) -> Problem:
    return problem(
        where,
        "corrections.unknown-entity",
        id=entity,
        advice=_nearest(entity, known, "parts.see-entities"),
    )


def _nearest(given: str, known: Collection[str], otherwise: str) -> Message:
    """A hint: what is nearest; the message of another code where nothing is near."""
    near = get_close_matches(given, sorted(known), n=1, cutoff=_ALIKE)
    return message("parts.nearest", word=near[0]) if near else message(otherwise)
