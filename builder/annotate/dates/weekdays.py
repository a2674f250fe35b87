"""Values of days of the week, and of days without a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.beside import openers
from builder.annotate.dates.calendar import marked, shift
from builder.annotate.dates.context import DAYS_ONLY, Context, chosen
from builder.annotate.dates.node import UnresolvedError, way
from builder.annotate.dates.tense import Direction
from builder.model.dates import EdtfDate, day
from builder.syntax.neighbours import before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.patterns import Node

_WEEK = 7
_EIGHT = 8
_NEAR = timedelta(days=62)
"""How far `vendredi 31` is looked for.

Beyond, one of the two is a slip, and the number is kept as uncertain.
"""

_MONTHS = range(-11, 12)
_WEEKS = range(-2, 3)


def day_alone(node: Node, weekday: int, number: int, context: Context) -> EdtfDate:
    """`vendredi 31`: the nearest month in which both agree; `le 19`: as the verb says."""
    today = context.day
    days = []
    for count in _MONTHS:
        first = shift(today.replace(day=1), count, "M")
        found = first + timedelta(days=number - 1)
        if found.month == first.month:
            days.append(found)
    near = [other for other in days if abs(other - today) <= _NEAR]
    agreeing = context.agreeing(near, weekday)
    if agreeing is not None:
        return agreeing
    value = day(chosen(days, today, context.tense(node)))
    return marked(value, "?") if weekday else value


def weekday(node: Node, number: int, weeks: int, context: Context) -> EdtfDate:
    """`mardi`: by its own words, else by the verb, else the last one.

    Raises:
        UnresolvedError: of what recurs, or leans on a day that was not told.
    """
    if node.has("same", "following", "preceding"):
        return _from_antecedent(node, number, context)
    today = context.day
    first = today + timedelta(days=(number - today.isoweekday()) % _WEEK)
    days = [first + timedelta(weeks=count) for count in _WEEKS]
    if node.has("in"):
        # "mardi en huit", "en quinze"
        next_one = chosen(days, today, Direction.FUTURE, strict=True)
        more = 1 if weeks == _EIGHT else 2
        return day(next_one + timedelta(weeks=more))
    if way(node):
        return day(chosen(days, today, Direction(way(node)), strict=True))
    if node.has("this") and today in days:
        return day(today)
    return _by_verb(node, number, days, context)


def _by_verb(
    node: Node, number: int, days: Sequence[date], context: Context
) -> EdtfDate:
    tense = context.tense(node)
    firm = context.reading.direction(node, firm=True)
    told = tense is Direction.PAST or context.lean or firm
    if not told and _has_article(node, context):
        # `permanence le lundi`: with an article, and no verb that looks ahead
        raise UnresolvedError("recurs")
    if tense is Direction.UNKNOWN:
        return _without_verb(node, number, days, context)
    strict = firm is Direction.FUTURE
    return day(chosen(days, context.day, tense, strict=strict))


def _has_article(node: Node, context: Context) -> bool:
    word = before(context.reading.doc, node.span)
    if word is None or word.pos != "DET":
        return False
    return word.low in openers(context.reading.pack).day


def _without_verb(
    node: Node, number: int, days: Sequence[date], context: Context
) -> EdtfDate:
    """`ce vendredi` is the one of this week; else the one that was told, else the last."""
    today = context.day
    if node.has("this"):
        return day(today + timedelta(days=number - today.isoweekday()))
    for told in reversed(context.reading.told_before(node.start)):
        same = told.weekday == number and told.span.end <= node.start
        if same and (told.value.candidates or told.value.earliest in days):
            context.used.add("told")
            return told.value
    context.used.add("default")
    return day(chosen(days, today, Direction.PAST))


def _from_antecedent(node: Node, number: int, context: Context) -> EdtfDate:
    base = context.before(node, DAYS_ONLY).first
    if node.has("same"):
        if base.isoweekday() != number:
            raise UnresolvedError("no_antecedent")
        return day(base)
    step = (number - base.isoweekday()) % _WEEK or _WEEK
    if way(node) < 0:
        step -= 2 * _WEEK
    return day(base + timedelta(days=step))
