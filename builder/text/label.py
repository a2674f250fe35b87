"""What an article is called in lists, links and references."""

from __future__ import annotations

from builder.model.article import Article, Rights

_LONGEST = 72
"""Characters of first words that stand for a missing title."""


def label(article: Article) -> str:
    """The title; its first words, after the dateline, where it has none; its id where rights keep its words back too."""
    if article.title:
        return article.title
    told = next((b for b in article.blocks if b.kind.told), None)
    if told is None or article.rights is Rights.REFERENCE:
        return article.id
    start = (
        article.dateline.end
        if article.dateline and told.span.covers(article.dateline)
        else told.span.start
    )
    return (
        opening(article.text[start : told.span.end].lstrip(" ,.:–—-"), _LONGEST)
        or article.id
    )


def opening(words: str, length: int) -> str:
    """The first words on one line, cut between two words with an ellipsis where they take more than `length` characters."""
    line = " ".join(words[: 2 * length].split())
    if len(line) <= length and len(words) <= 2 * length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(" ,;:–-\u00a0\u202f") + "…"
