"""An Atom feed (RFC 4287) of the articles, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from builder.export.documents import xml_text
from builder.lang.messages import say
from builder.text.escape import shown, url
from builder.text.label import label

if TYPE_CHECKING:
    from builder.export.material import Material
    from builder.model.dossier import Annotated

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01"
"""For an article without a date: Atom demands one, and this one fools nobody."""


def atom(material: Material) -> str:
    """The feed; addresses are relative to it, so that it holds wherever the site is put."""
    dossier = material.dossier
    newest_first = sorted(dossier.articles, key=_age, reverse=True)
    updated = f"{_NEVER}T00:00:00Z"
    if newest_first:
        updated = _updated(newest_first[0])
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": dossier.language})
    _add(feed, "id", f"urn:dossier:{material.space}")
    _add(feed, "title", dossier.title)
    _add(feed, "updated", updated)
    # Relative: the site may be published anywhere, or read from a disk.
    _add(feed, "link", rel="self", href="flux.xml", type="application/atom+xml")
    _add(feed, "link", rel="alternate", href="../", type="text/html")
    for annotated in newest_first:
        _entry(feed, annotated, material)
    ET.indent(feed)
    return xml_text(feed)


def _age(annotated: Annotated) -> tuple[str, str]:
    return _updated(annotated), annotated.article.id


def _entry(feed: ET.Element, annotated: Annotated, material: Material) -> None:
    article = annotated.article
    entry = _add(feed, "entry")
    # An id of Atom is for ever, and one of its kind in the world.
    _add(entry, "id", f"urn:dossier:{material.space}:{article.id}")
    _add(entry, "title", label(article))
    _add(entry, "updated", _updated(annotated))
    _add(
        entry,
        "link",
        rel="alternate",
        href=f"../articles/{article.id}/",
        type="text/html",
    )
    if original := url(article.url):
        _add(entry, "link", rel="via", href=original)
    if published := article.published.date:
        _add(
            entry,
            "category",
            term=published.edtf,
            label=article.published.basis.value,
        )
    author = _add(entry, "author")
    # RFC 4287 demands an author of every entry.
    name = article.author or article.outlet or say("reading.no-source")
    _add(author, "name", name)
    _add(entry, "summary", _opening(annotated, material))


def _opening(annotated: Annotated, material: Material) -> str:
    """The words of the first sentence, where they may be shown."""
    if not annotated.sentences:
        return ""
    first = annotated.sentences[0]
    return material.words.get((annotated.article.id, first.id), "")


def _updated(annotated: Annotated) -> str:
    """The first day the article can be of: the true precision is in the entry's category."""
    moment = annotated.article.published.date
    day = _NEVER
    if moment and moment.earliest:
        day = moment.earliest.isoformat()
    return f"{day}T00:00:00Z"


def _add(
    parent: ET.Element, name: str, text: str = "", **attributes: str
) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = shown(text) or None
    return child
