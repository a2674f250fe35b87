"""Ranges and open ends: `du 3 au 5 mars`, `depuis 2014`, `avant le 3 mars`."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    KINDS,
    ONE_DAY,
    bounds,
    in_any_year,
    interval,
    joined,
    marked,
    period,
    reaching,
    shift,
    written,
    years,
)
from builder.annotate.dates.node import ENDS, UnresolvedError, known
from builder.annotate.dates.tense import Direction
from builder.model.dates import EdtfDate, Precision, day, parse_edtf

if TYPE_CHECKING:
    from builder.annotate.dates.context import Context, Makers
    from builder.syntax.patterns import Node

_BORROWERS = ("month", "date", "daymonth")
"""Ends of a range that may have their year from the other end."""

_WEEK = timedelta(days=7)


def span(node: Node, context: Context) -> EdtfDate:
    """`du 3 au 5 mars`, `de novembre 2023 à mars`, `de dimanche à dimanche`."""
    first, last = node.all(*ENDS)[-2:]
    opening = node.parts[0]
    if opening.name == "period" and opening is not first:
        return _within(context.evaluate(opening), first, last)
    if first.name == "year" and last.name in ("num", "day"):
        # "1939-45"
        return years(first.value, first.value // 100 * 100 + last.value)
    if first.name == last.name == "weekday":
        return _run_of_weekdays(first.value, last.value, node, context)
    # "le recensement de mars-avril" hangs on its noun; "de mars à avril" does not.
    context.complement = opening.name == "of" and node.has("dash")
    if _has_year(first) and _borrows(last):
        return _rolled_over(context.evaluate(first), last, context)
    return _run_up_to(first, context.evaluate(last), context)


def _rolled_over(start: EdtfDate, last: Node, context: Context) -> EdtfDate:
    """`de novembre 2023 à mars`: the first March after the beginning."""
    low, _ = bounds(start)
    end = context.in_year(last, low.year)
    if end.latest is None or end.latest < low:
        end = context.in_year(last, low.year + 1)
    return joined(start, end)


def _has_year(node: Node) -> bool:
    return node.name == "year" or node.holds("year")


def _borrows(end: Node) -> bool:
    open_named = end.name in _BORROWERS or end.make in ("part", "fields")
    return open_named and not _has_year(end)


def _run_up_to(first: Node, end: EdtfDate, context: Context) -> EdtfDate:
    """The beginning takes its month and year from the end, and lies before it."""
    number = _day_alone(first)
    if number:
        return _from_number(number, end)
    if end.latest is None:
        return joined(context.evaluate(first), end)
    if _borrows(first):
        # "de novembre à mars 2024": the last November before
        start = context.in_year(first, end.latest.year)
        if start.earliest is None or start.earliest > end.latest:
            start = context.in_year(first, end.latest.year - 1)
        return joined(start, end)
    start = context.evaluate(first)
    late = start.earliest is not None and start.earliest > end.latest
    if late and first.name in ("weekday", "deictic"):
        # "de mercredi à hier", read on a Friday
        return joined(end, start)
    return joined(start, end)


def _day_alone(node: Node) -> int:
    """The number of a day that has no month of its own (`3`, `lundi 1er`), else 0."""
    number = node.one("day", "ordinal")
    if node.name in ("day", "ordinal"):
        number = node
    elif node.name != "date" or node.make != "fields":
        return 0
    if number is None or node.has("month", "monabbr", "sept", "daymonth", "year"):
        return 0
    return int(number.value)


def _from_number(number: int, end: EdtfDate) -> EdtfDate:
    """`du 28 au 3 mars`: of the month before, where the number is higher."""
    if end.precision is Precision.NONE:
        # "du 3 au 5 mars" of an article without a date
        return in_any_year(end, partial(_from_number, number))
    if end.earliest is None:
        raise UnresolvedError("vague")
    month = end.earliest.replace(day=1)
    if end.earliest.day < number:
        month = shift(month, -1, "M")
    return joined(day(month.replace(day=number)), end)


def _run_of_weekdays(first: int, last: int, node: Node, context: Context) -> EdtfDate:
    """Past: the last complete run before the reference; future: the next.

    `de dimanche à dimanche` is a week, `la nuit de dimanche à dimanche` none.

    Raises:
        UnresolvedError: of hours (`ouvert du mardi au samedi`).
    """
    opening = node.parts[0]
    firm = context.around.direction(node, firm=True)
    if opening.value == "du" and first != last and not firm:
        raise UnresolvedError("recurs")
    days = (last - first) % 7
    if not days and opening.name != "nightrange":
        days = 7
    length = timedelta(days=days)
    today = context.day
    end = today - timedelta(days=(today.isoweekday() - last) % 7)
    if context.tense(node) is Direction.FUTURE:
        while end - length < today:
            end += _WEEK
    return interval(end - length, end)


def _within(week: EdtfDate, first: Node, last: Node) -> EdtfDate:
    """`la semaine prochaine, entre mardi et jeudi`."""
    if not first.name == last.name == "weekday":
        return week
    monday, _ = bounds(week)
    start = monday + timedelta(days=first.value - 1)
    return interval(start, monday + timedelta(days=last.value - 1))


def enumeration(node: Node, context: Context) -> EdtfDate:
    """`les 3 et 4 mars`: two days that follow each other are one interval."""
    last = context.evaluate(node.parts[-1])
    first = node.one("day", "ordinal")
    if first is None:
        return last
    month = last.edtf[: len("2025-02")]
    return joined(parse_edtf(f"{month}-{first.value:02}"), last)


def since(node: Node, context: Context) -> EdtfDate:
    """`depuis février 2022`, `à partir du 3 mars`: that day or period included."""
    begun = node.parts[-1]
    opening = node.the("since").value
    if opening == "past":
        context.forced = Direction.PAST
    elif opening == "future" and begun.holds("weekday"):
        # "a placé en alerte à partir de mardi"; "dès mardi" goes by the verb
        context.forced = Direction.FUTURE
    told = context.around.direction(begun)
    if opening != "either" or told is not Direction.PAST:
        # "un plan évoqué dès novembre" was so last November
        context.lean = Direction.FUTURE
    start = context.evaluate(begun)
    is_beginning = begun.make == "part" and begun.has("early")
    if is_beginning and start.earliest and not begun.has("year", "month"):
        # "depuis le début de l'année" ends now
        return interval(start.earliest, context.day)
    return interval(written(start)[0], "..")


def limit(node: Node, context: Context) -> EdtfDate:
    """`jusqu'au 3 mars` includes the day; `avant` and `après` exclude their bound.

    At its own precision: `avant mars` ends with February.
    """
    sign = 1 if node.has("after") else -1
    context.lean = Direction(-sign)
    context.until = node.has("until")
    named = node.parts[-1]
    bound = context.evaluate(named)
    if bound.candidates:
        bound = marked(bound, "~")
    if named.make == "part" and sign > 0:
        # "après la mi-octobre" is behind all of it
        return interval(known(bound.latest, "vague") + ONE_DAY, "..")
    if named.make == "part":
        return interval("..", bound.latest or written(bound)[1])
    if context.until:
        return interval("..", written(bound)[1])
    if bound.precision is Precision.NONE:
        return in_any_year(bound, partial(_beyond, sign))
    return _beyond(sign, bound)


def _beyond(sign: int, bound: EdtfDate) -> EdtfDate:
    edge = known(bound.latest if sign > 0 else bound.earliest, "no_reference")
    kind = KINDS.get(bound.precision, "D")
    beyond = period(kind, shift(edge, sign, kind))
    if bound.approximate:
        beyond = marked(beyond, "~")
    return reaching(beyond.edtf, sign, "..")


RANGES: Makers = {
    "span": span,
    "enumeration": enumeration,
    "since": since,
    "limit": limit,
}
