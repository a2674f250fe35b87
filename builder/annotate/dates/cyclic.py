"""Values of what comes round: quarters, seasons, feasts, the nth day or week of a period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    MONTHS,
    bounds,
    holiday,
    interval,
    nth_weekday,
    period,
    season,
    shift,
    years,
)
from builder.annotate.dates.context import Context, Makers, chosen
from builder.annotate.dates.node import BESIDE, COUNTS, UNITS, number_of, way
from builder.annotate.dates.tense import Direction
from builder.model.dates import EdtfDate, Precision, between, day, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.patterns import Node


_THURSDAY, _SATURDAY = 4, 6
_DAY = timedelta(days=1)
_NEW_SEASON = 7
"""Sport and school begin a new year in summer."""


def _year(node: Node, context: Context) -> int | None:
    """The year that the words give: a number, or `de cette année`, `de l'année dernière`."""
    stated = node.one("year")
    if stated is not None:
        return int(stated.value)
    short = node.one("num")
    if short is not None:
        # "l'été 76"
        whole = context.evaluate(short)
    elif any(unit.value == "Y" for unit in node.all("unit")):
        whole = context.whole(node)
    else:
        return None
    first, _ = bounds(whole)
    return first.year


def _years(context: Context) -> range:
    this = context.day.year
    return range(this - 2, this + 3)


def term(node: Node, context: Context) -> EdtfDate:
    """Quarters and half-years: of a year that is given, else as the tense says."""
    kind, rank = _rank(node)
    length = MONTHS[kind]
    if rank < 0:
        # "le dernier trimestre"
        rank = 12 // length
    month = (rank - 1) * length + 1
    year = _year(node, context)
    if year is not None:
        return period(kind, date(year, month, 1))
    starts = [date(year, month, 1) for year in _years(context)]
    return period(kind, _over_or_not(starts, kind, node, context))


def _over_or_not(
    starts: Sequence[date], kind: str, node: Node, context: Context
) -> date:
    """The last one that is over; the first that is not where a verb looks ahead.

    Results are told in headlines without a verb: "Loyers en hausse au deuxième trimestre".
    """
    firm = context.reading.direction(node, firm=True)
    # Of five years in a row the first is over, and the last is not.
    over = [start for start in starts if shift(start, 1, kind) <= context.day]
    if firm is Direction.FUTURE:
        context.used.add("future")
        return starts[len(over)]
    return over[-1]


def _rank(node: Node) -> tuple[str, int]:
    code = node.one("termcode")
    if code is not None:
        # "T3", "S1"
        kind, number = code.value
        return kind, int(number)
    rank = node.the("ordinal", "last", "day")
    return node.the("term").value, rank.value


def in_season(node: Node, context: Context) -> EdtfDate:
    """A season of a year, this one, the last or next, else by tense.

    Winter is that which begins in the year.
    """
    code = node.the("season").value
    year = _year(node, context)
    if year is not None:
        return season(code, year)
    today = context.day
    seasons = [season(code, near) for near in _years(context)]
    if way(node):
        return _season_beside(seasons, way(node), today)
    for found in seasons:
        first, last = bounds(found)
        if first <= today <= last:
            return found
    if node.has("this"):
        return season(code, today.year)
    firsts = [bounds(found)[0] for found in seasons]
    start = chosen(firsts, today, context.tense(node))
    return season(code, start.year)


def _season_beside(seasons: Sequence[EdtfDate], sign: int, today: date) -> EdtfDate:
    """The last one that is over, or the next that has not begun."""
    if sign < 0:
        *_, before = [found for found in seasons if bounds(found)[1] < today]
        return before
    behind, *_ = [found for found in seasons if bounds(found)[0] > today]
    return behind


def feast(node: Node, context: Context) -> EdtfDate:
    """A feast of a given year, else the nearest that the tense allows."""
    code = node.the("holiday").value
    year = _year(node, context)
    if year is not None:
        return day(holiday(code, year))
    days = [holiday(code, near) for near in _years(context)]
    said = Direction(way(node))
    if said:
        return day(chosen(days, context.day, said, strict=True))
    # "les invendus de Noël seront donnés": whatever is told of them
    return day(chosen(days, context.day, context.tense_of_time(node)))


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


def exercise(node: Node, context: Context) -> EdtfDate:
    """`la saison dernière` of a sport, `l'année scolaire`, `l'exercice en cours`."""
    unit = node.the("fiscal", "schoolyear")
    if unit.value == "Y" and unit.name == "fiscal":
        return period("Y", shift(context.day, way(node), "Y"))
    year = _season_begun(node, context) + way(node)
    if unit.name == "schoolyear":
        return interval(f"{year:04}-09", f"{year + 1:04}-07")
    return years(year, year + 1)


def _season_begun(node: Node, context: Context) -> int:
    """The year in which the season began that others are counted from."""
    if not node.has(*BESIDE):
        day = context.day
    else:
        told = context.before(node)
        day = told.first
        if told.value.precision is Precision.YEAR:
            # "la saison suivante" after a year begins in that year
            return day.year - (way(node) > 0)
    return day.year - (day.month < _NEW_SEASON)


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


def day_of(node: Node, context: Context) -> EdtfDate:
    """`le 20 du mois prochain`."""
    beside = shift(context.day, way(node), "M")
    month = period("M", beside)
    number = node.the("day", "ordinal").value
    return parse_edtf(f"{month.edtf}-{number:02}")


CYCLIC: Makers = {
    "term": term,
    "season": in_season,
    "holiday": feast,
    "nth": nth,
    "firsts": firsts,
    "exercise": exercise,
    "weekday_of": weekday_of,
    "week_of": week_of,
    "day_of": day_of,
}
