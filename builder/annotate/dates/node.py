"""What all makers of values ask of nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from builder.syntax.patterns import Node

DIRECTIONS = ("last", "gone", "next", "following", "preceding")
"""Names of the atoms that look back or ahead."""

BESIDE = ("following", "preceding")
"""Those of them that look from what was told, never from the reference."""

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

ENDS = (*CALENDAR, "season", "day", "ordinal", "daymonth", "now", "num")
"""Names of what may be an end of a range, or be told roughly: a bare number too."""

_SEVEN = 7


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


def way(node: Node) -> int:
    """Which way it looks by its words: -1 back, 1 ahead, 0 where they do not say."""
    found = node.one(*DIRECTIONS)
    return int(found.value) if found else 0


def number_of(node: Node) -> float:
    """The number that an atom counts; `sept` is also short for September."""
    return _SEVEN if node.name == "sept" else float(node.value)
