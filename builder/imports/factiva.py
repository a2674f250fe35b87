"""The HTML that Factiva exports: one `div class="article frArticle"` for each document, in a table by codes or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.imports import factiva_lines
from builder.imports.found import doubted, unmarked
from builder.imports.markup import classed, is_cut, page, paragraphs, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.imports.found import Found, Source
    from builder.imports.markup import Element


def read(source: Source) -> Iterator[Found]:
    """The documents of an export, in order."""
    root = page(source.raw, source.name)
    documents = classed(root, "article")
    for number, document in enumerate(documents, 1):
        found = _document(document, str(number), source)
        is_last = number == len(documents)
        if found:
            yield doubted(found) if is_last and is_cut(source.raw) else found


def _document(document: Element, place: str, source: Source) -> Found | None:
    fields = _coded(document)
    if "HD" in fields:
        return factiva_lines.coded(fields, place, source.pack)
    lines = list(map(unmarked, paragraphs(document)))
    told = [line for line in lines if not line.startswith("Document ")]
    return factiva_lines.document(told, place, source.pack)


def _coded(document: Element) -> dict[str, list[str]]:
    """The lines of each code of a document's table; empty where it has none."""
    fields: dict[str, list[str]] = {}
    for row in document.iter("tr"):
        cells = list(row.iter("td"))
        if len(cells) > 1:
            lines = paragraphs(cells[1])
            fields[words(cells[0])] = list(map(unmarked, lines))
    return fields
