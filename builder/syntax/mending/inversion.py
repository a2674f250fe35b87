"""Subjects that French puts behind their verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.astray import astray
from builder.syntax.mending.context import (
    NOMINAL,
    after_conjunction,
    bare,
    begins,
    is_noun,
    is_sign,
)
from builder.syntax.mending.lists import has_other_subject

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


_BEHIND = frozenset({"obj", "obl:arg", "xcomp", "dislocated", "nmod", "conj"})
"""What the parse calls a subject behind its verb."""


def invert(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """The phrase behind its verb is the subject where French puts it there."""
    if after_conjunction(tree, finite.index):
        return
    if not _may_invert(tree, context, verb, finite):
        return
    behind = _phrases_behind(tree, context, verb, finite)
    if not behind:
        behind = _stolen(tree, context, verb)
    alone = _after_sign(tree, finite.index)
    if not behind and not _words_before(tree, context, alone, finite.index):
        # "Ont été entendus comme témoins DEUX CADRES".
        loose = astray(tree, context, verb)
        behind = [loose] if loose is not None else []
    if not behind:
        return
    if len(behind) > 1 and behind[1].relation == "obj":
        return
    if context.agrees(tree, behind[0].index, finite):
        tree.hang(behind[0].index, verb, "nsubj")


def _phrases_behind(
    tree: Tree, context: Context, verb: int, finite: Token
) -> list[Token]:
    """The phrases without preposition behind a verb that are no adverbs of time."""
    first = max(verb, finite.index)
    phrases = context.bare_phrases(tree, verb, _BEHIND)
    return [p for p in phrases if p.pos in NOMINAL and p.index >= first]


def _stolen(tree: Tree, context: Context, verb: int) -> list[Token]:
    """The phrase behind a relative verb that the parse gave to the verb of the sentence.

    "Le rapport que publie jeudi L'INSPECTION est accablant": that verb has two.
    """
    at = verb + 1
    while (token := tree.get(at)) is not None:
        # Taken back only where the other verb keeps a subject of its own.
        if token.relation in ("nsubj", "nsubj:pass"):
            other = has_other_subject(tree, token.head, token)
            return [token] if other else []
        passed = token.pos in ("ADV", "DET", "ADJ")
        if not passed and not context.is_time(tree, at):
            return []
        at += 1
    return []


def _may_invert(tree: Tree, context: Context, verb: int, finite: Token) -> bool:
    """In an incise, a relative clause, and behind an adverb or place at the beginning."""
    said = tree.child(verb, "ccomp")
    if said is not None and begins(tree, said.index) < finite.index:
        return True
    openers = _relative_openers(tree, context, verb, finite)
    if openers:
        return openers.isdisjoint(context.words.who)
    relation = tree[verb].relation
    if relation in ("ROOT", "ccomp"):
        before = _words_before(tree, context, tree.first, finite.index)
        return _leaves_place(tree, context, before)
    if relation == "parataxis":
        # "« Vous mentez », a coupé LUC FERRAND".
        first = _after_sign(tree, finite.index)
        return not _words_before(tree, context, first, finite.index)
    if relation != "conj":
        return False
    # "…, aux applaudissements a succédé un silence": a place right behind the comma.
    first = _after_sign(tree, finite.index)
    before = _words_before(tree, context, first, finite.index)
    place = bool(before) and before[0].pos == "ADP"
    if not place:
        return False
    return _leaves_place(tree, context, before)


def _relative_openers(
    tree: Tree, context: Context, verb: int, finite: Token
) -> set[str]:
    """The relative pronouns before a verb that hang on it, or on its phrases."""
    found = set()
    for child in tree.children(verb):
        if child.index > finite.index:
            break
        for token in (child, *tree.children(child.index)):
            if token.low not in context.words.relative:
                continue
            if token.pos in ("PRON", "ADV"):
                found.add(token.low)
    return found


def _words_before(tree: Tree, context: Context, first: int, end: int) -> list[Token]:
    """The words of a stretch without signs and pronouns of the verb."""
    words = [token for token in tree.between(first, end) if not is_sign(token)]
    return [token for token in words if not context.is_clitic(token)]


def _leaves_place(tree: Tree, context: Context, before: list[Token]) -> bool:
    """Whether nothing before a verb could be its subject."""
    for word in before:
        if word.pos == "PRON":
            return False
        if word.is_finite:
            return False
        if _is_bare_phrase(tree, context, word):
            return False
    return True


def _after_sign(tree: Tree, index: int) -> int:
    """The place behind the last comma before a word; the beginning where there is none."""
    at = index
    while at > tree.first and not is_sign(tree[at - 1]):
        at -= 1
    return at


def _is_bare_phrase(tree: Tree, context: Context, word: Token) -> bool:
    """Whether a word is a noun that no preposition holds, directly or above it."""
    if not is_noun(word):
        return False
    at = word
    while at.pos in ("NOUN", "PROPN", "ADJ"):
        if not bare(tree, at.index):
            return False
        if context.is_time(tree, at.index):
            return False
        low, high = sorted((at.index, at.head))
        apart = any(token.text == "," for token in tree.between(low, high))
        if apart or low == high:
            break
        at = tree[at.head]
    return True
