"""The cast of an article: what its full names, and those of the knowledge base, make of the short forms in it.

`l’Ordre` is the Ordre de Malte, `Fenix` the Fenix Toulouse, `l’Union` the Union
européenne, where the article names one such body in full, before or after.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from builder.annotate.links.context import offsets
from builder.model.mention import EntityType, Mention, MentionKind
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.links.answers import Answer
    from builder.annotate.links.context import Context
    from builder.syntax.doc import Token

_Form = tuple[EntityType, tuple[str, ...]]
"""A short form of a thing of some type, as folded words."""

RULE = "cast"
_DEFINITE = ("the", "of_the", "at_the")


def find_short(context: Context, mentions: Sequence[Mention]) -> list[Mention]:
    """Words with a capital that no earlier step marked, and that shorten a full name of the article."""
    finder = _Finder(context, mentions)
    return [m for token in context.doc.tokens for m in finder.read(token)]


class _Finder:
    """Knows the first words of bodies and the surnames of people that an article names in full."""

    def __init__(self, context: Context, mentions: Sequence[Mention]) -> None:
        self._context = context
        self._taken = offsets(m.span for m in mentions)
        self._types: dict[str, EntityType] = {}
        for mention in mentions:
            for word in _shortened(context, mention):
                self._types.setdefault(word, mention.type)

    def read(self, token: Token) -> Iterator[Mention]:
        """The short form that a word is, if it is one."""
        type_ = self._types.get(key(token.text))
        if type_ is None or not token.text[0].isupper():
            return
        if token.start in self._taken or token.start in self._context.idiomatic:
            return
        if self._stands_so(token, type_):
            yield Mention(
                token.span,
                token.span.of(self._context.article.text),
                MentionKind.ALIAS,
                type_,
                RULE,
            )

    def _stands_so(self, token: Token, type_: EntityType) -> bool:
        """Whether grammar lets a word be the whole name: a surname, or a noun with its article and no complement."""
        context = self._context
        first = context.doc.bounds[token.sentence]
        if type_ is EntityType.PER:
            # Every word has a capital at the beginning of a sentence.
            return token.index > first or token.pos == "PROPN"
        if token.index == first:
            return False
        if context.atom(token.index - 1) not in _DEFINITE:
            return False
        after = token.index + 1
        if context.is_of(after):
            return False
        following = context.doc.tokens[after] if after < len(context.keys) else None
        if following is None or following.sentence != token.sentence:
            return True
        return following.pos not in ("ADJ", "PROPN")


def _shortened(context: Context, mention: Mention) -> Iterator[str]:
    """The single words that may stand for a full name: a surname, or the first word of a body's name."""
    if mention.type is EntityType.PER:
        words = mention.surface.split()
        if len(words) > 1:
            yield key(words[-1])
        return
    for name in _full_names(context, mention):
        words = key(name).split()
        if len(words) > 1:
            yield words[0]


def _full_names(context: Context, mention: Mention) -> Iterator[str]:
    """A name, and those of the one known entity that bears it: "UE" is "Union européenne"."""
    yield mention.surface
    bearers = context.kb.named(mention.surface)
    for entity in bearers if len(bearers) == 1 else ():
        known = context.kb.entities[entity]
        if known.type is not EntityType.LOC:
            yield from (known.name, *known.aliases)


def short_forms(
    context: Context, answers: Mapping[Mention, Answer]
) -> Iterator[tuple[Mention, str, str]]:
    """Each name of a thing that nobody knows and that begins or ends one fuller name of the article; whom that means, and that name."""
    meant: defaultdict[_Form, dict[str, str]] = defaultdict(dict)
    for mention, answer in answers.items():
        if mention.kind is MentionKind.ROLE or len(answer.entities) != 1:
            continue
        for name in _full_names(context, mention):
            for form in _ends(name):
                fuller = meant[mention.type, form]
                fuller.setdefault(answer.entities[0], mention.surface)
    for mention, answer in answers.items():
        if not _may_be_short(context, mention, answer):
            continue
        fuller = dict(meant.get((mention.type, _words(mention.surface)), {}))
        for own in answer.entities:
            fuller.pop(own, None)
        if len(fuller) == 1:
            yield mention, *next(iter(fuller.items()))


def _words(name: str) -> tuple[str, ...]:
    return tuple(key(name).split())


def _ends(name: str) -> Iterator[tuple[str, ...]]:
    """The beginnings and ends of a name that are shorter than it."""
    words = _words(name)
    for cut in range(1, len(words)):
        yield words[:cut]
        yield words[cut:]


def _may_be_short(context: Context, mention: Mention, answer: Answer) -> bool:
    if mention.type is EntityType.PER or not mention.surface[:1].isupper():
        return False
    # Whom the knowledge base knows by that name is meant by it.
    return not any(entity in context.kb.entities for entity in answer.entities)

