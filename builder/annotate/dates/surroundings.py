"""The article around an expression: its quotations, and what the text told before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.dates.node import known
from builder.annotate.dates.tense import Asked, Direction, Directions, aside
from builder.model.article import Span
from builder.model.dates import EdtfDate, Precision, parse_edtf
from builder.syntax.neighbours import before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from builder.lang.pack import LanguagePack
    from builder.model.quote import Quoted
    from builder.syntax.doc import Doc
    from builder.syntax.patterns import Node

_RECENT = 40
"""Dates told before that may be leaned on."""

_NESTED = 4


class Told(NamedTuple):
    """A date that the text told, for those that lean on it."""

    span: Span
    value: EdtfDate
    quoted: bool = False
    diary: bool = False
    """It names a day of the week."""

    reach: int = -1
    """For how many sentences more it says what year is told; negative for none."""

    @property
    def begun(self) -> EdtfDate:
        """Its value; of an open range, that of its beginning."""
        begun, _, end = self.value.edtf.partition("/")
        if end == ".." and self.value.earliest:
            return parse_edtf(begun)
        return self.value

    @property
    def precision(self) -> Precision:
        """How fine it is; of an open range, how fine its beginning is."""
        return self.begun.precision

    @property
    def first(self) -> date:
        """First day of it.

        Raises:
            UnresolvedError: where it has none.
        """
        return known(self.value.earliest, "no_antecedent")


@dataclass
class Surroundings:
    """The analysed article, its expressions, and those of them that were read so far."""

    doc: Doc
    nodes: Sequence[Node]
    quoted: Sequence[Quoted]
    pack: LanguagePack
    told: list[Told] = field(default_factory=list)
    """In the order of the text."""

    _seen: dict[Asked, Direction] = field(default_factory=dict)

    @cached_property
    def _directions(self) -> Directions:
        return Directions(self.doc, self.quoted, self.pack)

    def direction(
        self, node: Node, *, firm: bool = False, until: bool = False
    ) -> Direction:
        """Which way an expression looks; firm: by a finite verb only."""
        asked = Asked(node.span, firm, is_diary(node), until)
        if asked not in self._seen:
            self._seen[asked] = self._directions.of(asked)
        return self._seen[asked]

    def is_complement(self, node: Node) -> bool:
        """Whether it hangs on a noun: `le recensement de mars`; `la dette, de 400 millions fin juin, …`."""
        word = before(self.doc, node.span)
        if word is not None and word.pos == "ADP" and word.lemma == "de":
            return True
        stretch = aside(self.doc, node.span)
        return len(stretch) > 1 and stretch[0].pos == "ADP"

    def sentence(self, offset: int) -> Span:
        """The sentence that holds an offset; an empty stretch where none does."""
        index = self.doc.sentence_at(offset)
        if index is None:
            return Span(offset, offset)
        return self.doc.sentences[index].span

    def quote(self, node: Node) -> Quoted | None:
        """The outermost quotation that holds an expression."""
        place = bisect_right(
            self.quoted, node.start, key=lambda quote: quote.span.start
        )
        for quote in self.quoted[max(place - _NESTED, 0) : place]:
            if quote.span.end >= node.end:
                return quote
        return None

    def stated_after(self, node: Node) -> list[Node]:
        """Dates with their year further on in the sentence of an expression."""
        end = self.sentence(node.start).end
        behind = [other for other in self.nodes if node.end <= other.start < end]
        dates = [other for other in behind if other.make == "fields"]
        return [other for other in dates if other.holds("year")]

    def remember(self, told: Told) -> None:
        """What was read may be leaned on."""
        insort(self.told, told)

    def told_before(self, offset: int) -> Sequence[Told]:
        """The dates told last before an offset, in order."""
        place = bisect_left(self.told, offset, key=lambda told: told.span.start)
        return self.told[max(place - _RECENT, 0) : place]

    def antecedents(self, node: Node) -> Iterator[Told]:
        """The bounded dates that were told before an expression, the last one first.

        Those of a quotation are told to whoever speaks in it, and to no other.
        """
        quote = self.quote(node)
        heard_from = quote.span.start if quote is not None else node.end
        for told in reversed(self.told_before(node.start)):
            has_begun = told.value.earliest is not None
            heard = not told.quoted or told.span.start >= heard_from
            if has_begun and heard and told.span.end <= node.start:
                yield told

    def lately(self, node: Node) -> Iterator[Told]:
        """Those of them that were told in its sentence or the one before."""
        for told in self.antecedents(node):
            if self.sentences_since(told, node) > 1:
                return
            yield told

    def sentences_since(self, told: Told, node: Node) -> int:
        """How many sentences an expression stands behind a date; 0 in the same one."""
        here = self.doc.sentence_at(node.start) or 0
        return here - (self.doc.sentence_at(told.span.end - 1) or 0)

    def year(self, node: Node, at: date | None) -> int | None:
        """The year that an expression without one is of, by the words around it.

        That of an adverbial in its sentence or the one before, if it is over and so is
        what is told; or one told before in the sentence, of what is to come: `La Coupe du
        monde 2026 se jouera du 11 juin …`.
        """
        for told in self.lately(node):
            is_year = told.value.precision is Precision.YEAR or told.reach >= 0
            if is_year and self._is_of_year(node, told, at):
                return told.first.year
        return None

    def _is_of_year(self, node: Node, told: Told, at: date | None) -> bool:
        further = self.sentences_since(told, node)
        hangs = further > 0 and self.is_complement(node)
        holds = told.reach >= further and not hangs
        if at is None:
            return holds
        over = holds and told.first.year < at.year
        if self.direction(node) is Direction.FUTURE and not self._is_history(told):
            return not further and told.first.year >= at.year
        return over

    def _is_history(self, told: Told) -> bool:
        """`En juin 1940, la famille fuit ; elle ne rentrera qu'à l'automne`: told in the present, what follows is over too."""
        is_year = told.value.precision is Precision.YEAR
        return not is_year and not self._directions.of(Asked(told.span))


def is_diary(node: Node) -> bool:
    """Whether an expression is a day of the week, or a day alone."""
    return node.name in ("weekday", "day") or node.has("weekday")
