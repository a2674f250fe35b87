"""Everything the dossier knows as one JSON document; `dossier.schema.json` beside it says what each field means."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from builder.export.record import Row, record
from builder.model.article import Sentence, Span
from builder.model.dates import EdtfDate
from builder.text import rights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.model.dossier import Annotated, Dossier
    from builder.model.entity import Entity, Tenure
    from builder.model.event import (
        Discrepancy,
        Event,
        EventMention,
        MergeProposal,
        Participant,
    )

VERSION = 1


def document(dossier: Dossier) -> str:
    """The JSON text, keys in the order of the schema, one line an entry's field."""
    names = {e.id: e.name for e in dossier.entities.values()}
    words = rights.open_words(dossier.articles)
    content = {
        "version": VERSION,
        "title": dossier.title,
        "language": dossier.language,
        "articles": list(_articles(dossier, names, words)),
        "entities": [_entity(e, dossier) for e in dossier.entities.values()],
        "events": [_event(e, words) for e in dossier.events],
        "proposals": [_proposal(p) for p in dossier.proposals],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(noun: EdtfDate | Span | Participant | Discrepancy) -> object:
    """How a noun inside another is written: a moment in EDTF, a span as its two ends, others field by field."""
    # Spans are pairs: a document has tens of thousands of them.
    if isinstance(noun, EdtfDate):
        return noun.edtf
    return [noun.start, noun.end] if isinstance(noun, Span) else asdict(noun)


def _fields(noun: object, names: str) -> Row:
    return {name: getattr(noun, name) for name in names.split()}


def _articles(
    dossier: Dossier, names: Mapping[str, str], words: rights.Words
) -> Iterator[Row]:
    # A claim of an article is given under the id of the event that it became part of.
    event_of = {}
    for event in dossier.events:
        for mention in event.mentions:
            event_of[mention.id] = event.id
    for annotated in dossier.articles:
        found = record(_shown(annotated, words), names, event_of)
        yield _article(annotated, found)


def _shown(annotated: Annotated, words: rights.Words) -> Annotated:
    """The article without titles made of words that may not be shown."""
    mentions = []
    for mention in annotated.event_mentions:
        is_open = (mention.article, mention.sentence) in words
        mentions.append(mention if is_open else replace(mention, title=""))
    return replace(annotated, event_mentions=tuple(mentions))


def _article(annotated: Annotated, found: Row) -> Row:
    article = annotated.article
    published = article.published
    return {
        **_fields(article, "id title"),
        "published": {
            "value": published.date,
            **_fields(published, "basis reasons"),
        },
        **_fields(article, "outlet author url rights language source"),
        "sentences": list(map(_sentence, annotated.sentences)),
        **found,
    }


def _sentence(sentence: Sentence) -> Row:
    return {
        "id": sentence.id,
        "start": sentence.span.start,
        "end": sentence.span.end,
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
        "from": tenure.start,
        "to": tenure.end,
    }


def _event(event: Event, words: rights.Words) -> Row:
    mentions = []
    for mention in event.mentions:
        sentence = words.get((mention.article, mention.sentence))
        mentions.append(_mention(mention, sentence or None))
    return {
        **_fields(event, "id aliases title kind"),
        "date": event.date,
        **_fields(
            event,
            "placed placed_by rank modality background participants places status reasons",
        ),
        "mentions": mentions,
        "divergences": event.divergences,
    }


def _mention(mention: EventMention, words: str | None) -> Row:
    """One account of an event; its words are none where rights keep them back."""
    return {
        **_fields(mention, "id article sentence span trigger"),
        "text": words,
        "kind": mention.kind,
        "date": mention.date,
        **_fields(mention, "placed placed_by rank headline"),
        "dating": mention.timex.span if mention.timex else None,
        **_fields(mention, "modality background participants places speakers reason"),
    }


def _proposal(proposal: MergeProposal) -> Row:
    pair = [proposal.first, proposal.second]
    return {"events": pair, **_fields(proposal, "score reasons")}
