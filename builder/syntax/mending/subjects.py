"""Subjects: what the parse gave to the wrong verb, or to none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    SUBJECTS,
    as_article,
    bare,
    finite_of,
    is_noun,
    is_verb,
)
from builder.syntax.mending.inversion import invert
from builder.syntax.mending.lists import demote, join, repeat
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


_FREE = frozenset({"ROOT", "dep", "nmod", "dislocated", "parataxis", "appos", "obl:mod",
                   "obl:arg", "obl"})  # fmt: skip


def mend_subjects(tree: Tree, context: Context) -> None:
    """Each finite verb has a subject that can be one, where the sentence shows it."""
    for index in tree.indices:
        finite = finite_of(tree, index)
        if finite is None:
            continue
        if tree[index].relation in AUXILIARY:
            continue
        demote(tree, context, index)
        join(tree, context, index, finite)
        repeat(tree, context, index)
        if not tree.has(index, *SUBJECTS) and finite.mood != "Imp":
            invert(tree, context, index, finite)
        _articles(tree, context, index)
        if tree.has(index, *SUBJECTS):
            continue
        if _needs_own(tree, index):
            _look_left(tree, context, index, finite)


def _articles(tree: Tree, context: Context, verb: int) -> None:
    """No subject has a preposition: "et DES explosions ont secoué"."""
    for subject in tree.children(verb):
        case = tree.child(subject.index, "case")
        if subject.relation in SUBJECTS and case is not None:
            as_article(tree, context, case)


def _needs_own(tree: Tree, verb: int) -> bool:
    """Whether a verb without subject has none to share with the clause before it."""
    token = tree[verb]
    if token.relation != "conj":
        return True
    if tree.has(verb, "mark"):
        return True
    # A noun between "et" and the verb can only be its subject.
    at = tree.get(verb - 1)
    while at is not None and at.pos != "CCONJ" and at.text not in ",;":
        if at.relation == "conj" and is_noun(at):
            return _is_predicate(tree, at.head) or tree.has(at.index, "cc")
        at = tree.get(at.index - 1)
    return False


def _is_predicate(tree: Tree, index: int) -> bool:
    """Whether a word is a verb, or stands beside "être": "était âgé et SON MANDAT a duré"."""
    return is_verb(tree[index]) or finite_of(tree, index) is not None


def _look_left(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """The nearest phrase without preposition that agrees, and belongs to nobody else."""
    opener = tree.child(verb, "mark")
    first = tree.first if opener is None else opener.index + 1
    at = min(verb, finite.index) - 1
    # "… (Essonne et Yvelines) et 20 000 évacuations ont eu lieu": not out of brackets.
    closed = 0
    while at >= first:
        token = tree[at]
        closed += (token.text == ")") - (token.text == "(")
        if closed <= 0 and _is_candidate(tree, context, token, verb):
            noun = _apposed_to(tree, token)
            if bare(tree, noun) and context.agrees(tree, noun, finite):
                if tree.is_above(noun, verb):
                    tree.rise_over(verb, noun)
                tree.hang(noun, verb, "nsubj")
                return
        if opener is None and token.is_finite:
            return
        at -= 1


def _apposed_to(tree: Tree, token: Token) -> int:
    """What an apposition explains; a phrase that is none is itself."""
    nominal = ("NOUN", "PROPN", "PRON")
    while token.relation == "appos" and tree[token.head].pos in nominal:
        token = tree[token.head]
    return token.index


def _is_candidate(tree: Tree, context: Context, token: Token, verb: int) -> bool:
    if _is_free(tree, context, token):
        return True
    if token.pos == "ADV":
        # "que BEAUCOUP croyaient perdue"
        if token.relation != "advmod":
            return False
        return token.lemma in context.words.quantities
    # "…, mais plusieurs centaines de personnes se sont rassemblées": joined to a verb
    # as if it were one, with nothing but its own words before the next verb.
    joined = token.relation == "conj"
    if joined and not _is_predicate(tree, token.head):
        joined = tree.has(token.index, "cc")
    if not joined:
        return False
    if not is_noun(token):
        return False
    return token.head != verb


def _is_free(tree: Tree, context: Context, token: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN", "PRON"):
        return False
    if token.relation not in _FREE:
        return False
    if token.low in context.words.relative:
        return False
    if not bare(tree, token.index):
        return False
    return not context.is_time(tree, token.index)
