"""Values that lie so far from a day: the reference, a date in the phrase, or what was told last.

Each has an anchor and a step. Step: so many units (`il y a trois jours`, `deux mois plus
tard`), or the unit beside (`la semaine dernière`, `l'année suivante`, `la veille`, `ce
jour-là`). What leans on the text takes the date told last, never the publication: every
date with a value counts as told, also the beginning of an open range or a quarter.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    DAYS,
    KINDS,
    ONE_DAY,
    bounds,
    interval,
    joined,
    marked,
    period,
    reaching,
    shift,
    written,
)
from builder.annotate.dates.context import DAYS_ONLY, POINTS
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
from builder.model.dates import EdtfDate, Precision, day, parse_edtf
from builder.syntax.neighbours import after

if TYPE_CHECKING:
    from datetime import date

    from builder.annotate.dates.context import Context, Makers
    from builder.annotate.dates.surroundings import Told
    from builder.syntax.patterns import Node

_HOURS = 24
_WORKED = timedelta(days=4)
"""From Monday to Friday."""

_NO_COARSER = {
    "D": DAYS_ONLY,
    "W": (Precision.DAY, Precision.WEEK, Precision.SET, Precision.RANGE),
    "WE": (Precision.DAY, Precision.WEEK, Precision.SET, Precision.RANGE),
    "M": (Precision.DAY, Precision.WEEK, Precision.SET, Precision.MONTH),
}
"""`ce mois-là` is had from a month, a week or a day, never from a year."""

_STRETCHES = (Precision.RANGE, Precision.OPEN, Precision.FUZZY)
_SET_OF_DAYS = (*DAYS_ONLY, Precision.SET)
_ENDING = (*DAYS_ONLY, Precision.RANGE, Precision.WEEK)
"""What has a morning after: a day, or days in a row."""

_GOVERNING = ("the", "this", "within", "mine", "over")


def deictic(node: Node, context: Context) -> EdtfDate:
    """`hier`, `aujourd'hui`, `demain`; `avant hier`, written apart."""
    step = int(node.the("deictic", "now").value) - node.has("before")
    return day(context.day + timedelta(days=step))


def from_now(node: Node, context: Context) -> EdtfDate:
    """`il y a trois jours`, `dans six mois`.

    What is vague (`il y a quelques jours`) ends or begins at the reference.
    """
    sign = -1 if node.has("ago") else 1
    counts = quantity(node)
    if not counts:
        return reaching(context.day, sign, "")
    inner = node.the("quantity")
    if inner.has("or"):
        # "dans deux ou trois jours", "dans un jour ou deux": from the one to the other
        unit = str(inner.the(*UNITS).value)
        numbers = sorted(map(number_of, inner.all(*COUNTS)), reverse=sign < 0)
        ends = [
            at_its_precision(context.day, ((number, unit),), sign, exact=False)
            for number in numbers
        ]
        return joined(*ends)
    found = at_its_precision(context.day, counts, sign, exact=node.has("exactly"))
    return marked(found, "~") if node.has("about", "over") else found


def since_quantity(node: Node, context: Context) -> EdtfDate:
    """`depuis près de trois ans`: open from then on, at the precision of the unit."""
    start = at_its_precision(context.day, counts_of(node), -1, exact=False)
    return interval(start.edtf, "..")


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
        return reaching(when - ONE_DAY if sign < 0 else when, sign, "..")
    return from_told(base, counts_of(node), sign)


def from_before(node: Node, context: Context) -> EdtfDate:
    """`trois jours plus tôt`: from the last date that was told."""
    counts = counts_of(node)
    kind = counts[-1][1]
    # "trois jours plus tôt" is counted from a day, never from a month or year.
    told = context.before(node, _ENDING if kind in DAYS else _wide(kind))
    return from_told(told.value, counts, -1 if node.has("earlier", "before") else 1)


def next_to(node: Node, context: Context) -> EdtfDate:
    """`la veille`, `le lendemain` of the last day told, or `du 24 février 2022`.

    Of an event (`la veille du sommet`) it stays open.
    """
    step = node.the("adjacent").value
    inner = node.parts[-1] if node.parts else node
    if inner.name not in ("adjacent", "same"):
        base = known(context.evaluate(inner).earliest, "no_antecedent")
        return day(base + timedelta(days=step))
    behind = after(context.around.doc, node.span)
    if behind is not None and behind.pos == "ADP" and behind.lemma == "de":
        raise UnresolvedError("event")
    told = context.before(node, _ENDING)
    return day(_edge(told, step) + timedelta(days=step))


def same(node: Node, context: Context) -> EdtfDate:
    """`ce jour-là`, `la même année`, `cette date`: at the precision that is named.

    Raises:
        UnresolvedError: where nothing fitting was told, or several are named.
    """
    if node.has("within") and not context.around.told_before(node.start):
        # "a été interrompue dans la nuit", where nothing else was told
        return today(node, context)
    if node.has("part", "evening", "night"):
        return day(context.before(node, _SET_OF_DAYS).first)
    unit = node.one(*UNITS)
    if unit is None:
        return context.before(node, (*POINTS, Precision.RANGE)).value
    if context.is_plural(node):
        # "ces années-là": how many is not said
        raise UnresolvedError("vague")
    kind = str(unit.value)
    return period(kind, context.before(node, _NO_COARSER.get(kind, POINTS)).first)


def relative(node: Node, context: Context) -> EdtfDate:
    """`la semaine dernière`, `ce mois-ci`, `l'année en cours`, `ce week-end`."""
    unit = node.the(*UNITS)
    kind, sign = str(unit.value), way(node)
    if node.has(*BESIDE):
        return _beside(node, unit, context)
    if node.has(*DIRECTIONS) and context.is_plural(node):
        return reaching(context.day, sign, "")
    if unit.name == "night":
        return today(node, context)
    if kind == "WE":
        return _weekend(node, context)
    found = period(kind, shift(context.day, sign, kind))
    if unit.name == "worked" and found.earliest:
        return interval(found.earliest, found.earliest + _WORKED)
    return found


def _beside(node: Node, unit: Node, context: Context) -> EdtfDate:
    """`la semaine suivante`, `le trimestre précédent`, `les années qui suivirent`."""
    kind, sign = str(unit.value), way(node)
    is_night = unit.name == "night"
    several = context.is_plural(node)
    fitting = _wide("Y" if several else kind)
    told = context.before(node, _SET_OF_DAYS if is_night else fitting)
    edge = _edge(told, sign)
    if several:
        # "les années qui suivirent": how long is not said
        begun, over = written(told.value)
        inside = told.value.precision is Precision.RANGE
        return reaching(begun if (sign > 0) is not inside else over, sign, "")
    if is_night:
        first = edge if sign > 0 else edge - ONE_DAY
        return interval(first, first + ONE_DAY)
    return period(kind, shift(edge, sign, kind))


def _wide(kind: str) -> tuple[Precision, ...]:
    return (*_NO_COARSER.get(kind, POINTS), *_STRETCHES)


def _edge(told: Told, sign: int) -> date:
    """The end of a stretch that is nearer to what follows or precedes it."""
    value = told.value
    if sign > 0 and value.latest is not None and value.precision in _STRETCHES:
        return value.latest
    return told.first


def _weekend(node: Node, context: Context) -> EdtfDate:
    """`dernier` is the last one that is over, `prochain` the next one to begin.

    `ce week-end` goes by the verb; `du week-end` after a noun is the nearest.
    """
    first, _ = bounds(period("WE", context.day))
    has_begun = first <= context.day
    said = step = way(node)
    if not said and not context.around.is_complement(node):
        step = context.tense(node)
    if step > 0:
        step = int(has_begun and said > 0)
    elif has_begun and not said:
        step = 0
    return period("WE", shift(context.day, step, "WE"))


def window(node: Node, context: Context) -> EdtfDate:
    """`les trois derniers mois`, `les 2 prochaines semaines`, `ces derniers jours`."""
    sign = way(node) or 1
    unit = node.one(*UNITS)
    if node.has("quantity"):
        count, kind = counts_of(node)[0]
    elif node.has(*COUNTS):
        # "les dernières 48 heures" are two days.
        count = number_of(node.the(*COUNTS)) / (1 if unit else _HOURS)
        kind = str(unit.value) if unit else "D"
    else:
        return _one_unit(node, unit, context)
    far = shift(context.day, sign * count, kind)
    if kind == "D":
        return reaching(context.day, sign, far)
    if node.parts[0].name in _GOVERNING:
        # A rolling window: its far end is approximate.
        coarse = kind == "M" and sign < 0
        rolled = f"{far:%Y-%m}" if coarse else far.isoformat()
        return reaching(context.day, sign, f"{rolled}~")
    near = shift(context.day, sign, kind)
    return joined(period(kind, min(near, far)), period(kind, max(near, far)))


def _one_unit(node: Node, unit: Node | None, context: Context) -> EdtfDate:
    """`ces derniers jours`: how far is not said; `le dernier mois`."""
    if unit is None or context.is_plural(node):
        return reaching(context.day, way(node) or 1, "")
    if unit.value == "D":
        # "le dernier jour" is the last of something
        raise UnresolvedError("no_antecedent")
    return relative(node, context)


def today(node: Node, context: Context) -> EdtfDate:
    """`ce soir`, `ce matin`; `cette nuit` looks back or ahead by tense, over two days."""
    direction = node.one("last", "gone", "next")
    step = int(direction.value) if direction else 0
    if not node.has("night"):
        return day(context.day + timedelta(days=step))
    start = context.day
    if (step or context.tense(node)) <= 0:
        start -= ONE_DAY
    return interval(start, start + ONE_DAY)


def daypart(node: Node, context: Context) -> EdtfDate:
    """A day with a part of it: the day."""
    parts = node.all("part", "evening")
    context.later_today = any(part.value in ("AF", "EV") for part in parts)
    return context.evaluate(
        node.the("date", "weekday", "deictic", "adjacent", "anaphor")
    )


def day_of(node: Node, context: Context) -> EdtfDate:
    """`le 20 du mois prochain`, `le 18 courant`."""
    month = period("M", shift(context.day, way(node), "M"))
    return parse_edtf(f"{month.edtf}-{node.the('day', 'ordinal').value:02}")


def in_year(node: Node, context: Context) -> EdtfDate:
    """`en mai de la même année`, `en juin de l'année prochaine`.

    Raises:
        UnresolvedError: where what holds the month is no year.
    """
    year = context.evaluate(node.parts[-1])
    if year.precision is not Precision.YEAR:
        raise UnresolvedError("vague")
    first, _ = bounds(year)
    found = context.in_year(node.the("month", "date", "season", "period"), first.year)
    return marked(found, "~") if year.approximate else found


def anniversary(node: Node, context: Context) -> EdtfDate:
    """`troisième anniversaire de l'offensive lancée le 24 février 2022`.

    The date that is stated further on, and so many years.
    """
    for later in context.around.stated_after(node):
        first = context.evaluate(later)
        if first.earliest and first.precision in KINDS:
            context.used.add("phrase")
            kind = KINDS[first.precision]
            return period(kind, shift(first.earliest, node.the("ordinal").value, "Y"))
    raise UnresolvedError("event")


STEPPED: Makers = {
    **dict.fromkeys(("deictic", "now"), deictic),
    **dict.fromkeys(("ago", "ahead"), from_now),
    **dict.fromkeys(("next_to", "adjacent"), next_to),
    "since_quantity": since_quantity,
    "deadline": deadline,
    "from_date": from_date,
    "from_before": from_before,
    "same": same,
    "relative": relative,
    "window": window,
    "today": today,
    "daypart": daypart,
    "day_of": day_of,
    "in_year": in_year,
    "anniversary": anniversary,
}
