"""Headlines: a noun and its participle, a name before a colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    bare,
    has_finite,
    is_noun,
)

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_headlines(tree: Tree, context: Context) -> None:
    """In a headline a noun and its participle are a sentence: "sept soldats tués"."""
    root = tree.root()
    if root is None or has_finite(tree):
        return
    # A headline has no stop: "Des combats. Les civils piégés." is prose.
    if tree[tree.end - 1].text == ".":
        return
    _drop_place(tree, root)
    root = tree.root() or root
    for index in range(_topic_end(tree, root.index), tree.end):
        if _is_predicate(tree, tree[index], root.index):
            _make_sentence(tree, context, index, tree[index].head)
            return


def _is_predicate(tree: Tree, token: Token, root: int) -> bool:
    """Whether a participle says what happened to the noun of a headline."""
    if token.verb_form != "Part":
        return False
    if token.tense != "Past":
        return False
    if token.relation not in ("acl", "amod", "xcomp", "advcl", "ROOT"):
        return False
    noun = tree[token.head]
    if not is_noun(noun):
        return False
    if any(other.text == "," for other in tree.between(noun.index, token.index)):
        return False
    return _heads(tree, noun, root)


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
        if not nominal:
            continue
        if child.relation in ("nmod", "appos", "parataxis", "dep"):
            tree.rise(child.index)
            tree.hang(root.index, child.index, "discourse")
            for other in tree.children(root.index):
                tree.hang(other.index, child.index, other.relation)
            return


def _is_lone(tree: Tree, topic: Token, participle: int) -> bool:
    """Whether a topic has no complement of its own, as "Grève à la SNCF" has."""
    return not any(
        child.relation in ("nmod", "obl:mod", "obl:arg", "amod")
        and tree.has(child.index, "case")
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
        if tree[index].text != ":":
            continue
        if index > root:
            return index
    return tree.first


def _make_sentence(tree: Tree, context: Context, participle: int, noun: int) -> None:
    topic = tree.root()
    tree.uproot(participle)
    apart = topic is not None and topic.index != noun
    if topic is not None and apart and _is_lone(tree, topic, participle):
        tree.hang(topic.index, participle, "discourse")
    active = tree[participle].lemma in context.words.with_etre
    tree.hang(noun, participle, "nsubj" if active else "nsubj:pass")
