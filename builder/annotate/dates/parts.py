"""Values that are a part of a named whole: `début mars`, `la première semaine de 2015`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    MONTHS,
    ONE_DAY,
    bounds,
    interval,
    joined,
    marked,
    nth_weekday,
    period,
    shift,
    years,
)
from builder.annotate.dates.context import choose
from builder.annotate.dates.node import CALENDAR, COUNTS, ENDS, UNITS, number_of
from builder.annotate.dates.tense import Direction
from builder.model.dates import EdtfDate, Precision, between, day

if TYPE_CHECKING:
    from builder.annotate.dates.context import Context, Makers
    from builder.syntax.patterns import Node

_PARTS = ("early", "mid", "late")
_THURSDAY, _SATURDAY = 4, 6
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


def third(node: Node, context: Context) -> EdtfDate:
    """`début mars`, `mi-2023`, `fin du XIXe siècle`, `la première quinzaine de mars`."""
    whole = context.whole(node, (*CALENDAR, "num"))
    start, end = bounds(whole)
    if node.has("fortnight") and whole.precision is Precision.MONTH:
        named = node.the("ordinal", "last", "early", "late").value
        turn = start.replace(day=15)
        if named in (1, "early"):
            return interval(start, turn)
        return interval(turn + ONE_DAY, end)
    if start == end:
        return whole
    which = _PARTS.index(node.the(*_PARTS).value)
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
    turning = start + (end - start + ONE_DAY) / 2
    return interval(start, turning - ONE_DAY) if first else interval(turning, end)


def inner(node: Node, context: Context) -> EdtfDate:
    """`courant mars`, `en 2014`: the whole of it."""
    return context.evaluate(node.parts[-1])


def about(node: Node, context: Context) -> EdtfDate:
    """`vers 1250`."""
    return marked(context.evaluate(node.the(*ENDS)), "~")


def remainder(node: Node, context: Context) -> EdtfDate:
    """`plus tard cette semaine`: what is left of it; `plus tôt`: what is gone."""
    first, last = bounds(context.whole(node))
    if node.has("later"):
        return interval(context.day, last)
    return interval(first, context.day)


def nth(node: Node, context: Context) -> EdtfDate:
    """`le dernier jour d'octobre`, `la première semaine de 2015`, `le premier lundi du mois prochain`."""
    whole = context.whole(node)
    first, last = bounds(whole)
    counted = node.the("unit", "weekday", "weekend", "worked")
    rank = node.the("ordinal", "last").value
    kind = str(counted.value)
    if counted.name == "weekday":
        return day(nth_weekday(first, last, counted.value, rank))
    if kind in MONTHS or kind == "D":
        when = last if rank < 0 else shift(first, rank - 1, kind)
        return period(kind, when)
    if whole.precision is Precision.YEAR and rank > 0 and kind != "WE":
        # Weeks of a year are those of ISO 8601.
        monday = date.fromisocalendar(first.year, rank, 1)
    else:
        # So are those of a month: a week is of the month that its Thursday lies in.
        weekday = _SATURDAY if kind == "WE" else _THURSDAY
        monday = nth_weekday(first, last, weekday, rank)
    return _in_week(period(kind, monday), node.parts[-1])


def firsts(node: Node, context: Context) -> EdtfDate:
    """`les trois premiers mois de l'année`, `les deux dernières semaines de mars`.

    Weeks are seven days, whatever day they begin with.
    """
    count = number_of(node.the(*COUNTS))
    counted = node.the(*UNITS)
    kind = str(counted.value)
    if node.parts[-1] is counted:
        whole = _accounted(node, count, kind, context)
    else:
        whole = context.whole(node)
    first, last = bounds(whole)
    if node.has("last"):
        return between(shift(last + ONE_DAY, -count, kind), last)
    return between(first, shift(first, count, kind) - ONE_DAY)


def _accounted(node: Node, count: float, kind: str, context: Context) -> EdtfDate:
    """The year of `les neuf premiers mois` in accounts: the last in which they are over.

    With a future the one in which they are over soon: `sera publié en octobre`.
    """
    over = shift(context.day, -count, kind)
    if context.around.direction(node, firm=True) is Direction.FUTURE:
        years = [period("Y", shift(over, step, "Y")) for step in (0, 1)]
        ends = [shift(bounds(one)[0], count, kind) - ONE_DAY for one in years]
        over = choose(zip(ends, ends, strict=True), context.day)
    return period("Y", over)


def _in_week(week: EdtfDate, weekday: Node) -> EdtfDate:
    """The day of a week; the week where no day of the week is named."""
    if weekday.name != "weekday":
        return week
    monday, _ = bounds(week)
    return day(monday + timedelta(days=weekday.value - 1))


def weekday_of(node: Node, context: Context) -> EdtfDate:
    """`mardi de la semaine prochaine`."""
    return _in_week(context.whole(node), node.the("weekday"))


def week_of(node: Node, context: Context) -> EdtfDate:
    """The ISO week, or the weekend of the week, that holds a day: `la semaine du 3 mars`."""
    first, _ = bounds(context.evaluate(node.parts[-1]))
    return period("WE" if node.has("weekend") else "W", first)


PARTS: Makers = {
    "part": third,
    "moiety": moiety,
    "inner": inner,
    "about": about,
    "remainder": remainder,
    "nth": nth,
    "firsts": firsts,
    "weekday_of": weekday_of,
    "week_of": week_of,
}
