"""Tables for spreadsheets: CSV in UTF-8 with a mark at its head, so that they read the accents; no cell is a formula.

The columns of each stand in `lang/<code>/data.yml`, in the order of the cells here.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, TypeAlias

from builder.export.material import sentence_at
from builder.export.record import mention_rows, named, speakers, time_rows
from builder.lang.pack import language_pack
from builder.lang.schema_data import DataWords
from builder.model.event import Role
from builder.text.escape import csv_cell
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.export.material import Material
    from builder.export.record import Row
    from builder.model.dates import EdtfDate
    from builder.model.dossier import Annotated, Relation
    from builder.model.entity import Entity
    from builder.model.event import Event, EventMention

Cell: TypeAlias = "str | int | float | bool | None"
Cells: TypeAlias = "Iterable[Cell]"

_MARK = "\ufeff"
_BETWEEN = " | "
"""Between several values of one cell."""


def articles(material: Material) -> str:
    """One article a line, by date of publication."""
    return _table("articles.csv", material, map(_article, material.dossier.articles))


def _article(annotated: Annotated) -> Cells:
    article = annotated.article
    value, first, last, _ = _dated(article.published.date)
    return (
        article.id,
        label(article),
        value,
        first,
        last,
        article.published.basis.value,
        article.outlet,
        article.author,
        article.url,
        article.rights.value,
        article.language,
        article.source,
        len(article.text),
    )


def entities(material: Material) -> str:
    """One entity a line, in the order of ids, with how often and where it is mentioned."""
    known = material.dossier.entities.values()
    rows = (_entity(entity, material) for entity in known)
    return _table("entites.csv", material, rows)


def _entity(entity: Entity, material: Material) -> Cells:
    # The entities of a link are its candidates too, where linking left it open: they count as named.
    where = [found.article.id for found, _ in material.naming.get(entity.id, ())]
    latitude, longitude = entity.coordinates or ("", "")
    return (
        entity.id,
        entity.type.value,
        entity.name,
        _join(entity.aliases),
        entity.description,
        entity.wikidata,
        latitude,
        longitude,
        len(where),
        _join(where),
    )


def mentions(material: Material) -> str:
    """One mention a line, article by article, in the order of the text."""
    return _table("mentions.csv", material, _mentions(material))


def _mentions(material: Material) -> Iterator[Cells]:
    for annotated in material.dossier.articles:
        for row in mention_rows(annotated, material.names):
            yield (
                *_found(annotated, row),
                row["kind"],
                _join(row["entities"]),
                _join(row.get("candidates", ())),
                row["link"],
                row["status"],
                row["rule"],
            )


def times(material: Material) -> str:
    """One expression of time a line, article by article, in the order of the text."""
    return _table("dates.csv", material, _times(material))


def _times(material: Material) -> Iterator[Cells]:
    for annotated in material.dossier.articles:
        for row in time_rows(annotated):
            yield (*_found(annotated, row), row["value"], row["basis"])


def _found(annotated: Annotated, row: Row) -> Cells:
    """The cells of what was found in a text: article, sentence, first and last place, words, type."""
    return (
        annotated.article.id,
        sentence_at(annotated, row["start"]),
        row["start"],
        row["end"],
        row["text"],
        row["type"],
    )


def quotes(material: Material) -> str:
    """One quotation a line, article by article, in the order of the text."""
    return _table("citations.csv", material, _quotes(material))


def _quotes(material: Material) -> Iterator[Cells]:
    names = material.names
    for annotated in material.dossier.articles:
        article = annotated.article
        published = article.published.date
        for quote in annotated.quotes:
            said = quote.said.date if quote.said else None
            # Where it stands may be said of any quotation; its words only of those that rights leave open.
            words = material.quoted(annotated, quote)
            yield (
                article.id,
                label(article),
                published.edtf if published else "",
                said.edtf if said else "",
                quote.sentence,
                quote.span.start,
                quote.span.end,
                quote.kind.value,
                _join(speakers(quote, article.text, names)),
                _join(named(quote.reporters, names)),
                " ".join(words.split()),
            )


def events(material: Material) -> str:
    """One event a line, in the order of the chronology."""
    rows = (_event(event, material) for event in material.dossier.events)
    return _table("chronologie.csv", material, rows)


def _event(event: Event, material: Material) -> Cells:
    articles, sentences = [], []
    for mention in event.mentions:
        articles.append(mention.article)
        sentences.append(" ".join(material.told(mention).split()))
    actors = [participant.entity for participant in event.participants]
    return (
        event.id,
        *_dated(event.date),
        event.placed.edtf if event.placed else "",
        event.placed_by.value if event.placed_by else "",
        event.title,
        event.kind,
        event.modality.value,
        event.background,
        _join(named(actors, material.names)),
        _join(named(event.places, material.names)),
        _join(articles),
        _join(sentences),
        _join(divergence.reason for divergence in event.divergences),
        event.status.value if event.status else "",
    )


def event_mentions(material: Material) -> str:
    """One account of an event a line, in the order of the chronology."""
    return _table("recits.csv", material, _event_mentions(material))


def _event_mentions(material: Material) -> Iterator[Cells]:
    for event in material.dossier.events:
        for mention in event.mentions:
            trigger = ""
            if material.told(mention):
                article = material.articles[mention.article].article
                trigger = mention.trigger.of(article.text)
            yield (
                mention.id,
                event.id,
                mention.article,
                mention.sentence,
                mention.span.start,
                mention.span.end,
                " ".join(trigger.split()),
                mention.kind,
                mention.date.edtf if mention.date else "",
                mention.placed.edtf if mention.placed else "",
                mention.placed_by.value if mention.placed_by else "",
                mention.rank.value,
                mention.headline,
                mention.modality.value,
                mention.background,
                *(_join(_part(mention, role)) for role in Role),
                _join(mention.places),
                _join(mention.speakers),
            )


def _part(mention: EventMention, role: Role) -> Iterator[str]:
    for participant in mention.participants:
        if participant.part is role:
            yield participant.entity


def relations(material: Material) -> str:
    """One pair a line: entities that sentences name together, then articles that go together; heaviest first."""
    dossier = material.dossier
    rows = [
        *(_relation("entites", each) for each in dossier.relations),
        *(_relation("articles", each) for each in dossier.related),
    ]
    return _table("relations.csv", material, rows)


def _relation(between: str, relation: Relation) -> Cells:
    evidence = _join(" ".join(each) for each in relation.evidence)
    return between, relation.first, relation.second, relation.weight, evidence


def doubts(material: Material) -> str:
    """One doubt a line, in the order of the page."""
    rows = []
    for doubt in material.dossier.doubts:
        start = doubt.span.start if doubt.span else None
        end = doubt.span.end if doubt.span else None
        rows.append(
            (
                doubt.kind,
                doubt.where,
                start,
                end,
                doubt.what,
                doubt.file,
                "",  # for who settles it in a spreadsheet
            )
        )
    return _table("doutes.csv", material, rows)


def _dated(when: EdtfDate | None) -> tuple[str, str, str, str]:
    """The cells of a date: its value, first and last day, precision; empty where it is not known or open."""
    if when is None:
        return ("", "", "", "")
    first, last = str(when.earliest or ""), str(when.latest or "")
    return (when.edtf, first, last, when.precision)


def _join(values: Iterable[str]) -> str:
    """Several values in one cell, each once, empty ones left out."""
    return _BETWEEN.join(dict.fromkeys(filter(None, values)))


def _table(file: str, material: Material, rows: Iterable[Cells]) -> str:
    words = language_pack(material.dossier.language).words(DataWords)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(words.tables[file].columns)
    # Line ends are those of RFC 4180.
    for row in rows:
        writer.writerow(map(_cell, row))
    # Excel reads UTF-8 only where a byte order mark says so.
    return _MARK + out.getvalue()


def rows_of(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table as it was written, each cell by the name of its column."""
    # The mark at the head of the file is no part of the first column's name.
    yield from csv.DictReader(io.StringIO(table.removeprefix(_MARK)))


SPOKEN = {True: "oui", False: "non"}


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return SPOKEN[value]
    if isinstance(value, str):
        return csv_cell(value)
    return str(value)
