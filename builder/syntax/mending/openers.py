"""Which words open a clause that must have a finite verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import previous_word

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree

_OPENING = frozenset(
    {"mark", "obj", "nsubj", "nsubj:pass", "fixed", "iobj", "obl:mod", "advmod"}
)


def opens_clause(tree: Tree, context: Context, token: Token) -> bool:
    """Whether a word is such an opener, as "que", "qui", "dont", "si", "lorsque".

    Not the "que" of "ainsi que", "plus … que", "ne … que".
    """
    words = context.words
    if token.low in words.that:
        return _opens_with_that(tree, context, token)
    if token.low in words.relative:
        if token.pos not in ("PRON", "ADV"):
            return False
        return not _counts(tree, context, token)
    if token.pos != "SCONJ":
        return False
    return token.relation == "mark"


def _counts(tree: Tree, context: Context, token: Token) -> bool:
    """Whether "dont" only names some of many: "dix blessés, DONT trois enfants, et …"."""
    if token.low not in context.words.whose:
        return False
    for index in range(token.index + 1, tree.end):
        after = tree[index]
        if after.pos == "CCONJ":
            return True
        if after.text in (",", ";", "("):
            return True
        if after.is_finite:
            return False
    return True


def _opens_with_that(tree: Tree, context: Context, token: Token) -> bool:
    before = previous_word(tree, token.index)
    if before is not None and before.low in context.words.no_clause:
        return False
    # "n'a QUE deux jours": an adverb there, or a part of the phrase behind it.
    if token.relation not in _OPENING:
        return False
    # "n'a été déclenchée qu'après l'accord": no clause begins with a preposition.
    if tree.pos(token.index + 1) != "ADP":
        return True
    return tree.low(token.index + 1) in context.words.partitive
