"""Headlines: a noun and its participle, a name before a colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    bare,
    has_finite,
)

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_headlines(tree: Tree, context: Context) -> None:
    """In a headline a noun and its participle are a sentence: "sept soldats tués"."""
    root = tree.root()
    if root is None:
        return
    if root.pos not in ("NOUN", "PROPN"):
        return
    if has_finite(tree):
        return
    _drop_place(tree, root)
    root = tree.root() or root
    topic = _topic_end(tree, root.index)
    for index in tree.indices:
        token = tree[index]
        if token.verb_form != "Part":
            continue
        if token.tense != "Past":
            continue
        if index < topic:
            continue
        noun = tree[token.head]
        near = token.relation in ("acl", "amod", "xcomp", "advcl", "ROOT")
        if near and noun.pos in ("NOUN", "PROPN") and _heads(tree, noun, root.index):
            _make_sentence(tree, context, index, noun.index)
            return


def _drop_place(tree: Tree, root: Token) -> None:
    """A lone name before the colon is the topic: "Syrie : reprise des combats"."""
    after = tree.get(root.index + 1)
    lone = root.index == tree.first and root.pos == "PROPN"
    if not lone:
        return
    if after is None:
        return
    if after.text != ":":
        return
    for child in tree.children(root.index):
        nominal = child.pos == "NOUN" and bare(tree, child.index)
        if nominal and child.relation in ("nmod", "appos", "parataxis", "dep"):
            tree.rise(child.index)
            tree.hang(root.index, child.index, "discourse")
            for other in tree.children(root.index):
                tree.hang(other.index, child.index, other.relation)
            return


def _is_lone(tree: Tree, topic: Token, participle: int) -> bool:
    """Whether a topic has no complement of its own, as "Grève à la SNCF" has."""
    return not any(
        child.relation in ("nmod", "obl:mod", "obl:arg", "amod")
        and tree.child(child.index, "case") is not None
        and child.index < participle
        for child in tree.children(topic.index)
    )


def _heads(tree: Tree, noun: Token, root: int) -> bool:
    """Whether a noun without preposition is the top of a headline, or of its second half."""
    if not bare(tree, noun.index):
        return False
    if noun.index == root:
        return True
    if noun.head != root:
        return False
    return noun.relation in ("nmod", "appos", "parataxis", "conj")


def _topic_end(tree: Tree, root: int) -> int:
    """Where what follows a colon begins; the beginning where there is none."""
    for index in tree.indices:
        if tree[index].text == ":" and index > root:
            return index
    return tree.first


def _make_sentence(tree: Tree, context: Context, participle: int, noun: int) -> None:
    comma = any(tree[i].text == "," for i in range(noun, participle))
    last = tree[tree.end - 1]
    if comma:
        return
    if last.text == ".":
        return
    topic = tree.root()
    tree.uproot(participle)
    lone = topic is not None and _is_lone(tree, topic, participle)
    if topic is not None and topic.index != noun and lone:
        tree.hang(topic.index, participle, "discourse")
    active = tree[participle].lemma in context.words.with_etre
    tree.hang(noun, participle, "nsubj" if active else "nsubj:pass")
    for child in tree.children(noun):
        if any(tree[i].text == ":" for i in range(child.index, noun)):
            tree.hang(child.index, participle, "discourse")
