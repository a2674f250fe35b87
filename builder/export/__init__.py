"""Open data beside the pages: one module a format, and a table of them written out by hand."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from builder.export import (
    calendar,
    corpus,
    feed,
    follow_the_money,
    linked,
    network,
    package,
    places,
    references,
    tables,
    tei,
    timeline,
    web_annotations,
    whole,
)
from builder.export.material import Material

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from builder.config import Settings
    from builder.model.dossier import Dossier


class Format(NamedTuple):
    """One file under `donnees/`; what it holds and cannot say stands among the words of the page."""

    name: str
    """What the format is called."""

    media_type: str
    opened_by: str
    """Programs that open it, for readers."""

    write: Callable[[Material], str]


_CSV = ("CSV", "text/csv", "Excel, Calc, R, pandas")
_GRAPH = "Gephi, networkx"


def _schema(material: Material) -> str:
    del material  # the same for every dossier
    return files("builder.export").joinpath("dossier.schema.json").read_text("utf-8")


FORMATS: Mapping[str, Format] = {
    "dossier.json": Format("JSON", "application/json", "Python, R, jq", whole.document),
    "dossier.schema.json": Format(
        "JSON Schema", "application/schema+json", "jsonschema, ajv", _schema
    ),
    "datapackage.json": Format(
        "Data Package", "application/json", "Frictionless, R, pandas", package.describe
    ),
    "articles.csv": Format(*_CSV, tables.articles),
    "chronologie.csv": Format(*_CSV, tables.events),
    "recits.csv": Format(*_CSV, tables.event_mentions),
    "citations.csv": Format(*_CSV, tables.quotes),
    "entites.csv": Format(*_CSV, tables.entities),
    "mentions.csv": Format(*_CSV, tables.mentions),
    "dates.csv": Format(*_CSV, tables.times),
    "relations.csv": Format(*_CSV, tables.relations),
    "doutes.csv": Format(*_CSV, tables.doubts),
    "reseau.gexf": Format("GEXF", "application/gexf+xml", _GRAPH, network.gexf),
    "reseau.graphml": Format(
        "GraphML", "application/graphml+xml", _GRAPH, network.graphml
    ),
    "lieux.geojson": Format(
        "GeoJSON", "application/geo+json", "QGIS, Palladio, uMap", places.geojson
    ),
    "frise.json": Format(
        "TimelineJS", "application/json", "TimelineJS", timeline.slides
    ),
    "corpus.tei.xml": Format(
        "TEI P5", "application/tei+xml", "TXM, oXygen", tei.corpus
    ),
    "dossier.ftm.jsonl": Format(
        "FollowTheMoney",
        "application/json+ftm",
        "OpenAleph, Datashare",
        follow_the_money.stream,
    ),
    "dossier.jsonld": Format(
        "JSON-LD", "application/ld+json", "rdflib, Apache Jena", linked.document
    ),
    "articles.bib": Format(
        "BibLaTeX", "application/x-bibtex", "LaTeX, JabRef", references.bibtex
    ),
    "articles.ris": Format(
        "RIS",
        "application/x-research-info-systems",
        "Zotero, EndNote",
        references.ris,
    ),
    "articles.csl.json": Format(
        "CSL-JSON", "application/vnd.citationstyles.csl+json", "Zotero", references.csl
    ),
    "chronologie.ics": Format(
        "iCalendar", "text/calendar", "Thunderbird, Google Agenda", calendar.calendar
    ),
    "flux.xml": Format(
        "Atom", "application/atom+xml", "tout lecteur de flux", feed.atom
    ),
    "annotations/index.json": Format(
        "Web Annotation",
        "application/ld+json",
        "Recogito, Hypothesis",
        web_annotations.index,
    ),
}
"""File under `donnees/` → what it is and what writes it, in the order of the page."""


ON_DEMAND = {"corpus.spacy": corpus.corpus}
"""What is no file of the site, for those who ask: name → what writes its bytes."""


def names() -> tuple[str, ...]:
    """Every format that can be asked for by name."""
    return (*FORMATS, *ON_DEMAND)


def written(dossier: Dossier, name: str) -> bytes:
    """One format of a dossier.

    Raises:
        KeyError: where there is no such format.
    """
    material = Material(dossier)
    if name in ON_DEMAND:
        return ON_DEMAND[name](material)
    return FORMATS[name].write(material).encode("utf-8", "replace")


def exports(dossier: Dossier, settings: Settings) -> Mapping[str, bytes]:
    """Path under `docs/` → bytes, for every format; the same dossier gives the same bytes.

    A lone surrogate, which UTF-8 cannot carry, becomes a question mark.
    """
    del settings  # no format asks for them; pages and exports are called alike
    material = Material(dossier)
    made = {name: each.write(material) for name, each in FORMATS.items()}
    made.update(web_annotations.collections(material))
    return {
        f"donnees/{name}": text.encode("utf-8", "replace")
        for name, text in sorted(made.items())
    }
