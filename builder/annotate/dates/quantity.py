"""Quantities of time: counts and units, ISO 8601 durations, and days that far away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import DAYS, KINDS, MONTHS, marked, period, shift
from builder.annotate.dates.node import COUNTS, UNITS, UnresolvedError, known, number_of
from builder.model.dates import EdtfDate, Precision, day

if TYPE_CHECKING:
    from datetime import date

    from builder.syntax.patterns import Node


_HOURS = 24
Quantity = tuple[tuple[float, str], ...]
_IDIOMS = {(8.0, "D"): (1.0, "W"), (15.0, "D"): (2.0, "W")}
_ORDER = (*reversed(MONTHS), *reversed(DAYS))
"""Units, the longest first."""

_COUNTS = (*COUNTS, "year", "dozen", "half", "quarter_of", "whole")


def quantity(node: Node) -> Quantity:
    """Counts and units of a quantity of time; empty for a vague one (`plusieurs jours`)."""
    inner = node.one("quantity")
    if inner:
        return quantity(inner)
    if node.has("some"):
        return ()
    return _counts(node)


def _counts(node: Node) -> Quantity:
    found: list[tuple[float, str]] = []
    count = 0.0
    for part in node.parts:
        if part.name in ("half", "quarter_of") and found:
            # "un an et demi"
            whole, kind = found.pop()
            found.append((whole + part.value, kind))
        elif part.name in _COUNTS:
            count = number_of(part)
        elif part.name == "fortnight" and node.has("unit"):
            # "une quinzaine de jours"
            count = 15.0
        elif part.name in (*UNITS, "subday"):
            found.append(_counted(count or 1.0, part))
            count = 0.0
    return tuple(found)


def _counted(count: float, unit: Node) -> tuple[float, str]:
    # Hours are counted as the days that they make.
    if unit.name == "subday":
        return count / _HOURS, "D"
    return count, str(unit.value)


def duration(node: Node) -> str | None:
    """ISO 8601: `P30D`, `P2.5Y`, `P1Y1M21D`, and `PXD` for a vague one."""
    inner = node.one("quantity") or node
    counts = quantity(inner)
    if not counts:
        unit = inner.one(*UNITS)
        return f"PX{_iso(unit.value)[1]}" if unit else None
    total: dict[str, float] = {}
    for count, kind in counts:
        times, letter = _iso(kind)
        total[letter] = total.get(letter, 0) + count * times
    written = "P"
    for letter in "YMWD":
        if letter in total:
            written += f"{total[letter]:g}{letter}"
    return written


def _iso(unit: str) -> tuple[int, str]:
    """How many of which unit of ISO 8601."""
    if unit in DAYS:
        weeks, days = divmod(DAYS[unit], 7)
        return (DAYS[unit], "D") if days else (weeks, "W")
    years, months = divmod(MONTHS[unit], 12)
    return (MONTHS[unit], "M") if months else (years, "Y")


def moved(base: date, counts: Quantity, sign: int) -> date:
    """A day, so many units earlier or later."""
    longest_first = sorted(counts, key=lambda counted: _ORDER.index(counted[1]))
    for count, unit in longest_first:
        base = shift(base, sign * count, unit)
    return base


def at_its_precision(
    base: date, counts: Quantity, sign: int, *, exact: bool
) -> EdtfDate:
    """Days are exact; else as fine as the unit, and approximate.

    `il y a huit jours` is a week, `quinze jours` are two.
    """
    if len(counts) == 1:
        counts = (_IDIOMS.get(counts[0], counts[0]),)
    when = moved(base, counts, sign)
    if exact or any(unit == "D" for _, unit in counts):
        return day(when)
    return marked(period(_precision(counts), when), "~")


def _precision(counts: Quantity) -> str:
    """How fine a day is that is so far away: to the day, month or year."""
    finest = max((unit for _, unit in counts), key=_ORDER.index)
    if finest in DAYS:
        return "D"
    return "M" if MONTHS[finest] < MONTHS["Y"] else "Y"


def counts_of(node: Node) -> Quantity:
    """As `quantity`.

    Raises:
        UnresolvedError: for a vague one, and for one of a series ("la deuxième journée").
    """
    counts = quantity(node)
    if not counts or (node.one("quantity") or node).has("ordinal"):
        raise UnresolvedError("vague")
    return counts


def from_told(base: EdtfDate, counts: Quantity, sign: int) -> EdtfDate:
    """So far from a date that is known.

    Days and weeks are exact, months and years approximate at the date's own precision.

    Raises:
        UnresolvedError: where the date has no bound on that side.
    """
    ends = base.precision in (Precision.DAY, Precision.RANGE)
    edge = base.latest if sign > 0 and ends else base.earliest
    when = moved(known(edge, "no_antecedent"), counts, sign)
    precise = _precision(counts)
    if precise == "D":
        return day(when)
    if base.precision in (Precision.DAY, Precision.MONTH):
        precise = KINDS[base.precision]
    return marked(period(precise, when), "~")
