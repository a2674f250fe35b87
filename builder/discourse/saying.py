"""Which clauses of a sentence say that somebody says something, and who does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.discourse.wordings import Manner, Wording, wordings
from builder.model.article import Span
from builder.syntax.clause import Clause, Mood, Phrase, SubjectSource, Voice
from builder.syntax.nominals import phrase_before, phrase_from, phrase_of
from builder.syntax.phrases import make_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.discourse.context import Context
    from builder.syntax.doc import Token

_NEAR_AUXILIARY = 4
"""Words between an auxiliary and its participle: "ont tous deux déclaré"."""

_CLOSING = (",", ".", "»", "”", '"', "")
_PASSED = 12
"""Words passed over at most between a verb and the subject behind it."""


class Saying:
    """Reads verbs and frames of saying; the parse is corrected beside quotations."""

    def __init__(self, context: Context) -> None:
        """Take the lists of the language along."""
        self._context = context
        self._doc = context.doc
        self._wordings = wordings(context.pack)
        self._layers = context.layers
        self._lexicon = context.lexicon
        self._grammar = context.lexicon.words
        self._low = context.low
        self._manners: dict[int, Manner | None] = {}
        self._subjects: dict[int, Phrase | None] = {}

    def manner(self, clause: Clause) -> Manner | None:
        """In what manner the verb of a clause says something; none where it does not."""
        if clause.index not in self._manners:
            self._manners[clause.index] = self._manner(clause)
        return self._manners[clause.index]

    def _manner(self, clause: Clause) -> Manner | None:
        wording = self._wording(clause)
        if wording is not None and wording.manner is not Manner.INCISE:
            return wording.manner
        # What follows a quotation, verb first, says it, whatever verb: "bredouille-t-il".
        first = self.first(clause).index
        unlisted = wording is None and not self._opens_with_quote(clause, first)
        if unlisted:
            return None
        if not (clause.finite and self.follows_quote(clause)):
            return None
        return Manner.INCISE if self._verb_first(clause) else None

    def _wording(self, clause: Clause) -> Wording | None:
        reflexive = clause.voice is Voice.REFLEXIVE or self._has_reflexive(clause)
        for index in (clause.predicate, *clause.auxiliaries):
            lemma = clause.lemma if index == clause.predicate else ""
            lemma = lemma or self._doc.tokens[index].lemma
            for wording in self._wordings.get(lemma, ()):
                single = not wording.rest and index != clause.predicate
                if single:
                    continue
                if wording.reflexive and (not reflexive):
                    continue
                if self._follow(index, wording.rest):
                    return wording
        return None

    def _has_reflexive(self, clause: Clause) -> bool:
        ahead = self._low(self.first(clause).index)
        return ahead in self._grammar.reflexive

    def _follow(self, index: int, rest: Sequence[str]) -> bool:
        following = self._doc.tokens[index + 1 : index + 1 + len(rest)]
        words = [self._lexicon.preposition(token.low) for token in following]
        return words == list(rest)

    def _verb(self, clause: Clause) -> list[int]:
        """Indices of the predicate and its auxiliaries, in order.

        The parse joins "est" of a quotation to the verb behind it: « Le port est sûr »,
        bredouille-t-il. What a quotation holds is no auxiliary of what it does not.
        """
        layers = self._layers
        outside = not layers.inside_quote(self._doc.tokens[clause.predicate].start)
        own = [clause.predicate]
        for index in clause.auxiliaries:
            held = layers.inside_quote(self._doc.tokens[index].start)
            if not (outside and held):
                own.append(index)
        return sorted(own)

    def cue(self, clause: Clause) -> Span:
        """The words that say it: the verb with its auxiliaries and fixed words."""
        verb = self._verb(clause)
        first, last = verb[0], verb[-1]
        wording = self._wording(clause)
        if wording is not None and wording.rest:
            last = max(last, clause.predicate + len(wording.rest))
            last = min(last, len(self._doc.tokens) - 1)
        return Span(self._doc.tokens[first].start, self._doc.tokens[last].end)

    def first(self, clause: Clause) -> Token:
        """The first word of a verb, with the clitics before it: "l'" of "l'a dit"."""
        at = self._verb(clause)[0]
        while at and self._is_clitic(self._doc.tokens[at - 1]):
            at -= 1
        return self._doc.tokens[at]

    def _is_clitic(self, token: Token) -> bool:
        words = self._grammar
        clitic = token.pos == "PRON" and token.low not in words.subject_pronouns
        relative = token.low in words.relative
        if clitic and (not relative):
            return True
        return token.low in (*words.reflexive, *words.ne)

    def follows_quote(self, clause: Clause) -> bool:
        """Whether a quotation ends right before the verb, a comma between or not."""
        at = self.first(clause).index - 1
        if self._low(at) == ",":
            at -= 1
        layers = self._layers
        ends = at >= 0 and layers.inside_quote(self._doc.tokens[at].start)
        if not ends:
            return False
        return not layers.inside_quote(self.first(clause).start)

    def _verb_first(self, clause: Clause) -> bool:
        """Whether the subject stands behind the verb."""
        phrase = self.subject_phrase(clause)
        if phrase is None:
            return False
        return phrase.head > self._verb(clause)[0]

    def inverted(self, clause: Clause) -> bool:
        """Whether the clause follows or breaks into what is said: ", a-t-il dit"."""
        behind = clause.incise or self._verb_first(clause)
        if not behind:
            return False
        return self._low(self.first(clause).index - 1) not in self._grammar.relative

    def breaks_quote(self, clause: Clause) -> bool:
        """Whether a clause inside a quotation is the journalist's: ", a dit Ada Roux,"."""
        at = self.first(clause).index - 1
        comma = self._low(at) == ","
        if not comma:
            return False
        if not self.inverted(clause):
            return False
        return self._closes(clause)

    def subject_phrase(self, clause: Clause) -> Phrase | None:
        """The subject of a clause; of one behind a quotation what follows the verb.

        The parse likes to take the quotation's own subject for that of the incise.
        """
        if clause.index not in self._subjects:
            self._subjects[clause.index] = self._find_subject(clause)
        return self._subjects[clause.index]

    def _find_subject(self, clause: Clause) -> Phrase | None:
        pronoun = self._pronoun_behind(clause)
        if pronoun is not None:
            return make_phrase(self._doc, self._lexicon, pronoun)
        phrase = self._antecedent(clause, self._shared(clause))
        crossing = phrase is not None and self._crosses(clause, phrase)
        own = None if crossing else phrase
        if own is not None and own.head > self._verb(clause)[0]:
            return own if self._may_follow(clause, own) else None
        if self._stands_as_incise(clause, own):
            return self._behind(clause) or own
        return own or self._ahead(clause)

    def _ahead(self, clause: Clause) -> Phrase | None:
        """Who stands right before a verb of saying whose subject the parse does not know.

        "Ada Roux, qui avait hésité, s'est dite « soulagée »".
        """
        told = clause.finite or self.has_have(clause)
        if self._wording(clause) is None:
            return None
        if not told:
            return None
        if clause.marker:
            return None
        at = self._before_verb(clause)
        if self._low(at) == ",":
            at = self._before_aside(at)
        if at < self._doc.bounds[clause.sentence]:
            return None
        phrase = phrase_before(self._doc, self._lexicon, at)
        if phrase is None or phrase.preposition or not self._is_human(phrase):
            return None
        number = {clause.number, phrase.number} - {""}
        return phrase if len(number) < 2 else None  # noqa: PLR2004 - they agree

    def has_have(self, clause: Clause) -> bool:
        """Whether "avoir" stands before a participle that the parse left alone."""
        first = self._verb(clause)[0]
        ahead = self._doc.tokens[max(first - _NEAR_AUXILIARY, 0) : first]
        if clause.mood is not Mood.PARTICIPLE:
            return False
        return any(t.pos == "AUX" for t in ahead)

    def _before_verb(self, clause: Clause) -> int:
        """Index of the word before a verb, its adverbs and auxiliaries passed over."""
        at = self.first(clause).index - 1
        first = self._doc.bounds[clause.sentence]
        together = self._context.words.together
        while at >= first:
            token = self._doc.tokens[at]
            passed = token.pos in ("AUX", "ADV") or token.low in together
            if not passed and not self._is_clitic(token):
                break
            at -= 1
        return at

    def _before_aside(self, comma: int) -> int:
        """Index of the word before what a comma closes: a relative, an apposition."""
        first = self._doc.bounds[self._doc.tokens[comma].sentence]
        relative = self._grammar.relative
        for at in range(comma - 1, first, -1):
            opens = self._low(at) == ","
            if opens and self._low(at + 1) in relative:
                return at - 1
        # "L'une des voix discordantes, Ada Roux, a dénoncé": the name itself.
        named = comma > first and self._doc.tokens[comma - 1].pos == "PROPN"
        return comma - 1 if named else first - 1

    def _shared(self, clause: Clause) -> Phrase | None:
        """The subject, as corrected for the clause that it is shared with."""
        above = clause.joined_to
        if clause.subject_source is SubjectSource.CONTROLLED:
            above = clause.governed_by
        if clause.subject is None:
            return clause.subject
        if above is None:
            return clause.subject
        if above >= len(self._doc.clauses):
            return clause.subject
        other = self._doc.clauses[above]
        same = other.subject is not None and other.subject.head == clause.subject.head
        # Only backwards in the text, so that a circle of a broken parse ends.
        if not same:
            return clause.subject
        if other.predicate >= clause.predicate:
            return clause.subject
        return self.subject_phrase(other)

    def _may_follow(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether a phrase behind a verb can be its subject.

        Of a verb of saying only somebody, unless a quotation stands before: in "reprend
        la réplique" and "a dénoncé ce projet" the phrase is the object.
        """
        said = self._wording(clause) is not None
        if not said:
            return True
        if self._is_human(phrase):
            return True
        return self.follows_quote(clause)

    def _is_human(self, phrase: Phrase) -> bool:
        words = self._context.words
        human = phrase.lemma in words.persons or phrase.lemma in words.bodies
        if human:
            return True
        if phrase.proper:
            return True
        return phrase.pronoun

    def _antecedent(self, clause: Clause, subject: Phrase | None) -> Phrase | None:
        """For a "qui" that the parse left alone the noun before it.

        None for one behind the verb: it belongs to another clause.
        """
        if subject is None:
            return subject
        if subject.lemma not in self._grammar.who:
            return subject
        if subject.head > self._verb(clause)[0]:
            return None
        at = subject.head - 1
        while at >= 0 and not self._doc.tokens[at].is_word:
            at -= 1
        token = self._doc.tokens[max(at, 0)]
        if at < 0:
            return None
        if token.sentence != clause.sentence:
            return None
        nominal = token.pos in ("NOUN", "PROPN")
        return phrase_of(self._doc, self._lexicon, token) if nominal else None

    def _pronoun_behind(self, clause: Clause) -> Token | None:
        """The "il" of "a-t-il dit"."""
        if not clause.finite:
            return None
        pronouns = self._grammar.subject_pronouns
        verb = self._verb(clause)[0]
        for token in self._doc.tokens[verb + 1 : verb + 3]:
            low = token.low.removeprefix("-")
            if token.low.startswith("-") and low in pronouns:
                return token
        return None

    def _crosses(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether the subject is inside a quotation and the verb outside it."""
        layers = self._layers
        subject = layers.quote_at(self._doc.tokens[phrase.head].start)
        verb = layers.quote_at(self._doc.tokens[self._verb(clause)[0]].start)
        whole = subject is not None and phrase.span.start < subject.start
        if subject == verb:
            return False
        if subject is None:
            return False
        return not whole

    def _stands_as_incise(self, clause: Clause, own: Phrase | None) -> bool:
        """Whether a verb stands behind or inside what is said, by signs alone.

        `own` is the subject that the parse gives, where quotation marks allow it.
        """
        first = self.first(clause).index
        follows = self._low(clause.predicate + 1)
        said = self._wording(clause) is not None
        if not clause.finite and not said:
            return False
        if follows in (*self._grammar.that, ":"):
            return False
        if self._low(first) in self._grammar.ne:
            return False  # « ces hommes » ne peuvent répondre: no incise denies
        if self.follows_quote(clause):
            if said:
                return True
            return self._opens_with_quote(clause, first)
        # "La directrice, Ada Roux, a évoqué un retard": a subject that is known stays.
        inside = self._layers.inside_quote(self._doc.tokens[first].start)
        comma = self._low(first - 1) == ","
        free = own is None or inside
        return comma and said and free and self._closes(clause)

    def _opens_with_quote(self, clause: Clause, first: int) -> bool:
        """Whether only a quotation stands before a verb in its sentence."""
        start = self._doc.sentences[clause.sentence].span.start
        ahead = self._doc.tokens[self._doc.bounds[clause.sentence] : first]
        outside = [t for t in self._context.outside(ahead) if t.is_word]
        if outside:
            return False
        return self._layers.inside_quote(start)

    def _closes(self, clause: Clause) -> bool:
        """Whether somebody follows the verb, and a sign right behind."""
        phrase = self._behind(clause)
        if phrase is None:
            return False
        last = self._doc.tokens_in(phrase.span)[-1].index
        if self._low(last + 1) not in _CLOSING:
            return False
        return self._is_human(phrase)

    def _behind(self, clause: Clause) -> Phrase | None:
        """The noun phrase behind a verb, dates, adverbs and recipients passed over."""
        wording = self._wording(clause)
        index = clause.predicate + 1
        if wording is not None:
            index += len(wording.rest)
        for _ in range(_PASSED):
            if not self._goes_on(clause, index):
                return None
            following = self._passed(index)
            if following is None:
                return phrase_from(self._doc, self._lexicon, index)
            index = following
        return None

    def _goes_on(self, clause: Clause, index: int) -> bool:
        inside = index < len(self._doc.tokens)
        if not inside:
            return False
        if self._doc.tokens[index].sentence != clause.sentence:
            return False
        verb = self._doc.tokens[self._verb(clause)[0]]
        outer = self._layers.quote_at(verb.start)
        return self._layers.quote_at(self._doc.tokens[index].start) == outer

    def _passed(self, index: int) -> int | None:
        """Index behind a word that is no subject; none where a subject can begin."""
        token = self._doc.tokens[index]
        if self._is_beside(token):
            return index + 1
        if token.pos != "ADP":
            return None
        if token.low == self._grammar.passive:
            return None
        phrase = phrase_from(self._doc, self._lexicon, index + 1)
        if phrase is None:
            return index + 1
        return self._doc.tokens_in(phrase.core)[-1].index + 1

    def _is_beside(self, token: Token) -> bool:
        """Whether it is a sign, an adverb, an infinitive or part of a date."""
        layers = self._layers
        if token.pos in ("ADV", "PUNCT"):
            return True
        if token.verb_form == "Inf":
            return True
        if layers.timex_at(token.start) is not None:
            return True
        # "a déclaré le 3 mai le ministre": the article of the day.
        ahead = self._doc.tokens[token.index + 1 : token.index + 2]
        dated = bool(ahead) and layers.timex_at(ahead[0].start) is not None
        if token.pos != "DET":
            return False
        return dated
