"""Names behind a noun that the parse joins to it: "deux ministres, PAUL et CLARA, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import NOMINAL, bare, begins

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_appositions(tree: Tree, context: Context) -> None:
    """A list of names that follows a comma explains the noun before it.

    "deux ministres, PAUL et CLARA", "une veuve et deux fils, MARC et JEAN".
    """
    for index in tree.indices:
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


def _is_item(tree: Tree, child: Token) -> bool:
    listed = child.relation == "conj" and child.pos in NOMINAL
    return listed and bare(tree, child.index)


def _names(
    tree: Tree, context: Context, noun: Token, items: list[Token]
) -> list[Token]:
    """The names at the end of a list that are no items of it; none where they are."""
    first = next((at for at, item in enumerate(items) if item.pos == "PROPN"), None)
    if first is None or noun.pos != "NOUN":
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
