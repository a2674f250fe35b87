"""Participles that were called something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import is_verb
from builder.syntax.mending.retag import TAGGED_AMISS, make_participle

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_participles(tree: Tree, context: Context) -> None:
    """What stands after "avoir" or "être" as a verb of the compound is a participle."""
    for index in tree.indices:
        token = tree[index]
        if is_verb(token) and not token.is_word:
            tree.change(index, pos="PUNCT", relation="punct", verb_form="", mood="")
            continue
        if _is_hidden_participle(tree, context, token):
            make_participle(tree, context, index)
        elif _is_object_of_avoir(tree, context, token):
            _join_to_avoir(tree, context, index)


def _is_hidden_participle(tree: Tree, context: Context, token: Token) -> bool:
    """Whether another part of speech stands where only a participle can.

    "a NIÉ", "d'être ÉLU maire"; at the beginning or behind a comma "ARRÊTÉ à Metz, …".
    """
    verb = token.pos == "VERB"
    if not verb and token.pos not in TAGGED_AMISS:
        return False
    if not context.forms.participle(token.low):
        return False
    compound = tree.has(token.index, "aux:tense", "aux:pass")
    if verb:
        return compound
    lemma = context.forms.verb(token.low)
    if not lemma or tree.has(token.index, "det", "case"):
        return False
    if compound:
        return not tree.has(token.index, "cop")
    if tree.has(token.index, "cop") and lemma in context.words.with_etre:
        return True  # "18 personnes sont MORTES": that they died
    return _is_called_noun(tree, context, token)


def _is_object_of_avoir(tree: Tree, context: Context, token: Token) -> bool:
    """Whether a participle was called an object: "d'avoir TRUQUÉ le scrutin"."""
    have = tree[token.head]
    if have.lemma != context.words.have or have.index != token.index - 1:
        return False
    if token.pos not in ("NOUN", "ADJ", "X") or not context.forms.verb(token.low):
        return False
    return context.forms.participle(token.low)


def _join_to_avoir(tree: Tree, context: Context, index: int) -> None:
    make_participle(tree, context, index)
    have = tree[index].head
    tree.rise(index)
    for child in tree.children(have):
        tree.hang(child.index, index, child.relation)
    tree.hang(have, index, "aux:tense")


def _is_called_noun(tree: Tree, context: Context, token: Token) -> bool:
    """Whether a noun without article stands beside "être", or apart with "à", "de"."""
    if token.pos != "NOUN":
        return False
    if tree.has(token.index, "cop"):
        return True
    before = tree.get(token.index - 1)
    if before is not None and before.text != ",":
        return False
    loose = token.relation in ("obl:mod", "dislocated", "conj", "advcl", "nmod")
    if not loose:
        return False
    after = tree.get(token.index + 1)
    if after is None:
        return False
    # "Igor Talin, MORT vendredi, …"
    return after.pos == "ADP" or context.is_time(tree, after.index)
