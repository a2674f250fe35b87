"""Pronouns beside the verb: never determiners, seldom subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    verb_head,
)
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


_DASHES = frozenset("-–—")


def mend_clitics(tree: Tree, context: Context) -> None:
    """Pronouns before a verb: no determiner ("il LE lui a remis"), never a subject."""
    for index in reversed(tree.indices):
        token = tree[index]
        if token.low == context.words.linking:
            tree.change(index, relation="dep")
        if not token.is_word and token.text in _DASHES and token.pos != "PUNCT":
            tree.change(index, pos="PUNCT", relation="punct")
        _tie_behind(tree, context, token)
        if token.low not in context.words.objects:
            continue
        if token.pos not in ("DET", "PRON"):
            continue
        after = tree.get(index + 1)
        noun = after is not None and after.pos in ("NOUN", "PROPN")
        if noun and token.pos == "PRON" and token.low in context.words.articles:
            # "L' Allemagne possède": an article, torn off by a space.
            tree.change(index, pos="DET")
            tree.hang(index, index + 1, "det")
            continue
        verb = _verb_after(tree, context, index)
        if verb is None:
            continue
        wrong = token.pos == "DET" or token.relation.startswith(("nsubj", "dep"))
        if token.low in context.words.reflexive:
            tree.hang(index, verb, "expl:comp")
        elif wrong or token.low in context.words.datives:
            tree.change(index, pos="PRON", verb_form="", definite="")
            tree.hang(index, verb, _role(context, token))


def _tie_behind(tree: Tree, context: Context, token: Token) -> None:
    """A pronoun tied to a finite verb is its subject: "a-t-IL poursuivi"."""
    words = context.words
    if token.low not in words.tied:
        return
    if token.low == words.linking:
        return
    before = tree.get(token.index - 1)
    if before is not None and before.low == words.linking:
        before = tree.get(token.index - 2)
    if before is None:
        return
    if not before.is_finite:
        return
    if before.pos not in ("VERB", "AUX"):
        return
    if not token.relation.startswith(("nsubj", "expl:subj")):
        tree.hang(token.index, verb_head(tree, before.index), "nsubj")


def _role(context: Context, token: Token) -> str:
    if token.low in context.words.datives:
        return "iobj"
    return "obl:mod" if token.low in context.words.places else "obj"


def _verb_after(tree: Tree, context: Context, index: int) -> int | None:
    """The predicate of the verb that follows, with nothing but pronouns between."""
    at = index + 1
    while (token := tree.get(at)) is not None and context.is_clitic(token):
        if token.pos == "DET" and token.low != "le" and at == index + 2:
            break
        at += 1
    if token is None:
        return None
    if token.pos not in ("VERB", "AUX"):
        return None
    if not (token.is_finite or token.verb_form == "Inf"):
        return None
    while token.relation in AUXILIARY and token.head != token.index:
        token = tree[token.head]
    return token.index
