"""Finds when something that is told happens, and whether it is told as background."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from builder.annotate.events.vocabulary import TOLD, Trigger, lists
from builder.model.article import Article, Span
from builder.model.dates import DatingType, EdtfDate, Precision, Timex, parse_edtf
from builder.model.event import Modality

if TYPE_CHECKING:
    from builder.lang.actors import Unit
    from builder.lang.discourse import Scene

_OPENING = 4
"""Code points at most before a timex that opens its sentence: "Le 3 mai, …"."""

_ASIDE = 12
"""Words between commas among which a date is an aside's own."""

_NEWS = timedelta(days=31)
"""What lies further back than this was no news when the article was written."""

_BEHIND = 40
"""Code points that a timex before the trigger counts for: in French the date follows."""

_PAST = frozenset({Modality.ASSERTED, Modality.REPORTED, Modality.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class Told:
    """When, by which words, and whether as background."""

    date: EdtfDate | None
    timex: Timex | None
    background: bool
    ahead: bool = False
    """Dated after the article: it had not happened yet."""


def when(
    article: Article,
    scene: Scene,
    unit: Unit,
    trigger: Trigger,
    mode: Modality,
    *,
    said: bool,
) -> Told:
    """The moment of what a trigger tells: the timex of its clause, else at most the date of the article."""
    timex = _dating(article, scene, unit, trigger)
    moment = timex.date if timex is not None else None
    background = _background(article, unit, trigger, moment, said=said)
    if (
        timex is not None
        and not trigger.noun
        and _told(scene, unit, trigger)
        and _ahead(article, moment)
    ):
        timex, moment = None, None  # told as done: the date is another's
    if timex is None and mode in _PAST:
        moment = _bound(article)
    if (
        timex is not None
        and moment is not None
        and _announced(scene, unit, trigger)
        and moment.latest is not None
    ):
        moment = parse_edtf(
            f"../{moment.latest.isoformat()}"
        )  # "le décès a été annoncé hier": the day is the announcement's
    return Told(moment, timex, background, ahead=_ahead(article, moment))


def _told(scene: Scene, unit: Unit, trigger: Trigger) -> bool:
    """Whether it is told as done; what is said in the present is ("ils appellent à la grève le 30")."""
    tense = unit.verbs[trigger.verb].tense if trigger.verb is not None else ""
    return tense in TOLD or (tense == "pres" and trigger.kind in lists(scene)["spoken"])


def _announced(scene: Scene, unit: Unit, trigger: Trigger) -> bool:
    verb = (
        unit.verbs[trigger.verb]
        if trigger.verb is not None and trigger.subject
        else None
    )
    return verb is not None and bool(verb.lemmas & lists(scene)["vehicles"])


def _ahead(article: Article, moment: EdtfDate | None) -> bool:
    """Whether a moment begins after the article, or goes on after it without having begun before: "d'ici à juin"."""
    published = article.published.date
    if (
        moment is None
        or published is None
        or published.latest is None
        or published.earliest is None
    ):
        return False
    begun = moment.earliest is not None and moment.earliest < published.earliest
    until = moment.latest is not None and moment.latest > published.latest and not begun
    return until or (moment.earliest is not None and moment.earliest > published.latest)


def _dating(
    article: Article, scene: Scene, unit: Unit, trigger: Trigger
) -> Timex | None:
    """The nearest timex that no other verb separates from the trigger; else the one that opens the sentence."""
    usable = [
        d
        for d in scene.datings_in(unit.span)
        if _usable(article, d) and not _aside_of_noun(scene.text, d)
    ]
    near = [d for d in usable if _joined(scene, unit, trigger, d)]
    if near:
        return min(near, key=lambda d: (_gap(trigger, d), d.span))
    if trigger.verb is None or scene.subordinate(unit, trigger.verb):
        return None
    return next((d for d in usable if d.span.start - unit.span.start < _OPENING), None)


def _aside_of_noun(text: str, timex: Timex) -> bool:
    """Whether a date opens a bracket: it is of the noun before ("son mandat (2017-2021)")."""
    return text[max(0, timex.span.start - 1) : timex.span.start] == "("


def _usable(article: Article, timex: Timex) -> bool:
    """Whether a timex tells when: no duration, no day of no year, nor "l'année" in which the article was written."""
    if timex.type not in (DatingType.DATE, DatingType.PERIOD) or timex.date is None:
        return False
    published = article.published.date
    wide = timex.date.precision in (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
    if wide and published is not None and timex.date.compatible(published):
        return False
    return timex.date.precision is not Precision.NONE


def _gap(trigger: Trigger, timex: Timex) -> int:
    """How far a timex stands from a trigger; one that follows is nearer than one before it."""
    if timex.span.start >= trigger.span.end:
        return timex.span.start - trigger.span.end
    return _BEHIND + max(trigger.span.start - timex.span.end, 0)


def _joined(scene: Scene, unit: Unit, trigger: Trigger, timex: Timex) -> bool:
    """Whether trigger and timex share a clause: no finite verb or gerund of another clause between them."""
    lo, hi = (
        min(trigger.span.end, timex.span.end),
        max(trigger.span.start, timex.span.start),
    )
    own = _stretch(unit, trigger.verb) if trigger.verb is not None else None
    back = (
        own is None and timex.span.start < trigger.span.start
    )  # "vu lundi dans une maison détruite par un incendie"
    if (
        own is not None
        and timex.span.start < trigger.span.start
        and _aside(scene, unit, timex, trigger)
    ):
        return False
    between = [
        v
        for i, v in enumerate(unit.verbs)
        if i != trigger.verb and lo <= v.span.start and v.span.end <= hi
    ]
    if any(v.finite or v.tense == "ger" or back for v in between):
        return False
    return own is None or own.start <= timex.span.start < own.end


def _aside(scene: Scene, unit: Unit, timex: Timex, trigger: Trigger) -> bool:
    """Whether a date before a verb stands with more than a preposition between commas: "Ada, battue en mai, a déclaré"."""
    at = bisect_left(unit.words, timex.span.start, key=lambda w: w.start)
    comma = next(
        (i for i in range(at - 1, max(at - _ASIDE, 0), -1) if unit.low(i) == ","), at
    )
    bare = {*scene.grammar.prepositions, *scene.speech["articles"]}
    if comma + 1 >= at or unit.low(comma + 1) in bare:
        return False
    return "," in scene.text[timex.span.end : trigger.span.start]


def _stretch(unit: Unit, index: int) -> Span:
    """The clause of a verb; that of the verb before it too for gerunds and infinitives, which have no date of their own."""
    own = unit.clause(index)
    if index and unit.verbs[index].tense in ("ger", "inf"):
        return Span(unit.clause(index - 1).start, own.end)
    return own


def _background(
    article: Article,
    unit: Unit,
    trigger: Trigger,
    moment: EdtfDate | None,
    *,
    said: bool,
) -> bool:
    published = article.published.date
    past = moment.latest or moment.earliest if moment is not None else None
    if past is not None and published is not None and published.earliest is not None:
        return past < published.earliest - _NEWS
    if moment is not None and moment.precision is Precision.OPEN:
        return True
    tense = unit.verbs[trigger.verb].tense if trigger.verb is not None else ""
    return (
        tense == "pluperfect" and not said
    )  # after "a dit que" the pluperfect is a plain past


def _bound(article: Article) -> EdtfDate | None:
    """Up to the date of the article: what it tells as done had happened when it came out."""
    published = article.published.date
    if published is None or published.latest is None:
        return None
    whole = (
        published.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR)
        and "~" not in published.edtf
    )
    return parse_edtf(f"../{published.edtf if whole else published.latest.isoformat()}")


def dated(scene: Scene, unit: Unit, index: int, *, ended: bool = False) -> bool:
    """Whether an expression of time stands in the clause of a verb, or opens the sentence before its first clause.

    With `ended`, one that says no more than "since" does not count. A day counts that nobody can resolve: "mardi" in an
    article without a date.
    """
    own = unit.clause(index)
    first = not any(v.finite for v in unit.verbs[:index]) and not scene.subordinate(
        unit, index
    )
    where = (
        [own, Span(unit.span.start, min(unit.span.start + _OPENING, own.start))]
        if first
        else [own]
    )
    found = (
        d
        for span in where
        for d in scene.datings_in(span)
        if not _aside_of_noun(scene.text, d)
    )
    return any(
        not (ended and d.date.precision is Precision.OPEN)
        if d.date
        else d.type is DatingType.DATE
        for d in found
    )
