"""Participles that were called something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        if not token.is_word and token.pos in ("VERB", "AUX"):
            tree.change(index, pos="PUNCT", relation="punct", verb_form="", mood="")
            continue
        if token.pos == "AUX" or token.lemma == "avoir":
            _mend_bare_auxiliary(tree, context, index)
        if _is_hidden_participle(tree, context, token):
            make_participle(tree, context, index)


def _is_hidden_participle(tree: Tree, context: Context, token: Token) -> bool:
    """Whether another part of speech stands where only a participle can.

    "a NIÉ", "d'être ÉLU maire"; at the beginning or behind a comma "ARRÊTÉ à Metz, …".
    """
    if token.pos == "VERB":
        tensed = tree.child(token.index, "aux:tense", "aux:pass")
        if tensed is None:
            return False
        return context.forms.participle(token.low)
    if token.pos not in TAGGED_AMISS:
        return False
    if not context.forms.participle(token.low):
        return False
    if not context.forms.verb(token.low):
        return False
    if tree.child(token.index, "det", "case"):
        return False
    if tree.child(token.index, "aux:tense", "aux:pass") is not None:
        return tree.child(token.index, "cop") is None
    noun = token.pos == "NOUN" and token.text[1:] == token.low[1:]
    if noun and tree.child(token.index, "cop") is not None:
        return True
    before, after = tree.get(token.index - 1), tree.get(token.index + 1)
    apart = before is None or before.text == ","
    place = token.relation in ("obl:mod", "dislocated", "conj", "advcl", "nmod")
    return noun and apart and place and after is not None and after.pos == "ADP"


def _mend_bare_auxiliary(tree: Tree, context: Context, index: int) -> None:
    """Undo a participle that is an object of "avoir": "d'avoir TRUQUÉ"."""
    token = tree[index]
    if token.relation in AUXILIARY:
        return
    if token.lemma != "avoir":
        return
    after = tree.get(index + 1)
    while after is not None and after.pos == "ADV":
        after = tree.get(after.index + 1)
    if after is None:
        return
    if after.head != index:
        return
    if after.pos not in TAGGED_AMISS:
        return
    if not context.forms.verb(after.low):
        return
    if not context.forms.participle(after.low):
        return
    if tree.child(after.index, "det"):
        return
    make_participle(tree, context, after.index)
    tree.rise(after.index)
    tree.hang(index, after.index, "aux:tense")
    for child in tree.children(index):
        tree.hang(child.index, after.index, child.relation)
