"""Where the clause of a verb begins and ends, and whether a date stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.moment import Precision

if TYPE_CHECKING:
    from builder.lang.actors import Unit
    from builder.lang.discourse import Scene
    from builder.lang.verbs import Verb

OPENING = 4
"""Code points at most before a dating that opens its sentence: "Le 3 mai, …"."""


def clause(unit: Unit, index: int) -> Span:
    """The clause of a verb: from the sign or conjunction before its subject to the one before the next clause."""
    verb = unit.verbs[index]
    start = unit.span.start if not index else _boundary(unit, unit.verbs[index - 1], verb, index)
    following = next((i for i in range(index + 1, len(unit.verbs)) if unit.verbs[i].finite), None)
    end = (
        unit.span.end
        if following is None
        else _boundary(unit, unit.verbs[following - 1], unit.verbs[following], following)
    )
    return Span(start, max(end, verb.span.end))


def _boundary(unit: Unit, before: Verb, after: Verb, index: int) -> int:
    """Where the clause of `after` begins: at its subject, or at the last sign between the two verbs."""
    subject = unit.subject(index)
    if subject.words is not None and before.span.end <= subject.words.start < after.span.start:
        return subject.words.start
    signs = [w.start for w in unit.words[before.last + 1 : after.first] if not w.low[0].isalnum()]
    return signs[-1] if signs else after.span.start


def dated(scene: Scene, unit: Unit, index: int, *, ended: bool = False) -> bool:
    """Whether an expression of time stands in the clause of a verb, or opens the sentence before its first clause.

    With `ended`, one that says no more than "since" does not count.
    """
    own = clause(unit, index)
    first = not any(v.finite for v in unit.verbs[:index]) and not scene.subordinate(unit, index)
    where = [own, Span(unit.span.start, min(unit.span.start + OPENING, own.start))] if first else [own]
    moments = (d.moment for span in where for d in scene.datings_in(span))
    return any(m is not None and not (ended and m.precision is Precision.OPEN) for m in moments)
