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

_LINE = 16
"""Words and signs of a line that is a signature at most."""

_OPENING = 3
"""Sentences at the head of an interview that say who is asked."""

_SPEAKING = (EntityType.PER, EntityType.ORG, EntityType.MEDIA)


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
    telling = (_infinitive, _quoted_verb, _stance, _felt)
    for clause in (tell(passage) for tell in telling):
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
    # "apporte son « soutien »", "parle, lui, de « fable »"
    while ahead and _leads(passage, ahead[-1]):
        ahead.pop()
    clause = passage.doc.clause_of(ahead[-1]) if ahead else None
    if clause is None or clause.voice is Voice.PASSIVE:
        return None
    if clause.lemma not in passage.discourse.words.stance:
        return None
    verb = (clause.predicate, *clause.auxiliaries)
    return clause if ahead[-1].index in verb else None


def _felt(passage: Passage) -> Clause | None:
    """The clause in which somebody is what only he can say: `Ada est « déçue »`."""
    ahead = passage.before[-1:]
    if not ahead or ahead[0].pos not in ("AUX", "VERB"):
        return None
    felt = passage.words.feelings
    if not any(token.lemma in felt or token.low in felt for token in passage.inside):
        return None
    clause = passage.doc.clause_of(ahead[0])
    if clause is None or clause.negated or not clause.finite:
        return None
    actor = passage.discourse.subject(clause)
    return clause if actor.kind is HeadKind.PERSON else None


def _leads(passage: Passage, token: Token) -> bool:
    """Whether a word may stand between a verb and its object in quotation marks."""
    if token.pos in ("DET", "PRON"):
        return True
    preposition = passage.context.lexicon.preposition(token.low)
    return preposition == passage.discourse.words.of


def _by_label(passage: Passage) -> Iterator[Candidate]:
    """`M. Vik : « Oui. »`, `La réponse d'Ada Roux : « … »`: alone before the colon."""
    if passage.sign_before != ":" or not passage.before:
        return
    label = passage.before[0]
    if len(passage.before) == 1 and label.low in passage.words.answers:
        yield from _asked(passage)
        return
    actor = _named_alone(passage) or _alone(passage, label)
    # "Un texte : « … »" names nobody.
    text = actor.kind is HeadKind.DOCUMENT and actor.entities
    if text or actor.kind is HeadKind.PERSON:
        yield Candidate(Place.LABEL, actor)


def _asked(passage: Passage) -> Iterator[Candidate]:
    """The one who answers under "R :", where the head of the interview names one."""
    sentences = passage.doc.sentences[:_OPENING]
    head = Span(0, min(sentences[-1].span.end, passage.start))
    people: dict[tuple[str, ...], Span] = {}
    for link in passage.context.layers.links_in(head):
        if link.mention.type is EntityType.PER:
            people.setdefault(link.entities, link.mention.span)
    if len(people) == 1:
        ((entities, words),) = people.items()
        actor = Actor(words, entities, kind=HeadKind.PERSON)
        yield Candidate(Place.LABEL, actor)


def _named_alone(passage: Passage) -> Actor | None:
    """A name that is the whole label: "M. Castel", "Ouest-Matin"."""
    before, titles = passage.before, passage.words.titles
    name = passage.context.layers.link_at(before[-1].start)
    if name is None:
        # Whom no list knows: "M. Castel".
        known = before[0].low in titles and before[-1].text[:1].isupper()
        whole = Span(before[0].start, before[-1].end)
        return Actor(whole, kind=HeadKind.PERSON) if known else None
    if name.mention.type not in _SPEAKING:
        return None
    ahead = [token for token in before if token.end <= name.mention.span.start]
    leading = [token.low in titles or token.pos == "DET" for token in ahead]
    if not all(leading):
        return None
    return Actor(name.mention.span, name.entities, kind=HeadKind.PERSON)


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
    """`« J'ai tout perdu. » — Lucie, voisine`: a person or body alone behind a dash."""
    name = _signed(passage)
    if name is None:
        return
    phrase = passage.context.phrase_from(name.index)
    if phrase is None:
        return
    actor = passage.discourse.actor(phrase)
    if not _closes_signature(passage, actor):
        return
    if actor.kind is HeadKind.OTHER and name.pos != "NOUN":
        actor = replace(actor, kind=HeadKind.PERSON)
    # "— Préfecture du Nord" signs, "— Vue du port" does not.
    if actor.kind is not HeadKind.OTHER:
        yield Candidate(Place.SIGNED, actor)


def _signed(passage: Passage) -> Token | None:
    """The name of a person behind a dash, or alone on the line, below a quotation."""
    behind = Span(passage.end, len(passage.doc.text))
    near = passage.doc.tokens_in(behind)[:_SIGNATURE]
    signs = [token for token in near if token.low != "."]
    dashes = [sign.low in _DASHES for sign in signs[:2]]
    if dashes[:1] == [False]:
        return _line(passage, signs[0])
    if dashes != [True, False]:
        return None
    name = signs[1]
    named = name.pos in ("PROPN", "NOUN") or _begins_person(passage, name)
    return name if named else None


def _line(passage: Passage, name: Token) -> Token | None:
    """The name that opens the line below a quotation, where the line tells nothing."""
    between = passage.doc.text[passage.end : name.start]
    # A blank line and a name may begin anything, a heading for one.
    if between.count("\n") != 1 or passage.before:
        return None
    line = passage.doc.sentence_tokens(name.sentence)
    if len(line) > _LINE or any(token.is_finite for token in line):
        return None
    opens = line[0].index == name.index
    return name if opens and _begins_person(passage, name) else None


def _begins_person(passage: Passage, token: Token) -> bool:
    link = passage.context.layers.link_at(token.start)
    return link is not None and link.mention.type is EntityType.PER


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
    follows = last is not None and last.span.start >= before.span.start
    if last is not None and (follows or _is_asked_again(passage, last)):
        yield from _going_on(last)
    elif before.block == passage.doc.sentences[passage.opening].block:
        teller = _teller(passage)
        if teller.entities:
            yield Candidate(Place.TOLD, teller, sure=False)


def _is_asked_again(passage: Passage, last: Quote) -> bool:
    """Whether one question stands between two paragraphs of somebody's words alone."""
    doc = passage.doc
    asked = doc.sentences[passage.opening - 1]
    if doc.text[asked.span.end - 1] != "?":
        return False
    answered = doc.tokens_in(last.span)[:1]
    blocks = [*(doc.sentences[token.sentence].block for token in answered), asked.block]
    own = doc.sentences[passage.opening].block
    return blocks == [own - 2, own - 1]


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
