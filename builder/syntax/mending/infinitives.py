"""Infinitives: causatives, and what hangs on the wrong verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_infinitives(tree: Tree, context: Context) -> None:
    """An infinitive behind a preposition is nobody's auxiliary; "s'est fait arrêter".

    "Ceux qui refusent DE PAYER seront poursuivis".
    """
    for index in tree.indices:
        token = tree[index]
        if _is_hidden_infinitive(tree, context, token):
            _make_infinitive(tree, index)
        _rehang_behind_participle(tree, index)
        if token.verb_form == "Inf" and token.relation in AUXILIARY:
            before = tree.get(index - 1)
            lone = token.lemma not in ("être", "avoir", "faire", "laisser")
            if lone and before is not None and before.pos == "ADP":
                _free_infinitive(tree, index)
        elif token.verb_form == "Inf":
            _causative(tree, context, index)


def _is_hidden_infinitive(tree: Tree, context: Context, token: Token) -> bool:
    """Behind "ne pas" a dictionary form of a verb is an infinitive: "LICENCIER"."""
    if token.pos not in ("NOUN", "ADJ", "PROPN", "X"):
        return False
    denial, ne = tree.get(token.index - 1), tree.get(token.index - 2)
    if denial is None:
        return False
    if ne is None:
        return False
    if ne.low not in context.words.ne:
        return False
    negated = denial.low in context.words.negations
    if not negated:
        return False
    return context.forms.verb(token.low) == token.low


def _make_infinitive(tree: Tree, index: int) -> None:
    token = tree[index]
    tree.change(index, pos="VERB", lemma=token.low, verb_form="Inf")
    case = tree.child(index, "case")
    if case is not None:
        tree.change(case.index, relation="mark")
    if tree[token.head].pos == "VERB":
        tree.change(index, relation="xcomp")


def _rehang_behind_participle(tree: Tree, index: int) -> None:
    """An infinitive behind a participle completes it: "Accusée D'AVOIR FERMÉ …"."""
    token = tree[index]
    mark = tree.child(index, "mark")
    if mark is None:
        return
    if mark.pos != "ADP":
        return
    if token.pos != "VERB":
        return
    before = tree.get(mark.index - 1)
    if before is None:
        return
    if before.pos != "VERB":
        return
    if token.head == before.index:
        return
    if token.relation in ("nsubj", "csubj", "dep", "parataxis"):
        tree.hang(index, before.index, "xcomp")


def _free_infinitive(tree: Tree, index: int) -> None:
    """Hang an infinitive on the verb before it."""
    at = index - 2
    while (token := tree.get(at)) is not None:
        if token.pos in ("VERB", "NOUN", "ADJ"):
            relation = "xcomp" if token.pos == "VERB" else "acl"
            tree.change(index, pos="VERB")
            tree.hang(index, token.index, relation)
            return
        at -= 1


def _causative(tree: Tree, context: Context, index: int) -> None:
    """Make "faire", and "se voir", "se laisser", one verb with the infinitive."""
    before = tree.get(index - 1)
    while before is not None and before.pos == "ADV":
        before = tree.get(before.index - 1)
    if before is None:
        return
    if before.lemma not in context.words.causatives:
        return
    if before.relation == "aux:caus" or tree[index].head not in (
        before.index, before.head, index,
    ):  # fmt: skip
        return
    around = [*tree.children(before.index), *tree.children(index)]
    reflexive = any(
        c.low in context.words.reflexive and c.index < index for c in around
    )
    if before.lemma != "faire" and not reflexive:
        return
    if before.head == index:
        tree.change(before.index, relation="aux:caus")
        return
    if tree[index].head != before.index:
        return
    below = [c for c in tree.children(before.index) if c.index != index]
    tree.rise(index)
    tree.hang(before.index, index, "aux:caus")
    for child in below:
        tree.hang(child.index, index, child.relation)
