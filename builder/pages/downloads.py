"""What there is to download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.export import FORMATS
from builder.model.article import Rights
from builder.pages import page
from builder.pages.page import Page
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.pages.index import DossierIndex
    from builder.pages.phrases import Phrases

GROUPS = {
    "all": ("dossier.json", "dossier.schema.json", "dossier.jsonld"),
    "tables": (
        "datapackage.json",
        "articles.csv",
        "chronologie.csv",
        "recits.csv",
        "citations.csv",
        "entites.csv",
        "mentions.csv",
        "dates.csv",
        "relations.csv",
        "doutes.csv",
    ),
    "pictures": ("reseau.gexf", "reseau.graphml", "lieux.geojson", "frise.json"),
    "texts": ("corpus.tei.xml", "annotations/index.json", "dossier.ftm.jsonl"),
    "references": (
        "articles.bib",
        "articles.ris",
        "articles.csl.json",
        "chronologie.ics",
        "flux.xml",
    ),
}
"""Files under `donnees/` by what one wants of them; a test compares them with the exports."""


@dataclass(frozen=True, slots=True)
class FileView:
    """One file."""

    file: str
    """Its name under `donnees/`."""

    what: str
    """What it holds."""

    format: str
    media_type: str
    opened_by: str
    limits: str
    """What it cannot say; empty where it says all that it is about."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Files that serve one need."""

    id: str
    title: str
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class DataPage:
    """What can be downloaded."""

    groups: tuple[GroupView, ...]
    reserved: int
    """Articles whose rights keep words out of the data."""


def pages(index: DossierIndex) -> Iterator[Page]:
    """The one page."""
    say = page_phrases(index.dossier.language, "downloads")
    articles = (annotated.article for annotated in index.dossier.articles)
    reserved = sum(article.rights is not Rights.FULL for article in articles)
    yield Page(
        path=page.DATA,
        template="donnees.md.j2",
        title=say("title"),
        view=DataPage(tuple(_groups(say)), reserved),
        description=say("description"),
    )


def _groups(say: Phrases) -> Iterator[GroupView]:
    for group, files in GROUPS.items():
        views = [_file(file, say) for file in files]
        yield GroupView(group, say(group), tuple(views))


def _file(file: str, say: Phrases) -> FileView:
    # Told by what it holds: "chronologie.csv" tells a reader less than its contents.
    what, limits = say.listed(file)
    found = FORMATS[file]
    return FileView(file, what, found.name, found.media_type, found.opened_by, limits)
