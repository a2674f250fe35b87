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
    from builder.syntax.doc import Token

_DASHES = frozenset("—–-(")
_SIGNATURE = 6
"""Words and signs behind a quotation in which its signature begins."""


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
    for act in passage.acts:
        place = _place(passage, act)
        if place is not None:
            yield Candidate(place, act.actor, act, act.cue, act.said)


def _place(passage: Passage, act: ReportingAct) -> Place | None:
    """Where an act stands; none where it says something else than the quotation."""
    if act.framed:
        return Place.BESIDE
    if passage.quoted.outer.covers(act.cue):
        return Place.INSIDE
    if act.cue.end <= passage.start:
        return Place.BEFORE
    if act.inverted or _straight(passage, act) or _participle(passage, act):
        return Place.AFTER
    return None


def _participle(passage: Passage, act: ReportingAct) -> bool:
    """Whether a participle right behind says whose words they are: "lancée par Ada"."""
    clause = passage.clause_of(act)
    if clause is None or clause.mood is not Mood.PARTICIPLE:
        return False
    return clause.agent is not None and not passage.words_until(act.cue.start)


def _straight(passage: Passage, act: ReportingAct) -> bool:
    """Whether only a subject stands between the quotation and the verb.

    The quotation opens its sentence: "« A », elle a dit".
    """
    words = act.actor.words
    if passage.before or words is None or words.start < passage.end:
        return False
    return not passage.words_until(words.start)


def _by_subject(passage: Passage) -> Iterator[Candidate]:
    """`le Conseil a « enjoint »`, `décide de « fermer »`, `apporte son « soutien »`."""
    for clause in (_infinitive(passage), _quoted_verb(passage), _stance(passage)):
        if clause is not None:
            actor = passage.discourse.subject(clause)
            yield Candidate(Place.SUBJECT, actor, sure=bool(actor.entities))


def _infinitive(passage: Passage) -> Clause | None:
    """The clause of an infinitive that the quotation begins with: `pour « dire non »`."""
    if not passage.before:
        return None
    lexicon = passage.context.lexicon
    preposition = lexicon.preposition(passage.before[-1].low)
    if preposition not in passage.words.leading:
        return None
    denying = lexicon.words.negations | lexicon.words.ne
    for token in passage.inside:
        if token.verb_form == "Inf":
            return passage.doc.clause_of(token)
        # "de « ne pas la fermer »"
        if token.pos != "PRON" and token.low not in denying:
            return None
    return None


def _quoted_verb(passage: Passage) -> Clause | None:
    """The clause whose auxiliary stands outside the marks, and a verb of saying inside."""
    clause = passage.clause
    if clause is None:
        return None
    manner = passage.discourse.saying.manner(clause)
    if manner in (None, Manner.ACT, Manner.INCISE):
        return None
    tokens = passage.doc.tokens
    auxiliary = tokens[clause.verb]
    if auxiliary.lemma != passage.words.have or auxiliary.end > passage.start:
        return None
    inside = passage.quoted.span.covers(tokens[clause.predicate].span)
    return clause if inside else None


def _stance(passage: Passage) -> Clause | None:
    """The clause of a verb like "exprimer" whose object the quotation is."""
    ahead = list(passage.before)
    # "apporte son « soutien »"
    if ahead and ahead[-1].pos == "DET":
        ahead.pop()
    clause = passage.doc.clause_of(ahead[-1]) if ahead else None
    if clause is None or clause.voice is Voice.PASSIVE:
        return None
    if clause.lemma not in passage.discourse.words.stance:
        return None
    verb = (clause.predicate, *clause.auxiliaries)
    return clause if ahead[-1].index in verb else None


def _by_label(passage: Passage) -> Iterator[Candidate]:
    """`M. Vik : « Oui. »`, `La réponse d'Ada Roux : « … »`: alone before the colon."""
    if passage.sign_before != ":" or not passage.before:
        return
    actor = _alone(passage, passage.before[0])
    # "Un texte : « … »" names nobody.
    text = actor.kind is HeadKind.DOCUMENT and actor.entities
    if text or actor.kind is HeadKind.PERSON:
        yield Candidate(Place.LABEL, actor)


def _alone(passage: Passage, first: Token) -> Actor:
    """The phrase from a word on, where there is nothing else before the colon."""
    if any(token.is_finite for token in passage.before):
        return NOBODY
    phrase = passage.context.phrase_from(first.index)
    if phrase is None:
        return NOBODY
    actor = passage.discourse.actor(phrase)
    last = passage.before[-1]
    whole = actor.words is not None and actor.words.end >= last.end
    return actor if whole else NOBODY


def _by_signature(passage: Passage) -> Iterator[Candidate]:
    """`« J'ai tout perdu. » — Lucie, voisine`: a person alone behind a dash."""
    name = _signed(passage)
    if name is None:
        return
    phrase = passage.context.phrase_from(name.index)
    if phrase is None:
        return
    actor = passage.discourse.actor(phrase)
    if not _closes_signature(passage, actor):
        return
    if actor.kind is HeadKind.OTHER:
        actor = replace(actor, kind=HeadKind.PERSON)
    yield Candidate(Place.SIGNED, actor)


