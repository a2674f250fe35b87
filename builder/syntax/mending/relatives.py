"""Relative clauses that the parse hangs on a noun that they cannot stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import is_noun

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree

_RELATIVE = "acl:relcl"


def mend_relatives(tree: Tree, context: Context) -> None:
    """What "lequel" stands for agrees with it: "l'invasion du Chili, dans LAQUELLE …".

    The nearest noun that does, among those that the one of the parse completes, or
    that complete it.
    """
    for index in tree.indices:
        pronoun = tree[index]
        if pronoun.low not in context.words.relative or not pronoun.gender:
            continue
        verb = _relative_of(tree, pronoun)
        if verb is None or _agree(tree[verb.head], pronoun):
            continue
        for at in range(index - 1, tree.first - 1, -1):
            if _is_of_one_phrase(tree, at, verb.head) and _agree(tree[at], pronoun):
                tree.hang(verb.index, at, _RELATIVE)
                break


def _is_of_one_phrase(tree: Tree, one: int, other: int) -> bool:
    """Whether one of two words hangs on the other, over nouns and numbers alone."""
    upper, lower = (one, other) if tree.is_above(one, other) else (other, one)
    if not tree.is_above(upper, lower):
        return False
    at = lower
    while at != upper:
        at = tree[at].head
        if not is_noun(tree[at]):
            return False
    return True


def _relative_of(tree: Tree, pronoun: Token) -> Token | None:
    """The verb of the relative clause that a pronoun opens; none where there is none."""
    token = pronoun
    while token.relation != _RELATIVE and token.head != token.index:
        token = tree[token.head]
    opens = token.relation == _RELATIVE and token.head < pronoun.index
    return token if opens else None


def _agree(noun: Token, pronoun: Token) -> bool:
    """Whether a noun has the gender of a pronoun, and its number where both are known."""
    if not is_noun(noun) or noun.gender != pronoun.gender:
        return False
    return len({noun.number, pronoun.number} - {""}) <= 1
