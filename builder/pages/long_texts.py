"""Cuts the text of a very long article into pages, between two of its sentences."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.dossier import Annotated

_A_PAGE = 60_000
"""Characters of text on a page at most, a mark counted for many."""

_MARK = 100
"""Characters that a mark, and what the page says of it, take besides its own."""


def bounds(annotated: Annotated) -> Sequence[int]:
    """Where in its text (code points) each page of an article begins; the first is 0, and mostly the only one."""
    starts = [link.mention.span.start for link in annotated.links]
    starts += [timex.span.start for timex in annotated.timexes]
    starts.sort()
    found = [0]
    total = 0
    for sentence in annotated.sentences:
        span = sentence.span
        marks = bisect_left(starts, span.end) - bisect_left(starts, span.start)
        weight = len(span) + _MARK * marks
        if total and total + weight > _A_PAGE:
            found.append(span.start)
            total = 0
        total += weight
    return found
