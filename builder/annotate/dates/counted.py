"""Values that are counted: from the reference, from a date told before, or from one in the same phrase."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import (
    DAYS,
    KINDS,
    joined,
    marked,
    period,
    shift,
    written,
)
from builder.annotate.dates.context import DAYS_ONLY, POINTS, Context, Makers
from builder.annotate.dates.node import (
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
from builder.syntax.around import after

if TYPE_CHECKING:
    from builder.syntax.patterns import Node

_NO_COARSER = {
    "D": DAYS_ONLY,
    "W": (Precision.DAY, Precision.WEEK, Precision.SET),
    "M": (Precision.DAY, Precision.WEEK, Precision.SET, Precision.MONTH),
}
"""`ce mois-là` is had from a month, a week or a day, never from a year."""


def deictic(node: Node, context: Context) -> EdtfDate:
    """`hier`, `aujourd'hui`, `demain`."""
    return day(context.day + timedelta(days=int(node.value)))


def from_now(node: Node, context: Context) -> EdtfDate:
    """`il y a trois jours`, `dans six mois`; what is vague (`il y a quelques jours`) ends or begins at the reference."""
    sign = -1 if node.has("ago") else 1
    if not quantity(node):
        return _vaguely(context.day, sign)
    found = at_its_precision(
        context.day, counts_of(node), sign, exact=node.has("exactly")
    )
    return marked(found, "~") if node.has("about", "over") else found


def _vaguely(today: date, sign: int) -> EdtfDate:
    """Before or after the reference, how far is not said."""
    return parse_edtf(f"/{today}" if sign < 0 else f"{today}/")


def deadline(node: Node, context: Context) -> EdtfDate:
    """`d'ici à mardi`, `sous 48 heures`: from the reference to the bound."""
    context.forced = Direction.FUTURE
    start = context.day
    if node.has("quantity"):
        return parse_edtf(f"{start}/{moved(start, counts_of(node), 1)}")
    end = context.evaluate(node.parts[-1])
    fuzzy = end.precision is Precision.FUZZY and end.latest
    return parse_edtf(f"{start}/{end.latest if fuzzy else written(end)[1]}")


def from_date(node: Node, context: Context) -> EdtfDate:
    """`trois jours après le 12 janvier`, `plus de deux semaines avant hier`."""
    base = context.evaluate(node.parts[-1])
    sign = -1 if node.has("before") else 1
    edge = known(base.earliest if sign < 0 else base.latest, "no_reference")
    over = node.one("over")
    if over and over.value == ">":
        when = moved(edge, counts_of(node), sign)
        return parse_edtf(
            f"../{when - timedelta(days=1)}" if sign < 0 else f"{when}/.."
        )
    return from_told(base, counts_of(node), sign)


def from_before(node: Node, context: Context) -> EdtfDate:
    """`trois jours plus tôt`: from the last day told before; without one, and without a verb, from the reference."""
    counts = counts_of(node)
    sign = -1 if node.has("earlier", "before") else 1
    try:
        told = context.before(node, DAYS_ONLY if counts[-1][1] in DAYS else POINTS)
    except UnresolvedError:
        if context.tense(node) is not Direction.UNKNOWN:
            raise
        return marked(from_told(day(context.day), counts, sign), "?")
    return from_told(told.value, counts, sign)


def next_to(node: Node, context: Context) -> EdtfDate:
    """`la veille`, `le lendemain` of the last day told, or `du 24 février 2022`; of an event it stays open."""
    step = node.one("adjacent") or node
    inner = (
        node.parts[-1]
        if node.parts and node.parts[-1].name not in ("adjacent", "same")
        else None
    )
    if inner is None and _has_complement(node, context):
        raise UnresolvedError("event")
    base = (
        context.evaluate(inner).earliest
        if inner
        else context.before(node, DAYS_ONLY).first
    )
    return day(known(base, "no_antecedent") + timedelta(days=step.value))


def _has_complement(node: Node, context: Context) -> bool:
    """`la veille du sommet`: counted from an event that the text does not date."""
    behind = after(context.reading.doc, node.span)
    return behind is not None and behind.pos == "ADP" and behind.lemma == "de"


def same(node: Node, context: Context) -> EdtfDate:
    """`ce jour-là`, `cette année-là`, `cette date`: what was told last, at the precision that is named."""
    unit = node.one(*UNITS)
    if unit is None:
        return context.before(node).value
    kind = str(unit.value)
    return period(kind, context.before(node, _NO_COARSER.get(kind, POINTS)).first)


def relative(node: Node, context: Context) -> EdtfDate:
    """`la semaine dernière`, `ce mois-ci`, `l'année en cours`, `ce week-end`."""
    unit, direction = node.the(*UNITS), node.one(*DIRECTIONS)
    if direction is not None and context.is_plural(node):
        return _vaguely(context.day, direction.value)
    if unit.name == "night":
        return today(node, context)
    kind, base = str(unit.value), _base(node, direction, context)
    found = (
        _weekend(node, base, context)
        if kind == "WE"
        else period(kind, shift(base, way(node), kind))
    )
    if unit.name == "worked" and found.earliest:
        return parse_edtf(f"{found.earliest}/{found.earliest + timedelta(days=4)}")
    return found


def _weekend(node: Node, base: date, context: Context) -> EdtfDate:
    """`dernier` is the last one that is over, `prochain` the next one to begin; `ce week-end` goes by tense."""
    this = period("WE", base)
    sign = way(node) or context.tense(node)
    ahead = this.earliest is not None and this.earliest > base
    moves = (sign < 0 and (ahead or way(node) < 0)) or (way(node) > 0 and not ahead)
    return period("WE", shift(base, sign, "WE")) if moves else this


def _base(node: Node, direction: Node | None, context: Context) -> date:
    """`suivant` and `précédent` count from what was told; from the reference only where nothing was."""
    if direction and direction.name in ("following", "preceding"):
        try:
            return context.before(node).first
        except UnresolvedError:
            if context.tense(node) is Direction.PAST:
                raise
    return context.day


def window(node: Node, context: Context) -> EdtfDate:
    """`les trois derniers mois`, `dans les 2 prochaines semaines`, `ces derniers jours`, `la dernière année`."""
    unit, direction = node.one(*UNITS), node.one(*DIRECTIONS)
    counted = node.one(*COUNTS)
    sign = way(node) or 1
    if node.has("quantity"):
        count, kind = counts_of(node)[0]
    elif unit is not None and counted is not None:
        count, kind = number_of(counted), str(unit.value)
    elif counted is not None and node.has("subday"):
        count, kind = number_of(counted) / 24, "D"
    elif unit is not None and direction is not None and not context.is_plural(node):
        if unit.value == "D":  # `le dernier jour` is the last of something
            raise UnresolvedError("no_antecedent")
        return relative(node, context)
    else:
        return _vaguely(context.day, sign)
    governed = node.parts[0].name in ("the", "this", "within", "mine", "over")
    if kind == "D" or governed:
        return _rolling(context.day, count, kind, sign)
    first, last = sorted(
        (shift(context.day, sign, kind), shift(context.day, sign * count, kind))
    )
    return joined(period(kind, first), period(kind, last))


def _rolling(today: date, count: float, kind: str, sign: int) -> EdtfDate:
    """From the reference so many units on or back; days exact, else the far end approximate."""
    far = shift(today, sign * count, kind)
    end = far.isoformat() if kind == "D" else f"{far}~"
    if sign < 0 and kind == "M":
        end = f"{far:%Y-%m}~"
    return parse_edtf(f"{end}/{today}" if sign < 0 else f"{today}/{end}")


def today(node: Node, context: Context) -> EdtfDate:
    """`ce soir`, `ce matin`; `cette nuit` looks back or ahead by tense, over two days."""
    direction = node.one("last", "gone", "next")
    if not node.has("night"):
        return day(context.day + timedelta(days=direction.value if direction else 0))
    sign = direction.value if direction else context.tense(node)
    start = context.day - timedelta(days=0 if sign > 0 else 1)
    return parse_edtf(f"{start}/{start + timedelta(days=1)}")


def daypart(node: Node, context: Context) -> EdtfDate:
    """A day with a part of it: the day."""
    return context.evaluate(
        node.the("date", "weekday", "deictic", "adjacent", "anaphor")
    )


def since_quantity(node: Node, context: Context) -> EdtfDate:
    """`depuis près de trois ans`: open from then on, at the precision of the unit."""
    start = at_its_precision(context.day, counts_of(node), -1, exact=False)
    return parse_edtf(f"{start.edtf}/..")


def anniversary(node: Node, context: Context) -> EdtfDate:
    """`troisième anniversaire de l'offensive lancée le 24 février 2022`: the stated date and so many years."""
    for later in context.reading.stated_after(node):
        first = context.evaluate(later)
        if first.earliest and first.precision in KINDS:
            context.used.add("phrase")
            return period(
                KINDS[first.precision],
                shift(first.earliest, node.the("ordinal").value, "Y"),
            )
    raise UnresolvedError("event")


def day_before(_: Node, context: Context) -> EdtfDate:
    """`avant hier`, written apart."""
    return day(context.day - timedelta(days=2))


COUNTED: Makers = {
    "deictic": deictic, "now": deictic, "ago": from_now, "ahead": from_now, "deadline": deadline, "from_date": from_date,
    "from_before": from_before, "next_to": next_to, "adjacent": next_to, "same": same, "relative": relative,
    "window": window, "today": today, "daypart": daypart, "since_quantity": since_quantity, "anniversary": anniversary,
    "day_before": day_before,
}  # fmt: skip
