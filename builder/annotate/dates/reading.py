"""One reading of an article: every expression in turn, with what the text told before it, at every day it can be of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.bounded import BOUNDED
from builder.annotate.dates.context import Context, Makers, Tense, Told
from builder.annotate.dates.counted import COUNTED
from builder.annotate.dates.cyclic import CYCLIC
from builder.annotate.dates.named import NAMED
from builder.annotate.dates.node import Node, UnresolvedError
from builder.annotate.dates.reference import WINDOW, Reference
from builder.annotate.dates.tense import Cue, cues, nearest
from builder.model.article import Span
from builder.model.dates import AnchorKind, EdtfDate, Precision, one_of, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.quote import Quoted

_RECENT = 40
"""Dates told before that may be leaned on."""

_LONGEST_SENTENCE = 1500
_NESTED = 4
_GAP = 3
_OPENING = 9
"""Code points that may stand before a year that opens its sentence: `En l’an `."""

MAKERS: Makers = {**NAMED, **CYCLIC, **COUNTED, **BOUNDED}
_LISTED = 10
"""A set with more candidates is written as its month or year instead."""

_SEVERAL_MONTHS = 45


@dataclass(frozen=True, slots=True)
class Read:
    """An expression, the reference it was read at, and what became of it: a value or the name of a reason."""

    node: Node
    reference: Reference
    context: Context
    date: EdtfDate | None = None
    failure: str = ""
    vague: bool = False
    """The value stayed open because the reference is."""


@dataclass(slots=True)
class Reading:
    """The article and what is found in it. Only `outcomes` changes its state, and starts anew each time."""

    text: str
    folded: str
    nodes: Sequence[Node]
    sentences: Sequence[Span]
    quoted: Sequence[Quoted]
    pack: LanguagePack
    lowered: str = ""
    opened: Sequence[int] = ()
    """Where the quotations begin."""

    told: list[Told] = field(default_factory=list)
    years: list[tuple[int, int]] = field(default_factory=list)
    """Ends of expressions that set a year for what follows, and the year."""

    seen: dict[Span, tuple[Cue, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lower-case the text, where that keeps its length (it does for French)."""
        self.opened = [q.span.start for q in self.quoted]
        lowered = self.text.lower()
        self.lowered = lowered if len(lowered) == len(self.text) else self.folded

    def outcomes(self, reference: Reference) -> list[Read]:
        """Every expression with its value, in the order of the text."""
        self.told, self.years = [], []
        order = sorted(self.nodes, key=lambda n: (self.quote(n) is not None, n.start))
        return sorted(
            (self._read(node, reference) for node in order), key=lambda r: r.node.start
        )

    def sentence(self, offset: int) -> Span:
        """The sentence that holds an offset; a piece of it where it is very long."""
        place = bisect_right(self.sentences, Span(offset, len(self.text))) - 1
        around = self.sentences[place] if place >= 0 else Span(0, len(self.text))
        start = offset - (offset - around.start) % _LONGEST_SENTENCE
        return Span(start, min(max(around.end, offset), start + _LONGEST_SENTENCE))

    def quote(self, node: Node) -> Quoted | None:
        """The outermost quotation that holds an expression."""
        place = bisect_right(self.opened, node.start)
        around = [
            q
            for q in self.quoted[max(place - _NESTED, 0) : place]
            if q.span.end >= node.end
        ]
        return around[0] if around else None

    def tense(self, node: Node, *, firm: bool = False) -> Tense:
        """The tense that governs an expression; firm: by a finite verb only."""
        around = self.sentence(node.start)
        if around not in self.seen:
            self.seen[around] = cues(self.lowered, around.start, around.end, self.pack)
        return nearest(self.seen[around], self.lowered, node.start, node.end, firm=firm)

    def told_before(self, offset: int) -> Sequence[Told]:
        """The dates told last before an offset, in order."""
        place = bisect_left(self.told, offset, key=lambda t: t.span.start)
        return self.told[max(place - _RECENT, 0) : place]

    def stated_after(self, node: Node) -> Sequence[Node]:
        """Dates with their year further on in the sentence of an expression."""
        end = self.sentence(node.start).end
        return [
            n
            for n in self.nodes
            if node.end <= n.start < end and n.make == "fields" and n.holds("year")
        ]

    def year(self, node: Node, at: date | None) -> int | None:
        """The year that the sentence, or an adverbial one just before it, is about."""
        place = bisect_left(self.years, (node.start,))
        if not place:
            return None
        end, year = self.years[place - 1]
        here, there = self.sentence(node.start), self.sentence(end)
        near = there.start == here.start or there.end + _GAP >= here.start
        if not near or (
            at is not None and (year >= at.year or self.tense(node) is Tense.FUTURE)
        ):
            return None
        return year

    def _read(self, node: Node, reference: Reference) -> Read:
        quote = self.quote(node)
        read = resolve(
            node, self._speech(quote, reference) if quote else reference, self
        )
        moment = read.date
        if moment is not None and node.name not in (
            "quantity",
            "since_quantity",
            "set",
        ):
            named = node if node.name == "weekday" else node.one("weekday")
            weekday = (named.value if named else None) or 0
            insort(
                self.told,
                Told(Span(node.start, node.end), moment, weekday, quote is not None),
            )
            if (
                moment.earliest
                and self._sets_year(node)
                and quote is None
                and "reference" not in read.context.used
            ):
                insort(self.years, (node.end, moment.earliest.year))
        return read

    def _sets_year(self, node: Node) -> bool:
        """`En 2014, …` at the head of a sentence says what year is told; `fondé en 2012` does not."""
        return (
            node.name == "year"
            and node.start - self.sentence(node.start).start <= _OPENING
        )

    def _speech(self, quote: Quoted, reference: Reference) -> Reference:
        """The day of speech: a day told beside the quotation, else the publication or the day before."""
        low, high = (
            self.sentence(quote.span.start).start,
            self.sentence(quote.span.end).end,
        )
        beside = [
            t
            for t in self.told_before(high)
            if low <= t.span.start
            and not t.quoted
            and t.value.precision in (Precision.DAY, Precision.SET)
        ]
        said = [t for t in beside if t.span.start >= quote.span.end] or beside
        if (
            said
            and said[0].value.earliest
            and (not reference.days or said[0].value.earliest <= reference.days[-1])
        ):
            days = said[0].value.candidates or (said[0].value.earliest,)
            return Reference(said[0].value, days, AnchorKind.SPEECH)
        if len(reference.days) == 1 and reference.days[0] > date.min:
            days = (reference.days[0] - timedelta(days=1), reference.days[0])
            return Reference(one_of(days), days, AnchorKind.SPEECH)
        return reference


