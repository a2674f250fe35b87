"""From an expression to its value, at every day that the reference can be: what differs between them stays open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.model.moment import AnchorKind, Moment, Precision, one_of, parse_edtf
from builder.stages.dates.bounded import BOUNDED
from builder.stages.dates.context import Context
from builder.stages.dates.counted import COUNTED
from builder.stages.dates.cyclic import CYCLIC
from builder.stages.dates.named import NAMED
from builder.stages.dates.node import UnresolvedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.stages.dates.context import Makers
    from builder.stages.dates.node import Node
    from builder.stages.dates.reading import Reading

MAKERS: Makers = {**NAMED, **CYCLIC, **COUNTED, **BOUNDED}
_LISTED = 10
"""A set with more candidates is written as its month or year instead."""

_SEVERAL_MONTHS = 45
_WINDOW = 62
"""Days of a reference that are tried one by one."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The day from which relative words are counted, as far as it is known."""

    moment: Moment | None
    """None where nothing is known: then `days` is empty."""

    days: tuple[date, ...]
    """Every day it can be; the first, middle and last where that are more than 62."""

    kind: AnchorKind = AnchorKind.PUBLICATION
    why: tuple[str, ...] = ()
    """French sentences: the evidence that narrowed it."""


@dataclass(frozen=True, slots=True)
class Read:
    """An expression, the reference it was read at, and what became of it: a value or the name of a reason."""

    node: Node
    reference: Reference
    context: Context
    moment: Moment | None = None
    failure: str = ""
    vague: bool = False
    """The value stayed open because the reference is."""


def reference_of(moment: Moment | None) -> Reference:
    """The days an article can be of; none where it has no bounded date."""
    if moment is None or moment.earliest is None or moment.latest is None:
        return Reference(None, ())
    if moment.candidates:
        return Reference(moment, moment.candidates)
    return Reference(moment, _days(moment.earliest, moment.latest))


def _days(first: date, last: date) -> tuple[date, ...]:
    length = (last - first).days
    if length < _WINDOW:
        return tuple(first + timedelta(days=n) for n in range(length + 1))
    return (first, first + timedelta(days=length // 2), last)


def resolve(node: Node, reference: Reference, reading: Reading) -> Read:
    """Evaluate an expression at the reference, or at each day it can be."""

    def at(day: date | None) -> Context:
        return Context(reading, day, MAKERS, reading.year(node, day))

    days = reference.days
    context = at(days[len(days) // 2] if days else None)
    try:
        first = context.evaluate(node)
        if len(days) < 2 or "reference" not in context.used:  # noqa: PLR2004 - one day is certain
            return Read(node, reference, context, first)
        found = [at(day).evaluate(node) for day in _worth_trying(first, days)]
    except UnresolvedError as error:
        return Read(node, reference, context, failure=str(error))
    except (ValueError, OverflowError):  # an impossible day, or one beyond the calendar
        return Read(node, reference, context, failure="impossible")
    if len({m.edtf for m in found}) == 1:
        return Read(node, reference, context, first)
    return Read(node, reference, context, _open(first, found, reference), vague=True)


def _worth_trying(first: Moment, days: Sequence[date]) -> Sequence[date]:
    return days if first.precision is Precision.DAY else (days[0], days[len(days) // 2], days[-1])


def _open(middle: Moment, found: Sequence[Moment], reference: Reference) -> Moment:
    """What the values share; candidates where they are few days; else the month or year, approximate."""
    width = (reference.days[-1] - reference.days[0]).days
    if width < _WINDOW and all(m.precision is Precision.DAY for m in found):
        days = _in_the_month({m.earliest for m in found if m.earliest}, reference.moment)
        if len(days) <= _LISTED:
            return one_of(days)
    coarse = len("2025-02") if width < _SEVERAL_MONTHS else len("2025")
    ends = [m.edtf.split("/") for m in found]
    if any(len(e) != len(ends[0]) for e in ends):
        return parse_edtf(f"{reference.days[0].isoformat()[:coarse]}~")
    kept = [
        written if len({e[n] for e in ends}) == 1 else f"{written[:coarse].rstrip('~?')}~"
        for n, written in enumerate(middle.edtf.split("/"))
    ]
    return parse_edtf(kept[0] if len(set(kept)) == 1 else "/".join(kept))


def _in_the_month(days: set[date], month: Moment | None) -> set[date]:
    """Of an article dated to a month, the days of that month (it may tell of the last days before: it seldom does)."""
    if month is None or month.precision is not Precision.MONTH or month.earliest is None or month.latest is None:
        return days
    return {d for d in days if month.earliest <= d <= month.latest} or days
