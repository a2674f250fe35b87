"""Applies the author's word on expressions of time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.corrections.decisions import RULE, decisions, meant, reason, without
from builder.model.dates import Anchor, AnchorKind, Basis, DatingType, Timex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.article import Article
    from builder.model.correction import Correction
    from builder.model.span import Span


def correct_timexes(
    article: Article, timexes: Sequence[Timex], corrections: Sequence[Correction]
) -> tuple[tuple[Timex, ...], frozenset[str]]:
    """Timexes with the author's dates and rejections; and the keys of the corrections that changed something.

    Words that the machine did not mark become an expression of time where the author dates them.
    """
    kept = list(timexes)
    matched = set()
    for correction, place in decisions(article, corrections, "date"):
        named, inside = meant(article, kept, place, _span)
        found = named or inside
        if correction.reject:
            kept = without(kept, found)
            if not found:
                continue
        elif not found:
            crossing = [timex for timex in kept if timex.span.overlaps(place)]
            kept = without(kept, crossing)
            kept.append(_made(article, correction, place))
        elif len(found) == 1:
            kept = without(kept, found)
            kept.append(_dated(article, correction, found[0]))
        # One date for several expressions would be wrong of all but one: they stay as they are.
        matched.add(correction.key)
    kept.sort(key=_span)
    return tuple(kept), frozenset(matched)


def _span(timex: Timex) -> Span:
    return timex.span


def _dated(article: Article, correction: Correction, old: Timex) -> Timex:
    # The author's date is counted from nothing, whatever the words were counted from.
    return replace(
        old,
        date=correction.date,
        basis=Basis.CORRECTED,
        reason=reason(article, "author"),
        anchor=Anchor(AnchorKind.NONE),
        rule=RULE,
    )


def _made(article: Article, correction: Correction, place: Span) -> Timex:
    return Timex(
        place,
        correction.date,
        DatingType.DATE,
        Anchor(AnchorKind.NONE),
        Basis.CORRECTED,
        reason(article, "author"),
        RULE,
    )
