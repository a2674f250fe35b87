"""Where a noun stands: what it completes, and what completes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from builder.syntax.doc import Doc, Token

_COMPLEMENT = ("nmod", "obl:mod", "obl:arg", "amod", "appos", "compound", "acl")
_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "PRON")
_JOINED = "conj"

_EPICENE = "e"
"""End of a noun that is its own feminine; others change: "avocate"."""


def completed(doc: Doc, token: Token) -> Token | None:
    """The noun that a noun completes: "auteur" for the "tuerie" of "l'auteur de la tuerie".

    None where it hangs on a verb or on nothing. What is joined to a noun completes what
    the first one completes.
    """
    while token.relation == _JOINED and token.head != token.index:
        token = doc.tokens[token.head]
    above = doc.tokens[token.head]
    if above.index == token.index or above.pos not in ("NOUN", "PROPN", "NUM", "PRON"):
        return None
    return above


def complements(doc: Doc, token: Token) -> Iterator[Token]:
    """The nouns, names and adjectives that complete a noun, in the order of the text."""
    for child in doc.dependents(token.index):
        if child.relation in _COMPLEMENT and child.pos in _NOMINAL:
            yield child


def is_epicene(doc: Doc, noun: Token) -> bool:
    """Whether all its words are the same of a man and a woman: "l'alpiniste".

    What a parser says of its gender is chance. Not "l'ancien notaire".
    """
    article = word_before(doc, noun, ())
    if (article.pos, noun.pos) != ("DET", "NOUN"):
        return False
    if not article.low.endswith("'"):
        return False
    return noun.low == noun.lemma and noun.low.endswith(_EPICENE)


def determiner(doc: Doc, token: Token) -> Token | None:
    """The article, possessive or number word before a noun; none where it is bare."""
    for child in doc.dependents(token.index):
        if child.relation.startswith("det"):
            return child
    return None


def word_before(doc: Doc, token: Token, passed: Collection[str] = ("ADJ",)) -> Token:
    """The word before another, parts of speech that are `passed` over left out.

    The first word of the article where none is before it.
    """
    at = token.index - 1
    while at > 0 and doc.tokens[at].pos in passed:
        at -= 1
    return doc.tokens[max(at, 0)]


def counted(doc: Doc, token: Token) -> bool:
    """Whether a number stands before a noun: "12 morts", "quatre détenus"."""
    for child in doc.dependents(token.index):
        if child.relation == "nummod" and child.index < token.index:
            return True
    return token.pos == "NUM"


def joined(doc: Doc, token: Token) -> Iterator[Token]:
    """What is coordinated with a noun, in the order of the text."""
    for child in doc.dependents(token.index):
        if child.relation == _JOINED and child.pos in _NOMINAL:
            yield child
            yield from joined(doc, child)


def names_the_same(doc: Doc, token: Token, head: Token) -> bool:
    """Whether a noun stands in apposition to another: "journaliste, sénateur et ami".

    What is joined to an apposition is one as well.
    """
    while token.relation in (_JOINED, "appos") and token.head < token.index:
        token = doc.tokens[token.head]
        if token.index == head.index:
            return True
    return False
