"""An EPUB: each part of its order of reading that tells something is an article."""

from __future__ import annotations

from dataclasses import replace
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from builder.errors import ArticleRefusedError, problem
from builder.imports.archive import Archive
from builder.imports.found import language_code
from builder.imports.lines import single
from builder.imports.markup import page, paragraphs, tree, words
from builder.imports.moments import day_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.imports.found import Found, Source
    from builder.imports.markup import Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_SHORTEST = 300
"""Characters of a part that is an article: covers and tables of contents have fewer."""


def read(source: Source) -> Iterator[Found]:
    """The articles of a book or a collection, in the order of reading."""
    archive = Archive(source.raw, source.name)
    container = tree(archive.read("META-INF/container.xml"), source.name)
    path = next((each.get("full-path", "") for each in container.iter(_ROOTFILE)), "")
    package = tree(archive.read(path), source.name)
    if {"META-INF/encryption.xml", "META-INF/rights.xml"} <= set(archive.names):
        raise ArticleRefusedError(problem(source.name, "imports.password"))
    hrefs = {
        item.get("id"): item.get("href", "") for item in package.iter(f"{_OPF}item")
    }
    number = 0
    for reference in package.iter(f"{_OPF}itemref"):
        href = hrefs.get(reference.get("idref"), "")
        inner = normpath(join(dirname(path), unquote(href)))
        if inner not in archive.names:
            continue
        root = page(archive.read(inner), source.name)
        lines = paragraphs(root)
        if sum(map(len, lines)) < _SHORTEST:
            continue
        number += 1
        yield _article(root, lines, package, str(number), source)


def _article(
    root: Element, lines: list[str], package: Element, place: str, source: Source
) -> Found:
    title = words(next(root.iter("h1", "h2"), None))
    found = single(lines, source, title)
    authors = tuple(filter(None, map(words, package.iter(f"{_DC}creator"))))
    return replace(
        found,
        published=found.published or day_in(_said(package, "date"), source.pack),
        outlet=found.outlet or _said(package, "publisher"),
        authors=found.authors or authors,
        language=language_code(_said(package, "language"), source.pack),
        place=place,
    )


def _said(package: Element, name: str) -> str:
    return words(next(package.iter(f"{_DC}{name}"), None))
