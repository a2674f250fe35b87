"""Everybody who may have said a quotation, by what the text around it says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from builder.discourse.referents import NOBODY, Actor, HeadKind
from builder.discourse.wordings import Manner
from builder.model.article import Span
from builder.model.mention import EntityType
from builder.syntax.clause import Mood, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.annotate.quotes.passage import Passage
    from builder.discourse.attribution import ReportingAct
    from builder.model.dates import Timex
    from builder.model.quote import Quote
    from builder.syntax.clause import Clause


class Place(StrEnum):
    """Where the text says who speaks; also the code of the reason."""

    AFTER = "after"
    INSIDE = "inside"
    BEFORE = "before"
    BESIDE = "beside"
    """A frame anywhere in the sentence."""

    SUBJECT = "subject"
    """The subject of a verb that is itself quoted, or takes the words as its object."""

    COLON = "colon"
    ANNOUNCED = "announced"
    TOLD = "told"
    FOLLOWS = "follows"
    LABEL = "label"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may speak, and where the text says so."""

    place: Place
    actor: Actor
    act: ReportingAct | None = None

    cue: Span | None = None
    said: Timex | None = None
    sure: bool = True


def candidates(passage: Passage) -> Iterator[Candidate]:
    """All of them, in no order that matters."""
    yield from _by_acts(passage)
    yield from _by_subject(passage)
    yield from _by_label(passage)
    yield from _by_signature(passage)
    yield from _by_colon(passage)
    yield from _by_sentence_before(passage)


def _by_acts(passage: Passage) -> Iterator[Candidate]:
    outer = passage.quoted.outer
    for act in passage.acts:
        place = None
        if act.framed:
            place = Place.BESIDE
        elif outer.covers(act.cue):
            place = Place.INSIDE
        elif act.cue.end <= outer.start:
            place = Place.BEFORE
        elif act.inverted or _straight(passage, act) or _participle(passage, act):
            place = Place.AFTER
        if place is not None:
            yield Candidate(place, act.actor, act, act.cue, act.said)


def _participle(passage: Passage, act: ReportingAct) -> bool:
    """Whether a participle right behind says whose words they are: "lancée par Ada"."""
    end = passage.quoted.outer.end
    if act.clause is None:
        return False
    if act.actor.words is None:
        return False
    if act.cue.start < end:
        return False
    clause = passage.doc.clauses[act.clause]
    agent = clause.mood is Mood.PARTICIPLE and clause.agent is not None
    if not agent:
        return False
    return not passage.words_between(end, act.cue.start)


def _straight(passage: Passage, act: ReportingAct) -> bool:
    """Whether only a subject stands between the quotation and the verb.

    The quotation opens its sentence: "« A », elle a dit".
    """
    words = act.actor.words
    end = passage.quoted.outer.end
    if passage.before:
        return False
    if words is None:
        return False
    if words.start < end:
        return False
    return not passage.words_between(end, words.start)


def _by_subject(passage: Passage) -> Iterator[Candidate]:
    """`le Conseil a « enjoint »`, `décide de « fermer »`, `apporte son « soutien »`."""
    for clause in (_infinitive(passage), _quoted_verb(passage), _stance(passage)):
        if clause is not None:
            actor = passage.discourse.subject(clause)
            yield Candidate(Place.SUBJECT, actor, sure=bool(actor.entities))


def _infinitive(passage: Passage) -> Clause | None:
    """The clause of an infinitive that the quotation begins with: `pour « dire non »`."""
    lexicon = passage.discourse.context.lexicon
    negations = (*lexicon.words.negations, *lexicon.words.ne)
    held = bool(passage.before) and (
        lexicon.preposition(passage.before[-1].low) in passage.words.leading
    )
    for token in passage.inside:
        if token.verb_form == "Inf" and held:
            return passage.doc.clause_of(token)
        if token.low not in negations and token.pos != "PRON":
            return None
    return None


