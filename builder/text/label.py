"""What an article is called in lists, links and references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.article import Rights

if TYPE_CHECKING:
    from builder.model.article import Article

_LONGEST = 72
"""Characters of first words that stand for a missing title."""


def label(article: Article) -> str:
    """The title; its first words and an ellipsis where it has none; its id where rights keep its words back too."""
    if article.title:
        return article.title
    told = next((b for b in article.blocks if b.kind.told), None)
    words = " ".join(told.span.of(article.text).split()) if told and article.rights is not Rights.REFERENCE else ""
    if len(words) <= _LONGEST:
        return words or article.id
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–-\u00a0\u202f") + " …"
