"""Values of dates that are named: days, months, years, seasons, feasts, and parts of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.model.moment import Moment, Precision, day, parse_edtf
from builder.stages.dates.calendar import MONTHS, holiday, nth_weekday, period, season, shift
from builder.stages.dates.context import Tense, UnresolvedError, chosen, in_some_year, nearest, years_around
from builder.stages.dates.node import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from builder.stages.dates.context import Context
    from builder.stages.dates.node import Node

_WEEK = 7
_CENTURY = 100
_PIVOT = 30


@dataclass(slots=True)
class Fields:
    """What the words give of a date."""

    weekday: int = 0
    day: int = 0
    month: int = 0
    year: int | None = None
    direction: int = 0
    this: bool = False
    same: bool = False
    weeks: int = 0
    """`mardi en huit`: weeks after the next one."""

    follows: bool = False
    """`suivant`, `précédent`: counted from a date told before."""


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
        elif part.name in DIRECTIONS:
            fields.direction, fields.follows = part.value, part.name in ("following", "preceding")
        fields.this = fields.this or part.name == "this"
        fields.same = fields.same or part.name == "same"
    if node.has("in") and fields.day and not fields.month:
        fields.weeks, fields.day = (1 if fields.day == _WEEK + 1 else 2), 0
    return fields


def _full_year(part: Node, context: Context) -> int:
    """Two digits stand for the century that puts them at most five years after the reference."""
    if part.name == "year":
        return int(part.value)
    limit = context.reference.year + 5 if context.reference else 2030
    return int(max(y for y in (1900 + part.value, 2000 + part.value) if y <= limit or y < 2000))  # noqa: PLR2004


def from_fields(node: Node, context: Context) -> Moment:
    """A date out of what its words give, completed from the reference (rules R2 to R5 of the inventory)."""
    fields = gather(node, context)
    if fields.year is None and fields.month and context.year and not fields.direction:
        fields.year = context.year
        context.used.add("year")
    if fields.year is not None:
        return _stated(fields)
    if fields.month and fields.day:
        return _day_and_month(node, fields, context)
    if fields.month:
        return _month(node, fields, context)
    if fields.day:
        return _day_alone(node, fields, context)
    return _weekday(node, fields, context)


def _stated(fields: Fields) -> Moment:
    year = f"{fields.year:04}"
    if not fields.month:
        return parse_edtf(year)
    return parse_edtf(f"{year}-{fields.month:02}" + (f"-{fields.day:02}" if fields.day else ""))


def _day_and_month(node: Node, fields: Fields, context: Context) -> Moment:
    recurring = parse_edtf(f"XXXX-{fields.month:02}-{fields.day:02}")
    if context.reference is None:
        return recurring
    days = years_around(fields.month, fields.day, context.day)
    if fields.direction:
        return day(chosen(days, context.day, Tense(fields.direction), strict=True))
    agreeing = [d for d in days if d.isoweekday() == fields.weekday and abs(d.year - context.day.year) <= 3]  # noqa: PLR2004
    if fields.weekday and agreeing:
        context.used.add("weekday")
        return day(nearest(agreeing, context.day))
    return day(in_some_year(days, context.day, context.tense(node)))


def _month(node: Node, fields: Fields, context: Context) -> Moment:
    if context.reference is None:
        return parse_edtf(f"XXXX-{fields.month:02}")
    firsts = years_around(fields.month, 1, context.day)
    start = context.day.replace(day=1)
    tense = context.tense(node) if not (fields.direction or fields.this) else Tense(fields.direction)
    if tense is Tense.FUTURE and not fields.direction and (context.complement or _hangs(node, context.folded)):
        tense = Tense.UNKNOWN  # `le recensement de mars`, whatever the sentence announces
    if fields.this and not fields.direction:
        return period("M", start.replace(month=fields.month))
    return period("M", chosen(firsts, start, tense, strict=bool(fields.direction)))


def _hangs(node: Node, folded: str) -> bool:
    return folded.endswith(("de ", "d'"), 0, node.start)


def _day_alone(node: Node, fields: Fields, context: Context) -> Moment:
    """`vendredi 31`: the nearest month in which both agree; `le 19`: by tense, else the nearest."""
    months = [shift(context.day.replace(day=1), n, "M") for n in range(-11, 12)]
    days = [m + timedelta(days=fields.day - 1) for m in months]
    days = [d for d, m in zip(days, months, strict=True) if d.month == m.month]
    agreeing = [d for d in days if d.isoweekday() == fields.weekday]
    if fields.weekday and agreeing:
        context.used.add("weekday")
        return day(nearest(agreeing, context.day))
    return day(chosen(days, context.day, context.tense(node)))


def _weekday(node: Node, fields: Fields, context: Context) -> Moment:
    if fields.same or fields.follows:
        try:
            return _from_antecedent(node, fields, context)
        except UnresolvedError:
            pass
    today = context.day
    days = [today + timedelta(days=(fields.weekday - today.isoweekday()) % _WEEK + _WEEK * n) for n in range(-2, 3)]
    if fields.weeks:
        return day(chosen(days, today, Tense.FUTURE, strict=True) + timedelta(days=_WEEK * fields.weeks))
    if fields.direction:
        return day(chosen(days, today, Tense(fields.direction), strict=True))
    if fields.this and today in days:
        return day(today)
    tense = context.tense(node)
    if tense is Tense.UNKNOWN and not fields.this:
        earlier = [t for t in context.told if t.weekday == fields.weekday and t.span.end <= node.start]
        if earlier and earlier[-1].moment.earliest in days:
            context.used.add("told")
            return earlier[-1].moment
        context.used.add("default")
        tense = Tense.PAST
    return day(chosen(days, today, tense, strict=tense is Tense.FUTURE))


def _from_antecedent(node: Node, fields: Fields, context: Context) -> Moment:
    base = context.before(node, days=True).moment.earliest
    if base is None or (fields.same and base.isoweekday() != fields.weekday):
        raise UnresolvedError("no_antecedent")
    step = timedelta(days=((fields.weekday - base.isoweekday()) % _WEEK or _WEEK))
    return day(
        base if fields.same else base + step if fields.direction > 0 else base + step - timedelta(days=2 * _WEEK)
    )


def year(node: Node, _: Context) -> Moment:
    """A year, of any thousand that has four digits."""
    found = node if node.name == "year" and node.value else node.one("year")
    return parse_edtf(f"{found.value:04}" if found else "")


def school(node: Node, _: Context) -> Moment:
    """School years run from September to July; accounts and seasons from year to year."""
    years = node.all("year", "num", "day")
    first = years[0].value
    if node.has("schoolyear"):
        return parse_edtf(f"{first}-09/{first + 1}-07")
    if len(years) == 1:
        return parse_edtf(str(first))
    return parse_edtf(f"{first}/{_second(first, years[1].value)}")


def _second(first: int, written: int) -> int:
    return written if written >= _CENTURY else first // _CENTURY * _CENTURY + written


def decade(node: Node, _: Context) -> Moment:
    """`les années 1990`, `les années 60`: two digits from 30 on are of the twentieth century."""
    found = node.one("year", "num", "day")
    value = found.value if found else 0
    full = value if value >= _CENTURY else value + (1900 if value >= _PIVOT else 2000)
    return parse_edtf(f"{full // 10}X")


def century(node: Node, _: Context) -> Moment:
    """The nth century is written (n - 1)XX."""
    found = node.one("ordinal", "roman")
    return parse_edtf(f"{(found.value if found else 1) - 1:02}XX")


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
    start = starts[0] if len(starts) == 1 else chosen(starts, context.day, context.tense(node))
    return period(kind, start)


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


def named(node: Node, _: Context) -> Moment:
    """A date that is a name: `mai 68`, `14-18`."""
    return parse_edtf(str(node.value))


NAMED: Mapping[str, Callable[[Node, Context], Moment]] = {
    "fields": from_fields, "weekday": from_fields, "month": from_fields, "day": from_fields, "daymonth": from_fields,
    "ordinal": from_fields, "year": year, "school": school, "decade": decade, "century": century, "term": term,
    "season": in_season, "holiday": feast, "nth": nth, "weekday_of": weekday_of, "week_of": week_of, "day_of": day_of,
    "named": named,
}  # fmt: skip
