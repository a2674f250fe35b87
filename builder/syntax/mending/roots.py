"""The verb of the main clause is the root of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    NOMINAL,
    SUBJECTS,
    bare,
    finite_of,
    is_sign,
    is_verb,
)

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.mending.skeleton import Skeleton
    from builder.syntax.tree import Tree


def mend_root(tree: Tree, context: Context, skeleton: Skeleton, verb: int) -> None:
    """The verb of the main clause is the root of the sentence."""
    root = tree.root()
    if root is None or root.index == verb:
        return
    # A finite root is wrong only where another word opened its clause.
    below = {frame.verb for frame in skeleton.frames[1:]}
    finite = finite_of(tree, root.index) is not None
    if finite and root.index not in below:
        _put_first(tree, root.index, verb)
        return
    tree.uproot(verb)
    if is_sign(root):
        _replace_sign(tree, root.index, verb)
    elif finite or is_verb(root):
        tree.hang(root.index, verb, "advcl")
    elif root.pos not in NOMINAL:
        tree.hang(root.index, verb, "dislocated")
    elif _is_topic(tree, root.index, verb):
        tree.hang(root.index, verb, "discourse")
    elif root.index > verb:
        nearest = _nearest_verb(skeleton, verb, root.index)
        _take_all(tree, context, root.index, nearest)
    else:
        _hang_noun(tree, context, root.index, verb)
    _give_back(tree, root.index, verb)


def _nearest_verb(skeleton: Skeleton, verb: int, noun: int) -> int:
    """The last verb that is joined to the main one before a noun; the main one where none is."""
    between = [joined for joined, _ in skeleton.joined if verb < joined < noun]
    return max(between, default=verb)


def _put_first(tree: Tree, root: int, verb: int) -> None:
    """Of two main clauses the first has the root: "L'opposition VOTE contre, la …"."""
    if verb > root:
        return
    if tree[verb].relation in ("amod", "nmod", "obl:mod", "obj"):
        tree.uproot(verb)
        tree.hang(root, verb, "conj")


def _hang_noun(tree: Tree, context: Context, root: int, verb: int) -> None:
    """A noun before the verb that was the root: its subject, or the first of two."""
    subject = tree.child(verb, "nsubj", "nsubj:pass", "expl:subj")
    relation = "dislocated"
    if subject is None:
        if _can_be_subject(tree, context, root, verb):
            relation = "nsubj"
    elif tree.has(subject.index, "cc"):
        relation = subject.relation
    elif _is_joined(tree, root, subject.index):
        relation = "nsubj"
    tree.hang(root, verb, relation)
    if subject is not None and tree.has(subject.index, "cc"):
        tree.hang(subject.index, root, "conj")


def _is_joined(tree: Tree, first: int, last: int) -> bool:
    """Whether "et" stands between two words: "la directrice ET lui"."""
    return any(token.pos == "CCONJ" for token in tree.between(first, last))


def _replace_sign(tree: Tree, sign: int, verb: int) -> None:
    """A dash at the beginning is no root."""
    for child in tree.children(sign):
        tree.hang(child.index, verb, child.relation)
    tree.hang(sign, verb, "punct")


def _give_back(tree: Tree, root: int, verb: int) -> None:
    """What stands behind the verb is no part of the noun before it."""
    if root > verb:
        return
    for child in tree.children(root):
        if child.index > verb:
            tree.hang(child.index, verb, _relation_to_verb(tree, child))


def _relation_to_verb(tree: Tree, child: Token) -> str:
    """What a dependent of a noun is on a verb."""
    if child.relation == "nmod":
        return "nmod" if bare(tree, child.index) else "obl:mod"
    if child.relation != "conj":
        return child.relation
    if child.pos not in NOMINAL:
        return "conj"
    # "Ida Frei devance CARLA RENI": a list has "et".
    listed = tree.has(child.index, "case", "cc")
    return "conj" if listed else "obj"


def _take_all(tree: Tree, context: Context, root: int, verb: int) -> None:
    """What a noun behind the verb had as root: the noun before the verb is the subject.

    "Le porte-parole dément toute RUMEUR", where "dément" was called an adverb.
    """
    relation = "obj" if _is_right_behind(tree, root, verb) else "dislocated"
    tree.hang(root, verb, relation)
    for child in reversed(tree.children(root)):
        if child.index > verb:
            continue
        if _is_new_subject(tree, context, child, verb):
            tree.hang(child.index, verb, "nsubj")
        elif child.relation not in ("det", "amod", "case", "punct"):
            tree.hang(child.index, verb, child.relation)


def _is_right_behind(tree: Tree, noun: int, verb: int) -> bool:
    """Whether nothing but the noun's own words stands between it and a verb."""
    if not bare(tree, noun):
        return False
    between = tree.between(verb + 1, noun)
    return all(token.pos in ("DET", "ADJ", "NUM") for token in between)


def _is_new_subject(tree: Tree, context: Context, child: Token, verb: int) -> bool:
    if child.pos not in ("NOUN", "PROPN", "PRON"):
        return False
    if tree.has(verb, *SUBJECTS):
        return False
    return _can_be_subject(tree, context, child.index, verb)


def _is_topic(tree: Tree, root: int, verb: int) -> bool:
    """Whether a colon stands between: "Espagne : deux ministres démissionnent"."""
    return any(token.text == ":" for token in tree.between(root, verb))


def _can_be_subject(tree: Tree, context: Context, noun: int, verb: int) -> bool:
    finite = finite_of(tree, verb)
    if finite is None:
        return False
    if not bare(tree, noun):
        return False
    if context.is_time(tree, noun):
        return False
    return context.agrees(tree, noun, finite)
