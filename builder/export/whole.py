"""Everything the dossier knows as one JSON document; `dossier.schema.json` beside it says what each field means."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from builder.export.record import record
from builder.model.article import Span
from builder.model.dates import EdtfDate
from builder.text import rights

if TYPE_CHECKING:
    from builder.model.dossier import Annotated, Dossier
    from builder.model.entity import Entity
    from builder.model.event import Discrepancy, Event, EventMention, Participant

VERSION = 1


def document(dossier: Dossier) -> str:
    """The JSON text, keys in the order of the schema, one line an entry's field."""
    names = {e.id: e.name for e in dossier.entities.values()}
    event_of = {c.id: e.id for e in dossier.events for c in e.mentions}
    told = {a.article.id: a for a in dossier.articles}
    content = {
        "version": VERSION,
        "title": dossier.title,
        "language": dossier.language,
        "articles": [_article(a, record(a, names, event_of)) for a in dossier.articles],
        "entities": [_entity(e, dossier) for e in dossier.entities.values()],
        "events": [_event(e, told) for e in dossier.events],
        "proposals": [
            {"events": [p.first, p.second], **_fields(p, "score reasons")}
            for p in dossier.proposals
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(noun: EdtfDate | Span | Participant | Discrepancy) -> object:
    """How a noun inside another is written: a moment in EDTF, a span as its two ends, others field by field."""
    if isinstance(noun, EdtfDate):
        return noun.edtf
    return [noun.start, noun.end] if isinstance(noun, Span) else asdict(noun)


def _fields(noun: object, names: str) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in names.split()}


def _article(annotated: Annotated, found: dict[str, Any]) -> dict[str, Any]:
    article, published = annotated.article, annotated.article.published
    return {
        **_fields(article, "id title"),
        "published": {"value": published.date, **_fields(published, "basis reasons")},
        **_fields(article, "outlet author url rights language source"),
        "sentences": [
            {"id": s.id, **_fields(s.span, "start end")} for s in annotated.sentences
        ],
        **found,
    }


def _entity(entity: Entity, dossier: Dossier) -> dict[str, Any]:
    named = ((t, dossier.offices.get(t.office)) for t in entity.tenures)
    offices = [
        {
            "id": t.office,
            "name": o.name if o else t.office,
            "from": t.start,
            "to": t.end,
        }
        for t, o in named
    ]
    return {
        **_fields(entity, "id type name aliases description"),
        "wikidata": entity.wikidata or None,
        "country": entity.country or None,
        "coordinates": entity.coordinates,
        "offices": offices,
        **_fields(entity, "known source"),
    }


def _event(event: Event, told: dict[str, Annotated]) -> dict[str, Any]:
    return {
        **_fields(event, "id aliases title kind"),
        "date": event.date,
        **_fields(event, "modality background participants places status reasons"),
        "mentions": [_claim(c, told[c.article]) for c in event.mentions],
        "divergences": event.divergences,
    }


def _claim(claim: EventMention, told: Annotated) -> dict[str, Any]:
    return {
        **_fields(claim, "id article sentence span trigger"),
        "text": rights.sentence(told, claim.sentence) or None,
        "kind": claim.kind,
        "date": claim.date,
        "dating": claim.timex.span if claim.timex else None,
        **_fields(claim, "modality background participants places speakers reason"),
    }
