"""An Atom feed (RFC 4287) of the articles, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from builder.text import rights
from builder.text.escape import shown, url
from builder.text.label import label
from builder.text.slug import digest, slug

if TYPE_CHECKING:
    from builder.model.dossier import Annotated, Dossier

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01"
"""For an article without a date: Atom demands one, and this one fools nobody."""


def atom(dossier: Dossier) -> str:
    """The feed; addresses are relative to it, so that it holds wherever the site is put."""
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": dossier.language})
    _add(feed, "id", f"urn:dossier:{slug(dossier.title)}")
    _add(feed, "title", dossier.title)
    _add(
        feed,
        "updated",
        max([_updated(a) for a in dossier.articles], default=f"{_NEVER}T00:00:00Z"),
    )
    _add(feed, "link", rel="self", href="flux.xml", type="application/atom+xml")
    _add(feed, "link", rel="alternate", href="../", type="text/html")
    for annotated in sorted(
        dossier.articles, key=lambda a: (_updated(a), a.article.id), reverse=True
    ):
        _entry(feed, annotated)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _entry(feed: ET.Element, annotated: Annotated) -> None:
    article = annotated.article
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:dossier:article:{article.id}-{digest(article.id)}")
    _add(entry, "title", label(article))
    _add(entry, "updated", _updated(annotated))
    _add(
        entry,
        "link",
        rel="alternate",
        href=f"../articles/{article.id}/",
        type="text/html",
    )
    if url(article.url):
        _add(entry, "link", rel="via", href=url(article.url))
    if article.published.date:
        _add(
            entry,
            "category",
            term=article.published.date.edtf,
            label=article.published.basis.value,
        )
    _add(
        _add(entry, "author"),
        "name",
        article.author or article.outlet or "source non indiquée",
    )
    first = annotated.sentences[0].id if annotated.sentences else ""
    _add(entry, "summary", rights.sentence(annotated, first))


def _updated(annotated: Annotated) -> str:
    """The first day the article can be of: the true precision is in the entry's category."""
    moment = annotated.article.published.date
    day = moment.earliest.isoformat() if moment and moment.earliest else _NEVER
    return f"{day}T00:00:00Z"


def _add(
    parent: ET.Element, name: str, text: str = "", **attributes: str
) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = shown(text) or None
    return child
