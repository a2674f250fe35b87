"""Finds who takes part in what is told, by syntax and agreement alone; else nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.events.candidates import Candidate, Place
from builder.model.event import Participant, Role
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind
from builder.syntax import nouns
from builder.syntax.clause import Mood, SubjectSource, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.annotate.events.view import View
    from builder.discourse.referents import Actor
    from builder.syntax.clause import Clause, Phrase

_ACTING = (EntityType.PER, EntityType.ORG, EntityType.NORP, EntityType.MEDIA)
_STANDS_FOR = (MentionKind.METONYM, MentionKind.GROUP)
_NAMED = (MentionKind.NAME, MentionKind.ALIAS)

Found = dict[str, Role]


def participants(view: View, candidate: Candidate) -> tuple[Participant, ...]:
    """Those who do it, then those to or with whom it is done, each once."""
    found: Found = {}
    if candidate.noun:
        _of_noun(view, candidate, found)
    if not candidate.noun or candidate.carried:
        _of_clause(view, candidate, found)
    ordered = sorted(found.items(), key=lambda item: item[1] is not Role.AGENT)
    return tuple(Participant(entity, role) for entity, role in ordered)


def _add(found: Found, entities: Iterable[str], role: Role) -> None:
    for entity in entities:
        found.setdefault(entity, role)


def _of_clause(view: View, candidate: Candidate, found: Found) -> None:
    """Subject, agent, objects and parties of the verb."""
    clause = candidate.clause
    if not (candidate.noun and candidate.place is Place.SUBJECT):
        role = _role_of_subject(view, clause)
        actor = subject(view, clause)
        _add(found, _entities(view, actor, clause.subject, acting=True), role)
    agent = view.discourse.agent(clause)
    _add(found, _entities(view, agent, clause.agent), Role.AGENT)
    for phrase in (*clause.objects, *clause.recipients):
        if candidate.phrase is not phrase:
            actor = view.discourse.actor(phrase)
            _add(found, _entities(view, actor, phrase), Role.PATIENT)
    _add_parties(view, clause, found)


def _add_parties(view: View, clause: Clause, found: Found) -> None:
    """With whom, against whom: those behind such a preposition."""
    for phrase in clause.obliques:
        if phrase.preposition in view.vocabulary.words.parties:
            actor = view.discourse.actor(phrase)
            _add(found, _entities(view, actor, phrase), Role.PATIENT)


def subject(view: View, clause: Clause) -> Actor | None:
    """Who the subject stands for; none where number or gender contradict the parse."""
    if clause.subject_source in _CONTROLLED and clause.governed_by is not None:
        governing = view.doc.clauses[clause.governed_by]
        if governing.lemma in view.vocabulary.lexicon.words.object_control:
            return _asked(view, governing)
    if _may_be_another(view, clause):
        return None
    says = view.discourse.saying.manner(clause) is not None
    if clause.subject_source is SubjectSource.UNKNOWN and not says:
        return None
    return view.discourse.subject(clause)


_CONTROLLED = (SubjectSource.CONTROLLED, SubjectSource.JOINED)


def _asked(view: View, clause: Clause) -> Actor | None:
    """Who is to do what somebody asks for; none where it may be one or the other.

    "a exhorté Jan à signer", "a demandé au maire de signer"; "lui a demandé de signer"
    names nobody, and "a proposé à Jan de signer" either.
    """
    words = view.vocabulary
    if clause.voice is Voice.PASSIVE:
        return view.discourse.subject(clause)
    if clause.objects:
        return view.discourse.actor(clause.objects[0])
    if clause.recipients:
        return None
    given = [phrase for phrase in clause.obliques if phrase.preposition == "à"]
    named = [phrase for phrase in given if view.is_person(phrase)]
    if named:
        either = clause.lemma in words.modality.either
        return None if either else view.discourse.actor(named[0])
    if clause.lemma in words.lexicon.words.subject_control_alone:
        return view.discourse.subject(clause)
    return None


def _may_be_another(view: View, clause: Clause) -> bool:
    """Whether a pronoun in what is asked for seems to be the one who asks.

    "Jan a demandé qu'il signe": he would have asked to sign.
    """
    phrase, above = clause.subject, clause.governed_by
    if phrase is None or above is None or not phrase.pronoun:
        return False
    governing = view.doc.clauses[above]
    asks = governing.lemma in view.vocabulary.lexicon.words.object_control
    asks = asks or governing.lemma in view.vocabulary.modality.demanded
    same = view.discourse.subject(clause).entities
    return asks and bool(same) and same == view.discourse.subject(governing).entities


def _role_of_subject(view: View, clause: Clause) -> Role:
    passive = clause.voice is Voice.PASSIVE
    suffers = clause.lemma in view.vocabulary.words.suffering
    return Role.PATIENT if passive or suffers else Role.AGENT


def _entities(
    view: View, actor: Actor | None, phrase: Phrase | None, *, acting: bool = False
) -> tuple[str, ...]:
    """Ids of those whom a phrase stands for; of no place, unless it is the subject.

    "les forces russes" act for their state.
    """
    if actor is None or actor.words is None:
        return ()
    if phrase is not None and not _heads_name(view, actor, phrase):
        return ()
    named = view.links_of(actor)
    kept = [link for link in named if acting or takes_part(link)]
    ids = [entity for link in kept for entity in link.entities]
    if not named:
        ids = list(actor.entities)
    if not actor.entities and phrase is not None and not actor.pronoun:
        ids = list(_state_of(view, phrase.head))
    return tuple(dict.fromkeys(ids))


def _heads_name(view: View, actor: Actor, phrase: Phrase) -> bool:
    """Whether a phrase with a name in it is about who bears it.

    "la ministre Lena Fors" is, "le prix Lena Fors" is not.
    """
    head = view.doc.tokens[phrase.head]
    if actor.pronoun or head.pos != "NOUN" or view.layers.link_at(head.start):
        return True
    inside = [k for k in view.links_of(actor) if phrase.span.covers(k.mention.span)]
    people = view.discourse.context.words.persons | view.discourse.context.words.bodies
    known = people | view.vocabulary.words.doers
    return not inside or not known.isdisjoint({head.lemma, head.low})


def takes_part(link: Link) -> bool:
    """Whether a name is of somebody who can take part: no place that is only a place."""
    if link.verdict in (LinkStatus.AMBIGUOUS, LinkStatus.REFUSED):
        return False
    if link.mention.kind in _STANDS_FOR:
        return True
    return link.mention.kind is not MentionKind.DEMONYM and link.mention.type in _ACTING


def _state_of(view: View, head: int) -> Iterator[str]:
    """The state that a force or body acts for: "les forces russes", no "studio russe"."""
    if view.doc.tokens[head].lemma in view.vocabulary.words.forces:
        yield from _demonyms(view, head)


def _demonyms(view: View, head: int) -> Iterator[str]:
    """Ids of the states whose adjective stands beside a noun."""
    token = view.doc.tokens[head]
    for complement in nouns.complements(view.doc, token):
        link = view.layers.link_at(complement.start)
        if link is not None and link.mention.kind is MentionKind.DEMONYM:
            yield from link.entities


def _of_noun(view: View, candidate: Candidate, found: Found) -> None:
    """Whom a noun names: "les frappes russes", "menées par la Russie", "la mort de Jan".

    "de" does not tell who did it and to whom it was done: only that they took part.
    """
    doc = view.doc
    token = doc.tokens[candidate.token]
    _add(found, _demonyms(view, token.index), Role.AGENT)
    for clause in doc.clauses_in(token.sentence):
        beside = clause.mood is Mood.PARTICIPLE and clause.noun == token.index
        if beside:
            agent = view.discourse.agent(clause)
            _add(found, _entities(view, agent, clause.agent), Role.AGENT)
    if candidate.kind in view.vocabulary.words.dyadic:
        role = Role.AGENT
    else:
        role = Role.PATIENT if candidate.kind == "death" else Role.OTHER
    if candidate.kind in view.vocabulary.words.dyadic:
        _add_parties(view, candidate.clause, found)
    for complement in nouns.complements(doc, token):
        link = view.layers.link_at(complement.start)
        if link is not None and takes_part(link):
            _add(found, link.entities, role)
            for phrase_link in view.joined_links(complement):
                _add(found, phrase_link.entities, role)


def places(view: View, candidate: Candidate) -> tuple[str, ...]:
    """Ids of the places where it happens, each once: "à Paris", "dans la région de K."."""
    words = view.vocabulary.words
    found: list[str] = []
    phrases = list(candidate.clause.obliques)
    if candidate.noun and not candidate.carried:
        phrases = []
    for phrase in phrases:
        if phrase.preposition in words.situating:
            found += _located(view, phrase.head, phrase)
    for token in _complements_of(view, candidate):
        found += _located(view, token, None)
    return tuple(dict.fromkeys(found))


def _complements_of(view: View, candidate: Candidate) -> Iterator[int]:
    """Places beside a noun or its phrases: "les combats à Arica"."""
    doc = view.doc
    heads = [candidate.token] if candidate.noun else []
    if not candidate.noun or candidate.carried:
        heads += [phrase.head for phrase in candidate.clause.objects]
    for head in heads:
        for complement in nouns.complements(doc, doc.tokens[head]):
            if view.preposition(complement) in view.vocabulary.words.situating:
                yield complement.index


def _located(view: View, head: int, phrase: Phrase | None) -> Iterator[str]:
    """A name of a place, or the name that completes "région", "ville" …"""
    token = view.doc.tokens[head]
    link = view.layers.link_at(token.start)
    given = phrase is not None and phrase.preposition == "à" and _is_state(view, link)
    if link is not None and is_place(link) and not given:
        yield from link.entities
        return
    if token.lemma not in view.vocabulary.words.places:
        return
    for complement in nouns.complements(view.doc, token):
        below = view.layers.link_at(complement.start)
        if below is not None and is_place(below):
            yield from below.entities


def _is_state(view: View, link: Link | None) -> bool:
    """Whether a name is that of a state: what is given "à la Russie" is not there."""
    if link is None or not link.entities:
        return False
    known = view.discourse.context.kb.entities.get(link.entities[0])
    return known is not None and bool(known.demonyms)


def is_place(link: Link) -> bool:
    """Whether a link names a place as a place."""
    return link.mention.type is EntityType.LOC and link.mention.kind in _NAMED
