"""Finds when something happens, and where on the timeline it stands and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.annotate.events.candidates import Candidate, Place
from builder.model.article import Span
from builder.model.dates import DatingType, EdtfDate, Precision, Timex, parse_edtf
from builder.model.event import Modality, PlacedBy
from builder.syntax import nouns
from builder.syntax.clause import Governor, Mood, Tense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.annotate.events.view import View
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Token

_NEWS = timedelta(days=31)
"""What lies further back than this was no news when the article was written."""

_PAST = frozenset({Modality.ASSERTED, Modality.REPORTED, Modality.CONDITIONAL})
_OPEN = frozenset({Modality.PLANNED, Modality.DEMANDED})
_TOLD = (Tense.PERFECT, Tense.SIMPLE_PAST, Tense.PLUPERFECT, Tense.RECENT)
_NEWSLIKE = (Tense.PERFECT, Tense.RECENT, Tense.PRESENT, Tense.SIMPLE_PAST)
_WIDE = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)


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
    """The moment of a candidate: the timex of its clause, else the article's date."""
    timex = timex_of(view, candidate)
    moment = timex.date if timex is not None else None
    if timex is not None and _ahead(view, moment) and _told(view, candidate):
        timex, moment = None, None  # told as done: the date is another's
    background = _background(view, candidate, moment, said=said)
    ahead = _ahead(view, moment)
    if timex is None and mode in _PAST:
        moment = bound(view)
    placed, by = moment, PlacedBy.TEXT
    if timex is None:
        placed = _by_publication(view, candidate, mode, said=said)
        by = PlacedBy.PUBLICATION
    elif _announced(view, candidate) and moment and moment.latest is not None:
        # "Le décès a été annoncé hier": the day is the announcement's.
        placed = parse_edtf(f"{moment.latest.isoformat()}~")
        moment = parse_edtf(f"../{moment.latest.isoformat()}")
    known = by if placed is not None else None
    return EventTime(moment, timex, placed, known, background, ahead=ahead)


def _by_publication(
    view: View, candidate: Candidate, mode: Modality, *, said: bool
) -> EdtfDate | None:
    """News without a date is of the day of the article; what is to come, after it.

    Never what is recalled in the pluperfect, nor a participle beside the main clause.
    """
    published = view.article.published.date
    if published is None or published.latest is None:
        return None
    if mode in _OPEN:
        return parse_edtf(f"{published.latest.isoformat()}/..")
    recalled = candidate.clause.tense is Tense.PLUPERFECT and not said
    if mode not in _PAST or recalled or not _is_news(view, candidate):
        return None
    whole = published.precision is Precision.DAY
    if whole and not published.approximate:
        return parse_edtf(f"{published.edtf}~")
    return published if published.precision is not Precision.NONE else None


def _is_news(view: View, candidate: Candidate) -> bool:
    clause = candidate.clause
    if candidate.noun and not candidate.carried:
        # "après l'attaque": at the latest then, and one cannot know when.
        return candidate.place is Place.PREDICATE
    if clause.tense in _NEWSLIKE or clause.mood is Mood.NOMINAL:
        return True
    if clause.governed_by is None or clause.mood is Mood.PARTICIPLE:
        return False
    inherits = clause.mood in (Mood.GERUND, Mood.INFINITIVE)
    above = view.doc.clauses[clause.governed_by]
    return inherits and above.tense in _NEWSLIKE


def timex_of(view: View, candidate: Candidate) -> Timex | None:
    """The expression that dates a candidate: nearest behind it, then before it."""
    found = [t for t in _own(view, candidate) if usable(view, t)]
    if not found:
        return None
    return min(found, key=lambda timex: _distance(candidate, timex))


def _distance(candidate: Candidate, timex: Timex) -> tuple[bool, int]:
    behind = timex.span.start - candidate.span.end
    if behind >= 0:
        return (False, behind)
    return (True, max(candidate.span.start - timex.span.end, 0))


