"""When: uncertain dates as EDTF values (ISO 8601-2:2019, levels 0 to 2) with their bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.model.edtf import Precision as Precision  # noqa: PLC0414 - part of this module for all others
from builder.model.edtf import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.model.span import Span


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """An uncertain date. Made by `parse_edtf` only, so that value and bounds always agree."""

    edtf: str
    earliest: date | None
    """First day it can be, that day included; none for an open or unknown beginning."""

    latest: date | None
    """Last day it can be, that day included; none for an open or unknown end."""

    precision: Precision
    candidates: tuple[date, ...] = ()
    """The days of a set `[d1,d2,…]`, in order; empty elsewhere."""

    approximate: bool = False
    """Some part of it is marked `~`: the bounds are those of the value without the mark."""

    uncertain: bool = False

    def compatible(self, other: EdtfDate) -> bool:
        """Whether both can be the same moment: some candidate or day of one lies in the other.

        An approximate moment reaches half its own unit further on both sides (three days for a day).
        """
        if Precision.NONE in (self.precision, other.precision):
            return _recurs(self, other)
        # A set leaves out the days between its days, which its bounds alone would let in.
        if self.candidates:
            return any(_holds(other, day) for day in self.candidates)
        if other.candidates:
            return other.compatible(self)
        start, end = _reach(self)
        begin, stop = _reach(other)
        return start <= stop and begin <= end

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """A total order: earliest day, then narrower first, then the value itself.

        A moment with an end alone stands at that end; one with neither (`XXXX-03-08`) after all others.
        """
        place = self.earliest or self.latest
        if place is None:
            return "~", "~", self.edtf  # a tilde comes after all digits
        width = "~"
        if self.earliest and self.latest:
            days = (self.latest - self.earliest).days
            width = f"{days:07d}"
        return place.isoformat(), width, self.edtf


_SLACK = {
    Precision.DAY: 3,
    Precision.MONTH: 15,
    Precision.SEASON: 45,
    Precision.YEAR: 183,
    Precision.DECADE: 1826,
}
_LEAST_SLACK = 3
"""Days that an approximate value may reach further on both sides: half its unit; of a day, three."""


@lru_cache(maxsize=8192)
def parse_edtf(value: str) -> EdtfDate:
    """Read an EDTF value of the profile that the project writes.

    The profile: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, seasons `YYYY-21` to `YYYY-23` (meteorological, from 1 March), decades
    `199X`, centuries `18XX`, each with a final `~`, `?` or `%`; intervals of them, with `..` or nothing for an open
    or unknown end; sets of days `[d1,d2]`, `[d1..d2]`; `XXXX-MM` and `XXXX-MM-DD`, and intervals of both. Weeks, quarters, half-years and winters are
    intervals that are told by their bounds.

    Raises:
        NotUnderstoodError: where the value is none of the profile.
    """
    return EdtfDate(value, *read(value))


def day(when: date) -> EdtfDate:
    """The moment of one day."""
    return parse_edtf(when.isoformat())


def one_of(days: Iterable[date]) -> EdtfDate:
    """The set of candidate days, or the day itself where there is only one.

    Raises:
        ValueError: where there is none.
    """
    # A set of one is no set: it would look unsure and is not.
    candidates = sorted(set(days))
    if len(candidates) == 1:
        return day(candidates[0])
    written = ",".join(map(str, candidates))
    return parse_edtf(f"[{written}]")


def between(earliest: date | None, latest: date | None) -> EdtfDate:
    """The narrowest plain value with these bounds: a day, a month, a year, else an interval of days.

    Raises:
        ValueError: where both are none, or the days run backwards.
    """
    if earliest is None or latest is None:
        return parse_edtf(f"{earliest or '..'}/{latest or '..'}")
    if earliest == latest:
        return day(earliest)
    # A whole month is said as a month, not as its two ends.
    whole = earliest.isoformat()
    month_and_year = whole[: len("2025-02")], whole[: len("2025")]
    for moment in map(parse_edtf, month_and_year):
        if (moment.earliest, moment.latest) == (earliest, latest):
            return moment
    return parse_edtf(f"{earliest}/{latest}")


def meet(first: EdtfDate, second: EdtfDate) -> EdtfDate | None:
    """What both allow: the narrower of two that fit, a set with fewer candidates, none where they exclude each other."""
    if not first.compatible(second):
        return None
    # The narrower one is what an editor would print; the other only confirms it.
    narrow, wide = sorted((first, second), key=_width)
    if narrow.candidates:
        kept = [d for d in narrow.candidates if _holds(wide, d)]
        return one_of(kept) if kept else narrow
    if narrow.precision is Precision.NONE or _within(narrow, wide):
        return narrow
    return _overlap(first, second) or narrow


def _overlap(first: EdtfDate, second: EdtfDate) -> EdtfDate | None:
    """The days of both; none where they meet only through an approximation."""
    start, end = _bounds(first)
    begin, stop = _bounds(second)
    earliest, latest = max(start, begin), min(end, stop)
    if latest < earliest:
        return None
    return between(
        None if earliest == date.min else earliest,
        None if latest == date.max else latest,
    )


def _bounds(moment: EdtfDate) -> tuple[date, date]:
    """First and last day, those of the calendar where an end is open."""
    return moment.earliest or date.min, moment.latest or date.max


def _width(moment: EdtfDate) -> tuple[int, str]:
    start, end = _bounds(moment)
    days = (end - start).days + 1
    return len(moment.candidates) or days, moment.edtf


def _within(inner: EdtfDate, outer: EdtfDate) -> bool:
    low, high = _bounds(inner)
    if outer.candidates:
        return low == high and low in outer.candidates
    start, end = _bounds(outer)
    return start <= low and high <= end


def _reach(moment: EdtfDate) -> tuple[date, date]:
    """First and last day, those that an approximation may mean included."""
    start, end = _bounds(moment)
    if not moment.approximate:
        return start, end
    slack = timedelta(days=_SLACK.get(moment.precision, _LEAST_SLACK))
    # The calendar ends: what would reach beyond it stops there.
    first = max(start, date.min + slack) - slack
    last = min(end, date.max - slack) + slack
    return first, last


def _holds(moment: EdtfDate, when: date) -> bool:
    if moment.candidates:
        return when in moment.candidates
    start, end = _reach(moment)
    return start <= when <= end


def _recurs(first: EdtfDate, second: EdtfDate) -> bool:
    """Whether a day or month without a year falls into the other moment in some year.

    An interval without a year may: of which year it is nobody knows.
    """
    if first.precision is not Precision.NONE:
        first, second = second, first
    if "/" in first.edtf or (second.precision is Precision.NONE and "/" in second.edtf):
        return True
    recurring = _month_and_day(first)
    if second.precision is Precision.NONE:
        return _same_day(recurring, _month_and_day(second))
    start, end = _reach(second)
    length = (end - start).days
    if length > _LEAP:
        return True
    days = second.candidates
    if not days:
        days = tuple(start + timedelta(days=n) for n in range(length + 1))
    return any(_same_day(recurring, (d.month, d.day)) for d in days)


_LEAP = 4 * 366
"""Days within which every day of a year comes, 29 February too."""


def _month_and_day(moment: EdtfDate) -> tuple[int, int]:
    """Of `XXXX-03-08`, 3 and 8; the day is 0 where there is none."""
    written = moment.edtf.rstrip("~?%").removeprefix("XXXX-")
    month, _, day_of_month = written.partition("-")
    return int(month), int(day_of_month or 0)


def _same_day(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two days of some year can be one; a month alone holds all its days."""
    (month, day_of_month), (other_month, other_day) = one, other
    if month != other_month:
        return False
    return 0 in (day_of_month, other_day) or day_of_month == other_day


