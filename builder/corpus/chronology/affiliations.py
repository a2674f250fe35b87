"""Who stands on whose side: a person on that of the state whose office they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.model.entity import Entity, Office

_STEPS = 4
"""From a person to their office, its seat, its state: a longer way is a circle."""


@dataclass(frozen=True, eq=False)
class Affiliations:
    """What the chronology asks about entities."""

    people: frozenset[str]
    lands: frozenset[str]
    """Places: states, towns, regions."""

    names: Mapping[str, str]
    _side: Mapping[str, str]
    _sides: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)
    """What `sides` answered: the same few are asked about with every neighbour."""

    def side(self, entity: str) -> str:
        """The state or body that somebody stands for; themselves where none is known."""
        return self._side.get(entity, entity)

    def sides(self, entities: frozenset[str]) -> frozenset[str]:
        """The sides of several."""
        found = self._sides.get(entities)
        if found is None:
            found = frozenset(map(self.side, entities))
            self._sides[entities] = found
        return found

    def name(self, entity: str) -> str:
        """The name of an entity; its id where it is not known."""
        return self.names.get(entity, entity)

    def named(self, entities: Iterable[str]) -> list[str]:
        """Names, in order."""
        return sorted(map(self.name, entities))


def affiliations(
    entities: Mapping[str, Entity], offices: Mapping[str, Office]
) -> Affiliations:
    """Those of a dossier."""
    everybody = entities.values()
    people = (entity.id for entity in everybody if entity.type is EntityType.PER)
    lands = (entity.id for entity in everybody if entity.type is EntityType.LOC)
    return Affiliations(
        frozenset(people),
        frozenset(lands),
        {entity.id: entity.name for entity in everybody},
        {name: _side(name, entities, offices) for name in entities},
    )


def _side(
    entity: str, entities: Mapping[str, Entity], offices: Mapping[str, Office]
) -> str:
    for _ in range(_STEPS):
        known = entities.get(entity)
        if known is None:
            break
        above = known.stands_for or known.country or _last_office(known, offices)
        if not above:
            break
        entity = above
    return entity


def _last_office(entity: Entity, offices: Mapping[str, Office]) -> str:
    """The state or body of the office that somebody held last; empty where none is known."""
    for tenure in reversed(entity.tenures):
        if tenure.office in offices:
            return offices[tenure.office].of
    return ""
