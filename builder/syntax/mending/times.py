"""Dates and other nouns of time: adverbs of their verb, never its object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    NOMINAL,
    bare,
    finite_of,
)

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
        above = tree[token.head]
        if above.index == index:
            continue
        if _is_part_of_date(context, above):
            continue
        if token.relation in ("obj", "xcomp", "obl:arg", "appos", "flat:name"):
            loose = bare(tree, index) or token.relation != "obl:arg"
        else:
            loose = token.relation == "nmod" and _is_adverbial(tree, context, index)
        if loose:
            tree.hang(index, _verb_above(tree, above.index), "obl:mod")
        _release(tree, context, index)


def _release(tree: Tree, context: Context, time: int) -> None:
    """A phrase with its own article behind a day is no part of it.

    "rencontrera JEUDI les syndicats".
    """
    day = tree[time]
    verb = tree[day.head]
    if day.lemma not in context.words.days:
        return
    if verb.pos != "VERB":
        return
    if verb.index > time:
        return
    for child in tree.children(time):
        loose = child.relation in ("nmod", "appos", "dep")
        loose = loose and child.pos in ("NOUN", "PROPN", "PRON")
        between = [tree[i] for i in range(time + 1, child.index)]
        loose = loose and all(t.pos in ("DET", "ADJ", "NUM") for t in between)
        if loose and bare(tree, child.index) and not context.is_time(tree, child.index):
            taken = tree.child(verb.index, "obj") is not None
            tree.hang(child.index, verb.index, "obl:arg" if taken else "obj")


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
    return context.lexicon.preposition(case.low) in ("en", "depuis")


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
    words = context.words
    for index in tree.indices:
        il, place, has = tree.get(index), tree.get(index + 1), tree.get(index + 2)
        if il is None:
            return
        if place is None:
            return
        if has is None:
            return
        if il.low not in words.nobody:
            continue
        if place.low not in words.places:
            continue
        if has.lemma != "avoir":
            continue
        if has.tense != "Pres":
            continue
        noun = _time_behind(tree, context, has.index + 1)
        if noun is None:
            continue
        if tree.is_above(has.index, noun):
            tree.rise_over(noun, has.index)
        tree.hang(has.index, noun, "case")
        tree.hang(index, has.index, "fixed")
        tree.hang(index + 1, has.index, "fixed")
        tree.change(has.index, pos="ADP", verb_form="", mood="", tense="", person="")


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
