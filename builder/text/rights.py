"""What of an article's text may leave for the public pages and data: decided here, for all of them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from builder.model.article import BlockKind, Rights, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.model.dossier import Annotated


def open_sentences(annotated: Annotated) -> frozenset[str]:
    """Ids of the sentences whose words may be shown.

    `full`: all. `excerpts`: those that are evidence of something told or said, and what the article's page opens with, to
    the end of the first paragraph. `reference`: none.
    """
    if annotated.article.rights is Rights.REFERENCE:
        return frozenset()
    if annotated.article.rights is Rights.EXCERPTS:
        opening = next(
            (
                i
                for i, b in enumerate(annotated.article.blocks)
                if b.kind is BlockKind.PARAGRAPH
            ),
            -1,
        )
        opened = {s.id for s in annotated.sentences if s.block <= opening}
        told = {c.sentence for c in annotated.event_mentions}
        return frozenset(
            opened
            | told
            | {i for q in annotated.quotes for i in _under(annotated, q.quoted.outer)}
        )
    return frozenset(s.id for s in annotated.sentences)


def _under(annotated: Annotated, span: Span) -> Iterator[str]:
    """Ids of the sentences that a span touches."""
    first = (
        bisect_right(annotated.sentences, span.start, key=lambda s: s.span.start) - 1
    )
    following = islice(annotated.sentences, max(first, 0), None)
    return (
        s.id
        for s in takewhile(lambda s: s.span.start < span.end, following)
        if s.span.overlaps(span)
    )


def sentence(annotated: Annotated, sentence_id: str) -> str:
    """The words of a sentence; empty where they may not be shown, or where there is no such sentence."""
    if sentence_id not in open_sentences(annotated):
        return ""
    spans = {s.id: s.span for s in annotated.sentences}
    return spans[sentence_id].of(annotated.article.text) if sentence_id in spans else ""


_FEW = 5


def brief(words: str) -> str:
    """At most five words, for a reason shown to the reader: it points at the text, it does not copy it."""
    each = words.strip(" ,;:").split()
    return " ".join(each[:_FEW]) + (" …" if len(each) > _FEW else "")
