"""Compound verbs: passives, and participles that share an auxiliary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import SUBJECTS, as_article, bare, is_noun
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


_SHARING = frozenset({"conj", "advcl", "acl", "amod", "xcomp", "ccomp"})
_FEMININE_OR_MANY = ("ée", "és", "ées", "ies", "ues", "ie", "ue")
_OPEN = ("e", "es", "is", "us")
"""Endings of which only a word that the parse calls a verb has that of a participle."""


def mend_auxiliaries(tree: Tree, context: Context) -> None:
    """What "être" makes of a participle: a perfect of "aller", of a reflexive; a passive."""
    for index in tree.indices:
        token = tree[index]
        if token.lemma != context.words.be:
            continue
        if token.relation not in AUXILIARY:
            continue
        verb = tree[token.head]
        if verb.verb_form != "Part":
            continue
        reflexive = any(
            child.relation.startswith("expl") and child.low in context.words.reflexive
            for child in tree.children(verb.index)
        )
        perfect = reflexive or verb.lemma in context.words.with_etre
        tree.change(index, relation="aux:tense" if perfect else "aux:pass")


def mend_shared(tree: Tree, context: Context) -> None:
    """Participles that share "avoir" with the compound before them.

    "a arraché des toitures, COUPÉ des routes et RENVERSÉ des camions". Behind "avoir" the
    form is that of the masculine, whatever noun stands before.
    """
    first: int | None = None
    for index in tree.indices:
        token = tree[index]
        verb = token.pos == "VERB"
        auxiliary = tree.child(index, "aux:tense") if verb else None
        if auxiliary is not None:
            first = index if auxiliary.lemma == context.words.have else None
            continue
        if first is None:
            continue
        if _shares(tree, context, token):
            _share(tree, context, index, first)
        elif token.is_finite and token.relation not in AUXILIARY:
            # Behind another finite verb "avoir" is forgotten.
            first = None


def _shares(tree: Tree, context: Context, token: Token) -> bool:
    if token.relation not in _SHARING:
        return False
    if token.low.endswith(_FEMININE_OR_MANY) or tree.has(token.index, "obl:agent"):
        return False  # "prévue par A et renforcé par B" shares no "avoir"
    if token.low.endswith(_OPEN) and token.pos != "VERB":
        return False
    # "a dominé la partie et INSCRIT deux essais", whatever tense the parse sees in it.
    if token.is_finite and tree.has(token.index, *SUBJECTS, "mark"):
        return False
    if not context.forms.participle(token.low):
        return False
    if not context.forms.verb(token.low):
        return False
    if not _after_list(tree, token):
        return False
    return _has_object(tree, token)


def _after_list(tree: Tree, token: Token) -> bool:
    """Whether "et", or a comma of a list that ends with "et", stands before."""
    at = token.index - 1
    while (before := tree.get(at)) is not None and before.pos == "ADV":
        at -= 1
    if before is None:
        return False
    if before.pos == "CCONJ":
        return True
    for index in range(token.index, tree.end - 1):
        if tree[index].is_finite:
            return False
        joins = tree[index].pos == "CCONJ"
        if joins and tree[index + 1].verb_form == "Part":
            return True
    return False


def _has_object(tree: Tree, token: Token) -> bool:
    """Whether a determiner, name or preposition follows, as behind an active verb."""
    after = tree.pos(token.index + 1)
    return after in ("DET", "PROPN", "NUM", "ADP", "PRON")


def _share(tree: Tree, context: Context, index: int, first: int) -> None:
    low = tree[index].low
    lemma = context.forms.verb(low) or tree[index].lemma
    tree.change(index, pos="VERB", lemma=lemma, verb_form="Part", mood="", tense="Past")
    tree.hang(index, first, "conj")
    for child in tree.children(index):
        case = tree.child(child.index, "case")
        if case is not None and case.index == index + 1:
            as_article(tree, context, case)
        if not bare(tree, child.index):
            continue
        if child.relation in ("nmod", "obl:arg", "obl:mod"):
            tree.hang(child.index, index, "obj")
    _take_object(tree, index)


def _take_object(tree: Tree, index: int) -> None:
    """The phrase right behind a verb, hung on something before it, is its object."""
    after = tree.get(index + 1)
    if after is None:
        return
    noun = tree[after.head] if after.pos in ("DET", "NUM") else after
    if is_noun(noun) and noun.head < index and bare(tree, noun.index):
        tree.hang(noun.index, index, "obj")
