"""The pictures of the pages of entities, out of tables made once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from builder.pages import page, svg_network, svg_presence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.pages.index import DossierIndex
    from builder.pages.svg_network import Ties
    from builder.pages.svg_presence import Presence


@dataclass(frozen=True)
class Pictures:
    """Draws for the page of one entity after the other."""

    index: DossierIndex

    # once for all pages: each table reads the whole dossier
    @cached_property
    def _presences(self) -> Mapping[str, Presence]:
        presences = svg_presence.presences(self.index)
        return {presence.id: presence for presence in presences}

    @cached_property
    def _ties(self) -> Ties:
        return svg_network.ties_between(svg_network.acting(self.index.dossier))

    def presence(self, entity_id: str) -> str:
        """How much the entity is present from article to article; empty where no article mentions it, or all is one."""
        presence = self._presences.get(entity_id)
        if presence is None:
            return ""
        href = partial(page.site, page.entity(entity_id))
        return svg_presence.of_entity(self.index, presence, href)

    def company(self, entity_id: str) -> str:
        """With whom it appears; empty where there are fewer than two."""
        href = partial(page.site, page.entity(entity_id))
        return svg_network.ego(self.index, entity_id, self._ties, href)
