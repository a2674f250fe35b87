"""When: uncertain dates as EDTF values (ISO 8601-2:2019, levels 0 to 2) with their bounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from builder.model.article import Basis, Span


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


@dataclass(frozen=True, slots=True)
class Moment:
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
    uncertain: bool = False

    def compatible(self, other: Moment) -> bool:
        """Whether both can be the same moment: some candidate or day of one lies in the other."""
        raise NotImplementedError

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """A total order: earliest day, then narrower first, then the value itself."""
        raise NotImplementedError


def parse_edtf(value: str) -> Moment:
    """Read an EDTF value of the profile that the project writes.

    Raises:
        ValueError: where the value is none of the profile; the message says what was expected and found, in French.
    """
    raise NotImplementedError


class DatingType(StrEnum):
    """What kind of expression of time it is."""

    DATE = "DATE"
    PERIOD = "PERIOD"
    DURATION = "DURATION"
    SET = "SET"


class AnchorKind(StrEnum):
    """What a dating is counted from."""

    EXPLICIT = "explicit"
    """Nothing: the words say it all."""

    PUBLICATION = "publication"
    ANTECEDENT = "antecedent"
    """Another dating before it in the text."""

    PHRASE = "phrase"
    """A date inside the same phrase ("trois jours après le 24 février 2022")."""

    SPEECH = "speech"
    """The day on which a quoted person spoke."""

    NONE = "none"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a dating was counted from, so that the reader can follow."""

    kind: AnchorKind
    value: str = ""
    """EDTF value of the anchor; empty where there is none."""

    span: Span | None = None
    """The words of the antecedent, where it stands in the text."""


@dataclass(frozen=True, slots=True)
class Dating:
    """One expression of time in the text, and what it means."""

    span: Span
    moment: Moment | None
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
        """What `dossier annotate` writes: EDTF value, else duration, else nothing."""
        if self.moment is not None:
            return self.moment.edtf
        return self.duration
