"""A page of a newspaper's site as a browser saves it: its own data first, then what is said for networks, then the page."""

from __future__ import annotations

import json
import logging
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import trafilatura

from builder.errors import message
from builder.imports import lines
from builder.imports.found import Found, foreign, heading, joined, language_code
from builder.imports.markup import decoded, is_cut, of_fragment, page, paragraphs, words
from builder.imports.moments import day_in
from builder.ingest.outlets import outlet_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.errors import Message
    from builder.imports.found import Source
    from builder.imports.markup import Element

# A page without a text is told in French, by what reads pages.
for _library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

_ARTICLE = re.compile(r"\w*(?:Article|Posting)")
"""Kinds of schema.org: NewsArticle, ReportageNewsArticle, LiveBlogPosting…"""

_WHOLE = frozenset({"p", "quote", "item"})
"""Parts of a text that are read whole, with what stands in them."""

_SHORTEST = 200
_SHORT = 600
"""Characters: less than that of a page that is not free is only its beginning."""

_METAS = {
    "title": ("og:title", "twitter:title", "dc.title", "DC.title", "parsely-title"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "datePublished",
        "date",
        "DC.date.issued",
        "dc.date",
        "parsely-pub-date",
        "pubdate",
    ),
    "outlet": ("og:site_name", "application-name", "publisher", "DC.publisher"),
    "author": (
        "author",
        "article:author",
        "og:article:author",
        "dc.creator",
        "parsely-author",
    ),
    "url": ("og:url",),
    "language": ("og:locale", "language"),
}
"""Names of `meta` elements by our name for what they say, the surest first."""


def read(source: Source) -> Iterator[Found]:
    """The one article of a page; a page without any text gives none."""
    root = page(source.raw, source.name)
    own = _own_data(root)
    said = {**_of_page(root), **_of_metas(root), **_of_data(own)}
    fields = {name: value for name, (value, _) in said.items()}
    # Data bases export pages as well, whose words tell them.
    exported = lines.articles(paragraphs(root), source)
    if len(exported) > 1:
        yield from exported
        return
    title = fields.get("title", "")
    # A line under the title may say what the page says nowhere else.
    visible = lines.single(_body(source, own), source, title)
    doubts: tuple[Message, ...] = ()
    is_free = own.get("isAccessibleForFree", True)
    if is_free in (False, "False", "false") and len(visible.text) < _SHORT:
        doubts = (message("imports.paywall"),)
    if is_cut(source.raw):
        doubts += (message("imports.cut"),)
    authors = tuple(filter(None, fields.get("author", "").split("; ")))
    yield Found(
        text=visible.text,
        title=title or visible.title,
        published=day_in(fields.get("published", ""), source.pack) or visible.published,
        outlet=fields.get("outlet", "")
        or visible.outlet
        or outlet_of(fields.get("url", "")),
        authors=authors or visible.authors,
        url=fields.get("url", ""),
        language=language_code(fields.get("language", ""), source.pack),
        taken=tuple((name, where) for name, (_, where) in sorted(said.items())),
        doubts=doubts,
    )


def _own_data(root: Element) -> Mapping[str, Any]:
    """What a page says of its article for machines (schema.org); empty where it says nothing."""
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data, 0):
            kinds = item.get("@type", "")
            listed = kinds if isinstance(kinds, list) else [kinds]
            if any(_ARTICLE.fullmatch(str(kind)) for kind in listed):
                return item
    return {}


def _items(data: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """The objects of a page's data, also those in its graph."""
    deepest = 4
    if depth > deepest:
        return
    if isinstance(data, list):
        for each in data:
            yield from _items(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(data.get(key), depth + 1)


def _of_data(own: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    values = {
        "title": own.get("headline") or own.get("name"),
        "published": own.get("datePublished") or own.get("dateCreated"),
        "outlet": own.get("publisher"),
        "author": own.get("author") or own.get("creator"),
        "url": own.get("url") or own.get("mainEntityOfPage"),
        "language": own.get("inLanguage"),
    }
    found = {}
    for name, value in values.items():
        written = _written(value, "@id" if name == "url" else "name")
        # What is said of an organisation may be its address.
        if written and (name == "url" or not written.startswith("http")):
            found[name] = (written, "JSON-LD")
    return found


def _written(value: object, key: str) -> str:
    if isinstance(value, list):
        return "; ".join(filter(None, (_written(each, key) for each in value)))
    if isinstance(value, dict):
        return _written(value.get(key), key)
    if not isinstance(value, str):
        return ""
    # What is said for machines is often escaped once more.
    return " ".join(" ".join(of_fragment(unescape(value))).split())


def _of_metas(root: Element) -> dict[str, tuple[str, str]]:
    there = _metas(root)
    found = {}
    for ours, theirs in _METAS.items():
        # An author may be given by the address of a page about them.
        usable = [
            name
            for name in theirs
            if name in there and (ours == "url" or not there[name].startswith("http"))
        ]
        if usable:
            found[ours] = (there[usable[0]], usable[0])
    return found


def _metas(root: Element) -> dict[str, str]:
    """What a page says for networks and machines, by its names."""
    there: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content", "").strip()
        if name and content:
            there.setdefault(name, content)
    return there


def _of_page(root: Element) -> dict[str, tuple[str, str]]:
    """What a reader of the page sees: its heading, its day, who signs; its address."""
    found = {}
    values = {
        "title": ("h1", words(next(root.iter("h1"), None))),
        "published": ("time", _moment(root)),
        "url": ("canonical", _canonical(root)),
        "language": ("html", root.get("lang", "")),
    }
    for name, (where, value) in values.items():
        if value:
            found[name] = (value, where)
    heading = words(next(root.iter("title"), None))
    *before, last = re.split(r"\s+[|–—-]\s+", heading)
    if before:
        found["outlet"] = (last, "title")
    if heading and "title" not in found:
        found["title"] = (before[0] if before else heading, "title")
    return found


def _moment(root: Element) -> str:
    for element in root.iter("time"):
        value = element.get("datetime") or words(element)
        if value:
            return str(value)
    return ""


def _canonical(root: Element) -> str:
    for link in root.iter("link"):
        if link.get("rel") == "canonical":
            return str(link.get("href", ""))
    return ""


def _body(source: Source, own: Mapping[str, Any]) -> list[str]:
    """The paragraphs of the article: without menus, by trafilatura; what the page says itself where that is longer."""
    text = decoded(source.raw)
    body = _extracted(text, source.name, tables=False)
    if len(joined(body)) < _SHORTEST:
        # Old pages are laid out by tables.
        body = _extracted(text, source.name, tables=True)
    told = own.get("articleBody")
    if isinstance(told, str):
        written = of_fragment(told)
        if len(joined(written)) > 2 * len(joined(body)):
            return written
    return body


def _extracted(text: str, where: str, *, tables: bool) -> list[str]:
    with foreign(where):
        document = trafilatura.bare_extraction(
            text,
            include_comments=False,
            include_tables=tables,
            favor_precision=not tables,
            with_metadata=False,
            as_dict=False,
        )
    tree = getattr(document, "body", None)
    if tree is None:
        return []
    body: list[str] = []
    for element in tree.iter("p", "head", "quote", "item", "cell"):
        if any(above.tag in _WHOLE for above in element.iterancestors()):
            continue
        if element.tag == "cell" and len(element):
            continue
        written = words(element)
        if written:
            body.append(heading(written) if element.tag == "head" else written)
    return body
