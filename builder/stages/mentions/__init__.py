"""Finds and types names, and the wordings of the knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from builder.stages.mentions import chains, context, known, tokens, verdict, weights

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
    del datings, model
    cut = tokens.tokenize(article, sentences)
    page = context.page(cut.forms, cut.sentences, known.names_of(kb), context.guides(pack))
    total = weights.scores(cut.forms, cut.sentences, context.evidence(page))
    learned = weights.weights()
    labels, certain = chains.best(total, cut.sentences, learned)
    return tuple(verdict.mentions(article.text, cut, page, [learned.labels[n] for n in labels], certain))
