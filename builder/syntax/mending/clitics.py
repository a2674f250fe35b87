"""Pronouns beside the verb: never determiners, seldom subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import SUBJECTS, is_verb, verb_head

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
        elif token.text in _DASHES:
            tree.change(index, pos="PUNCT", relation="punct")
        elif token.low in context.words.tied:
            _tie_behind(tree, context, token)
        elif token.low in context.words.objects and token.pos in ("DET", "PRON"):
            _mend_object(tree, context, token)
        elif token.low in context.words.nominative and token.pos == "PRON":
            _mend_subject(tree, context, token)


def _mend_subject(tree: Tree, context: Context, token: Token) -> None:
    """A pronoun right before its verb is the subject, and no noun before it.

    "Fille d'un pêcheur, ELLE avait étudié": what opens the sentence is beside it.
    """
    verb = _verb_after(tree, context, token.index)
    if verb is None or tree.has(token.index, "case", "cc"):
        return
    if token.relation not in SUBJECTS:
        tree.hang(token.index, verb, "nsubj")
    for child in tree.children(verb):
        other = child.relation in SUBJECTS and child.index < token.index
        if other:
            tree.change(child.index, relation="dislocated")


def _mend_object(tree: Tree, context: Context, token: Token) -> None:
    """A word that is a pronoun before a verb and an article before a noun."""
    words = context.words
    index = token.index
    verb = _verb_after(tree, context, index)
    if verb is None:
        return
    if token.low in words.reflexive:
        tree.hang(index, verb, "expl:comp")
        return
    wrong = token.pos == "DET" or token.relation.startswith(("nsubj", "dep"))
    if wrong or token.low in words.datives:
        tree.change(index, pos="PRON", verb_form="", definite="")
        tree.hang(index, verb, _role(context, token))


def _tie_behind(tree: Tree, context: Context, token: Token) -> None:
    """A pronoun tied to a finite verb is its subject: "a-t-IL poursuivi"."""
    before = tree.get(token.index - 1)
    if before is not None and before.low == context.words.linking:
        before = tree.get(token.index - 2)
    if before is not None and before.is_finite:
        tree.hang(token.index, verb_head(tree, before.index), "nsubj")


def _role(context: Context, token: Token) -> str:
    if token.low in context.words.datives:
        return "iobj"
    return "obl:mod" if token.low in context.words.places else "obj"


def _verb_after(tree: Tree, context: Context, index: int) -> int | None:
    """The predicate of the verb that follows, with nothing but pronouns between."""
    at = index + 1
    while (token := tree.get(at)) is not None and context.is_clitic(token):
        at += 1
    if token is None or not is_verb(token):
        return None
    if token.is_finite or token.verb_form == "Inf":
        return verb_head(tree, token.index)
    return None
