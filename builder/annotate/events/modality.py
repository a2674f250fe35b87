"""Decides how the text stands to what it tells: so, denied, wanted, planned, or thought.

Mood and tense of the clause speak first; then what it depends on, up to the main clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.events.dating import timex_of
from builder.annotate.events.places import Place, apposed_to
from builder.discourse.wordings import Manner
from builder.model.event import Modality
from builder.syntax import nouns
from builder.syntax.clause import Governor, Mood, SubjectSource, Tense, Voice

if TYPE_CHECKING:
    from collections.abc import Collection

    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.view import View
    from builder.model.article import Span
    from builder.syntax.clause import Clause


@dataclass(frozen=True, slots=True)
class Stance:
    """A modality and the words that decided it."""

    modality: Modality | None
    """None where the words tell of nothing that happens: an aim, an attempt."""

    cue: Span | None = None


SO = Stance(Modality.ASSERTED)
NOTHING = Stance(None)

_MANNERS = {
    Manner.DENY: Modality.DENIED,
    Manner.DEMAND: Modality.DEMANDED,
    Manner.PROMISE: Modality.PLANNED,
}
_FUTURE = (Tense.FUTURE, Tense.NEAR_FUTURE, Tense.FUTURE_PERFECT)
_DONE = (Tense.PERFECT, Tense.RECENT, Tense.SIMPLE_PAST, Tense.PLUPERFECT)
_REAL = (Tense.PRESENT, *_DONE)


def decide(view: View, candidate: Candidate) -> Stance:
    """The stance of the text to a candidate, before asking whether somebody says so."""
    if candidate.noun:
        return _Reader(view).noun(candidate)
    return _Reader(view).clause(candidate.clause)


class _Reader:
    """Walks from a clause to what it depends on."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.vocabulary.modality
        self.events = view.vocabulary.words

    def is_verb(self, clause: Clause, words: Collection[str]) -> bool:
        return self.view.vocabulary.is_verb(clause, words)

    def told(self, clause: Clause, modality: Modality) -> Stance:
        """A stance that the verb of a clause decides."""
        return Stance(modality, self.view.trigger_span(clause))

    # --- nouns

    def noun(self, candidate: Candidate) -> Stance:
        shadow = self._shadow(candidate)
        if shadow is not None:
            return shadow
        if candidate.place is Place.COMPLEMENT:
            return self._complement(candidate)
        if candidate.place is Place.SUBJECT:
            return self._as_subject(candidate.clause)
        if candidate.place in (Place.OBJECT, Place.OBLIQUE):
            return self._as_object(candidate)
        return self.clause(candidate.clause)

    def _shadow(self, candidate: Candidate) -> Stance | None:
        """What words beside a noun make of its event: "l'éventualité de sanctions"."""
        doc = self.view.doc
        token = doc.tokens[candidate.token]
        beside = {complement.lemma for complement in nouns.complements(doc, token)}
        for other in (nouns.completed(doc, token), nouns.determiner(doc, token)):
            if other is not None:
                beside |= {other.lemma, other.low}
        for modality, shadows in self.events.shadows.items():
            if not beside.isdisjoint(shadows):
                return Stance(Modality(modality), candidate.span)
        return None

    def _complement(self, candidate: Candidate) -> Stance:
        """Of another noun: nothing by itself where that noun is the event or its edge."""
        doc, clause = self.view.doc, candidate.clause
        if apposed_to(self.view, doc.tokens[candidate.token]) is not None:
            return SO
        above = nouns.completed(doc, doc.tokens[candidate.token])
        if above is not None and above.lemma in self.events.apart:
            return NOTHING
        if clause.past or clause.mood is Mood.NOMINAL or self._known(candidate):
            return SO
        return self.clause(clause)

    def _known(self, candidate: Candidate) -> bool:
        """Whether a noun is told as known: "contre la victoire de Lena Fors"."""
        doc = self.view.doc
        token = doc.tokens[candidate.token]
        word = nouns.determiner(doc, token)
        if word is None or word.definite != "Def":
            return False
        for complement in nouns.complements(doc, token):
            if self.view.layers.link_at(complement.start) is not None:
                return True
        return timex_of(self.view, candidate) is not None

    def _as_subject(self, clause: Clause) -> Stance:
        """A subject is taken for granted, even by a verb that is denied.

        Unless the verb says that it will take place, or was called off.
        """
        if clause.voice is Voice.PASSIVE:
            if clause.lemma in self.events.undoing:
                return NOTHING
            if clause.lemma in self.events.scheduling:
                return self.told(clause, Modality.PLANNED)
        own = self.clause(clause)
        return SO if own.modality is Modality.DENIED else own

    def _as_object(self, candidate: Candidate) -> Stance:
        clause, phrase = candidate.clause, candidate.phrase
        preposition = phrase.preposition if phrase is not None else ""
        if preposition in self.words.purpose:
            return NOTHING
        if preposition in self.events.presupposing and not clause.future:
            return SO
        if not preposition or preposition in self.words.leading:
            wanted = self._wants(clause)
            if wanted is not None:
                return wanted
        if clause.negated and clause.lemma in self.events.vehicles:
            return NOTHING
        told = self.clause(clause)
        return SO if told is NOTHING and self._known(candidate) else told

    def _wants(self, clause: Clause) -> Stance | None:
        """What a verb makes of its object: "promettre", "exiger", "n'a pas exclu"."""
        if clause.negated:
            if not self.is_verb(clause, self.words.hypothetical):
                return None
            if clause.lemma in self.words.denied:
                return self.told(clause, Modality.HYPOTHETICAL)
            return NOTHING
        for modality in _WANTED:
            if self.is_verb(clause, getattr(self.words, modality.value)):
                return self.told(clause, modality)
        return None

    # --- clauses

    def clause(self, clause: Clause, depth: int = 0) -> Stance:
        """The clause's own form; where that says nothing, what it depends on."""
        own = self._own(clause)
        if own is None:
            return self._above(clause, depth)
        if own.modality is not Modality.ASSERTED:
            return own
        above = self._above(clause, depth)
        return own if above.modality is None else above

    def _own(self, clause: Clause) -> Stance | None:
        """What mood, tense and negation say; none for an infinitive by itself."""
        if clause.mood is Mood.IMPERATIVE:
            return self.told(clause, Modality.DEMANDED)
        if clause.negated and clause.mood is not Mood.INFINITIVE:
            return self.told(clause, Modality.DENIED)
        if clause.modal:
            return self._modal(clause)
        if clause.tense in _FUTURE:
            depends = self.view.depends(clause)
            hangs = Modality.HYPOTHETICAL if depends else Modality.PLANNED
            return self.told(clause, hangs)
        if clause.mood is Mood.CONDITIONAL:
            return self._conditional(clause)
        return None if clause.mood in _BORROWED else SO

    def _conditional(self, clause: Clause) -> Stance:
        """Of the press ("aurait signé"), or the future of the past ("dit qu'il viendrait")."""
        governed = clause.governor in (Governor.REPORTING, Governor.CONTROL)
        if governed and clause.tense is not Tense.PERFECT:
            return self.told(clause, Modality.PLANNED)
        return self.told(clause, Modality.CONDITIONAL)

    def _modal(self, clause: Clause) -> Stance:
        """As in "devrait signer", "pourrait signer", "aurait dû signer", "a dû annuler"."""
        if clause.mood is Mood.INDICATIVE and clause.tense in _DONE:
            return SO
        if clause.modal != self.words.must or clause.tense is Tense.PERFECT:
            return self.told(clause, Modality.HYPOTHETICAL)
        return self.told(clause, Modality.PLANNED)

    def _above(self, clause: Clause, depth: int) -> Stance:
        """What the clause has from the one that it depends on."""
        read = _ABOVE.get(clause.governor)
        if read is None or self.view.breaks_out(clause):
            # An "infinitive" with a subject that nothing governs is a finite verb whose
            # form the parse does not know: "le bilan s'alourdit".
            own = clause.subject_source is SubjectSource.OWN
            return SO if clause.finite or clause.past or own else NOTHING
        governing = self.view.governing(clause)
        if depth > _DEEPEST or governing is clause:
            return SO
        return read(self, clause, governing, depth)

    def controlled(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """Under a verb that wants, begins, asks or prevents."""
        if above is None:
            return NOTHING
        if self.is_verb(above, self.words.charging) and not above.negated:
            return self.told(above, Modality.REPORTED)
        if self.is_verb(above, self.words.aspect):
            return self.clause(above, depth + 1)
        if clause.negated:
            return NOTHING
        wanted = self._wants(above)
        if wanted is not None:
            return wanted
        if above.negated or clause.mood is Mood.SUBJUNCTIVE:
            return NOTHING
        perfect = clause.tense is Tense.PERFECT
        return SO if perfect or clause.mood is Mood.INDICATIVE else NOTHING

    def reported(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """What somebody says: denied, asked for, promised, or as the saying stands."""
        if above is None:
            return SO
        manner = self.view.discourse.saying.manner(above)
        if manner in _MANNERS and not above.negated:
            return self.told(above, _MANNERS[manner])
        if clause.negated:
            return self.told(clause, Modality.DENIED)
        if self._is_to_come(clause):
            # "appelle Jan à céder"; "annonce quitter le parti".
            return self._wants(above) or self.told(above, Modality.PLANNED)
        told = self.clause(above, depth + 1)
        return told if told.modality in (Modality.HYPOTHETICAL, None) else SO

    @staticmethod
    def _is_to_come(clause: Clause) -> bool:
        """A bare infinitive; that of a passive is told as it stands ("dit être visé")."""
        if clause.mood is not Mood.INFINITIVE or clause.voice is Voice.PASSIVE:
            return False
        return clause.tense is Tense.NONE

    def conditioned(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """As in "Si Lima a accepté, Quito refuse" grants it; "s'il accepte" does not."""
        del depth
        if clause.tense is Tense.PERFECT and above is not None:
            plain = above.mood is Mood.INDICATIVE and not above.modal
            if plain and above.tense in _REAL:
                return SO
        return self.told(clause, Modality.HYPOTHETICAL)

    def beside(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """As in "lorsque …", "pour …", "après avoir …", a participle or gerund."""
        if clause.marker in self.words.purpose:
            return NOTHING
        if clause.marker in self.words.unreal:
            return self.told(clause, Modality.HYPOTHETICAL)
        if clause.mood is Mood.INFINITIVE:
            return self._infinitive(clause, above, depth)
        if clause.negated:
            return self.told(clause, Modality.DENIED)
        if clause.mood is Mood.GERUND and above is not None:
            return self.clause(above, depth + 1)
        return SO

    def _infinitive(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """As in "après avoir signé", "avant de partir"; else it tells of nothing."""
        if clause.marker in self.words.leading:
            # "exhorte Jan à libérer": the parse takes what is asked for an adjunct.
            return self.controlled(clause, above, depth)
        if clause.negated:
            return NOTHING
        told = clause.marker in self.words.beside or clause.tense is Tense.PERFECT
        return SO if told else NOTHING

    def of_noun(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """Beside a noun: a participle tells, an infinitive only what the noun says."""
        del above, depth
        if clause.mood in _TELLING:
            return SO
        noun = self.view.doc.tokens[clause.noun].lemma if clause.noun else ""
        for modality, shadows in self.events.shadows.items():
            if noun in shadows:
                return self.told(clause, Modality(modality))
        return SO if clause.tense is Tense.PERFECT else NOTHING

    def relative(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """A relative clause tells by itself; its subjunctive and infinitive do not."""
        del above, depth
        return SO if clause.mood is Mood.INDICATIVE else NOTHING


_WANTED = (
    Modality.DENIED,
    Modality.DEMANDED,
    Modality.HYPOTHETICAL,
    Modality.PLANNED,
)
_BORROWED = (Mood.INFINITIVE, Mood.SUBJUNCTIVE, Mood.GERUND)
_TELLING = (Mood.PARTICIPLE, Mood.GERUND, Mood.INDICATIVE)
_DEEPEST = 12
"""Clauses that one reads upwards; hostile texts nest deeper."""

_ABOVE = {
    Governor.CONTROL: _Reader.controlled,
    Governor.REPORTING: _Reader.reported,
    Governor.CONDITION: _Reader.conditioned,
    Governor.CIRCUMSTANCE: _Reader.beside,
    Governor.NOUN: _Reader.of_noun,
    Governor.RELATIVE: _Reader.relative,
}
