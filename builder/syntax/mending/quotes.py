"""What is said, and what stands before the colon of a headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    NOMINAL,
    finite_of,
    is_sign,
)

if TYPE_CHECKING:
    from builder.syntax.mending.context import Context
    from builder.syntax.mending.incises import Incise
    from builder.syntax.tree import Tree


def mend_topic(tree: Tree, verb: int) -> None:
    """What stands before the colon of a headline is no part of the clause behind it."""
    colon = next((i for i in range(tree.first, verb) if tree[i].text == ":"), None)
    if colon is None:
        return
    if any(tree[i].is_finite for i in range(tree.first, colon)):
        return
    for child in tree.children(verb):
        if child.index < colon and child.pos in NOMINAL:
            tree.hang(child.index, verb, "discourse")
        elif child.relation.startswith("nsubj"):
            _drop_topic(tree, child.index, colon, verb)


def _drop_topic(tree: Tree, subject: int, colon: int, verb: int) -> None:
    """Take the topic out of the subject: "FRANCE : le centre a quarante ans"."""
    for child in tree.children(subject):
        if not (child.index < colon < subject):
            continue
        if child.pos in NOMINAL:
            tree.hang(child.index, verb, "discourse")


def mend_colon(tree: Tree, context: Context, verb: int) -> None:
    """What a verb of saying has behind its colon is what is said: "Elle a ajouté : …"."""
    if tree[verb].lemma not in context.lexicon.saying:
        return
    colon = next((i for i in range(verb, tree.end) if tree[i].text == ":"), None)
    if colon is None:
        return
    for child in tree.children(verb):
        if child.index <= colon:
            continue
        if finite_of(tree, child.index) is not None:
            tree.hang(child.index, verb, "ccomp")


def mend_incise(tree: Tree, incise: Incise, content: int | None) -> None:
    """What is said hangs on the verb of saying that stands in it or behind it."""
    said = content
    if said is None:
        said = _nominal_content(tree, incise)
    tree.uproot(incise.verb)
    if said is None:
        return
    # Loosened first: what is said may hang on a noun of the verb of saying.
    tree.uproot(said)
    _gather_roots(tree, incise, said)
    for child in tree.children(incise.verb):
        if child.index >= incise.start:
            continue
        if not is_sign(child):
            tree.hang(child.index, said, child.relation)
    tree.hang(said, incise.verb, "ccomp")


def _gather_roots(tree: Tree, incise: Incise, said: int) -> None:
    """Other roots belong to what is said, or explain who says it."""
    subject = tree.child(incise.verb, "nsubj")
    speaker = -1
    if subject is not None and subject.index > incise.start:
        speaker = subject.index
    for index in tree.indices:
        token = tree[index]
        if token.head != index:
            continue
        if index in (incise.verb, said):
            continue
        if index > speaker >= 0 and token.pos in NOMINAL:
            tree.hang(index, speaker, "appos")
        else:
            tree.hang(index, said, "dislocated")


def _nominal_content(tree: Tree, incise: Incise) -> int | None:
    """The top word of a quotation without a verb: "« Bravo », lance-t-elle"."""
    root = tree.root()
    if root is not None and root.index < incise.start and not is_sign(root):
        return root.index
    return None
