"""Which clauses of a sentence say that somebody says something, and who does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.discourse.verbs import Verbs
from builder.discourse.wordings import Manner, Wording, wordings
from builder.model.article import Span
from builder.syntax.clause import (
    Clause,
    Governor,
    Phrase,
    SubjectSource,
    Voice,
)

if TYPE_CHECKING:
    from builder.discourse.context import Context
    from builder.syntax.doc import Token

_CLOSING = (",", ".", "»", "”", '"', "")
_PASSED = 12
"""Words passed over at most between a verb and the subject behind it."""


class Saying:
    """Reads verbs and frames of saying; the parse is corrected beside quotations.

    `verbs` tells where the words of a verb stand.
    """

    def __init__(self, context: Context) -> None:
        """Take the lists of the language along."""
        self._context = context
        self._tokens = context.doc.tokens
        self._bounds = context.doc.bounds
        self._wordings = wordings(context.pack)
        self._grammar = context.lexicon.words
        self.verbs = Verbs(context)
        self._low = context.low
        self._quoted = context.quoted
        self._manners: dict[int, Manner | None] = {}
        self._worded: dict[int, Wording | None] = {}
        self._subjects: dict[int, Phrase | None] = {}

    def manner(self, clause: Clause) -> Manner | None:
        """In what manner the verb of a clause says something; none where it does not."""
        if clause.index not in self._manners:
            self._manners[clause.index] = self._manner(clause)
        return self._manners[clause.index]

    def _manner(self, clause: Clause) -> Manner | None:
        wording = self._wording(clause)
        if wording is None:
            # What follows a quotation, verb first, says it, whatever verb:
            # "« Le port est sûr », bredouille-t-il."
            may_say = self._opens_with_quote(clause)
        elif wording.manner is Manner.INCISE:
            may_say = True
        else:
            return wording.manner
        if not may_say:
            return None
        if not clause.finite:
            return None
        if not self.follows_quote(clause):
            return None
        return Manner.INCISE if self._verb_first(clause) else None

    def _wording(self, clause: Clause) -> Wording | None:
        """The verb of saying that a clause has, as the lists have it."""
        if clause.index not in self._worded:
            self._worded[clause.index] = self._find_wording(clause)
        return self._worded[clause.index]

    def _find_wording(self, clause: Clause) -> Wording | None:
        for index in (clause.predicate, *clause.auxiliaries):
            own = index == clause.predicate
            lemma = clause.lemma if own else ""
            lemma = lemma or self._tokens[index].lemma
            for wording in self._wordings.get(lemma, ()):
                if self._is_worded(clause, wording, index):
                    return wording
        return None

    def _is_worded(self, clause: Clause, wording: Wording, index: int) -> bool:
        """Whether the verb at an index, with the words behind it, is this wording."""
        # Of "fait savoir" the parse takes "fait" for an auxiliary; "dit" is none.
        if index != clause.predicate and not wording.rest:
            return False
        if wording.reflexive and not self._is_reflexive(clause):
            return False
        preposition = self._context.lexicon.preposition
        following = self._tokens[index + 1 : index + 1 + len(wording.rest)]
        words = tuple(preposition(token.low) for token in following)
        return words == wording.rest

    def _is_reflexive(self, clause: Clause) -> bool:
        if clause.voice is Voice.REFLEXIVE:
            return True
        return self.verbs.first(clause).low in self._grammar.reflexive

    def cue(self, clause: Clause) -> Span:
        """The words that say it: the verb with its auxiliaries and fixed words."""
        verb = self.verbs.words(clause)
        first = self._tokens[verb[0]]
        last = max(verb[-1], self._end_of_wording(clause))
        return Span(first.start, self._tokens[last].end)

    def _end_of_wording(self, clause: Clause) -> int:
        """Index of the last fixed word: "garde" of "met en garde"."""
        wording = self._wording(clause)
        fixed = len(wording.rest) if wording is not None else 0
        return min(clause.predicate + fixed, len(self._tokens) - 1)

    def follows_quote(self, clause: Clause) -> bool:
        """Whether a quotation ends right before the verb, a comma between or not."""
        first = self.verbs.first(clause)
        at = first.index - 1
        if self._low(at) == ",":
            at -= 1
        if at < 0 or self._quoted(first):
            return False
        return self._quoted(self._tokens[at])

    def _verb_first(self, clause: Clause) -> bool:
        """Whether the subject stands behind the verb."""
        phrase = self.subject_phrase(clause)
        return phrase is not None and self._is_behind(phrase, clause)

    def _is_behind(self, phrase: Phrase, clause: Clause) -> bool:
        return phrase.head > self.verbs.words(clause)[0]

    def inverted(self, clause: Clause) -> bool:
        """Whether the clause follows or breaks into what is said: ", a-t-il dit"."""
        if not (clause.incise or self._verb_first(clause)):
            return False
        before = self.verbs.first(clause).index - 1
        return self._low(before) not in self._grammar.relative

    def breaks_quote(self, clause: Clause) -> bool:
        """Whether a clause inside a quotation is the journalist's: ", a dit Ada Roux,"."""
        before = self.verbs.first(clause).index - 1
        return self._low(before) == "," and self._closes(clause)

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
            return self._context.phrase(pronoun)
        own = self._antecedent(clause, self._shared(clause))
        if own is not None and self._is_misread(clause, own):
            own = None
        if own is not None and self._is_behind(own, clause):
            return own if self._may_follow(clause, own) else self._ahead(clause)
        if self._stands_as_incise(clause, known=own is not None):
            return self._behind(clause) or own
        return own or self._ahead(clause)

    def _ahead(self, clause: Clause) -> Phrase | None:
        """Who stands right before a verb whose subject the parse does not know.

        "Ada Roux a également dit"; of other verbs only where the verb is finite.
        """
        if not self._lost_subject(clause):
            return None
        phrase = self.verbs.phrase_before(clause)
        if phrase is None or phrase.preposition or not self._is_human(phrase):
            return None
        if self.verbs.is_part(phrase):
            return None
        numbers = {clause.number, phrase.number}
        return None if numbers == {"s", "p"} else phrase

    def _lost_subject(self, clause: Clause) -> bool:
        """Whether a verb wants a subject that the parse may not have found."""
        if self._wording(clause) is not None:
            return clause.finite or self.verbs.has_have(clause)
        if clause.subject_source is SubjectSource.NONE or not clause.finite:
            return False
        return clause.subject is None or self.verbs.is_torn_off(clause.subject)

    def _shared(self, clause: Clause) -> Phrase | None:
        """The subject, as corrected for the clause that it is shared with."""
        own = clause.subject
        above = clause.joined_to
        if clause.subject_source is SubjectSource.CONTROLLED:
            above = clause.governed_by
        if own is None or above is None:
            return own
        other = self._context.doc.clauses[above]
        if other.subject is None or other.subject.head != own.head:
            return own
        # Only backwards in the text, so that a circle of a broken parse ends.
        if other.predicate >= clause.predicate:
            return own
        return self.subject_phrase(other)

    def _may_follow(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether a phrase behind a verb can be its subject.

        Of a verb of saying only somebody, unless a quotation stands before: in "reprend
        la réplique" and "a dénoncé ce projet" the phrase is the object.
        """
        if self._wording(clause) is None:
            return True
        if self._is_human(phrase):
            return True
        return self.follows_quote(clause)

    def _is_human(self, phrase: Phrase) -> bool:
        if phrase.proper or phrase.pronoun:
            return True
        words = self._context.words
        return phrase.lemma in words.persons or phrase.lemma in words.bodies

    def _antecedent(self, clause: Clause, subject: Phrase | None) -> Phrase | None:
        """For a "qui" that the parse left alone the noun before it."""
        if subject is None or subject.lemma not in self._grammar.who:
            return subject
        first = self._bounds[clause.sentence]
        for token in reversed(self._tokens[first : subject.head]):
            if token.pos in ("NOUN", "PROPN"):
                return self._context.phrase_of(token)
            if token.is_word:
                return None
        return None

    def _pronoun_behind(self, clause: Clause) -> Token | None:
        """The "il" of "a-t-il dit"."""
        if not clause.finite:
            return None
        verb = self.verbs.words(clause)[0]
        for token in self._tokens[verb + 1 : verb + 3]:
            hyphen, pronoun = token.low[:1], token.low[1:]
            if hyphen == "-" and pronoun in self._grammar.subject_pronouns:
                return token
        return None

    def _is_misread(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether a subject is inside a quotation, or held by what stands before it."""
        if self._crosses(clause, phrase) or self.verbs.is_torn_off(phrase):
            return True
        if clause.governor is Governor.RELATIVE or phrase.pronoun:
            return False
        # "Selon des experts, dont Ada Roux, …": nobody goes on with her.
        first = self._context.doc.tokens_in(phrase.span)[0]
        return first.index != phrase.head and first.low in self._grammar.relative

    def _crosses(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether the subject is inside a quotation and the verb outside it."""
        quote_at = self._context.layers.quote_at
        subject = quote_at(self._tokens[phrase.head].start)
        if subject is None:
            return False
        verb = self._tokens[self.verbs.words(clause)[0]]
        if subject == quote_at(verb.start):
            return False
        # "Le « clan » a dit": the marks are a part of the subject.
        return phrase.span.start >= subject.start

    def _stands_as_incise(self, clause: Clause, *, known: bool) -> bool:
        """Whether a verb stands behind or inside what is said, by signs alone.

        `known` where the parse gives it a subject that quotation marks allow.
        """
        if self._leads_on(clause):
            return False
        said = self._wording(clause) is not None
        if self.follows_quote(clause):
            return said or (clause.finite and self._opens_with_quote(clause))
        # "La directrice, Ada Roux, a évoqué un retard": a subject that is known stays.
        first = self.verbs.first(clause)
        if known and not self._quoted(first):
            return False
        comma = self._low(first.index - 1) == ","
        return said and comma and self._closes(clause)

    def _leads_on(self, clause: Clause) -> bool:
        """Whether what is said follows a verb, or nothing is: no incise denies.

        « ces hommes » ne peuvent répondre
        """
        if self.verbs.first(clause).low in self._grammar.ne:
            return True
        follows = self._low(clause.predicate + 1)
        return follows == ":" or follows in self._grammar.that

    def _opens_with_quote(self, clause: Clause) -> bool:
        """Whether only a quotation stands before a verb in its sentence."""
        begin = self._bounds[clause.sentence]
        if not self._quoted(self._tokens[begin]):
            return False
        ahead = self._tokens[begin : self.verbs.first(clause).index]
        return not self._context.outside(ahead)

    def _closes(self, clause: Clause) -> bool:
        """Whether somebody follows the verb, and a sign right behind."""
        phrase = self._behind(clause)
        if phrase is None:
            return False
        last = self._context.last(phrase.span)
        return self._low(last + 1) in _CLOSING and self._is_human(phrase)

    def _behind(self, clause: Clause) -> Phrase | None:
        """The noun phrase behind a verb, dates, adverbs and recipients passed over."""
        index = self._end_of_wording(clause) + 1
        verb = self._tokens[self.verbs.words(clause)[0]]
        for _ in range(_PASSED):
            if not self.verbs.goes_on(verb, index):
                return None
            following = self.verbs.passed(index)
            if following is None:
                return self._context.phrase_from(index)
            index = following
        return None
