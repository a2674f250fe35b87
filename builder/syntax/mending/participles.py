"""Participles that were called something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import is_verb
from builder.syntax.mending.retag import TAGGED_AMISS, make_participle
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_participles(tree: Tree, context: Context) -> None:
    """What stands after "avoir" or "être" as a verb of the compound is a participle."""
    for index in tree.indices:
        token = tree[index]
        if not token.is_word and is_verb(token):
            tree.change(index, pos="PUNCT", relation="punct", verb_form="", mood="")
            continue
        if token.lemma == "avoir":
            _mend_bare_auxiliary(tree, context, index)
        if _is_hidden_participle(tree, context, token):
            make_participle(tree, context, index)


def _is_hidden_participle(tree: Tree, context: Context, token: Token) -> bool:
    """Whether another part of speech stands where only a participle can.

    "a NIÉ", "d'être ÉLU maire"; at the beginning or behind a comma "ARRÊTÉ à Metz, …".
    """
    if not context.forms.participle(token.low):
        return False
    compound = tree.has(token.index, "aux:tense", "aux:pass")
    if token.pos == "VERB":
        return compound
    if token.pos not in TAGGED_AMISS:
        return False
    if not context.forms.verb(token.low):
        return False
    if tree.has(token.index, "det", "case"):
        return False
    if compound:
        return not tree.has(token.index, "cop")
    return _is_called_noun(tree, token)


def _is_called_noun(tree: Tree, token: Token) -> bool:
    """Whether a noun without article stands beside "être", or apart with "à", "de"."""
    if token.pos != "NOUN":
        return False
    if token.text[1:] != token.low[1:]:
        return False
    if tree.has(token.index, "cop"):
        return True
    before = tree.get(token.index - 1)
    if before is not None and before.text != ",":
        return False
    loose = token.relation in ("obl:mod", "dislocated", "conj", "advcl", "nmod")
    if not loose:
        return False
    return tree.pos(token.index + 1) == "ADP"


def _mend_bare_auxiliary(tree: Tree, context: Context, index: int) -> None:
    """Undo a participle that is an object of "avoir": "d'avoir TRUQUÉ"."""
    if tree[index].relation in AUXILIARY:
        return
    at = index + 1
    while tree.pos(at) == "ADV":
        at += 1
    after = tree.get(at)
    if after is None:
        return
    if after.head != index:
        return
    if not _may_be_participle(tree, context, after):
        return
    make_participle(tree, context, after.index)
    tree.rise(after.index)
    tree.hang(index, after.index, "aux:tense")
    for child in tree.children(index):
        tree.hang(child.index, after.index, child.relation)


def _may_be_participle(tree: Tree, context: Context, token: Token) -> bool:
    if token.pos not in TAGGED_AMISS:
        return False
    if tree.has(token.index, "det"):
        return False
    known = context.forms.verb(token.low)
    if not bool(known):
        return False
    return context.forms.participle(token.low)
