"""The HTML that Europresse exports: one `article` element for each document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.imports.found import Found, doubted, joined
from builder.imports.markup import (
    classed,
    first_classed,
    is_cut,
    page,
    paragraphs,
    words,
)
from builder.imports.moments import day_in
from builder.ingest.people import people, signed
from builder.lang.schema_imports import ImportWords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.imports.found import Source
    from builder.imports.markup import Element

_TITLES = ("rdp__articletitle", "titreArticleVisu", "titreArticle", "grandTitre")
_LONGEST_SIGNATURE = 120


def read(source: Source) -> Iterator[Found]:
    """The documents of an export, in order."""
    root = page(source.raw, source.name)
    documents = [
        each for each in root.iter("article") if not list(each.iterancestors("article"))
    ]
    for number, document in enumerate(documents, 1):
        found = _document(document, str(number), source)
        is_last = number == len(documents)
        yield doubted(found) if is_last and is_cut(source.raw) else found


def _document(document: Element, place: str, source: Source) -> Found:
    told = source.pack.words(ImportWords)
    name = first_classed(document, "DocPublicationName", "sm-margin-bottom")
    head = first_classed(document, "DocHeader", "DocTitreSousSection")
    title = first_classed(document, *_TITLES)
    body = first_classed(document, "docOcurrContainer", "DocText")
    texts = [words(first_classed(document, "rdp__subtitle"))]
    below = _below_title(document)
    if len(below) > _LONGEST_SIGNATURE:
        # Some papers have their standfirst where others sign.
        texts.append(below)
        below = ""
    if body is not None:
        texts += paragraphs(body)
    return Found(
        text=joined([text for text in texts if not re.match(told.not_told, text)]),
        title=words(title),
        published=day_in(_header(document, head), source.pack),
        outlet=_outlet(name, told),
        authors=_authors(below, source),
        url=_address(document, told),
        place=place,
    )


def _header(document: Element, head: Element | None) -> str:
    """The line that holds the day; in older exports it stands behind the name of the section."""
    if head is None:
        return words(document.find("header"))
    following = words(head.getnext())
    return f"{words(head)} {following}"


def _outlet(name: Element | None, told: ImportWords) -> str:
    if name is None:
        return ""
    # Only the first line: below it stand the edition and who sells the paper.
    first = next((line for line in paragraphs(name) if line), "")
    return re.sub(told.behind_outlet, "", first)


def _below_title(document: Element) -> str:
    """The line under the title, where most papers sign; empty where there is none."""
    lines = [words(line) for line in classed(document, "docAuthors")]
    for head in classed(document, "titreArticle")[:1]:
        below = head.getnext()
        if below is not None and "sm-margin-bottomNews" in below.get("class", ""):
            lines.append(words(below))
    return next(filter(None, lines), "")


def _authors(line: str, source: Source) -> tuple[str, ...]:
    named = signed(line, source.pack) or people(line, source.pack)
    # Where no first name is known the place tells: it is that of who wrote.
    return tuple(named or filter(None, re.split(r"\s*;\s*", line)))


def _address(document: Element, told: ImportWords) -> str:
    """The article's own address, behind the words that say where it appeared."""
    for link in document.iter("a"):
        if re.match(told.appeared, words(link)):
            return str(link.get("href", ""))
    return ""
