"""Where the verb of a clause stands: its first word, and the phrases beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.clause import Clause, Mood, Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.discourse.context import Context
    from builder.syntax.doc import Token

_NEAR_AUXILIARY = 4
"""Words between an auxiliary and its participle: "ont tous deux déclaré"."""

_PASSED = 12
"""Words passed over at most between commas before a verb."""

_PASSED_RELATIVE = 40
"""The same for a relative clause."""

_HOLDING = ("NOUN", "PROPN", "ADJ", "DET", "ADP")


class Verbs:
    """Reads the words of verbs, and what stands right before and behind them."""

    def __init__(self, context: Context) -> None:
        """Take the article along."""
        self._context = context
        self._tokens = context.doc.tokens
        self._bounds = context.doc.bounds
        self._grammar = context.lexicon.words
        self._low = context.low
        self._quoted = context.quoted
        self._words: dict[int, list[int]] = {}

    def words(self, clause: Clause) -> list[int]:
        """Indices of the predicate and its auxiliaries, in order.

        The parse joins "est" of a quotation to the verb behind it: « Le port est sûr »,
        bredouille-t-il. What a quotation holds is no auxiliary of what it does not.
        """
        # Asked for by nearly every rule about a verb.
        if clause.index not in self._words:
            self._words[clause.index] = self._own(clause)
        return self._words[clause.index]

    def _own(self, clause: Clause) -> list[int]:
        found = [clause.predicate]
        told = not self._quoted(self._tokens[clause.predicate])
        for index in clause.auxiliaries:
            if told and self._quoted(self._tokens[index]):
                continue
            found.append(index)
        return sorted(found)

    def first(self, clause: Clause) -> Token:
        """The first word of a verb, with the clitics before it: "l'" of "l'a dit"."""
        at = self.words(clause)[0]
        while at and self._is_clitic(self._tokens[at - 1]):
            at -= 1
        return self._tokens[at]

    def _is_clitic(self, token: Token) -> bool:
        words = self._grammar
        if token.low in words.reflexive or token.low in words.ne:
            return True
        if token.pos != "PRON" or token.low in words.relative:
            return False
        return token.low not in words.subject_pronouns

    def is_part(self, phrase: Phrase) -> bool:
        """Whether words right before a phrase hold it: "par le cardinal | Jan Vik"."""
        first = self._context.doc.tokens_in(phrase.span)[0]
        if first.index == self._bounds[first.sentence]:
            return False
        return self._tokens[first.index - 1].pos in _HOLDING

    def phrase_before(self, clause: Clause) -> Phrase | None:
        """The phrase right before a verb."""
        at = self._before_verb(clause)
        if self._low(at) == ",":
            at = self._before_aside(clause, at)
        if at < self._bounds[clause.sentence]:
            return None
        return self._context.phrase_before(at)

    def _before_aside(self, clause: Clause, comma: int) -> int:
        """Index of the word before what commas close: "Ada Roux, la maire, a dit".

        -1 where a verb is told between them, or nothing opens them. A relative clause
        may hold verbs and commas: "Ada Roux, dont la mort a été annoncée, vit".
        """
        first = max(self._bounds[clause.sentence], comma - _PASSED_RELATIVE)
        told = False
        for at in range(comma - 1, first, -1):
            if self._low(at) == ",":
                relative = self._low(at + 1) in self._grammar.relative
                if relative or not told:
                    return at - 1
            elif self._tokens[at].is_finite or at < comma - _PASSED:
                told = True
        return -1

    def has_have(self, clause: Clause) -> bool:
        """Whether "avoir" stands before a participle that the parse left alone."""
        if clause.mood is not Mood.PARTICIPLE:
            return False
        first = self.words(clause)[0]
        ahead = self._tokens[max(first - _NEAR_AUXILIARY, 0) : first]
        return any(token.pos == "AUX" for token in ahead)

    def _before_verb(self, clause: Clause) -> int:
        """Index of the word before a verb, its adverbs and auxiliaries passed over."""
        at = self.first(clause).index - 1
        while at >= self._bounds[clause.sentence]:
            if not self._is_of_verb(self._tokens[at]):
                break
            at -= 1
        return at

    def _is_of_verb(self, token: Token) -> bool:
        if token.pos in ("AUX", "ADV"):
            return True
        if token.low in self._context.words.together:
            return True
        return self._is_clitic(token)

    def is_torn_off(self, phrase: Phrase) -> bool:
        """Whether a name begins before a phrase, behind a preposition: "de Marine | Le Pen"."""
        link = self._context.layers.link_at(self._tokens[phrase.head].start)
        if link is None or link.mention.span.start >= phrase.span.start:
            return False
        first = self._context.doc.token_at(link.mention.span.start)
        return first is not None and self._tokens[first.index - 1].pos == "ADP"

    def goes_on(self, verb: Token, index: int) -> bool:
        """Whether a word stands in the sentence of a verb, and in its quotation."""
        following = self._tokens[index : index + 1]
        if not following or following[0].sentence != verb.sentence:
            return False
        quote_at = self._context.layers.quote_at
        return quote_at(following[0].start) == quote_at(verb.start)

    def passed(self, index: int) -> int | None:
        """Index behind a word that is no subject; none where a subject can begin."""
        token = self._tokens[index]
        if self._is_beside(token):
            return index + 1
        if token.pos != "ADP" or token.low == self._grammar.passive:
            return None
        phrase = self._context.phrase_from(index + 1)
        if phrase is None:
            return index + 1
        return self._context.last(phrase.core) + 1

    def _is_beside(self, token: Token) -> bool:
        """Whether it is a sign, an adverb, an infinitive or part of a date."""
        if token.pos in ("ADV", "PUNCT"):
            return True
        if token.verb_form == "Inf" or self._is_dated([token]):
            return True
        # "a déclaré le 3 mai le ministre": the article of the day.
        ahead = self._tokens[token.index + 1 : token.index + 2]
        return token.pos == "DET" and self._is_dated(ahead)

    def _is_dated(self, tokens: Sequence[Token]) -> bool:
        """Whether one of some words stands in a date."""
        timex_at = self._context.layers.timex_at
        return any(timex_at(token.start) is not None for token in tokens)
