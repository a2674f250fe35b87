"""Names behind a noun that the parse joins to it: "deux ministres, PAUL et CLARA, …"."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING

from builder.syntax.mending.context import NOMINAL, bare, begins, is_noun, is_sign
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
        first, *others = names
        listed = [tree[index], *items]
        # The names explain the last noun of the list.
        noun = listed[listed.index(first) - 1]
        tree.hang(first.index, noun.index, "appos")
        for name in others:
            tree.hang(name.index, first.index, "conj")


def mend_held_names(tree: Tree, context: Context) -> None:
    """A name right behind the complement of a noun is no subject: it is whom that names.

    "La mère de la victime LENA FORS est décédée": the mother is.
    """
    for index in tree.indices:
        name = tree[index]
        if name.pos != "PROPN":
            continue
        if name.relation not in _LOOSE:
            continue
        noun = tree.get(begins(tree, index) - 1)
        if noun is None:
            continue
        if not _is_complement(tree, noun):
            continue
        if context.is_period(noun):
            continue
        if not bare(tree, index):
            continue
        if _leads_to_phrase(tree, noun):
            tree.hang(index, noun.index, "appos")


def _is_complement(tree: Tree, noun: Token) -> bool:
    """Whether a common noun with an article completes another noun."""
    if noun.pos != "NOUN":
        return False
    if noun.relation != "nmod":
        return False
    if noun.text != noun.low:
        return False
    if bare(tree, noun.index):
        return False
    return tree.has(noun.index, "det")


def _leads_to_phrase(tree: Tree, noun: Token) -> bool:
    """Whether what a noun completes in the end stands in no preposition's hold.

    "À la suite de la réunion Jan Vik a …": there the name may be a subject.
    """
    while noun.relation == "nmod" and noun.head < noun.index:
        noun = tree[noun.head]
    if noun.pos not in NOMINAL:
        return False
    return bare(tree, noun.index)


def mend_opening_names(tree: Tree, context: Context) -> None:
    """A name that opens a sentence is the subject; what it is stands between commas.

    "COFRA, une filiale de Norsk, a fermé le port".
    """
    for index in tree.indices:
        noun = tree[index]
        if noun.pos != "NOUN":
            continue
        if not noun.relation.startswith("nsubj"):
            continue
        comma = _comma_before(tree, noun)
        if comma is None or not _is_closed(tree, noun):
            continue
        name = _name_before(tree, context, noun, comma)
        phrase = _phrase_before(tree, context, noun, comma)
        if name is not None:
            tree.hang(name.index, noun.head, noun.relation)
            tree.hang(index, name.index, "appos")
            tree.change(name.index, pos="PROPN")
        elif phrase is not None:
            tree.hang(phrase.index, noun.head, noun.relation)
            tree.hang(index, comma - 1, "appos")


def _comma_before(tree: Tree, noun: Token) -> int | None:
    """The comma right before a noun and its article."""
    determiner = tree.child(noun.index, "det")
    if determiner is None:
        return None
    comma = determiner.index - 1
    return comma if tree.low(comma) == "," else None


def _phrase_before(
    tree: Tree, context: Context, noun: Token, comma: int
) -> Token | None:
    """A bare phrase that ends in a name right before a comma: what that is stands behind.

    "UN ATTENTAT à Kaboul, la capitale afghane, a fait douze morts": not the capital did.
    """
    if tree.pos(comma - 1) != "PROPN":
        return None
    for child in tree.children(noun.head):
        beside = child.relation in ("obl:mod", "dislocated")
        if not beside or child.pos != "NOUN" or child.index >= comma:
            continue
        if context.is_time(tree, child.index) or not bare(tree, child.index):
            continue
        if tree.is_above(child.index, comma - 1):
            return child
    return None


def _name_before(tree: Tree, context: Context, noun: Token, comma: int) -> Token | None:
    """The bare name before a noun and its comma that hangs on the same verb."""
    # Or on the noun, as if it told what the name is: "ADA ROUX, une proche de Jan, a …".
    beside = [*tree.children(noun.index), *tree.children(noun.head)]
    for child in beside:
        if child.index == noun.index:
            continue
        if child.relation not in _BESIDE:
            continue
        if context.is_period(child):
            continue
        if _is_name_up_to(tree, child, comma):
            return child
    return None


def _is_name_up_to(tree: Tree, word: Token, comma: int) -> bool:
    """Whether a word with a capital and nothing but parts of a name stands before a comma."""
    if word.index >= comma:
        return False
    if not is_noun(word):
        return False
    if word.text == word.low:
        return False
    last = word.index
    for part in tree.children(word.index):
        if not part.relation.startswith("flat"):
            return False
        last = max(last, part.index)
    return last == comma - 1


def _is_closed(tree: Tree, noun: Token) -> bool:
    """Whether one comma stands between a subject and its verb, right before the verb."""
    first = tree.child(noun.head, *AUXILIARY)
    verb = noun.head
    if first is not None:
        verb = min(verb, first.index)
    comma = verb - 1
    if comma < noun.index:
        return False
    if tree.low(comma) != ",":
        return False
    between = tree.between(noun.index + 1, comma)
    return not any(map(is_sign, between))


def _is_item(tree: Tree, child: Token) -> bool:
    """Whether it is a noun or name that a list goes on with."""
    if child.relation != "conj":
        return False
    if child.pos not in NOMINAL:
        return False
    return bare(tree, child.index)


def _names(
    tree: Tree, context: Context, noun: Token, items: list[Token]
) -> list[Token]:
    """The names at the end of a list that are no items of it; none where they are."""
    named = list(dropwhile(_is_common, items))
    if not named:
        return []
    if any(map(_is_common, named)):
        return []
    comma = begins(tree, named[0].index) - 1
    if tree.low(comma) != ",":
        return []
    common = items[: -len(named)]
    # Behind "et" a list is at its end.
    if any(tree.has(item.index, "cc") for item in common):
        return named
    if common or len(named) == 1:
        return []
    # "deux ministres, PAUL et CLARA"
    number = context.number(tree, noun.index, alone=True)
    return named if number == "p" else []


def _is_common(item: Token) -> bool:
    return item.pos != "PROPN"
