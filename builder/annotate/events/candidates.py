"""Everything in an article that may be an event: clauses with their verbs, and nouns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from builder.discourse.saying import Manner
from builder.model.article import Span
from builder.syntax import nouns
from builder.syntax.clause import Governor, Mood, Voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from builder.annotate.events.view import View
    from builder.annotate.events.vocabulary import NounMatch
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Token

FALLBACK = "other"
"""The kind of a deed that no word of `kinds.yml` tells: shown without a kind."""

INFINITIVE = "INF"
"""In `kinds.yml`, an infinitive or clause that the verb governs."""

STATEMENT = "statement"
"""The kind of plain saying, whatever its verb."""


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may tell an event."""

    clause: Clause
    """The clause whose verb tells it, or in which the noun stands."""

    token: int
    """The verb or noun itself, an index into `Doc.tokens`."""

    span: Span
    """The trigger: the verb with its auxiliaries, or the noun with what makes its kind."""

    kind: str
    place: Place = Place.NONE
    phrase: Phrase | None = None
    """The phrase of the clause that the noun heads or stands in."""

    carried: bool = False
    """The verb only carries the noun: "une attaque a eu lieu", "mener une attaque"."""

    @property
    def noun(self) -> bool:
        """Whether a noun tells it."""
        return self.place is not Place.NONE


def candidates(view: View) -> Iterator[Candidate]:
    """All of an article, in the order of the text; the best are chosen later.

    A verb that only carries a noun gives way to it, so that one deed is told once.
    """
    for index in range(len(view.doc.sentences)):
        if view.block(index).told:
            yield from _in_sentence(view, index)


def _in_sentence(view: View, sentence: int) -> Iterator[Candidate]:
    clauses = {c.index: _of_clause(view, c) for c in view.doc.clauses_in(sentence)}
    found: list[Candidate] = []
    carriers: set[int] = set()
    for match in _matches(view, sentence):
        noun = _of_noun(view, match, clauses)
        if noun is None or _told_by_verb(view, noun, clauses, carriers):
            continue
        if noun.carried:
            clauses.pop(noun.clause.index, None)
            carriers.add(noun.clause.index)
        _drop_participles(view, noun, clauses)
        found.append(noun)
    found += [c for c in clauses.values() if c is not None]
    yield from sorted(found, key=lambda candidate: candidate.span)


def _told_by_verb(
    view: View,
    noun: Candidate,
    clauses: Mapping[int, Candidate | None],
    carriers: Collection[int],
) -> bool:
    """Whether a noun only says again what its verb tells.

    "imposer des sanctions"; the toll of an event: "l'attentat a fait douze morts".
    """
    if noun.place not in (Place.OBJECT, Place.SUBJECT):
        return False
    if noun.clause.index in carriers:
        return noun.kind in view.vocabulary.words.tolls
    verb = clauses.get(noun.clause.index)
    return not noun.carried and verb is not None and verb.kind == noun.kind


def _drop_participles(
    view: View, noun: Candidate, clauses: dict[int, Candidate | None]
) -> None:
    """A participle beside an event noun tells nothing more: "l'offensive lancée"."""
    for clause in view.doc.clauses_in(noun.clause.sentence):
        beside = clause.mood is Mood.PARTICIPLE and clause.noun == noun.token
        if beside:
            clauses.pop(clause.index, None)


def _of_clause(view: View, clause: Clause) -> Candidate | None:
    """What the verb of a clause tells, or the noun or adjective beside "être"."""
    token = view.doc.tokens[clause.predicate]
    if not token.is_word:
        return None
    kind = verb_kind(view, clause)
    return Candidate(clause, clause.predicate, view.trigger_span(clause), kind)


def verb_kind(view: View, clause: Clause) -> str:
    """The kind that a verb tells with what it takes; `other` for none of them."""
    words: set[str] = set()
    person = False
    for phrase in view.arguments(clause):
        words |= set(_heads(view, phrase))
        words.add(phrase.preposition)
        person = person or (not phrase.preposition and view.is_person(phrase))
    words |= set(_beside(view, clause))
    if _governs_infinitive(view, clause):
        words.add(INFINITIVE)
    reflexive = clause.voice is Voice.REFLEXIVE
    kind = view.vocabulary.verb_kind(
        clause.lemma, words, reflexive=reflexive, person=person
    )
    faint = view.vocabulary.is_verb(
        clause.lemma, view.vocabulary.words.faint, reflexive=reflexive
    )
    if (not kind or faint) and says_something(view, clause):
        return STATEMENT
    return kind or _noun_kind(view, clause) or FALLBACK


