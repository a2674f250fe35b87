"""Decides how the text stands to what it tells: so, denied, wanted, planned, or thought.

Mood and tense of the clause speak first; then what it depends on, up to the main clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.events.candidates import Candidate, Place
from builder.annotate.events.dating import timex_of
from builder.discourse.saying import Manner
from builder.model.event import Modality
from builder.syntax import nouns
from builder.syntax.clause import Governor, Mood, Tense, Voice

if TYPE_CHECKING:
    from collections.abc import Collection

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

    # --- nouns

    def noun(self, candidate: Candidate) -> Stance:
        shadow = self._shadow(candidate)
        if shadow is not None:
            return shadow
        if candidate.place is Place.COMPLEMENT:
            return self._complement(candidate)
        clause = candidate.clause
        if candidate.place is Place.SUBJECT:
            return self._as_subject(clause)
        if candidate.place in (Place.OBJECT, Place.OBLIQUE):
            return self._as_object(candidate)
        return self.clause(clause)

    def _shadow(self, candidate: Candidate) -> Stance | None:
        """What words beside a noun make of its event: "l'éventualité de sanctions"."""
        doc = self.view.doc
        token = doc.tokens[candidate.token]
        beside = {complement.lemma for complement in nouns.complements(doc, token)}
        above = nouns.completed(doc, token)
        if above is not None:
            beside.add(above.lemma)
        determiner = nouns.determiner(doc, token)
        if determiner is not None:
            beside |= {determiner.lemma, determiner.low}
        for modality, shadows in self.events.shadows.items():
            if not beside.isdisjoint(shadows):
                return Stance(Modality(modality), candidate.span)
        return None

    def _complement(self, candidate: Candidate) -> Stance:
        """Of another noun: nothing by itself where that noun is the event or its edge."""
        doc = self.view.doc
        above = nouns.completed(doc, doc.tokens[candidate.token])
        if above is not None and above.lemma in self.events.apart:
            return NOTHING
        plain = candidate.clause.past or candidate.clause.mood is Mood.NOMINAL
        return SO if plain or self._known(candidate) else self.clause(candidate.clause)

    def _known(self, candidate: Candidate) -> bool:
        """Whether a noun is told as known: "contre la victoire de Lena Fors"."""
        doc = self.view.doc
        token = doc.tokens[candidate.token]
        word = nouns.determiner(doc, token)
        if word is None or word.definite != "Def":
            return False
        beside = [self.view.layers.link_at(t.start) for t in nouns.complements(doc, token)]
        return any(beside) or timex_of(self.view, candidate) is not None

    def _as_subject(self, clause: Clause) -> Stance:
        """A subject is taken for granted, even by a verb that is denied.

        Unless the verb says that it will take place, or was called off.
        """
        lemma, passive = clause.lemma, clause.voice is Voice.PASSIVE
        if passive and lemma in self.events.undoing:
            return NOTHING
        if passive and lemma in self.events.scheduling:
            return Stance(Modality.PLANNED, self.view.trigger_span(clause))
        own = self.clause(clause)
        return SO if own.modality is Modality.DENIED else own

    def _as_object(self, candidate: Candidate) -> Stance:
        clause, phrase = candidate.clause, candidate.phrase
        preposition = phrase.preposition if phrase is not None else ""
        if preposition in self.words.purpose:
            return NOTHING
        if preposition in self.events.presupposing and not clause.future:
            return SO
        verb = self._wants(clause)
        direct = candidate.place is Place.OBJECT or preposition in ("", "à", "de")
        if direct and verb is not None:
            return verb
        if clause.negated and clause.lemma in self.events.vehicles:
            return NOTHING
        told = self.clause(clause)
        return SO if told is NOTHING and self._known(candidate) else told

    def _wants(self, clause: Clause) -> Stance | None:
        """What a verb makes of its object: "promettre", "exiger", "n'a pas exclu"."""
        cue = self.view.trigger_span(clause)
        if clause.negated:
            doubts = self._is(clause, self.words.hypothetical)
            if not doubts:
                return None
            excluded = clause.lemma in self.words.denied
            return Stance(Modality.HYPOTHETICAL, cue) if excluded else NOTHING
        for modality in (
            Modality.DENIED,
            Modality.DEMANDED,
            Modality.HYPOTHETICAL,
            Modality.PLANNED,
        ):
            if self._is(clause, getattr(self.words, modality.value)):
                return Stance(modality, cue)
        return None

    def _is(self, clause: Clause, words: Collection[str]) -> bool:
        reflexive = clause.voice is Voice.REFLEXIVE
        return self.view.vocabulary.is_verb(clause.lemma, words, reflexive=reflexive)

    # --- clauses

    def clause(self, clause: Clause, depth: int = 0) -> Stance:
        """The clause's own form; where that says nothing, what it depends on."""
        own = self._own(clause)
        if own is None or own.modality is Modality.ASSERTED:
            above = self._above(clause, depth)
            return above if own is None or above.modality is not None else own
        return own

    def _own(self, clause: Clause) -> Stance | None:
        """What mood, tense and negation say; none for an infinitive by itself."""
        cue = self.view.trigger_span(clause)
        if clause.mood is Mood.IMPERATIVE:
            return Stance(Modality.DEMANDED, cue)
        if clause.negated and clause.mood is not Mood.INFINITIVE:
            return Stance(Modality.DENIED, cue)
        if clause.modal:
            return self._modal(clause, cue)
        if clause.tense in _FUTURE:
            told = Modality.HYPOTHETICAL if self._depends(clause) else Modality.PLANNED
            return Stance(told, cue)
        if clause.mood is Mood.CONDITIONAL:
            governed = clause.governor in (Governor.REPORTING, Governor.CONTROL)
            future = governed and clause.tense is not Tense.PERFECT
            told = Modality.PLANNED if future else Modality.CONDITIONAL
            return Stance(told, cue)
        if clause.mood in (Mood.INFINITIVE, Mood.SUBJUNCTIVE, Mood.GERUND):
            return None
        return SO

    def _depends(self, clause: Clause) -> bool:
        """Whether what is to come hangs on a condition: "s'il signe, elle viendra"."""
        below = self.view.doc.clauses_in(clause.sentence)
        return any(
            c.governed_by == clause.index and c.governor is Governor.CONDITION
            for c in below
        )

    def _modal(self, clause: Clause, cue: Span) -> Stance:
        """ "devrait signer", "pourrait signer", "aurait dû signer", "a dû annuler"."""
        done = clause.tense in _DONE and clause.mood is Mood.INDICATIVE
        if done:
            return SO
        unreal = clause.tense is Tense.PERFECT
        might = clause.modal == "pouvoir" or unreal
        return Stance(Modality.HYPOTHETICAL if might else Modality.PLANNED, cue)

    def _above(self, clause: Clause, depth: int) -> Stance:
        """What the clause has from the one that it depends on."""
        above = clause.governed_by
        read = _ABOVE.get(clause.governor)
        if read is None or self.view.breaks_out(clause):
            return SO if clause.finite or clause.past else NOTHING
        governing = self.view.doc.clauses[above] if above is not None else None
        if governing is not None and governing.index == clause.index:
            governing = None
        if depth > _DEEPEST:
            return SO
        return read(self, clause, governing, depth)

    def controlled(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """Under a verb that wants, begins, asks, prevents …"""
        if above is None:
            return NOTHING
        if self._is(above, self.words.aspect):
            return self.clause(above, depth + 1)
        wanted = self._wants(above)
        if clause.negated:
            return NOTHING
        if above.negated and wanted is None:
            return NOTHING
        if wanted is not None:
            return wanted
        done = clause.tense is Tense.PERFECT and clause.mood is Mood.INFINITIVE
        return SO if done or clause.mood is Mood.INDICATIVE else NOTHING

    def reported(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """What somebody says: denied, asked for, promised, or as the saying stands."""
        if above is None:
            return SO
        manner = self.view.discourse.saying.manner(above)
        cue = self.view.trigger_span(above)
        if manner in _MANNERS and not above.negated:
            return Stance(_MANNERS[manner], cue)
        if clause.negated:
            return Stance(Modality.DENIED, self.view.trigger_span(clause))
        coming = clause.mood is Mood.INFINITIVE and clause.tense is Tense.NONE
        if coming and clause.voice is not Voice.PASSIVE:
            # "appelle Jan à céder"; "annonce quitter le parti".
            return self._wants(above) or Stance(Modality.PLANNED, cue)
        told = self.clause(above, depth + 1)
        keeps = told.modality in (Modality.HYPOTHETICAL, None)
        return told if keeps else SO

    def conditioned(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """ "Si Lima a accepté, Quito refuse" grants it; "s'il accepte" does not."""
        del depth
        real = above is not None and above.tense in _REAL
        plain = above is not None and above.mood is Mood.INDICATIVE and not above.modal
        if clause.tense is Tense.PERFECT and real and plain:
            return SO
        return Stance(Modality.HYPOTHETICAL, self.view.trigger_span(clause))

    def beside(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """ "lorsque …", "pour …", "après avoir …", a participle or gerund."""
        if clause.marker in self.words.purpose:
            return NOTHING
        cue = self.view.trigger_span(clause)
        if clause.marker in self.words.unreal:
            return Stance(Modality.HYPOTHETICAL, cue)
        if clause.mood is Mood.INFINITIVE and clause.marker in self.words.leading:
            # "exhorte Jan à libérer": the parse takes what is asked for an adjunct.
            return self.controlled(clause, above, depth)
        if clause.mood is Mood.INFINITIVE:
            told = clause.marker in self.words.beside
            told = told or clause.tense is Tense.PERFECT
            told = told or f"{clause.marker} de" in self.words.beside
            return SO if told and not clause.negated else NOTHING
        if clause.negated:
            return Stance(Modality.DENIED, cue)
        if clause.mood is Mood.GERUND and above is not None:
            return self.clause(above, depth + 1)
        return SO

    def of_noun(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """Beside a noun: a participle tells, an infinitive only what the noun says."""
        del above, depth
        if clause.mood in (Mood.PARTICIPLE, Mood.GERUND, Mood.INDICATIVE):
            return SO
        noun = self.view.doc.tokens[clause.noun].lemma if clause.noun else ""
        for modality, shadows in self.events.shadows.items():
            if noun in shadows:
                return Stance(Modality(modality), self.view.trigger_span(clause))
        return SO if clause.tense is Tense.PERFECT else NOTHING

    def relative(self, clause: Clause, above: Clause | None, depth: int) -> Stance:
        """A relative clause tells by itself; its subjunctive and infinitive do not."""
        del above, depth
        return SO if clause.mood is Mood.INDICATIVE else NOTHING


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
