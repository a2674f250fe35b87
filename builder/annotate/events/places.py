"""Where an event noun stands in its clause."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from builder.model.mention import EntityType
from builder.syntax import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.annotate.events.view import View
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Token


class Place(StrEnum):
    """Where an event noun stands in its clause."""

    SUBJECT = "subject"
    OBJECT = "object"
    AGENT = "agent"
    OBLIQUE = "oblique"
    """Behind a preposition of the clause: "après l'attaque"."""

    COMPLEMENT = "complement"
    """Of another noun: "l'auteur de la tuerie"."""

    PREDICATE = "predicate"
    NONE = ""
    """It is no noun but the verb."""


def place_of(view: View, clause: Clause, token: Token) -> tuple[Place, Phrase | None]:
    """Where a noun stands, and in which phrase of the clause; none for the predicate."""
    if token.index == clause.predicate:
        return Place.PREDICATE, None
    if clause.subject is None and token.relation.startswith("nsubj"):
        # The grammar refuses it for want of agreement, but it stands there.
        return Place.SUBJECT, None
    if apposed_to(view, token) is not None:
        return Place.COMPLEMENT, None
    inside: Phrase | None = None
    for place, phrase in _phrases(view, clause):
        if _swallowed(view, phrase, token):
            return Place.OBJECT, phrase
        if _heads(view, phrase, token):
            return place, phrase
        if inside is None and phrase.span.covers(token.span):
            inside = phrase
    return Place.COMPLEMENT, inside


def apposed_to(view: View, token: Token) -> Token | None:
    """The person whom a bare noun tells something of: "Jan Vik, mort vendredi, …"."""
    if token.index == 0 or view.doc.tokens[token.index - 1].low != ",":
        return None
    above = nouns.completed(view.doc, token)
    if above is None or nouns.determiner(view.doc, token) is not None:
        return None
    link = view.layers.link_at(above.start)
    person = link is not None and link.mention.type is EntityType.PER
    return above if person else None


def _phrases(view: View, clause: Clause) -> Iterator[tuple[Place, Phrase]]:
    if clause.subject is not None:
        yield Place.SUBJECT, clause.subject
    if clause.agent is not None:
        yield Place.AGENT, clause.agent
    # Behind a verb that says something took place, the parse calls the subject an
    # object: "où se tenait une réunion".
    happens = view.happens(clause)
    for phrase in clause.objects:
        yield Place.SUBJECT if happens else Place.OBJECT, phrase
    for phrase in clause.obliques:
        yield Place.OBLIQUE, phrase


def _heads(view: View, phrase: Phrase, token: Token) -> bool:
    """Whether a noun is what a phrase is about: its head, or what its head counts."""
    if token.index in (phrase.head, *phrase.joined):
        return True
    above = nouns.completed(view.doc, token)
    if above is None or above.index != phrase.head:
        return False
    return above.lemma in view.vocabulary.words.counting


def _swallowed(view: View, phrase: Phrase, token: Token) -> bool:
    """Whether the parse took an object for a part of the date behind it.

    "verra la finale lundi" is no "finale" of Monday's.
    """
    if phrase.preposition or token.index != phrase.head - 1:
        return False
    head = view.doc.tokens[phrase.head]
    return view.layers.timex_at(head.start) is not None
