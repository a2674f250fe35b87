"""Applies the author's word on what a sentence tells: how sure it is, and what kind of event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.corrections.decisions import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.article import Article, Sentence
    from builder.model.correction import Correction
    from builder.model.event import EventMention
    from builder.model.span import Span


def correct_event_mentions(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[EventMention],
    corrections: Sequence[Correction],
) -> tuple[tuple[EventMention, ...], frozenset[str]]:
    """Event mentions with the author's modality and kind; and the keys of the corrections that found one.

    The quoted words are any part of the sentence that tells the event.
    """
    spans = {sentence.id: sentence.span for sentence in sentences}
    kept = list(mentions)
    matched = set()
    for correction in corrections:
        if correction.modality is None and correction.kind is None:
            continue
        # One search an entry, not one a sentence.
        places = quoted(article, correction)
        for number, mention in enumerate(kept):
            if _tells(spans.get(mention.sentence), places):
                kept[number] = _corrected(mention, correction)
                matched.add(correction.key)
    return tuple(kept), frozenset(matched)


def _tells(sentence: Span | None, places: Sequence[Span]) -> bool:
    """Whether the author's words are words of the sentence."""
    return sentence is not None and any(map(sentence.overlaps, places))


def _corrected(mention: EventMention, correction: Correction) -> EventMention:
    return replace(
        mention,
        modality=correction.modality or mention.modality,
        kind=correction.kind or mention.kind,
    )