def says_something(view: View, clause: Clause) -> bool:
    """Whether a verb of saying comes with what is said: "que …", a quotation.

    "a relevé que", not "a relevé son niveau d'alerte". Some verbs say it always.
    """
    manner = view.discourse.saying.manner(clause)
    if manner in (None, Manner.THINK):
        return False
    reflexive = clause.voice is Voice.REFLEXIVE
    telling = view.vocabulary.words.telling
    if view.vocabulary.is_verb(clause.lemma, telling, reflexive=reflexive):
        return True
    if clause.incise:
        return True
    if view.discourse.saying.inverted(clause):
        return True
    governors = (Governor.REPORTING, Governor.CONTROL)
    below = view.doc.clauses_in(clause.sentence)
    return any(c.governed_by == clause.index and c.governor in governors for c in below)


def _governs_infinitive(view: View, clause: Clause) -> bool:
    for below in view.doc.clauses_in(clause.sentence):
        if below.governed_by != clause.index:
            continue
        infinitive = below.mood is Mood.INFINITIVE and below.marker in _ASKING
        if below.governor is Governor.CONTROL or infinitive:
            return True
    return False


_ASKING = ("à", "de")
"""Prepositions of an infinitive that is asked for."""


def _noun_kind(view: View, clause: Clause) -> str:
    """The kind of a participle that the tables take for a noun: "sont morts"."""
    if not clause.copula:
        return ""
    match = view.vocabulary.noun_at(view.doc.tokens, clause.predicate)
    return match.kind if match is not None else ""


def _beside(view: View, clause: Clause) -> Iterator[str]:
    """Words of the clause's own behind the verb: "a été retrouvé mort", "a eu lieu"."""
    for index in clause.tokens:
        token = view.doc.tokens[index]
        bare = token.pos == "NOUN" and index == clause.predicate + 1
        if index > clause.predicate and (bare or token.pos in _BESIDE):
            yield token.lemma


_BESIDE = ("ADJ", "VERB", "ADV")


def _heads(view: View, phrase: Phrase) -> Iterator[str]:
    """The words of an argument that tell what it is: past "une dizaine de".

    What the parse hangs on an object with another preposition than "de" is the verb's:
    "a condamné un ministre à deux ans de prison".
    """
    of = view.vocabulary.lexicon.preposition("de")
    for token in view.words(phrase):
        yield token.lemma
        counts = token.lemma in view.vocabulary.words.counting or token.pos == "NUM"
        for complement in nouns.complements(view.doc, token):
            preposition = view.preposition(complement)
            if counts or preposition not in ("", of):
                yield complement.lemma
                yield preposition


def _matches(view: View, sentence: int) -> Iterator[NounMatch]:
    """Nouns that name an event, longest phrases first, without those inside names."""
    tokens = view.doc.sentence_tokens(sentence)
    at = 0
    while at < len(tokens):
        noun = tokens[at].pos in ("NOUN", "PROPN") and tokens[at].text[:1].islower()
        match = view.vocabulary.noun_at(tokens, at) if noun or not at else None
        if match is None or tokens[at].pos not in ("NOUN", "PROPN"):
            at += 1
            continue
        if match.kind and not _named(view, tokens[at]):
            yield match
        at += len(match.tokens)


def _named(view: View, token: Token) -> bool:
    """Whether a word is part of a name: "l'Attaque" of a company tells of no attack."""
    link = view.layers.link_at(token.start)
    return link is not None and link.mention.kind.value in ("name", "alias")


