"""Values of what comes round every year: days and months, quarters, seasons, feasts.

Each names a stretch of any year. Where the words give no year, `Context.choose` takes one
of the stretches around the reference, by their own direction, else by that of the clause.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    MONTHS,
    bounds,
    holiday,
    interval,
    period,
    season,
    shift,
    years,
)
from builder.annotate.dates.context import choose
from builder.annotate.dates.node import BESIDE, way
from builder.annotate.dates.tense import Direction
from builder.annotate.dates.weekdays import day_alone, weekday
from builder.model.dates import EdtfDate, Precision, day, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.annotate.dates.context import Context, Makers, Stretch
    from builder.syntax.patterns import Node

_CENTURY = 100
_MILLENNIUM = 2000
_LIMIT = 2030
_PIVOT = 30
_FIELDS = {
    "weekday": "weekday",
    "wdabbr": "weekday",
    "weekdays": "weekday",
    "month": "month",
    "monabbr": "month",
    "sept": "month",
    "day": "day",
    "ordinal": "day",
    "year": "year",
    "num": "year",
}
"""Names of atoms, and the field of a date that each gives."""

_LEAP = 8
"""29 February may be so many years away."""

_YEARS_NEAR = 3
"""A weekday and a day agree in a year this far away, or one of them is a slip."""

_OVERRULE = 90
"""A day and month is taken in the nearest year unless that is more days away on the wrong
side of the tense (measured on French news: nearest alone 22 of 23 right, overruled at any
distance 16, beyond 60 or 90 days 22)."""

_NEW_SEASON = 7
"""Sport and school begin a new year in summer."""


def from_fields(node: Node, context: Context) -> EdtfDate:
    """A date out of what its words give, completed from the reference."""
    fields = _gather(node, context)
    month, number = fields.get("month", 0), fields.get("day", 0)
    if not month and number and not node.has("in"):
        return day_alone(node, fields.get("weekday", 0), number, context)
    if not month:
        # "mardi", "mardi en huit"
        return weekday(node, fields["weekday"], number, context)
    year = fields.get("year", 0)
    if not year and context.year and not way(node):
        # "En 2014, il part. En mars, …"
        year = context.year
        context.used.add("year")
    if year or context.reference is None:
        return parse_edtf(_written(year, month, number))
    if number:
        return day(_day_of_year(node, fields, context))
    return _month(node, month, context)


def _gather(node: Node, context: Context) -> dict[str, int]:
    """The fields of a date, from its parts and theirs; the last one of a kind counts."""
    fields: dict[str, int] = {}
    for part in node.parts or (node,):
        if part.parts:
            fields.update(_gather(part, context))
            continue
        kind = _FIELDS.get(part.name, "")
        if kind == "day" and {"day", "month"} <= fields.keys():
            # "le 3 mars 12": a second number is the year
            kind = "year"
        if kind:
            is_year = kind == "year"
            fields[kind] = _full_year(part, context) if is_year else part.value
    return fields


def _full_year(part: Node, context: Context) -> int:
    """Two digits are of the century that puts them five years ahead at most."""
    if part.name == "year":
        return int(part.value)
    limit = context.reference.year + 5 if context.reference else _LIMIT
    later = _MILLENNIUM + int(part.value)
    return later if later <= limit else later - _CENTURY


def _written(year: int, month: int, number: int) -> str:
    known = f"{year:04}" if year else "XXXX"
    return f"{known}-{month:02}-{number:02}" if number else f"{known}-{month:02}"


def _around(
    today: date, instance: Callable[[int], Stretch], reach: int = 2
) -> list[Stretch]:
    """What a name means in each of the years around; those without it are left out."""
    found = []
    for year in range(today.year - reach, today.year + reach + 1):
        # 29 February, and the ends of the calendar
        with suppress(ValueError, OverflowError):
            found.append(instance(year))
    return found


def _day_of_year(node: Node, fields: dict[str, int], context: Context) -> date:
    today, month = context.anchor(node), fields["month"]
    days = _around(today, lambda year: (date(year, month, fields["day"]),) * 2, _LEAP)
    said = Direction(way(node))
    if said:
        # "le 14 juillet prochain"
        return choose(days, today, said, strict=True)
    looks = context.around.direction(node)
    near = [
        one
        for one, _ in days
        if abs(one.year - today.year) <= _YEARS_NEAR and (one - today).days * looks >= 0
    ]
    agreeing = context.agreeing(near, fields.get("weekday", 0))
    if agreeing is not None:
        return agreeing
    tense = context.tense(node)
    told = context.told_month(node, month)
    if told is not None and tense is not Direction.FUTURE:
        # "en août 2022 … le 14 août"
        return date(told.year, month, fields["day"])
    nearest = choose(days, today)
    wrong = (today - nearest).days * tense > _OVERRULE
    return choose(days, today, tense) if wrong else nearest


def _month(node: Node, month: int, context: Context) -> EdtfDate:
    today = context.anchor(node)
    if node.has("this"):
        return period("M", today.replace(day=1, month=month))
    months = _around(today, lambda year: bounds(period("M", date(year, month, 1))))
    said = Direction(way(node))
    tense = said or context.tense_of_time(node)
    return period("M", choose(months, today, tense, strict=bool(said)))


def _year_of(node: Node, context: Context) -> int | None:
    """The year that the words give: a number, or `de cette année`, `de l'année dernière`."""
    stated = node.one("year", "num")
    if stated is not None:
        # "l'été 76"
        return _full_year(stated, context)
    if any(unit.value == "Y" for unit in node.all("unit")):
        first, _ = bounds(context.whole(node))
        return first.year
    if context.year and not way(node) and not node.has("this"):
        # "En 1940, elle fuit ; à l'automne, …"
        context.used.add("year")
        return context.year
    return None


def term(node: Node, context: Context) -> EdtfDate:
    """Quarters and half-years: of a year that is given, else the last one that is over.

    Results are told in headlines without a verb ("Loyers en hausse au deuxième
    trimestre"): only a finite verb makes it the first that is not over.
    """
    code = node.one("termcode")
    if code is not None:
        # "T3", "S1"
        kind, rank = code.value[0], int(code.value[1:])
    else:
        kind, rank = node.the("term").value, node.the("ordinal", "last", "day").value
    length = MONTHS[kind]
    # "le dernier trimestre"
    month = 13 - length if rank < 0 else (rank - 1) * length + 1
    year = _year_of(node, context)
    if year is not None:
        return period(kind, date(year, month, 1))
    today = context.day
    terms = _around(today, lambda year: bounds(period(kind, date(year, month, 1))))
    if context.around.direction(node, firm=True) is Direction.FUTURE:
        context.used.add("future")
        return period(kind, choose(terms, today, Direction.FUTURE))
    return period(kind, choose(terms, today, Direction.PAST, strict=True))


def in_season(node: Node, context: Context) -> EdtfDate:
    """A season of a year, this one, the last or next, else by tense.

    Winter is that which begins in the year.
    """
    code = node.the("season").value
    year = _year_of(node, context)
    if year is not None:
        return season(code, year)
    today = context.anchor(node)
    seasons = _around(today, lambda year: bounds(season(code, year)))
    said = Direction(way(node))
    if said:
        return season(code, choose(seasons, today, said, strict=True).year)
    holds_today = any(first <= today <= last for first, last in seasons)
    if node.has("this") and not holds_today:
        return season(code, today.year)
    tense = Direction.UNKNOWN if holds_today else context.tense(node)
    return season(code, choose(seasons, today, tense).year)


def feast(node: Node, context: Context) -> EdtfDate:
    """A feast of a given year, else the nearest that the tense allows."""
    code = node.the("holiday").value
    year = _year_of(node, context)
    if year is not None:
        return day(holiday(code, year))
    today = context.anchor(node)
    days = _around(today, lambda year: (holiday(code, year),) * 2)
    said = Direction(way(node))
    # "les invendus de Noël seront donnés": whatever is told of them
    tense = said or context.tense_of_time(node)
    return day(choose(days, today, tense, strict=bool(said)))


def exercise(node: Node, context: Context) -> EdtfDate:
    """`la saison dernière` of a sport, `l'année scolaire`, `l'exercice en cours`."""
    unit = node.the("fiscal", "schoolyear")
    if unit.value == "Y" and unit.name == "fiscal":
        return period("Y", shift(context.day, way(node), "Y"))
    told = context.before(node) if node.has(*BESIDE) else None
    when = told.first if told else context.day
    begun = when.year - (when.month < _NEW_SEASON)
    if told and told.value.precision is Precision.YEAR:
        # "la saison suivante" after a year begins in that year
        begun = when.year - (way(node) > 0)
    return _twelve_months(unit.name, begun + way(node))


def _twelve_months(name: str, year: int) -> EdtfDate:
    """School years run from September to July; accounts and seasons year to year."""
    if name == "schoolyear":
        return interval(f"{year:04}-09", f"{year + 1:04}-07")
    return years(year, year + 1)


def school(node: Node, _: Context) -> EdtfDate:
    """`l'année scolaire 2024-2025`, `l'exercice 2024`, `la saison 1998-99`."""
    first, *last = node.all("year", "num", "day")
    if node.has("schoolyear"):
        return _twelve_months("schoolyear", first.value)
    if not last:
        return parse_edtf(str(first.value))
    until = last[0].value
    if until < _CENTURY:
        until += first.value // _CENTURY * _CENTURY
    return years(first.value, until)


def year(node: Node, context: Context) -> EdtfDate:
    """A year of any thousand that has four digits; `en 84`."""
    return parse_edtf(f"{_full_year(node.the('year', 'num'), context):04}")


def decade(node: Node, _: Context) -> EdtfDate:
    """`les années 1990`, `les années 60`: two digits below 30 are of this century."""
    value = node.the("year", "num", "day").value
    if value < _CENTURY:
        value += _MILLENNIUM if value < _PIVOT else _MILLENNIUM - _CENTURY
    return parse_edtf(f"{value // 10}X")


def century(node: Node, _: Context) -> EdtfDate:
    """The nth century is written (n - 1)XX."""
    rank = node.the("ordinal", "roman").value
    return parse_edtf(f"{rank - 1:02}XX")


def named(node: Node, _: Context) -> EdtfDate:
    """A date that is a name: `mai 68`, `14-18`."""
    return parse_edtf(str(node.value))


YEARLY: Makers = {
    **dict.fromkeys(
        ("fields", "weekday", "month", "day", "daymonth", "ordinal"), from_fields
    ),
    **dict.fromkeys(("year", "short_year", "num"), year),
    "term": term,
    "season": in_season,
    "holiday": feast,
    "exercise": exercise,
    "school": school,
    "decade": decade,
    "century": century,
    "named": named,
}
