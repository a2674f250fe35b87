"""The corpus for who trains models: a spaCy `DocBin` with our spans. It is no file of the site; `dossier export` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.article import Rights
from builder.model.mention import NAMES, LinkStatus
from builder.syntax.doc_bin import Labelled, Text, doc_bin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.export.material import Material
    from builder.model.dossier import Annotated

_NAMED = "mentions"


def corpus(material: Material) -> bytes:
    """The bytes of the bin: one `Doc` an article whose text may be shown whole, in their order."""
    articles = material.dossier.articles
    whole = (each for each in articles if each.article.rights is Rights.FULL)
    return doc_bin(map(_text, whole), material.dossier.language, _NAMED)


def _text(annotated: Annotated) -> Text:
    layers = {
        _NAMED: list(_names(annotated, by_name=True)),
        "descriptions": list(_names(annotated, by_name=False)),
        "times": [Labelled(t.span, t.type.value) for t in annotated.timexes],
        "quotes": [Labelled(q.span, q.kind.value) for q in annotated.quotes],
        "events": [Labelled(m.trigger, m.kind) for m in annotated.event_mentions],
    }
    return Text(annotated.article.text, annotated.words, layers)


def _names(annotated: Annotated, *, by_name: bool) -> Iterator[Labelled]:
    """Mentions by name, or all others; nobody is meant where several may be."""
    for link in annotated.links:
        mention = link.mention
        if link.verdict is LinkStatus.REFUSED or by_name != (mention.kind in NAMES):
            continue
        sure = link.verdict is not LinkStatus.AMBIGUOUS and len(link.entities) == 1
        entity = link.entities[0] if sure else ""
        yield Labelled(mention.span, mention.type.value, entity)