def _of_noun(
    view: View, match: NounMatch, clauses: Mapping[int, Candidate | None]
) -> Candidate | None:
    doc = view.doc
    token = doc.tokens[match.tokens[0]]
    clause = doc.clause_of(token)
    if clause is None:
        return None
    span = Span(token.start, doc.tokens[match.tokens[-1]].end)
    place, phrase = _place(view, clause, token)
    if place is Place.PREDICATE and clause.mood is not Mood.NOMINAL:
        return None
    carried = _carried(view, clause, clauses.get(clause.index), place, match.kind)
    carried = carried or place is Place.PREDICATE
    return Candidate(clause, token.index, span, match.kind, place, phrase, carried)


def _place(view: View, clause: Clause, token: Token) -> tuple[Place, Phrase | None]:
    """Where a noun stands in its clause, and in which phrase."""
    if token.index == clause.predicate:
        return Place.PREDICATE, None
    if clause.subject is not None and _heads_phrase(view, clause.subject, token):
        return Place.SUBJECT, clause.subject
    if clause.subject is None and token.relation.startswith("nsubj"):
        # The grammar refuses it for want of agreement, but it stands there.
        return Place.SUBJECT, None
    if clause.agent is not None and _heads_phrase(view, clause.agent, token):
        return Place.AGENT, clause.agent
    for phrase in clause.objects:
        if _heads_phrase(view, phrase, token):
            # Behind a verb that says something took place, the parse calls the
            # subject an object: "où se tenait une réunion".
            late = _happens(view, clause)
            return (Place.SUBJECT if late else Place.OBJECT), phrase
    for phrase in clause.obliques:
        if _swallowed(view, phrase, token):
            return Place.OBJECT, phrase
        if _heads_phrase(view, phrase, token):
            return Place.OBLIQUE, phrase
    inside = [p for p in _phrases(clause) if p.span.covers(token.span)]
    return Place.COMPLEMENT, inside[0] if inside else None


def _phrases(clause: Clause) -> Iterator[Phrase]:
    if clause.subject is not None:
        yield clause.subject
    if clause.agent is not None:
        yield clause.agent
    yield from clause.objects
    yield from clause.obliques


def _heads_phrase(view: View, phrase: Phrase, token: Token) -> bool:
    """Whether a noun is what a phrase is about: its head, or what its head counts."""
    if token.index in (phrase.head, *phrase.joined):
        return True
    above = nouns.completed(view.doc, token)
    counts = view.vocabulary.words.counting
    return above is not None and above.index == phrase.head and above.lemma in counts


def _swallowed(view: View, phrase: Phrase, token: Token) -> bool:
    """Whether the parse took an object for a part of the date behind it.

    "verra la finale lundi" is no "finale" of Monday's.
    """
    head = view.doc.tokens[phrase.head]
    dated = view.layers.timex_at(head.start) is not None
    return dated and not phrase.preposition and token.index == phrase.head - 1


def _happens(view: View, clause: Clause) -> bool:
    """Whether a verb says no more than that its subject took place."""
    words = view.vocabulary
    reflexive = clause.voice is Voice.REFLEXIVE
    return words.is_verb(clause.lemma, words.words.happening, reflexive=reflexive)


def _carried(
    view: View, clause: Clause, verb: Candidate | None, place: Place, kind: str
) -> bool:
    """Whether a noun rather than its verb tells the event.

    "Le décès a été annoncé" and "la frappe a fait deux morts" tell a death and an
    attack; "les frappes ont marqué une pause" and "accepter une trêve" do not.
    """
    words = view.vocabulary.words
    if place is Place.OBLIQUE:
        return False
    told = verb.kind if verb is not None else ""
    reflexive = clause.voice is Voice.REFLEXIVE
    light = view.vocabulary.is_verb(clause.lemma, words.support, reflexive=reflexive)
    shown = told == FALLBACK and view.vocabulary.is_verb(
        clause.lemma, words.states - words.tallying, reflexive=reflexive
    )
    vehicle = clause.lemma in words.vehicles
    if place is Place.SUBJECT:
        if told == kind:
            return light
        plain = told in words.tolls or vehicle or clause.lemma in words.scheduling
        return kind in words.causes or plain
    if place is not Place.OBJECT:
        return False
    plans = told == FALLBACK and clause.lemma in view.vocabulary.modality.planned
    return (light or vehicle or plans or shown) and told not in {*words.governing, kind}
