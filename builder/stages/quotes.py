"""Attributes quotations to their speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence
    from builder.model.mention import Link
    from builder.model.moment import Dating
    from builder.model.quote import Quote, Quoted


def attribute(
    article: Article,
    sentences: Sequence[Sentence],
    quoted: Sequence[Quoted],
    datings: Sequence[Dating],
    links: Sequence[Link],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> tuple[Quote, ...]:
    """Every quotation with its speaker, or with the reason why there is none, in the order of the text."""
    del article, sentences, quoted, datings, links, pack, kb
    return ()
