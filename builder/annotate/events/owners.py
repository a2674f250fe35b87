"""Whose an event is that a noun with a possessive tells: "sa mort", "son procès"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.events.bearers import entities_of
from builder.annotate.events.kinds import verb_kind
from builder.discourse.referents import HeadKind
from builder.syntax import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.annotate.events.view import View
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Token

_MEMORY = 12
"""Sentences back in which somebody must have died for "sa mort" to be his."""


def owner(view: View, noun: Token) -> tuple[str, ...]:
    """Id of the person whose event it is: "son procès", where nobody else can be meant.

    The subject of the last clause before, of the sentence or the one before it; of a
    death whoever the article says has died. Empty where that is not one named person.
    """
    own = nouns.determiner(view.doc, noun)
    possessives = view.discourse.context.words.possessives
    if own is None or possessives.get(own.low) != "s":
        return ()
    mourned = _mourned(view, noun)
    if mourned:
        return mourned
    for clause in (*_fatal(view, noun), *_last_clauses(view, noun)):
        actor = view.discourse.subject(clause)
        one = len(actor.entities) == 1 and actor.kind is HeadKind.PERSON
        return entities_of(view, actor, clause.subject, acts=True) if one else ()
    return ()


def _mourned(view: View, noun: Token) -> tuple[str, ...]:
    """Whose death the title tells: "Mort de Jan Vik"; empty for other nouns and titles.

    Empty also where it tells of more than one.
    """
    kind = _undergone(view, noun)
    if not kind:
        return ()
    found: set[str] = set()
    for sentence in view.titles:
        for told in view.doc.sentence_tokens(sentence):
            if told.pos == "NOUN" and _undergone(view, told) == kind:
                found.update(_completing(view, told))
    return tuple(found) if len(found) == 1 else ()


def _undergone(view: View, noun: Token) -> str:
    """The kind of a noun of what one undergoes: "mort", "obsèques"; empty for others."""
    match = view.vocabulary.noun_at(view.doc.tokens, noun.index)
    undergone = view.vocabulary.words.undergone
    return match.kind if match is not None and match.kind in undergone else ""


def _completing(view: View, noun: Token) -> Iterator[str]:
    """Ids of the people whom a noun names behind "de", by name or beside an office."""
    for complement in nouns.complements(view.doc, noun):
        if view.preposition(complement) != view.of:
            continue
        phrase = view.discourse.context.phrase_of(complement)
        if view.is_person(phrase):
            yield from view.discourse.actor(phrase).entities


def _fatal(view: View, noun: Token) -> Iterator[Clause]:
    """The clauses before a noun that tell what it names of somebody: "est mort"."""
    kind = _undergone(view, noun)
    if not kind:
        return
    for clause in reversed(_before(view, noun, _MEMORY)):
        if verb_kind(view, clause) == kind:
            yield clause


def _last_clauses(view: View, noun: Token) -> Iterator[Clause]:
    """The clauses with a subject before a noun, the nearest first.

    Of the sentence before none that only says who speaks: "…, a salué Ada Roux".
    """
    saying = view.discourse.saying
    for clause in reversed(_before(view, noun, 1)):
        beside = clause.sentence == noun.sentence
        if beside or saying.manner(clause) is None:
            yield clause


def _before(view: View, noun: Token, sentences: int) -> list[Clause]:
    """The clauses with a subject and a tense before a noun, so many sentences back."""
    found: list[Clause] = []
    for sentence in range(max(noun.sentence - sentences, 0), noun.sentence + 1):
        for clause in view.doc.clauses_in(sentence):
            if clause.subject is None or not clause.finite:
                continue
            if clause.subject.head < noun.index:
                found.append(clause)
    return found
