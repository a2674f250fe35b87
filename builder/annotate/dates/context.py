"""What an expression is read against: the reference, its direction, the dates before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from builder.annotate.dates.calendar import period, shift
from builder.annotate.dates.node import (
    BESIDE,
    DIRECTIONS,
    UNITS,
    UnresolvedError,
    known,
)
from builder.annotate.dates.tense import Direction
from builder.model.article import Span
from builder.model.dates import EdtfDate, Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from builder.annotate.dates.surroundings import Surroundings, Told
    from builder.syntax.patterns import Node

Makers: TypeAlias = "Mapping[str, Callable[[Node, Context], EdtfDate]]"
"""Names of `make` in the rules, and what gives the value of such an expression."""

DAYS_ONLY = (Precision.DAY,)
POINTS = (
    Precision.DAY,
    Precision.WEEK,
    Precision.MONTH,
    Precision.QUARTER,
    Precision.HALF_YEAR,
    Precision.SEASON,
    Precision.YEAR,
    Precision.SET,
)
"""What a text can be about: a day, or a stretch with a name."""

NOWHERE = {
    "generic": "generic",
    "set": "recurs",
    "approach": "recurs",
    "quantity": "duration",
    "whole": "duration",
}
"""Expressions without a place in time, and why: any day of a name, what recurs, a length
that is counted from nothing."""

Stretch: TypeAlias = tuple[date, date]
"""First and last day."""


@dataclass(slots=True)
class Context:
    """The view of one expression at one possible day of reference.

    `used` gathers the evidence it asked for.
    """

    around: Surroundings
    reference: date | None
    makers: Makers
    year: int | None
    """A year that the sentence, or the one before it, is about."""

    forced: Direction = Direction.UNKNOWN
    """What a preposition says against any verb (`depuis`, `d'ici`)."""

    complement: bool | None = None
    """The expression hangs on a noun (`le recensement de mars-avril`): what the sentence
    announces is no evidence."""

    later_today: bool = False
    """The expression names an afternoon or evening, which is ahead in the morning."""

    until: bool = False
    """The expression is the end of what lasts (`jusqu'au 3 avril`)."""

    used: set[str] = field(default_factory=set)
    antecedent: Told | None = None
    lean: Direction = Direction.UNKNOWN
    """What a preposition says where the verb says nothing (`à partir de`, `jusqu'à`)."""

    def evaluate(self, node: Node) -> EdtfDate:
        """The value of an expression.

        Raises:
            UnresolvedError: where it has none.
            LookupError: where its words name no unit or number.
            ValueError: where its numbers make no date.
        """
        make = node.make or node.name
        if make in NOWHERE:
            raise UnresolvedError(NOWHERE[make])
        return self.makers[make](node, self)

    def in_year(self, node: Node, year: int) -> EdtfDate:
        """The value of an expression in a year that the words around it give.

        Raises:
            UnresolvedError: where it has none.
        """
        told, self.year = self.year, year
        found = self.evaluate(node)
        self.year = told
        return found

    @property
    def day(self) -> date:
        """The reference.

        Raises:
            UnresolvedError: where the article has no date.
        """
        found = known(self.reference, "no_reference")
        self.used.add("reference")
        return found

    def anchor(self, node: Node) -> date:
        """The day that what comes round every year is counted from: `l'été suivant` from what was told last.

        Where nothing was told, `le 28 mars précédent` is that before the article.

        Raises:
            UnresolvedError: where the article has no date either.
        """
        if node.has(*BESIDE) and any(True for _ in self.around.antecedents(node)):
            return self.before(node).first
        return self.day

    def tense(self, node: Node) -> Direction:
        """Which way an expression looks.

        Where a preposition leans, only a finite verb speaks against it.
        """
        if self.forced is not Direction.UNKNOWN:
            return self.forced
        leans = self.lean is not Direction.UNKNOWN
        found = self.around.direction(node, firm=leans, until=self.until)
        if found is Direction.UNKNOWN:
            return self.lean
        self.used.add("past" if found is Direction.PAST else "future")
        return found

    def tense_of_time(self, node: Node) -> Direction:
        """Which way it looks; no way where the verb tells of a noun that has it.

        `le recensement de mars sera publié`: March is over. The `de` of `à partir de
        mars` leans, and makes it no complement.
        """
        tense = self.tense(node)
        hangs = self.complement
        if hangs is None:
            hangs = self.around.is_complement(node)
        if tense is Direction.FUTURE and hangs and not self.lean:
            return Direction.UNKNOWN
        return tense

    def is_plural(self, node: Node) -> bool:
        """Whether its words speak of several: `les années à venir`; `mois` does not tell."""
        # With its article, which stands outside of what is marked.
        whole = Span(node.parts[0].start, node.end)
        words = self.around.doc.tokens_in(whole)
        told = [word for word in words if word.low != word.lemma or word.low[-1] != "s"]
        return any(word.number == "p" for word in told)

    def before(self, node: Node, among: Container[Precision] = POINTS) -> Told:
        """The last date told before an expression, of one of the given precisions.

        Raises:
            UnresolvedError: where there is none.
        """
        for told in self.around.antecedents(node):
            if told.precision in among:
                self.antecedent = told
                self.used.add("antecedent")
                return told
        raise UnresolvedError("no_antecedent")

    def told_month(self, node: Node, month: int) -> date | None:
        """The day or month told in this sentence or the one before, where it is of the same month."""
        for told in self.around.lately(node):
            fine = told.value.precision in (Precision.DAY, Precision.MONTH)
            if fine and told.first.month == month:
                return told.first
        return None

    def agreeing(self, days: Iterable[date], weekday: int) -> date | None:
        """The nearest of some days that falls on a day of the week; none for none."""
        fitting = [(when, when) for when in days if when.isoweekday() == weekday]
        if not fitting:
            return None
        self.used.add("weekday")
        return choose(fitting, self.day)

    def whole(
        self, node: Node, names: Container[str] = ("period", "month", "year")
    ) -> EdtfDate:
        """What an expression is a part of.

        A named period, else a unit: this one or that which a direction behind it says.

        Raises:
            UnresolvedError: where it names neither.
        """
        named = [part for part in node.parts if part.name in names]
        if self.complement is None:
            # Of "le premier week-end de juillet" the whole stands in the clause.
            self.complement = self.around.is_complement(node)
        if named:
            return self.evaluate(named[-1])
        units = node.all(*UNITS, "fiscal")
        if not units:
            raise UnresolvedError("vague")
        unit = units[-1]
        kind = "Y" if unit.name == "fiscal" else str(unit.value)
        # "la première semaine du mois prochain": a direction before it is of another unit
        behind = [part for part in node.all(*DIRECTIONS) if part.start > unit.start]
        moved = sum(part.value for part in behind)
        return period(kind, shift(self.day, moved, kind))


def choose(
    stretches: Iterable[Stretch],
    today: date,
    direction: Direction = Direction.UNKNOWN,
    *,
    strict: bool = False,
) -> date:
    """The first day of the stretch that is meant: the nearest that fits a direction.

    Past: one that has begun (strict: one that is over); future: one that is not over
    (strict: one that has not begun). The nearest of all where none fits, the earlier of two.

    Raises:
        UnresolvedError: where there is none.
    """
    found = list(stretches)
    fitting = [one for one in found if _fits(one, today, direction, strict=strict)]
    nearest = sorted(fitting or found, key=lambda one: (_gap(one, today), one))
    if not nearest:
        raise UnresolvedError("impossible")
    return nearest[0][0]


def _fits(stretch: Stretch, today: date, direction: Direction, *, strict: bool) -> bool:
    first, last = stretch
    if direction is Direction.PAST:
        return last < today if strict else first <= today
    if direction is Direction.FUTURE:
        return first > today if strict else last >= today
    return True


def _gap(stretch: Stretch, today: date) -> timedelta:
    first, last = stretch
    return max(first - today, today - last, timedelta(0))
