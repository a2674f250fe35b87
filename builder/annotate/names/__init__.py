"""Finds and types names, and the wordings of the knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from builder.annotate.names import (
    context,
    crf,
    decode,
    known,
    opinions,
    tokens,
    weights,
)
from builder.model.mention import EntityType, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence, Span
    from builder.model.dates import Timex


class NameModel(Protocol):
    """A second opinion on names, such as an installed spaCy model. No spaCy type shows."""

    def __call__(self, text: str) -> Iterable[tuple[Span, EntityType]]:
        """Names in a text, with offsets into it."""
        ...


def find(
    article: Article,
    sentences: Sequence[Sentence],
    timexes: Sequence[Timex],
    pack: LanguagePack,
    kb: KnowledgeBase,
    model: NameModel | None = None,
) -> tuple[Mention, ...]:
    """Proper names (kind name or alias) in the told blocks, in order, not overlapping.

    All evidence is added up by one linear-chain model. Linear in the length of the text; the same text gives the same names.
    """
    learned = weights.weights()
    cut = tokens.tokenize(article, sentences)
    page = context.page(
        cut.forms, cut.sentences, known.names_of(kb), context.guides(pack)
    )
    total = weights.scores(page.forms, cut.sentences, context.evidence(page))
    opinions.known(total, page, learned)
    if article.dateline:
        opinions.second(
            total, cut, [(article.dateline, EntityType.LOC)], opinions.DATELINE, learned
        )
    if model:
        opinions.second(total, cut, model(article.text), opinions.MODEL, learned)
    labels, certain = crf.best(total, cut.sentences, learned)
    names = [learned.labels[n] for n in labels]
    found = decode.mentions(article, cut, page, names, certain, timexes)
    return tuple(decode.mend(found, article.text, cut, page, names))
