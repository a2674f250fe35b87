"""Dates and other nouns of time: adverbs of their verb, never its object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    NOMINAL,
    bare,
    finite_of,
)
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_times(tree: Tree, context: Context) -> None:
    """A noun of time is an adverb of its verb, never its object.

    "a annoncé MERCREDI", "a quitté le pays LUNDI".
    """
    for index in tree.indices:
        token = tree[index]
        if token.pos not in NOMINAL:
            continue
        if not context.is_time(tree, index):
            continue
        _give_way(tree, index)
        above = tree[tree[index].head]
        if above.index == index:
            continue
        if _is_part_of_date(context, above):
            continue
        if _is_loose(tree, context, token):
            tree.hang(index, _verb_above(tree, above.index), "obl:mod")
        _free_complements(tree, context, index)


def _give_way(tree: Tree, index: int) -> None:
    """The participle before a date is the verb: "est MORTE lundi", not "est lundi"."""
    verb = tree.get(index - 1)
    if verb is None or verb.head != index or verb.verb_form != "Part":
        return
    if not tree.has(index, *AUXILIARY):
        return
    below = [child for child in tree.children(index) if child.index != verb.index]
    tree.rise(verb.index)
    for child in below:
        tree.hang(child.index, verb.index, child.relation)
    tree.hang(index, verb.index, "obl:mod")


def _free_complements(tree: Tree, context: Context, index: int) -> None:
    """What the parse hangs on a date is the verb's: "signé le 28 mars PAR LE PAPE".

    Not "le soir du 3 mai", "de lundi à mercredi".
    """
    for child in tree.children(index):
        case = tree.child(child.index, "case")
        if child.relation != "nmod" or case is None or context.is_period(child):
            continue
        preposition = context.lexicon.preposition(case.low)
        if preposition == context.words.passive:
            tree.hang(child.index, _verb_above(tree, index), "obl:agent")


def _is_loose(tree: Tree, context: Context, token: Token) -> bool:
    """Whether a date hangs where it tells when."""
    if token.relation == "nmod":
        return _is_adverbial(tree, context, token.index)
    if token.relation == "obl:arg":
        return bare(tree, token.index)
    if token.relation == "conj":
        # "par les sénateurs LA SEMAINE PROCHAINE"
        if not bare(tree, token.index):
            return False
        return not tree.has(token.index, "cc")
    return token.relation in ("obj", "xcomp", "appos", "flat:name")


def _is_part_of_date(context: Context, above: Token) -> bool:
    """Whether what a noun of time hangs on is one too: "samedi 14 mai 2016"."""
    if above.pos == "NUM":
        return True
    if above.low[:1].isdigit():
        return True
    words = context.words
    if above.lemma in words.times:
        return True
    return above.lemma in words.days | words.months


def _is_adverbial(tree: Tree, context: Context, index: int) -> bool:
    """Whether a date beside a noun tells when, and not which one: no "de" before it."""
    case = tree.child(index, "case")
    if case is None:
        # "le pays lundi", but "début juin".
        return tree[index].lemma not in context.words.months
    return context.lexicon.preposition(case.low) in context.words.told_when


def _verb_above(tree: Tree, index: int) -> int:
    """The next verb or predicate above a noun; the top of the sentence otherwise."""
    at = tree[index]
    while at.head != at.index:
        if at.pos == "VERB" or finite_of(tree, at.index) is not None:
            break
        at = tree[at.head]
    return at.index


def mend_ago(tree: Tree, context: Context) -> None:
    """Time gone by is a preposition with its noun, no clause: "IL Y A deux ans"."""
    for index in tree.indices:
        if not _is_ago(tree, context, index):
            continue
        has = index + 2
        noun = _time_behind(tree, context, has + 1)
        if noun is None:
            continue
        if tree.is_above(has, noun):
            tree.rise_over(noun, has)
        tree.hang(has, noun, "case")
        tree.hang(index, has, "fixed")
        tree.hang(index + 1, has, "fixed")
        tree.change(has, pos="ADP", verb_form="", mood="", tense="", person="")


def _is_ago(tree: Tree, context: Context, index: int) -> bool:
    """Whether "il y a" begins here."""
    if tree.low(index) not in context.words.nobody:
        return False
    if tree.low(index + 1) not in context.words.places:
        return False
    has = tree.get(index + 2)
    if has is None:
        return False
    if has.lemma != context.words.have:
        return False
    return has.tense == "Pres"


def _time_behind(tree: Tree, context: Context, index: int) -> int | None:
    """The noun of time that follows, with its numeral."""
    for at in range(index, min(index + 4, tree.end)):
        token = tree[at]
        if token.lemma in context.words.times:
            return at
        if token.lemma in context.words.spans:
            return at
        if token.pos not in ("NUM", "DET", "ADJ", "ADV"):
            return None
    return None
