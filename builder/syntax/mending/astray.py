"""Phrases that hang on a noun, though no noun of French has such a complement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import NOMINAL, bare, begins, is_determiner, is_sign

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree

_ASTRAY = frozenset({"nmod", "appos", "dep", "obl:mod", "obl:arg"})


def astray(tree: Tree, context: Context, verb: int) -> Token | None:
    """The first phrase behind a verb that has an article and no preposition, and hangs on a noun.

    "rencontrera jeudi LES SYNDICATS", "a adopté par 290 voix LE PROJET": what a noun has
    beside it without a preposition is a name, a date, or stands behind a comma.
    """
    for token in tree.between(verb + 1, tree.end):
        if token.is_finite:
            return None
        if token.relation not in _ASTRAY or token.pos not in NOMINAL:
            continue
        above = tree[token.head]
        if above.index <= verb or above.pos not in NOMINAL:
            continue
        loose = _has_article(tree, token) and bare(tree, token.index)
        if not loose or context.is_period(token):
            continue
        if tree.is_above(verb, token.index) and _is_free(tree, token, verb):
            return token
    return None


def _has_article(tree: Tree, token: Token) -> bool:
    """Whether an article or number stands before it; "le journal LA PROVENCE" has a name's."""
    for child in tree.between(begins(tree, token.index), token.index):
        if is_determiner(child) and child.head == token.index:
            return child.text == child.low
    return False


def _is_free(tree: Tree, token: Token, verb: int) -> bool:
    """Whether no comma makes it an apposition of the noun it hangs on.

    "aux pêcheurs, réunis samedi à Lorient, UNE AIDE": that comma closes what another opened.
    """
    comma = tree[begins(tree, token.index) - 1]
    if comma.text != ",":
        return not is_sign(comma)
    for before in reversed(tree.between(verb, comma.index)):
        if before.text == ",":
            return tree[before.index + 1].verb_form == "Part"
    return False
