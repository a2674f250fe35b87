"""What a clause with an opener hangs on, and as what the opener hangs on its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    NOMINAL,
    finite_of,
    is_noun,
    is_sign,
    is_verb,
    verb_head,
)

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.mending.skeleton import Frame
    from builder.syntax.tree import Tree


def hang_opener(tree: Tree, context: Context, opener: int, verb: int) -> None:
    """Hang "que", "qui", "alors que" on their verb, as what they are there."""
    token = tree[opener]
    if token.relation == "fixed":
        tree.hang(token.head, verb, "mark")
        return
    if own_verb(tree, opener) == verb:
        return
    relation = "mark"
    if token.pos == "PRON":
        subject = tree.child(verb, "nsubj", "nsubj:pass")
        relation = "obj" if token.low in context.words.that else "obl:mod"
        if token.low in context.words.who and subject is None:
            relation = "nsubj"
    tree.hang(opener, verb, relation)


def antecedent_of(tree: Tree, context: Context, opener: int) -> int | None:
    """The noun that a relative pronoun stands behind; none for a question."""
    at = opener - 1
    while (token := tree.get(at)) is not None:
        if token.pos in NOMINAL and not context.is_time(tree, at):
            while token.relation.startswith("flat") and token.head < token.index:
                token = tree[token.head]
            return token.index
        if token.pos in ("VERB", "AUX", "SCONJ"):
            return None
        at -= 1
    return None


def place(
    tree: Tree, context: Context, frame: Frame, opener: int
) -> tuple[int, str] | None:
    """What a clause with a conjunction hangs on, and how."""
    token = tree[opener]
    above = frame.below.verb if frame.below is not None else None
    if token.low not in context.words.that:
        return (above, "advcl") if above is not None else None
    if token.relation == "fixed":
        return (above, "advcl") if above is not None else None
    before = _before_complement(tree, context, opener)
    if before is None:
        return None
    if is_verb(before) and not _is_of_circumstance(tree, before):
        return verb_head(tree, before.index), "ccomp"
    if above is not None and above < opener:
        return above, "ccomp"
    # "L'annonce QUE l'usine fermera a surpris": its verb is still to come.
    return (before.index, "acl") if is_noun(before) else None


def _is_of_circumstance(tree: Tree, token: Token) -> bool:
    """Whether it is a participle of what a preposition opens: "a nié dans une lettre LUE lundi que"."""
    if token.verb_form != "Part" or token.tense == "Pres":
        return False
    return token.relation == "acl" and tree.has(token.head, "case")


def _before_complement(tree: Tree, context: Context, opener: int) -> Token | None:
    """The word that "que" follows, adverbs and dates passed over."""
    at = opener - 1
    while (token := tree.get(at)) is not None:
        passed = is_sign(token) or token.pos in ("ADV", "DET", "ADP")
        if not passed and not context.is_time(tree, at):
            return token
        at -= 1
    return None


def own_verb(tree: Tree, index: int) -> int | None:
    """The first predicate with a finite verb at or above a word."""
    at = tree[index]
    while finite_of(tree, at.index) is None:
        if at.head == at.index:
            return None
        at = tree[at.head]
    return at.index
