"""Parts of periods, ranges and open ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    KINDS,
    bounds,
    joined,
    marked,
    period,
    shift,
    written,
)
from builder.annotate.dates.node import CALENDAR, known
from builder.annotate.dates.tense import Direction
from builder.model.dates import EdtfDate, Precision, day, parse_edtf

if TYPE_CHECKING:
    from builder.annotate.dates.context import Context, Makers
    from builder.syntax.patterns import Node

_ENDS = (*CALENDAR, "season", "day", "ordinal", "daymonth", "now", "num")
_WEEK = timedelta(days=7)
_MONTHS = ((0, 0), (1, 1), (2, 2))
_THIRDS = {
    Precision.WEEK: ("D", ((0, 1), (2, 3), (4, 6))),
    Precision.MONTH: ("D", ((0, 9), (10, 19), (20, 30))),
    Precision.QUARTER: ("M", _MONTHS),
    Precision.SEASON: ("M", _MONTHS),
    Precision.YEAR: ("M", ((0, 3), (4, 7), (8, 11))),
    Precision.DECADE: ("Y", ((0, 3), (4, 6), (7, 9))),
    Precision.CENTURY: ("Y", ((0, 33), (34, 66), (67, 99))),
}
"""First and last day, month or year of beginning, middle and end (rule R12)."""


def part(node: Node, context: Context) -> EdtfDate:
    """`début mars`, `mi-2023`, `fin du XIXe siècle`, `la première quinzaine de mars`."""
    inner = context.whole(node, (*CALENDAR, "num"))
    if node.has("fortnight") and inner.precision is Precision.MONTH:
        first = node.the("ordinal", "last", "early", "late").value in (1, "early")
        return parse_edtf(
            f"{inner.edtf}-01/{inner.edtf}-15"
            if first
            else f"{inner.edtf}-16/{inner.latest}"
        )
    return _third(
        inner, ("early", "mid", "late").index(node.the("early", "mid", "late").value)
    )


def moiety(node: Node, context: Context) -> EdtfDate:
    """`la première moitié de 2017`, `la seconde moitié du XIXe siècle`."""
    whole = context.whole(node)
    (start, end), first = bounds(whole), node.the("ordinal", "last").value == 1
    years = end.year - start.year + 1
    if years > 1:
        turn = start.year + years // 2
        return parse_edtf(
            f"{start.year:04}/{turn - 1:04}" if first else f"{turn:04}/{end.year:04}"
        )
    if whole.precision is Precision.YEAR:
        return period("H", start if first else end)
    half = start + (end - start + timedelta(days=1)) / 2
    return parse_edtf(
        f"{start}/{half - timedelta(days=1)}" if first else f"{half}/{end}"
    )


def _third(inner: EdtfDate, which: int) -> EdtfDate:
    start, end = bounds(inner)
    if inner.precision in _THIRDS:
        unit, thirds = _THIRDS[inner.precision]
        low, high = (
            period(unit, min(shift(start, n, unit), end)) for n in thirds[which]
        )
        return marked(low if low == high else joined(low, high), "~")
    if start == end:
        return inner
    third = (end - start) / 3
    return parse_edtf(f"{start + third * which}~/{end - third * (2 - which)}~")


def inner(node: Node, context: Context) -> EdtfDate:
    """`courant mars`, `en 2014`: the whole of it."""
    return context.evaluate(node.parts[-1])


def remainder(node: Node, context: Context) -> EdtfDate:
    """`plus tard cette semaine`: from the reference to its end; `plus tôt`: from its beginning to the reference."""
    whole = context.whole(node)
    if node.has("later"):
        return parse_edtf(f"{context.day}/{whole.latest}")
    return parse_edtf(f"{whole.earliest}/{context.day}")


def about(node: Node, context: Context) -> EdtfDate:
    """`vers 1250`."""
    return marked(context.evaluate(node.the(*_ENDS)), "~")


def span(node: Node, context: Context) -> EdtfDate:
    """`du 3 au 5 mars`, `de novembre 2023 à mars`, `de dimanche à dimanche`, `1939-1945` (rule R9)."""
    first, last = node.all(*_ENDS)[-2:]
    if node.parts[0].name == "period" and node.parts[0] is not first:
        return _within_week(node.parts[0], first, last, context)
    if first.name == "year" and last.name in ("num", "day"):
        return parse_edtf(
            f"{first.value:04}/{first.value // 100 * 100 + last.value:04}"
        )
    if first.name == last.name == "weekday":
        return _run_of_weekdays(first.value, last.value, node, context)
    context.complement = node.parts[0].name == "of" and node.has("dash")
    if (
        _has_year(first)
        and not _has_year(last)
        and last.name in ("month", "date", "daymonth")
    ):
        return _rolled_over(context.evaluate(first), last, context)
    return _run_up_to(first, context.evaluate(last), context)


def _has_year(node: Node) -> bool:
    return node.name == "year" or node.holds("year")


def _rolled_over(start: EdtfDate, last: Node, context: Context) -> EdtfDate:
    """An end without a year is the first one after the beginning."""
    low, _ = bounds(start)
    end = _with_year(last, low.year, context)
    if end.latest is None or end.latest < low:
        end = _with_year(last, low.year + 1, context)
    return joined(start, end)


def _with_year(node: Node, year: int, context: Context) -> EdtfDate:
    known, context.year = context.year, year
    found = context.evaluate(node)
    context.year = known
    return found


def _run_up_to(first: Node, end: EdtfDate, context: Context) -> EdtfDate:
    """The beginning takes its month and year from the end, and lies before it."""
    number = _day_alone(first)
    if end.earliest is None or end.latest is None:
        return (
            parse_edtf(f"{end.edtf[:7]}-{number:02}")
            if number
            else joined(context.evaluate(first), end)
        )
    if number:
        month = end.earliest.replace(day=1)
        return joined(
            day(
                (
                    month if end.earliest.day >= number else shift(month, -1, "M")
                ).replace(day=number)
            ),
            end,
        )
    if _has_year(first) or not (
        first.name in ("month", "date", "daymonth") or first.make in ("part", "fields")
    ):
        start = context.evaluate(first)
        backwards = (
            start.earliest
            and start.earliest > end.latest
            and first.name in ("weekday", "deictic")
        )
        return joined(end, start) if backwards else joined(start, end)
    start = _with_year(first, end.latest.year, context)
    if start.earliest is None or start.earliest > end.latest:
        start = _with_year(first, end.latest.year - 1, context)
    return joined(start, end)


def _day_alone(node: Node) -> int:
    """The number of a day that has no month of its own (`3`, `lundi 1er`); 0 for anything else."""
    if node.name in ("day", "ordinal"):
        return int(node.value)
    number = node.one("day", "ordinal")
    dated = node.make == "fields" and node.name == "date"
    alone = dated and not node.has("month", "monabbr", "sept", "daymonth", "year")
    return int(number.value) if number and alone else 0


def _run_of_weekdays(first: int, last: int, node: Node, context: Context) -> EdtfDate:
    """Past: the last complete run before the reference; future: the next; equal names are a week apart."""
    length = timedelta(
        days=(last - first) % 7 or (0 if node.parts[0].name == "nightrange" else 7)
    )
    today = context.day
    if context.tense(node) is Direction.FUTURE:
        end = today + timedelta(days=(last - today.isoweekday()) % 7)
        end += _WEEK if end - length < today else timedelta()
    else:
        end = today - timedelta(days=(today.isoweekday() - last) % 7)
    return parse_edtf(f"{end - length}/{end}")


def _within_week(week: Node, first: Node, last: Node, context: Context) -> EdtfDate:
    whole = context.evaluate(week)
    if whole.earliest is None or not first.name == last.name == "weekday":
        return whole
    start, end = (whole.earliest + timedelta(days=n.value - 1) for n in (first, last))
    return parse_edtf(f"{start}/{end}")


def enumeration(node: Node, context: Context) -> EdtfDate:
    """`les 3 et 4 mars`: two days that follow each other are one interval."""
    last = context.evaluate(node.parts[-1])
    first = node.one("day", "ordinal")
    return (
        joined(parse_edtf(f"{last.edtf[:7]}-{first.value:02}"), last) if first else last
    )


def since(node: Node, context: Context) -> EdtfDate:
    """`depuis février 2022`, `à partir du 3 mars`: that day or period included; `depuis le début de l'année` ends now."""
    if node.the("since").value == "past":
        context.forced = Direction.PAST
    context.lean = Direction.FUTURE
    begun = node.parts[-1]
    start = context.evaluate(begun)
    if (
        begun.make == "part"
        and begun.has("early")
        and not begun.has("year", "month")
        and start.earliest
    ):
        return parse_edtf(f"{start.earliest}/{context.day}")
    return parse_edtf(f"{written(start)[0]}/..")


def limit(node: Node, context: Context) -> EdtfDate:
    """`jusqu'au 3 mars` includes the day, `avant` and `après` exclude their bound at its own precision (rule R10)."""
    context.lean = Direction.PAST if node.has("after") else Direction.FUTURE
    bound, partial = context.evaluate(node.parts[-1]), node.parts[-1].make == "part"
    bound = marked(bound, "~") if bound.candidates else bound
    if node.has("after") and partial:
        # "après la mi-octobre" is behind all of it
        return parse_edtf(f"{known(bound.latest, 'vague') + timedelta(days=1)}/..")
    if node.has("until") or partial:
        return parse_edtf(
            f"../{bound.latest if partial and bound.latest else written(bound)[1]}"
        )
    sign = 1 if node.has("after") else -1
    edge = known(bound.latest if sign > 0 else bound.earliest, "no_reference")
    kind = KINDS.get(bound.precision, "D")
    beyond = period(kind, shift(edge, sign, kind))
    beyond = marked(beyond, "~") if bound.approximate else beyond
    return parse_edtf(f"{beyond.edtf}/.." if sign > 0 else f"../{beyond.edtf}")


BOUNDED: Makers = {
    "part": part, "moiety": moiety, "inner": inner, "remainder": remainder, "about": about, "span": span, "enumeration": enumeration,
    "since": since, "limit": limit,
}  # fmt: skip
