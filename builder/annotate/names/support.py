"""What speaks for a name besides the learned evidence: added to the scores, so that one decision weighs all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.names.known import names_in
from builder.kb.lexicon import LIST_TYPES
from builder.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.names.known import Tag
    from builder.annotate.names.page import Page
    from builder.annotate.names.weights import Matrix
    from builder.model.article import Span

OWN = 9.0
"""For a name that the author gave: more than any evidence against it."""

LONG = 1.0
"""For a known name of several words, which seldom means anything else ("Bureau ovale")."""

ALONE = {"PER": 1.5, "ORG": 1.0}
"""For a name of one word in the knowledge base, where it is a person or an organisation ("Que veut Poutine ?"). Places are
named often enough in what the weights were learned from."""

BARE = 2.0
"""For a known name that also is a common word, where no common word would have its capital: "dans Libération"."""

AGED = 4.0
"""For a person whose age is told, wherever the article repeats the name: "Sofia, 12 ans", "Florence raconte"."""

DATELINE = 6.0
"""For the place of writing: `WASHINGTON – …`."""

_AGE = ["Xx", ",", "0"]
"""Shapes before "ans"."""


def add(
    total: Matrix, page: Page, labels: Sequence[str], dateline: Span | None
) -> None:
    """Add what the knowledge base, names of several words, ages and the place of writing say."""
    for start, end, kind, weight in _supported(page, dateline):
        for n in range(start, end):
            label = f"{'I' if n > start else 'B'}-{kind}"
            if label in labels:
                total[n, labels.index(label)] += weight


def _supported(
    page: Page, dateline: Span | None
) -> Iterator[tuple[int, int, str, float]]:
    """Words (half-open), the type they are a name of, and how much speaks for it."""
    for start, end, tag in names_in(page.borne):
        weight = _weight(tag, end - start)
        if tag.ordinary and _stands_bare(page, start, end):
            weight = BARE
        yield start, end, tag.kind, weight
    for start, end, tag in names_in(page.lists):
        # One word of a list may be anything: that is left to the weights.
        # What the registry knows has been counted.
        if end - start > 1 and page.borne[start] is None:
            yield start, end, LIST_TYPES[tag.kind], LONG
    for n in _aged(page):
        yield n, n + 1, EntityType.PER, AGED
    written = page.at(dateline) if dateline else None
    if written is not None:
        yield *written, EntityType.LOC, DATELINE


def _weight(tag: Tag, length: int) -> float:
    if tag.sure:
        return OWN
    if tag.ordinary:
        # "Horizons", "Elle": the text alone decides.
        return 0.0
    return LONG if length > 1 else ALONE.get(tag.kind, 0.0)


def _stands_bare(page: Page, start: int, end: int) -> bool:
    """Whether a capital within a sentence tells a name, with no article before it and no other name beside it."""
    first, before, after = page.words[start], page.before[start], page.after[end - 1]
    if page.opens(start) or first.first_name or not first.capital:
        return False
    return before.lower in page.guides.prepositions and not after.capital


def _aged(page: Page) -> Iterator[int]:
    """Every place of a name whose age is told somewhere, where it stands alone."""
    aged: dict[str, None] = {}
    for n, form in enumerate(page.forms):
        if form in page.guides.ages and n >= len(_AGE):
            first = n - len(_AGE)
            shapes = [own.shape for own in page.words[first:n]]
            if shapes == _AGE:
                aged[page.forms[first]] = None
    for form in aged:
        yield from (n for n in page.places[form] if not page.before[n].capital)
