"""Subjects and objects: what the parse gave to the wrong verb, or to none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    NOMINAL,
    bare,
    finite_of,
    is_sign,
)
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree

_SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj", "csubj")
_LOOSE = frozenset({"obl:arg", "xcomp", "obl", "nmod", "obl:mod"})
_FREE = frozenset({"ROOT", "dep", "nmod", "dislocated", "parataxis", "appos", "obl:mod",
                   "obl:arg", "obl"})  # fmt: skip


def mend_times(tree: Tree, context: Context) -> None:
    """A noun of time is an adverb of its verb, never its object.

    "a annoncé MERCREDI", "a quitté le pays LUNDI".
    """
    for index in tree.indices:
        token = tree[index]
        if token.pos not in NOMINAL or not context.is_time(tree, index):
            continue
        above = tree[token.head]
        if above.index == index or above.lemma in context.words.days:
            continue
        if token.relation in ("obj", "xcomp", "obl:arg", "appos", "flat:name"):
            loose = bare(tree, index) or token.relation != "obl:arg"
        else:
            loose = token.relation == "nmod" and _is_adverbial(tree, context, index)
        if loose and above.lemma not in context.words.times:
            tree.hang(index, _verb_above(tree, above.index), "obl:mod")


def _is_adverbial(tree: Tree, context: Context, index: int) -> bool:
    """Whether a date beside a noun tells when, and not which one: no "de" before it."""
    case = tree.child(index, "case")
    return case is None or context.lexicon.preposition(case.low) in ("en", "depuis")


def _verb_above(tree: Tree, index: int) -> int:
    """The next verb or predicate above a noun; the top of the sentence otherwise."""
    at = tree[index]
    while at.head != at.index:
        if at.pos == "VERB" or finite_of(tree, at.index) is not None:
            break
        at = tree[at.head]
    return at.index


def mend_subjects(tree: Tree, context: Context) -> None:
    """Each finite verb has a subject that can be one, where the sentence shows it."""
    for index in tree.indices:
        finite = finite_of(tree, index)
        if finite is None or tree[index].relation in AUXILIARY:
            continue
        _demote(tree, context, index)
        _join(tree, index, finite)
        _repeat(tree, index)
        if tree.child(index, *_SUBJECTS) is None and finite.mood != "Imp":
            _invert(tree, context, index, finite)
        if tree.child(index, *_SUBJECTS) is None and _needs_own(tree, index):
            _look_left(tree, context, index, finite)


def _demote(tree: Tree, context: Context, verb: int) -> None:
    """Adverbs and phrases with a preposition of place are no subjects."""
    for child in tree.children(verb):
        if child.relation not in ("nsubj", "nsubj:pass"):
            continue
        case = tree.child(child.index, "case")
        held = case is not None and case.low not in context.words.partitive
        if child.pos == "ADV":
            tree.hang(child.index, verb, "advmod")
        elif held or (case is None and child.index > verb and child.pos == "ADP"):
            tree.hang(child.index, verb, "obl:mod")


def _join(tree: Tree, verb: int, finite: Token) -> None:
    """Several subjects before a plural verb are one list: "A, B et C ont signé"."""
    subjects = [
        child
        for child in tree.children(verb)
        if child.relation in ("nsubj", "nsubj:pass")
        and child.index < finite.index
        and child.pos != "PRON"
    ]
    if finite.number != "p":
        return
    for other in subjects[1:]:
        marks = tree.child(other.index, "cc") is not None
        before = [tree[i] for i in range(subjects[0].index + 1, other.index)]
        marks = marks or any(t.text == "," or t.pos == "CCONJ" for t in before)
        if marks:
            tree.hang(other.index, subjects[0].index, "conj")


def _repeat(tree: Tree, verb: int) -> None:
    """A pronoun that repeats the subject is none: "L'armée, elle, dément"."""
    subjects = [c for c in tree.children(verb) if c.relation.startswith("nsubj")]
    nouns = [c for c in subjects if c.pos != "PRON"]
    for child in subjects:
        repeats = child.pos == "PRON" and not child.low.startswith("-")
        if repeats and nouns and child.index > nouns[0].index:
            tree.hang(child.index, verb, "dislocated")


def _needs_own(tree: Tree, verb: int) -> bool:
    """Whether a verb without subject has none to share with the clause before it."""
    token = tree[verb]
    return token.relation != "conj" or tree.child(verb, "mark") is not None


def _invert(tree: Tree, context: Context, verb: int, finite: Token) -> None:
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
    if not behind or not _may_invert(tree, context, verb, finite):
        return
    subject = behind[0]
    relative = any(
        child.low in context.words.that and child.relation == "obj"
        for child in tree.children(verb)
    )
    if not relative and len(behind) > 1 and behind[1].relation == "obj":
        return
    if context.agrees(tree, subject.index, finite):
        tree.hang(subject.index, verb, "nsubj")


def _may_invert(tree: Tree, context: Context, verb: int, finite: Token) -> bool:
    """In an incise, a relative clause, and behind an adverb or place at the beginning."""
    token = tree[verb]
    said = tree.child(verb, "ccomp")
    if said is not None and said.index < finite.index:
        return True
    opened = [
        child
        for child in tree.children(verb)
        if child.index < finite.index and _is_relative(tree, context, child)
    ]
    if opened:
        return not any(child.low in context.words.who for child in opened)
    if token.relation not in ("ROOT", "ccomp"):
        return False
    before = [
        tree[i]
        for i in range(tree.first, finite.index)
        if not is_sign(tree[i]) and not context.is_clitic(tree[i])
    ]
    if any(word.pos == "PRON" or word.is_finite for word in before):
        return False
    return not any(_is_bare_phrase(tree, context, word) for word in before)


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
        if not bare(tree, at.index) or context.is_time(tree, at.index):
            return False
        if at.head == at.index:
            break
        at = tree[at.head]
    return True


def _look_left(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """The nearest phrase without preposition that agrees, and belongs to nobody else."""
    opener = tree.child(verb, "mark")
    first = tree.first if opener is None else opener.index + 1
    at = min(verb, finite.index) - 1
    while at >= first:
        token = tree[at]
        if _is_free(tree, context, token) and context.agrees(tree, at, finite):
            if tree.is_above(at, verb):
                tree.rise_over(verb, at)
            tree.hang(at, verb, "nsubj")
            return
        if token.text == ";" or (opener is None and token.is_finite):
            return
        at -= 1


def _is_free(tree: Tree, context: Context, token: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN", "PRON") or token.relation not in _FREE:
        return False
    if token.low in context.words.relative or context.is_clitic(token):
        return False
    return bare(tree, token.index) and not context.is_time(tree, token.index)


def mend_objects(tree: Tree, context: Context) -> None:
    """A phrase without preposition right behind an active verb is its object."""
    for index in tree.indices:
        token = tree[index]
        if token.pos != "VERB" or token.lemma in context.words.with_etre:
            continue
        if tree.child(index, "obj", "cop", "aux:pass") is not None:
            continue
        for child in tree.children(index):
            if child.relation in ("obl:arg", "xcomp") and _is_object(
                tree, context, child, index
            ):
                tree.hang(child.index, index, "obj")
                break


def _is_object(tree: Tree, context: Context, child: Token, verb: int) -> bool:
    if child.pos not in ("NOUN", "PROPN") or child.index < verb:
        return False
    if not bare(tree, child.index) or context.is_time(tree, child.index):
        return False
    determiner = tree.child(child.index, "det")
    return determiner is not None or child.pos == "PROPN"
