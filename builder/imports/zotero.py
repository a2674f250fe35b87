"""A library of Zotero: its RDF with the attached files, or CSL-JSON, which has no texts but an abstract."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.errors import ArticleRefusedError, message
from builder.imports.found import Found, Source, foreign, joined, language_code
from builder.imports.markup import of_fragment, tree, words
from builder.imports.moments import day_in
from builder.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.imports.markup import Element

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ZOTERO = "{http://www.zotero.org/namespaces/export#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_BIB = "{http://purl.org/net/biblio#}"
_FOAF = "{http://xmlns.com/foaf/0.1/}"
_LINK = "{http://purl.org/rss/1.0/modules/link/}link"
_ITEM = f"{_ZOTERO}itemType"
_NO_ARTICLES = frozenset({"attachment", "note", "annotation"})


def read_rdf(source: Source, read: Callable[[Source], list[Found]]) -> Iterator[Found]:
    """The items of a library; `read` reads an attached file by its own format."""
    root = tree(source.raw, source.name)
    attachments = {
        each.get(f"{_RDF}about", ""): each for each in root.iter(f"{_ZOTERO}Attachment")
    }
    memos = {each.get(f"{_RDF}about", ""): each for each in root.iter(f"{_BIB}Memo")}
    number = 0
    for item in root:
        kind = words(item.find(_ITEM))
        if not kind or kind in _NO_ARTICLES:
            continue
        number += 1
        found = _of_rdf(item, str(number), source)
        yield _with_text(found, item, attachments, memos, source, read)


def _of_rdf(item: Element, place: str, source: Source) -> Found:
    part_of = item.find(f"{_TERMS}isPartOf")
    outlet = ""
    if part_of is not None:
        outlet = words(next(part_of.iter(f"{_DC}title"), None))
    authors = []
    creators = item.find(f"{_BIB}authors")
    for person in creators.iter(f"{_FOAF}Person") if creators is not None else ():
        names = (
            words(person.find(f"{_FOAF}{name}")) for name in ("givenName", "surname")
        )
        authors.append(" ".join(filter(None, names)))
    url = item.find(f"{_DC}identifier//{_RDF}value")
    return Found(
        text=joined(of_fragment(words(item.find(f"{_TERMS}abstract")))),
        title=words(item.find(f"{_DC}title")),
        published=day_in(words(item.find(f"{_DC}date")), source.pack),
        outlet=outlet,
        authors=tuple(filter(None, authors)),
        url=words(url),
        language=language_code(words(item.find(f"{_ZOTERO}language")), source.pack),
        place=place,
    )


def _with_text(
    found: Found,
    item: Element,
    attachments: dict[str, Element],
    memos: dict[str, Element],
    source: Source,
    read: Callable[[Source], list[Found]],
) -> Found:
    """An item with the text of the first attached file that has one, else of a note; else its abstract, and a doubt."""
    for link in item.iter(_LINK):
        attachment = attachments.get(link.get(f"{_RDF}resource", ""))
        path = _path(attachment)
        raw = source.beside(path) if path else None
        if raw is None:
            continue
        inner = Source(path, raw, source.pack, beside=source.beside)
        try:
            texts = read(inner)
        except ArticleRefusedError:
            continue
        if len(texts) == 1 and texts[0].text:
            taken = (("text", path),)
            return replace(
                found, text=texts[0].text, taken=taken, doubts=texts[0].doubts
            )
    for reference in item.iter(f"{_TERMS}isReferencedBy"):
        memo = memos.get(reference.get(f"{_RDF}resource", ""))
        if memo is not None:
            note = joined(of_fragment(words(memo.find(f"{_RDF}value"))))
            return replace(found, text=note, doubts=(message("imports.note-only"),))
    return replace(found, doubts=(message("imports.summary-only"),))


def _path(attachment: Element | None) -> str:
    """Where an attached file lies, from the folder of the export."""
    if attachment is None:
        return ""
    resource = attachment.find(f"{_RDF}resource")
    own = attachment.find(f"{_ZOTERO}path")
    path = resource.get(f"{_RDF}resource", "") if resource is not None else words(own)
    return str(path)


def read_csl(source: Source) -> Iterator[Found]:
    """The items of a list of references; those without an abstract have no text."""
    written = decode(source.raw, source.name)
    with foreign(source.name):
        data = json.loads(written)
    items = data.get("items") if isinstance(data, dict) else data
    if not isinstance(items, list):
        return
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield _of_csl(item, str(number), source)


def _of_csl(item: dict[str, Any], place: str, source: Source) -> Found:
    authors = []
    for person in item.get("author") or ():
        if not isinstance(person, dict):
            continue
        names = (person.get("literal"), person.get("given"), person.get("family"))
        authors.append(" ".join(filter(None, names)))
    return Found(
        text=joined(of_fragment(str(item.get("abstract") or ""))),
        title=str(item.get("title") or ""),
        published=_issued(item.get("issued"), source),
        outlet=str(item.get("container-title") or item.get("publisher") or ""),
        authors=tuple(filter(None, authors)),
        url=str(item.get("URL") or ""),
        language=language_code(str(item.get("language") or ""), source.pack),
        place=place,
        doubts=(message("imports.summary-only"),),
    )


def _issued(issued: object, source: Source) -> str:
    """A date of CSL: `{"date-parts": [[2024, 4, 12]]}`, as numbers or as text."""
    if not isinstance(issued, dict):
        return ""
    first, *_ = issued.get("date-parts") or [[]]
    parts = first if isinstance(first, list) else [first]
    figures = [str(part).zfill(2) for part in parts]
    written = "-".join(figures) or str(issued.get("raw") or issued.get("literal") or "")
    return day_in(written, source.pack)
