"""What an article is called in lists, links and references."""

from __future__ import annotations

from builder.model.article import Article, Rights, Span

_LONGEST = 72
"""Characters of first words that stand for a missing title."""


def label(article: Article) -> str:
    """The title; its first words, after the dateline, where it has none; its id where rights keep its words back too."""
    if article.title:
        return article.title
    told = next((b for b in article.blocks if b.kind.told), None)
    if told is None or article.rights is Rights.REFERENCE:
        return article.id
    words = after_dateline(article, told.span)
    room = _LONGEST
    if article.rights is Rights.EXCERPTS:
        room = min(room, len(article.text) * article.excerpt // 100)
    return opening(words, room) or article.id


def after_dateline(article: Article, span: Span) -> str:
    """The words of a span of the text; without the place of writing, where they begin with it: "WASHINGTON – Le président…"."""
    start = span.start
    dateline = article.dateline
    if dateline and span.covers(dateline):
        start = dateline.end
    return article.text[start : span.end].lstrip(" ,.:–—-")


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
