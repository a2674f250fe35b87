"""What stands around a word in the tree of its sentence, for those who may not climb."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.syntax.doc import Doc, Token

_PARTS = frozenset({"flat:name", "flat:foreign", "flat", "compound", "fixed"})
"""Relations of the further words of a name to its first word."""

_JOINED = frozenset({"conj", "appos"})


_NEAR = 12
"""Items of a list before and behind one that are beside it."""


class Surroundings(NamedTuple):
    """How the name or noun phrase that a word is part of hangs in its sentence."""

    head: Token
    """The first word of the name: the word itself, if it opens one."""

    governor: Token | None
    """What the head hangs on; none for the root of a sentence."""

    preposition: str
    """In small letters, as written; empty for none."""

    determiner: str
    """In small letters, as written; empty for none."""

    beside: tuple[Token, ...]
    """Nouns and names that are joined or apposed to the head, above and below it; of a long list the nearest."""


def governor(doc: Doc, token: Token) -> Token | None:
    """What a word hangs on; none for the root of a sentence."""
    return doc.tokens[token.head] if token.head != token.index else None


def name_head(doc: Doc, token: Token) -> Token:
    """The word that the parts of a name hang on; the word itself where it is no part."""
    while token.relation in _PARTS and token.head != token.index:
        token = doc.tokens[token.head]
    return token


def surroundings(doc: Doc, token: Token) -> Surroundings:
    """How the name that a word is part of hangs in its sentence."""
    head = name_head(doc, token)
    preposition = determiner = ""
    for child in doc.dependents(head.index):
        if child.relation == "case":
            preposition = preposition or child.low
        elif child.relation.startswith("det"):
            determiner = determiner or child.low
    beside = tuple(_beside(doc, head))
    return Surroundings(head, governor(doc, head), preposition, determiner, beside)


def _beside(doc: Doc, head: Token) -> Iterator[Token]:
    """In a list, all items hang on the first: its other items are beside each."""
    above = governor(doc, head)
    if above is not None and head.relation in _JOINED:
        yield above
        siblings = doc.children[above.index] if head.relation == "conj" else []
        at = bisect_left(siblings, head.index)
        # A list of a thousand names has a million pairs; those near by tell enough.
        for index in siblings[max(0, at - _NEAR) : at + _NEAR]:
            sibling = doc.tokens[index]
            if sibling.relation == "conj" and index != head.index:
                yield sibling
    for child in doc.dependents(head.index):
        if child.relation in _JOINED:
            yield child
