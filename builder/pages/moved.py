"""Where names and facts stand that have no page of their own: for addresses that somebody noted when they had one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.pages.index import DossierIndex

PATH = "donnees/adresses.json"
"""Read by the site's own script on the page that says that there is none."""


def addresses(index: DossierIndex) -> str:
    """Ids by the page of their list that has them, as JSON; former ids of facts stand with them."""
    names: dict[str, list[str]] = {}
    for letter in index.list_parts:
        ids = [one.entity.id for one in letter.items if not one.has_page]
        if ids:
            names[letter.name] = ids
    facts: dict[str, list[str]] = {}
    for period in index.chronology_parts:
        within = facts.setdefault(period.name, [])
        for event in period.items:
            within += [event.id, *event.aliases]
    found = {"noms": names, "faits": facts}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
