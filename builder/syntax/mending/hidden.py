"""Finite verbs that were called nouns, adjectives or adverbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    is_sign,
    is_verb,
)
from builder.syntax.mending.openers import opens_clause
from builder.syntax.mending.retag import TAGGED_AMISS, make_finite
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


_AFTER_VERB = frozenset({".", "!", "?", ",", "«", "“", '"'})


_DET = ("det", "nummod", "case", "amod")


def mend_hidden_verbs(tree: Tree, context: Context) -> None:
    """Finite verbs that were called nouns, adjectives or adverbs.

    "La police ESTIME que", "le barrage PEINE à convaincre", "Le Sénat VOTE la loi".
    """
    for index in tree.indices:
        token = tree[index]
        if token.pos not in TAGGED_AMISS:
            continue
        if not token.low.isalpha():
            continue
        lemma = context.forms.verb(token.low)
        if not lemma:
            continue
        if token.low == lemma:
            continue
        if _is_verb(tree, context, token, lemma):
            make_finite(tree, context, index, lemma)
            _take_infinitive(tree, index)
            _tie(tree, context, index)


def _is_verb(tree: Tree, context: Context, token: Token, lemma: str) -> bool:
    after = tree.get(token.index + 1)
    if after is not None and after.low in context.words.tied:
        return True
    subject = tree.child(token.index, "nsubj", "nsubj:pass", "expl:subj")
    if subject is not None and subject.pos == "ADJ":
        # "Nouvelle hausse des prix".
        tree.change(subject.index, relation="amod")
        subject = None
    if subject is not None and not tree.has(token.index, "det", *AUXILIARY):
        return not context.forms.participle(token.low)
    return _must_be_verb(tree, context, token, lemma)


def _tie(tree: Tree, context: Context, index: int) -> None:
    """Make the pronoun behind a new verb its subject: "lance-t-elle"."""
    at = index + 1
    while (token := tree.get(at)) is not None and token.low in context.words.tied:
        linking = token.low == context.words.linking
        tree.hang(at, index, "dep" if linking else "nsubj")
        at += 1


def _take_infinitive(tree: Tree, index: int) -> None:
    """Hang "à convaincre" on "peine" once that is a verb."""
    infinitive = tree.get(index + 2)
    if infinitive is None:
        return
    if tree.pos(index + 1) != "ADP":
        return
    if infinitive.verb_form == "Inf":
        tree.hang(infinitive.index, index, "xcomp")


def _must_be_verb(tree: Tree, context: Context, token: Token, lemma: str) -> bool:
    """Whether a word has nothing of a noun, and the sentence has no verb without it."""
    if token.text != token.low:
        return False
    if not _looks_finite(context, token, lemma):
        return False
    if any(child.relation.startswith(_DET) for child in tree.children(token.index)):
        return False
    if _noun_before(tree, token.index) is None:
        return False
    if not _lacks_verb(tree, context):
        return False
    if context.forms.sure(token.low, lemma) is not None:
        return True
    return _begins_complement(tree, context, token.index + 1)


def _looks_finite(context: Context, token: Token, lemma: str) -> bool:
    """Whether a form is more likely a finite verb than what it was called."""
    ending = context.forms.sure(token.low, lemma)
    if ending is not None and ending.tense != "Pres":
        return True
    if token.pos in ("ADJ", "PROPN"):
        # "huit blessés grave": too many adjectives look like a present.
        return False
    if ending is not None:
        return True
    if token.low.endswith(("e", "ent")):
        return True
    # "Le porte-parole DÉMENT toute rumeur".
    if token.pos != "ADV":
        return False
    return not context.forms.participle(token.low)


def _begins_complement(tree: Tree, context: Context, index: int) -> bool:
    """Whether what follows a word is what follows a verb: an article, "à", "que", a stop."""
    token = tree.get(index)
    if token is None:
        return True
    if is_sign(token):
        return token.text in _AFTER_VERB
    if token.low in context.words.that:
        return True
    if token.pos == "ADV":
        return True
    full = context.lexicon.preposition(token.low)
    if token.pos == "DET":
        return full != "de"
    after = tree.get(index + 1)
    infinitive = after is not None and after.verb_form == "Inf"
    if not infinitive:
        return False
    return full in ("à", "de")


def _noun_before(tree: Tree, index: int) -> Token | None:
    """The end of a phrase directly before a word: a noun, a name, an adjective."""
    at = index - 1
    token = tree.get(at)
    if token is not None and token.text == ",":
        at -= 1
    while (token := tree.get(at)) is not None and token.pos == "ADJ":
        at -= 1
    # "une belle 6 e place": a letter is no noun, and no article may be left open.
    if token is None:
        return None
    if token.pos not in ("NOUN", "PROPN", "PRON"):
        return None
    return token if len(token.low) > 1 else None


def _lacks_verb(tree: Tree, context: Context) -> bool:
    """Whether there are more clauses than finite verbs: one, and one for each opener."""
    needed = 1
    for index in tree.indices:
        token = tree[index]
        if token.is_finite and is_verb(token):
            needed -= 1
        elif opens_clause(tree, context, token):
            needed += 1
    return needed > 0
