"""One reading of an article: every expression in turn, with what the text told before it.

Each is read at every day that the article can be of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from builder.annotate.dates.context import Context, Makers, Told, is_complement
from builder.annotate.dates.node import UnresolvedError
from builder.annotate.dates.parts import PARTS
from builder.annotate.dates.ranges import RANGES
from builder.annotate.dates.reference import Read, Reference, reference_of
from builder.annotate.dates.stepped import STEPPED
from builder.annotate.dates.tense import Asked, Direction, Directions
from builder.annotate.dates.vague import shared
from builder.annotate.dates.yearly import YEARLY
from builder.model.article import Span
from builder.model.dates import AnchorKind, Precision, one_of, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.dates import EdtfDate
    from builder.model.quote import Quoted
    from builder.syntax.doc import Doc
    from builder.syntax.patterns import Node

_RECENT = 40
"""Dates told before that may be leaned on."""

_NESTED = 4
_OPENING = 9
"""Code points that may stand before a year that opens its sentence: `En l’an `."""

MAKERS: Makers = {**YEARLY, **STEPPED, **PARTS, **RANGES}

_LENGTHS = ("quantity", "since_quantity", "set")
"""Names of expressions that tell no day to lean on."""


@dataclass
class Reading:
    """The article and what is found in it.

    Only `outcomes` changes its state, and starts anew each time.
    """

    doc: Doc
    nodes: Sequence[Node]
    quoted: Sequence[Quoted]
    pack: LanguagePack
    told: list[Told] = field(default_factory=list)
    years: list[tuple[int, int, int]] = field(default_factory=list)
    """Ends of expressions that set a year for what follows, the year, and for how many sentences more."""

    _seen: dict[Asked, Direction] = field(default_factory=dict)

    @cached_property
    def _directions(self) -> Directions:
        return Directions(self.doc, self.quoted, self.pack)

    @cached_property
    def _opened(self) -> list[int]:
        """Where the quotations begin."""
        return [quote.span.start for quote in self.quoted]

    def outcomes(self, reference: Reference) -> list[Read]:
        """Every expression with its value, in the order of the text.

        Quotations come last: who speaks leans on what the article tells around him.
        """
        self.told = []
        self.years = []
        # False comes before true.
        quoted_last = sorted(self.nodes, key=self._is_quoted)
        found = [self._read(node, reference) for node in quoted_last]
        return sorted(found, key=lambda read: read.node.start)

    def sentence(self, offset: int) -> Span:
        """The sentence that holds an offset; an empty stretch where none does."""
        index = self.doc.sentence_at(offset)
        if index is None:
            return Span(offset, offset)
        return self.doc.sentences[index].span

    def quote(self, node: Node) -> Quoted | None:
        """The outermost quotation that holds an expression."""
        place = bisect_right(self._opened, node.start)
        for quote in self.quoted[max(place - _NESTED, 0) : place]:
            if quote.span.end >= node.end:
                return quote
        return None

    def _is_quoted(self, node: Node) -> bool:
        return self.quote(node) is not None

    def direction(
        self, node: Node, *, firm: bool = False, until: bool = False
    ) -> Direction:
        """Which way an expression looks; firm: by a finite verb only."""
        diary = node.name in ("weekday", "day") or node.has("weekday")
        asked = Asked(node.span, firm, diary, until)
        if asked not in self._seen:
            self._seen[asked] = self._directions.of(asked)
        return self._seen[asked]

    def told_before(self, offset: int) -> Sequence[Told]:
        """The dates told last before an offset, in order."""
        place = bisect_left(self.told, offset, key=lambda told: told.span.start)
        return self.told[max(place - _RECENT, 0) : place]

    def sentences_between(self, span: Span, node: Node) -> int:
        """How many sentences an expression stands behind a stretch; 0 in the same one."""
        here = self.doc.sentence_at(node.start) or 0
        return here - (self.doc.sentence_at(span.end - 1) or 0)

    def stated_after(self, node: Node) -> Sequence[Node]:
        """Dates with their year further on in the sentence of an expression."""
        end = self.sentence(node.start).end
        behind = [other for other in self.nodes if node.end <= other.start < end]
        dates = [other for other in behind if other.make == "fields"]
        return [other for other in dates if other.holds("year")]

    def year(self, node: Node, at: date | None) -> int | None:
        """The year that the sentence, or an adverbial one just before it, is about."""
        stated = self._stated_ahead(node, at)
        if stated:
            return stated
        place = bisect_left(self.years, (node.start,))
        if not place:
            return None
        end, year, reach = self.years[place - 1]
        further = self.sentences_between(Span(end - 1, end), node)
        if further > reach or (further and is_complement(self.doc, node)):
            return None
        if at is None:
            return year
        # Of a year that is over nobody tells in the future.
        ahead = self.direction(node) is Direction.FUTURE
        return year if year < at.year and not ahead else None

    def _stated_ahead(self, node: Node, at: date | None) -> int | None:
        """`La Coupe du monde 2026 se jouera du 11 juin …`: a year told before in the sentence, of what is to come."""
        if at is None or self.direction(node) is not Direction.FUTURE:
            return None
        for told in reversed(self.told_before(node.start)):
            if told.quoted or self.sentences_between(told.span, node):
                return None
            first = told.value.earliest
            if (
                told.value.precision is Precision.YEAR
                and first
                and first.year >= at.year
            ):
                return first.year
        return None

    def _read(self, node: Node, reference: Reference) -> Read:
        quote = self.quote(node)
        if quote is not None:
            reference = self._speech(quote, reference)
        read = resolve(node, reference, self)
        if read.date is not None and node.name not in _LENGTHS:
            self._remember(read, read.date, quoted=quote is not None)
        return read

    def _remember(self, read: Read, value: EdtfDate, *, quoted: bool) -> None:
        node = read.node
        diary = node.name == "weekday" or node.has("weekday")
        insort(self.told, Told(node.span, value, quoted, diary))
        if value.earliest is None or quoted or not self._sets_year(node, value):
            return
        # "En 2014, …" holds for the next sentence too, "L'an dernier, …" for its own.
        reach = int("reference" not in read.context.used)
        insort(self.years, (node.end, value.earliest.year, reach))

    def _sets_year(self, node: Node, value: EdtfDate) -> bool:
        """`En 2014, …` opens a sentence and says what year is told; `fondé en 2012` not."""
        opening = node.start - self.sentence(node.start).start
        is_year = node.name == "year" or node.make == "relative"
        return is_year and value.precision is Precision.YEAR and opening <= _OPENING

    def _speech(self, quote: Quoted, reference: Reference) -> Reference:
        """The day of speech.

        One told beside the quotation, else the publication or the day before.
        """
        said = self._said(quote)
        last = reference.days[-1] if reference.days else date.max
        if said and said.first <= last:
            days = said.value.candidates or (said.first,)
            return Reference(said.value, days, AnchorKind.SPEECH)
        if not reference.days:
            return reference
        first = reference.days[0]
        year = self._year_of(quote)
        if year is not None and year < first.year:
            # "Aujourd'hui" of what was written in 1963 is a day of 1963.
            known = reference_of(parse_edtf(f"{year:04}"))
            return replace(known, kind=AnchorKind.SPEECH)
        if len(reference.days) > 1 or first == date.min:
            return reference
        days = (first - timedelta(days=1), first)
        return Reference(one_of(days), days, AnchorKind.SPEECH)

    def _year_of(self, quote: Quoted) -> int | None:
        """The year that opens the sentence of a quotation, before it."""
        low = self.sentence(quote.span.start).start
        for end, year, _ in self.years:
            if low < end <= quote.span.start:
                return year
        return None

    def _said(self, quote: Quoted) -> Told | None:
        """A day that is told in the sentences of a quotation, outside of it.

        The first one behind the quotation, else the first one before it.
        """
        low = self.sentence(quote.span.start).start
        high = self.sentence(quote.span.end - 1).end
        first = None
        for told in self.told_before(max(high, quote.span.end)):
            is_day = told.value.precision in (Precision.DAY, Precision.SET)
            if not is_day or told.quoted or told.span.start < low:
                continue
            if told.span.start >= quote.span.end:
                # "« … », a-t-il dit lundi"
                return told
            first = first or told
        return first


def resolve(node: Node, reference: Reference, reading: Reading) -> Read:
    """Evaluate an expression at the reference, or at each day it can be."""
    days = reference.days
    middle = days[len(days) // 2] if days else None
    context = _context(reading, node, middle)
    try:
        first = context.evaluate(node)
        if len(days) <= 1 or "reference" not in context.used:
            return Read(node, reference, context, first)
        if first.precision is not Precision.DAY:
            # Of a week or month three days tell enough.
            middle = days[len(days) // 2]
            days = (days[0], middle, days[-1])
        found = [_context(reading, node, day).evaluate(node) for day in days]
    except (UnresolvedError, LookupError, ValueError, OverflowError) as error:
        return Read(node, reference, context, failure=_failure(error))
    if len({value.edtf for value in found}) == 1:
        return Read(node, reference, context, first)
    value = shared(first, found, reference.days, reference.value)
    return Read(node, reference, context, value, vague=True)


def _failure(error: Exception) -> str:
    """The reason why an expression has no value, by what went wrong."""
    if isinstance(error, UnresolvedError):
        return str(error)
    if isinstance(error, LookupError):
        # no unit or number that a value could be had from
        return "vague"
    # an impossible day, or one beyond the calendar
    return "impossible"


def _context(reading: Reading, node: Node, day: date | None) -> Context:
    return Context(reading, day, MAKERS, reading.year(node, day))
