"""A feed as it is saved (RSS, Atom, RDF): an article for each of its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from builder.errors import message
from builder.imports.found import Found, joined, language_code
from builder.imports.markup import of_fragment, tree, words
from builder.imports.moments import day_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.errors import Message
    from builder.imports.found import Source
    from builder.imports.markup import Element

_MUCH_LONGER = 1_000
"""Characters from which what a feed calls a description is the article itself."""


def read(source: Source) -> Iterator[Found]:
    """The entries of a feed, in its order."""
    root = tree(source.raw, source.name)
    entries = [each for each in root.iter() if _name(each) in ("item", "entry")]
    outlet = next((words(each) for each in root.iter() if _name(each) == "title"), "")
    language = next(
        (words(each) for each in root.iter() if _name(each) == "language"), ""
    )
    for number, entry in enumerate(entries, 1):
        fields: dict[str, list[Element]] = {}
        for part in entry:
            fields.setdefault(_name(part), []).append(part)
        yield _article(fields, outlet, language, str(number), source)


def _article(
    fields: dict[str, list[Element]],
    outlet: str,
    language: str,
    place: str,
    source: Source,
) -> Found:
    whole = _markup(fields, "encoded", "content")
    short = _markup(fields, "description", "summary")
    text = joined(of_fragment(whole or short))
    doubts: tuple[Message, ...] = ()
    if not whole and len(text) < _MUCH_LONGER:
        doubts = (message("imports.summary-only"),)
    own_source = _words(fields, "source")
    return Found(
        text=text,
        title=" ".join(of_fragment(_words(fields, "title"))),
        published=day_in(
            _words(fields, "pubDate", "published", "date", "updated"), source.pack
        ),
        outlet=own_source or outlet,
        authors=tuple(
            filter(None, (_author(each) for each in _all(fields, "creator", "author")))
        ),
        url=_link(fields),
        language=language_code(language, source.pack),
        place=place,
        doubts=doubts,
    )


def _name(element: Element) -> str:
    """The name of an element without its namespace: feeds of all versions have the same few."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _all(fields: dict[str, list[Element]], *names: str) -> list[Element]:
    return [each for name in names for each in fields.get(name, [])]


def _words(fields: dict[str, list[Element]], *names: str) -> str:
    return next(filter(None, map(words, _all(fields, *names))), "")


def _markup(fields: dict[str, list[Element]], *names: str) -> str:
    """The HTML of an element: escaped in its text, or its own elements."""
    for element in _all(fields, *names):
        if len(element):
            inner = [etree.tostring(part, encoding="unicode") for part in element]
            return "".join(inner)
        if words(element):
            return str(element.text)
    return ""


def _author(element: Element) -> str:
    named = [part for part in element if _name(part) == "name"]
    return words(named[0]) if named else words(element)


def _link(fields: dict[str, list[Element]]) -> str:
    for element in _all(fields, "link"):
        if element.get("rel", "alternate") == "alternate":
            return element.get("href") or words(element)
    return ""
