"""Finds and types names, and the wordings of the knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence, Span
    from builder.model.mention import EntityType, Mention
    from builder.model.moment import Dating


class NameModel(Protocol):
    """A second opinion on names, such as an installed spaCy model. No spaCy type shows."""

    def __call__(self, text: str) -> Iterable[tuple[Span, EntityType]]:
        """Names in a text, with offsets into it."""
        ...


def find(
    article: Article,
    sentences: Sequence[Sentence],
    datings: Sequence[Dating],
    pack: LanguagePack,
    kb: KnowledgeBase,
    model: NameModel | None = None,
) -> tuple[Mention, ...]:
    """Proper names (kind name or alias) in the told blocks, in order, not overlapping."""
    del article, sentences, datings, pack, kb, model
    return ()
