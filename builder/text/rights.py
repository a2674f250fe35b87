"""What of an article's text may leave for the public pages and data: decided here, for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.article import Rights

if TYPE_CHECKING:
    from builder.model.dossier import Annotated


def open_sentences(annotated: Annotated) -> frozenset[str]:
    """Ids of the sentences whose words may be shown.

    `full`: all. `excerpts`: those that are evidence of something told or said. `reference`: none.
    """
    if annotated.article.rights is Rights.REFERENCE:
        return frozenset()
    if annotated.article.rights is Rights.EXCERPTS:
        return frozenset([*(c.sentence for c in annotated.claims), *(q.sentence for q in annotated.quotes)])
    return frozenset(s.id for s in annotated.sentences)


def sentence(annotated: Annotated, sentence_id: str) -> str:
    """The words of a sentence; empty where they may not be shown, or where there is no such sentence."""
    if sentence_id not in open_sentences(annotated):
        return ""
    spans = {s.id: s.span for s in annotated.sentences}
    return spans[sentence_id].of(annotated.article.text) if sentence_id in spans else ""
