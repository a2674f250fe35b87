"""Finds what an article tells: kind, moment, participants, modality."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence
    from builder.model.claim import Claim
    from builder.model.mention import Link
    from builder.model.moment import Dating
    from builder.model.quote import Quote


def gather(
    article: Article,
    sentences: Sequence[Sentence],
    datings: Sequence[Dating],
    links: Sequence[Link],
    quotes: Sequence[Quote],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> tuple[Claim, ...]:
    """The claims of one article, in the order of its text."""
    del article, sentences, datings, links, quotes, pack, kb
    return ()
