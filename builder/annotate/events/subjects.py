"""Who does what a clause tells, where the grammar says so; else nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.discourse.referents import HeadKind
from builder.model.article import Span
from builder.model.mention import EntityType
from builder.syntax import nouns
from builder.syntax.clause import Mood, SubjectSource, Voice

if TYPE_CHECKING:
    from builder.annotate.events.view import View
    from builder.discourse.referents import Actor
    from builder.model.mention import Link
    from builder.syntax.clause import Clause, Phrase

_MEMORY = 5
"""Sentences back in which nobody else may be spoken of, for a pronoun to be sure."""

_OTHER_GENDER = {"m": "f", "f": "m"}
_CONTROLLED = (SubjectSource.CONTROLLED, SubjectSource.JOINED)


def subject(view: View, clause: Clause) -> Actor | None:
    """Who the subject stands for; none where number or gender contradict the parse."""
    governing = view.governing(clause)
    if governing is not None:
        asks = governing.lemma in view.vocabulary.lexicon.words.object_control
        # "a mis en garde Jan en prévenant que …": a gerund is the subject's own.
        gerund = clause.mood is Mood.GERUND
        if asks and not gerund and clause.subject_source in _CONTROLLED:
            return _asked(view, governing)
        if _may_be_another(view, clause, governing):
            return None
    if _is_unsure(view, clause):
        return None
    actor = view.discourse.subject(clause)
    saying = view.discourse.saying
    # "…, a-t-elle dit" is attributed as its quotation is.
    quotes = saying.manner(clause) is not None and saying.inverted(clause)
    if quotes or not actor.pronoun or goes_on(view, clause, actor):
        return actor
    return None


def _is_unsure(view: View, clause: Clause) -> bool:
    """Whether place, parse or gender speak against the subject that the parse gives."""
    if clause.mood is Mood.PARTICIPLE and _nested(view, clause):
        return True
    if _is_misread(view, clause):
        return True
    return _is_of_other_gender(view, clause, view.discourse.subject(clause))


def _is_misread(view: View, clause: Clause) -> bool:
    """Whether the parse makes a subject of what is no subject.

    "avoir menacé Anne": no infinitive has a subject behind it.
    """
    if clause.subject is None:
        return False
    if clause.subject_source is SubjectSource.OWN:
        return clause.mood is Mood.INFINITIVE and clause.inverted
    # "Jan Vik (ONU), qui a …": nothing goes on with what stands in brackets.
    verb = view.doc.tokens[clause.predicate]
    bracketed = view.opens_bracket(clause.subject.span.start)
    # "c'était Jan Vik qui a gagné": the parse gives him the rest of the sentence.
    told = clause.subject.core if clause.subject.proper else clause.subject.span
    return bracketed or told.covers(verb.span)


def _is_of_other_gender(view: View, clause: Clause, actor: Actor) -> bool:
    """Whether a participle contradicts what is known of a person.

    "Jan Vik, époux de Lena Fors, morte en 2010". Behind a common noun it agrees with
    that, which the parse has seen to: "la victime Jan Vik est morte".
    """
    phrase = view.discourse.saying.subject_phrase(clause)
    if phrase is None or phrase.joined or not (phrase.proper or phrase.pronoun):
        return False
    if actor.kind is not HeadKind.PERSON or len(actor.entities) != 1:
        return False
    gender = _agreeing_gender(view, clause)
    return {gender, actor.gender} == {"m", "f"}


def _agreeing_gender(view: View, clause: Clause) -> str:
    """Gender of a participle that stands alone or after "être"; empty for other verbs."""
    verb = view.doc.tokens[clause.predicate]
    if verb.verb_form != "Part" or clause.voice is Voice.REFLEXIVE:
        return ""
    if clause.mood is Mood.PARTICIPLE or clause.voice is Voice.PASSIVE:
        return verb.gender
    # With an object it goes with "avoir": "Ada a sorti un album".
    with_etre = clause.lemma in view.vocabulary.lexicon.words.with_etre
    return verb.gender if with_etre and not clause.objects else ""


def _nested(view: View, clause: Clause) -> bool:
    """Whether a participle stands behind a noun or name that completes another.

    "Un rapport sur la mort de Jan Vik, rendu public", "Jan Vik, époux d'Ada Roux, morte
    lundi": agreement alone does not tell which of them it modifies.
    """
    if clause.subject is None:
        return False
    head = view.doc.tokens[clause.subject.head]
    if nouns.completed(view.doc, head) is not None:
        return True
    own = view.layers.link_at(head.start)
    end = view.doc.tokens[clause.predicate].start
    if end <= head.end:
        return False  # "Blessé à Brest, Jan Vik …": it stands before the name
    for link in view.layers.links_in(Span(head.end, end)):
        if link.mention.type is EntityType.PER and link is not own:
            return own is not None and link.entities != own.entities
    return False


def goes_on(view: View, clause: Clause, actor: Actor) -> bool:
    """Whether a pronoun goes on with the last subject that it agrees with.

    "Nolan a accepté une peine. Il est condamné": nobody else who was spoken of before.
    "La cérémonie, présentée par Jan Vik, s'est déroulée ici. Elle a …": a thing will do
    as well. In one paragraph, in this sentence or the one before; farther off where
    nobody else was spoken of.
    """
    if not actor.entities or clause.subject is None:
        return True
    if _is_alone(view, clause.subject, actor):
        return True
    block = view.doc.sentences[clause.sentence].block
    for index in range(clause.index - 1, -1, -1):
        before = view.doc.clauses[index]
        if before.sentence < clause.sentence - 1:
            return False
        if view.doc.sentences[before.sentence].block != block:
            return False
        same = view.discourse.subject(before).entities == actor.entities
        if before.finite and (same or agrees(before, clause.subject)):
            known = subject(view, before)
            if known is None or known.entities != actor.entities:
                return False
            return not _is_crossed(view, before, clause, actor)
    return False


def _is_crossed(view: View, before: Clause, clause: Clause, actor: Actor) -> bool:
    """Whether somebody else is named between a subject and a pronoun of its sentence.

    "Raúl n'a pas dit de quoi est mort Fidel, mais a annoncé qu'il serait incinéré." Not
    whom the pronoun cannot stand for: "a vu Vladimir, avec qui il s'est entretenu".
    """
    if before.sentence != clause.sentence or before.subject is None:
        return False
    own = None
    if clause.noun is not None:
        own = view.layers.link_at(view.doc.tokens[clause.noun].start)
    stretch = Span(before.subject.span.end, view.doc.tokens[clause.verb].start)
    for link in view.layers.links_in(stretch):
        beside = own is not None and link.entities == own.entities
        if not beside and _is_rival(view, link, actor):
            return True
    return False


def _is_rival(view: View, link: Link, actor: Actor) -> bool:
    """Whether a name is of another person for whom the same pronoun can stand."""
    if link.mention.type is not EntityType.PER or link.entities == actor.entities:
        return False
    genders = {view.discourse.context.gender_of(entity) for entity in link.entities}
    return genders != {_OTHER_GENDER.get(actor.gender)}


def _is_alone(view: View, pronoun: Phrase, actor: Actor) -> bool:
    """Whether a few sentences speak of nobody else for whom a pronoun can stand.

    Of one whose gender is known: "elle" can be a thing of which they tell.
    """
    if actor.kind is not HeadKind.PERSON or pronoun.number == "p":
        return False
    if view.discourse.context.gender_of(actor.entities[0]) != actor.gender:
        return False
    token = view.doc.tokens[pronoun.head]
    first = max(token.sentence - _MEMORY, 0)
    stretch = Span(view.doc.sentences[first].span.start, token.start)
    if any(_is_rival(view, link, actor) for link in view.layers.links_in(stretch)):
        return False
    for sentence in range(first, token.sentence + 1):
        for clause in view.doc.clauses_in(sentence):
            known = view.discourse.subject(clause)
            rival = known.kind is HeadKind.PERSON and not known.entities
            if rival and clause.predicate < token.index and agrees(clause, pronoun):
                return False
    return True


def agrees(clause: Clause, pronoun: Phrase) -> bool:
    """Whether the subject of a clause can be what a later pronoun stands for."""
    phrase = clause.subject
    if phrase is None or phrase.head == pronoun.head:
        return False
    if phrase.number != pronoun.number:
        return not (phrase.number and pronoun.number)
    if not (phrase.gender and pronoun.gender):
        return True
    return phrase.gender == pronoun.gender


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
    if not bool(same):
        return False
    return same == view.discourse.subject(governing).entities
