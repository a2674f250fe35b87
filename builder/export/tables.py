"""Tables for spreadsheets: CSV in UTF-8 with a mark at its head, so that they read the accents; no cell is a formula."""

from __future__ import annotations

import csv
import io
from itertools import chain
from typing import TYPE_CHECKING

from builder.export.record import named, speakers
from builder.text import rights
from builder.text.escape import csv_cell
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.model.dates import EdtfDate
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
    names = _names(dossier)
    words = rights.open_words(dossier.articles)
    return _table(_EVENTS, (_event(event, names, words) for event in dossier.events))


def _event(
    event: Event, names: Mapping[str, str], words: rights.Words
) -> Iterable[str]:
    articles, sentences = [], []
    for mention in event.mentions:
        sentence = words.get((mention.article, mention.sentence), "")
        articles.append(mention.article)
        sentences.append(" ".join(sentence.split()))
    actors = [participant.entity for participant in event.participants]
    return (
        event.id,
        *_dated(event.date),
        event.title,
        event.kind,
        event.modality.value,
        "oui" if event.background else "non",
        _join(named(actors, names)),
        _join(named(event.places, names)),
        _join(articles),
        _join(sentences),
        _join(d.reason for d in event.divergences),
        event.status.value if event.status else "",
    )


def _dated(when: EdtfDate | None) -> tuple[str, str, str, str]:
    """The cells of a date: its value, first and last day, precision; empty where it is not known or open."""
    if when is None:
        return ("", "", "", "")
    first, last = str(when.earliest or ""), str(when.latest or "")
    return (when.edtf, first, last, when.precision)


def quotes(dossier: Dossier) -> str:
    """One quotation a line, article by article, in the order of the text."""
    names = _names(dossier)
    rows = (_quotes(annotated, names) for annotated in dossier.articles)
    return _table(_QUOTES, chain.from_iterable(rows))


def _quotes(annotated: Annotated, names: Mapping[str, str]) -> Iterable[Iterable[str]]:
    article = annotated.article
    shown = rights.open_sentences(annotated)
    published = article.published.date
    for quote in annotated.quotes:
        # Where it stands may be said of any quotation; its words only of those that rights leave open.
        said = quote.said.date if quote.said else None
        words = ""
        if quote.sentence in shown:
            words = " ".join(quote.span.of(article.text).split())
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
            _join(named(quote.reporters, names)),
            words,
        )


def entities(dossier: Dossier) -> str:
    """One entity a line, in the order of ids, with how often and where it is mentioned."""
    # The entities of a link are its candidates too, where linking left it open: they count as named.
    where: dict[str, list[str]] = {}
    for annotated in dossier.articles:
        for link in annotated.links:
            for entity in link.entities:
                where.setdefault(entity, []).append(annotated.article.id)
    known = dossier.entities.values()
    return _table(_ENTITIES, (_entity(e, where.get(e.id, [])) for e in known))


def _entity(entity: Entity, where: Sequence[str]) -> Iterable[str]:
    latitude, longitude = entity.coordinates or ("", "")
    return (
        entity.id,
        entity.type.value,
        entity.name,
        _join(entity.aliases),
        entity.description,
        entity.wikidata,
        str(latitude),
        str(longitude),
        str(len(where)),
        _join(where),
    )


def _names(dossier: Dossier) -> dict[str, str]:
    return {entity.id: entity.name for entity in dossier.entities.values()}


def _join(values: Iterable[str]) -> str:
    """Several values in one cell, each once, empty ones left out."""
    return _BETWEEN.join(dict.fromkeys(filter(None, values)))


def _table(head: str, rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head.split())
    # Line ends are those of RFC 4180.
    for row in rows:
        writer.writerow(map(csv_cell, row))
    # Excel reads UTF-8 only where a byte order mark says so.
    return "\ufeff" + out.getvalue()
