"""Everything the dossier knows as one JSON document; `dossier.schema.json` beside it says what each field means."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from builder.export.documents import json_text
from builder.export.record import Row, record
from builder.model.article import Rights, Span
from builder.model.dates import EdtfDate
from builder.model.event import Discrepancy, Participant

if TYPE_CHECKING:
    from builder.export.material import Material
    from builder.model.article import Sentence
    from builder.model.dossier import Annotated, Dossier, Doubt, Relation
    from builder.model.entity import Entity, Tenure
    from builder.model.event import Event, EventMention, MergeProposal

VERSION = 2


def document(material: Material) -> str:
    """The JSON text, keys in the order of the schema, one line an entry's field."""
    dossier = material.dossier
    content = {
        "version": VERSION,
        "title": dossier.title,
        "language": dossier.language,
        "articles": [_article(each, material) for each in dossier.articles],
        "entities": [_entity(e, dossier) for e in dossier.entities.values()],
        "events": [_event(e, material) for e in dossier.events],
        "proposals": [_proposal(p) for p in dossier.proposals],
        "relations": [_relation(r) for r in dossier.relations],
        "related": [_related(r) for r in dossier.related],
        "doubts": [_doubt(d, material) for d in dossier.doubts],
    }
    return json_text(content)


def _plain(value: object) -> object:
    """How a noun inside another is written: a moment in EDTF, a span as its two ends, others field by field."""
    # Spans are pairs: a document has tens of thousands of them.
    if isinstance(value, EdtfDate):
        return value.edtf
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, (Participant, Discrepancy)):
        return asdict(value)
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _fields(noun: object, names: str) -> Row:
    return {name: _plain(getattr(noun, name)) for name in names.split()}


def _article(annotated: Annotated, material: Material) -> Row:
    article = annotated.article
    published = article.published
    is_whole = article.rights is Rights.FULL
    return {
        **_fields(article, "id title"),
        "published": {
            "value": _plain(published.date),
            **_fields(published, "basis reasons"),
        },
        **_fields(article, "outlet author url rights language source"),
        "text": article.text if is_whole else None,
        "sentences": [_sentence(s, article.id, material) for s in annotated.sentences],
        **_found(annotated, material),
    }


def _found(annotated: Annotated, material: Material) -> Row:
    """The four lists of an article, without words that may not be shown."""
    # An event mention of an article is given under the id of the event that it became part of.
    found = record(annotated, material.names, material.event_of)
    for mention, row in zip(annotated.event_mentions, found["events"], strict=True):
        if not material.told(mention):
            row["title"] = ""
    for quote, row in zip(annotated.quotes, found["quotes"], strict=True):
        row["text"] = material.quoted(annotated, quote) or None
    return found


def _sentence(sentence: Sentence, article: str, material: Material) -> Row:
    return {
        "id": sentence.id,
        "start": sentence.span.start,
        "end": sentence.span.end,
        "text": material.words.get((article, sentence.id)),
    }


def _entity(entity: Entity, dossier: Dossier) -> Row:
    return {
        **_fields(entity, "id type name aliases description"),
        # What is not known is null: an empty text would say that there is none.
        "wikidata": entity.wikidata or None,
        "country": entity.country or None,
        "coordinates": entity.coordinates,
        "offices": [_tenure(tenure, dossier) for tenure in entity.tenures],
        **_fields(entity, "known source"),
    }


def _tenure(tenure: Tenure, dossier: Dossier) -> Row:
    office = dossier.offices.get(tenure.office)
    return {
        "id": tenure.office,
        "name": office.name if office else tenure.office,
        "from": _plain(tenure.start),
        "to": _plain(tenure.end),
    }


def _event(event: Event, material: Material) -> Row:
    mentions = [_mention(each, material.told(each)) for each in event.mentions]
    return {
        **_fields(event, "id aliases title kind date placed placed_by rank modality"),
        **_fields(event, "background participants places status reasons"),
        "mentions": mentions,
        **_fields(event, "divergences"),
    }


def _mention(mention: EventMention, words: str) -> Row:
    """One account of an event; its words are none where rights keep them back."""
    return {
        **_fields(mention, "id article sentence span trigger"),
        "text": words or None,
        **_fields(mention, "kind date placed placed_by rank headline"),
        "dating": _plain(mention.timex.span) if mention.timex else None,
        **_fields(mention, "modality background participants places speakers reason"),
    }


def _proposal(proposal: MergeProposal) -> Row:
    pair = [proposal.first, proposal.second]
    return {"events": pair, **_fields(proposal, "score reasons")}


def _relation(relation: Relation) -> Row:
    """Two entities that sentences name together."""
    pair = [relation.first, relation.second]
    sentences = [list(each) for each in relation.evidence]
    return {"entities": pair, "weight": relation.weight, "sentences": sentences}


def _related(relation: Relation) -> Row:
    """Two articles that go together."""
    pair = [relation.first, relation.second]
    shared = [list(each) for each in relation.evidence]
    return {"articles": pair, "weight": relation.weight, "shared": shared}


def _doubt(doubt: Doubt, material: Material) -> Row:
    return {
        "kind": doubt.kind,
        "article": doubt.where or None,
        "span": _plain(doubt.span),
        "what": doubt.what,
        # The lines for a quotation repeat it; a name or a date is no excerpt.
        "yaml": "" if _is_kept_back(doubt, material) else doubt.yaml,
        **_fields(doubt, "file events"),
    }


def _is_kept_back(doubt: Doubt, material: Material) -> bool:
    if doubt.kind != "quote" or doubt.span is None:
        return False
    sentence = material.sentence_of(doubt.where, doubt.span)
    return (doubt.where, sentence) not in material.words
