"""Everything in an article that may be an event: clauses with their verbs, and nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.events.kinds import FALLBACK, verb_kind
from builder.annotate.events.places import Place, place_of
from builder.model.article import Span
from builder.model.mention import NAMES
from builder.syntax import nouns
from builder.syntax.clause import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.events.view import View
    from builder.annotate.events.vocabulary import NounMatch
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Token

_NOUNS = ("NOUN", "PROPN")


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

    @property
    def behind(self) -> str:
        """Preposition of a noun that is a circumstance of its clause; empty elsewhere."""
        if self.place is not Place.OBLIQUE or self.phrase is None:
            return ""
        return self.phrase.preposition


def candidates(view: View) -> Iterator[Candidate]:
    """All of an article, in the order of the text; the best are chosen later.

    A verb that only carries a noun gives way to it, so that one deed is told once.
    """
    for index in range(len(view.doc.sentences)):
        if view.block(index).told:
            yield from _Sentence(view, index).candidates()


class _Sentence:
    """The candidates of one sentence: verbs first, until a noun takes their place."""

    def __init__(self, view: View, index: int) -> None:
        self.view = view
        self.index = index
        self.words = view.vocabulary.words
        self.verbs: dict[int, Candidate] = {}
        self.carriers: set[int] = set()
        """Clauses whose verb has given way to a noun."""

        for clause in view.doc.clauses_in(index):
            if view.doc.tokens[clause.predicate].is_word:
                kind = verb_kind(view, clause)
                span = view.trigger_span(clause)
                verb = Candidate(clause, clause.predicate, span, kind)
                self.verbs[clause.index] = verb

    def candidates(self) -> list[Candidate]:
        found: list[Candidate] = []
        for match in self._matches():
            noun = self._noun(match)
            if noun is None or self._told_by_verb(noun):
                continue
            if noun.carried:
                self.verbs.pop(noun.clause.index, None)
                self.carriers.add(noun.clause.index)
            self._drop_participles(noun)
            found.append(noun)
        found += self._entries(found)
        found += self.verbs.values()
        return sorted(found, key=lambda candidate: candidate.span)

    def _entries(self, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """What a day announces that no list has: "Samedi, vide-greniers à Lima"."""
        told = {candidate.clause.index for candidate in found}
        for clause in self.view.doc.clauses_in(self.index):
            if clause.index in told:
                continue
            for token in self._common_nouns():
                if self._is_entry(clause, token):
                    self.verbs.pop(clause.index, None)
                    yield Candidate(
                        clause,
                        token.index,
                        token.span,
                        FALLBACK,
                        Place.PREDICATE,
                        carried=True,
                    )
                    break

    def _common_nouns(self) -> list[Token]:
        tokens = self.view.doc.sentence_tokens(self.index)
        return [token for token in tokens if token.pos == "NOUN"]

    def _matches(self) -> Iterator[NounMatch]:
        """Nouns that name an event, longest phrases first, without those in names."""
        tokens = self.view.doc.sentence_tokens(self.index)
        at = 0
        while at < len(tokens):
            match = None
            if self._may_name(tokens[at], at):
                match = self.view.vocabulary.noun_at(tokens, at)
            if match is not None and match.kind:
                yield match
            at += len(match.tokens) if match is not None else 1

    def _may_name(self, token: Token, at: int) -> bool:
        """Whether a word is a common noun: "l'Attaque" of a company tells of none."""
        if token.pos not in _NOUNS:
            return False
        if at and not token.text[:1].islower():
            return False
        link = self.view.layers.link_at(token.start)
        if link is None:
            return True
        return link.mention.kind not in NAMES

    def _noun(self, match: NounMatch) -> Candidate | None:
        doc = self.view.doc
        token = doc.tokens[match.tokens[0]]
        clause = doc.clause_of(token)
        if clause is None:
            return None
        span = Span(token.start, doc.tokens[match.tokens[-1]].end)
        place, phrase = place_of(self.view, clause, token)
        if self._is_entry(clause, token):
            place, phrase = Place.PREDICATE, None
        if place is Place.PREDICATE and clause.mood is not Mood.NOMINAL:
            return None
        if self._is_manner(token):
            return None
        if self._is_taken_part_in(clause, place, phrase):
            place = Place.OBJECT
        kind = self._kind(match.kind, token)
        carried = self._is_carried(clause, place, kind)
        return Candidate(clause, token.index, span, kind, place, phrase, carried)

    def _kind(self, kind: str, token: Token) -> str:
        """The kind of a noun; of a doubtful one what the rest of the article makes of it."""
        if self.words.violent & self.view.kinds_told:
            return kind
        return self.words.doubtful.get(token.lemma, kind)

    def _is_manner(self, token: Token) -> bool:
        """Whether a bare noun says how or in what: "a manqué de force en attaque"."""
        doc = self.view.doc
        if nouns.determiner(doc, token) is not None:
            return False
        if self.view.preposition(token) not in self.words.means:
            return False
        dates = self.view.layers.timex_at
        return all(dates(each.start) for each in nouns.complements(doc, token))

    def _is_taken_part_in(
        self, clause: Clause, place: Place, phrase: Phrase | None
    ) -> bool:
        """Whether "à" ties a noun to a verb that only carries it: "participer à une marche"."""
        if phrase is None or place is not Place.OBLIQUE:
            return False
        if phrase.preposition != self.view.vocabulary.modality.to:
            return False
        if phrase.head < clause.predicate:
            return False
        return self._is_light(clause) and not clause.objects

    def _is_entry(self, clause: Clause, token: Token) -> bool:
        """Whether a noun opens what a day announces: "Samedi 15 mars, concert à Brest"."""
        doc = self.view.doc
        if clause.mood is not Mood.NOMINAL:
            return False
        timex = self.view.layers.timex_at(doc.tokens[clause.predicate].start)
        if timex is None:
            return False
        if token.start < timex.span.end:
            return False
        if timex.span.start != doc.sentences[self.index].span.start:
            return False
        between = doc.tokens_in(Span(timex.span.end, token.start))
        return not any(each.pos in _NOUNS for each in between)

    def _is_carried(self, clause: Clause, place: Place, kind: str) -> bool:
        """Whether a noun rather than its verb tells the event.

        "Le décès a été annoncé" and "la frappe a fait deux morts" tell a death and an
        attack; "les frappes ont marqué une pause" and "accepter une trêve" do not.
        """
        if place is Place.PREDICATE:
            return True
        verb = self.verbs.get(clause.index)
        told = verb.kind if verb is not None else ""
        if place is Place.SUBJECT:
            return self._gives_way(clause, told, kind)
        if place is not Place.OBJECT or told in {*self.words.governing, kind}:
            return False
        if clause.lemma in self.words.vehicles or self._is_light(clause):
            return True
        if told != FALLBACK:
            return False
        return self._only_shows(clause)

    def _gives_way(self, clause: Clause, told: str, kind: str) -> bool:
        """Whether the verb of a subject says less than the subject."""
        if told == kind:
            return self._is_light(clause)
        if kind in self.words.causes or told in self.words.tolls:
            return True
        return clause.lemma in self.words.vehicles | self.words.scheduling

    def _is_light(self, clause: Clause) -> bool:
        return self.view.vocabulary.is_verb(clause, self.words.support)

    def _only_shows(self, clause: Clause) -> bool:
        """Verbs of plans and states: "prévoit un lancement", "verra la finale"."""
        if clause.lemma in self.view.vocabulary.modality.planned:
            return True
        states = self.words.states - self.words.tallying
        return self.view.vocabulary.is_verb(clause, states)

    def _told_by_verb(self, noun: Candidate) -> bool:
        """Whether a noun only says again what its verb tells.

        "imposer des sanctions"; the toll of an event: "l'attentat a fait douze morts".
        """
        if noun.place not in (Place.OBJECT, Place.SUBJECT):
            return False
        if noun.clause.index in self.carriers:
            return noun.kind in self.words.tolls
        verb = self.verbs.get(noun.clause.index)
        if verb is None or noun.carried:
            return False
        return verb.kind == noun.kind

    def _drop_participles(self, noun: Candidate) -> None:
        """A participle beside an event noun tells nothing more: "l'offensive lancée"."""
        for clause in self.view.beside_noun(noun.token):
            if clause.mood is Mood.PARTICIPLE:
                self.verbs.pop(clause.index, None)
