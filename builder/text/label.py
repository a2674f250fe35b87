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
    start = told.span.start
    dateline = article.dateline
    # "WASHINGTON – Le président…": the place of writing tells an article from no other.
    if dateline and told.span.covers(dateline):
        start = dateline.end
    words = article.text[start : told.span.end].lstrip(" ,.:–—-")
    room = _LONGEST
    if article.rights is Rights.EXCERPTS:
        room = min(room, len(article.text) * article.excerpt // 100)
    return opening(words, room) or article.id


def opening(words: str, length: int) -> str:
    """The first words on one line, cut between two words with an ellipsis where they take more than `length` characters."""
    # Twice the length leaves room for runs of white space; a paragraph of a megabyte is not looked through.
    room = 2 * length
    line = " ".join(words[:room].split())
    if len(line) <= length and len(words) <= room:
        return line
    whole_words, *_ = line[:length].rsplit(" ", 1)
    cut = whole_words.rstrip(" ,;:–-\u00a0\u202f")
    return f"{cut}…"
