"""Who does what a clause tells, where the grammar says so; else nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.clause import SubjectSource, Voice

if TYPE_CHECKING:
    from builder.annotate.events.view import View
    from builder.discourse.referents import Actor
    from builder.syntax.clause import Clause

_CONTROLLED = (SubjectSource.CONTROLLED, SubjectSource.JOINED)


def subject(view: View, clause: Clause) -> Actor | None:
    """Who the subject stands for; none where number or gender contradict the parse."""
    governing = view.governing(clause)
    if governing is not None:
        asks = governing.lemma in view.vocabulary.lexicon.words.object_control
        if asks and clause.subject_source in _CONTROLLED:
            return _asked(view, governing)
        if _may_be_another(view, clause, governing):
            return None
    if clause.subject_source is SubjectSource.UNKNOWN:
        # Beside quotations the discourse finds the subject that the parse missed.
        says = view.discourse.saying.manner(clause) is not None
        return view.discourse.subject(clause) if says else None
    return view.discourse.subject(clause)


def _asked(view: View, clause: Clause) -> Actor | None:
    """Who is to do what somebody asks for; none where it may be one or the other.

    "a exhorté Jan à signer", "a demandé au maire de signer"; "lui a demandé de signer"
    names nobody, and "a proposé à Jan de signer" either.
    """
    if clause.voice is Voice.PASSIVE:
        return view.discourse.subject(clause)
    if clause.objects:
        return view.discourse.actor(clause.objects[0])
    if clause.recipients:
        return None
    words = view.vocabulary
    for phrase in clause.obliques:
        if phrase.preposition == words.modality.to and view.is_person(phrase):
            either = clause.lemma in words.modality.either
            return None if either else view.discourse.actor(phrase)
    if clause.lemma in words.lexicon.words.subject_control_alone:
        return view.discourse.subject(clause)
    return None


def _may_be_another(view: View, clause: Clause, governing: Clause) -> bool:
    """Whether a pronoun in what is asked for seems to be the one who asks.

    "Jan a demandé qu'il signe": he would have asked to sign.
    """
    if clause.subject is None or not clause.subject.pronoun:
        return False
    words = view.vocabulary
    asking = words.lexicon.words.object_control | words.modality.demanded
    if governing.lemma not in asking:
        return False
    same = view.discourse.subject(clause).entities
    return bool(same) and same == view.discourse.subject(governing).entities
