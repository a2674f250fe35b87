"""What an expression is read against: the reference, the tense of its sentence, the dates told before it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.annotate.dates.calendar import period, shift
from builder.annotate.dates.node import DIRECTIONS, UNITS, Node, UnresolvedError, known
from builder.model.dates import EdtfDate, Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from builder.annotate.dates.reading import Reading
    from builder.model.article import Span

Makers: TypeAlias = "Mapping[str, Callable[[Node, Context], EdtfDate]]"
"""Names of `make` in the rules, and what gives the value of such an expression."""

DAYS_ONLY = (Precision.DAY,)
POINTS = (
    Precision.DAY,
    Precision.WEEK,
    Precision.MONTH,
    Precision.SEASON,
    Precision.YEAR,
    Precision.SET,
)
NOWHERE = {
    "generic": "generic",
    "set": "recurs",
    "approach": "recurs",
    "quantity": "duration",
    "whole": "duration",
}
"""Expressions without a place in time, and why: any day of a name, what recurs, a length that is counted from nothing."""

_OVERRULE = timedelta(days=90)
"""A day and month is taken in the nearest year unless that is further away than this on the wrong side of the tense
(measured on French news: nearest alone 22 of 23 right, overruled at any distance 16, beyond 60 or 90 days 22)."""


class Tense(IntEnum):
    """Which way a sentence looks."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


class Told(NamedTuple):
    """A date that the text told, for those that lean on it."""

    span: Span
    value: EdtfDate
    weekday: int = 0
    quoted: bool = False

    @property
    def first(self) -> date:
        """First day of it.

        Raises:
            UnresolvedError: where it has none.
        """
        return known(self.value.earliest, "no_antecedent")


@dataclass(slots=True)
class Context:
    """The view of one expression at one possible day of reference. `used` gathers the evidence it asked for."""

    reading: Reading
    reference: date | None
    makers: Makers
    year: int | None
    """A year that the sentence, or the one before it, is about."""

    forced: Tense = Tense.UNKNOWN
    """What a preposition says against any verb (`depuis`, `d'ici`)."""

    complement: bool = False
    """The expression hangs on a noun (`le recensement de mars-avril`): what the sentence announces is no evidence."""

    used: set[str] = field(default_factory=set)
    antecedent: Told | None = None
    lean: Tense = Tense.UNKNOWN
    """What a preposition says where the verb says nothing (`à partir de`, `jusqu'à`)."""

    def evaluate(self, node: Node) -> EdtfDate:
        """The value of an expression.

        Raises:
            UnresolvedError: where it has none.
            ValueError: where its numbers make no date.
        """
        make = node.make or node.name
        if make in NOWHERE:
            raise UnresolvedError(NOWHERE[make])
        return self.makers[make](node, self)

    @property
    def day(self) -> date:
        """The reference.

        Raises:
            UnresolvedError: where the article has no date.
        """
        found = known(self.reference, "no_reference")
        self.used.add("reference")
        return found

    def tense(self, node: Node) -> Tense:
        """The tense that governs an expression; where a preposition leans, only a finite verb speaks against it."""
        if self.forced is not Tense.UNKNOWN:
            return self.forced
        found = self.reading.tense(node, firm=self.lean is not Tense.UNKNOWN)
        if found is not Tense.UNKNOWN:
            self.used.add("past" if found is Tense.PAST else "future")
            return found
        return self.lean

    def before(self, node: Node, among: Container[Precision] = POINTS) -> Told:
        """The last date told before an expression, of one of the given precisions.

        Raises:
            UnresolvedError: where there is none.
        """
        for told in reversed(self.reading.told_before(node.start)):
            fits = told.value.precision in among and told.value.earliest is not None
            if fits and told.span.end <= node.start and not told.quoted:
                self.antecedent = told
                self.used.add("antecedent")
                return told
        raise UnresolvedError("no_antecedent")

    def whole(
        self, node: Node, names: Container[str] = ("period", "month", "year")
    ) -> EdtfDate:
        """What an expression is a part of: a named period, else a unit, this one or that which a direction behind it says.

        Raises:
            UnresolvedError: where it names neither.
        """
        named, units = [p for p in node.parts if p.name in names], node.all(*UNITS)
        if named:
            return self.evaluate(named[-1])
        if not units:
            raise UnresolvedError("vague")
        kind = str(units[-1].value)
        moved = sum(p.value for p in node.all(*DIRECTIONS) if p.start > units[-1].start)
        return period(kind, shift(self.day, moved, kind))

    def word(self, node: Node) -> str:
        """The folded words of a node."""
        return self.reading.folded[node.start : node.end]


def nearest(days: Iterable[date], reference: date) -> date:
    """The candidate nearest to the reference; the earlier of two equally near.

    Raises:
        UnresolvedError: where there is none.
    """
    found = sorted(days, key=lambda d: (abs(d - reference), d))
    if not found:
        raise UnresolvedError("impossible")
    return found[0]


def chosen(
    days: Sequence[date], reference: date, tense: Tense, *, strict: bool = False
) -> date:
    """The candidate that fits a tense best, else the nearest.

    Past: the last one up to the reference (before it, where strict); future: the first from it on (after it, where strict).
    """
    fitting = [
        d
        for d in days
        if (d - reference) * tense > timedelta() or (d == reference and not strict)
    ]
    return nearest((tense and fitting) or days, reference)


def in_some_year(days: Sequence[date], reference: date, tense: Tense) -> date:
    """Of the same day in several years, the nearest, unless the tense speaks against it from afar."""
    first = nearest(days, reference)
    wrong = (reference - first) * tense > _OVERRULE
    return chosen(days, reference, tense) if wrong else first


def years_around(month: int, day: int, reference: date) -> list[date]:
    """A day and month in the eight years before and after; years without that day (29 February) are left out."""
    years = range(max(reference.year - 8, 1), min(reference.year + 8, 9998) + 1)
    return [
        date(year, month, day)
        for year in years
        if 1 <= day <= monthrange(year, month)[1]
    ]
