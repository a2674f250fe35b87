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
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.schema_dates import DateSayings, DateWords
from builder.lang.wording import french
from builder.model.article import Basis, Published
from builder.model.dates import AnchorKind, EdtfDate, Precision, between, parse_edtf
from builder.model.mention import LinkStatus, MentionKind
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Span
    from builder.model.dates import Timex
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity, Tenure
    from builder.model.event import EventMention
    from builder.model.mention import Link, Mention

_FORMER_REACH = 20
"""Code points in front of an office in which `ancien` or `futur` is looked for."""

_ARTICLE = 6
"""Code points in front of a day of the week in which its article stands."""

_PRESS = range(1990, 2050)
"""Years in which a day without its year is looked for."""

_WEEK = timedelta(days=6)
_AFTER_OFFICE = timedelta(days=31)
"""How long a paper may still give somebody an office that is over."""

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

    soft: bool = False
    """By itself it makes nothing sure: a term of office may be over, or filled anew, since our list was made."""


def infer(
    articles: Sequence[Annotated], pack: LanguagePack, kb: KnowledgeBase
) -> Mapping[str, Published]:
    """For articles whose date is unknown: what can be said of it, by article id.

    Nothing where there is no evidence. The date is an interval, open at the end where
    nothing bounds it. Witnesses that would leave no day at all are passed over: the
    first named count most (stated dates, then the people named most often, then other
    articles).
    """
    found: dict[str, Published] = {}
    for annotated in articles:
        published = annotated.article.published
        if published.basis is Basis.UNKNOWN and published.date is None:
            inferred = _published(_Witnesses(annotated, articles, pack, kb))
            if inferred is not None:
                found[annotated.article.id] = inferred
    return found


def _published(witnesses: _Witnesses) -> Published | None:
    left: tuple[Stretch, ...] = (Stretch(),)
    heard: list[Evidence] = []
    for evidence in witnesses.all():
        met = _met(left, evidence.stretches)
        # A witness that leaves several stretches is heard only beside others.
        undecided = evidence.alone and len(met) > 1
        if met and met != left and not undecided:
            left = met
            heard.append(evidence)
    if not heard:
        return None
    whole = Stretch(left[0].first, left[-1].last)
    moment = _wider(whole.date)
    if len(heard) == 1 and heard[0].soft:
        moment = _unsure(moment)
    reasons = tuple(evidence.reason for evidence in heard)
    return Published(moment, Basis.INFERRED, reasons)


def _unsure(moment: EdtfDate) -> EdtfDate:
    """The same with every known end marked as uncertain."""
    ends = moment.edtf.split("/")
    return parse_edtf("/".join(f"{end}?" if end != ".." else end for end in ends))


def _wider(moment: EdtfDate) -> EdtfDate:
    """Inference never gives a bare day: papers print the news of yesterday.

    The day becomes that day and the one after it.
    """
    if moment.precision is not Precision.DAY or moment.earliest is None:
        return moment
    return between(moment.earliest, moment.earliest + timedelta(days=1))


