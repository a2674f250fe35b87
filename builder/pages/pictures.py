"""The pictures of the pages of entities, out of tables made once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from builder.pages import page, svg_network, svg_presence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.model.dossier import Relation
    from builder.pages.index import DossierIndex
    from builder.pages.svg_presence import Presence


@dataclass(frozen=True)
class Pictures:
    """Draws for the page of one entity after the other."""

    look: DossierIndex

    @cached_property
    def _presences(self) -> Mapping[str, Presence]:
        return {p.id: p for p in svg_presence.presences(self.look)}

    @cached_property
    def _ties(self) -> Mapping[str, Sequence[Relation]]:
        ties: dict[str, list[Relation]] = {}
        for relation in svg_network.acting(self.look.dossier):
            ties.setdefault(relation.first, []).append(relation)
            ties.setdefault(relation.second, []).append(relation)
        return ties

    def presence(self, entity_id: str) -> str:
        """How much the entity is present from article to article; empty where no article mentions it, or all is one."""
        found = self._presences.get(entity_id)
        href = partial(page.site, page.entity(entity_id))
        return svg_presence.of_entity(self.look.dossier, found, href) if found else ""

    def company(self, entity_id: str) -> str:
        """With whom it appears; empty where there are fewer than two."""
        return svg_network.ego(
            self.look, entity_id, self._ties, partial(page.site, page.entity(entity_id))
        )
