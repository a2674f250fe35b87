"""Dates articles that have no date: an interval with reasons, never a bare date.

Evidence, each with a French sentence: what the article tells as past and dates in full; the offices it gives to the people it
names, held only between certain days; events on which a dated article agrees, told with the same day of the week; and days of
the week without an article, which are of the week in which somebody writes ("mercredi 12 novembre", not "le mercredi").
The file's own date and today's are never used.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections import Counter
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.lang.wording import french
from builder.model.article import Basis, Published, Span
from builder.model.dates import AnchorKind, EdtfDate, Precision, between
from builder.model.mention import LinkStatus, Mention, MentionKind
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity, Tenure
    from builder.model.event import EventMention

_FORMER_REACH = 20
"""Code points in front of an office in which `ancien` or `futur` is looked for."""

_ARTICLE = 6
"""Code points in front of a day of the week in which its article stands."""

_PRESS = range(1990, 2050)
"""Years in which a day without its year is looked for."""

_WEEK = timedelta(days=6)
_STATED = (
    Precision.DAY,
    Precision.MONTH,
    Precision.YEAR,
    Precision.RANGE,
    Precision.FUZZY,
)


class Stretch(NamedTuple):
    """Days from one to another, both included; the first or last of the calendar where an end is open."""

    first: date = date.min
    last: date = date.max

    @property
    def date(self) -> EdtfDate:
        """The same as a value."""
        return between(
            self.first if self.first > date.min else None,
            self.last if self.last < date.max else None,
        )


class Evidence(NamedTuple):
    """When an article can have appeared, by one witness: one of some stretches, and the sentence that says why."""

    stretches: tuple[Stretch, ...]
    reason: str
    alone: bool = False
    """Heard only where the witnesses before leave it one stretch: "mercredi 12 novembre" is of many years."""


def infer(
    articles: Sequence[Annotated], pack: LanguagePack, kb: KnowledgeBase
) -> Mapping[str, Published]:
    """For articles whose date is unknown: what can be said of it, by article id; nothing where there is no evidence.

    The moment is an interval, open at the end where nothing bounds it. Witnesses that would leave no day at all are passed
    over: the first named count most (stated dates, then the people named most often, then other articles).
    """
    undated = (
        a
        for a in articles
        if a.article.published.basis is Basis.UNKNOWN
        and a.article.published.date is None
    )
    return {
        a.article.id: published
        for a in undated
        if (published := _published(a, articles, pack, kb))
    }


def _published(
    annotated: Annotated,
    articles: Sequence[Annotated],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> Published | None:
    words = pack.data("dates_words")["publication"]
    left: tuple[Stretch, ...] = (Stretch(),)
    reasons: list[str] = []
    for evidence in chain(
        _told(annotated, words),
        _offices(annotated, words, kb),
        _elsewhere(annotated, articles, words, pack),
        _this_week(annotated, words, pack),
    ):
        met = _met(left, evidence.stretches)
        if met and met != left and not (evidence.alone and len(met) > 1):
            left = met
            reasons.append(evidence.reason)
    if not reasons:
        return None
    return Published(
        _wider(Stretch(left[0].first, left[-1].last).date),
        Basis.INFERRED,
        tuple(reasons),
    )


def _wider(moment: EdtfDate) -> EdtfDate:
    """Inference never gives a bare day: the day and the one after it, as papers print the news of yesterday."""
    if moment.precision is not Precision.DAY or moment.earliest is None:
        return moment
    return between(moment.earliest, moment.earliest + timedelta(days=1))


def _met(left: Sequence[Stretch], right: Sequence[Stretch]) -> tuple[Stretch, ...]:
    both = (
        Stretch(max(a.first, b.first), min(a.last, b.last)) for a in left for b in right
    )
    return tuple(sorted({s for s in both if s.first <= s.last}))


def _told(annotated: Annotated, words: Mapping[str, Any]) -> Iterator[Evidence]:
    """The latest day, month or year that the article states in full and tells as past."""
    timexes = [
        c.timex for c in annotated.event_mentions if c.modality.occurred and c.timex
    ]
    stated = (
        d
        for d in timexes
        if d.anchor.kind is AnchorKind.EXPLICIT
        and d.date
        and d.date.precision in _STATED
    )
    starts = [
        (d.date.earliest, d, d.date) for d in stated if d.date and d.date.earliest
    ]
    if starts:
        first, timex, moment = max(starts, key=lambda s: (s[0], -s[1].span.start))
        surface = timex.span.of(annotated.article.text)
        yield Evidence(
            (Stretch(first),), words["told"].format(words=surface, when=french(moment))
        )


def _offices(
    annotated: Annotated, words: Mapping[str, Any], kb: KnowledgeBase
) -> Iterator[Evidence]:
    """The terms of those whom the article calls by an office, most often named first."""
    text = annotated.article.text
    named: Counter[str] = Counter()
    terms: dict[str, tuple[str, Sequence[Tenure]]] = {}
    for link in annotated.links:
        sure = link.verdict is LinkStatus.LINKED and len(link.entities) == 1
        person = kb.entities.get(link.entities[0]) if sure else None
        if person is not None:
            named[person.id] += 1
            held = _terms(person, link.mention, kb)
            if held and not _former(link.mention, text, words):
                terms.setdefault(person.id, (link.mention.surface, held))
    for person_id in sorted(terms, key=lambda p: (-named[p], p)):
        surface, held = terms[person_id]
        stretches = tuple(_stretch(t) for t in held)
        said = words["and"].join(french(s.date) for s in stretches)
        yield Evidence(
            stretches,
            words["office"].format(
                words=surface, name=kb.entities[person_id].name, terms=said
            ),
        )


def _terms(person: Entity, mention: Mention, kb: KnowledgeBase) -> Sequence[Tenure]:
    """The person's terms in offices whose name begins as the mention does ("président américain")."""
    if mention.kind is not MentionKind.ROLE:
        return ()
    head = key(mention.surface).split(" ")[0]
    offices = kb.offices
    named = [
        t
        for t in person.tenures
        if t.office in offices and key(offices[t.office].name).split(" ")[0] == head
    ]
    return named if any(t.start or t.end for t in named) else ()


