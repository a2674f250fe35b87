"""Subjects that French puts behind their verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    after_conjunction,
    bare,
    begins,
    is_sign,
)
from builder.syntax.mending.lists import has_other_subject

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def invert(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """The phrase behind its verb is the subject where French puts it there."""
    behind = [
        child
        for child in tree.children(verb)
        if child.relation in ("obj", "obl:arg", "xcomp", "dislocated", "nmod", "conj")
        and child.index > max(verb, finite.index)
        and child.pos in ("NOUN", "PROPN", "PRON", "NUM")
        and bare(tree, child.index)
        and not context.is_time(tree, child.index)
    ]
    if not _may_invert(tree, context, verb, finite):
        return
    stolen = _stolen(tree, context, verb)
    if not behind and stolen is not None:
        behind = [stolen]
    if after_conjunction(tree, finite.index):
        return
    if not behind:
        return
    if len(behind) > 1 and behind[1].relation == "obj":
        return
    if context.agrees(tree, behind[0].index, finite):
        tree.hang(behind[0].index, verb, "nsubj")


def _stolen(tree: Tree, context: Context, verb: int) -> Token | None:
    """The phrase behind a relative verb that the parse gave to the verb of the sentence.

    "Le rapport que publie jeudi L'INSPECTION est accablant": that verb has two.
    """
    at = verb + 1
    while (token := tree.get(at)) is not None:
        if token.relation in ("nsubj", "nsubj:pass"):
            other = has_other_subject(tree, token.head, token)
            return token if other and token.head > at else None
        passed = token.pos in ("ADV", "DET", "ADJ") or context.is_time(tree, at)
        if not passed:
            return None
        at += 1
    return None


def _may_invert(tree: Tree, context: Context, verb: int, finite: Token) -> bool:
    """In an incise, a relative clause, and behind an adverb or place at the beginning."""
    token = tree[verb]
    said = tree.child(verb, "ccomp")
    if said is not None and begins(tree, said.index) < finite.index:
        return True
    opened = [
        child
        for child in tree.children(verb)
        if child.index < finite.index and _is_relative(tree, context, child)
    ]
    if opened:
        return not any(child.low in context.words.who for child in opened)
    if token.relation not in ("ROOT", "ccomp", "conj"):
        return False
    joined = token.relation == "conj"
    first = _after_sign(tree, finite.index) if joined else tree.first
    before = [
        tree[i]
        for i in range(first, finite.index)
        if not is_sign(tree[i]) and not context.is_clitic(tree[i])
    ]
    if joined and (not before or before[0].pos != "ADP"):
        return False
    if any(word.pos == "PRON" or word.is_finite for word in before):
        return False
    return not any(_is_bare_phrase(tree, context, word) for word in before)


def _after_sign(tree: Tree, index: int) -> int:
    """The place behind the last comma before a word; the beginning where there is none."""
    at = index
    while at > tree.first and not is_sign(tree[at - 1]):
        at -= 1
    return at


def _is_relative(tree: Tree, context: Context, child: Token) -> bool:
    inside = [child, *tree.children(child.index)]
    return any(
        token.low in context.words.relative and token.pos in ("PRON", "ADV")
        for token in inside
    )


def _is_bare_phrase(tree: Tree, context: Context, word: Token) -> bool:
    """Whether a word is a noun that no preposition holds, directly or above it."""
    if word.pos not in ("NOUN", "PROPN"):
        return False
    at = word
    while at.pos in ("NOUN", "PROPN", "ADJ"):
        if not bare(tree, at.index):
            return False
        if context.is_time(tree, at.index):
            return False
        lo, hi = sorted((at.index, at.head))
        if lo == hi or any(tree[i].text == "," for i in range(lo, hi)):
            break
        at = tree[at.head]
    return True
