"""The words beside a stretch of the text, within its sentence."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.model.article import Span
    from builder.syntax.doc import Doc, Token


def before(doc: Doc, span: Span, count: int = 1) -> Token | None:
    """The nth token before a stretch, in the same sentence; none where there is none."""
    return _same_sentence(doc, span, bisect_left(doc.starts, span.start) - count)


def after(doc: Doc, span: Span, count: int = 1) -> Token | None:
    """The nth token behind a stretch, in the same sentence; none where there is none."""
    return _same_sentence(doc, span, bisect_left(doc.starts, span.end) + count - 1)


def _same_sentence(doc: Doc, span: Span, index: int) -> Token | None:
    own = doc.sentence_at(span.start)
    if own is None or not 0 <= index < len(doc.tokens):
        return None
    token = doc.tokens[index]
    return token if token.sentence == own else None
