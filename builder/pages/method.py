"""How a dossier is read, what its marks say, and how to correct it: the same page in every dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.pages import page
from builder.pages.page import Page
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.pages.index import DossierIndex


def pages(index: DossierIndex) -> Iterator[Page]:
    """The one page."""
    say = page_phrases(index.dossier.language, "method")
    yield Page(
        path=page.METHOD,
        template="methode.md.j2",
        title=say("title"),
        view=None,
        description=say("description"),
    )
