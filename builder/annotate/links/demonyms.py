"""Ties demonyms to their states: `russes`, `les Ukrainiennes`, `franco-allemand`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.context import offsets
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.annotate.links.context import Context
    from builder.model.article import Span
    from builder.syntax.doc import Token


def link_demonyms(context: Context, taken: Iterable[Span]) -> Iterator[Link]:
    """A link for every demonym outside the spans that other marks have taken."""
    used = offsets(taken) | context.idiomatic
    for token in context.doc.tokens:
        if token.start in used:
            continue
        states = context.kb.demonyms.get(token.low, ())
        parts = () if states else _compound(context, token.low)
        if (states or parts) and not _is_language(context, token):
            yield _demonym(
                context,
                token,
                states,
                parts,
            )


def _compound(context: Context, word: str) -> tuple[str, ...]:
    """States that `franco-allemand` names; empty for another word."""
    first, _, last = word.rpartition("-")
    head = context.words.places.compounds.get(first)
    states = context.kb.demonyms.get(last)
    return (head, *states) if head and states else ()


def _is_language(context: Context, token: Token) -> bool:
    """`en russe`, `à la française`: a language or a manner."""
    if token.text[0].isupper():
        return False
    before = context.before(token.span, 2)
    is_manner = context.is_in(" ".join(before), "manner")
    return is_manner or context.is_in(before[-1], "languages")


def _demonym(
    context: Context,
    token: Token,
    states: tuple[str, ...],
    parts: tuple[str, ...],
) -> Link:
    words = token.span.of(context.article.text)
    mention = Mention(
        token.span,
        words,
        MentionKind.DEMONYM,
        EntityType.NORP,
        "kb:demonym",
    )
    named = tuple(i for i in states if i in context.about.named)
    ids = parts or (named if len(named) == 1 else states)
    if parts or len(ids) == 1:
        said = context.say("demonym", name=context.names(ids))
        return Link(
            mention,
            LinkStatus.LINKED,
            ids,
            (said,),
        )
    unsure = replace(mention, status=Status.UNSURE)
    said = context.say("demonym-shared")
    return Link(
        unsure,
        LinkStatus.AMBIGUOUS,
        states,
        (said,),
    )
