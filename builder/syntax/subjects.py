"""Who a clause is about: its own subject, or the one it shares with another clause.

Where number or gender contradict what the parse says, nobody is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.clause import (
    Clause,
    Governor,
    Mood,
    Phrase,
    SubjectSource,
    Tense,
    Voice,
)
from builder.syntax.phrases import make_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.doc import Doc, Token
    from builder.syntax.lexicon import Lexicon

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
_HOLDING = ("det", "case", "nummod", "cc")
_Found = tuple[Phrase | None, SubjectSource]
_UNKNOWN: _Found = (None, SubjectSource.UNKNOWN)
_NONE: _Found = (None, SubjectSource.NONE)


def find_subjects(
    doc: Doc, lexicon: Lexicon, clauses: Sequence[Clause]
) -> tuple[Clause, ...]:
    """The same clauses, each with its subject as far as the text tells."""
    finder = _Finder(doc, lexicon, clauses)
    return tuple(finder.complete(clause) for clause in clauses)


class _Finder:
    """Finds subjects; those of clauses above are found first, each once."""

    def __init__(self, doc: Doc, lexicon: Lexicon, clauses: Sequence[Clause]) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._clauses = clauses
        self._known: dict[int, _Found] = {}

    def complete(self, clause: Clause) -> Clause:
        """The clause with its subject."""
        phrase, source = self._subject(clause.index)
        own = self._own(clause)
        behind = own is not None and own.index > clause.verb
        inverted = bool(clause.pronoun) or (behind and source is SubjectSource.OWN)
        impersonal = self._is_impersonal(clause, own)
        if impersonal:
            phrase, source = _NONE
        return clause._replace(
            subject=phrase,
            subject_source=source,
            inverted=inverted,
            impersonal=impersonal,
        )

    def _subject(self, index: int) -> _Found:
        if index not in self._known:
            self._known[index] = _UNKNOWN  # ends a circle of a broken parse
            self._known[index] = self._find(self._clauses[index])
        return self._known[index]

    def _find(self, clause: Clause) -> _Found:
        if clause.mood in (Mood.NOMINAL, Mood.IMPERATIVE):
            return _NONE
        own = self._own(clause)
        if own is not None:
            return self._checked(clause, own)
        if clause.joined_to is not None and not clause.pronoun:
            return self._shared(clause, clause.joined_to, SubjectSource.JOINED)
        if clause.finite:
            return _UNKNOWN
        if clause.noun is not None:
            return self._modified(clause, clause.noun)
        if clause.governed_by is not None:
            return self._controlled(clause, self._clauses[clause.governed_by])
        return _NONE

    def _own(self, clause: Clause) -> Token | None:
        """The word that the parse calls the subject of a clause.

        A phrase before a pronoun that is tied to the verb, that before "il" for nobody.
        """
        # "le ministre a-t-il menti": the noun, though the pronoun is the nearer one.
        expletive: Token | None = None
        pronoun: Token | None = None
        tops = {clause.predicate, clause.verb, *clause.auxiliaries}
        for child in self._doc.dependents(*tops):
            if child.relation == "expl:subj":
                expletive = expletive or child
            elif not self._is_nominal_subject(child):
                continue
            elif child.low.startswith("-"):
                pronoun = pronoun or child
            else:
                return child
        return pronoun or expletive

    @staticmethod
    def _is_nominal_subject(child: Token) -> bool:
        if child.relation.startswith("nsubj"):
            return True
        if not child.relation.startswith("csubj"):
            return False
        return child.pos in _NOMINAL

    def _is_impersonal(self, clause: Clause, own: Token | None) -> bool:
        """Whether "il" stands for nobody: "il faut", "il a été décidé de …"."""
        words = self._lexicon.words
        if own is None:
            return False
        if own.low.removeprefix("-") not in words.nobody:
            return False
        if clause.lemma in words.impersonal_verbs:
            return not self._is_reflexive_only(clause)
        if clause.lemma == words.have:
            return self._has_place(clause)
        if clause.lemma in words.impersonal_passives:
            if clause.voice is not Voice.PASSIVE:
                return False
            return self._completed(clause)
        if own.relation != "expl:subj":
            return False
        return self._is_said_of_nobody(clause)

    def _is_said_of_nobody(self, clause: Clause) -> bool:
        """Whether "il est" has an hour, "tard", or a clause behind it."""
        predicate = self._doc.tokens[clause.predicate]
        if predicate.low[:1].isdigit():
            return clause.copula
        if predicate.lemma in self._lexicon.words.times:
            return clause.copula
        if predicate.pos == "NOUN":
            return False
        if predicate.pos == "ADV" and clause.copula:
            return True
        return self._completed(clause)

    def _is_reflexive_only(self, clause: Clause) -> bool:
        """Whether a verb is nobody's with "se" alone: "il a agi seul" is somebody's."""
        only = clause.lemma in self._lexicon.words.impersonal_reflexives
        if not only:
            return False
        return clause.voice is not Voice.REFLEXIVE

    def _has_place(self, clause: Clause) -> bool:
        """Whether "y" stands before the verb: "il y a"."""
        below = self._doc.dependents(clause.predicate, clause.verb)
        return any(child.low in self._lexicon.words.places for child in below)

    def _completed(self, clause: Clause) -> bool:
        """Whether "de …", "que …" or what is there follows, as behind "il" for nobody."""
        for child in self._doc.dependents(clause.predicate):
            if child.index <= clause.predicate:
                continue
            if child.relation in ("csubj", "ccomp"):
                return True
            # "il veut tuer": somebody's, where no "de" stands between.
            if child.relation == "xcomp" and self._is_opened(child):
                return True
        return False

    def _is_opened(self, head: Token) -> bool:
        """Whether a conjunction or preposition stands before a verb."""
        below = self._doc.dependents(head.index)
        return any(child.relation in ("mark", "case") for child in below)

    def _checked(self, clause: Clause, own: Token) -> _Found:
        """The subject that the parse gives, if number and gender allow it."""
        if own.low in self._lexicon.words.who and clause.noun is not None:
            return self._antecedent(clause, clause.noun)
        phrase = make_phrase(self._doc, self._lexicon, own)
        first = phrase.preposition.split(" ")[0]
        held = bool(first) and first not in self._lexicon.words.partitive
        if not held and self._agrees(clause, phrase):
            return phrase, SubjectSource.OWN
        return _UNKNOWN

    def _antecedent(self, clause: Clause, noun: int) -> _Found:
        """What "qui" stands for: the noun before it, or the one that noun completes.

        "la mère des enfants qui est morte": number and gender decide.
        """
        token = self._explained(self._doc.tokens[noun])
        for _ in range(3):
            phrase = make_phrase(self._doc, self._lexicon, token)
            if self._agrees(clause, phrase):
                return phrase._replace(preposition=""), SubjectSource.RELATIVE
            if token.relation not in ("nmod", "conj", "appos"):
                break
            token = self._doc.tokens[token.head]
        return _UNKNOWN

    def _explained(self, noun: Token) -> Token:
        """The name that a bare apposition explains: "Jan Vik, originaire de Lima, qui …"."""
        above = self._doc.tokens[noun.head]
        bare = not any(c.relation in _HOLDING for c in self._doc.dependents(noun.index))
        beside = noun.relation in ("appos", "conj", "nmod")
        if bare and beside and noun.pos == "NOUN" and above.pos == "PROPN":
            return above
        return noun

    def _shared(self, clause: Clause, other: int, source: SubjectSource) -> _Found:
        phrase, known = self._subject(other)
        if phrase is None:
            return None, known
        return (phrase, source) if self._agrees(clause, phrase) else _UNKNOWN

    def _modified(self, clause: Clause, noun: int) -> _Found:
        """The noun that a participle stands beside; an infinitive there is nobody's.

        But what somebody was the first to do: "la première femme à avoir gagné".
        """
        done = clause.tense is Tense.PERFECT and clause.marker == "à"
        if clause.mood not in (Mood.PARTICIPLE, Mood.GERUND) and not done:
            return _NONE
        phrase = make_phrase(self._doc, self._lexicon, self._doc.tokens[noun])
        if not self._agrees(clause, phrase):
            return _UNKNOWN
        return phrase._replace(preposition=""), SubjectSource.MODIFIED

    def _controlled(self, clause: Clause, above: Clause) -> _Found:
        """Of an infinitive or gerund: whom the verb above asks, else its subject."""
        source = SubjectSource.CONTROLLED
        words = self._lexicon.words
        asking = above.lemma in words.object_control
        told = clause.governor in (Governor.CONTROL, Governor.REPORTING)
        if told and asking:
            asked = self._asked(clause, above)
            if asked is not None:
                return asked, source
            if above.voice is not Voice.PASSIVE and (
                above.lemma not in words.subject_control_alone
            ):
                return _UNKNOWN
        phrase, known = self._subject(above.index)
        if phrase is None:
            return None, known
        if clause.mood is Mood.PARTICIPLE and clause.voice is Voice.PASSIVE:
            return self._taken(clause, phrase, self._beside(clause, above))
        return phrase, source

    def _taken(self, clause: Clause, subject: Phrase, beside: Phrase | None) -> _Found:
        """Of a participle: the subject of the verb above or the noun right before it; unknown where both fit, or none.

        "Le maire a inauguré le marché, fermé depuis deux ans" and "… a quitté le conseil, excédé" look alike.
        """
        fits_subject = self._agrees(clause, subject)
        if beside is not None and self._agrees(clause, beside):
            own = beside._replace(preposition=""), SubjectSource.MODIFIED
            return _UNKNOWN if fits_subject else own
        return (subject, SubjectSource.CONTROLLED) if fits_subject else _UNKNOWN

    def _beside(self, clause: Clause, above: Clause) -> Phrase | None:
        """The object or complement of the verb above that ends right before a participle, a comma between."""
        start = self._doc.tokens[min(clause.predicate, clause.verb)].start
        for phrase in (*above.objects, *above.obliques):
            between = self._doc.text[phrase.span.end : start]
            if between.strip() == ",":
                return phrase
        return None

    def _asked(self, clause: Clause, above: Clause) -> Phrase | None:
        """Who stands between a verb of asking and what it asks."""
        words = self._lexicon.words
        people = [*above.objects, *above.recipients]
        people = [p for p in people if p.lemma not in words.relative]
        # "au cours du mois, nous avons vu …": whom one asks stands behind.
        for phrase in above.obliques:
            if phrase.preposition == words.to and phrase.head > above.predicate:
                people.append(phrase)
        behind = above.lemma in words.causatives
        before = [p for p in people if behind or p.head < clause.predicate]
        return before[0]._replace(preposition="") if before else None

    def _agrees(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether number and gender of a phrase fit the verb. Unknown fits everything."""
        if phrase.lemma in self._lexicon.words.collective:
            return True
        if clause.number and phrase.number and clause.number != phrase.number:
            return False
        return self._agrees_in_gender(clause, phrase)

    def _agrees_in_gender(self, clause: Clause, phrase: Phrase) -> bool:
        """Participles after "être" agree: "est morte" is not said of "le maire"."""
        predicate = self._doc.tokens[clause.predicate]
        if predicate.verb_form != "Part":
            return True
        if phrase.proper:
            return True
        if phrase.joined:
            return True
        auxiliaries = [self._doc.tokens[index].lemma for index in clause.auxiliaries]
        etre = self._lexicon.words.be in auxiliaries
        alone = clause.mood is Mood.PARTICIPLE
        if not (etre or alone):
            return True
        if clause.voice is Voice.REFLEXIVE:
            return True
        known = predicate.gender and phrase.gender
        if not known:
            return True
        return predicate.gender == phrase.gender