def _signed(passage: Passage) -> Token | None:
    """The name of a person right behind a dash behind the quotation."""
    behind = Span(passage.end, len(passage.doc.text))
    near = passage.doc.tokens_in(behind)[:_SIGNATURE]
    signs = [token for token in near if token.low != "."]
    if [sign.low in _DASHES for sign in signs[:2]] != [True, False]:
        return None
    name = signs[1]
    if name.pos == "PROPN":
        return name
    link = passage.context.layers.link_at(name.start)
    person = link is not None and link.mention.type is EntityType.PER
    return name if person else None


def _closes_signature(passage: Passage, actor: Actor) -> bool:
    """Whether a sign or the end stands behind a name: no "— Ada Roux est partie"."""
    if actor.words is None:
        return False
    tokens = passage.doc.tokens
    last = passage.context.last(actor.words)
    for following in tokens[last + 1 : last + 2]:
        if following.is_word:
            return following.sentence != tokens[last].sentence
    return True


def _by_colon(passage: Passage) -> Iterator[Candidate]:
    """`Elle a posté un mot : « … »`: the subject of the last main clause before it."""
    if passage.sign_before != ":":
        return
    documents = passage.discourse.words.documents
    text = any(token.lemma in documents for token in passage.before)
    found: Actor | None = None
    for clause in _clauses_before(passage):
        actor = passage.discourse.subject(clause)
        if _may_announce(actor, text=text):
            found = actor
    if found is not None:
        yield Candidate(Place.COLON, found, sure=False)


def _may_announce(actor: Actor, *, text: bool) -> bool:
    """Whether a colon behind a clause can lead to words of its subject.

    A body that acts before a colon need not speak, unless the clause names a text.
    """
    if actor.kind is HeadKind.PERSON:
        return bool(actor.entities) or not actor.pronoun
    return bool(actor.entities) and (text or actor.pronoun)


def _clauses_before(passage: Passage) -> Iterator[Clause]:
    """The main clauses of its sentence before it, outside quotations."""
    doc = passage.doc
    for clause in doc.clauses_in(passage.opening):
        verb = doc.tokens[clause.verb]
        if verb.end > passage.start or passage.context.quoted(verb):
            continue
        if clause.main and clause.finite:
            yield clause


def _by_sentence_before(passage: Passage) -> Iterator[Candidate]:
    """A quotation that is a sentence alone: announced, told of, or going on."""
    if passage.before or passage.after or not passage.opening:
        return
    before = passage.doc.sentences[passage.opening - 1]
    if passage.doc.text[before.span.end - 1] == ":":
        announcer = _announcer(passage)
        if announcer.words is not None:
            yield Candidate(Place.ANNOUNCED, announcer, sure=False)
            return
    last = passage.previous
    if last is not None and last.span.start >= before.span.start:
        yield from _going_on(last)
    elif before.block == passage.doc.sentences[passage.opening].block:
        teller = _teller(passage)
        if teller.entities:
            yield Candidate(Place.TOLD, teller, sure=False)


def _going_on(last: Quote) -> Iterator[Candidate]:
    """The speaker of the quotation before, who goes on."""
    if last.speaker_words is not None:
        actor = Actor(last.speaker_words, last.speakers, kind=HeadKind.PERSON)
        yield Candidate(Place.FOLLOWS, actor, None, last.cue, last.said)


def _announcer(passage: Passage) -> Actor:
    """Who says what the colon at the end of the sentence before announces."""
    sentence = passage.opening - 1
    for act in reversed(passage.discourse.acts(sentence)):
        # "rapporte l'AFP :" tells who carries it.
        if act.actor.words is not None and not act.carried:
            return act.actor
    for clause in passage.doc.clauses_in(sentence):
        actor = passage.discourse.subject(clause)
        if clause.main and actor.entities:
            return actor
    return NOBODY


def _teller(passage: Passage) -> Actor:
    """The one whom everything in the sentence before is told of, saying included.

    "Ada dénonce le projet. « C'est une honte. »"
    """
    sentence = passage.opening - 1
    acts = passage.discourse.acts(sentence)
    teller = acts[-1].actor if acts else NOBODY
    if len(teller.entities) != 1:
        return NOBODY
    for actor in _told(passage, sentence):
        # Whoever is unknown may be somebody else.
        if actor.words is not None and actor.entities != teller.entities:
            return NOBODY
    span = passage.doc.sentences[sentence].span
    for link in passage.context.layers.links_in(span):
        # One who is accused may answer.
        other = link.entities != teller.entities
        if other and link.mention.type is EntityType.PER:
            return NOBODY
    return teller


def _told(passage: Passage, sentence: int) -> Iterator[Actor]:
    """Everybody who says or does something in a sentence."""
    for act in passage.discourse.acts(sentence):
        yield act.actor
    for clause in passage.doc.clauses_in(sentence):
        if clause.finite:
            yield passage.discourse.subject(clause)
