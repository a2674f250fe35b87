"""One reading of an article: every expression in turn, at every day that the article can be of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import ONE_DAY
from builder.annotate.dates.context import Context, Makers
from builder.annotate.dates.node import UnresolvedError
from builder.annotate.dates.parts import PARTS
from builder.annotate.dates.ranges import RANGES
from builder.annotate.dates.reference import Read, Reference, reference_of
from builder.annotate.dates.stepped import STEPPED
from builder.annotate.dates.surroundings import Surroundings, Told, is_diary
from builder.annotate.dates.vague import shared
from builder.annotate.dates.yearly import YEARLY
from builder.model.dates import AnchorKind, Precision, one_of, parse_edtf

if TYPE_CHECKING:
    from builder.model.dates import EdtfDate
    from builder.model.quote import Quoted
    from builder.syntax.patterns import Node

_OPENING = 9
"""Code points that may stand before a year that opens its sentence: `En l’an `."""

_LENGTHS = ("quantity", "since_quantity", "set")
"""Names of expressions that tell no day to lean on."""

MAKERS: Makers = {**YEARLY, **STEPPED, **PARTS, **RANGES}


def outcomes(around: Surroundings, reference: Reference) -> list[Read]:
    """Every expression with its value, in the order of the text.

    Quotations come last: who speaks leans on what the article tells around him.
    """
    around.told.clear()
    # False comes before true.
    quoted_last = sorted(around.nodes, key=lambda node: around.quote(node) is not None)
    found = [_read(node, reference, around) for node in quoted_last]
    return sorted(found, key=lambda read: read.node.start)


def _read(node: Node, reference: Reference, around: Surroundings) -> Read:
    quote = around.quote(node)
    if quote is not None:
        reference = _speech(quote, reference, around)
    read = resolve(node, reference, around)
    value = read.date
    if value is None or node.name in _LENGTHS:
        return read
    reach = -1
    opening = node.start - around.sentence(node.start).start
    if opening <= _OPENING:
        reach = _reach(read, value)
    quoted = quote is not None
    around.remember(Told(node.span, value, quoted, is_diary(node), reach))
    return read


def _reach(read: Read, value: EdtfDate) -> int:
    """For how many sentences more a date that opens one says what year is told."""
    node = read.node
    if value.precision is Precision.YEAR:
        # "En 2014, …" holds for the next sentence too, "L'an dernier, …" for its own.
        is_year = node.name == "year" or node.make == "relative"
        return int("reference" not in read.context.used) if is_year else -1
    stated = value.precision in (Precision.DAY, Precision.MONTH) and node.holds("year")
    return 0 if stated else -1


def _speech(quote: Quoted, reference: Reference, around: Surroundings) -> Reference:
    """The day of speech.

    One told beside the quotation, else the publication or the day before.
    """
    said = _said(quote, around)
    last = reference.days[-1] if reference.days else date.max
    if said and said.first <= last:
        days = said.value.candidates or (said.first,)
        return Reference(said.value, days, AnchorKind.SPEECH)
    if not reference.days:
        return reference
    first = reference.days[0]
    year = _year_of(quote, around)
    if year is not None and year < first.year:
        # "Aujourd'hui" of what was written in 1963 is a day of 1963.
        known = reference_of(parse_edtf(f"{year:04}"))
        return replace(known, kind=AnchorKind.SPEECH)
    if len(reference.days) > 1 or first == date.min:
        return reference
    days = (first - ONE_DAY, first)
    return Reference(one_of(days), days, AnchorKind.SPEECH)


def _year_of(quote: Quoted, around: Surroundings) -> int | None:
    """The year that opens the sentence of a quotation, before it."""
    low = around.sentence(quote.span.start).start
    for told in around.told_before(quote.span.start):
        if told.reach >= 0 and told.span.start >= low:
            return told.first.year
    return None


def _said(quote: Quoted, around: Surroundings) -> Told | None:
    """A day that is told in the sentences of a quotation, outside of it.

    The first one behind the quotation, else the first one before it.
    """
    low = around.sentence(quote.span.start).start
    high = around.sentence(quote.span.end - 1).end
    days = []
    for told in around.told_before(max(high, quote.span.end)):
        is_day = told.value.precision in (Precision.DAY, Precision.SET)
        if is_day and not told.quoted and told.span.start >= low:
            days.append(told)
    # "« … », a-t-il dit lundi"
    behind = [told for told in days if told.span.start >= quote.span.end]
    return next(iter(behind or days), None)


def resolve(node: Node, reference: Reference, around: Surroundings) -> Read:
    """Evaluate an expression at the reference, or at each day it can be."""
    days = reference.days
    middle = days[len(days) // 2] if days else None
    context = _context(around, node, middle)
    try:
        first = context.evaluate(node)
        if len(days) <= 1 or "reference" not in context.used:
            return Read(node, reference, context, first)
        if first.precision is not Precision.DAY:
            # Of a week or month three days tell enough.
            days = (days[0], days[len(days) // 2], days[-1])
        found = [_context(around, node, day).evaluate(node) for day in days]
    except UnresolvedError as error:
        return Read(node, reference, context, failure=str(error))
    except LookupError:
        # no unit or number that a value could be had from
        return Read(node, reference, context, failure="vague")
    except (ValueError, OverflowError):
        # an impossible day, or one beyond the calendar
        return Read(node, reference, context, failure="impossible")
    if len({value.edtf for value in found}) == 1:
        return Read(node, reference, context, first)
    value = shared(first, found, reference.days, reference.value)
    return Read(node, reference, context, value, vague=True)


def _context(around: Surroundings, node: Node, day: date | None) -> Context:
    return Context(around, day, MAKERS, around.year(node, day))
