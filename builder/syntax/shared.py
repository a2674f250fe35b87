"""Verbs joined to a compound share its auxiliary: "ont réaffirmé … et menacé"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.clause import Clause, Mood, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.doc import Doc


def share_auxiliaries(doc: Doc, clauses: Sequence[Clause]) -> list[Clause]:
    """The same clauses; those that lack an auxiliary are told as the one before them."""
    found = list(clauses)
    for clause in clauses:
        if clause.joined_to is None:
            continue
        if clause.joined_to >= clause.index:
            continue
        first = found[clause.joined_to]
        if _shares(doc, clause, first):
            found[clause.index] = _as(first, clause)
    return found


def _shares(doc: Doc, clause: Clause, first: Clause) -> bool:
    form = doc.tokens[clause.predicate].verb_form
    if clause.auxiliaries:
        return False
    if not first.auxiliaries:
        return False
    if clause.marker != first.marker:
        return False
    # "a nié, puis avoué": the same form, and no auxiliary of its own.
    same = form == doc.tokens[first.predicate].verb_form
    if form == "Part":
        if not same:
            return False
        return not first.copula
    # "va signer et appliquer l'accord": carried both.
    if not same:
        return False
    if form != "Inf":
        return False
    return first.finite


def _as(first: Clause, clause: Clause) -> Clause:
    voice = clause.voice
    if clause.mood is Mood.PARTICIPLE:
        passive = first.voice is Voice.PASSIVE
        voice = Voice.PASSIVE if passive else Voice.ACTIVE
    return clause._replace(
        verb=first.verb,
        tense=first.tense,
        mood=first.mood,
        voice=voice,
        modal=first.modal,
        person=first.person,
        number=first.number,
    )
