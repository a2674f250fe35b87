"""Values of dates that are named: days, months, years, decades, centuries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import interval, period, years
from builder.annotate.dates.context import (
    Context,
    Makers,
    chosen,
    in_some_year,
    years_around,
)
from builder.annotate.dates.node import way
from builder.annotate.dates.tense import Direction
from builder.annotate.dates.weekdays import day_alone, weekday
from builder.model.dates import EdtfDate, Precision, day, parse_edtf

if TYPE_CHECKING:
    from builder.syntax.patterns import Node

_CENTURY = 100
_MILLENNIUM = 2000
_LIMIT = 2030
_PIVOT = 30
_KINDS = {
    "weekday": "weekday",
    "wdabbr": "weekday",
    "month": "month",
    "monabbr": "month",
    "sept": "month",
    "day": "day",
    "ordinal": "day",
    "year": "year",
    "num": "year",
}
"""Names of atoms, and the field that each gives."""

_YEARS_NEAR = 3
"""A weekday and a day agree in a year this far away, or one of them is a slip."""


@dataclass(slots=True)
class Fields:
    """What the words give of a date; 0 for what they do not."""

    weekday: int = 0
    day: int = 0
    month: int = 0
    year: int = 0

    def take(self, other: Fields) -> None:
        """What a part gives replaces what is there."""
        self.weekday = other.weekday or self.weekday
        self.day = other.day or self.day
        self.month = other.month or self.month
        self.year = other.year or self.year


def gather(node: Node, context: Context) -> Fields:
    """The fields of a date, from its parts and theirs."""
    fields = Fields()
    for part in node.parts or (node,):
        if part.parts:
            fields.take(gather(part, context))
            continue
        kind = _KINDS.get(part.name)
        if part.name == "day" and fields.day and fields.month:
            # "le 3 mars 12": a second number is the year
            kind = "year"
        if kind == "year":
            fields.year = _full_year(part, context)
        elif kind is not None:
            setattr(fields, kind, part.value)
    return fields


def _full_year(part: Node, context: Context) -> int:
    """Two digits are of the century that puts them five years ahead at most."""
    if part.name == "year":
        return int(part.value)
    limit = context.reference.year + 5 if context.reference else _LIMIT
    later = _MILLENNIUM + int(part.value)
    return later if later <= limit else later - _CENTURY


def from_fields(node: Node, context: Context) -> EdtfDate:
    """A date out of what its words give, completed from the reference."""
    fields = gather(node, context)
    if fields.month and not fields.year and context.year and not way(node):
        # "En 2014, il part. En mars, …"
        fields.year = context.year
        context.used.add("year")
    if fields.year:
        return _stated(fields)
    if fields.month:
        make = _day_and_month if fields.day else _month
        return make(node, fields, context)
    if fields.day and not node.has("in"):
        return day_alone(node, fields.weekday, fields.day, context)
    # "mardi", "mardi en huit"
    return weekday(node, fields.weekday, fields.day, context)


def _stated(fields: Fields) -> EdtfDate:
    month = f"{fields.year:04}-{fields.month:02}"
    if not fields.day:
        return parse_edtf(month)
    return parse_edtf(f"{month}-{fields.day:02}")


def _day_and_month(node: Node, fields: Fields, context: Context) -> EdtfDate:
    if context.reference is None:
        return parse_edtf(f"XXXX-{fields.month:02}-{fields.day:02}")
    today = context.day
    days = years_around(fields.month, fields.day, today)
    said = Direction(way(node))
    if said:
        # "le 14 juillet prochain"
        return day(chosen(days, today, said, strict=True))
    near = [other for other in days if abs(other.year - today.year) <= _YEARS_NEAR]
    agreeing = context.agreeing(near, fields.weekday)
    if agreeing is not None:
        return agreeing
    told = _told_month(node, fields.month, context)
    if told and context.tense(node) is not Direction.FUTURE:
        # "en août 2022 … le 14 août"
        return _stated(replace(fields, year=told))
    return day(in_some_year(days, today, context.tense(node)))


def _told_month(node: Node, month: int, context: Context) -> int:
    """The year of the month that was told last, where it is this one and near; else 0."""
    reading = context.reading
    for told in reversed(reading.told_before(node.start)):
        begun = told.value.earliest
        if told.span.end > node.start or begun is None:
            continue
        if told.value.precision not in (Precision.DAY, Precision.MONTH):
            continue
        if begun.month == month and reading.sentences_between(told.span, node) <= 1:
            return begun.year
    return 0


def _month(node: Node, fields: Fields, context: Context) -> EdtfDate:
    if context.reference is None:
        return parse_edtf(f"XXXX-{fields.month:02}")
    this_month = context.day.replace(day=1)
    firsts = years_around(fields.month, 1, context.day)
    said = Direction(way(node))
    if said:
        return period("M", chosen(firsts, this_month, said, strict=True))
    if node.has("this"):
        return period("M", this_month.replace(month=fields.month))
    return period("M", chosen(firsts, this_month, context.tense_of_time(node)))


def year(node: Node, _: Context) -> EdtfDate:
    """A year, of any thousand that has four digits."""
    return parse_edtf(f"{node.the('year').value:04}")


def school(node: Node, _: Context) -> EdtfDate:
    """School years run from September to July; accounts and seasons year to year."""
    numbers = node.all("year", "num", "day")
    first = numbers[0].value
    if node.has("schoolyear"):
        return interval(f"{first}-09", f"{first + 1}-07")
    if len(numbers) == 1:
        return parse_edtf(str(first))
    last = numbers[1].value
    if last < _CENTURY:
        last += first // _CENTURY * _CENTURY
    return years(first, last)


def short_year(node: Node, context: Context) -> EdtfDate:
    """`en 84`: a year in two figures."""
    year = _full_year(node.the("num"), context)
    return parse_edtf(f"{year:04}")


def decade(node: Node, _: Context) -> EdtfDate:
    """`les années 1990`, `les années 60`: two digits below 30 are of this century."""
    value = node.the("year", "num", "day").value
    if value < _PIVOT:
        value += _MILLENNIUM
    elif value < _CENTURY:
        value += _MILLENNIUM - _CENTURY
    return parse_edtf(f"{value // 10}X")


def century(node: Node, _: Context) -> EdtfDate:
    """The nth century is written (n - 1)XX."""
    rank = node.the("ordinal", "roman").value
    return parse_edtf(f"{rank - 1:02}XX")


def named(node: Node, _: Context) -> EdtfDate:
    """A date that is a name: `mai 68`, `14-18`."""
    return parse_edtf(str(node.value))


NAMED: Makers = {
    "fields": from_fields,
    "weekday": from_fields,
    "month": from_fields,
    "day": from_fields,
    "daymonth": from_fields,
    "ordinal": from_fields,
    "year": year,
    "school": school,
    "short_year": short_year,
    "num": short_year,
    "decade": decade,
    "century": century,
    "named": named,
}
