"""Finds the place an author means by quoting words of a text, whatever happened to the text around them."""

from __future__ import annotations

import re

from builder.model.article import Span
from builder.text.fold import fold


def places(
    text: str, quote: str, before: str = "", after: str = ""
) -> tuple[Span, ...]:
    """Every place where the words stand, in order, none overlapping another; empty for an empty quote.

    Capitals, accents, apostrophes and the amount of white space do not count. `before` ends right before the words and
    `after` begins right after them, white space aside. Time is linear in the length of the text for a given quote.
    """
    pieces = [re.escape(fold(word)) for word in quote.split()]
    if not pieces:
        return ()
    folded = fold(text)
    found = (Span(m.start(), m.end()) for m in re.finditer(r"\s+".join(pieces), folded))
    return tuple(s for s in found if _stands(folded, s, before, after))


def _stands(folded: str, span: Span, before: str, after: str) -> bool:
    left, right = _flat(before), _flat(after)
    room = 2 * (len(left) + len(right)) + 16
    head = _flat(folded[max(0, span.start - room) : span.start])
    tail = _flat(folded[span.end : span.end + room])
    return head.endswith(left) and tail.startswith(right)


def _flat(text: str) -> str:
    return " ".join(fold(text).split())