def resolve(node: Node, reference: Reference, reading: Reading) -> Read:
    """Evaluate an expression at the reference, or at each day it can be."""

    def at(day: date | None) -> Context:
        return Context(reading, day, MAKERS, reading.year(node, day))

    days = reference.days
    context = at(days[len(days) // 2] if days else None)
    try:
        first = context.evaluate(node)
        if len(days) < 2 or "reference" not in context.used:  # noqa: PLR2004 - one day is certain
            return Read(node, reference, context, first)
        tried = (
            days
            if first.precision is Precision.DAY
            else (days[0], days[len(days) // 2], days[-1])
        )
        found = [at(day).evaluate(node) for day in tried]
    except UnresolvedError as error:
        return Read(node, reference, context, failure=str(error))
    except (ValueError, OverflowError):  # an impossible day, or one beyond the calendar
        return Read(node, reference, context, failure="impossible")
    if len({m.edtf for m in found}) == 1:
        return Read(node, reference, context, first)
    return Read(node, reference, context, _open(first, found, reference), vague=True)


def _open(
    middle: EdtfDate, found: Sequence[EdtfDate], reference: Reference
) -> EdtfDate:
    """What the values share; candidates where they are few days; else the month or year, approximate."""
    width = (reference.days[-1] - reference.days[0]).days
    if width < WINDOW and all(m.precision is Precision.DAY for m in found):
        days = _in_the_month({m.earliest for m in found if m.earliest}, reference.value)
        if len(days) <= _LISTED:
            return one_of(days)
    coarse = len("2025-02") if width < _SEVERAL_MONTHS else len("2025")
    ends = [m.edtf.split("/") for m in found]
    if any(len(e) != len(ends[0]) for e in ends):
        return parse_edtf(f"{reference.days[0].isoformat()[:coarse]}~")
    kept = [
        written
        if len({e[n] for e in ends}) == 1
        else f"{written[:coarse].rstrip('~?')}~"
        for n, written in enumerate(middle.edtf.split("/"))
    ]
    return parse_edtf(kept[0] if len(set(kept)) == 1 else "/".join(kept))


def _in_the_month(days: set[date], month: EdtfDate | None) -> set[date]:
    """Of an article dated to a month, the days of that month (it may tell of the last days before: it seldom does)."""
    if (
        month is None
        or month.precision is not Precision.MONTH
        or month.earliest is None
        or month.latest is None
    ):
        return days
    return {d for d in days if month.earliest <= d <= month.latest} or days
