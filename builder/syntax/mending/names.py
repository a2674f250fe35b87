"""Names whose parts the parse hung apart: one head, the rest flat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import finite_of, is_sign, is_verb
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree

_WORDS_OF_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "X", "ADV", "VERB"})
_LINKS = frozenset({"DET", "ADP", "CCONJ"})


def mend_prefixes(tree: Tree, context: Context) -> None:
    """A name with a prefix belongs to the noun: "une manifestation anti-TRUMP"."""
    for index in tree.indices:
        if tree[index].low not in context.words.prefixes:
            continue
        if _is_glued(tree, index):
            _hang_prefix(tree, index, index + 2)


def _is_glued(tree: Tree, prefix: int) -> bool:
    """Whether a hyphen and a word follow without a space."""
    dash, name = tree.get(prefix + 1), tree.get(prefix + 2)
    if dash is None:
        return False
    if name is None:
        return False
    if dash.text != "-":
        return False
    glued = dash.start == tree[prefix].end and name.start == dash.end
    if not glued:
        return False
    return not is_sign(name)


def _hang_prefix(tree: Tree, prefix: int, name: int) -> None:
    noun = prefix - 1
    if tree.pos(noun) == "NOUN":
        if tree.is_above(name, noun):
            tree.rise_over(noun, name)
        tree.hang(name, noun, "compound")
    elif tree.is_above(prefix, name):
        tree.rise_over(name, prefix)
    tree.hang(prefix, name, "amod")
    tree.change(prefix + 1, pos="PUNCT")
    tree.hang(prefix + 1, name, "punct")


def mend_names(tree: Tree, _: Context) -> None:
    """The words of each name of the pipeline's recogniser hang together."""
    for run in _runs(tree):
        for index in run:
            _unverb(tree, index)
        # A name whose words hang on one another is left as it is.
        heads = []
        for index in run:
            token = tree[index]
            outside = token.head == index or token.head not in run
            if not outside:
                continue
            if token.pos in _WORDS_OF_NAMES:
                heads.append(index)
        for other in heads[1:]:
            if _is_part(tree, heads[0], other):
                _flatten(tree, heads[0], other)


def _runs(tree: Tree) -> Iterator[Sequence[int]]:
    """Stretches of tokens that are one name."""
    start = tree.first
    for index in (*tree.indices, tree.end):
        token = tree.get(index)
        goes_on = token is not None and token.entity.startswith("I-")
        if goes_on:
            continue
        if index - start > 1 and tree[start].entity:
            yield range(start, index)
        start = index


def _unverb(tree: Tree, index: int) -> None:
    """A word inside a name that was called a verb: "Nations UNIES", "Macron" as adverb."""
    token = tree[index]
    if token.head == index:
        return
    if tree.has(index, "nsubj", "nsubj:pass", *AUXILIARY):
        return
    capital = token.text[:1].isupper()
    if token.pos in ("ADV", "X") and capital:
        tree.change(index, pos="PROPN")
        return
    if not is_verb(token):
        return
    if token.relation in AUXILIARY:
        return
    if any(not is_sign(child) for child in tree.children(index)):
        return
    if capital or token.verb_form == "Part":
        pos = "PROPN" if capital else "ADJ"
        tree.change(index, pos=pos, verb_form="", mood="", tense="")


def _is_part(tree: Tree, head: int, other: int) -> bool:
    """Whether two words of a run are one name: nothing but names between, no verb."""
    between = [tree[i] for i in range(head + 1, other)]
    if any(is_sign(token) or token.pos in _LINKS for token in between):
        return False
    if finite_of(tree, other) is not None:
        return False
    if finite_of(tree, head) is not None:
        return False
    own = tree.children(other)
    return not any(child.relation in ("det", "case", "cop") for child in own)


def _flatten(tree: Tree, head: int, other: int) -> None:
    """Make the other word a part of the head, and give the head what hung on it."""
    if tree.is_above(other, head):
        tree.rise_over(head, other)
    below: list[Token] = tree.children(other)
    tree.hang(other, head, "flat:name")
    for child in below:
        if child.index != head:
            tree.hang(child.index, head, child.relation)
