"""Values that lean on what the text told before: its focus.

`ce jour-là`, `la veille`, `deux mois plus tôt`, `l'année suivante`. Every date with a
value counts as told, also the beginning of an open range or a quarter; never the
publication.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    DAYS,
    bounds,
    interval,
    marked,
    period,
    reaching,
    shift,
    written,
)
from builder.annotate.dates.context import DAYS_ONLY, POINTS, Context, Makers
from builder.annotate.dates.node import UNITS, UnresolvedError, known, way
from builder.annotate.dates.quantity import counts_of, from_told
from builder.model.dates import EdtfDate, Precision, day
from builder.syntax.neighbours import after

if TYPE_CHECKING:
    from datetime import date

    from builder.annotate.dates.context import Told
    from builder.syntax.patterns import Node

_NO_COARSER = {
    "D": DAYS_ONLY,
    "W": (Precision.DAY, Precision.WEEK, Precision.SET),
    "M": (Precision.DAY, Precision.WEEK, Precision.SET, Precision.MONTH),
}
"""`ce mois-là` is had from a month, a week or a day, never from a year."""

_STRETCHES = (Precision.RANGE, Precision.OPEN)
_DAYS = (*DAYS_ONLY, Precision.SET)
_ENDING = (*DAYS_ONLY, Precision.RANGE, Precision.WEEK)
"""What has a morning after: a day, or days in a row."""


def from_before(node: Node, context: Context) -> EdtfDate:
    """`trois jours plus tôt`: from the last date that was told."""
    counts = counts_of(node)
    sign = -1 if node.has("earlier", "before") else 1
    kind = counts[-1][1]
    # "trois jours plus tôt" is counted from a day, never from a month or year.
    among = _ENDING if kind in DAYS else _wide(kind)
    told = context.before(node, among)
    return from_told(told.value, counts, sign)


def next_to(node: Node, context: Context) -> EdtfDate:
    """`la veille`, `le lendemain` of the last day told, or `du 24 février 2022`.

    Of an event it stays open.
    """
    step = node.one("adjacent") or node
    inner = node.parts[-1] if node.parts else node
    if inner.name not in ("adjacent", "same"):
        base = context.evaluate(inner).earliest
    elif _has_complement(node, context):
        raise UnresolvedError("event")
    else:
        base = _edge(context.before(node, _ENDING), step.value)
    return day(known(base, "no_antecedent") + timedelta(days=step.value))


def _has_complement(node: Node, context: Context) -> bool:
    """`la veille du sommet`: counted from an event that the text does not date."""
    behind = after(context.reading.doc, node.span)
    return behind is not None and behind.pos == "ADP" and behind.lemma == "de"


def same(node: Node, context: Context) -> EdtfDate:
    """`ce jour-là`, `la même année`, `cette date`: at the precision that is named."""
    if node.has("part", "evening", "night"):
        return day(context.before(node, _DAYS).first)
    unit = node.one(*UNITS)
    if unit is None:
        return context.before(node, (*POINTS, Precision.RANGE)).value
    kind = str(unit.value)
    told = context.before(node, _NO_COARSER.get(kind, POINTS))
    return period(kind, told.first)


def beside(node: Node, context: Context) -> EdtfDate:
    """`la semaine suivante`, `le trimestre précédent`, `les années qui suivirent`."""
    unit = node.the(*UNITS)
    kind, sign = str(unit.value), way(node)
    among = _DAYS if unit.name == "night" else _wide(kind)
    told = context.before(node, among)
    edge = _edge(told, sign)
    if context.is_plural(node):
        # "les années qui suivirent": how long is not said
        begun, over = written(told.value)
        if told.value.precision is Precision.RANGE:
            begun, over = over, begun
        return reaching(begun if sign > 0 else over, sign, "")
    if unit.name == "night":
        first = edge if sign > 0 else edge - timedelta(days=1)
        return interval(first, first + timedelta(days=1))
    return period(kind, shift(edge, sign, kind))


def _wide(kind: str) -> tuple[Precision, ...]:
    return (*_NO_COARSER.get(kind, POINTS), *_STRETCHES)


def _edge(told: Told, sign: int) -> date:
    """The end of a stretch that is nearer to what follows or precedes it."""
    value = told.value
    if sign > 0 and value.latest is not None and value.precision in _STRETCHES:
        return value.latest
    return told.first


def in_year(node: Node, context: Context) -> EdtfDate:
    """`en mai de la même année`, `en juin de l'année prochaine`.

    Raises:
        UnresolvedError: where what holds the month is no year.
    """
    year = context.evaluate(node.parts[-1])
    if year.precision is not Precision.YEAR:
        raise UnresolvedError("vague")
    first, _ = bounds(year)
    found = context.in_year(node.the("month", "date"), first.year)
    return marked(found, "~") if year.approximate else found


LEANING: Makers = {
    "from_before": from_before,
    "next_to": next_to,
    "adjacent": next_to,
    "same": same,
    "beside": beside,
    "in_year": in_year,
}
