"""Values of what comes round: quarters, seasons, feasts, the nth day or week of a period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    MONTHS,
    bounds,
    nth_weekday,
    period,
    shift,
)
from builder.annotate.dates.context import Context, Makers
from builder.annotate.dates.node import COUNTS, UNITS, number_of, way
from builder.model.dates import EdtfDate, Precision, between, day, parse_edtf

if TYPE_CHECKING:

    from builder.syntax.patterns import Node


_THURSDAY, _SATURDAY = 4, 6
_DAY = timedelta(days=1)
_NEW_SEASON = 7
"""Sport and school begin a new year in summer."""


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
        if rank < 0:
            return period(kind, last)
        return period(kind, shift(first, rank - 1, kind))
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
        # "les neuf premiers mois" of accounts: of the last year in which they are over
        begun = shift(context.day, -count, kind)
        first, last = bounds(period("Y", begun))
    else:
        first, last = bounds(context.whole(node))
    if node.has("last"):
        return between(shift(last + _DAY, -count, kind), last)
    return between(first, shift(first, count, kind) - _DAY)


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
    named = context.evaluate(node.parts[-1])
    first, _ = bounds(named)
    return period("WE" if node.has("weekend") else "W", first)


CYCLIC: Makers = {
    "nth": nth,
    "firsts": firsts,
    "weekday_of": weekday_of,
    "week_of": week_of,
}
