"""Atoms and the expressions they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

DIRECTIONS = ("last", "gone", "next", "following", "preceding")
"""Names of the atoms that look back or ahead."""

UNITS = ("unit", "annees", "century", "term", "weekend", "fortnight", "night", "worked")
"""Names of the atoms that are units of time."""

COUNTS = ("day", "num", "numeral", "sept", "one", "decimal")
"""Names of the atoms that count units."""

CALENDAR = (
    "date",
    "period",
    "year",
    "month",
    "weekday",
    "deictic",
    "holiday",
    "adjacent",
    "named",
)
"""Names of what has a place in the calendar by itself: `CAL` of the rules."""


class UnresolvedError(Exception):
    """No value can be had. The argument names the reason in the language pack."""


def known(day: date | None, why: str) -> date:
    """The day that is needed.

    Raises:
        UnresolvedError: with the reason, where there is none.
    """
    if day is None:
        raise UnresolvedError(why)
    return day


class Node(NamedTuple):
    """An atom, or an expression made of nodes. Offsets are code points of the text, half-open."""

    name: str
    """The class of the atom, or what the rule gives."""

    start: int
    end: int
    value: Any = None
    """Of an atom: what the language pack says it means."""

    make: str = ""
    """How its value is had: a function of the makers; empty for atoms."""

    parts: tuple[Node, ...] = ()

    def all(self, *names: str) -> list[Node]:
        """Parts with one of these names, in order."""
        return [p for p in self.parts if p.name in names]

    def one(self, *names: str) -> Node | None:
        """First part with one of these names."""
        return next((p for p in self.parts if p.name in names), None)

    def the(self, *names: str) -> Node:
        """First part with one of these names; the expression itself where it is such an atom.

        Raises:
            UnresolvedError: where there is none.
        """
        found = self if self.name in names and not self.parts else self.one(*names)
        if found is None:
            raise UnresolvedError("vague")
        return found

    def has(self, *names: str) -> bool:
        """Whether some part has one of these names."""
        return self.one(*names) is not None

    def holds(self, name: str) -> bool:
        """Whether a part of this name is anywhere inside."""
        return any(p.name == name or p.holds(name) for p in self.parts)

    @property
    def direction(self) -> int:
        """Which way it looks by its words: -1 back, 1 ahead, 0 where they do not say."""
        found = self.one(*DIRECTIONS)
        return found.value if found else 0

    @property
    def number(self) -> float:
        """The number that an atom counts; `sept` is also short for September."""
        return 7 if self.name == "sept" else self.value
