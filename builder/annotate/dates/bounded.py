"""Parts of periods, ranges and open ends."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    KINDS,
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
from builder.annotate.dates.node import CALENDAR, UnresolvedError, known
from builder.annotate.dates.tense import Direction
from builder.model.dates import EdtfDate, Precision, day, parse_edtf

if TYPE_CHECKING:
    from datetime import date

    from builder.annotate.dates.context import Context, Makers
    from builder.syntax.patterns import Node

_ENDS = (*CALENDAR, "season", "day", "ordinal", "daymonth", "now", "num")
_PARTS = ("early", "mid", "late")
_BORROWERS = ("month", "date", "daymonth")
"""Ends of a range that may have their year from the other end."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_THIRDS = {
    Precision.WEEK: ("D", (0, 2, 4, 7)),
    Precision.MONTH: ("D", (0, 10, 20, 31)),
    Precision.QUARTER: ("M", (0, 1, 2, 3)),
    Precision.HALF_YEAR: ("M", (0, 2, 4, 6)),
    Precision.SEASON: ("M", (0, 1, 2, 3)),
    Precision.YEAR: ("M", (0, 4, 8, 12)),
    Precision.DECADE: ("Y", (0, 4, 7, 10)),
    Precision.CENTURY: ("Y", (0, 34, 67, 100)),
}
"""Where beginning, middle and end begin, and where the end is over."""


def part(node: Node, context: Context) -> EdtfDate:
    """`début mars`, `mi-2023`, `fin du XIXe siècle`, `la première quinzaine de mars`."""
    whole = context.whole(node, (*CALENDAR, "num"))
    if node.has("fortnight") and whole.precision is Precision.MONTH:
        return _fortnight(node, whole)
    named = node.the(*_PARTS).value
    return _third(whole, _PARTS.index(named))


def _fortnight(node: Node, month: EdtfDate) -> EdtfDate:
    named = node.the("ordinal", "last", "early", "late").value
    if named in (1, "early"):
        return interval(f"{month.edtf}-01", f"{month.edtf}-15")
    return interval(f"{month.edtf}-16", month.latest)


def _third(whole: EdtfDate, which: int) -> EdtfDate:
    start, end = bounds(whole)
    if start == end:
        return whole
    unit, thirds = _THIRDS[whole.precision]
    first, behind = thirds[which : which + 2]
    # A month may have no day 31.
    low = period(unit, shift(start, first, unit))
    high = period(unit, min(shift(start, behind - 1, unit), end))
    return marked(low if low == high else joined(low, high), "~")


def moiety(node: Node, context: Context) -> EdtfDate:
    """`la première moitié de 2017`, `la seconde moitié du XIXe siècle`."""
    whole = context.whole(node)
    start, end = bounds(whole)
    first = node.the("ordinal", "last").value == 1
    length = end.year - start.year + 1
    if length > 1:
        turn = start.year + length // 2
        return years(start.year, turn - 1) if first else years(turn, end.year)
    if whole.precision is Precision.YEAR:
        return period("H", start if first else end)
    turning = start + (end - start + _DAY) / 2
    return interval(start, turning - _DAY) if first else interval(turning, end)


def inner(node: Node, context: Context) -> EdtfDate:
    """`courant mars`, `en 2014`: the whole of it."""
    return context.evaluate(node.parts[-1])


def remainder(node: Node, context: Context) -> EdtfDate:
    """`plus tard cette semaine`: what is left of it; `plus tôt`: what is gone."""
    whole = context.whole(node)
    if node.has("later"):
        return interval(context.day, whole.latest)
    return interval(whole.earliest, context.day)


def about(node: Node, context: Context) -> EdtfDate:
    """`vers 1250`."""
    return marked(context.evaluate(node.the(*_ENDS)), "~")


def span(node: Node, context: Context) -> EdtfDate:
    """`du 3 au 5 mars`, `de novembre 2023 à mars`, `de dimanche à dimanche`."""
    first, last = node.all(*_ENDS)[-2:]
    opening = node.parts[0]
    if opening.name == "period" and opening is not first:
        return _within(context.evaluate(opening), first, last)
    if first.name == "year" and last.name in ("num", "day"):
        # "1939-45"
        century = first.value // 100 * 100
        return years(first.value, century + last.value)
    if first.name == last.name == "weekday":
        return _run_of_weekdays(first.value, last.value, node, context)
    # "le recensement de mars-avril" hangs on its noun; "de mars à avril" does not.
    context.complement = opening.name == "of" and node.has("dash")
    if _has_year(first) and _borrows(last):
        return _rolled_over(context.evaluate(first), last, context)
    return _run_up_to(first, context.evaluate(last), context)


