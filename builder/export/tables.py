"""Tables for spreadsheets: CSV in UTF-8 with a mark at its head, so that they read the accents; no cell is a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from builder.export.record import speakers
from builder.text import rights
from builder.text.escape import csv_cell
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.dossier import Annotated, Dossier
    from builder.model.entity import Entity
    from builder.model.event import Event

_EVENTS = "id date debut fin precision titre genre modalite rappel acteurs lieux articles phrases divergences statut"
_QUOTES = "article titre publie dit_le phrase debut fin genre qui rapporte_par citation"
_ENTITIES = (
    "id type nom autres_noms description wikidata latitude longitude mentions articles"
)
_BETWEEN = " | "
"""Between several values of one cell."""


def events(dossier: Dossier) -> str:
    """One event a line, in the order of the chronology."""
    names = {e.id: e.name for e in dossier.entities.values()}
    told = {a.article.id: a for a in dossier.articles}
    return _table(_EVENTS, (_event(e, names, told) for e in dossier.events))


def _event(
    event: Event, names: dict[str, str], told: dict[str, Annotated]
) -> Iterable[str]:
    when = event.date
    return (
        event.id,
        *(
            (
                when.edtf,
                str(when.earliest or ""),
                str(when.latest or ""),
                when.precision,
            )
            if when
            else [""] * 4
        ),
        event.title,
        event.kind,
        event.modality.value,
        "oui" if event.background else "non",
        _join(names.get(p.entity, p.entity) for p in event.participants),
        _join(names.get(p, p) for p in event.places),
        _join(c.article for c in event.mentions),
        _join(
            " ".join(rights.sentence(told[c.article], c.sentence).split())
            for c in event.mentions
        ),
        _join(d.reason for d in event.divergences),
        event.status.value if event.status else "",
    )


def quotes(dossier: Dossier) -> str:
    """One quotation a line, article by article, in the order of the text."""
    names = {e.id: e.name for e in dossier.entities.values()}
    return _table(_QUOTES, (row for a in dossier.articles for row in _quotes(a, names)))


def _quotes(annotated: Annotated, names: dict[str, str]) -> Iterable[Iterable[str]]:
    article, open_ = annotated.article, rights.open_sentences(annotated)
    published = article.published.date
    for quote in annotated.quotes:
        said = quote.said.date if quote.said else None
        yield (
            article.id,
            label(article),
            published.edtf if published else "",
            said.edtf if said else "",
            quote.sentence,
            str(quote.span.start),
            str(quote.span.end),
            quote.kind.value,
            _join(speakers(quote, article.text, names)),
            _join(names.get(r, r) for r in quote.reporters),
            " ".join(quote.span.of(article.text).split())
            if quote.sentence in open_
            else "",
        )


def entities(dossier: Dossier) -> str:
    """One entity a line, in the order of ids, with how often and where it is mentioned."""
    where: dict[str, list[str]] = {}
    for annotated in dossier.articles:
        for link in annotated.links:
            for entity in link.entities:
                where.setdefault(entity, []).append(annotated.article.id)
    return _table(
        _ENTITIES, (_entity(e, where.get(e.id, [])) for e in dossier.entities.values())
    )


def _entity(entity: Entity, where: Sequence[str]) -> Iterable[str]:
    known = (
        entity.id,
        entity.type.value,
        entity.name,
        _join(entity.aliases),
        entity.description,
        entity.wikidata,
    )
    at = map(str, entity.coordinates or ("", ""))
    return (*known, *at, str(len(where)), _join(where))


def _join(values: Iterable[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(v for v in values if v))


def _table(head: str, rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head.split())
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()
