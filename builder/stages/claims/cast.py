"""Finds who takes part in what is told, and where it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.claim import Part, Participant
from builder.model.mention import EntityType, MentionKind
from builder.stages.claims.triggers import clause

if TYPE_CHECKING:
    from builder.lang.discourse import Scene, Unit
    from builder.model.article import Span
    from builder.model.mention import Link
    from builder.stages.claims.triggers import Trigger

_ACTING = frozenset({EntityType.PER, EntityType.ORG, EntityType.NORP})


def _scope(unit: Unit, trigger: Trigger) -> Span:
    return clause(unit, trigger.verb) if trigger.verb is not None else unit.span


def participants(scene: Scene, unit: Unit, trigger: Trigger) -> tuple[Participant, ...]:
    """Those who do it, then those to or with whom it is done, each once."""
    found: dict[str, Part] = {}
    verb = unit.verbs[trigger.verb] if trigger.verb is not None else None
    actor = unit.subjects.get(trigger.verb) if trigger.verb is not None else None
    if actor is not None:
        agent = scene.agent(unit, verb) if verb is not None and verb.passive else None
        part = Part.PATIENT if verb is not None and verb.passive and verb.tense != "pp" else Part.AGENT
        found.update(dict.fromkeys(actor.entities, part))
        found.update(dict.fromkeys(agent.entities if agent is not None else (), Part.AGENT))
    for link in scene.links_in(_scope(unit, trigger)):
        if _takes_part(scene, link) and not scene.inside_quote(link.mention.span.start):
            part = Part.AGENT if link.mention.kind is MentionKind.DEMONYM else Part.PATIENT
            for entity in link.entities:
                found.setdefault(entity, part)
    return tuple(Participant(e, p) for e, p in found.items())


def _takes_part(scene: Scene, link: Link) -> bool:
    if link.mention.kind in (MentionKind.METONYM, MentionKind.GROUP):
        return True
    if link.mention.kind is MentionKind.DEMONYM:
        return False
    return link.mention.type in _ACTING


def places(scene: Scene, unit: Unit, trigger: Trigger) -> tuple[str, ...]:
    """Ids of the places named as places in the clause, each once."""
    found = [
        e
        for k in scene.links_in(_scope(unit, trigger))
        if k.mention.type is EntityType.LOC and k.mention.kind in (MentionKind.NAME, MentionKind.ALIAS)
        for e in k.entities
    ]
    return tuple(dict.fromkeys(found))