def _own(view: View, candidate: Candidate) -> Iterator[Timex]:
    """Timexes that belong to a candidate by syntax."""
    clause = candidate.clause
    if candidate.noun:
        yield from _of_noun(view, candidate)
        if not candidate.carried:
            return
    seen = False
    for timex in _of_clause(view, clause):
        seen = True
        yield timex
    if not seen:
        yield from _shared(view, clause)


def _shared(view: View, clause: Clause) -> Iterator[Timex]:
    """A clause without a date has that of the clause it is joined to or carried by.

    Only where the date opens that clause: "Lundi, Ada a fermé le port et vidé les
    cuves". A gerund or infinitive has no time of its own.
    """
    above = clause.joined_to
    opening = True
    if clause.governor is Governor.RELATIVE and _is_cleft(view, clause):
        # "Le 3 mai, c'est Jan Vik qui avait gagné".
        above = clause.governed_by
    if above is None and clause.mood in (Mood.GERUND, Mood.INFINITIVE):
        dependent = clause.governor in (Governor.CONTROL, Governor.CIRCUMSTANCE)
        above = clause.governed_by if dependent and clause.marker not in _APART else None
        opening = False
    if above is None or above == clause.index:
        return
    governing = view.doc.clauses[above]
    start = view.doc.tokens[governing.verb].start
    for timex in _of_clause(view, governing):
        if timex.span.start < start or not opening:
            yield timex


def _is_cleft(view: View, clause: Clause) -> bool:
    if clause.governed_by is None:
        return False
    above = view.doc.clauses[clause.governed_by]
    subject = above.subject
    if not above.copula or subject is None:
        return False
    return view.doc.tokens[subject.head].low in view.vocabulary.modality.cleft


_APART = ("après", "avant", "avant de", "pour")


def _of_clause(view: View, clause: Clause) -> Iterator[Timex]:
    """Timexes whose head word is the clause's own, and no other noun's."""
    at = view.doc.tokens[clause.predicate].start
    for timex in view.timexes_in(_stretch(view, clause), at):
        head = view.doc.head_in(timex.span)
        if head is None or _owner(view, timex, head) is not clause:
            continue
        if not _completes_noun(view, timex, head):
            yield timex


def _owner(view: View, timex: Timex, head: Token) -> Clause | None:
    """The clause that a date stands in.

    "il y a trois ans" is a clause of its own for the parse: then the one of the word
    before it ("inaugurée il y a trois ans"), else the one that it depends on.
    """
    doc = view.doc
    clause = doc.clause_of(head)
    if clause is None or not _inside(view, clause, timex.span):
        return clause
    before = doc.token_at(max(timex.span.start - 2, 0))
    beside = doc.clause_of(before) if before is not None and before.is_word else None
    if beside is not None and not _inside(view, beside, timex.span):
        return beside
    above = clause.governed_by if clause.governed_by is not None else clause.joined_to
    if above is not None:
        return doc.clauses[above]
    others = [c for c in doc.clauses_in(clause.sentence) if c.main and c is not clause]
    return others[0] if others else clause


def _inside(view: View, clause: Clause, span: Span) -> bool:
    return span.covers(view.doc.tokens[clause.predicate].span)


def _stretch(view: View, clause: Clause) -> Span:
    return view.doc.sentences[clause.sentence].span


def _completes_noun(view: View, timex: Timex, head: Token) -> bool:
    """Whether a date is of the noun before it: "la collision du 2 mai", "(2017-2021)"."""
    if not view.is_linked_by_of(timex.span.start):
        return view.opens_bracket(timex.span.start)
    above = nouns.completed(view.doc, head)
    if above is None or above.lemma in view.vocabulary.words.times:
        return False
    return not timex.span.start <= above.start < timex.span.end