def _met(left: Sequence[Stretch], right: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Where stretches of both sides overlap, in order."""
    both: set[Stretch] = set()
    for one in left:
        for other in right:
            first, last = max(one.first, other.first), min(one.last, other.last)
            if first <= last:
                both.add(Stretch(first, last))
    return tuple(sorted(both))


class _Witnesses:
    """What speaks for the date of one article."""

    def __init__(
        self,
        annotated: Annotated,
        articles: Sequence[Annotated],
        pack: LanguagePack,
        kb: KnowledgeBase,
    ) -> None:
        self._annotated = annotated
        self._text = annotated.article.text
        self._articles = articles
        self._kb = kb
        self._words = pack.words(DateSayings).publication
        self._weekdays = pack.words(DateWords).atoms["weekday"]

    def all(self) -> Iterator[Evidence]:
        """Every witness, those that count most first."""
        yield from self._told()
        yield from self._offices()
        yield from self._elsewhere()
        yield from self._this_week()

    def _occurred(self) -> list[Timex]:
        """The expressions of time by which the article dates what has happened."""
        events = self._annotated.event_mentions
        return [e.timex for e in events if e.modality.occurred and e.timex]

    def _told(self) -> Iterator[Evidence]:
        """The latest day, month or year that is stated in full and told as past."""
        latest: tuple[date, int] | None = None
        stated: tuple[Timex, EdtfDate] | None = None
        for timex in self._occurred():
            value = timex.date
            if timex.anchor.kind is not AnchorKind.EXPLICIT or value is None:
                continue
            if value.precision not in _STATED or value.earliest is None:
                continue
            if self._is_aim(timex):
                continue
            # Of one day told twice, the first words are shown as the reason.
            rank = (value.earliest, -timex.span.start)
            if latest is None or rank > latest:
                latest, stated = rank, (timex, value)
        if latest is not None and stated is not None:
            timex, value = stated
            surface = timex.span.of(self._text)
            reason = self._words.told.format(words=surface, when=french(value))
            yield Evidence((Stretch(latest[0]),), reason)

    def _is_aim(self, timex: Timex) -> bool:
        """`le budget pour 2026`, `à l'horizon 2030`: voted, and not yet there."""
        start = timex.span.start
        before = key(self._text[max(0, start - _FORMER_REACH) : start])
        # "d'ici à 2030", "à l'horizon de 2030"
        words = re.findall(r"[a-z]+", before)[-2:]
        return not set(words).isdisjoint(self._words.aims)

    def _offices(self) -> Iterator[Evidence]:
        """The terms of those whom the article calls by an office, most named first."""
        named: Counter[str] = Counter()
        terms: dict[str, tuple[str, Sequence[Tenure]]] = {}
        for link in self._annotated.links:
            person = self._person(link)
            if person is None:
                continue
            named[person.id] += 1
            held = self._terms(person, link.mention)
            if held and not self._is_former(link.mention):
                terms.setdefault(person.id, (link.mention.surface, held))
        for name in sorted(terms, key=lambda each: (-named[each], each)):
            surface, held = terms[name]
            stretches = tuple(map(_stretch, held))
            said = self._words.both.join(french(_term(each)) for each in held)
            reason = self._words.office.format(
                words=surface, name=self._kb.entities[name].name, terms=said
            )
            yield Evidence(stretches, reason, soft=True)

    def _person(self, link: Link) -> Entity | None:
        sure = link.verdict is LinkStatus.LINKED and len(link.entities) == 1
        return self._kb.entities.get(link.entities[0]) if sure else None

    def _terms(self, person: Entity, mention: Mention) -> Sequence[Tenure]:
        """The person's terms in offices whose name begins as the mention does.

        None where the knowledge base has no bound for one of them.
        """
        if mention.kind is not MentionKind.ROLE:
            return ()
        # "président américain" names the office by its first word, whatever follows.
        head = key(mention.surface).split(" ")[0]
        offices = self._kb.offices
        called: list[Tenure] = []
        for tenure in person.tenures:
            office = offices.get(tenure.office)
            if office is not None and key(office.name).split(" ")[0] == head:
                called.append(tenure)
        bounded = all(tenure.start or tenure.end for tenure in called)
        return called if bounded else ()

    def _is_former(self, mention: Mention) -> bool:
        start = max(0, mention.span.start - _FORMER_REACH)
        around = re.findall(r"[a-z]+", key(self._text[start : mention.span.end]))
        return not set(around).isdisjoint(self._words.former)

    def _elsewhere(self) -> Iterator[Evidence]:
        """A day on which another article puts the same event between the same people.

        Told here with that day of the week.
        """
        for event in self._annotated.event_mentions:
            number = self._weekday_of(event)
            if not number or event.timex is None:
                continue
            days = self._days_elsewhere(event, number)
            # Two days that other articles give are no evidence for either.
            if len({day for day, _ in days}) == 1:
                day, source = min(days)
                reason = self._words.elsewhere.format(
                    words=event.timex.span.of(self._text),
                    when=french(between(day, day)),
                    source=source,
                )
                yield Evidence((Stretch(day, day + _WEEK),), reason)

    def _days_elsewhere(
        self, event: EventMention, number: int
    ) -> set[tuple[date, str]]:
        """Days of a weekday on which other articles put what may be one event."""
        found: set[tuple[date, str]] = set()
        for other in self._articles:
            if other is self._annotated:
                continue
            for told in other.event_mentions:
                day = _day(told) if _are_alike(event, told) else None
                if day is not None and day.isoweekday() == number:
                    found.add((day, other.article.id))
        return found

    def _weekday_of(self, event: EventMention) -> int:
        """The weekday by which something undated is told to have happened; 0 for none."""
        timex = event.timex
        if timex is None or timex.date is not None or not event.modality.occurred:
            return 0
        return self._named_weekday(timex.span)

    def _named_weekday(self, span: Span) -> int:
        """The day of the week that an expression names; 0 where it names none."""
        said = set(key(span.of(self._text)).split())
        for number, names in self._weekdays.items():
            if not said.isdisjoint(names):
                return int(number)
        return 0

    def _this_week(self) -> Iterator[Evidence]:
        """Days told as past by their weekday without an article.

        Full dates first, then those without a year.
        """
        near = list(self._near_days())
        for span, value, number in near:
            if value.precision is Precision.DAY and value.earliest:
                yield from self._week_of([value.earliest], span, number)
        for span, value, number in near:
            for evidence in self._week_of(_years(value), span, number):
                yield evidence._replace(alone=True)

    def _near_days(self) -> Iterator[tuple[Span, EdtfDate, int]]:
        """Weekdays with a day of the month, told without "le" and inside a sentence.

        "Mardi 11 septembre 2001, …" at its head opens a story of long ago too.
        """
        opening = {sentence.span.start for sentence in self._annotated.sentences}
        for timex in self._occurred():
            start = timex.span.start
            if timex.date is None or start in opening:
                continue
            before = key(self._text[max(0, start - _ARTICLE) : start]).split()
            number = self._named_weekday(timex.span)
            told = bool(before) and before[-1] in self._words.articles
            if number and not told:
                yield timex.span, timex.date, number

    def _week_of(
        self, days: Sequence[date], span: Span, number: int
    ) -> Iterator[Evidence]:
        stretches = tuple(
            Stretch(day, day + _WEEK) for day in days if day.isoweekday() == number
        )
        if stretches:
            reason = self._words.week.format(words=span.of(self._text))
            yield Evidence(stretches, reason)


def _term(tenure: Tenure) -> EdtfDate:
    start = tenure.start.earliest if tenure.start else None
    return between(start, tenure.end.latest if tenure.end else None)


def _stretch(tenure: Tenure) -> Stretch:
    term = _term(tenure)
    start, end = term.earliest, term.latest
    # The news of the day after knows of it, and may still call him so.
    return Stretch(start or date.min, end + _AFTER_OFFICE if end else date.max)


def _years(value: EdtfDate) -> list[date]:
    """A day without its year, in each year of the press that can be at hand."""
    yearless = re.fullmatch(r"XXXX-(\d\d-\d\d)", value.edtf)
    if yearless is None:
        return []
    rest = yearless[1]
    years = [year for year in _PRESS if rest != "02-29" or isleap(year)]
    return [date.fromisoformat(f"{year}-{rest}") for year in years]


def _are_alike(first: EventMention, second: EventMention) -> bool:
    """Whether two events have one kind, and the same people, several of them."""
    people = {each.entity for each in first.participants}
    others = {each.entity for each in second.participants}
    return first.kind == second.kind and len(people) > 1 and people == others


def _day(event: EventMention) -> date | None:
    """The day on which something has happened for sure, by words of its sentence."""
    value = event.date
    if value is None or event.timex is None or not event.modality.occurred:
        return None
    if value.precision is not Precision.DAY or value.uncertain:
        return None
    return value.earliest
