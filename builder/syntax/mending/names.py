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
_PART = "flat:name"
_LINKS = frozenset({"DET", "ADP", "CCONJ"})


def mend_prefixes(tree: Tree, context: Context) -> None:
    """A name with a prefix belongs to the noun: "une manifestation anti-TRUMP"."""
    for index in tree.indices:
        if tree[index].low not in context.words.prefixes:
            continue
        if tree.low(index + 1) != "-":
            continue
        noun = index - 1
        if tree.pos(noun) != "NOUN":
            continue
        name = tree.get(index + 2)
        if name is None:
            continue
        # Nothing but the hyphen stands between.
        if tree[index].end + 1 != name.start:
            continue
        if tree.is_above(name.index, noun):
            tree.rise_over(noun, name.index)
        tree.hang(name.index, noun, "compound")
        tree.hang(index, name.index, "amod")


def mend_names(tree: Tree, _: Context) -> None:
    """The words of each name of the pipeline's recogniser hang together."""
    for run in _runs(tree):
        for index in run:
            _unverb(tree, index)
        # A name whose words hang on one another is left as it is.
        heads = [index for index in run if _is_head(tree, run, index)]
        for other in heads[1:]:
            if _is_part(tree, heads[0], other):
                _flatten(tree, heads[0], other)
    _lift_joined(tree)


def _is_head(tree: Tree, run: Sequence[int], index: int) -> bool:
    """Whether a word of a name hangs on none of its other words."""
    token = tree[index]
    if token.pos not in _WORDS_OF_NAMES:
        return False
    if token.head == index:
        return True
    return token.head not in run


def _lift_joined(tree: Tree) -> None:
    """What is joined to a part of a name is joined to the name: "la CGT Cheminots et SUD"."""
    for index in tree.indices:
        if tree[index].relation != "conj":
            continue
        part = tree[tree[index].head]
        if part.relation == _PART:
            tree.hang(index, part.head, "conj")


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
    capital = token.text[:1].isupper()
    if token.pos in ("ADV", "X"):
        if capital:
            tree.change(index, pos="PROPN")
        return
    if not is_verb(token):
        return
    if token.head == index:
        return
    if token.relation in AUXILIARY:
        return
    if not all(map(is_sign, tree.children(index))):
        return
    if capital:
        tree.change(index, pos="PROPN", verb_form="", mood="", tense="")
    elif token.verb_form == "Part":
        tree.change(index, pos="ADJ", verb_form="", mood="", tense="")


def _is_part(tree: Tree, head: int, other: int) -> bool:
    """Whether two words of a run are one name: nothing but names between, no verb."""
    for token in tree.between(head + 1, other):
        if token.pos in _LINKS:
            return False
        if is_sign(token):
            return False
    if finite_of(tree, other) is not None:
        return False
    return not tree.has(other, "det", "case", "cop")


def _flatten(tree: Tree, head: int, other: int) -> None:
    """Make the other word a part of the head, and give the head what hung on it."""
    if tree.is_above(other, head):
        tree.rise_over(head, other)
    below: list[Token] = tree.children(other)
    tree.hang(other, head, _PART)
    for child in below:
        if child.index != head:
            tree.hang(child.index, head, child.relation)
