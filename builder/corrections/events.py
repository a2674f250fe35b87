"""Applies the author's word on what a sentence tells: how sure it is, and what kind of event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.text.anchor import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.article import Article, Sentence
    from builder.model.correction import Correction
    from builder.model.event import EventMention


def correct_claims(
    article: Article,
    sentences: Sequence[Sentence],
    claims: Sequence[EventMention],
    corrections: Sequence[Correction],
) -> tuple[tuple[EventMention, ...], frozenset[str]]:
    """Claims with the author's modality and kind; and the keys of the corrections that found a claim.

    The quoted words are any part of the claim's sentence.
    """
    spans = {s.id: s.span for s in sentences}
    changed, matched = list(claims), set()
    for correction in corrections:
        if correction.modality is None and correction.kind is None:
            continue
        meant = places(
            article.text, correction.quote, correction.before, correction.after
        )
        for n, claim in enumerate(changed):
            if any(
                spans[claim.sentence].overlaps(place)
                for place in meant
                if claim.sentence in spans
            ):
                changed[n] = replace(
                    claim,
                    modality=correction.modality or claim.modality,
                    kind=correction.kind or claim.kind,
                )
                matched.add(correction.key)
    return tuple(changed), frozenset(matched)
