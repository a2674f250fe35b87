"""Sayings that have an answer, where no claim tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.corpus.chronology.discrepancies import core, denies, not_so
from builder.corpus.chronology.words import Words, holds, stems
from builder.model.dates import between
from builder.model.event import EventMention, Modality, Participant, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.model.article import Span
    from builder.model.dossier import Annotated
    from builder.model.quote import Quote


def contradicted(told: Annotated, known: Words) -> tuple[EventMention, ...]:
    """The quotations of an article that something in it answers, as claims; empty where nothing does.

    A denial answers ("vulnérables et encerclées", "a démenti être encerclée"), or another party's account of the same.
    """
    elsewhere = not_so(told)
    denials = (c for c in told.event_mentions if denies(c, told, elsewhere, known))
    denied = {stem for c in denials for stem in core(c, told, known)}
    spans = {s.id: s.span for s in told.sentences}
    taken = {c.sentence for c in told.event_mentions if c.kind != "statement"}
    stated = {c.trigger for c in told.event_mentions}
    readouts = _readouts(told, spans, known)
    found: dict[str, EventMention] = {}
    for quote in told.quotes:
        if (
            quote.speakers
            and quote.sentence in spans
            and quote.sentence not in taken
            and quote.cue not in stated
        ):
            said = stems(quote.span.of(told.article.text), known)
            if quote.sentence in readouts or denied & said.keys():
                claim = _saying(quote, spans[quote.sentence], told)
                found.setdefault(claim.id, claim)
    return tuple(found.values())


def _readouts(
    told: Annotated, spans: Mapping[str, Span], known: Words
) -> frozenset[str]:
    """Sentences in which parties give their own accounts ("une lecture russe de l'appel"), where two parties do."""
    text = told.article.text
    said = {
        q.sentence: q.speakers
        for q in told.quotes
        if q.speakers
        and q.sentence in spans
        and holds(spans[q.sentence].of(text), known.data["readouts"])
    }
    return frozenset(said) if len(set(said.values())) > 1 else frozenset()


def _saying(quote: Quote, sentence: Span, told: Annotated) -> EventMention:
    published = told.article.published.date
    bound = between(None, published.latest) if published and published.latest else None
    said = quote.said if quote.said and quote.said.date else None
    return EventMention(
        id=f"{told.article.id}.{quote.sentence}+dit",
        article=told.article.id,
        sentence=quote.sentence,
        span=sentence,
        kind="statement",
        trigger=quote.span,
        date=said.date if said else bound,
        timex=said,
        participants=tuple(Participant(s, Role.AGENT) for s in quote.speakers),
        places=(),
        speakers=quote.speakers,
        modality=Modality.REPORTED,
    )
