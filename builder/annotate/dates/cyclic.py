"""Values of what comes round: quarters, seasons, feasts, the nth day or week of a period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    MONTHS,
    bounds,
    holiday,
    nth_weekday,
    period,
    season,
    shift,
)
from builder.annotate.dates.context import Context, Makers, chosen, nearest
from builder.annotate.dates.node import COUNTS, UNITS, number_of, way
from builder.annotate.dates.tense import Direction
from builder.model.dates import EdtfDate, Precision, between, day, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.patterns import Node


_THURSDAY, _SATURDAY = 4, 6
_NEW_SEASON = 7
"""Sport and school begin a new year in summer."""


def _year(node: Node, context: Context) -> int | None:
    """The year that the words give: a number, or `de cette année`, `de l'année dernière`."""
    stated = node.one("year")
    if stated:
        return int(stated.value)
    short = node.one("num")
    if short:  # "l'été 76"
        return bounds(context.evaluate(short))[0].year
    if any(unit.value == "Y" for unit in node.all("unit")):
        return bounds(context.whole(node))[0].year
    return None


def _years(context: Context) -> range:
    return range(context.day.year - 2, context.day.year + 3)


def term(node: Node, context: Context) -> EdtfDate:
    """Quarters and half-years: of a year that is given, else as the tense says."""
    kind, rank = _rank(node)
    length = MONTHS[kind]
    month = 13 - length if rank < 0 else (rank - 1) * length + 1
    year = _year(node, context)
    if year is not None:
        return period(kind, date(year, month, 1))
    return period(
        kind,
        _over_or_not([date(y, month, 1) for y in _years(context)], kind, node, context),
    )


def _over_or_not(
    starts: Sequence[date], kind: str, node: Node, context: Context
) -> date:
    """The last one that is over; the first that is not where a verb looks ahead.

    Results are told in headlines without a verb: "Loyers en hausse au deuxième trimestre".
    """
    firm = context.reading.direction(node, firm=True)
    over = [start for start in starts if shift(start, 1, kind) <= context.day]
    if firm is Direction.FUTURE and len(over) < len(starts):
        context.used.add("future")
        return starts[len(over)]
    return over[-1] if over else nearest(starts, context.day)


def _rank(node: Node) -> tuple[str, int]:
    code = node.one("termcode")
    if code:
        return code.value[0], int(code.value[1])
    return node.the("term").value, node.the("ordinal", "last", "day").value


def in_season(node: Node, context: Context) -> EdtfDate:
    """A season of a year, this one, the last or next, else by tense; winter is that which begins in the year."""
    code, year = node.the("season").value, _year(node, context)
    if year is not None:
        return season(code, year)
    seasons = {s: bounds(s) for s in (season(code, y) for y in _years(context))}
    if way(node) < 0:
        return [s for s, (_, last) in seasons.items() if last < context.day][-1]
    if way(node) > 0:
        return next(s for s, (first, _) in seasons.items() if first > context.day)
    now = [s for s, (first, last) in seasons.items() if first <= context.day <= last]
    if now:
        return now[0]
    if node.has("this"):
        return season(code, context.day.year)
    start = chosen(
        [first for first, _ in seasons.values()], context.day, context.tense(node)
    )
    return season(code, start.year)


def feast(node: Node, context: Context) -> EdtfDate:
    """A feast of a given year, else the nearest that the tense allows."""
    code, year = node.the("holiday").value, _year(node, context)
    if year is not None:
        return day(holiday(code, year))
    days = [holiday(code, y) for y in _years(context)]
    tense = Direction(way(node)) or context.tense(node)
    ahead = tense is Direction.FUTURE and not way(node) and not context.lean
    if ahead and context.is_complement(node):
        # "les invendus de Noël seront donnés": whatever is told of them
        tense = Direction.UNKNOWN
    return day(chosen(days, context.day, tense, strict=bool(way(node))))


def nth(node: Node, context: Context) -> EdtfDate:
    """`le dernier jour d'octobre`, `la première semaine de 2015`, `le premier lundi du mois prochain`."""
    whole = context.whole(node)
    first, last = bounds(whole)
    counted, rank = (
        node.the("unit", "weekday", "weekend", "worked"),
        node.the("ordinal", "last").value,
    )
    kind = str(counted.value)
    if counted.name == "weekday":
        return day(nth_weekday(first, last, counted.value, rank))
    if kind in MONTHS or kind == "D":
        return period(kind, last if rank < 0 else shift(first, rank - 1, kind))
    if whole.precision is Precision.YEAR and rank > 0 and kind != "WE":
        # Weeks of a year are those of ISO 8601.
        monday = date.fromisocalendar(first.year, rank, 1)
    else:
        # So are those of a month: a week is of the month that its Thursday lies in.
        weekday = _SATURDAY if kind == "WE" else _THURSDAY
        monday = nth_weekday(first, last, weekday, rank)
    return _in_week(period(kind, monday), node.parts[-1])


def exercise(node: Node, context: Context) -> EdtfDate:
    """`la saison dernière` of a sport, `l'année scolaire`, `l'exercice en cours`."""
    unit = node.the("fiscal", "schoolyear")
    if unit.value == "Y" and unit.name == "fiscal":
        return period("Y", shift(context.day, way(node), "Y"))
    year = context.day.year + way(node)
    if context.day.month < _NEW_SEASON:
        year -= 1
    if unit.name == "schoolyear":
        return parse_edtf(f"{year:04}-09/{year + 1:04}-07")
    return parse_edtf(f"{year:04}/{year + 1:04}")


def firsts(node: Node, context: Context) -> EdtfDate:
    """`les trois premiers mois de l'année`, `les deux dernières semaines de mars` (seven days each)."""
    first, last = bounds(context.whole(node))
    count, kind, one_day = (
        number_of(node.the(*COUNTS)),
        str(node.the(*UNITS).value),
        timedelta(days=1),
    )
    if node.has("last"):
        return between(shift(last + one_day, -count, kind), last)
    return between(first, shift(first, count, kind) - one_day)


def _in_week(week: EdtfDate, weekday: Node) -> EdtfDate:
    """The day of a week; the week where no day of the week is named."""
    if weekday.name != "weekday":
        return week
    return day(bounds(week)[0] + timedelta(days=weekday.value - 1))


def weekday_of(node: Node, context: Context) -> EdtfDate:
    """`mardi de la semaine prochaine`."""
    return _in_week(context.whole(node), node.the("weekday"))


def week_of(node: Node, context: Context) -> EdtfDate:
    """The ISO week, or the weekend of the week, that holds a day: `la semaine du 3 mars`."""
    return period(
        "WE" if node.has("weekend") else "W",
        bounds(context.evaluate(node.parts[-1]))[0],
    )


def day_of(node: Node, context: Context) -> EdtfDate:
    """`le 20 du mois prochain`."""
    month = period("M", shift(context.day, way(node), "M"))
    return parse_edtf(f"{month.edtf}-{node.the('day', 'ordinal').value:02}")


CYCLIC: Makers = {
    "term": term, "season": in_season, "holiday": feast, "nth": nth, "firsts": firsts, "exercise": exercise, "weekday_of": weekday_of, "week_of": week_of,
    "day_of": day_of,
}  # fmt: skip
