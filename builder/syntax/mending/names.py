"""Names whose parts the parse hung apart: one head, the rest flat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import finite_of, is_sign
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
        dash, name = tree.get(index + 1), tree.get(index + 2)
        if dash is None:
            continue
        if name is None:
            continue
        if dash.text != "-":
            continue
        if is_sign(name):
            continue
        if dash.start != tree[index].end:
            continue
        if name.start != dash.end:
            continue
        noun = tree.get(index - 1)
        if noun is not None and noun.pos == "NOUN":
            if tree.is_above(name.index, noun.index):
                tree.rise_over(noun.index, name.index)
            tree.hang(name.index, noun.index, "compound")
        elif tree.is_above(index, name.index):
            tree.rise_over(name.index, index)
        tree.hang(index, name.index, "amod")
        tree.change(dash.index, pos="PUNCT")
        tree.hang(dash.index, name.index, "punct")


def mend_names(tree: Tree, _: Context) -> None:
    """The words of each name of the pipeline's recogniser hang together."""
    for run in _runs(tree):
        _unverb(tree, run)
        outside = [
            index
            for index in run
            if tree[index].head == index or tree[index].head not in run
        ]
        heads = [i for i in outside if tree[i].pos in _WORDS_OF_NAMES]
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


def _unverb(tree: Tree, run: Sequence[int]) -> None:
    """Words inside a name that were called verbs: "Nations UNIES", "Macron" as adverb."""
    for index in run:
        token = tree[index]
        capital = token.text[:1].isupper()
        below = tree.children(index)
        rules = any(
            child.relation.startswith("nsubj") or child.relation in AUXILIARY
            for child in below
        )
        if rules:
            continue
        if token.head == index:
            continue
        own = any(not is_sign(child) for child in below)
        if token.pos in ("VERB", "AUX") and token.relation not in AUXILIARY and not own:
            if capital or token.verb_form == "Part":
                pos = "PROPN" if capital else "ADJ"
                tree.change(index, pos=pos, verb_form="", mood="", tense="")
        elif token.pos in ("ADV", "X") and capital:
            tree.change(index, pos="PROPN")


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
