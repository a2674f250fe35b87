"""Noun phrases asked for by place, where no clause hands them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.phrases import make_phrase

if TYPE_CHECKING:
    from builder.syntax.clause import Phrase
    from builder.syntax.doc import Doc, Token
    from builder.syntax.lexicon import Lexicon

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "X")
_BEFORE_NOUN = ("DET", "ADJ", "NUM", "ADV")
_PARTS = ("flat", "flat:name", "flat:foreign", "det", "amod", "nummod", "compound")

_ENDS = (*_PARTS, "nmod", "conj", "appos")
_DEPTH = 8
"""Heads above the last word of a phrase that are climbed."""

_REACH = 4
"""Words in which the noun of a determiner comes, where the parse does not tell."""


def phrase_of(doc: Doc, lexicon: Lexicon, token: Token) -> Phrase:
    """The phrase that a noun, name or pronoun belongs to as a part of it."""
    head = doc.tokens[token.head]
    while token.relation in _PARTS and head.sentence == token.sentence:
        token = head
        head = doc.tokens[token.head]
        if token.index == head.index:
            break
    return make_phrase(doc, lexicon, token)


def phrase_from(doc: Doc, lexicon: Lexicon, index: int) -> Phrase | None:
    """The noun phrase that begins with a token; none where none does.

    The parse often hangs what stands behind an inverted verb on a wrong word; that the
    phrase begins here is the better evidence.
    """
    if index >= len(doc.tokens):
        return None
    first = doc.tokens[index]
    if first.low in lexicon.words.relative:
        return None
    head = _head(doc, lexicon, first)
    return make_phrase(doc, lexicon, head) if head is not None else None


def _head(doc: Doc, lexicon: Lexicon, first: Token) -> Token | None:
    if first.pos not in (*_NOMINAL, *_BEFORE_NOUN):
        return None
    token = first
    while token.relation in _PARTS and token.head > token.index:
        above = doc.tokens[token.head]
        if above.low in lexicon.words.relative:
            break
        token = above
    return token if token.pos in _NOMINAL else _next_noun(doc, lexicon, first)


def _next_noun(doc: Doc, lexicon: Lexicon, first: Token) -> Token | None:
    """The noun in whose determiners and adjectives a token stands."""
    last = first
    for token in doc.tokens[first.index : first.index + _REACH]:
        if token.sentence != first.sentence:
            return None
        if token.low in lexicon.words.relative:
            # "une Canadienne qui": the parse takes the noun for an adjective.
            return last if last is not first else None
        last = token
        if token.pos in _NOMINAL:
            return token
        if token.pos not in _BEFORE_NOUN:
            return None
    return None


def phrase_before(doc: Doc, lexicon: Lexicon, index: int) -> Phrase | None:
    """The noun phrase that ends with a token; none where none does.

    From its last word, "Lima" of "le maire de Lima", up to its first head.
    """
    token = doc.tokens[index]
    if token.pos not in _NOMINAL:
        return None
    for _ in range(_DEPTH):
        above = doc.tokens[token.head]
        if token.relation not in _ENDS or above.pos not in _NOMINAL:
            break
        if above.index >= token.index or above.sentence != token.sentence:
            break
        beside = token.relation in ("conj", "appos")
        if beside and make_phrase(doc, lexicon, above).preposition:
            break  # "Sur Twitter, Manuel Valls": no list
        token = above
    return make_phrase(doc, lexicon, token)


def apposed_to(doc: Doc, lexicon: Lexicon, head: Token) -> Phrase | None:
    """The phrase that a noun stands in apposition to: "Jan Vik, l'un des élus".

    None where it stands in none.
    """
    above = doc.tokens[head.head]
    if head.relation != "appos" or above.index >= head.index:
        return None
    return make_phrase(doc, lexicon, above)
