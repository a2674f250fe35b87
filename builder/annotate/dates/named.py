"""Values of dates that are named: days, months, years, decades, centuries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.beside import openers
from builder.annotate.dates.calendar import marked, period, shift
from builder.annotate.dates.context import (
    DAYS_ONLY,
    Context,
    Makers,
    chosen,
    in_some_year,
    nearest,
    years_around,
)
from builder.annotate.dates.node import UnresolvedError, way
from builder.annotate.dates.tense import Direction
from builder.model.dates import EdtfDate, day, parse_edtf
from builder.syntax.neighbours import before

if TYPE_CHECKING:
    from builder.syntax.patterns import Node

_WEEK = 7
_CENTURY = 100
_PIVOT = 30
_NEAR = timedelta(days=62)
"""How far `vendredi 31` is looked for; beyond, one of the two is a slip, and the number is kept as uncertain."""


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
    limit = context.reference.year + 5 if context.reference else 2030
    return int(
        max(y for y in (1900 + part.value, 2000 + part.value) if y <= limit or y < 2000)
    )


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
        return _day_alone(node, fields, context)
    return _weekday(node, fields, context)


def _stated(fields: Fields) -> EdtfDate:
    year = f"{fields.year:04}"
    if not fields.month:
        return parse_edtf(year)
    return parse_edtf(
        f"{year}-{fields.month:02}" + (f"-{fields.day:02}" if fields.day else "")
    )


def _day_and_month(node: Node, fields: Fields, context: Context) -> EdtfDate:
    recurring = parse_edtf(f"XXXX-{fields.month:02}-{fields.day:02}")
    if context.reference is None:
        return recurring
    days = years_around(fields.month, fields.day, context.day)
    if way(node):
        return day(chosen(days, context.day, Direction(way(node)), strict=True))
    agreeing = [
        d
        for d in days
        if d.isoweekday() == fields.weekday and abs(d.year - context.day.year) <= 3
    ]
    if fields.weekday and agreeing:
        context.used.add("weekday")
        return day(nearest(agreeing, context.day))
    return day(in_some_year(days, context.day, context.tense(node)))


def _month(node: Node, fields: Fields, context: Context) -> EdtfDate:
    if context.reference is None:
        return parse_edtf(f"XXXX-{fields.month:02}")
    this_month = context.day.replace(day=1)
    if node.has("this") and not way(node):
        return period("M", this_month.replace(month=fields.month))
    firsts = years_around(fields.month, 1, context.day)
    if way(node):
        return period(
            "M", chosen(firsts, this_month, Direction(way(node)), strict=True)
        )
    tense = context.tense(node)
    hangs = context.complement or context.is_complement(node)
    if (
        tense is Direction.FUTURE and hangs and not context.lean
    ):  # not the `de` of `à partir de mars`
        tense = (
            Direction.UNKNOWN
        )  # `le recensement de mars`, whatever the sentence announces
    return period("M", chosen(firsts, this_month, tense))


def _day_alone(node: Node, fields: Fields, context: Context) -> EdtfDate:
    """`vendredi 31`: the nearest month in which both agree; `le 19`: by tense, else the nearest."""
    months = [shift(context.day.replace(day=1), n, "M") for n in range(-11, 12)]
    days = [m + timedelta(days=fields.day - 1) for m in months]
    days = [d for d, m in zip(days, months, strict=True) if d.month == m.month]
    agreeing = [
        d
        for d in days
        if d.isoweekday() == fields.weekday and abs(d - context.day) <= _NEAR
    ]
    if agreeing:
        context.used.add("weekday")
        return day(nearest(agreeing, context.day))
    found = day(chosen(days, context.day, context.tense(node)))
    return marked(found, "?") if fields.weekday else found


def _weekday(node: Node, fields: Fields, context: Context) -> EdtfDate:
    if node.has("same", "following", "preceding"):
        return _from_antecedent(node, fields, context)
    today = context.day
    days = [
        today
        + timedelta(days=(fields.weekday - today.isoweekday()) % _WEEK + _WEEK * n)
        for n in range(-2, 3)
    ]
    if node.has("in"):  # `mardi en huit`, `en quinze`
        weeks = 1 if fields.day == _WEEK + 1 else 2
        return day(
            chosen(days, today, Direction.FUTURE, strict=True)
            + timedelta(days=_WEEK * weeks)
        )
    if way(node):
        return day(chosen(days, today, Direction(way(node)), strict=True))
    if node.has("this") and today in days:
        return day(today)
    tense = context.tense(node)
    if tense is not Direction.PAST and not context.lean and _is_habitual(node, context):
        raise UnresolvedError("recurs")
    if tense is Direction.UNKNOWN and node.has("this"):
        # "ce vendredi" without a verb: the one of this week
        return day(today + timedelta(days=fields.weekday - today.isoweekday()))
    if tense is Direction.UNKNOWN:
        before = (
            t
            for t in reversed(context.reading.told_before(node.start))
            if t.span.end <= node.start
        )
        told = next((t.value for t in before if t.weekday == fields.weekday), None)
        if told and (told.candidates or told.earliest in days):
            context.used.add("told")
            return told
        context.used.add("default")
        tense = Direction.PAST
    firm = context.reading.direction(node, firm=True)
    return day(chosen(days, today, tense, strict=firm is Direction.FUTURE))


def _is_habitual(node: Node, context: Context) -> bool:
    """`permanence le lundi`: with the article, and without a finite verb that looks ahead."""
    word = before(context.reading.doc, node.span)
    if (
        word is None
        or word.pos != "DET"
        or word.low not in openers(context.reading.pack).day
    ):
        return False
    return context.reading.direction(node, firm=True) is Direction.UNKNOWN


def _from_antecedent(node: Node, fields: Fields, context: Context) -> EdtfDate:
    base = context.before(node, DAYS_ONLY).first
    if node.has("same"):
        if base.isoweekday() != fields.weekday:
            raise UnresolvedError("no_antecedent")
        return day(base)
    step = (fields.weekday - base.isoweekday()) % _WEEK or _WEEK
    return day(base + timedelta(days=step if way(node) > 0 else step - 2 * _WEEK))


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
