"""`N ans` on a noun or between commas is an age; in a frame of duration it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.dates.beside import GLUE
from builder.annotate.dates.node import UNITS
from builder.text.fold import fold

if TYPE_CHECKING:
    from builder.annotate.dates.beside import Beside
    from builder.syntax.patterns import Node

_REACH = 4
_OPENING = (",", "(", "-", "–", "—")
_FAR = 10
_PASSED = ("NUM", "CCONJ")
_LISTED = ("NUM", "CCONJ", "PUNCT", "ADP", "ADV", "DET")
"""What may stand between an age and its word: `âgés respectivement de 26, 30 et 48 ans`."""

_NOMINAL = ("NOUN", "ADJ", "PROPN", "VERB", "X", "DET")


def is_age(beside: Beside) -> bool:
    """Whether a quantity is how old somebody or something is."""
    units = list(_units(beside.node))
    if _has_age_word(beside):
        return True
    if not units or units[-1] != "Y":
        return beside.stands_by(beside.words.young) and beside.pos(-1) in GLUE
    if _lasts(beside):
        return False
    return any(question(beside) for question in _QUESTIONS)


def _units(node: Node) -> list[str]:
    inner = node.one("quantity")
    if inner is not None:
        return _units(inner)
    return [str(unit.value) for unit in node.all(*UNITS)]


def _has_age_word(beside: Beside) -> bool:
    """`âgé de 12 ans`, `âgés de 12 à 15 ans`, `à l'âge de plus de 60 ans`."""
    for place in range(1, _FAR):
        if beside.low(-place) in beside.words.age:
            return True
        if beside.pos(-place) not in _LISTED:
            return False
    return False


def _lasts(beside: Beside) -> bool:
    """`cinq ans de prison`: what follows says what lasts."""
    if beside.low(1) not in beside.known.of:
        return False
    for place in range(2, _REACH):
        word = beside.at(place)
        if word is None or not word.is_word:
            return False
        if word.pos == "NOUN":
            return beside.is_lasting(fold(word.lemma))
    return False


def _between_signs(beside: Beside) -> bool:
    """`Le député, 45 ans, se tait`, `Ada Lind (30 ans)`."""
    following = beside.at(1)
    # "Thomas S., 20 ans et sa petite amie"
    ends = following is None or not following.is_word
    joins = beside.pos(1) == "CCONJ" and beside.pos(-2) == "PROPN"
    return beside.low(-1) in _OPENING and (ends or joins)


def _on_a_noun(beside: Beside) -> bool:
    """`un jockey de 25 ans`; not `une peine de 25 ans`."""
    for place in range(1, _REACH + 1):
        if beside.low(-place) in beside.known.of:
            noun = _noun(beside, place + 1)
            return noun != "" and not beside.is_lasting(noun)
        if beside.pos(-place) not in _PASSED:
            return False
        # "des garçons de 8 et 10 ans": over the number before
    return False


def _noun(beside: Beside, first: int) -> str:
    """The noun that it hangs on, over an adjective: `une femme blessée de 25 ans`."""
    found = ""
    for place in range(first, first + _REACH):
        word = beside.at(-place)
        if word is None or word.pos not in _NOMINAL:
            break
        if word.pos in ("NOUN", "PROPN"):
            return fold(word.lemma)
        if word.pos != "DET":
            found = found or fold(word.lemma)
    return found


def _at_an_age(beside: Beside) -> bool:
    """`mort à 45 ans`; not `condamné à cinq ans`, `à deux ans des élections`."""
    if beside.low(-1) not in beside.known.at or beside.low(1) in beside.known.of:
        return False
    clause = beside.doc.clause_at(beside.node.span)
    return clause is None or clause.lemma not in beside.words.giving_length


def _is_group(beside: Beside) -> bool:
    """`les 18-25 ans`, `les moins de 25 ans`, `ses 40 ans`."""
    if beside.low(-1) == "-":
        return True
    # "les 40 ans de règne" last; "de" is an article in "de 40 ans".
    of = beside.known.of
    return beside.pos(-1) == "DET" and of.isdisjoint((beside.low(1), beside.low(-1)))


def _is_had(beside: Beside) -> bool:
    """`il a 20 ans`, `elle avait alors 20 ans`."""
    head = beside.doc.head_in(beside.node.span)
    clause = beside.doc.clause_at(beside.node.span)
    if head is None or clause is None or clause.lemma not in beside.words.having_age:
        return False
    return any(phrase.head == head.index for phrase in clause.objects)


_QUESTIONS = (_between_signs, _on_a_noun, _at_an_age, _is_group, _is_had)
