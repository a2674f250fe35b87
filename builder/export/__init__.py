"""Open data beside the pages: one module a format, and a table of them written out by hand."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from builder.export import calendar, feed, references, tables, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from builder.config import Settings
    from builder.model.dossier import Dossier

FORMATS: Mapping[str, Callable[[Dossier], str]] = {
    "articles.bib": references.bibtex,
    "articles.csl.json": references.csl,
    "articles.ris": references.ris,
    "chronologie.csv": tables.events,
    "chronologie.ics": calendar.calendar,
    "citations.csv": tables.quotes,
    "dossier.json": whole.document,
    "entites.csv": tables.entities,
    "flux.xml": feed.atom,
}
"""File under `donnees/` → what writes it."""


def exports(dossier: Dossier, settings: Settings) -> Mapping[str, bytes]:
    """Path under `docs/` → bytes, for every format; the same dossier gives the same bytes.

    A lone surrogate, which UTF-8 cannot carry, becomes a question mark.
    """
    del settings  # no format asks for them; pages and exports are called alike
    schema = files("builder.export").joinpath("dossier.schema.json").read_bytes()
    made = {"donnees/dossier.schema.json": schema}
    for name, write in FORMATS.items():
        made[f"donnees/{name}"] = write(dossier).encode("utf-8", "replace")
    return dict(sorted(made.items()))
