"""Noun phrases: head, preposition, determiner, number and gender, extent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.syntax.clause import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.syntax.doc import Doc, Token
    from builder.syntax.lexicon import Lexicon

_CLAUSAL = frozenset(
    [
        "acl",
        "acl:relcl",
        "advcl",
        "parataxis",
        "ccomp",
        "cop",
        "punct",
        "cc",
        "discourse",
        "dislocated",
        "nsubj",
        "nsubj:pass",
        "expl:subj",
        "csubj",
        "mark",
        "aux",
        "aux:tense",
        "aux:pass",
    ]
)
"""Dependents that are no part of the phrase itself."""

_CORE = ("det", "flat", "flat:name", "flat:foreign", "fixed", "nummod", "compound")
_NAMED = ("flat", "flat:name", "flat:foreign")


def make_phrase(doc: Doc, lexicon: Lexicon, head: Token) -> Phrase:
    """The phrase that a noun, name or pronoun heads."""
    children = doc.dependents(head.index)
    joined = tuple(_joined(doc, children))
    case = _first(children, "case")
    determiner = _first(children, "det")
    pronoun = head.pos == "PRON"
    named = any(child.relation in _NAMED for child in children)
    number = _number(lexicon, head, children)
    if joined:
        number = _joined_number(doc, children, joined)
    return Phrase(
        head=head.index,
        span=_extent(doc, head, children),
        core=_core(head, children),
        preposition=_preposition(doc, lexicon, case) if case else "",
        determiner=lexicon.determiner(determiner.low) if determiner else "",
        lemma=head.lemma,
        number=number,
        gender=_gender(head, determiner),
        person=head.person if pronoun else "",
        pronoun=pronoun,
        proper=named or head.pos == "PROPN",
        joined=joined,
        apposed=tuple(c.index for c in children if c.relation == "appos"),
    )


def _first(children: Sequence[Token], relation: str) -> Token | None:
    """The first dependent with a relation, or with a kind of it ("det:poss")."""
    for child in children:
        if child.relation.split(":")[0] == relation:
            return child
    return None


def _joined(doc: Doc, children: Sequence[Token]) -> Iterator[int]:
    """Heads of nouns that are coordinated with the phrase."""
    for child in children:
        if child.relation != "conj":
            continue
        if child.pos not in ("NOUN", "PROPN", "PRON"):
            continue
        below = doc.dependents(child.index)
        relations = {token.relation for token in below}
        if "case" in relations and "cc" not in relations:
            # "Didier Queloz, de l'Université de Genève": no list without "et".
            continue
        yield child.index
        yield from _joined(doc, below)


def _preposition(doc: Doc, lexicon: Lexicon, case: Token) -> str:
    """One word in its full form, or all the words of a fixed expression."""
    rest = doc.dependents(case.index)
    parts = [case, *(token for token in rest if token.relation == "fixed")]
    words = [token.low for token in sorted(parts, key=lambda token: token.index)]
    words[-1] = lexicon.preposition(words[-1])
    return " ".join(words)


def _joined_number(doc: Doc, children: Sequence[Token], joined: Sequence[int]) -> str:
    """Plural of what is joined; one article for two nouns is of one or of both."""
    marks = [child.number for child in children if child.relation.startswith("det")]
    once = marks == ["s"] and all(_is_bare_noun(doc, index) for index in joined)
    return "" if once else "p"


def _number(lexicon: Lexicon, head: Token, children: Sequence[Token]) -> str:
    numerals = [child.low for child in children if child.relation == "nummod"]
    if not lexicon.words.one.issuperset(numerals):
        return "p"
    marks = [child.number for child in children if child.relation.startswith("det")]
    return next((mark for mark in marks if mark), head.number)


def _is_bare_noun(doc: Doc, index: int) -> bool:
    """As "pilote" in "l'ancien astronaute et pilote américain": no article of its own."""
    marks = ("det", "nummod", "case")
    below = doc.dependents(index)
    if any(child.relation.split(":")[0] in marks for child in below):
        return False
    return doc.tokens[index].pos == "NOUN"


def _gender(head: Token, determiner: Token | None) -> str:
    """By the article where it tells ("la"), else by the word."""
    told = determiner.gender if determiner is not None else ""
    return told or head.gender


def _core(head: Token, children: Sequence[Token]) -> Span:
    near = [c for c in children if c.relation in _CORE or c.relation.startswith("det")]
    return Span(
        min([head.start, *(c.start for c in near)]),
        max([head.end, *(c.end for c in near if c.relation != "det")]),
    )


def _extent(doc: Doc, head: Token, children: Sequence[Token]) -> Span:
    """The phrase with its complements, without preposition, clauses and signs."""
    start, end = head.start, head.end
    copula = any(child.relation == "cop" for child in children)
    for child in children:
        if child.relation in _CLAUSAL:
            continue
        if child.relation == "case":
            continue
        if copula and child.relation.startswith(("obl", "advmod")):
            continue
        for index in doc.below(child.index):
            token = doc.tokens[index]
            if token.is_word:
                start, end = min(start, token.start), max(end, token.end)
    return Span(start, end)
