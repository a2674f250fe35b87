"""What the article itself says about when it appeared, where its date is only a month or less."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from builder.lang.wording import french
from builder.model.moment import Precision
from builder.stages.dates.context import Tense

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from builder.stages.dates.reading import Read, Reading
    from builder.stages.dates.resolve import Reference

_GAP = 12


def narrowed(reference: Reference, read: Sequence[Read], reading: Reading) -> Reference:
    """The reference without the days that the article's own dates exclude; itself where they exclude none.

    What it announces (`à l'approche du …`, a day with a verb in the future) comes after it; what it tells in the past, stated
    with its year, does not.
    """
    days, why = reference.days, list(reference.why)
    words = reading.pack.data("dates_words")["narrowing"]
    for before, found in zip([None, *read], read, strict=False):
        when = _stated_day(found, reading)
        if when is None or not reference.days[0] <= when <= reference.days[-1]:
            continue
        kind, kept = _kept(before, found, when, days, reading)
        if kept and len(kept) < len(days):
            days = kept
            moment = found.outcome.moment
            surface = reading.text[found.node.start : found.node.end]
            why.append(words[kind].format(words=surface, when=french(moment) if moment else surface))
    if days == reference.days:
        return reference
    return replace(reference, days=days, why=tuple(why))


def _stated_day(found: Read, reading: Reading) -> date | None:
    moment = found.outcome.moment
    if moment is None or moment.precision is not Precision.DAY or "reference" in found.outcome.context.used:
        return None
    return None if reading.quote(found.node) else moment.earliest


def _kept(
    before: Read | None, found: Read, when: date, days: Sequence[date], reading: Reading
) -> tuple[str, tuple[date, ...]]:
    if before and before.node.name == "approach" and found.node.start - before.node.end < _GAP:
        return "announced", tuple(d for d in days if d < when)
    tense = reading.tense(found.node)
    if tense is Tense.FUTURE:
        return "planned", tuple(d for d in days if d <= when)
    if tense is Tense.PAST:
        return "told", tuple(d for d in days if d >= when - timedelta(days=0))
    return "", tuple(days)
