"""One quotation in its surroundings, as the search for its speaker sees it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.syntax.clause import Governor, Mood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.discourse.attribution import ReportingAct
    from builder.discourse.context import Context
    from builder.discourse.discourse import Discourse
    from builder.lang.schema_speech import QuoteWords
    from builder.model.quote import Quote, Quoted
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Doc, Token

_NEAREST = 8
"""Acts on either side of a quotation that are looked at."""

_WORDS = 60
"""Words and signs on either side that are looked at."""

_RUN = 20
"""Sentences that quotations join to one at most."""


@dataclass(frozen=True, eq=False)
class Passage:
    """A quotation, the sentences it runs through, and the quotation before it."""

    discourse: Discourse
    words: QuoteWords
    quoted: Quoted
    first: int
    """Index of the sentence in which it begins."""

    last: int
    """Index of the sentence in which it ends."""

    previous: Quote | None
    """The last outermost quotation before it in the article."""

    @property
    def doc(self) -> Doc:
        """The analysed text."""
        return self.discourse.doc

    @property
    def context(self) -> Context:
        """Names, dates and words at hand."""
        return self.discourse.context

    @property
    def start(self) -> int:
        """Where its opening mark stands."""
        return self.quoted.outer.start

    @property
    def end(self) -> int:
        """Where its closing mark ends."""
        return self.quoted.outer.end

    @cached_property
    def acts(self) -> tuple[ReportingAct, ...]:
        """What its sentences say of sayings, in order; the nearest on either side."""
        found: list[ReportingAct] = []
        for sentence in range(self.opening, self.closing + 1):
            found += self.discourse.acts(sentence)
        ahead = [act for act in found if act.cue.start < self.start]
        behind = found[len(ahead) :]
        return (*ahead[-_NEAREST:], *behind[:_NEAREST])

    @cached_property
    def first_behind(self) -> ReportingAct | None:
        """The nearest verb of saying behind the quotation that is an incise."""
        for act in self.acts:
            if act.inverted and act.cue.start >= self.end:
                return act
        return None

    @cached_property
    def last_ahead(self) -> ReportingAct | None:
        """The nearest verb of saying before the quotation that can have it.

        One whose speaker is named and who says it in fact goes before others.
        """
        best: ReportingAct | None = None
        for act in self.acts:
            if act.framed or act.carried or act.cue.end > self.start:
                continue
            # Of equals the later one: it is nearer.
            if best is None or self._weight(act) >= self._weight(best):
                best = act
        return best

    def _weight(self, act: ReportingAct) -> int:
        """How well an act before the quotation can have it."""
        if self.is_infinitive(act) or self._is_aside(act):
            return 0
        return 1 if act.actor.words is None else 2

    def _is_aside(self, act: ReportingAct) -> bool:
        """Whether it has an object of its own in a relative clause before a colon.

        "Ada a répondu à Jan, qui avait critiqué sa lettre : « … »".
        """
        clause = self.clause_of(act)
        if clause is None or self.sign_before != ":":
            return False
        return clause.governor is Governor.RELATIVE and bool(clause.objects)

    def is_infinitive(self, act: ReportingAct) -> bool:
        """Whether the saying is told by an infinitive: "pour dénoncer", "faut dire"."""
        clause = self.clause_of(act)
        return clause is not None and clause.mood is Mood.INFINITIVE

    def words_between(self, start: int, end: int) -> int:
        """How many words stand between two places; 0 where the second is not behind."""
        tokens = self.doc.tokens_in(Span(start, end)) if start < end else ()
        return sum(token.is_word for token in tokens)

    def words_until(self, end: int) -> int:
        """How many words stand between the quotation and a place behind it."""
        return self.words_between(self.end, end)

    def words_from(self, start: int) -> int:
        """How many words stand between a place and the quotation behind it."""
        return self.words_between(start, self.start)

    def clause_of(self, act: ReportingAct | None) -> Clause | None:
        """The clause whose verb says something; none for a frame that stands alone."""
        if act is None or act.clause is None:
            return None
        return self.doc.clauses[act.clause]

    @cached_property
    def opening(self) -> int:
        """Index of the first sentence of the run that other quotations join to it.

        "« Le port vit. La mine » et le « quai », a dit Ada": one saying.
        """
        return self._joined(self.first, -1)

    @cached_property
    def closing(self) -> int:
        """Index of the last sentence of that run."""
        return self._joined(self.last, 1)

    def _joined(self, sentence: int, step: int) -> int:
        """The last sentence in a direction that a quotation runs on into."""
        for _ in range(_RUN):
            following = sentence + step
            if not self._runs_over(max(sentence, following)):
                break
            sentence = following
        return sentence

    def _runs_over(self, border: int) -> bool:
        """Whether a quotation runs on into a sentence from the one before it."""
        sentences = self.doc.sentences
        if not 0 < border < len(sentences):
            return False
        # A mark that nobody closed must not swallow the next paragraph.
        if sentences[border].block != sentences[border - 1].block:
            return False
        start = sentences[border].span.start
        quote = self.context.layers.quote_at(start)
        return quote is not None and quote.start < start

    @cached_property
    def span(self) -> Span:
        """The sentences it runs through."""
        first = self.doc.sentences[self.opening]
        last = self.doc.sentences[self.closing]
        return Span(first.span.start, last.span.end)

    @cached_property
    def inside(self) -> Sequence[Token]:
        """Its own words and signs, without the marks."""
        return self.doc.tokens_in(self.quoted.span)

    @cached_property
    def count(self) -> int:
        """How many words are quoted."""
        return sum(token.is_word for token in self.inside)

    @cached_property
    def before(self) -> list[Token]:
        """The words of its sentence ahead of it, outside quotations; no signs."""
        return self.context.outside(self._ahead[-_WORDS:])

    @cached_property
    def after(self) -> list[Token]:
        """The words of its sentence behind it, outside quotations; no signs."""
        behind = self.doc.tokens_in(Span(self.end, self.span.end))
        return self.context.outside(behind[:_WORDS])

    @cached_property
    def sign_before(self) -> str:
        """The word or sign right before its opening mark; empty at the very start."""
        return self._ahead[-1].low if self._ahead else ""

    @property
    def _ahead(self) -> Sequence[Token]:
        """The words and signs of its sentences before it."""
        return self.doc.tokens_in(Span(self.span.start, self.start))

    @cached_property
    def clause(self) -> Clause | None:
        """The clause that its words belong to, in the journalist's sentence."""
        for token in self.inside:
            clause = self.doc.clause_of(token)
            if clause is not None and token.is_word:
                return clause
        return None

    @cached_property
    def governing(self) -> dict[int, Clause | None]:
        """The clauses that it belongs to or depends on, by index.

        Each with the clause below it on the way to the quotation; none for its own.
        """
        found: dict[int, Clause | None] = {}
        below: Clause | None = None
        above = self.clause.index if self.clause is not None else None
        while above is not None and above not in found:
            found[above] = below
            below = self.doc.clauses[above]
            above = below.governed_by
            # "a nié et qualifié de « fable »": the verb before may govern it too.
            if above is None:
                above = below.joined_to
        return found
