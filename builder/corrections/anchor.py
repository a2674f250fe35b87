"""Finds the place an author means by quoting words of a text, whatever happened to the text around them."""

from __future__ import annotations

import re

from builder.model.span import Span
from builder.text.fold import fold


def places(
    text: str, quote: str, before: str = "", after: str = ""
) -> tuple[Span, ...]:
    """Every place where the words stand, in order, none overlapping another; empty for an empty quote.

    Capitals, accents, apostrophes and the amount of white space do not count. `before` ends right before the words and
    `after` begins right after them, white space aside. Time is linear in the length of the text for a given quote.
    """
    words = [re.escape(fold(word)) for word in quote.split()]
    if not words:
        return ()
    wanted = re.compile(r"\s+".join(words))
    folded = fold(text)
    left, right = _flat(before), _flat(after)
    # White space may be wider here than in the author's file; a fixed room keeps the search linear.
    room = 2 * (len(left) + len(right)) + 16
    found = []
    for match in wanted.finditer(folded):
        start, end = match.span()
        first = max(0, start - room)
        head = _flat(folded[first:start])
        if not head.endswith(left):
            continue
        tail = _flat(folded[end : end + room])
        if tail.startswith(right):
            span = Span(start, end)
            found.append(span)
    return tuple(found)


def _flat(text: str) -> str:
    return " ".join(fold(text).split())
