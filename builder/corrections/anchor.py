"""Finds the place an author means by quoting words of a text, whatever happened to the text around them."""

from __future__ import annotations

import re

from builder.model.span import Span
from builder.text.fold import fold


def places(
    text: str, quote: str, before: str = "", after: str = "", *, whole: bool = False
) -> tuple[Span, ...]:
    """Every place where the words stand, in order, none overlapping another; empty for an empty quote.

    Capitals, accents, apostrophes and the amount of white space do not count. `before` ends right before the words and
    `after` begins right after them, white space aside. Of `whole` words, "CGT" does not stand in "CGTiste"; an author may
    quote a part of what is torn. Time is linear in the length of the text for a given quote.
    """
    folded = fold(text)
    left = _flat(before)
    right = _flat(after)
    return tuple(
        span
        for span in places_of_folded(folded, quote, whole=whole)
        if _stands_between(folded, span, left, right)
    )


def places_of_folded(folded: str, quote: str, *, whole: bool) -> tuple[Span, ...]:
    """As `places`, in a text that is folded already, for whoever asks many things of one text."""
    words = fold(quote).split()
    if not words:
        return ()
    wanted = r"\s+".join(map(re.escape, words))
    if whole:
        wanted = rf"(?<!\w){wanted}(?!\w)"
    return tuple(Span(*match.span()) for match in re.finditer(wanted, folded))


def _stands_between(folded: str, span: Span, left: str, right: str) -> bool:
    # White space may be wider here than in the author's file; a fixed room keeps the search linear.
    room = 2 * (len(left) + len(right)) + 16
    first = max(0, span.start - room)
    head = _flat(folded[first : span.start])
    if not head.endswith(left):
        return False
    tail = _flat(folded[span.end : span.end + room])
    return tail.startswith(right)


def _flat(text: str) -> str:
    return " ".join(fold(text).split())
