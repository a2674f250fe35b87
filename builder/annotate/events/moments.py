"""Finds when something happens, and where on the timeline it stands and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from builder.annotate.events.dating import day_of, timex_of
from builder.annotate.events.places import Place, apposed_to
from builder.model.dates import Precision, parse_edtf
from builder.model.event import Modality, PlacedBy
from builder.syntax.clause import Governor, Mood, SubjectSource, Tense

if TYPE_CHECKING:
    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.view import View
    from builder.model.dates import EdtfDate, Timex
    from builder.syntax.clause import Clause

_NEWS = timedelta(days=31)
"""What lies further back than this was no news when the article was written."""

_PAST = (Modality.ASSERTED, Modality.REPORTED, Modality.CONDITIONAL)
_TO_COME = (Modality.PLANNED, Modality.DEMANDED)
_TOLD = (Tense.PERFECT, Tense.SIMPLE_PAST, Tense.PLUPERFECT, Tense.RECENT)
_NEWSLIKE = (Tense.PERFECT, Tense.RECENT, Tense.PRESENT, Tense.SIMPLE_PAST)
_WHOLE = (Precision.DAY, Precision.MONTH, Precision.YEAR)


@dataclass(frozen=True, slots=True)
class EventTime:
    """When, by which words, where the timeline puts it, and whether as background."""

    date: EdtfDate | None
    """The hard bound of the text: up to the article's date where it gives none."""

    timex: Timex | None
    placed: EdtfDate | None
    placed_by: PlacedBy | None
    background: bool
    ahead: bool = False
    """Dated after the article: it had not happened yet."""


def event_time(
    view: View, candidate: Candidate, mode: Modality, *, said: bool
) -> EventTime:
    """The moment of a candidate: the timex of its clause, else the article's date.

    `said` tells that somebody says so: then the pluperfect is a plain past.
    """
    timex = timex_of(view, candidate)
    moment = timex.date if timex is not None else None
    ahead = _ahead(view, moment)
    if ahead and _told(view, candidate):
        # Told as done, with a day to come: the day is another's.
        timex, moment, ahead = None, None, False
    background = _background(view, candidate, moment, said=said)
    known = _said_on(view, candidate, mode) if timex is None else None
    if known is not None:
        bound, day = _before(known)
        return EventTime(bound, None, day, PlacedBy.TEXT, background)
    if timex is None:
        date = told_by(view) if mode in _PAST else None
        placed = _by_publication(view, candidate, mode, said=said)
        by = PlacedBy.PUBLICATION if placed is not None else None
        return EventTime(date, None, placed, by, background)
    if moment is not None and _announced(view, candidate):
        date, placed = _before(moment)
        return EventTime(date, timex, placed, PlacedBy.TEXT, background, ahead)
    placed = _begun(view, candidate, moment) or moment
    return EventTime(moment, timex, placed, PlacedBy.TEXT, background, ahead)


def _begun(
    view: View, candidate: Candidate, moment: EdtfDate | None
) -> EdtfDate | None:
    """The day from which what one does in a moment holds: "arrivé depuis lundi"."""
    if moment is None or moment.latest is not None or moment.earliest is None:
        return None
    with_etre = view.vocabulary.lexicon.words.with_etre
    if candidate.noun or candidate.clause.lemma not in with_etre:
        return None
    return parse_edtf(moment.earliest.isoformat())


def _said_on(view: View, candidate: Candidate, mode: Modality) -> EdtfDate | None:
    """The day on which somebody said that it had happened: it was no later.

    "Ada a annoncé mercredi qu'un passager est mort."
    """
    clause = candidate.clause
    above = view.governing(clause)
    if above is None or candidate.noun or clause.governor is not Governor.REPORTING:
        return None
    if mode not in _PAST or clause.tense not in _TOLD:
        return None
    timex = day_of(view, above)
    if timex is None or timex.date is None or _ahead(view, timex.date):
        return None
    return timex.date if timex.date.precision is Precision.DAY else None


def _before(moment: EdtfDate) -> tuple[EdtfDate, EdtfDate]:
    """Bound and place of what was made known on a day: "le décès a été annoncé hier"."""
    if moment.latest is None:
        return moment, moment
    day = moment.latest.isoformat()
    return parse_edtf(f"../{day}"), parse_edtf(f"{day}~")


