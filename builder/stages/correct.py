"""Applies the author's corrections of words: between the machine's verdict and everything built on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.kb.base import KnowledgeBase
    from builder.model.article import Article
    from builder.model.correction import Correction
    from builder.model.mention import Link
    from builder.model.moment import Dating
    from builder.model.quote import Quote


def correct_datings(
    article: Article, datings: Sequence[Dating], corrections: Sequence[Correction]
) -> tuple[tuple[Dating, ...], frozenset[str]]:
    """Datings with the author's dates and rejections; and the keys of the corrections that found their words."""
    del article, corrections
    return tuple(datings), frozenset()


def correct_links(
    article: Article, links: Sequence[Link], corrections: Sequence[Correction], kb: KnowledgeBase
) -> tuple[tuple[Link, ...], frozenset[str]]:
    """Links with the author's entities, types and rejections; and the keys of the corrections that found their words."""
    del article, corrections, kb
    return tuple(links), frozenset()


def correct_quotes(
    article: Article, quotes: Sequence[Quote], corrections: Sequence[Correction]
) -> tuple[tuple[Quote, ...], frozenset[str]]:
    """Quotations with the author's speakers and rejections; and the keys of the corrections that found their words."""
    del article, corrections
    return tuple(quotes), frozenset()
