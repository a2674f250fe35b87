"""Values of what comes round: quarters, seasons, feasts, the nth day or week of a period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.model.moment import Moment, Precision, between, day, parse_edtf
from builder.stages.dates.calendar import MONTHS, holiday, nth_weekday, period, season, shift
from builder.stages.dates.context import Tense, UnresolvedError, chosen, nearest
from builder.stages.dates.node import DIRECTIONS, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from builder.stages.dates.context import Context
    from builder.stages.dates.node import Node


def term(node: Node, context: Context) -> Moment:
    """Quarters and half-years: of a year that is given, else as the tense says."""
    kind, rank = _rank(node)
    stated = node.one("year")
    if stated is None and node.has("unit"):
        direction = next((p.value for p in node.all("last", "gone", "next") if p.start > node.parts[1].start), 0)
        years = [context.day.year + direction]
    elif stated is None:
        years = list(range(context.day.year - 2, context.day.year + 3))
    else:
        years = [stated.value]
    length = MONTHS[kind]
    rank = 12 // length if rank < 0 else rank
    starts = [date(y, (rank - 1) * length + 1, 1) for y in years if (rank - 1) * length < 12]  # noqa: PLR2004
    if not starts:
        raise UnresolvedError("impossible")
    return period(kind, starts[0] if len(starts) == 1 else _over_or_not(starts, kind, node, context))


def _over_or_not(starts: Sequence[date], kind: str, node: Node, context: Context) -> date:
    """Past: the last quarter that is over; future: the first that is not; else the nearest."""
    tense = context.tense(node)
    over = [s for s in starts if shift(s, 1, kind) <= context.day]
    if tense is Tense.PAST and over:
        return over[-1]
    if tense is Tense.FUTURE and len(over) < len(starts):
        return starts[len(over)]
    return nearest(starts, context.day)


def _rank(node: Node) -> tuple[str, int]:
    code = node.one("termcode")
    if code:
        return code.value[0], int(code.value[1])
    kind, rank = node.one("term"), node.one("ordinal", "last", "day")
    return (kind.value if kind else "Q"), (rank.value if rank else 1)


def in_season(node: Node, context: Context) -> Moment:
    """A season of a year, this one, the last or next, else by tense; winter is that which begins in the year."""
    found = node if node.name == "season" else node.one("season")
    code = found.value if found else 21
    stated, direction = node.all("year"), node.one(*DIRECTIONS)
    if stated:
        return season(code, stated[0].value)
    seasons = [season(code, context.day.year + n) for n in range(-2, 3)]
    starts = {m.earliest: m for m in seasons if m.earliest}
    if node.has("unit"):
        return season(code, context.day.year + (direction.value if direction else 0))
    if direction:
        ended = [m.latest for m in seasons if m.latest and m.latest < context.day]
        past = direction.value < 0
        return next(m for m in seasons if (m.latest == max(ended) if past else m.earliest and m.earliest > context.day))
    now = [m for m in seasons if m.earliest and m.latest and m.earliest <= context.day <= m.latest]
    if now:
        return now[0]
    if node.has("this"):
        return season(code, context.day.year)
    return starts[chosen(list(starts), context.day, context.tense(node))]


def feast(node: Node, context: Context) -> Moment:
    """A feast of a given year, else the nearest that the tense allows."""
    found = node if node.name == "holiday" else node.one("holiday")
    code = found.value if found else ""
    stated, direction = node.one("year"), node.one(*DIRECTIONS)
    if stated or node.has("unit"):
        named = stated.value if stated else context.day.year + (direction.value if direction else 0)
        return day(holiday(code, named))
    days = [holiday(code, context.day.year + n) for n in range(-2, 3)]
    if direction:
        return day(chosen(days, context.day, Tense(direction.value), strict=True))
    return day(chosen(days, context.day, context.tense(node)))


def nth(node: Node, context: Context) -> Moment:
    """`le dernier jour d'octobre`, `la première semaine de 2015`, `le premier lundi du mois prochain`."""
    whole = _enclosing(node, context)
    counted = node.one("unit", "weekday", "weekend", "worked")
    rank = node.parts[0] if node.parts[0].name in ("ordinal", "last") else node.one("ordinal", "last")
    if whole.earliest is None or whole.latest is None or counted is None or rank is None:
        raise UnresolvedError("impossible")
    if counted.name == "weekday":
        return day(nth_weekday(whole.earliest, whole.latest, counted.value, rank.value))
    if counted.value in MONTHS or counted.value == "D":
        start = whole.latest if rank.value < 0 else shift(whole.earliest, rank.value - 1, counted.value)
        return period(counted.value, start)
    weekday = 6 if counted.name == "weekend" else 1
    monday = nth_weekday(whole.earliest, whole.latest, weekday, rank.value)
    if whole.precision is Precision.YEAR and rank.value > 0:  # weeks of a year are those of ISO 8601
        monday = date.fromisocalendar(whole.earliest.year, rank.value, 1)
    week = period("WE" if counted.name == "weekend" else "W", monday)
    last = node.parts[-1]
    return _in_week(week, last) if last.name == "weekday" and last is not counted else week


def firsts(node: Node, context: Context) -> Moment:
    """`les trois premiers mois de l'année`, `les deux dernières semaines de mars` (seven days each)."""
    whole, unit = _enclosing(node, context), node.one(*UNITS)
    count = node.one("day", "num", "numeral", "sept", "one")
    if whole.earliest is None or whole.latest is None or unit is None or count is None:
        raise UnresolvedError("impossible")
    number, one_day = (7 if count.name == "sept" else count.value), timedelta(days=1)
    kind = "Y" if unit.name == "annees" else str(unit.value)
    if node.has("last"):
        return between(shift(whole.latest + one_day, -number, kind), whole.latest)
    return between(whole.earliest, shift(whole.earliest, number, kind) - one_day)


def _enclosing(node: Node, context: Context) -> Moment:
    inner = next((p for p in reversed(node.parts) if p.name in ("period", "month", "year")), None)
    if inner:
        return context.evaluate(inner)
    unit, direction = node.all("unit", "annees")[-1], node.all(*DIRECTIONS)
    moved = direction[-1].value if direction and direction[-1].start > unit.start else 0
    return period(unit.value, shift(context.day, moved, unit.value))


def _in_week(week: Moment, weekday: Node) -> Moment:
    if week.earliest is None:
        raise UnresolvedError("impossible")
    return day(week.earliest + timedelta(days=weekday.value - 1))


def weekday_of(node: Node, context: Context) -> Moment:
    """`mardi de la semaine prochaine`."""
    weekday, inner = node.one("weekday"), node.one("period")
    week = context.evaluate(inner) if inner else period("W", shift(context.day, -1, "W"))
    if weekday is None:
        raise UnresolvedError("impossible")
    return _in_week(week, weekday)


def week_of(node: Node, context: Context) -> Moment:
    """The ISO week, or the weekend of the week, that holds a day: `la semaine du 3 mars`."""
    found = context.evaluate(node.parts[-1])
    if found.earliest is None:
        raise UnresolvedError("no_reference")
    return period("WE" if node.has("weekend") else "W", found.earliest)


def day_of(node: Node, context: Context) -> Moment:
    """`le 20 du mois prochain`."""
    number, direction = node.one("day", "ordinal"), node.one(*DIRECTIONS)
    month = period("M", shift(context.day, direction.value if direction else 0, "M"))
    return parse_edtf(f"{month.edtf}-{number.value if number else 0:02}")


CYCLIC: Mapping[str, Callable[[Node, Context], Moment]] = {
    "term": term, "season": in_season, "holiday": feast, "nth": nth, "firsts": firsts, "weekday_of": weekday_of, "week_of": week_of,
    "day_of": day_of,
}  # fmt: skip