def _former(mention: Mention, text: str, words: Mapping[str, Any]) -> bool:
    around = key(text[max(0, mention.span.start - _FORMER_REACH) : mention.span.end])
    return not set(re.findall(r"[a-z]+", around)).isdisjoint(words["former"].split())


def _stretch(tenure: Tenure) -> Stretch:
    start = tenure.start.earliest if tenure.start else None
    end = tenure.end.latest if tenure.end else None
    return Stretch(start or date.min, end or date.max)


def _elsewhere(
    annotated: Annotated,
    articles: Sequence[Annotated],
    words: Mapping[str, Any],
    pack: LanguagePack,
) -> Iterator[Evidence]:
    """A day on which another article puts the same event between the same people, told here with that day of the week."""
    weekdays = pack.data("dates")["atoms"]["weekday"]
    for claim in annotated.event_mentions:
        number = _weekday(claim, annotated.article.text, weekdays)
        days = {
            (day, other.article.id)
            for other in articles
            if other is not annotated and number
            for told in other.event_mentions
            if _alike(claim, told)
            and (day := _day(told)) is not None
            and day.isoweekday() == number
        }
        if len({day for day, _ in days}) == 1:
            day, source = min(days)
            surface = claim.timex.span.of(annotated.article.text) if claim.timex else ""
            reason = words["elsewhere"].format(
                words=surface, when=french(between(day, day)), source=source
            )
            yield Evidence((Stretch(day, day + _WEEK),), reason)


def _this_week(
    annotated: Annotated, words: Mapping[str, Any], pack: LanguagePack
) -> Iterator[Evidence]:
    """Days told as past by their weekday without an article, full dates first, then those without a year."""
    text, weekdays = annotated.article.text, pack.data("dates")["atoms"]["weekday"]
    deictic = []
    opening = {
        s.span.start for s in annotated.sentences
    }  # "Mardi 11 septembre 2001, …" opens a story of long ago too
    told = (
        c.timex for c in annotated.event_mentions if c.modality.occurred and c.timex
    )
    for timex in (d for d in told if d.span.start not in opening):
        before = key(
            text[max(0, timex.span.start - _ARTICLE) : timex.span.start]
        ).split()[-1:]
        number = _named(timex.span, text, weekdays)
        if timex.date and number and not set(before) & set(words["articles"]):
            deictic.append((timex.span, timex.date, number))
    for full in (True, False):
        for span, moment, number in deictic:
            days = (
                [moment.earliest]
                if full and moment.precision is Precision.DAY
                else []
                if full
                else _years(moment)
            )
            stretches = tuple(
                Stretch(d, d + _WEEK) for d in days if d and d.isoweekday() == number
            )
            if stretches:
                yield Evidence(
                    stretches, words["week"].format(words=span.of(text)), alone=not full
                )


def _years(moment: EdtfDate) -> list[date]:
    """The day of a moment without its year, in each year of the press that can be at hand."""
    if moment.precision is not Precision.NONE or not re.fullmatch(
        r"XXXX-\d\d-\d\d", moment.edtf
    ):
        return []
    rest = moment.edtf.removeprefix("XXXX-")
    return [
        date.fromisoformat(f"{year}-{rest}")
        for year in _PRESS
        if rest != "02-29" or isleap(year)
    ]


def _weekday(claim: EventMention, text: str, weekdays: Mapping[int, str]) -> int:
    """The day of the week by which a claim is told to have happened; 0 where it is not."""
    if (
        claim.timex is None
        or claim.timex.date is not None
        or not claim.modality.occurred
    ):
        return 0
    return _named(claim.timex.span, text, weekdays)


def _named(span: Span, text: str, weekdays: Mapping[int, str]) -> int:
    """The day of the week that an expression names; 0 where it names none."""
    said = key(span.of(text)).split()
    return next(
        (
            number
            for number, names in weekdays.items()
            if not set(said).isdisjoint(names.split(", "))
        ),
        0,
    )


def _alike(first: EventMention, second: EventMention) -> bool:
    people = {p.entity for p in first.participants}
    return (
        first.kind == second.kind
        and len(people) > 1
        and people == {p.entity for p in second.participants}
    )


def _day(claim: EventMention) -> date | None:
    if (
        claim.date is None
        or claim.date.precision is not Precision.DAY
        or claim.timex is None
    ):
        return None
    return (
        claim.date.earliest
        if claim.modality.occurred and not claim.date.uncertain
        else None
    )
