"""Who each phrase of an article stands for, found in the order of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.discourse.antecedents import Antecedents, Wanted, bare
from builder.discourse.frames import Frames, speaks_in
from builder.discourse.naming import Naming
from builder.discourse.referents import NOBODY, Actor, HeadKind
from builder.discourse.saying import Saying
from builder.syntax.clause import Governor, Voice
from builder.syntax.nominals import apposed_to

if TYPE_CHECKING:
    from builder.discourse.context import Context
    from builder.model.article import Span
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Token


class Reference:
    """Resolves subjects when it is made; everything is found once and kept."""

    def __init__(self, context: Context) -> None:
        """Resolve the subjects of all clauses in the order of the text."""
        self.context = context
        self.doc = context.doc
        self.words = context.words
        self.saying = Saying(context)
        self.frames = Frames(context)
        self._grammar = context.lexicon.words
        self._naming = Naming(context)
        self._antecedents = Antecedents(context)
        self._actors: dict[int, Actor] = {}
        for sentence in range(len(context.doc.sentences)):
            self._read(sentence)
            self._read_frames(sentence)

    def actor(self, phrase: Phrase) -> Actor:
        """Who a phrase stands for.

        By name; by what the article called somebody before ("le ministre"); a pronoun by
        the last fitting subject. Without entities where the text does not say.
        """
        if phrase.head not in self._actors:
            self._actors[phrase.head] = self._find(phrase)
        return self._actors[phrase.head]

    def subject(self, clause: Clause) -> Actor:
        """Who does what a clause tells, or undergoes it in a passive.

        `NOBODY` where the grammar gives no subject.
        """
        phrase = self.saying.subject_phrase(clause)
        return self.actor(phrase) if phrase is not None else NOBODY

    def agent(self, clause: Clause) -> Actor:
        """Who stands after "par" of a passive; `NOBODY` where nobody does."""
        return self.actor(clause.agent) if clause.agent is not None else NOBODY

    def objects(self, clause: Clause) -> tuple[Actor, ...]:
        """Direct objects, then those without a preposition to whom it is done."""
        found: list[Actor] = []
        for phrase in (*clause.objects, *clause.recipients):
            # For a relative pronoun the noun before it: "le maire que Jan accuse".
            relative = phrase.pronoun and phrase.lemma in self._grammar.relative
            noun = self._noun(clause) if relative else None
            found.append(self.actor(noun or phrase))
        # "la mine que Jan Vik a fermée": "que" stands for the mine.
        that = clause.marker in self._grammar.that
        if that and clause.governor is Governor.RELATIVE and not clause.objects:
            noun = self._noun(clause)
            found += [self.actor(noun)] if noun is not None else []
        return tuple(found)

    def _noun(self, clause: Clause) -> Phrase | None:
        """The noun that a relative clause hangs on."""
        if clause.noun is None:
            return None
        return self.context.phrase_of(self.doc.tokens[clause.noun])

    def owner(self, span: Span, number: str, before: int) -> Actor:
        """Whoever was spoken of last: for "à ses yeux"."""
        sentence = self.doc.tokens[before].sentence
        wanted = Wanted("", number, sentence, before, speaks=True)
        return self._antecedents.find(span, wanted)

    def _read(self, sentence: int) -> None:
        """Resolve the subjects of a sentence from left to right, and remember them."""
        found: list[tuple[Phrase, Clause]] = []
        for clause in self.doc.clauses_in(sentence):
            phrase = self.saying.subject_phrase(clause)
            if phrase is not None:
                found.append((phrase, clause))
        found.sort(key=lambda each: each[0].head)
        for phrase, clause in found:
            actor = self.actor(phrase)
            if not self.context.quoted(self.doc.tokens[phrase.head]):
                self._record(clause, phrase, actor)

    def _record(self, clause: Clause, phrase: Phrase, actor: Actor) -> None:
        """Remember the subject of a clause; of a passive of saying who says it."""
        says = self.saying.manner(clause) is not None
        if says and clause.voice is Voice.PASSIVE:
            says = clause.agent is not None
            phrase = clause.agent or phrase
            actor = self.actor(phrase)
        self._antecedents.record(clause, phrase.head, actor, says=says)

    def _read_frames(self, sentence: int) -> None:
        for frame in self.frames.of(sentence):
            if frame.phrase is None:
                continue
            actor = self.actor(frame.phrase)
            if speaks_in(frame, actor):
                self._antecedents.record_frame(sentence, frame.phrase.head, actor)

    def _find(self, phrase: Phrase) -> Actor:
        wanted = self._wanted(phrase)
        token = self.doc.tokens[phrase.head]
        if self._is_latter(phrase):
            return self._antecedents.last_named(phrase.core, wanted)
        if token.pos == "PRON" or token.low.startswith("-"):
            pronoun = self._antecedents.pronoun(phrase, wanted)
            if pronoun is not None:
                return pronoun if pronoun.entities else self._repeated(pronoun, token)
        actor = self._naming.actor(phrase)
        return actor if actor.entities else self._referring(phrase, actor)

    def _referring(self, phrase: Phrase, actor: Actor) -> Actor:
        """A text that was spoken of before, or what an apposition stands beside."""
        token = self.doc.tokens[phrase.head]
        refers = phrase.determiner in self.words.referring
        if refers and actor.kind is HeadKind.DOCUMENT:
            return self._antecedents.last_document(actor, token.sentence)
        host = apposed_to(self.doc, self.context.lexicon, token)
        return self.actor(host) if host is not None else actor

    def _repeated(self, pronoun: Actor, token: Token) -> Actor:
        """The subject that a pronoun between commas repeats: "L'ONU, elle, s'est dite"."""
        first = self.doc.bounds[token.sentence]
        around = self.doc.tokens[max(token.index - 2, first) : token.index + 2]
        if [each.low for each in around[1:]] != [",", token.low, ","]:
            return pronoun
        if around[0].pos not in ("NOUN", "PROPN"):
            return pronoun
        phrase = self.context.phrase_of(around[0])
        actor = self._naming.actor(phrase)
        return actor if actor.fits(pronoun.gender, pronoun.number) else pronoun

    def _is_latter(self, phrase: Phrase) -> bool:
        """Whether it is "ce dernier", "l'intéressé" or "celui-ci"."""
        words = self.words
        low = self.context.low(phrase.head)
        if low not in words.latter:
            return False
        if low in words.pronouns or phrase.determiner in words.referring:
            return True
        # The parse hangs "ce" of "ce dernier" on the verb.
        return self.context.low(phrase.head - 1) in words.referring

    def _wanted(self, phrase: Phrase) -> Wanted:
        """What the antecedent of a pronoun must be like."""
        token = self.doc.tokens[phrase.head]
        forms = self.words.pronouns.get(bare(token), "")
        gender = forms[:1] or phrase.gender
        number = forms[1:] or phrase.number
        clause = self.doc.clause_of(token)
        says = clause is not None and self.saying.manner(clause) is not None
        return Wanted(
            gender="" if gender == "x" else gender,
            number=number,
            sentence=token.sentence,
            before=token.index,
            speaks=says,
            incise=says and token.low.startswith("-"),
        )
