"""Forms of "avoir" and "être" that the parse takes for auxiliaries, and are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import is_noun, is_verb
from builder.syntax.mending.retag import make_predicate
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_having(tree: Tree, context: Context) -> None:
    """What is had is an object: "a LIEU samedi" is no perfect; behind "l'" ÉTÉ is a season."""
    for index in tree.indices:
        token = tree[index]
        if not is_verb(token):
            continue
        if _is_noun_of_etre(tree, context, token):
            _make_noun(tree, context, index)
        elif not _is_perfect_of_avoir(context, token):
            continue
        elif _has_something(tree, token):
            _take_object(tree, index)
        elif _has_to(tree, token):
            _take_purpose(tree, index)


def _is_perfect_of_avoir(context: Context, token: Token) -> bool:
    return token.lemma == context.words.have and token.relation == "aux:tense"


def _has_something(tree: Tree, token: Token) -> bool:
    """Whether "avoir" was called the auxiliary of a noun or number behind it."""
    if tree[token.head].pos not in ("NOUN", "NUM") or token.head < token.index:
        return False
    # "a été maire"
    return not tree.has(token.head, "cop", "aux:pass")


def _take_object(tree: Tree, index: int) -> None:
    noun = tree[index].head
    below = tree.children(noun)
    tree.rise(index)
    tree.change(index, pos="VERB")
    tree.hang(noun, index, "obl:mod" if tree.has(noun, "case") else "obj")
    for child in below:
        if child.index < index or child.relation in ("advcl", "obl:mod", "punct"):
            tree.hang(child.index, index, child.relation)
        elif child.relation == "acl" and is_noun(child):
            # "a lieu le troisième week-end de mai"
            tree.hang(child.index, index, "obl:mod")


def _has_to(tree: Tree, token: Token) -> bool:
    """Whether "avoir" was called the auxiliary of an infinitive: "ONT jusqu'à lundi pour signer"."""
    below = tree[token.head]
    return below.verb_form == "Inf" and tree.has(below.index, "mark")


def _take_purpose(tree: Tree, index: int) -> None:
    infinitive = tree[index].head
    below = tree.children(infinitive)
    tree.rise(index)
    tree.change(index, pos="VERB")
    tree.hang(infinitive, index, "advcl")
    opener = tree.child(infinitive, "mark")
    for child in below:
        if opener is not None and child.index < opener.index:
            tree.hang(child.index, index, child.relation)


def _is_noun_of_etre(tree: Tree, context: Context, token: Token) -> bool:
    """Whether "été", "est" stands right behind a word that only a noun stands behind."""
    openers = context.words.etre_nouns.get(token.low, ())
    return token.relation != "ROOT" and tree.low(token.index - 1) in openers


def _make_noun(tree: Tree, context: Context, index: int) -> None:
    make_predicate(tree, context, index, "NOUN")
    above, opener = tree[tree[index].head], tree[index - 1]
    if tree[index].relation in AUXILIARY or is_verb(above):
        tree.change(index, relation="obl:mod" if is_verb(above) else "nmod")
    article = opener.low in context.words.determiners and opener.pos == "DET"
    tree.hang(index - 1, index, "det" if article else "case")
    if article and tree.pos(index - 2) == "ADP":
        tree.hang(index - 2, index, "case")