class Basis(StrEnum):
    """Who or what decided a date."""

    STATED = "stated"
    """The text (or its header) gives it in full."""

    RELATIVE = "relative"
    """Computed from words such as "hier" and an anchor."""

    INFERRED = "inferred"
    """Reasoned out of evidence; the evidence is kept."""

    CORRECTED = "corrected"
    """The author decided."""

    UNKNOWN = "unknown"


class DatingType(StrEnum):
    """What kind of expression of time it is."""

    DATE = "DATE"
    PERIOD = "PERIOD"
    DURATION = "DURATION"
    SET = "SET"


class AnchorKind(StrEnum):
    """What a timex is counted from."""

    EXPLICIT = "explicit"
    """Nothing: the words say it all."""

    PUBLICATION = "publication"
    ANTECEDENT = "antecedent"
    """Another timex before it in the text."""

    PHRASE = "phrase"
    """A date inside the same phrase ("trois jours après le 24 février 2022")."""

    SPEECH = "speech"
    """The day on which a quoted person spoke."""

    NONE = "none"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a timex was counted from, so that the reader can follow."""

    kind: AnchorKind
    value: str = ""
    """EDTF value of the anchor; empty where there is none."""

    span: Span | None = None
    """The words of the antecedent, where it stands in the text."""


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression of time in the text, and what it means."""

    span: Span
    date: EdtfDate | None
    """None where nothing can be known, or for durations and sets."""

    type: DatingType
    anchor: Anchor
    basis: Basis
    reason: str
    """One French sentence: how the value was had, or why there is none."""

    rule: str
    duration: str | None = None
    """ISO 8601 (`P30D`, `P2.5Y`, vague `PXD`); none where it is not a duration."""

    daypart: str | None = None
    """MO, AF, EV, NI or a clock time as written."""

    @property
    def value(self) -> str | None:
        """What `dossier annotate` writes: EDTF value, else duration, else nothing; of a duration its length first."""
        # "trois jours, du 3 au 5 mars": the length is what the words say.
        if self.type is DatingType.DURATION and self.duration is not None:
            return self.duration
        if self.date is not None:
            return self.date.edtf
        return self.duration
