"""The written form of uncertain dates: EDTF (ISO 8601-2:2019), the profile that the project reads and writes."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Precision(StrEnum):
    """How fine a moment is; what is displayed never exceeds it."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"
    OPEN = "open"
    FUZZY = "fuzzy"
    SET = "set"
    """One of several candidate days."""

    NONE = "none"
    """A day or month without a year (`XXXX-03-08`): it has no place on a timeline."""


class Value(NamedTuple):
    """What a written value says: bounds in days, both included; see `EdtfDate` for what each part means."""

    earliest: date | None
    latest: date | None
    precision: Precision
    candidates: tuple[date, ...] = ()
    approximate: bool = False
    uncertain: bool = False


_SINGLE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%]?)"
)
_SEASONS = {21: 3, 22: 6, 23: 9}
_WINTER = 24
_EXPECTED = "une date comme 2025, 2025-02, 2025-02-12, 2025-02~, 2022-02/.. ou 2025-02-03/2025-02-09"
_OPEN_ENDS = ("", "..")
_MONTHS = 12
_NAMED = {
    (_MONTHS, 3): Precision.SEASON,
    **{(first, 3): Precision.QUARTER for first in (1, 4, 7, 10)},
    **{(first, 6): Precision.HALF_YEAR for first in (1, 7)},
}
"""First month and number of months of the intervals that have a name."""

_WRITTEN_DAY = len("2025-02-12")
_WRITTEN_MONTH = len("2025-02")


def read(value: str) -> Value:
    """Read one value.

    Raises:
        ValueError: where the value is none of the profile; the message says what was expected and found, in French.
    """
    if value.startswith("["):
        return _set(value)
    if "/" in value:
        return _interval(value)
    return _single(value)


def _refuse(value: str, why: str = "") -> ValueError:
    return ValueError(
        f"{_EXPECTED} était attendue, « {value} » a été trouvé"
        + (f" : {why}" if why else "")
    )


def _single(value: str, whole: str = "") -> Value:
    found = _SINGLE.fullmatch(value)
    if not found or not value.isascii():
        raise _refuse(whole or value)
    try:
        bounds = _bounds(
            found["year"], int(found["month"] or 0), int(found["day"] or 0)
        )
    except ValueError as error:
        raise _refuse(whole or value, str(error)) from None
    mark = found["mark"]
    return Value(*bounds, approximate=mark in ("~", "%"), uncertain=mark in ("?", "%"))


def _bounds(
    year: str, month: int, day: int
) -> tuple[date | None, date | None, Precision]:
    if "X" in year:
        return _unspecified(year, month, day)
    number = int(year)
    if number == 0:
        raise ValueError("l’an 0 n’existe pas")
    if not month:
        return date(number, 1, 1), date(number, _MONTHS, 31), Precision.YEAR
    if month in _SEASONS and not day:
        first = _SEASONS[month]
        return date(number, first, 1), month_end(number, first + 2), Precision.SEASON
    _check(number, month, day)
    if not day:
        return date(number, month, 1), month_end(number, month), Precision.MONTH
    return date(number, month, day), date(number, month, day), Precision.DAY


def _unspecified(
    year: str, month: int, day: int
) -> tuple[date | None, date | None, Precision]:
    if year == "XXXX":
        if not month:
            raise ValueError("une année inconnue demande un mois")
        _check(2000, month, day)
        return None, None, Precision.NONE
    if month:
        raise ValueError("une décennie ou un siècle n’a pas de mois")
    low, high = year.replace("X", "0"), year.replace("X", "9")
    precision = Precision.DECADE if year.count("X") == 1 else Precision.CENTURY
    return date(max(int(low), 1), 1, 1), date(int(high), _MONTHS, 31), precision


def _check(year: int, month: int, day: int) -> None:
    if month == _WINTER:
        raise ValueError("l’hiver s’écrit comme un intervalle, 2024-12/2025-02")
    if not 1 <= month <= _MONTHS:
        raise ValueError(f"il n’y a pas de mois {month:02d}")
    if day > monthrange(year, month)[1]:
        raise ValueError(f"ce mois n’a pas de jour {day}")


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _interval(value: str) -> Value:
    left, _, right = value.partition("/")
    if left in _OPEN_ENDS and right in _OPEN_ENDS:
        raise _refuse(value, "un intervalle a au moins une borne")
    start, end = _end_of(left, value), _end_of(right, value)
    if _backwards(start, end):
        raise _refuse(value, "l’intervalle finit avant d’avoir commencé")
    precision = _interval_precision(left, right, start.earliest, end.latest)
    approximate, uncertain = (
        start.approximate or end.approximate,
        start.uncertain or end.uncertain,
    )
    if approximate and precision is not Precision.OPEN:
        precision = Precision.FUZZY
    return Value(start.earliest, end.latest, precision, (), approximate, uncertain)


def _backwards(start: Value, end: Value) -> bool:
    first, last = start.earliest or date.min, end.latest or date.max
    return last < first or (
        (end.earliest or date.max) < first and last < (start.latest or date.max)
    )


def _end_of(part: str, whole: str) -> Value:
    if part in _OPEN_ENDS:
        return Value(None, None, Precision.OPEN)
    value = _single(part, whole)
    if value.precision is Precision.NONE:
        raise _refuse(whole, "un intervalle demande des années")
    return value


def _interval_precision(
    left: str, right: str, earliest: date | None, latest: date | None
) -> Precision:
    if ".." in (left, right):
        return Precision.OPEN
    if earliest is None or latest is None:
        return Precision.FUZZY
    if len(left) == len(right) == _WRITTEN_DAY and (
        earliest.weekday(),
        (latest - earliest).days,
    ) == (0, 6):
        return Precision.WEEK
    if len(left) == len(right) == _WRITTEN_MONTH:
        months = (
            (latest.year - earliest.year) * _MONTHS + latest.month - earliest.month + 1
        )
        return _NAMED.get((earliest.month, months), Precision.RANGE)
    return Precision.RANGE


def _set(value: str) -> Value:
    if not value.endswith("]") or "," not in value:
        raise _refuse(value)
    parts = value[1:-1].split(",")
    values = [_single(part, value) for part in parts]
    days = [
        v.earliest
        for v in values
        if v.precision is Precision.DAY and v.earliest is not None
    ]
    if (
        len(days) != len(parts)
        or days != sorted(set(days))
        or any(len(p) != _WRITTEN_DAY for p in parts)
    ):
        raise _refuse(value, "un ensemble donne des jours différents, dans l’ordre")
    return Value(days[0], days[-1], Precision.SET, tuple(days))
