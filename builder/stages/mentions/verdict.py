"""Makes mentions of labelled words: span, type, what decided, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.mention import EntityType, Mention, MentionKind, Status
from builder.stages.mentions.weights import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.stages.mentions.context import Page
    from builder.stages.mentions.tokens import Tokens
    from builder.stages.mentions.weights import Matrix

SURE = 0.6


def mentions(text: str, cut: Tokens, page: Page, labels: Sequence[str], certain: Matrix) -> Iterator[Mention]:
    """The names that the labels spell out, in order."""
    sure = certain.max(axis=1).tolist()
    for start, end, kind in names(labels):
        span = Span(cut.starts[start], cut.starts[end - 1] + len(cut.forms[end - 1]))
        status = Status.MACHINE if min(sure[start:end]) > SURE else Status.UNSURE
        yield Mention(span, span.of(text), MentionKind.NAME, EntityType(kind), _rule(page, start, end), status)


def names(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Stretches of words (half-open) that are one name, with the type."""
    n = 0
    while n < len(labels):
        end = n + 1
        if labels[n] != OUTSIDE:
            kind = labels[n][2:]
            while end < len(labels) and labels[end] == f"I-{kind}":
                end += 1
            yield n, end, kind
        n = end


def _rule(page: Page, start: int, end: int) -> str:
    if _is(page.borne, start, end):
        return "kb:name"
    if _is(page.lists, start, end):
        return f"list:{page.lists[start].kind}"
    return "weights"


def _is(tags, start, end):
    return (
        tags[start]
        and tags[start].part[0] == "B"
        and all(t and t.part == "I" for t in tags[start + 1 : end])
        and (end == len(tags) or not tags[end] or tags[end].part != "I")
    )