def _quoted_verb(passage: Passage) -> Clause | None:
    """The clause whose auxiliary stands outside the marks, and a verb of saying inside."""
    clause = passage.clause
    manner = passage.discourse.saying.manner(clause) if clause is not None else None
    if clause is None:
        return None
    if manner in (None, Manner.ACT, Manner.INCISE):
        return None
    doc = passage.doc
    inside = passage.quoted.span.covers(doc.tokens[clause.predicate].span)
    auxiliary = doc.tokens[clause.verb]
    outside = auxiliary.end <= passage.quoted.outer.start
    return (
        clause if inside and outside and auxiliary.lemma == passage.words.have else None
    )


def _stance(passage: Passage) -> Clause | None:
    """The clause of a verb like "exprimer" whose object the quotation is."""
    if not passage.before:
        return None
    owned = passage.before[-1].pos == "DET"
    near = passage.before[-1 - owned :][0] if len(passage.before) > owned else None
    clause = passage.doc.clause_of(near) if near is not None else None
    if clause is None:
        return None
    if near is None:
        return None
    if near.index not in _verb(clause):
        return None
    stance = clause.lemma in passage.discourse.words.stance
    return clause if stance and clause.voice is not Voice.PASSIVE else None


def _verb(clause: Clause) -> tuple[int, ...]:
    return (clause.predicate, *clause.auxiliaries)


def _by_label(passage: Passage) -> Iterator[Candidate]:
    """`M. Vik : « Oui. »`, `La réponse d'Ada Roux : « … »`: alone before the colon."""
    if passage.sign_before != ":":
        return
    if not passage.before:
        return
    actor = _alone(passage, passage.before[0].start)
    person = actor.kind is HeadKind.PERSON
    text = actor.kind is HeadKind.DOCUMENT and actor.entities
    if actor.words is not None and (person or text):
        yield Candidate(Place.LABEL, actor)


def _alone(passage: Passage, start: int) -> Actor:
    """The phrase from a place on, where there is nothing else before the colon."""
    phrase = passage.discourse.phrase_at(start)
    if phrase is None:
        return NOBODY
    actor = passage.discourse.actor(phrase)
    last = passage.before[-1]
    whole = actor.words is not None and actor.words.end >= last.end
    verbal = any(token.is_finite for token in passage.before)
    return actor if whole and not verbal else NOBODY


_DASHES = frozenset("—–-(")


def _by_signature(passage: Passage) -> Iterator[Candidate]:
    """`« J'ai tout perdu. » — Lucie, voisine`: a person alone behind a dash."""
    discourse = passage.discourse
    end = passage.quoted.outer.end
    after = passage.doc.tokens_in(Span(end, len(passage.doc.text)))[:_SIGNATURE]
    signs = [token for token in after if token.low != "."]
    if len(signs) < 2 or signs[0].low not in _DASHES:  # noqa: PLR2004 - dash and name
        return
    name = signs[1]
    link = discourse.link_at(name.start)
    person = link is not None and link.mention.type is EntityType.PER
    phrase = discourse.phrase_at(name.start)
    if phrase is None:
        return
    if not (person or name.pos == "PROPN"):
        return
    actor = discourse.actor(phrase)
    if not _closes_signature(passage, actor):
        return
    if actor.kind is HeadKind.OTHER:
        actor = replace(actor, kind=HeadKind.PERSON)
    yield Candidate(Place.SIGNED, actor)


def _closes_signature(passage: Passage, actor: Actor) -> bool:
    """Whether a sign or the end stands behind a name: no "— Ada Roux est partie"."""
    doc = passage.doc
    if actor.words is None:
        return False
    last = doc.tokens_in(actor.words)[-1]
    following = doc.tokens[last.index + 1 : last.index + 2]
    if not (following and following[0].is_word):
        return True
    return following[0].sentence != last.sentence


