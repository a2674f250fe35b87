"""Values that are counted from the reference, or from a date in the same phrase."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    KINDS,
    bounds,
    interval,
    joined,
    marked,
    period,
    reaching,
    shift,
    written,
)
from builder.annotate.dates.context import is_complement
from builder.annotate.dates.leaning import beside
from builder.annotate.dates.node import (
    BESIDE,
    COUNTS,
    DIRECTIONS,
    UNITS,
    UnresolvedError,
    known,
    number_of,
    way,
)
from builder.annotate.dates.quantity import (
    at_its_precision,
    counts_of,
    from_told,
    moved,
    quantity,
)
from builder.annotate.dates.tense import Direction
from builder.model.dates import EdtfDate, Precision, day

if TYPE_CHECKING:
    from builder.annotate.dates.context import Context, Makers
    from builder.syntax.patterns import Node

_HOURS = 24
_DAY = timedelta(days=1)
_WORKED = timedelta(days=4)
"""From Monday to Friday."""


def deictic(node: Node, context: Context) -> EdtfDate:
    """`hier`, `aujourd'hui`, `demain`."""
    return day(context.day + timedelta(days=int(node.value)))


def from_now(node: Node, context: Context) -> EdtfDate:
    """`il y a trois jours`, `dans six mois`.

    What is vague (`il y a quelques jours`) ends or begins at the reference.
    """
    sign = -1 if node.has("ago") else 1
    counts = quantity(node)
    if not counts:
        return _vaguely(context.day, sign)
    exact = node.has("exactly")
    inner = node.the("quantity")
    if inner.has("or"):
        return _either(inner, sign, context)
    found = at_its_precision(context.day, counts, sign, exact=exact)
    return marked(found, "~") if node.has("about", "over") else found


def _either(node: Node, sign: int, context: Context) -> EdtfDate:
    """`dans deux ou trois jours`, `dans un jour ou deux`: from the one to the other."""
    unit = str(node.the(*UNITS).value)
    ends = []
    for number in sorted(map(number_of, node.all(*COUNTS)), reverse=sign < 0):
        count = ((number, unit),)
        ends.append(at_its_precision(context.day, count, sign, exact=False))
    return joined(*ends)


def _vaguely(today: date, sign: int) -> EdtfDate:
    """Before or after the reference, how far is not said."""
    return reaching(today, sign, "")


def deadline(node: Node, context: Context) -> EdtfDate:
    """`d'ici à mardi`, `sous 48 heures`: from the reference to the bound."""
    context.forced = Direction.FUTURE
    start = context.day
    if node.has("quantity"):
        return interval(start, moved(start, counts_of(node), 1))
    end = context.evaluate(node.parts[-1])
    if end.precision is Precision.FUZZY and end.latest:
        # "d'ici à fin mars"
        return interval(start, end.latest)
    return interval(start, written(end)[1])


def from_date(node: Node, context: Context) -> EdtfDate:
    """`trois jours après le 12 janvier`, `plus de deux semaines avant hier`."""
    base = context.evaluate(node.parts[-1])
    sign = -1 if node.has("before") else 1
    edge = known(base.earliest if sign < 0 else base.latest, "no_reference")
    over = node.one("over")
    if over and over.value == ">":
        # "plus de deux semaines après": that far, or further
        when = moved(edge, counts_of(node), sign)
        if sign < 0:
            when -= _DAY
        return reaching(when, sign, "..")
    return from_told(base, counts_of(node), sign)


def relative(node: Node, context: Context) -> EdtfDate:
    """`la semaine dernière`, `ce mois-ci`, `l'année en cours`, `ce week-end`."""
    unit = node.the(*UNITS)
    if node.has(*BESIDE):
        return beside(node, context)
    if node.has(*DIRECTIONS) and context.is_plural(node):
        return _vaguely(context.day, way(node))
    if unit.name == "night":
        return today(node, context)
    kind = str(unit.value)
    if kind == "WE":
        return _weekend(node, context)
    found = period(kind, shift(context.day, way(node), kind))
    if unit.name == "worked" and found.earliest:
        return interval(found.earliest, found.earliest + _WORKED)
    return found


def _weekend(node: Node, context: Context) -> EdtfDate:
    """`dernier` is the last one that is over, `prochain` the next one to begin.

    `ce week-end` goes by the verb; `du week-end` after a noun is the nearest.
    """
    this = period("WE", context.day)
    first, _ = bounds(this)
    has_begun = first <= context.day
    step = way(node)
    if not step and not is_complement(context.reading.doc, node):
        step = context.tense(node)
    if step > 0:
        step = 1 if has_begun and way(node) else 0
    elif has_begun and not way(node):
        step = 0
    return period("WE", shift(context.day, step, "WE"))


def window(node: Node, context: Context) -> EdtfDate:
    """`les trois derniers mois`, `les 2 prochaines semaines`, `ces derniers jours`."""
    sign = way(node) or 1
    counted = _counted(node)
    one_unit = counted is None and node.has(*UNITS)
    if one_unit and not context.is_plural(node):
        if node.the(*UNITS).value == "D":
            # "le dernier jour" is the last of something
            raise UnresolvedError("no_antecedent")
        return relative(node, context)
    if counted is None:
        return _vaguely(context.day, sign)
    count, kind = counted
    if kind == "D" or node.parts[0].name in _GOVERNING:
        return _rolling(context.day, count, kind, sign)
    near = shift(context.day, sign, kind)
    far = shift(context.day, sign * count, kind)
    first, last = sorted((near, far))
    return joined(period(kind, first), period(kind, last))


_GOVERNING = ("the", "this", "within", "mine", "over")


def _counted(node: Node) -> tuple[float, str] | None:
    """How many of which unit; none where it is not said."""
    if node.has("quantity"):
        return counts_of(node)[0]
    number = node.one(*COUNTS)
    if number is None:
        return None
    unit = node.one(*UNITS)
    if unit is not None:
        return number_of(number), str(unit.value)
    # "les dernières 48 heures" are two days.
    return number_of(number) / _HOURS, "D"


def _rolling(today: date, count: float, kind: str, sign: int) -> EdtfDate:
    """From the reference so many units on or back.

    Days are exact, else the far end is approximate.
    """
    far = shift(today, sign * count, kind)
    end = far.isoformat()
    if kind == "M" and sign < 0:
        end = f"{far:%Y-%m}~"
    elif kind != "D":
        end += "~"
    return reaching(today, sign, end)


def today(node: Node, context: Context) -> EdtfDate:
    """`ce soir`, `ce matin`; `cette nuit` looks back or ahead by tense, over two days."""
    direction = node.one("last", "gone", "next")
    step = int(direction.value) if direction else 0
    if not node.has("night"):
        return day(context.day + timedelta(days=step))
    start = context.day
    if (step or context.tense(node)) <= 0:
        start -= _DAY
    return interval(start, start + _DAY)


def daypart(node: Node, context: Context) -> EdtfDate:
    """A day with a part of it: the day."""
    named = node.the("date", "weekday", "deictic", "adjacent", "anaphor")
    parts = node.all("part", "evening")
    context.later_today = any(part.value in ("AF", "EV") for part in parts)
    return context.evaluate(named)


def since_quantity(node: Node, context: Context) -> EdtfDate:
    """`depuis près de trois ans`: open from then on, at the precision of the unit."""
    start = at_its_precision(context.day, counts_of(node), -1, exact=False)
    return interval(start.edtf, "..")


def anniversary(node: Node, context: Context) -> EdtfDate:
    """`troisième anniversaire de l'offensive lancée le 24 février 2022`.

    The date that is stated further on, and so many years.
    """
    for later in context.reading.stated_after(node):
        first = context.evaluate(later)
        if first.earliest and first.precision in KINDS:
            context.used.add("phrase")
            years = node.the("ordinal").value
            kind = KINDS[first.precision]
            return period(kind, shift(first.earliest, years, "Y"))
    raise UnresolvedError("event")


def day_before(_: Node, context: Context) -> EdtfDate:
    """`avant hier`, written apart."""
    return day(context.day - timedelta(days=2))


COUNTED: Makers = {
    "deictic": deictic,
    "now": deictic,
    "ago": from_now,
    "ahead": from_now,
    "deadline": deadline,
    "from_date": from_date,
    "relative": relative,
    "window": window,
    "today": today,
    "daypart": daypart,
    "since_quantity": since_quantity,
    "anniversary": anniversary,
    "day_before": day_before,
}
