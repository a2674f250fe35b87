"""Families: `les frères Duplantier`, `la famille Troadec`, and those whom an article lists as its members."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.context import offsets
from builder.kb.lexicon import lexicon
from builder.model.article import Span
from builder.model.mention import EntityType, Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.links.context import Context
    from builder.syntax.doc import Token

RULE = "family"
_OPENING, _CLOSING = ("(", ":"), (")", ".")
"""Signs around a list of those who make up a family."""


def family_noun(context: Context, span: Span) -> Token | None:
    """The noun of a family right before a name, as "famille" or "frères"; none for an article or another word."""
    at = context.index(span.start) - 1
    (before,) = context.before(span)
    is_noun = context.is_in(before, "families") and not context.atom(at)
    # "son époux Bill" is one of a family.
    is_definite = at > 0 and context.is_definite(at - 1)
    return context.doc.tokens[at] if is_noun and is_definite else None


def find_families(context: Context, mentions: Sequence[Mention]) -> list[Mention]:
    """Surnames behind the noun of a family that no earlier step marked."""
    taken = offsets(mention.span for mention in mentions) | context.idiomatic
    found: list[Mention] = []
    for token in context.doc.tokens:
        is_name = token.text[0].isupper() and token.start not in taken
        if is_name and family_noun(context, token.span) is not None:
            span = _capitals(context, token)
            words = span.of(context.article.text)
            found.append(Mention(span, words, MentionKind.ALIAS, EntityType.PER, RULE))
    return found


def _capitals(context: Context, first: Token) -> Span:
    """The words with a capital from one on: "Le Gall"."""
    tokens, stop = context.doc.tokens, first.index + 1
    while context.key(stop, first.sentence) and tokens[stop].text[0].isupper():
        stop += 1
    return Span(first.start, tokens[stop - 1].end)


class ListedFamily(NamedTuple):
    """A family whose members an article lists."""

    surname: str = ""
    members: tuple[Mention, ...] = ()

    def full_name(self, member: Mention) -> str:
        """`Charlotte Troadec` for the Charlotte of the list; a name of several words as it is."""
        is_first = member.surface in lexicon().first_names
        return f"{member.surface} {self.surname}" if is_first else member.surface


def listed_family(context: Context, mentions: Sequence[Mention]) -> ListedFamily:
    """Who "la famille (Jean, Marie et leur fils Paul)" is, of the one surname of families in the article; nobody elsewhere."""
    people = [m for m in mentions if m.type is EntityType.PER]
    named = {m.surface for m in people if family_noun(context, m.span) is not None}
    if len(named) != 1:
        return ListedFamily()
    inside = offsets(_lists(context))
    listed = tuple(m for m in people if m.span.start in inside)
    return ListedFamily(named.pop(), listed) if len(listed) > 1 else ListedFamily()


def _lists(context: Context) -> Iterator[Span]:
    """What a bracket or colon right behind the noun of a family holds, up to where it is closed."""
    tokens = context.doc.tokens
    for noun in tokens[:-1]:
        sign = tokens[noun.index + 1]
        if not context.listed(noun.index, "families") or sign.text not in _OPENING:
            continue
        closing = _CLOSING[_OPENING.index(sign.text)]
        for token in context.doc.sentence_tokens(noun.sentence):
            if token.index > sign.index and token.text == closing:
                yield Span(sign.end, token.start)
                break
