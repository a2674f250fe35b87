"""Infinitives: causatives, and what hangs on the wrong verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_infinitives(tree: Tree, context: Context) -> None:
    """Infinitives that the parse hung amiss."""
    for index in tree.indices:
        token = tree[index]
        if token.verb_form != "Inf":
            continue
        if token.relation not in AUXILIARY:
            _causative(tree, context, index)


def _causative(tree: Tree, context: Context, index: int) -> None:
    """Make "faire", and "se voir", "se laisser", one verb with the infinitive."""
    at = index - 1
    while tree.pos(at) == "ADV":
        at -= 1
    if not _is_causative(tree, context, at, index):
        return
    below = tree.children(at)
    if tree[at].head == index:
        tree.change(at, relation="aux:caus")
    elif tree[index].head == at:
        tree.rise(index)
        tree.hang(at, index, "aux:caus")
    else:
        return
    for child in below:
        if child.index != index:
            tree.hang(child.index, index, child.relation)


def _is_causative(tree: Tree, context: Context, at: int, infinitive: int) -> bool:
    """Whether a verb makes one with the infinitive: "voir" and "laisser" with "se"."""
    before = tree.get(at)
    if before is None:
        return False
    if before.lemma not in context.words.causatives:
        return False
    if before.lemma in context.words.carrying:
        return True
    around = [*tree.children(at), *tree.children(infinitive)]
    return any(
        child.low in context.words.reflexive and child.index < infinitive
        for child in around
    )
