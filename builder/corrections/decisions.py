"""Which words of an article a decision of the author is about."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from builder.corrections.anchor import places
from builder.lang.pack import language_pack
from builder.lang.schema_links import LinkWords, RoleWords
from builder.model.correction import EVERY
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from builder.model.article import Article
    from builder.model.correction import Correction
    from builder.model.span import Span

Mark = TypeVar("Mark")

RULE = "author"
"""What found a mark that the author made or changed."""

_BEFORE_A_NAME = (
    "the",
    "the_many",
    "mine",
    "of_the",
    "at_the",
    "of_many",
    "any",
    "formerly",
    "current",
    "newly",
    "then",
    "self",
)
"""Classes of words that an author may quote with a name, although marks leave them out."""


def decisions(
    article: Article, corrections: Sequence[Correction], *fields: str
) -> Iterator[tuple[Correction, Span]]:
    """The corrections that reject words or decide one of these fields, with each place where the words stand."""
    for correction in corrections:
        values = {getattr(correction, name) for name in fields}
        # An empty tuple of speakers is a decision: nobody knows who speaks.
        if correction.reject or values != {None}:
            for place in quoted(article, correction):
                yield correction, place


def quoted(article: Article, correction: Correction) -> tuple[Span, ...]:
    """Every place of the words that a correction quotes; of all articles, whole words only."""
    return places(
        article.text,
        correction.quote,
        correction.before,
        correction.after,
        whole=correction.article == EVERY,
    )


def meant(
    article: Article,
    marks: Sequence[Mark],
    place: Span,
    span_of: Callable[[Mark], Span],
) -> tuple[list[Mark], list[Mark]]:
    """The marks that quoted words name, and all marks inside the words.

    Named are those of these very words, an article or a title before them aside; of several the longest, which may
    stand there twice. Both lists are empty where nothing is marked.
    """
    inside = [mark for mark in marks if place.covers(span_of(mark))]
    named: list[Mark] = []
    for mark in inside:
        span = span_of(mark)
        if span.end != place.end or not _only_article(article, place, span):
            continue
        if named:
            longest = span_of(named[0])
            if span.start > longest.start:
                continue
            if span.start < longest.start:
                named = []
        named.append(mark)
    return named, inside


def without(marks: Sequence[Mark], found: Sequence[Mark]) -> list[Mark]:
    """All marks but those found."""
    return [mark for mark in marks if mark not in found]


def _only_article(article: Article, place: Span, span: Span) -> bool:
    """Whether the author quoted nothing but an article or a title before the marked words."""
    before = fold(article.text[place.start : span.start])
    # "l'armée": the elided article is a word of its own.
    words = before.replace("'", "' ").split()
    return set(words) <= _articles(article.language)


@lru_cache(maxsize=8)
def _articles(language: str) -> frozenset[str]:
    """Folded words that may stand before a mention and are no part of it."""
    pack = language_pack(language)
    atoms = pack.words(RoleWords).atoms
    words = [word for name in _BEFORE_A_NAME for word in atoms[name]]
    for titles in pack.words(LinkWords).titles.values():
        words += titles
    return frozenset(map(fold, words))


def reason(article: Article, code: str) -> str:
    """The sentence that tells a reader who decided."""
    return language_pack(article.language).words(LinkWords).reasons[code]
