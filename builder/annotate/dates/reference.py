"""The day an article is of: what its date allows, and what its own dates then exclude."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import ge, le, lt
from typing import TYPE_CHECKING

from builder.annotate.dates.tense import Direction
from builder.lang.schema_dates import DateSayings
from builder.lang.wording import french
from builder.model.dates import AnchorKind, EdtfDate, Precision, day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from builder.annotate.dates.context import Context
    from builder.annotate.dates.surroundings import Surroundings
    from builder.syntax.patterns import Node

WINDOW = 62
"""Days of a reference that are tried one by one."""

_GAP = 12
_KEEPS: Mapping[str, Callable[[date, date], bool]] = {
    "announced": lt,
    "planned": le,
    "told": ge,
}
"""Which days of publication a day that is told so leaves."""

_KINDS = {Direction.FUTURE: "planned", Direction.PAST: "told", Direction.UNKNOWN: ""}


@dataclass(frozen=True, slots=True)
class Reference:
    """The day from which relative words are counted, as far as it is known."""

    value: EdtfDate | None
    """None where nothing is known: then `days` is empty."""

    days: tuple[date, ...]
    """Every day it can be; the first, middle and last where that are more than 62."""

    kind: AnchorKind = AnchorKind.PUBLICATION
    why: tuple[str, ...] = ()
    """French sentences: the evidence that narrowed it."""


@dataclass(frozen=True, slots=True)
class Read:
    """An expression, the reference it was read at, and what became of it.

    A value, or the name of a reason why there is none.
    """

    node: Node
    reference: Reference
    context: Context
    date: EdtfDate | None = None
    failure: str = ""
    vague: bool = False
    """The value stayed open because the reference is."""


def reference_of(moment: EdtfDate | None) -> Reference:
    """The days an article can be of; none where it has no bounded date."""
    if moment is None or moment.earliest is None or moment.latest is None:
        return Reference(None, ())
    if moment.candidates:
        return Reference(moment, moment.candidates)
    length = (moment.latest - moment.earliest).days
    steps = [0, length // 2, length]
    if length < WINDOW:
        steps = list(range(length + 1))
    days = tuple(moment.earliest + timedelta(days=step) for step in steps)
    return Reference(moment, days)


def narrowed(
    reference: Reference, read: Sequence[Read], around: Surroundings
) -> Reference:
    """The reference without the days that the article's own dates exclude.

    Itself where they exclude none. What the article announces (`à l'approche du …`, a day
    with a verb in the future) comes after it; what it tells in the past, stated with its
    year, does not.
    """
    days = reference.days
    why = list(reference.why)
    words = around.pack.words(DateSayings).narrowing
    for before, found in zip([None, *read], read, strict=False):
        when = _stated_day(found, around)
        kind = _kind(before, found, around)
        if when is None or not kind:
            continue
        if not reference.days[0] <= when <= reference.days[-1]:
            continue
        keeps = _KEEPS[kind]
        kept = tuple(other for other in days if keeps(other, when))
        if kept and kept != days:
            days = kept
            surface = found.node.span.of(around.doc.text)
            told: str = getattr(words, kind)
            why.append(told.format(words=surface, when=french(day(when))))
    if days == reference.days:
        return reference
    return replace(reference, days=days, why=tuple(why))


def _stated_day(found: Read, around: Surroundings) -> date | None:
    if found.date is None or found.date.precision is not Precision.DAY:
        return None
    if "reference" in found.context.used and found.node.name != "date":
        return None
    return None if around.quote(found.node) else found.date.earliest


def _kind(before: Read | None, found: Read, around: Surroundings) -> str:
    if before is not None and before.node.name == "approach":
        # "à l'approche du troisième anniversaire"
        gap = found.node.start - before.node.end
        if gap < _GAP:
            return "announced"
    return _KINDS[around.direction(found.node)]
