"""Several phrases that are one subject, and words that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    bare,
    begins,
    is_noun,
    is_verb,
)

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


_BEFORE = frozenset({"nsubj", "nsubj:pass", "dislocated", "obl:mod", "obl:arg"})
"""What the parse calls the noun and the name of an apposition before the verb."""


def demote(tree: Tree, context: Context, verb: int) -> None:
    """Adverbs and phrases with a preposition of place are no subjects."""
    for child in tree.children(verb):
        if child.relation not in ("nsubj", "nsubj:pass"):
            continue
        if child.pos == "ADV" and child.lemma not in context.words.collective:
            tree.hang(child.index, verb, "advmod")
        elif _is_adverbial(tree, context, child, verb):
            tree.hang(child.index, verb, "obl:mod")


def _is_adverbial(tree: Tree, context: Context, child: Token, verb: int) -> bool:
    """Whether a "subject" has a preposition, or is a date beside another subject."""
    case = tree.child(child.index, "case")
    if case is not None and case.low not in context.words.partitive:
        return True
    if not context.is_time(tree, child.index):
        return False
    return has_other_subject(tree, verb, child)


def has_other_subject(tree: Tree, verb: int, subject: Token) -> bool:
    """Whether a verb has another subject."""
    return any(
        child.relation.startswith("nsubj") and child.index != subject.index
        for child in tree.children(verb)
    )


def join(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """Several subjects before a plural verb are one list: "A, B et C ont signé"."""
    # A singular verb has no list before it: two phrases are noun and name of one thing.
    if finite.number != "p":
        appose(tree, context, verb, finite)
        _part(tree, context, verb, finite)
        return
    first: Token | None = None
    for child in tree.children(verb):
        if child.relation not in ("nsubj", "nsubj:pass"):
            continue
        if child.index >= finite.index:
            continue
        if child.pos == "PRON":
            continue
        if first is None:
            first = child
        elif _is_listed(tree, first, child):
            tree.hang(child.index, first.index, "conj")


def mend_complements(tree: Tree, context: Context) -> None:
    """A name that "et de" joins goes with the one before: "les élus de Lima et de Quito"."""
    for index in tree.indices:
        item = tree[index]
        if (item.relation, item.pos) != ("conj", "PROPN"):
            continue
        opened = _opener(tree, context, index)
        if not opened:
            continue
        if not bare(tree, item.head):
            continue
        for other in reversed(tree.children(item.head)):
            if other.relation != "nmod" or other.index > index:
                continue
            if _opener(tree, context, other.index) == opened:
                tree.hang(index, other.index, "conj")
                break


def mend_pairs(tree: Tree, context: Context) -> None:
    """What "entre" opens has two: "une rencontre entre Jan Vik ET ADA ROUX a eu lieu"."""
    for index in tree.indices:
        token = tree[index]
        if token.low not in context.words.pairing or token.relation != "case":
            continue
        first = tree[token.head]
        if tree.has(first.index, "conj"):
            continue
        for other in tree.between(first.index + 1, tree.end):
            before = begins(tree, other.index) - 1
            subject = other.relation in ("nsubj", "nsubj:pass")
            if subject and tree.pos(before) == "CCONJ":
                tree.hang(other.index, first.index, "conj")
                tree.hang(before, other.index, "cc")
            if subject or is_verb(other):
                break


def _opener(tree: Tree, context: Context, index: int) -> str:
    """The preposition of a phrase in full; empty for none."""
    case = tree.child(index, "case")
    return context.lexicon.preposition(case.low) if case is not None else ""


def _part(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """What is joined to the subject of a singular verb belongs to a nearer noun.

    "Jan Vik, connu comme chanteur et LE MARI d'Ada Roux, est mort".
    """
    if finite.number != "s":
        return
    subject = tree.child(verb, "nsubj", "nsubj:pass")
    if subject is None:
        return
    if subject.index > verb:
        return
    if context.agrees(tree, subject.index, finite):
        return
    if context.number(tree, subject.index, alone=True) != "s":
        return
    for item in tree.children(subject.index):
        if item.relation == "conj" and item.index < verb:
            _hang_nearer(tree, subject, item)


def _hang_nearer(tree: Tree, subject: Token, item: Token) -> None:
    """Hang an item that is none of a list on the last noun before it.

    Without "et" it explains the subject: "Le consultant RMC, JAN VIK, a estimé".
    """
    if not tree.has(item.index, "cc"):
        tree.hang(item.index, subject.index, "appos")
        return
    between = tree.between(subject.index + 1, item.index)
    comma = next((token.index for token in between if token.text == ","), item.index)
    for token in reversed(tree.between(comma, item.index)):
        if not is_noun(token):
            continue
        if not token.text.isalpha():
            continue
        if not token.relation.startswith("flat"):
            tree.hang(item.index, token.index, "conj")
        return


def _is_listed(tree: Tree, first: Token, other: Token) -> bool:
    """Whether a comma or "et" stands between two phrases."""
    if tree.has(other.index, "cc"):
        return True
    between = tree.between(first.index + 1, other.index)
    return any(token.text == "," or token.pos == "CCONJ" for token in between)


def appose(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """Of two phrases before a singular verb the second explains the first.

    "La chancelière allemande, Angela Merkel, a salué l'accord".
    """
    phrases = _phrases_before(tree, context, verb, finite)
    if len(phrases) != len(("noun", "name")):
        return
    first, second = phrases
    if second.pos != "PROPN":
        return
    behind = tree.get(finite.index - 1)
    if behind is None or behind.text != ",":
        return
    between = [token.text for token in tree.between(first.index + 1, second.index)]
    if between.count(",") == 1:
        tree.change(first.index, relation=second.relation)
        tree.hang(second.index, first.index, "appos")


def _phrases_before(
    tree: Tree, context: Context, verb: int, finite: Token
) -> list[Token]:
    """The phrases without preposition before a verb that are no adverbs of time."""
    phrases = context.bare_phrases(tree, verb, _BEFORE)
    return [phrase for phrase in phrases if phrase.index <= finite.index]


def repeat(tree: Tree, context: Context, verb: int) -> None:
    """A pronoun that repeats the subject is none: "L'armée, elle, dément"."""
    subjects = [c for c in tree.children(verb) if c.relation.startswith("nsubj")]
    nouns = [c for c in subjects if c.pos != "PRON"]
    for child in subjects:
        repeats = child.pos == "PRON" and child.low in context.words.repeating
        if not repeats:
            continue
        if not nouns:
            continue
        if child.index > nouns[0].index:
            tree.hang(child.index, verb, "dislocated")
