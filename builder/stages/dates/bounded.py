"""Parts of periods, ranges and open ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.model.moment import Moment, Precision, day, parse_edtf
from builder.stages.dates.calendar import joined, marked, period, shift
from builder.stages.dates.context import Tense, UnresolvedError
from builder.stages.dates.node import DIRECTIONS, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from builder.stages.dates.context import Context
    from builder.stages.dates.node import Node

_ENDS = (
    "date",
    "period",
    "year",
    "month",
    "weekday",
    "deictic",
    "holiday",
    "season",
    "adjacent",
    "named",
    "day",
    "ordinal",
    "daymonth",
    "now",
    "num",
)
_WEEK = timedelta(days=7)
_THIRDS: Mapping[Precision, tuple[tuple[int, int], ...]] = {
    Precision.WEEK: ((0, 1), (2, 3), (4, 6)),
    Precision.MONTH: ((0, 9), (10, 19), (20, 30)),
}
"""First and last day of beginning, middle and end (rule R12)."""


def part(node: Node, context: Context) -> Moment:
    """`début mars`, `mi-2023`, `fin du XIXe siècle`, `la première quinzaine de mars`."""
    inner = _inner(node, context)
    if node.has("fortnight") and inner.precision is Precision.MONTH:
        return _half_month(node, inner)
    which = ("early", "mid", "late").index(next(p.value for p in node.parts if p.name in ("early", "mid", "late")))
    return _third(inner, which)


def _inner(node: Node, context: Context) -> Moment:
    last = node.parts[-1]
    unit = node.one(*UNITS)
    found = next((p for p in reversed(node.parts) if p.name in _ENDS), None)
    if found is not None and found.name != "day":
        return context.evaluate(found)
    if unit is None:
        raise UnresolvedError("vague")
    moved = last.value if last.name in DIRECTIONS else 0
    return period(str(unit.value), shift(context.day, moved, str(unit.value)))


def _half_month(node: Node, month: Moment) -> Moment:
    rank = node.one("ordinal", "last", "early", "late")
    first = rank is not None and rank.value in (1, "early")
    if month.latest is None:
        raise UnresolvedError("impossible")
    return parse_edtf(f"{month.edtf}-01/{month.edtf}-15" if first else f"{month.edtf}-16/{month.latest}")


def moiety(node: Node, context: Context) -> Moment:
    """`la première moitié de 2017`, `la seconde moitié du XIXe siècle`."""
    whole, rank = _inner(node, context), node.one("ordinal", "last")
    if whole.earliest is None or whole.latest is None or rank is None:
        raise UnresolvedError("impossible")
    first = rank.value == 1
    years = whole.latest.year - whole.earliest.year + 1
    if years > 1:
        turn = whole.earliest.year + years // 2
        return parse_edtf(f"{whole.earliest.year:04}/{turn - 1:04}" if first else f"{turn:04}/{whole.latest.year:04}")
    turn_day = whole.earliest + (whole.latest - whole.earliest + timedelta(days=1)) / 2
    if whole.precision is Precision.YEAR:
        return period("H", whole.earliest if first else whole.latest)
    return parse_edtf(f"{whole.earliest}/{turn_day - timedelta(days=1)}" if first else f"{turn_day}/{whole.latest}")


def _third(inner: Moment, which: int) -> Moment:
    if inner.earliest is None or inner.latest is None:
        raise UnresolvedError("no_reference")
    if inner.precision in _THIRDS:
        low, high = _THIRDS[inner.precision][which]
        end = min(inner.earliest + timedelta(days=high), inner.latest)
        return parse_edtf(f"{inner.earliest + timedelta(days=low)}~/{end}~")
    if inner.precision in (Precision.QUARTER, Precision.SEASON):
        return marked(period("M", shift(inner.earliest, which, "M")), "~")
    if inner.precision is Precision.YEAR:
        return parse_edtf(f"{inner.earliest.year:04}-{which * 4 + 1:02}~/{inner.earliest.year:04}-{which * 4 + 4:02}~")
    if inner.precision in (Precision.DECADE, Precision.CENTURY):
        span = inner.latest.year - inner.earliest.year + 1
        low, high = ((0, 3), (4, 6), (7, 9))[which] if span <= 10 else ((0, 33), (34, 66), (67, 99))[which]  # noqa: PLR2004
        return parse_edtf(f"{inner.earliest.year + low:04}~/{inner.earliest.year + high:04}~")
    if inner.earliest == inner.latest:
        return inner
    third = (inner.latest - inner.earliest) / 3
    start, end = inner.earliest + third * which, inner.latest - third * (2 - which)
    return parse_edtf(f"{start}~/{end}~")


def inner(node: Node, context: Context) -> Moment:
    """`courant mars`, `en 2014`: the whole of it."""
    return context.evaluate(node.parts[-1])


def remainder(node: Node, context: Context) -> Moment:
    """`plus tard cette semaine`: from the reference to its end; `plus tôt`: from its beginning to the reference."""
    period_node = node.one("period")
    unit = node.one("unit", "weekend")
    whole = context.evaluate(period_node) if period_node else period(str(unit.value) if unit else "W", context.day)
    if node.has("later"):
        return parse_edtf(f"{context.day}/{whole.latest}")
    return parse_edtf(f"{whole.earliest}/{context.day}")


def about(node: Node, context: Context) -> Moment:
    """`vers 1250`."""
    return marked(context.evaluate(next(p for p in node.parts if p.name in _ENDS)), "~")


def span(node: Node, context: Context) -> Moment:
    """`du 3 au 5 mars`, `de novembre 2023 à mars`, `de dimanche à dimanche`, `1939-1945` (rule R9)."""
    first, last = [p for p in node.parts if p.name in _ENDS][-2:]
    if node.parts[0].name == "period" and node.parts[0] is not first:
        return _within_week(node.parts[0], first, last, context)
    if first.name == "year" and last.name in ("num", "day"):
        return parse_edtf(f"{first.value:04}/{first.value // 100 * 100 + last.value:04}")
    if first.name == last.name == "weekday":
        return _run_of_weekdays(first.value, last.value, node, context)
    context.complement = node.parts[0].name == "of" and node.has("dash")
    if _has_year(first) and not _has_year(last) and last.name in ("month", "date", "daymonth"):
        return _rolled_over(context.evaluate(first), last, context)
    end = context.evaluate(last)
    return _run_up_to(first, end, context)


def _has_year(node: Node) -> bool:
    return node.name == "year" or any(_has_year(p) for p in node.parts)


def _rolled_over(start: Moment, last: Node, context: Context) -> Moment:
    """An end without a year is the first one after the beginning."""
    if start.earliest is None:
        raise UnresolvedError("no_reference")
    for year in (start.earliest.year, start.earliest.year + 1):
        end = _with_year(last, year, context)
        if end.latest and end.latest >= start.earliest:
            return joined(start, end)
    raise UnresolvedError("impossible")


def _with_year(node: Node, year: int, context: Context) -> Moment:
    known, context.year = context.year, year
    try:
        return context.evaluate(node)
    finally:
        context.year = known


def _run_up_to(first: Node, end: Moment, context: Context) -> Moment:
    """The beginning takes its month and year from the end, and lies before it."""
    number = _day_alone(first)
    if end.earliest is None or end.latest is None:
        return parse_edtf(f"{end.edtf[:7]}-{number:02}") if number else _plain(first, end, context)
    if number:
        start = end.earliest.replace(day=number) if end.earliest.day >= number else _last_month(end, number)
        return joined(day(start), end)
    floating = first.name in ("month", "date", "daymonth") or first.make in ("part", "fields")
    if _has_year(first) or not floating:
        return _plain(first, end, context)
    for year in (end.latest.year, end.latest.year - 1):
        start_moment = _with_year(first, year, context)
        if start_moment.earliest and start_moment.earliest <= end.latest:
            return joined(start_moment, end)
    raise UnresolvedError("impossible")


def _plain(first: Node, end: Moment, context: Context) -> Moment:
    start = context.evaluate(first)
    if start.earliest and end.latest and start.earliest > end.latest and first.name in ("weekday", "deictic"):
        return joined(end, start)
    return joined(start, end)


def _day_alone(node: Node) -> int:
    """The number of a day that has no month of its own (`3`, `lundi 1er`); 0 for anything else."""
    if node.name in ("day", "ordinal"):
        return int(node.value)
    alone = (
        node.name == "date" and node.make == "fields" and not node.has("month", "monabbr", "sept", "daymonth", "year")
    )
    return next((int(p.value) for p in node.parts if p.name in ("day", "ordinal")), 0) if alone else 0


def _last_month(end: Moment, number: int) -> date:
    if end.earliest is None:
        raise UnresolvedError("no_reference")
    return shift(end.earliest.replace(day=1), -1, "M").replace(day=number)


def _run_of_weekdays(first: int, last: int, node: Node, context: Context) -> Moment:
    """Past: the last complete run before the reference; future: the next; equal names are a week apart."""
    length = timedelta(days=(last - first) % 7 or 7)
    if node.parts[0].name == "nightrange":
        length = timedelta(days=(last - first) % 7)
    today = context.day
    future = context.tense(node) is Tense.FUTURE
    end = today + timedelta(days=(last - today.isoweekday()) % 7) - (timedelta() if future else _WEEK)
    if not future and (last - today.isoweekday()) % 7 == 0:
        end = today
    start = end - length
    return parse_edtf(
        f"{start + _WEEK if future and start < today else start}/{end + _WEEK if future and start < today else end}"
    )


def _within_week(week: Node, first: Node, last: Node, context: Context) -> Moment:
    whole = context.evaluate(week)
    if whole.earliest is None or "weekday" not in (first.name, last.name):
        return whole
    start, end = (whole.earliest + timedelta(days=n.value - 1) for n in (first, last))
    return parse_edtf(f"{start}/{end}")


def enumeration(node: Node, context: Context) -> Moment:
    """`les 3 et 4 mars`: two days that follow each other are one interval."""
    last = context.evaluate(node.parts[-1])
    first = node.one("day", "ordinal")
    return joined(parse_edtf(f"{last.edtf[:7]}-{first.value:02}"), last) if first else last


def since(node: Node, context: Context) -> Moment:
    """`depuis février 2022`, `à partir du 3 mars`: that day or period included; `depuis le début de l'année` ends now."""
    opening = node.one("since")
    if opening and opening.value == "past":
        context.forced = Tense.PAST
    context.lean = Tense.FUTURE
    inner_node = node.parts[-1]
    start = context.evaluate(inner_node)
    if inner_node.make == "part" and inner_node.has("early") and not inner_node.has("year", "month") and start.earliest:
        return parse_edtf(f"{start.earliest}/{context.day}")
    start = marked(start, "~") if start.candidates else start
    return parse_edtf(f"{start.edtf.split('/')[0]}/..")


def limit(node: Node, context: Context) -> Moment:
    """`jusqu'au 3 mars` includes the day, `avant` and `après` exclude their bound at its own precision (rule R10)."""
    context.lean = Tense.PAST if node.has("after") else Tense.FUTURE
    bound = context.evaluate(node.parts[-1])
    bound = marked(bound, "~") if bound.candidates else bound
    if node.has("until") or node.parts[-1].make == "part":
        last = bound.latest.isoformat() if node.parts[-1].make == "part" and bound.latest else bound.edtf.split("/")[-1]
        return parse_edtf(f"../{last}")
    kind = {Precision.DAY: "D", Precision.MONTH: "M", Precision.YEAR: "Y"}.get(bound.precision, "")
    sign = 1 if node.has("after") else -1
    edge = bound.latest if sign > 0 else bound.earliest
    if edge is None:
        raise UnresolvedError("no_reference")
    beyond = period(kind, shift(bound.earliest or edge, sign, kind)) if kind else day(edge + timedelta(days=sign))
    beyond = marked(beyond, "~") if bound.approximate else beyond
    return parse_edtf(f"{beyond.edtf}/.." if sign > 0 else f"../{beyond.edtf}")


BOUNDED: Mapping[str, Callable[[Node, Context], Moment]] = {
    "part": part, "moiety": moiety, "inner": inner, "remainder": remainder, "about": about, "span": span, "enumeration": enumeration,
    "since": since, "limit": limit,
}  # fmt: skip
