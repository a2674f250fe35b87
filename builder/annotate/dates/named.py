"""Values of dates that are named: days, months, years, decades, centuries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import period
from builder.annotate.dates.context import (
    Context,
    Makers,
    chosen,
    in_some_year,
    nearest,
    years_around,
)
from builder.annotate.dates.node import way
from builder.annotate.dates.tense import Direction
from builder.annotate.dates.weekdays import day_alone, weekday
from builder.model.dates import EdtfDate, day, parse_edtf

if TYPE_CHECKING:
    from builder.syntax.patterns import Node

_CENTURY = 100
_MILLENNIUM = 2000
_LIMIT = 2030
_PIVOT = 30
_YEARS_NEAR = 3
"""A weekday and a day agree in a year this far away, or one of them is a slip."""


@dataclass(slots=True)
class Fields:
    """What the words give of a date."""

    weekday: int = 0
    day: int = 0
    month: int = 0
    year: int | None = None


def gather(node: Node, context: Context) -> Fields:
    """The fields of a date, from its parts and theirs."""
    fields = Fields()
    for part in node.parts or (node,):
        if part.parts:
            inner = gather(part, context)
            for name in ("weekday", "day", "month", "year"):
                setattr(fields, name, getattr(inner, name) or getattr(fields, name))
        elif part.name in ("weekday", "wdabbr"):
            fields.weekday = part.value
        elif part.name in ("month", "monabbr", "sept"):
            fields.month = part.value
        elif part.name in ("day", "ordinal") and not (fields.day and fields.month):
            fields.day = part.value
        elif part.name in ("year", "num", "day"):
            fields.year = _full_year(part, context)
    return fields


def _full_year(part: Node, context: Context) -> int:
    """Two digits stand for the century that puts them at most five years after the reference."""
    if part.name == "year":
        return int(part.value)
    limit = context.reference.year + 5 if context.reference else _LIMIT
    later = _MILLENNIUM + int(part.value)
    return later if later <= limit else later - _CENTURY


def from_fields(node: Node, context: Context) -> EdtfDate:
    """A date out of what its words give, completed from the reference (rules R2 to R5 of the inventory)."""
    fields = gather(node, context)
    if fields.year is None and fields.month and context.year and not way(node):
        fields.year = context.year
        context.used.add("year")
    if fields.year is not None:
        return _stated(fields)
    if fields.month and fields.day:
        return _day_and_month(node, fields, context)
    if fields.month:
        return _month(node, fields, context)
    if fields.day and not node.has("in"):
        return day_alone(node, fields.weekday, fields.day, context)
    return weekday(node, fields.weekday, fields.day, context)


def _stated(fields: Fields) -> EdtfDate:
    year = f"{fields.year:04}"
    if not fields.month:
        return parse_edtf(year)
    return parse_edtf(
        f"{year}-{fields.month:02}" + (f"-{fields.day:02}" if fields.day else "")
    )


def _day_and_month(node: Node, fields: Fields, context: Context) -> EdtfDate:
    if context.reference is None:
        return parse_edtf(f"XXXX-{fields.month:02}-{fields.day:02}")
    today = context.day
    days = years_around(fields.month, fields.day, today)
    if way(node):
        return day(chosen(days, today, Direction(way(node)), strict=True))
    near = [other for other in days if abs(other.year - today.year) <= _YEARS_NEAR]
    agreeing = [other for other in near if other.isoweekday() == fields.weekday]
    if agreeing:
        context.used.add("weekday")
        return day(nearest(agreeing, today))
    return day(in_some_year(days, today, context.tense(node)))


def _month(node: Node, fields: Fields, context: Context) -> EdtfDate:
    if context.reference is None:
        return parse_edtf(f"XXXX-{fields.month:02}")
    this_month = context.day.replace(day=1)
    firsts = years_around(fields.month, 1, context.day)
    if way(node):
        said = Direction(way(node))
        return period("M", chosen(firsts, this_month, said, strict=True))
    if node.has("this"):
        return period("M", this_month.replace(month=fields.month))
    tense = context.tense(node)
    hangs = context.complement or context.is_complement(node)
    if tense is Direction.FUTURE and hangs and not context.lean:
        # `le recensement de mars`, whatever the sentence announces; not the `de` of
        # `à partir de mars`.
        tense = Direction.UNKNOWN
    return period("M", chosen(firsts, this_month, tense))


def year(node: Node, _: Context) -> EdtfDate:
    """A year, of any thousand that has four digits."""
    return parse_edtf(f"{node.the('year').value:04}")


def school(node: Node, _: Context) -> EdtfDate:
    """School years run from September to July; accounts and seasons from year to year."""
    years = node.all("year", "num", "day")
    first = years[0].value
    if node.has("schoolyear"):
        return parse_edtf(f"{first}-09/{first + 1}-07")
    if len(years) == 1:
        return parse_edtf(str(first))
    last = years[1].value
    return parse_edtf(
        f"{first}/{last if last >= _CENTURY else first // _CENTURY * _CENTURY + last}"
    )


def short_year(node: Node, context: Context) -> EdtfDate:
    """`en 84`: a year in two figures."""
    return parse_edtf(f"{_full_year(node.the('num'), context):04}")


def decade(node: Node, _: Context) -> EdtfDate:
    """`les années 1990`, `les années 60`: two digits from 30 on are of the twentieth century."""
    value = node.the("year", "num", "day").value
    full = value if value >= _CENTURY else value + (1900 if value >= _PIVOT else 2000)
    return parse_edtf(f"{full // 10}X")


def century(node: Node, _: Context) -> EdtfDate:
    """The nth century is written (n - 1)XX."""
    return parse_edtf(f"{node.the('ordinal', 'roman').value - 1:02}XX")


def named(node: Node, _: Context) -> EdtfDate:
    """A date that is a name: `mai 68`, `14-18`."""
    return parse_edtf(str(node.value))


NAMED: Makers = {
    "fields": from_fields, "weekday": from_fields, "month": from_fields, "day": from_fields, "daymonth": from_fields,
    "ordinal": from_fields, "year": year, "school": school, "short_year": short_year, "num": short_year, "decade": decade, "century": century, "named": named,
}  # fmt: skip
