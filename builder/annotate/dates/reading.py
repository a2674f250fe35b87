"""One reading of an article: every expression in turn, with what the text told before it.

Each is read at every day that the article can be of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from builder.annotate.dates.bounded import BOUNDED
from builder.annotate.dates.context import Context, Makers, Told
from builder.annotate.dates.counted import COUNTED
from builder.annotate.dates.cyclic import CYCLIC
from builder.annotate.dates.leaning import LEANING
from builder.annotate.dates.named import NAMED
from builder.annotate.dates.node import UnresolvedError
from builder.annotate.dates.reference import Read, Reference, reference_of
from builder.annotate.dates.tense import Direction, Directions
from builder.annotate.dates.vague import shared
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

MAKERS: Makers = {**NAMED, **CYCLIC, **COUNTED, **LEANING, **BOUNDED}

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
    years: list[tuple[int, int]] = field(default_factory=list)
    """Ends of expressions that set a year for what follows, and the year."""

    _seen: dict[tuple[Span, bool], Direction] = field(default_factory=dict)

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
        self.told, self.years = [], []
        outside = [node for node in self.nodes if self.quote(node) is None]
        inside = [node for node in self.nodes if self.quote(node) is not None]
        found = [self._read(node, reference) for node in (*outside, *inside)]
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

    def direction(self, node: Node, *, firm: bool = False) -> Direction:
        """Which way an expression looks; firm: by a finite verb only."""
        asked = (node.span, firm)
        if asked not in self._seen:
            diary = node.name == "weekday" or node.has("weekday")
            found = self._directions.of(node.span, firm=firm, diary=diary)
            self._seen[asked] = found
        return self._seen[asked]

    def told_before(self, offset: int) -> Sequence[Told]:
        """The dates told last before an offset, in order."""
        place = bisect_left(self.told, offset, key=lambda told: told.span.start)
        return self.told[max(place - _RECENT, 0) : place]

    def stated_after(self, node: Node) -> Sequence[Node]:
        """Dates with their year further on in the sentence of an expression."""
        end = self.sentence(node.start).end
        found = []
        for other in self.nodes:
            inside = node.end <= other.start < end
            if inside and other.make == "fields" and other.holds("year"):
                found.append(other)
        return found

    def year(self, node: Node, at: date | None) -> int | None:
        """The year that the sentence, or an adverbial one just before it, is about."""
        place = bisect_left(self.years, (node.start,))
        if not place:
            return None
        end, year = self.years[place - 1]
        here = self.doc.sentence_at(node.start)
        there = self.doc.sentence_at(end - 1)
        if here is None or there is None or here - there > 1:
            return None
        if at is None:
            return year
        ahead = self.direction(node) is Direction.FUTURE
        return None if ahead or year >= at.year else year

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
        named = node if node.name == "weekday" else node.one("weekday")
        weekday = int(named.value or 0) if named else 0
        insort(self.told, Told(node.span, value, weekday, quoted))
        counted = "reference" in read.context.used
        if value.earliest and not quoted and not counted and self._sets_year(node):
            insort(self.years, (node.end, value.earliest.year))

    def _sets_year(self, node: Node) -> bool:
        """`En 2014, …` opens a sentence and says what year is told; `fondé en 2012` not."""
        opening = node.start - self.sentence(node.start).start
        return node.name == "year" and opening <= _OPENING

    def _speech(self, quote: Quoted, reference: Reference) -> Reference:
        """The day of speech.

        One told beside the quotation, else the publication or the day before.
        """
        said = self._said(quote)
        first = said.value.earliest if said else None
        last = reference.days[-1] if reference.days else date.max
        if said and first and first <= last:
            days = said.value.candidates or (first,)
            return Reference(said.value, days, AnchorKind.SPEECH)
        year = self._year_of(quote)
        if year is not None and reference.days and year < reference.days[0].year:
            # "Aujourd'hui" of what was written in 1963 is a day of 1963
            known = reference_of(parse_edtf(f"{year:04}"))
            return Reference(known.value, known.days, AnchorKind.SPEECH)
        if len(reference.days) == 1 and reference.days[0] > date.min:
            days = (reference.days[0] - timedelta(days=1), reference.days[0])
            return Reference(one_of(days), days, AnchorKind.SPEECH)
        return reference

    def _year_of(self, quote: Quoted) -> int | None:
        """The year that opens the sentence of a quotation, before it."""
        low = self.sentence(quote.span.start).start
        for end, year in self.years:
            if low < end <= quote.span.start:
                return year
        return None

    def _said(self, quote: Quoted) -> Told | None:
        """A day that is told in the sentences of a quotation, outside of it.

        The first one behind the quotation, else the first one before it.
        """
        low = self.sentence(quote.span.start).start
        high = self.sentence(quote.span.end - 1).end
        beside = []
        for told in self.told_before(max(high, quote.span.end)):
            is_day = told.value.precision in (Precision.DAY, Precision.SET)
            if is_day and not told.quoted and told.span.start >= low:
                beside.append(told)
        behind = [told for told in beside if told.span.start >= quote.span.end]
        return next(iter(behind or beside), None)


def resolve(node: Node, reference: Reference, reading: Reading) -> Read:
    """Evaluate an expression at the reference, or at each day it can be."""
    days = reference.days
    middle = days[len(days) // 2] if days else None
    context = _context(reading, node, middle)
    try:
        first = context.evaluate(node)
        if len(days) < 2 or "reference" not in context.used:  # noqa: PLR2004 - one day is certain
            return Read(node, reference, context, first)
        tried = days
        if first.precision is not Precision.DAY:
            tried = (days[0], days[len(days) // 2], days[-1])
        found = [_context(reading, node, day).evaluate(node) for day in tried]
    except UnresolvedError as error:
        return Read(node, reference, context, failure=str(error))
    except LookupError:  # no unit or number that a value could be had from
        return Read(node, reference, context, failure="vague")
    except (ValueError, OverflowError):  # an impossible day, or one beyond the calendar
        return Read(node, reference, context, failure="impossible")
    if len({value.edtf for value in found}) == 1:
        return Read(node, reference, context, first)
    value = shared(first, found, reference.days, reference.value)
    return Read(node, reference, context, value, vague=True)


def _context(reading: Reading, node: Node, day: date | None) -> Context:
    return Context(reading, day, MAKERS, reading.year(node, day))
