"""Values of days of the week, and of days without a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.beside import openers
from builder.annotate.dates.calendar import ONE_DAY, marked, shift
from builder.annotate.dates.context import DAYS_ONLY, Context, choose
from builder.annotate.dates.node import UnresolvedError, way
from builder.annotate.dates.tense import Direction
from builder.model.dates import EdtfDate, Precision, day
from builder.syntax.clause import Mood
from builder.syntax.neighbours import before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.dates.surroundings import Told
    from builder.syntax.patterns import Node

_WEEK = 7
_MONTH = timedelta(days=20)
_EIGHT = 8
_NEAR = timedelta(days=62)
"""How far `vendredi 31` is looked for.

Beyond, one of the two is a slip, and the number is kept as uncertain.
"""

_MONTHS = range(-11, 12)


def day_alone(node: Node, weekday: int, number: int, context: Context) -> EdtfDate:
    """`vendredi 31`: the nearest month in which both agree; `le 19`: as the verb says."""
    today = context.day
    days = list(_in_months_around(today, number))
    tense = context.tense(node)
    # What is to come is not in the month that was told as past.
    fitting = [other for other in days if (other - today).days * tense >= 0]
    told = _in_focus(node, fitting, context)
    if told is not None and weekday in (0, told.isoweekday()):
        return day(told)
    near = [other for other in days if abs(other - today) <= _NEAR]
    agreeing = context.agreeing(near, weekday)
    if agreeing is not None:
        return day(agreeing)
    value = day(choose(zip(days, days, strict=True), today, tense))
    return marked(value, "?") if weekday else value


def _in_months_around(today: date, number: int) -> Iterator[date]:
    """A day of the month in a year of months; those without it are left out."""
    for count in _MONTHS:
        first = shift(today.replace(day=1), count, "M")
        found = first + timedelta(days=number - 1)
        if found.month == first.month:
            yield found


def _in_focus(node: Node, days: Sequence[date], context: Context) -> date | None:
    """`Le 20, place à la danse`, of a festival "du 18 au 27 juillet": the day in the stretch told last."""
    for told in context.around.antecedents(node):
        first, last = told.first, told.begun.latest
        is_stretch = told.precision is Precision.RANGE
        if not is_stretch and context.around.sentences_since(told, node) > 1:
            continue
        if told.precision is Precision.DAY and first > context.day:
            # "détaché le 12 mai et payé le 14"
            first, last = first + ONE_DAY, first + _MONTH
        elif not is_stretch and told.precision is not Precision.MONTH:
            continue
        inside = [other for other in days if last and first <= other <= last]
        return inside[0] if inside else None
    return None


def weekday(node: Node, number: int, weeks: int, context: Context) -> EdtfDate:
    """`mardi`: by its own words, else by the verb, else the last one.

    Raises:
        UnresolvedError: of what recurs, or leans on a day that was not told.
    """
    if node.has("same", "following", "preceding"):
        return _from_antecedent(node, number, context)
    today = context.day
    if node.has("in"):
        # "mardi en huit", "en quinze": one or two weeks after the next one
        return day(
            _day_of(number, today, Direction.FUTURE, strict=True)
            + timedelta(weeks=1 if weeks == _EIGHT else 2)
        )
    said = Direction(way(node))
    if said:
        # "mardi dernier" is never today
        return day(_day_of(number, today, said, strict=True))
    if node.has("this") and today.isoweekday() == number:
        return day(today)
    return _by_verb(node, number, context)


def _day_of(number: int, today: date, direction: Direction, *, strict: bool) -> date:
    """The last such day of the week, or the next; today only where it need not be another."""
    if direction is Direction.FUTURE:
        return today + timedelta(
            days=(number - today.isoweekday() - strict) % _WEEK + strict
        )
    return today - timedelta(
        days=(today.isoweekday() - number - strict) % _WEEK + strict
    )


def _by_verb(node: Node, number: int, context: Context) -> EdtfDate:
    """As the verb looks; without one `ce vendredi` is of this week, `vendredi` the last."""
    tense = context.tense(node)
    firm = context.around.direction(node, firm=True, until=context.until)
    # "fermé le mardi, il sera ouvert": the participle tells of another time
    told = context.lean or (firm and firm is tense)
    if not told and _has_article(node, context):
        # `permanence le lundi`: with an article, and no verb that looks ahead
        raise UnresolvedError("recurs")
    today = context.day
    again = None if firm else _told_again(node, number, context)
    if again is not None:
        return day(again)
    if tense is Direction.UNKNOWN and node.has("this"):
        return day(today + timedelta(days=number - today.isoweekday()))
    if tense is Direction.UNKNOWN and _goes_on(node, context):
        context.used.add("future")
        tense = Direction.FUTURE
    if tense is Direction.UNKNOWN:
        context.used.add("default")
        tense = Direction.PAST
    listed = _listed_after(node, number, tense, context)
    if listed is not None:
        return day(listed)
    # "Lundi, il pleuvra" of a Monday is a week on; "lundi soir" is still to come.
    strict = firm is tense is Direction.FUTURE and not context.later_today
    return day(_day_of(number, today, tense, strict=strict))


def _told_again(node: Node, number: int, context: Context) -> date | None:
    """`dans la nuit de vendredi à samedi. Deux hommes vendredi, …`: without a verb, the Friday that was just told."""
    told = next(context.around.lately(node), None)
    if told is None:
        return None
    near = abs(told.first - context.day).days < _WEEK
    return told.first if near and told.first.isoweekday() == number else None


def _goes_on(node: Node, context: Context) -> bool:
    """`Samedi, il pleuvra. Dimanche, le vent est au nord`: what told of a day to come goes on."""
    told = next(context.around.lately(node), None)
    return told is not None and told.diary and told.first > context.day


def _listed_after(
    node: Node, number: int, tense: Direction, context: Context
) -> date | None:
    """`Samedi 18 octobre : loto. Dimanche : randonnée`: in a list of days to come the day behind the one told last.

    Of a stretch (`du 20 au 24 octobre, spectacle vendredi`) the day that lies in it.
    """
    if context.lean or tense is not Direction.FUTURE:
        return None
    told = next(context.around.lately(node), None)
    if told is None or not _in_one_list(told, node, context):
        return None
    first, last = told.first, told.value.latest
    if first <= context.day or last is None:
        return None
    if told.value.precision is Precision.RANGE:
        found = first + timedelta(days=(number - first.isoweekday()) % _WEEK)
        return found if found <= last else None
    if told.value.precision is Precision.DAY and told.diary:
        return _day_of(number, last, Direction.FUTURE, strict=True)
    return None


def _in_one_list(told: Told, node: Node, context: Context) -> bool:
    """Whether two days share their clause, or the second has no verb of its own."""
    around = context.around
    here = around.doc.clause_at(node.span)
    if here is not None and here.mood is Mood.NOMINAL:
        return True
    # "le lundi et le mercredi", read on a Monday: only the Monday is a week away
    soon = (told.first - context.day).days < _WEEK
    return soon and here is around.doc.clause_at(told.span)


def _has_article(node: Node, context: Context) -> bool:
    """`le lundi`; `le marché du mardi` too, not `la nuit du mardi`."""
    doc, known = context.around.doc, openers(context.around.pack)
    word = before(doc, node.span)
    if word is None or word.low not in known.day:
        return False
    noun = before(doc, node.span, 2)
    if word.pos == "DET" or noun is None:
        return word.pos == "DET"
    return noun.pos == "NOUN" and noun.low not in known.stretches


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
