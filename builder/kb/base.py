"""What stages may ask of the knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from builder.model.entity import Entity, Office
    from builder.model.moment import Moment


class KnowledgeBase(Protocol):
    """Entities and offices by id, and the ways to find them."""

    def __hash__(self) -> int:
        """A knowledge base is hashable, so that what is compiled from it can be kept."""
        ...

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity, by id."""
        ...

    @property
    def offices(self) -> Mapping[str, Office]:
        """Every office, by id."""
        ...

    @property
    def capitals(self) -> Mapping[str, str]:
        """Id of the capital, by id of its state; a state whose capital is disputed has none."""
        ...

    @property
    def demonyms(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the states and regions, by every form of their demonyms in lower case; two for "congolais"."""
        ...

    @property
    def states(self) -> frozenset[str]:
        """Ids of the states."""
        ...

    @property
    def as_of(self) -> date | None:
        """Last day up to which the packaged offices were read through; none for a base without them."""
        ...

    def named(self, surface: str) -> tuple[str, ...]:
        """Ids of the entities that bear this name or alias, in the order of ids; empty where nobody does.

        Capitals, accents and apostrophes do not count for names of five letters or more.
        """
        ...

    def state_of(self, demonym: str) -> str | None:
        """Id of the state or region a demonym belongs to ("russe", "Ukrainiennes"); none where it is unknown or shared."""
        ...

    def offices_of(self, holder: str) -> tuple[str, ...]:
        """Ids of the offices of a state or organisation, in the order of ids."""
        ...

    def holders(self, office: str, at: Moment | None) -> tuple[str, ...]:
        """Ids of those who can have held the office at a moment: one where it is certain, several where it spans a change.

        In the order of their terms. The day of a handover belongs to both. With no moment: everybody who ever held it.
        """
        ...
