"""Finds and types names, and the wordings of the knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.names import (
    broken,
    context,
    crf,
    decode,
    grammar,
    page,
    support,
    weights,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.names.page import Page
    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article
    from builder.model.dates import Timex
    from builder.model.mention import Mention
    from builder.syntax.doc import Doc


def find(
    article: Article,
    doc: Doc,
    timexes: Sequence[Timex],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> tuple[Mention, ...]:
    """Proper names (kind name or alias) in the told blocks, in order, not overlapping.

    All evidence is added up by one linear-chain model. Linear in the length of the text; the same text gives the same names.
    """
    laid = page.lay_out(doc, pack, kb)
    return tuple(decided(article, laid, timexes, weights.scorer()))


def evidence(laid: Page) -> list[list[str]]:
    """What place, company and grammar say of each word."""
    found = context.evidence(laid)
    grammar.add_evidence(laid, found)
    return found


def decided(
    article: Article,
    laid: Page,
    timexes: Sequence[Timex],
    scorer: weights.Scorer,
) -> list[Mention]:
    """The mentions of an article, by these weights."""
    learned = scorer.learned
    bounds = laid.doc.bounds
    total = scorer.scores(laid.forms, bounds, evidence(laid))
    support.add(total, laid, learned.labels, article.dateline)
    numbers, certain = crf.best(total, bounds, learned)
    labels = [learned.labels[n] for n in numbers]
    found = decode.mentions(article, laid, labels, certain, timexes)
    return broken.mend(found, laid, labels)
