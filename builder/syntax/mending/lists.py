"""Several phrases that are one subject, and words that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    bare,
)

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def demote(tree: Tree, context: Context, verb: int) -> None:
    """Adverbs and phrases with a preposition of place are no subjects."""
    for child in tree.children(verb):
        if child.relation not in ("nsubj", "nsubj:pass"):
            continue
        case = tree.child(child.index, "case")
        held = case is not None and case.low not in context.words.partitive
        if child.pos == "ADV" and child.lemma not in context.words.collective:
            tree.hang(child.index, verb, "advmod")
        elif (
            (
                context.is_time(tree, child.index)
                and has_other_subject(tree, verb, child)
            )
            or held
            or (case is None and child.index > verb and child.pos == "ADP")
        ):
            tree.hang(child.index, verb, "obl:mod")


def has_other_subject(tree: Tree, verb: int, subject: Token) -> bool:
    """Whether a verb has another subject."""
    return any(
        child.relation.startswith("nsubj") and child.index != subject.index
        for child in tree.children(verb)
    )


def join(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """Several subjects before a plural verb are one list: "A, B et C ont signé"."""
    subjects = [
        child
        for child in tree.children(verb)
        if child.relation in ("nsubj", "nsubj:pass")
        and child.index < finite.index
        and child.pos != "PRON"
    ]
    if finite.number != "p":
        appose(tree, context, verb, finite)
        return
    for other in subjects[1:]:
        marks = tree.child(other.index, "cc") is not None
        before = [tree[i] for i in range(subjects[0].index + 1, other.index)]
        marks = marks or any(t.text == "," or t.pos == "CCONJ" for t in before)
        if marks:
            tree.hang(other.index, subjects[0].index, "conj")


def appose(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """Of two phrases before a singular verb the second explains the first.

    "La chancelière allemande, Angela Merkel, a salué l'accord".
    """
    subjects = [
        child
        for child in tree.children(verb)
        if child.relation in ("nsubj", "nsubj:pass", "dislocated", "obl:mod", "obl:arg")
        and child.index < finite.index
        and child.pos in ("NOUN", "PROPN")
        and bare(tree, child.index)
        and not context.is_time(tree, child.index)
    ]
    if len(subjects) != len(("noun", "name")):
        return
    first, second = subjects
    between = [tree[i].text for i in range(first.index + 1, second.index)]
    behind = tree.get(finite.index - 1)
    apart = behind is not None and behind.text == ","
    if between.count(",") == 1 and apart and second.pos == "PROPN":
        relation = second.relation
        tree.change(first.index, relation=relation)
        tree.hang(second.index, first.index, "appos")


def repeat(tree: Tree, context: Context, verb: int) -> None:
    """A pronoun that repeats the subject is none: "L'armée, elle, dément"."""
    subjects = [c for c in tree.children(verb) if c.relation.startswith("nsubj")]
    nouns = [c for c in subjects if c.pos != "PRON"]
    for child in subjects:
        repeats = child.pos == "PRON" and child.low in context.words.repeating
        if repeats and nouns and child.index > nouns[0].index:
            tree.hang(child.index, verb, "dislocated")