def _of_noun(view: View, candidate: Candidate) -> Iterator[Timex]:
    """Timexes inside the noun's phrase, or beside a participle of it."""
    doc = view.doc
    token = doc.tokens[candidate.token]
    sentence = doc.sentences[token.sentence].span
    for timex in view.timexes_in(sentence, token.start):
        head = doc.head_in(timex.span)
        if head is None or timex.span.start < token.end:
            continue
        above = nouns.completed(doc, head)
        completes = above is not None and above.index == token.index
        # Behind the object of a verb a bare day is the verb's.
        direct = candidate.phrase is not None and not candidate.phrase.preposition
        verbs = candidate.place in (Place.OBJECT, Place.OBLIQUE) and direct
        verbs = verbs and not candidate.carried
        if completes and verbs and not view.is_linked_by_of(timex.span.start):
            continue
        if completes or _follows(view, candidate, timex):
            yield timex
    for clause in doc.clauses_in(token.sentence):
        beside = clause.mood is Mood.PARTICIPLE or clause.governor is Governor.RELATIVE
        if beside and clause.noun == token.index:
            yield from _of_clause(view, clause)


def _follows(view: View, candidate: Candidate, timex: Timex) -> bool:
    """Whether a date stands behind a noun with only its complements between.

    The parse often hangs it on the verb: "depuis son lancement le 7 juillet". Behind the
    object of a verb it is the verb's, unless "de" ties it: "condamné les frappes jeudi".
    """
    tied = view.is_linked_by_of(timex.span.start)
    direct = candidate.phrase is not None and not candidate.phrase.preposition
    behind = direct and candidate.place is not Place.SUBJECT
    if candidate.carried or (behind and not tied):
        return False
    between = view.doc.tokens_in(Span(candidate.span.end, timex.span.start))
    return all(t.pos in _IN_PHRASE for t in between) and len(between) <= _LONGEST


_IN_PHRASE = ("NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM")
_LONGEST = 8
"""Words of the complements between a noun and its date."""


def usable(view: View, timex: Timex) -> bool:
    """Whether a timex tells when: no duration, nor a day of no year.

    Nor the year in which the article was written: "l'année".
    """
    if timex.type not in (DatingType.DATE, DatingType.PERIOD) or timex.date is None:
        return False
    published = view.article.published.date
    if timex.date.precision in _WIDE and published is not None:
        return not timex.date.compatible(published)
    return timex.date.precision is not Precision.NONE


def _told(view: View, candidate: Candidate) -> bool:
    """Whether it is told as done; what is said in the present is."""
    if candidate.noun:
        return False
    said = candidate.kind in view.vocabulary.words.said
    present = said and candidate.clause.tense is Tense.PRESENT
    return candidate.clause.tense in _TOLD or present


def _announced(view: View, candidate: Candidate) -> bool:
    """Whether the verb only says that the noun was made known."""
    subject = candidate.carried and candidate.place is Place.SUBJECT
    return subject and candidate.clause.lemma in view.vocabulary.words.vehicles


def _ahead(view: View, moment: EdtfDate | None) -> bool:
    """Whether a moment begins after the article, or goes on after it: "d'ici à juin"."""
    published = view.article.published.date
    if moment is None or published is None:
        return False
    if published.latest is None or published.earliest is None:
        return False
    if moment.earliest is not None and moment.earliest > published.latest:
        return True
    begun = moment.earliest is not None and moment.earliest < published.earliest
    return moment.latest is not None and moment.latest > published.latest and not begun


def _background(
    view: View, candidate: Candidate, moment: EdtfDate | None, *, said: bool
) -> bool:
    published = view.article.published.date
    past = _last_day(moment)
    if past is not None and published is not None and published.earliest is not None:
        return past < published.earliest - _NEWS
    if moment is not None and moment.precision is Precision.OPEN:
        return True
    # After "a dit que" the pluperfect is a plain past.
    return candidate.clause.tense is Tense.PLUPERFECT and not said


def _last_day(moment: EdtfDate | None) -> date | None:
    return moment.latest or moment.earliest if moment is not None else None


def bound(view: View) -> EdtfDate | None:
    """Up to the date of the article: what it tells as done had happened by then."""
    published = view.article.published.date
    if published is None or published.latest is None:
        return None
    whole = published.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR)
    if whole and not published.approximate:
        return parse_edtf(f"../{published.edtf}")
    return parse_edtf(f"../{published.latest.isoformat()}")
