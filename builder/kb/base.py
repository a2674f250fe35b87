"""What stages may ask of the knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.model.entity import Entity, Office
    from builder.model.moment import Moment


class KnowledgeBase(Protocol):
    """Entities and offices by id, and the ways to find them."""

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity, by id."""
        ...

    @property
    def offices(self) -> Mapping[str, Office]:
        """Every office, by id."""
        ...

    def named(self, surface: str) -> tuple[str, ...]:
        """Ids of the entities that bear this name or alias, in the order of ids; empty where nobody does.

        Capitals, accents and apostrophes do not count for names of five letters or more.
        """
        ...

    def state_of(self, demonym: str) -> str | None:
        """Id of the state a demonym belongs to ("russe", "Ukrainiennes"), in any form and case."""
        ...

    def holders(self, office: str, at: Moment | None) -> tuple[str, ...]:
        """Ids of those who can have held the office at a moment: one where it is certain, several where it spans a change.

        With no moment: everybody who ever held it, as far as is known.
        """
        ...