_SIGNATURE = 6
"""Words and signs behind a quotation in which its signature begins."""


def _by_colon(passage: Passage) -> Iterator[Candidate]:
    """`Elle a posté un mot : « … »`: the subject of the last main clause before it."""
    if passage.sign_before != ":":
        return
    discourse = passage.discourse
    text = any(t.lemma in discourse.words.documents for t in passage.before)
    found: list[Actor] = []
    for clause in _clauses_before(passage):
        actor = discourse.subject(clause)
        if clause.main and clause.finite and _may_announce(actor, text=text):
            found.append(actor)
    if found:
        yield Candidate(Place.COLON, found[-1], sure=False)


def _may_announce(actor: Actor, *, text: bool) -> bool:
    """Whether a colon behind a clause can lead to words of its subject.

    A body that acts before a colon need not speak, unless the clause names a text.
    """
    if actor.kind is HeadKind.PERSON:
        if actor.entities:
            return True
        return not actor.pronoun
    if not actor.entities:
        return False
    return text or actor.pronoun


def _clauses_before(passage: Passage) -> Iterator[Clause]:
    doc = passage.doc
    for clause in doc.clauses_in(passage.opening):
        verb = doc.tokens[clause.verb]
        before = verb.end <= passage.quoted.outer.start
        if before and not passage.discourse.inside_quote(verb.start):
            yield clause


def _by_sentence_before(passage: Passage) -> Iterator[Candidate]:
    """A quotation that is a sentence alone: announced, told of, or going on."""
    if passage.before or passage.after or not passage.opening:
        return
    sentences = passage.doc.sentences
    before = passage.opening - 1
    announcer = NOBODY
    if passage.doc.text[sentences[before].span.end - 1] == ":":
        announcer = _announcer(passage, before)
    if announcer.words is not None:
        yield Candidate(Place.ANNOUNCED, announcer, sure=False)
        return
    last = passage.previous
    if last is not None and last.span.start >= sentences[before].span.start:
        yield from _going_on(last)
        return
    if sentences[before].block == sentences[passage.opening].block:
        teller = _teller(passage, before)
        if teller.entities:
            yield Candidate(Place.TOLD, teller, sure=False)


def _going_on(last: Quote) -> Iterator[Candidate]:
    """The speaker of the quotation before, who goes on."""
    if last.speaker_words is not None:
        actor = Actor(last.speaker_words, last.speakers, kind=HeadKind.PERSON)
        yield Candidate(Place.FOLLOWS, actor, None, last.cue, last.said)


def _announcer(passage: Passage, sentence: int) -> Actor:
    """Who says what the colon at the end of a sentence announces."""
    acts = [act for act in passage.discourse.acts(sentence) if not act.carried]
    named = [act.actor for act in acts if act.actor.words is not None]
    if named:
        return named[-1]
    for clause in passage.doc.clauses_in(sentence):
        actor = passage.discourse.subject(clause)
        if clause.main and actor.entities:
            return actor
    return NOBODY


def _teller(passage: Passage, sentence: int) -> Actor:
    """The one whom everything in a sentence is told of, saying included.

    "Ada dénonce le projet. « C'est une honte. »"
    """
    discourse = passage.discourse
    acts = discourse.acts(sentence)
    if not acts or len(acts[-1].actor.entities) != 1:
        return NOBODY
    teller = acts[-1].actor
    finite = [c for c in passage.doc.clauses_in(sentence) if c.finite]
    told = [*(act.actor for act in acts), *map(discourse.subject, finite)]
    # Whoever is unknown may be somebody else.
    if any(a.words is not None and a.entities != teller.entities for a in told):
        return NOBODY
    # One who is accused may answer.
    links = discourse.links_in(passage.doc.sentences[sentence].span)
    people = [k.entities for k in links if k.mention.type is EntityType.PER]
    others = [entities for entities in people if entities != teller.entities]
    return NOBODY if others else teller
