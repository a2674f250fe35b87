"""Who each phrase of an article stands for, found in the order of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.discourse.antecedents import Antecedents, Wanted
from builder.discourse.frames import Frames, speaks_in
from builder.discourse.naming import Naming
from builder.discourse.referents import NOBODY, Actor, HeadKind
from builder.discourse.saying import Saying
from builder.syntax.clause import Governor, Voice
from builder.syntax.nominals import apposed_to, phrase_of

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
        self.saying = Saying(context)
        self.frames = Frames(context)
        self._naming = Naming(context)
        self._antecedents = Antecedents(context)
        self._actors: dict[int, Actor] = {}
        for sentence in range(len(context.doc.sentences)):
            self._read(sentence)

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
        phrases = [*clause.objects, *clause.recipients]
        # "la mine que Jan Vik a fermée": "que" stands for the mine.
        that = clause.marker in self.context.lexicon.words.that
        relative = clause.governor is Governor.RELATIVE and clause.noun is not None
        if that and relative and not clause.objects:
            noun = self.context.doc.tokens[clause.noun or 0]
            phrases.append(phrase_of(self.context.doc, self.context.lexicon, noun))
        return tuple(self.actor(self._standing(clause, each)) for each in phrases)

    def owner(self, span: Span, number: str, before: int) -> Actor:
        """Whoever was spoken of last: for "à ses yeux"."""
        sentence = self.context.doc.tokens[before].sentence
        wanted = Wanted("", number, sentence, before, speaks=True)
        return self._antecedents.find(span, wanted)

    def _standing(self, clause: Clause, phrase: Phrase) -> Phrase:
        """For a relative pronoun the noun before it: "le maire que Jan accuse"."""
        relative = phrase.lemma in self.context.lexicon.words.relative
        if clause.noun is None:
            return phrase
        if not (phrase.pronoun and relative):
            return phrase
        noun = self.context.doc.tokens[clause.noun]
        return phrase_of(self.context.doc, self.context.lexicon, noun)

    def _read(self, sentence: int) -> None:
        """Resolve the subjects of a sentence from left to right, and remember them."""
        found: list[tuple[int, Phrase, Clause]] = []
        for clause in self.context.doc.clauses_in(sentence):
            phrase = self.saying.subject_phrase(clause)
            if phrase is not None:
                found.append((phrase.head, phrase, clause))
        for at, phrase, clause in sorted(found, key=lambda each: each[0]):
            actor = self.actor(phrase)
            if self.context.layers.inside_quote(self.context.doc.tokens[at].start):
                continue
            says = self.saying.manner(clause) is not None
            passive = clause.voice is Voice.PASSIVE
            if says and passive and clause.agent is not None:
                agent = self.actor(clause.agent)
                self._antecedents.record(clause, clause.agent.head, agent, says=True)
            elif not (says and passive):
                self._antecedents.record(clause, at, actor, says=says)
            else:
                self._antecedents.record(clause, at, actor, says=False)
        self._read_frames(sentence)

    def _read_frames(self, sentence: int) -> None:
        for frame in self.frames.of(sentence):
            if frame.phrase is None:
                continue
            actor = self.actor(frame.phrase)
            if speaks_in(frame, actor):
                self._antecedents.record_frame(sentence, frame.phrase.head, actor)

    def _find(self, phrase: Phrase) -> Actor:
        wanted = self._wanted(phrase)
        token = self.context.doc.tokens[phrase.head]
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
        token = self.context.doc.tokens[phrase.head]
        refers = phrase.determiner in self.context.words.referring
        if actor.kind is HeadKind.DOCUMENT and refers:
            return self._antecedents.last_document(actor, token.sentence)
        host = apposed_to(self.context.doc, self.context.lexicon, token)
        return self.actor(host) if host is not None else actor

    def _repeated(self, pronoun: Actor, token: Token) -> Actor:
        """The subject that a pronoun between commas repeats: "L'ONU, elle, s'est dite"."""
        low = self.context.low
        at = token.index - 2
        if at < 0:
            return pronoun
        if low(token.index - 1) != ",":
            return pronoun
        if low(token.index + 1) != ",":
            return pronoun
        before = self.context.doc.tokens[at]
        if before.sentence != token.sentence:
            return pronoun
        if before.pos not in ("NOUN", "PROPN"):
            return pronoun
        phrase = phrase_of(self.context.doc, self.context.lexicon, before)
        actor = self._naming.actor(phrase)
        return actor if actor.fits(pronoun.gender, pronoun.number) else pronoun

    def _is_latter(self, phrase: Phrase) -> bool:
        """Whether it is "ce dernier" or "l'intéressé"."""
        words = self.context.words
        token = self.context.doc.tokens[phrase.head]
        if token.low in words.latter and token.low in words.pronouns:
            return True
        pointing = {phrase.determiner, self.context.low(phrase.head - 1)}
        if token.low not in words.latter:
            return False
        return bool(pointing & words.referring)

    def _wanted(self, phrase: Phrase) -> Wanted:
        token = self.context.doc.tokens[phrase.head]
        low = token.low.rsplit("-", 1)[-1] if token.low[0] == "-" else token.low
        forms = self.context.words.pronouns.get(low, "")
        gender, number = forms[:1] or phrase.gender, forms[1:] or phrase.number
        clause = self.context.doc.clause_of(token)
        says = clause is not None and self.saying.manner(clause) is not None
        incise = says and token.low.startswith("-")
        return Wanted(
            "" if gender == "x" else gender,
            number,
            token.sentence,
            token.index,
            speaks=says,
            incise=incise,
        )
