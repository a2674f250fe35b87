"""What an expression can mean where the day it is counted from is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.dates.calendar import bounds
from builder.annotate.dates.reference import WINDOW
from builder.model.dates import EdtfDate, Precision, one_of, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_LISTED = 10
"""A set with more candidates is written as its month or year instead."""

_SEVERAL_MONTHS = 45
_MONTH, _YEAR = len("2025-02"), len("2025")


def shared(
    middle: EdtfDate,
    found: Sequence[EdtfDate],
    days: Sequence[date],
    month: EdtfDate | None,
) -> EdtfDate:
    """What the values at several days have in common.

    Candidates where they are few days; else the month or year, approximate.

    Args:
        middle: the value at the middle day.
        found: the values at the days that were tried.
        days: every day of the reference.
        month: the reference as it is known.
    """
    width = (days[-1] - days[0]).days
    firsts = {value.earliest for value in found if value.earliest}
    if width < WINDOW and all(value.precision is Precision.DAY for value in found):
        candidates = _in_the_month(firsts, month)
        if len(candidates) <= _LISTED:
            return one_of(candidates)
    return _coarser_than(width, middle, found)


def _coarser_than(width: int, middle: EdtfDate, found: Sequence[EdtfDate]) -> EdtfDate:
    """The month or year of each end that is not the same on all days."""
    coarse = _MONTH if width < _SEVERAL_MONTHS else _YEAR
    ends = [value.edtf.split("/") for value in found]
    if len({len(written) for written in ends}) > 1:
        # A plain value on one day and a stretch on another have only this in common.
        return parse_edtf(_coarser(ends[0][0], coarse))
    kept: dict[str, None] = {}
    for written, others in zip(
        middle.edtf.split("/"), zip(*ends, strict=True), strict=True
    ):
        same = len(set(others)) == 1
        kept[written if same else _coarser(written, coarse)] = None
    # Two ends of the same month are that month.
    return parse_edtf("/".join(kept))


def _coarser(written: str, length: int) -> str:
    return written[:length].rstrip("~?") + "~"


def _in_the_month(days: set[date], month: EdtfDate | None) -> set[date]:
    """Of an article dated to a month, the days of that month.

    It may tell of the last days before: it seldom does.
    """
    if month is None or month.precision is not Precision.MONTH:
        return days
    first, last = bounds(month)
    return {day for day in days if first <= day <= last} or days
