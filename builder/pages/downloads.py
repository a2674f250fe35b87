"""What there is to download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.article import Rights
from builder.pages import page
from builder.pages.page import Page
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.pages.index import DossierIndex

FORMATS = (
    ("dossier.json", "JSON"),
    ("dossier.schema.json", "JSON Schema"),
    ("chronologie.csv", "CSV"),
    ("chronologie.ics", "iCalendar"),
    ("citations.csv", "CSV"),
    ("entites.csv", "CSV"),
    ("flux.xml", "Atom"),
    ("articles.bib", "BibTeX"),
    ("articles.ris", "RIS"),
    ("articles.csl.json", "CSL-JSON"),
)
"""(file, format) of everything under `donnees/`; a test compares it with the exports."""


@dataclass(frozen=True, slots=True)
class FileView:
    """One file."""

    file: str
    """Its name under `donnees/`."""

    name: str
    what: str
    """What it holds."""

    format: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """What can be downloaded."""

    files: tuple[FileView, ...]
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
        view=DataPage(tuple(_files(index)), reserved),
        description=say("description"),
    )


def _files(index: DossierIndex) -> Iterator[FileView]:
    say = page_phrases(index.dossier.language, "downloads")
    for file, file_format in FORMATS:
        # named by what it holds: "chronologie.csv" tells a reader less than its contents
        name, what = say.listed(file)
        yield FileView(file, name, what, file_format)
