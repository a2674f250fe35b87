"""Names behind a noun that the parse joins to it: "deux ministres, PAUL et CLARA, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import NOMINAL, bare, begins, is_sign
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


_BESIDE = frozenset({"obl:mod", "dislocated", "nmod", "dep", "nsubj"})
_LOOSE = frozenset({"nsubj", "nsubj:pass", "nmod", "dep"})


def mend_appositions(tree: Tree, context: Context) -> None:
    """A list of names that follows a comma explains the noun before it.

    "deux ministres, PAUL et CLARA", "une veuve et deux fils, MARC et JEAN".
    """
    for index in tree.indices:
        if tree[index].pos != "NOUN":
            continue
        items = [child for child in tree.children(index) if _is_item(tree, child)]
        names = _names(tree, context, tree[index], items)
        if not names:
            continue
        first = names[0]
        before = items.index(first) - 1
        noun = items[before].index if before >= 0 else index
        tree.hang(first.index, noun, "appos")
        for name in names[1:]:
            tree.hang(name.index, first.index, "conj")


def mend_held_names(tree: Tree, context: Context) -> None:
    """A name right behind the complement of a noun is no subject: it is whom that names.

    "La mère de la victime LENA FORS est décédée": the mother is.
    """
    for index in tree.indices:
        name = tree[index]
        if name.pos != "PROPN" or name.relation not in _LOOSE:
            continue
        noun = tree.get(begins(tree, index) - 1)
        if noun is None or not _is_complement(tree, noun) or context.is_period(noun):
            continue
        if bare(tree, index) and _leads_to_phrase(tree, noun):
            tree.hang(index, noun.index, "appos")


def _is_complement(tree: Tree, noun: Token) -> bool:
    """Whether a common noun with an article completes another noun."""
    if noun.pos != "NOUN" or noun.relation != "nmod" or bare(tree, noun.index):
        return False
    return tree.has(noun.index, "det") and noun.text == noun.low


def _leads_to_phrase(tree: Tree, noun: Token) -> bool:
    """Whether what a noun completes in the end stands in no preposition's hold.

    "À la suite de la réunion Jan Vik a …": there the name may be a subject.
    """
    while noun.relation == "nmod" and noun.head < noun.index:
        noun = tree[noun.head]
    return noun.pos in NOMINAL and bare(tree, noun.index)


def mend_opening_names(tree: Tree, context: Context) -> None:
    """A name that opens a sentence is the subject; what it is stands between commas.

    "COFRA, une filiale de Norsk, a fermé le port".
    """
    for index in tree.indices:
        noun = tree[index]
        if noun.pos != "NOUN" or not noun.relation.startswith("nsubj"):
            continue
        name = _name_before(tree, context, noun)
        if name is not None and _is_closed(tree, noun):
            tree.hang(name.index, noun.head, noun.relation)
            tree.hang(index, name.index, "appos")
            tree.change(name.index, pos="PROPN")


def _name_before(tree: Tree, context: Context, noun: Token) -> Token | None:
    """The bare name before a noun and its comma that hangs on the same verb."""
    determiner = tree.child(noun.index, "det")
    comma = determiner.index - 1 if determiner is not None else -1
    if tree.low(comma) != ",":
        return None
    # Or on the noun, as if it told what the name is: "ADA ROUX, une proche de Jan, a …".
    beside = [*tree.children(noun.index), *tree.children(noun.head)]
    for child in beside:
        loose = child.relation in _BESIDE and child.index != noun.index
        if not loose or child.index >= comma or child.pos not in ("NOUN", "PROPN"):
            continue
        below = tree.children(child.index)
        names_only = all(each.relation.startswith("flat") for each in below)
        if not names_only or context.is_period(child) or child.text == child.low:
            continue
        if max([child.index, *(each.index for each in below)]) == comma - 1:
            return child
    return None


def _is_closed(tree: Tree, noun: Token) -> bool:
    """Whether one comma stands between a subject and its verb, right before the verb."""
    verb = min([noun.head, *_auxiliaries(tree, noun.head)])
    between = tree.between(noun.index + 1, verb)
    signs = [token.index for token in between if is_sign(token)]
    return signs == [verb - 1] and tree.low(verb - 1) == ","


def _auxiliaries(tree: Tree, verb: int) -> list[int]:
    children = tree.children(verb)
    return [child.index for child in children if child.relation in AUXILIARY]


def _is_item(tree: Tree, child: Token) -> bool:
    listed = child.relation == "conj" and child.pos in NOMINAL
    return listed and bare(tree, child.index)


def _names(
    tree: Tree, context: Context, noun: Token, items: list[Token]
) -> list[Token]:
    """The names at the end of a list that are no items of it; none where they are."""
    first = next((at for at, item in enumerate(items) if item.pos == "PROPN"), None)
    if first is None:
        return []
    names = items[first:]
    if any(item.pos != "PROPN" for item in names):
        return []
    before = tree.get(begins(tree, names[0].index) - 1)
    if before is None or before.text != ",":
        return []
    # Behind "et" a list is at its end.
    ended = any(tree.has(item.index, "cc") for item in items[:first])
    several = context.number(tree, noun.index, alone=True) == "p" and len(names) > 1
    return names if ended or (several and first == 0) else []