def _has_year(node: Node) -> bool:
    return node.name == "year" or node.holds("year")


def _rolled_over(start: EdtfDate, last: Node, context: Context) -> EdtfDate:
    """`de novembre 2023 à mars`: the first March after the beginning."""
    low, _ = bounds(start)
    end = context.in_year(last, low.year)
    if end.latest is None or end.latest < low:
        end = context.in_year(last, low.year + 1)
    return joined(start, end)


def _run_up_to(first: Node, end: EdtfDate, context: Context) -> EdtfDate:
    """The beginning takes its month and year from the end, and lies before it."""
    number = _day_alone(first)
    if number:
        return _from_number(number, end)
    if end.latest is None:
        return joined(context.evaluate(first), end)
    if _borrows(first):
        return joined(_last_before(first, end.latest, context), end)
    start = context.evaluate(first)
    late = start.earliest is not None and start.earliest > end.latest
    if late and first.name in ("weekday", "deictic"):
        # "de mercredi à hier", read on a Friday
        return joined(end, start)
    return joined(start, end)


def _borrows(end: Node) -> bool:
    open_named = end.name in _BORROWERS or end.make in ("part", "fields")
    return open_named and not _has_year(end)


def _last_before(first: Node, end: date, context: Context) -> EdtfDate:
    """`de novembre à mars 2024`: the last November before."""
    start = context.in_year(first, end.year)
    if start.earliest is None or start.earliest > end:
        return context.in_year(first, end.year - 1)
    return start


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


def _day_alone(node: Node) -> int:
    """The number of a day that has no month of its own (`3`, `lundi 1er`), else 0."""
    if node.name in ("day", "ordinal"):
        return int(node.value)
    number = node.one("day", "ordinal")
    if number is None or node.name != "date" or node.make != "fields":
        return 0
    if node.has("month", "monabbr", "sept", "daymonth", "year"):
        return 0
    return int(number.value)


def _run_of_weekdays(first: int, last: int, node: Node, context: Context) -> EdtfDate:
    """Past: the last complete run before the reference; future: the next.

    `de dimanche à dimanche` is a week, `la nuit de dimanche à dimanche` none.
    """
    habitual = first != last and node.parts[0].value == "du"
    bare = habitual and not context.reading.direction(node, firm=True)
    if bare:
        # "ouvert du mardi au samedi"
        raise UnresolvedError("recurs")
    days = (last - first) % 7
    if not days and node.parts[0].name != "nightrange":
        days = 7
    length = timedelta(days=days)
    today = context.day
    if context.tense(node) is Direction.FUTURE:
        ahead = (last - today.isoweekday()) % 7
        end = today + timedelta(days=ahead)
        if end - length < today:
            end += _WEEK
    else:
        back = (today.isoweekday() - last) % 7
        end = today - timedelta(days=back)
    return interval(end - length, end)


def _within(week: EdtfDate, first: Node, last: Node) -> EdtfDate:
    """`la semaine prochaine, entre mardi et jeudi`."""
    if not first.name == last.name == "weekday":
        return week
    monday, _ = bounds(week)
    start = monday + timedelta(days=first.value - 1)
    end = monday + timedelta(days=last.value - 1)
    return interval(start, end)


def enumeration(node: Node, context: Context) -> EdtfDate:
    """`les 3 et 4 mars`: two days that follow each other are one interval."""
    last = context.evaluate(node.parts[-1])
    first = node.one("day", "ordinal")
    if first is None:
        return last
    return joined(_in_month_of(last, first.value), last)


def _in_month_of(other: EdtfDate, number: int) -> EdtfDate:
    month = other.edtf[: len("2025-02")]
    return parse_edtf(f"{month}-{number:02}")


def since(node: Node, context: Context) -> EdtfDate:
    """`depuis février 2022`, `à partir du 3 mars`: that day or period included."""
    begun = node.parts[-1]
    opening = node.the("since").value
    if opening == "past":
        context.forced = Direction.PAST
    elif opening == "future" and begun.holds("weekday"):
        # "a placé en alerte à partir de mardi"; "dès mardi" goes by the verb
        context.forced = Direction.FUTURE
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
    if named.make == "part":
        return _limit_of_part(bound, sign)
    if node.has("until"):
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


def _limit_of_part(bound: EdtfDate, sign: int) -> EdtfDate:
    if sign < 0:
        return interval("..", bound.latest or written(bound)[1])
    # "après la mi-octobre" is behind all of it
    return interval(known(bound.latest, "vague") + _DAY, "..")


BOUNDED: Makers = {
    "part": part,
    "moiety": moiety,
    "inner": inner,
    "remainder": remainder,
    "about": about,
    "span": span,
    "enumeration": enumeration,
    "since": since,
    "limit": limit,
}
