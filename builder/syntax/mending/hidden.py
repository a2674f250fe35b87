"""Finite verbs that were called nouns, adjectives or adverbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    bare,
    is_sign,
    is_verb,
)
from builder.syntax.mending.openers import opens_clause
from builder.syntax.mending.retag import TAGGED_AMISS, make_finite
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.forms import Form
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


_DET = ("det", "nummod", "case", "amod")
_APART = frozenset({",", ";", ":"})
_AFTER_VERB = frozenset({".", "!", "?", ",", "«", "“", '"'})


def mend_hidden_verbs(tree: Tree, context: Context) -> None:
    """Finite verbs that were called nouns, adjectives or adverbs.

    "La police ESTIME que", "le barrage PEINE à convaincre", "Le Sénat VOTE la loi".
    """
    for index in tree.indices:
        token = tree[index]
        if token.pos not in TAGGED_AMISS:
            continue
        lemma = context.forms.verb(token.low)
        if not lemma:
            continue
        if token.low == lemma:
            continue
        if _is_verb(tree, context, token, lemma):
            make_finite(tree, context, index, lemma)
            _take_infinitive(tree, index)


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


def _take_infinitive(tree: Tree, index: int) -> None:
    """Hang "à convaincre" on "peine" once that is a verb."""
    infinitive = tree.get(index + 2)
    if infinitive is None:
        return
    if infinitive.verb_form == "Inf":
        tree.hang(infinitive.index, index, "xcomp")


def _must_be_verb(tree: Tree, context: Context, token: Token, lemma: str) -> bool:
    """Whether a word has nothing of a noun, and nothing beside it is a verb."""
    if token.text != token.low:
        return False
    before = _noun_before(tree, token.index)
    if before is None:
        return False
    if any(child.relation.startswith(_DET) for child in tree.children(token.index)):
        return False
    form = context.forms.sure(token.low, lemma)
    if not _has_room(tree, context, token, before, form):
        return False
    if form is not None:
        return _agrees(tree, context, before, form.number)
    plain = token.pos == "ADV" or token.low.endswith(("e", "ent"))
    if not plain:
        return False
    return _begins_complement(tree, context, token.index + 1)


def _has_room(
    tree: Tree, context: Context, token: Token, before: Token, form: Form | None
) -> bool:
    """Whether the words around a word, or the sentence, lack a verb."""
    past = form is not None and form.tense != "Pres"
    # "huit blessés grave": many an adjective looks like a present. "L'opposition VOTE
    # contre, …": what no table knows as one is none, whatever stands behind the comma.
    inside = token.relation.startswith("flat")
    known = not inside and context.forms.lemmas.knows(token.low, token.pos)
    if known and token.pos == "ADJ" and not past:
        return False
    first, end = tree.first, tree.end
    if not (known or token.pos == "PROPN" or context.forms.nominal(token.low)):
        near, stop = _stretch(tree, token.index)
        if near <= before.index and bare(tree, before.index):
            first, end = near, stop
    return _lacks_verb(tree, context, first, end)


def _agrees(tree: Tree, context: Context, noun: Token, number: str) -> bool:
    """Whether a noun or one that it completes has the number of a verb.

    "22 victimes dans des attentats SUICIDE" has none.
    """
    while context.number(tree, noun.index) not in ("", number):
        if noun.relation != "nmod":
            return False
        if noun.head >= noun.index:
            return False
        noun = tree[noun.head]
    return True


def _stretch(tree: Tree, index: int) -> tuple[int, int]:
    """The words around one up to the next signs: first index and end."""
    first = end = index
    while first > tree.first and tree[first - 1].text not in _APART:
        first -= 1
    while end < tree.end and tree[end].text not in _APART:
        end += 1
    return first, end


def _begins_complement(tree: Tree, context: Context, index: int) -> bool:
    """Whether what follows a word is what follows a verb: an article, "à partir", a stop."""
    token = tree.get(index)
    if token is None:
        return True
    if is_sign(token):
        return token.text in _AFTER_VERB
    if token.pos == "DET":
        return context.lexicon.preposition(token.low) != context.words.of
    after = tree.get(index + 1)
    return after is not None and after.verb_form == "Inf"


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


def _lacks_verb(tree: Tree, context: Context, first: int, end: int) -> bool:
    """Whether a stretch has more clauses than finite verbs: one, and one an opener."""
    needed = 1
    for token in tree.between(first, end):
        if token.is_finite and is_verb(token):
            needed -= 1
        elif opens_clause(tree, context, token):
            needed += 1
    return needed > 0
