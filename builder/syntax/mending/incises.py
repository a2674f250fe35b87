"""Verbs of saying that stand in or behind what is said: "« … », a déclaré le maire"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.syntax.mending.context import is_sign, verb_head

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree

_BEFORE = frozenset({",", "»", "”", "\"", "'", "’", "?", "!", "…", "—", "–", "-", "("})
_BEGINS_SUBJECT = frozenset({"DET", "PROPN", "PRON", "NOUN", "NUM"})


@dataclass(frozen=True, slots=True)
class Incise:
    """A verb of saying put into what is said."""

    verb: int
    """Its predicate."""

    start: int
    """Its first word, pronouns included."""


def find_incise(tree: Tree, context: Context) -> Incise | None:
    """The first one of a sentence; none where there is none."""
    for index in tree.indices:
        token = tree[index]
        if not token.is_finite or token.pos not in ("VERB", "AUX"):
            continue
        verb = verb_head(tree, index)
        if tree[verb].lemma not in context.lexicon.reporting:
            continue
        start = _start(tree, context, index)
        sign = tree.get(start - 1)
        if sign is None or sign.text not in _BEFORE or verb < index:
            continue
        if _has_subject_behind(tree, context, index, verb):
            return Incise(verb, start)
    return None


def is_quote_end(token: Token) -> bool:
    """Whether a token is a sign, and no word."""
    return is_sign(token)


def _start(tree: Tree, context: Context, index: int) -> int:
    """The first of the pronouns before a verb, or the verb."""
    at = index
    while (before := tree.get(at - 1)) is not None and context.is_clitic(before):
        at -= 1
    return at


def _has_subject_behind(
    tree: Tree, context: Context, finite: int, verb: int
) -> bool:
    """Whether a pronoun is tied to the verb, or a phrase without preposition follows."""
    after = tree.get(finite + 1)
    tied = after is not None and after.low.startswith("-")
    if tied:
        return True
    if any(
        child.relation.startswith(("nsubj", "expl:subj")) and child.index < finite
        for child in tree.children(verb)
    ):
        return False
    at = verb + 1
    while (token := tree.get(at)) is not None:
        if token.pos == "ADV" or context.is_time(tree, at):
            at += 1
            continue
        if token.pos == "ADP":
            # "a indiqué à l'agence une porte-parole": over one complement.
            held = tree[token.head]
            at = held.index + 1 if held.index > at else at + 1
            if held.index <= token.index:
                return False
            continue
        return token.pos in _BEGINS_SUBJECT and token.low not in context.words.that
    return False