def _by_publication(
    view: View, candidate: Candidate, mode: Modality, *, said: bool
) -> EdtfDate | None:
    """News without a date is of the day of the article; what is to come, after it.

    Never what is recalled in the pluperfect, nor a participle beside the main clause,
    but what was done to somebody of whom the news is: "Poignardé par un inconnu, il …".
    """
    published = view.article.published.date
    day = view.last_day
    if published is None or day is None:
        return None
    if mode in _TO_COME or candidate.clause.future:
        return parse_edtf(f"{day.isoformat()}/..")
    if mode not in _PAST or not _is_news(view, candidate, said=said):
        return None
    if published.precision is Precision.DAY and not published.approximate:
        return parse_edtf(f"{published.edtf}~")
    return published


def _is_news(view: View, candidate: Candidate, *, said: bool) -> bool:
    clause = candidate.clause
    if candidate.noun and not candidate.carried:
        # "après l'attaque": at the latest then, and one cannot know when.
        return candidate.place is Place.PREDICATE or _is_occasion(view, candidate)
    if clause.tense is Tense.PLUPERFECT:
        return said and clause.governed_by is not None and _of_news(view, clause)
    if clause.tense in _NEWSLIKE or clause.mood is Mood.NOMINAL:
        return True
    if clause.mood is Mood.PARTICIPLE:
        violent = candidate.kind in view.vocabulary.words.violent
        return violent and _opens(view, clause) and _of_news(view, clause)
    if clause.mood not in (Mood.GERUND, Mood.INFINITIVE):
        return False
    if clause.main and clause.subject_source is SubjectSource.OWN:
        return True  # a finite verb whose form the parse does not know
    return _of_news(view, clause)


def _opens(view: View, clause: Clause) -> bool:
    """Whether a clause opens its sentence."""
    return view.doc.bounds[clause.sentence] == clause.tokens[0]


def _is_occasion(view: View, candidate: Candidate) -> bool:
    """Whether a noun tells at what something new was done: "lors d'une réunion"."""
    words = view.vocabulary.words
    # "dans l'escalier" is where, not when.
    if candidate.behind not in words.occasions or candidate.behind in words.situating:
        return False
    return candidate.clause.tense in _NEWSLIKE


def _of_news(view: View, clause: Clause) -> bool:
    """Whether what governs a clause is told as news."""
    if clause.governed_by is None:
        return False
    return view.doc.clauses[clause.governed_by].tense in _NEWSLIKE


def _told(view: View, candidate: Candidate) -> bool:
    """Whether it is told as done; what is said in the present is."""
    if candidate.noun:
        # "Jan Vik, mort vendredi, sera enterré dimanche"
        return apposed_to(view, view.doc.tokens[candidate.token]) is not None
    if candidate.clause.tense is Tense.PRESENT:
        return candidate.kind in view.vocabulary.words.said
    return candidate.clause.tense in _TOLD


def _announced(view: View, candidate: Candidate) -> bool:
    """Whether the verb only says that the noun was made known, or is somebody's deed."""
    if not candidate.carried:
        return False
    words = view.vocabulary.words
    if candidate.place is Place.OBJECT:
        return candidate.clause.lemma in words.claiming
    if candidate.place is not Place.SUBJECT:
        return False
    return candidate.clause.lemma in words.vehicles


def _ahead(view: View, moment: EdtfDate | None) -> bool:
    """Whether a moment begins after the article, or goes on after it: "d'ici à juin"."""
    first, last = view.first_day, view.last_day
    if moment is None or first is None or last is None:
        return False
    begins, ends = moment.earliest, moment.latest
    if begins is not None and begins > last:
        return True
    if ends is None or ends <= last:
        return False
    if begins is None:
        return True
    return begins >= first


def _background(
    view: View, candidate: Candidate, moment: EdtfDate | None, *, said: bool
) -> bool:
    first = view.first_day
    if moment is not None and first is not None:
        past = moment.latest or moment.earliest
        if past is not None:
            return past < first - _NEWS
    if moment is not None and moment.precision is Precision.OPEN:
        return True
    # After "a dit que" the pluperfect is a plain past.
    if candidate.clause.tense is not Tense.PLUPERFECT:
        return False
    return not said


def told_by(view: View) -> EdtfDate | None:
    """Up to the date of the article: what it tells as done had happened by then."""
    published = view.article.published.date
    day = view.last_day
    if published is None or day is None:
        return None
    if published.precision in _WHOLE and not published.approximate:
        return parse_edtf(f"../{published.edtf}")
    return parse_edtf(f"../{day.isoformat()}")
