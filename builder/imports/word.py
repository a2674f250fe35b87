"""Documents of Word and LibreOffice: their paragraphs, with headings; tables are read cell by cell."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from docx.table import Table

from builder.imports import lines
from builder.imports.archive import Archive
from builder.imports.found import foreign, heading
from builder.imports.markup import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document

    from builder.imports.found import Found, Source
    from builder.imports.markup import Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_LEFT_OUT = frozenset(
    {f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content"}
)


def read_docx(source: Source) -> Iterator[Found]:
    """The articles of a document of Word."""
    # Looked at first: the library unpacks whatever it is given.
    Archive(source.raw, source.name)
    with foreign(source.name):
        document = docx.Document(io.BytesIO(source.raw))
        paragraphs = list(_of_word(document))
    title = ""
    found: list[str] = []
    for style, words in paragraphs:
        if style == "Title" and not title:
            title = words
        is_heading = style.startswith("Heading")
        found.append(heading(words) if is_heading and found else words)
    yield from lines.articles(found, source, title)


def _of_word(document: Document) -> Iterator[tuple[str, str]]:
    """Each paragraph with the name of its style."""
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                for cell in row.cells:
                    yield "", " ".join(cell.text.split())
            continue
        style = part.style.name if part.style is not None else ""
        # A break of the line inside a paragraph stands between two lines of a head.
        for words in part.text.split("\n"):
            yield str(style or ""), " ".join(words.split())


def read_odt(source: Source) -> Iterator[Found]:
    """The articles of a document of LibreOffice."""
    archive = Archive(source.raw, source.name)
    root = tree(archive.read("content.xml"), source.name)
    title = ""
    found: list[str] = []
    for element in root.iter(f"{_TEXT}h", f"{_TEXT}p"):
        if any(above.tag in _LEFT_OUT for above in element.iterancestors()):
            continue
        style = element.get(f"{_TEXT}style-name", "")
        for words in _of_office(element).split("\n"):
            line = " ".join(words.split())
            if not line:
                continue
            if style == "Title" and not title:
                title = line
            is_heading = element.tag == f"{_TEXT}h" and found
            found.append(heading(line) if is_heading else line)
    yield from lines.articles(found, source, title)


def _of_office(element: Element) -> str:
    pieces = [element.text or ""]
    for part in element:
        if part.tag in _SPACES:
            pieces.append(_SPACES[part.tag])
        elif part.tag not in _LEFT_OUT:
            pieces.append(_of_office(part))
        pieces.append(part.tail or "")
    return "".join(pieces)
