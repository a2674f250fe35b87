"""Verbs of saying that stand in or behind what is said: "« … », a déclaré le maire"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.syntax.mending.context import verb_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree

_BEFORE = frozenset({",", "»", "”", '"', "'", "’", "?", "!", "…", "—", "–", "-", "("})
_BEGINS_SUBJECT = frozenset({"DET", "PROPN", "PRON", "NOUN", "NUM"})


@dataclass(frozen=True, slots=True)
class Incise:
    """A verb of saying put into what is said."""

    verb: int
    """Its predicate."""

    start: int
    """Its first word, pronouns included."""

    sure: bool
    """Whether nothing before it could be its subject."""


def find_incises(tree: Tree, context: Context) -> Iterator[Incise]:
    """The verbs of a sentence that may be one, in order."""
    for index in tree.indices:
        token = tree[index]
        if not token.is_finite:
            continue
        verb = verb_head(tree, index)
        if tree[verb].lemma not in context.lexicon.saying:
            continue
        # "s'est défendu l'élu", "a-t-il dit": the sign stands before the pronouns.
        start = _start(tree, context, index)
        sign = tree.get(start - 1)
        if sign is None or sign.text not in _BEFORE:
            continue
        if _has_subject_behind(tree, context, index, verb):
            yield Incise(verb, start, _is_sure(tree, index, verb))


def _is_sure(tree: Tree, finite: int, verb: int) -> bool:
    return not any(
        child.relation.startswith(("nsubj", "expl:subj", "mark"))
        and child.index < finite
        for child in tree.children(verb)
    )


def _agrees(tree: Tree, context: Context, first: Token, verb: Token) -> bool:
    """Whether the phrase that a word begins can be the subject of a verb."""
    noun = first
    while noun.pos in ("DET", "ADJ", "NUM", "ADV") and noun.head > noun.index:
        noun = tree[noun.head]
    return context.agrees(tree, noun.index, verb)


def _start(tree: Tree, context: Context, index: int) -> int:
    """The first of the pronouns before a verb, or the verb."""
    at = index
    while (before := tree.get(at - 1)) is not None and context.is_clitic(before):
        at -= 1
    return at


def _has_subject_behind(tree: Tree, context: Context, finite: int, verb: int) -> bool:
    """Whether a pronoun is tied to the verb, or a phrase without preposition follows."""
    after = tree.get(finite + 1)
    tied = after is not None and after.low.startswith("-")
    if tied:
        return True
    at = verb + 1
    while (token := tree.get(at)) is not None:
        if token.pos == "ADV" or context.is_time(tree, at):
            at += 1
            continue
        if token.pos == "ADP":
            # "a indiqué à l'agence une porte-parole": over one complement.
            held = tree[token.head]
            at = max(held.index, at) + 1
            continue
        begins = token.pos in _BEGINS_SUBJECT and token.low not in context.words.that
        if not begins:
            return False
        return _agrees(tree, context, token, tree[finite])
    return False
