"""Gives a word another part of speech, with what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import is_noun
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


TAGGED_AMISS = frozenset({"NOUN", "ADJ", "ADV", "X", "PROPN", "INTJ"})


def make_participle(tree: Tree, context: Context, index: int) -> None:
    """Make a word a past participle; one that was no verb stands beside its noun."""
    token = tree[index]
    lemma = context.forms.verb(token.low) or token.lemma
    alone = not tree.has(index, *AUXILIARY)
    above = tree[token.head]
    if alone and token.pos != "VERB" and above.index != index:
        behind = is_noun(above) and above.index < index
        tree.change(index, relation="acl" if behind else "advcl")
    tree.change(
        index, pos="VERB", lemma=lemma, verb_form="Part", tense="Past", mood="",
        person="",
    )  # fmt: skip


def make_finite(tree: Tree, context: Context, index: int, lemma: str) -> None:
    """Make a word a finite verb, with the tense and number that its form tells."""
    form = context.forms.guess(tree[index].low, lemma)
    tree.change(
        index, pos="VERB", lemma=lemma, verb_form="Fin", mood=form.mood,
        tense=form.tense, person=form.person, number=form.number, gender="",
    )  # fmt: skip


def make_adjective(tree: Tree, context: Context, index: int) -> None:
    """Make an adjective of what no table knows as a verb: "ses liens STRUCTURELS"."""
    token = tree[index]
    if token.text[:1].isupper() and index > tree.first:
        make_predicate(tree, context, index, "PROPN")
        return
    if token.relation in ("acl", "amod", "appos", "nmod", "flat:name"):
        make_predicate(tree, context, index, "ADJ")


def make_predicate(tree: Tree, context: Context, index: int, pos: str) -> None:
    """Make a word another part of speech than a verb."""
    lemma = context.forms.lemmas.of(tree[index].low, pos)
    tree.change(index, pos=pos, lemma=lemma, verb_form="", mood="", tense="")


def make_noun(tree: Tree, context: Context, index: int) -> None:
    """Make a word a noun, or a name where it has a capital."""
    token = tree[index]
    subject = tree.child(index, "nsubj")
    if subject is not None and subject.pos == "ADJ":
        tree.change(subject.index, relation="amod")
    capital = token.text[:1].isupper() and subject is None
    make_predicate(tree, context, index, "PROPN" if capital else "NOUN")
