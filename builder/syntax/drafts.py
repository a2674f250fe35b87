"""Predicates and the verbs that carry them, before they become clauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.doc import Doc, Token
    from builder.syntax.lexicon import Lexicon

_AUXILIARY = ("aux", "aux:tense", "aux:pass", "aux:caus", "cop")
_STANDS_ALONE = ("NOUN", "PROPN", "ADJ", "PRON", "NUM", "ADV", "X", "INTJ")


@dataclass(frozen=True, slots=True)
class Draft:
    """A predicate, and the words that are one verb with it."""

    predicate: int
    carrier: int
    """The verb that gives tense and place in the tree; the predicate itself where no
    other verb carries it ("va signer": "va")."""

    auxiliaries: tuple[int, ...]
    """Auxiliaries, copulas and carriers, in order."""

    reflexive: bool
    between: tuple[int, ...] = ()
    """Carriers between the first and the predicate: "pouvoir" of "va pouvoir signer"."""

    @property
    def tops(self) -> tuple[int, ...]:
        """The words whose dependents are the clause's."""
        if self.carrier == self.predicate:
            return (self.predicate,)
        return (self.carrier, *self.between, self.predicate)


def drafts_of(doc: Doc, lexicon: Lexicon) -> list[Draft]:
    """One draft for each predicate, in the order of the text."""
    carried = _carried(doc, lexicon)
    carriers = {infinitive: carrier for carrier, infinitive in carried.items()}
    found: list[Draft] = []
    for token in doc.tokens:
        if token.index in carried:
            continue
        if _is_predicate(doc, token):
            above = _carriers_of(carriers, token.index)
            found.append(_draft(doc, lexicon, token.index, above))
    return found


def _draft(doc: Doc, lexicon: Lexicon, predicate: int, above: tuple[int, ...]) -> Draft:
    tops = {predicate, *above}
    children = doc.dependents(*tops)
    auxiliaries = {c.index for c in children if c.relation in _AUXILIARY}
    reflexive = any(
        child.low in lexicon.words.reflexive
        and child.index < predicate
        and child.pos != "SCONJ"
        for child in children
    )
    own = auxiliaries | (tops - {predicate})
    carrier = above[0] if above else predicate
    return Draft(predicate, carrier, tuple(sorted(own)), reflexive, above[1:])


def _carriers_of(carriers: dict[int, int], predicate: int) -> tuple[int, ...]:
    """The carriers of an infinitive, in order: "va", "pouvoir" of "va pouvoir signer"."""
    found: list[int] = []
    at = predicate
    while at in carriers and carriers[at] not in found:
        at = carriers[at]
        found.append(at)
    return tuple(reversed(found))


def _carried(doc: Doc, lexicon: Lexicon) -> dict[int, int]:
    """Verbs that only give tense to an infinitive → that infinitive."""
    found: dict[int, int] = {}
    for token in doc.tokens:
        above = doc.tokens[token.head]
        if _carries(doc, lexicon, above, token):
            found.setdefault(above.index, token.index)
    return found


def _carries(doc: Doc, lexicon: Lexicon, above: Token, infinitive: Token) -> bool:
    if above.index >= infinitive.index:
        return False
    if infinitive.relation not in ("xcomp", "ccomp", "obj"):
        return False
    between = lexicon.words.periphrases.get(above.lemma)
    if between is None:
        return False
    if not _is_infinitive(doc, infinitive):
        return False
    marks = doc.dependents(infinitive.index)
    opener = next((m for m in marks if m.relation in ("mark", "case")), None)
    word = lexicon.preposition(opener.low) if opener is not None else ""
    return word == between


def _is_infinitive(doc: Doc, token: Token) -> bool:
    """Whether it is one, or the participle of one: "signer", "être signé"."""
    if token.verb_form == "Inf":
        return True
    children = doc.dependents(token.index)
    return any(c.relation in _AUXILIARY and c.verb_form == "Inf" for c in children)


def _is_predicate(doc: Doc, token: Token) -> bool:
    """Whether a word says what is done or is so."""
    if token.relation in _AUXILIARY:
        return False
    if token.relation.startswith("flat"):
        return False
    if token.pos == "VERB":
        if token.relation != "amod":
            return True
        return _has_complement(doc.dependents(token.index))
    if token.pos == "AUX":
        return True
    if any(child.relation in _AUXILIARY for child in doc.dependents(token.index)):
        return True
    # A headline without a verb: "Attentat à Brest".
    return _is_headline(token)


def _is_headline(token: Token) -> bool:
    if token.relation != "ROOT":
        return False
    if not token.is_word:
        return False
    return token.pos in _STANDS_ALONE


def _has_complement(children: Sequence[Token]) -> bool:
    """Whether a participle beside a noun has something of its own: "signé lundi à Lima"."""
    return any(child.relation.startswith(("obl", "obj", "xcomp")) for child in children)


def owners(doc: Doc, drafts: Sequence[Draft]) -> list[int]:
    """For each token the index of the draft that it belongs to; -1 for none."""
    owner = [-1] * len(doc.tokens)
    for index, draft in enumerate(drafts):
        for own in (*draft.tops, *draft.auxiliaries):
            owner[own] = index
    # Each way up is walked once: time grows with the text, not with its depth.
    for token in doc.tokens:
        path = []
        at = token
        while owner[at.index] < 0 and at.head != at.index:
            path.append(at.index)
            at = doc.tokens[at.head]
        for passed in path:
            owner[passed] = owner[at.index]
    return owner
