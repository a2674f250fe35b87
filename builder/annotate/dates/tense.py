"""Which way a sentence looks from where an expression stands: the nearest verb form, a comma counting as distance."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.dates.context import Tense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.pack import LanguagePack

_COMMA = 25
_REACH = 300
_NEAR = 4
_TENSES = {
    "future": (Tense.FUTURE, 0),
    "past": (Tense.PAST, 0),
    "weak_past": (Tense.PAST, 1),
    "weak_future": (Tense.FUTURE, 2),
}


class Cue(NamedTuple):
    """A verb form or word that looks back or ahead, in code points of the text."""

    start: int
    end: int
    tense: Tense
    rank: int
    """0 for a finite verb, 1 for a participle, 2 for the hour of an announcement: a lower one decides first."""


@lru_cache(maxsize=4)
def _pattern(pack: LanguagePack) -> re.Pattern[str]:
    data = pack.data("dates_tense")
    groups = "|".join(f"(?P<{name}>{'|'.join(data[name])})" for name in _TENSES)
    for macro, pattern in data["macros"].items():
        groups = groups.replace(macro, pattern)
    return re.compile(groups)


def cues(lowered: str, start: int, end: int, pack: LanguagePack) -> tuple[Cue, ...]:
    """Every cue of a sentence, in order; the text is lower-cased with its accents (`à` and `a` differ)."""
    found = _pattern(pack).finditer(lowered, start, end)
    return tuple(Cue(m.start(), m.end(), *_TENSES[m.lastgroup or ""]) for m in found)


def nearest(
    found: Sequence[Cue], lowered: str, start: int, end: int, *, firm: bool = False
) -> Tense:
    """The tense of the nearest cue; weaker ones only where no stronger is, and not at all where it must be firm."""
    place = bisect_left(found, (start,))
    around = [
        c
        for c in found[max(place - _NEAR, 0) : place + _NEAR]
        if c.end <= start or c.start >= end
    ]
    for rank in range(1 if firm else 3):
        costs = [
            (_cost(c, lowered, start, end), c.start >= end, c.tense)
            for c in around
            if c.rank == rank
        ]
        near = [c for c in costs if c[0] < _REACH]
        if near:  # of two equally near, the one before
            return min(near)[2]
    return Tense.UNKNOWN


def _cost(cue: Cue, lowered: str, start: int, end: int) -> int:
    low, high = (cue.end, start) if cue.end <= start else (end, cue.start)
    if high - low > _REACH:
        return _REACH
    gap = lowered[low:high]
    return len(gap) + _COMMA * sum(gap.count(mark) for mark in ",;:")
