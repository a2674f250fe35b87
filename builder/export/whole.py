"""Everything the dossier knows as one JSON document; `dossier.schema.json` beside it says what each field means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from builder.export.record import record
from builder.text import rights

if TYPE_CHECKING:
    from builder.model.article import Span
    from builder.model.claim import Claim, Event
    from builder.model.dossier import Annotated, Dossier
    from builder.model.entity import Entity

VERSION = 1


def document(dossier: Dossier) -> str:
    """The JSON text, keys in the order of the schema, one line an entry's field."""
    names = {e.id: e.name for e in dossier.entities.values()}
    event_of = {c.id: e.id for e in dossier.events for c in e.claims}
    told = {a.article.id: a for a in dossier.articles}
    content = {
        "version": VERSION,
        "title": dossier.title,
        "language": dossier.language,
        "articles": [_article(a, record(a, names, event_of)) for a in dossier.articles],
        "entities": [_entity(e, dossier) for e in dossier.entities.values()],
        "events": [_event(e, told) for e in dossier.events],
        "proposals": [
            {"events": [p.first, p.second], "score": p.score, "reasons": list(p.reasons)} for p in dossier.proposals
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _article(annotated: Annotated, found: dict[str, Any]) -> dict[str, Any]:
    article, published = annotated.article, annotated.article.published
    return {
        "id": article.id,
        "title": article.title,
        "published": {
            "value": published.moment.edtf if published.moment else None,
            "basis": published.basis.value,
            "reasons": list(published.reasons),
        },
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "rights": article.rights.value,
        "language": article.language,
        "source": article.source,
        "sentences": [{"id": s.id, "start": s.span.start, "end": s.span.end} for s in annotated.sentences],
        **found,
    }


def _entity(entity: Entity, dossier: Dossier) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": entity.type.value,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "description": entity.description,
        "wikidata": entity.wikidata or None,
        "country": entity.country or None,
        "coordinates": list(entity.coordinates) if entity.coordinates else None,
        "offices": [
            {
                "id": t.office,
                "name": dossier.offices[t.office].name if t.office in dossier.offices else t.office,
                "from": t.start.edtf if t.start else None,
                "to": t.end.edtf if t.end else None,
            }
            for t in entity.tenures
        ],
        "known": entity.known,
        "source": entity.source,
    }


def _event(event: Event, told: dict[str, Annotated]) -> dict[str, Any]:
    return {
        "id": event.id,
        "aliases": list(event.aliases),
        "title": event.title,
        "kind": event.kind,
        "date": event.moment.edtf if event.moment else None,
        "modality": event.modality.value,
        "background": event.background,
        "participants": [{"entity": p.entity, "part": p.part.value} for p in event.participants],
        "places": list(event.places),
        "status": event.status.value if event.status else None,
        "reasons": list(event.reasons),
        "claims": [_claim(c, told[c.article]) for c in event.claims],
        "divergences": [
            {"claims": list(d.claims), "topic": d.topic, "reason": d.reason, "status": d.status.value}
            for d in event.divergences
        ],
    }


def _claim(claim: Claim, told: Annotated) -> dict[str, Any]:
    return {
        "id": claim.id,
        "article": claim.article,
        "sentence": claim.sentence,
        "span": _span(claim.span),
        "trigger": _span(claim.trigger),
        "text": rights.sentence(told, claim.sentence) or None,
        "kind": claim.kind,
        "date": claim.moment.edtf if claim.moment else None,
        "dating": _span(claim.dating.span) if claim.dating else None,
        "modality": claim.modality.value,
        "background": claim.background,
        "participants": [{"entity": p.entity, "part": p.part.value} for p in claim.participants],
        "places": list(claim.places),
        "speakers": list(claim.speakers),
        "reason": claim.reason,
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
