"""Finds and types names, and the wordings of the knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from builder.model.article import Span
from builder.model.mention import EntityType, Mention, MentionKind, Status
from builder.stages.mentions import decide
from builder.stages.mentions.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence
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
    del datings, pack, kb, model
    tokens = tokenize(article, sentences)
    total = decide.scores(tokens.forms, tokens.sentences)
    labels, certain = decide.best(total, tokens.sentences)
    names = decide.weights().labels
    found = []
    n = 0
    while n < len(labels):
        end = n + 1
        label = names[labels[n]]
        if label != decide.OUTSIDE:
            while end < len(labels) and names[labels[end]] == f"I-{label[2:]}":
                end += 1
            span = Span(tokens.starts[n], tokens.starts[end - 1] + len(tokens.forms[end - 1]))
            sure = min(certain[k, labels[k]] for k in range(n, end))
            found.append(
                Mention(
                    span,
                    span.of(article.text),
                    MentionKind.NAME,
                    EntityType(label[2:]),
                    "weights",
                    Status.MACHINE if sure > 0.6 else Status.UNSURE,  # noqa: PLR2004
                )
            )
        n = end
    return tuple(found)
