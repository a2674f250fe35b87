"""Finds what corrections name and nobody knows."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING

from builder.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from builder.model.correction import Correction, Corrections


def unknown_ids(
    corrections: Corrections, known: Collection[str], kinds: Collection[str]
) -> Iterator[Problem]:
    """A warning for each entity or kind of event that corrections name and nobody knows, with the nearest one.

    `known` are the ids of the knowledge base, of the author's own entities and of those made from the articles.
    """
    for correction in corrections.words:
        for entity in _entities(correction):
            if entity not in known:
                yield _unknown_entity(correction.key, entity, known)
        kind = correction.kind
        if kind is not None and kind not in kinds:
            what = f"« {kind} » n’est pas un genre d’événement"
            yield _unknown(correction.key, what, kind, kinds)
    decided = {
        "merge_entities": corrections.entity_merges,
        "apart_entities": corrections.cannot_link,
    }
    for key, groups in decided.items():
        for entity in chain.from_iterable(groups):
            if entity not in known:
                yield _unknown_entity(f"corrections.yml, {key}", entity, known)


def _entities(correction: Correction) -> Iterator[str]:
    """Ids of the entities that a decision about words names."""
    if correction.entity is not None:
        yield correction.entity
    yield from correction.speaker or ()


def _unknown_entity(where: str, entity: str, known: Collection[str]) -> Problem:
    what = f"« {entity} » n’est l’identifiant d’aucune entité connue"
    return _unknown(where, what, entity, known)


def _unknown(where: str, what: str, given: str, known: Collection[str]) -> Problem:
    near = get_close_matches(given, sorted(known), n=1)
    hint = "Voyez seeds/entities.yml, ou la page Méthode."
    if near:
        hint = f"Vouliez-vous dire « {near[0]} » ?"
    # Entities come and go with the articles: a name that nobody knows today must not stop the dossier.
    return Problem(where, what, hint, Severity.WARNING)
