"""Applies the author's word on who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.corrections.decisions import decisions, reason, without
from builder.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.article import Article
    from builder.model.correction import Correction
    from builder.model.quote import Quote
    from builder.model.span import Span


def correct_quotes(
    article: Article, quotes: Sequence[Quote], corrections: Sequence[Correction]
) -> tuple[tuple[Quote, ...], frozenset[str]]:
    """Quotations with the author's speakers and rejections; and the keys of the corrections that changed something.

    A speaker is that of every part of the saying; words are rejected as a quotation where they are the whole of it.
    """
    kept = list(quotes)
    matched = set()
    for correction, place in decisions(article, corrections, "speaker"):
        # A word inside a quotation may be rejected as a name; the quotation stays.
        if correction.reject:
            found = [quote for quote in kept if place.covers(quote.span)]
            kept = without(kept, found)
        else:
            found = _same_sayings(kept, place)
            kept = [_spoken(article, quote, correction, found) for quote in kept]
        if found:
            matched.add(correction.key)
    return tuple(kept), frozenset(matched)


def _same_sayings(quotes: Sequence[Quote], place: Span) -> list[Quote]:
    """Every part of the sayings of which a part stands at the author's words, or around them."""
    # "Oui, dit-il, mais non": the parts of one saying have one speaker.
    sayings = set()
    for quote in quotes:
        if place.covers(quote.span) or quote.quoted.outer.covers(place):
            sayings.add(quote.saying)
    return [quote for quote in quotes if quote.saying in sayings]


def _spoken(
    article: Article, quote: Quote, correction: Correction, found: Sequence[Quote]
) -> Quote:
    if quote not in found:
        return quote
    return replace(
        quote,
        speakers=correction.speaker or (),
        speaker_words=None,
        reason=reason(article, "author"),
        status=Status.AUTHOR,
    )
