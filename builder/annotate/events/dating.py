"""Finds the expression of time that belongs to a candidate, by syntax."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.events.places import Place
from builder.model.article import Span
from builder.model.dates import DatingType, Precision, Timex, day
from builder.syntax import nouns
from builder.syntax.clause import Governor, Mood, Tense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.view import View
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Token

_WIDE = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
_DONE = (Tense.PERFECT, Tense.RECENT, Tense.SIMPLE_PAST)
_TELLING = (DatingType.DATE, DatingType.PERIOD)
_IN_PHRASE = ("NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM")
_LONGEST = 8
"""Words of the complements between a noun and its date."""


def timex_of(view: View, candidate: Candidate) -> Timex | None:
    """The expression that dates a candidate: nearest behind it, then before it.

    None where none belongs to it, or where those that do tell no day, month or year.
    """
    best: Timex | None = None
    for timex in _own(view, candidate):
        if not _tells(view, timex) or _of_something_else(view, candidate, timex):
            continue
        if _is_told_again(view, timex):
            continue
        if best is None or _distance(view, candidate, timex) < _distance(
            view, candidate, best
        ):
            best = timex
    return best


def day_of(view: View, clause: Clause) -> Timex | None:
    """The expression that dates what the verb of a clause tells; none without one."""
    for timex in _of_clause(view, clause):
        if _tells(view, timex):
            return timex
    return None


def _tells(view: View, timex: Timex) -> bool:
    """Whether a timex tells when: no duration, nor a day of no year.

    Nor the year in which the article was written: "l'année".
    """
    if timex.date is None or timex.type not in _TELLING:
        return False
    published = view.article.published.date
    if published is not None and timex.date.precision in _WIDE:
        return not timex.date.compatible(published)
    return timex.date.precision is not Precision.NONE


def _precision(timex: Timex) -> Precision:
    return timex.date.precision if timex.date is not None else Precision.NONE


def _is_told_again(view: View, timex: Timex) -> bool:
    """Whether a day is named right behind it: "hier mardi"; that one says which it is."""
    after = view.layers.timex_at(timex.span.end + 1)
    if after is None:
        return False
    if after.type is not timex.type:
        return False
    return _precision(after) is Precision.DAY


def _of_something_else(view: View, candidate: Candidate, timex: Timex) -> bool:
    """Whether a date cannot be that of a deed by its kind.

    Nobody announces in a year: "a annoncé un bénéfice en 2023"; nothing is done since a
    day: "a confirmé la mort de Jan Vik, au pouvoir depuis 1994".
    """
    if timex.date is None:
        return True
    head = view.doc.head_in(timex.span)
    beside = head is None or view.doc.clause_of(head) is not candidate.clause
    if beside or not _is_over(view, candidate.clause):
        return False
    if timex.date.precision is Precision.OPEN:
        return timex.date.latest is None
    said = candidate.kind in view.vocabulary.words.said
    if not said:
        return False
    return timex.date.precision in _WIDE


def _is_over(view: View, clause: Clause) -> bool:
    """Whether a verb tells what lasts no longer: "a signé", "devient championne"."""
    if clause.tense in _DONE:
        return True
    words = view.vocabulary
    if clause.tense is not Tense.PRESENT:
        return False
    return clause.lemma in words.lexicon.words.with_etre - words.words.states


def _distance(view: View, candidate: Candidate, timex: Timex) -> tuple[bool, bool, int]:
    """What an object holds last, then what stands behind, then the nearest."""
    held = _is_held(view, candidate.clause, timex)
    behind = timex.span.start - candidate.span.end
    if behind >= 0:
        return (held, False, behind)
    return (held, True, max(candidate.span.start - timex.span.end, 0))


def _is_held(view: View, clause: Clause, timex: Timex) -> bool:
    """Whether a date may be the object's: "a dévoilé les chiffres pour mai".

    What it is for is not when it was done, whatever the parse hangs the date on.
    """
    head = view.doc.head_in(timex.span)
    aim = view.preposition(head) if head is not None else ""
    if clause.objects and aim in view.vocabulary.modality.purpose:
        return True
    for phrase in clause.objects:
        inside = phrase.span.covers(timex.span)
        if inside and view.doc.tokens[phrase.head].end < timex.span.start:
            return True
    return False


def _own(view: View, candidate: Candidate) -> Iterator[Timex]:
    """Timexes that belong to a candidate."""
    if candidate.noun:
        yield from _of_noun(view, candidate)
        yield from _beside_noun(view, candidate)
        if not candidate.carried:
            return
    own = list(_of_clause(view, candidate.clause))
    yield from own
    if not own:
        yield from _of_antecedent(view, candidate.clause)
        yield from _of_gerund(view, candidate.clause)
        yield from _of_occasion(view, candidate.clause)
        yield from _shared(view, candidate.clause)


def _of_clause(view: View, clause: Clause) -> Iterator[Timex]:
    """Timexes whose head word is the clause's own, and no other noun's."""
    sentence = view.doc.sentences[clause.sentence].span
    at = view.doc.tokens[clause.predicate].start
    for timex in view.timexes_in(sentence, at):
        head = view.doc.head_in(timex.span)
        if _follows(view, clause, timex):
            yield timex
            continue
        if head is None or _owner(view, timex, head) is not clause:
            continue
        if not _of_another_noun(view, timex, head):
            yield timex


def _follows(view: View, clause: Clause, timex: Timex) -> bool:
    """Whether a day stands right behind the verb, whatever the parse hangs it on.

    "ont rejeté dimanche 4 décembre les réformes"
    """
    if not clause.finite or clause.copula:
        return False
    after = view.doc.tokens[clause.predicate + 1 : clause.predicate + 2]
    return any(token.start == timex.span.start for token in after)


def _of_gerund(view: View, clause: Clause) -> Iterator[Timex]:
    """The day of that by which it came about: "a surpris en s'imposant dimanche"."""
    for below in view.doc.governed(clause):
        if below.mood is not Mood.GERUND:
            continue
        if below.marker in view.vocabulary.words.means:
            yield from _of_clause(view, below)


def _of_antecedent(view: View, clause: Clause) -> Iterator[Timex]:
    """The day that a relative clause is about: "le 2 mai, date à laquelle il a signé".

    Or of what it is about: "l'attentat du 14 mai, qui a fait douze morts".
    """
    if clause.noun is None:
        return
    if clause.governor is not Governor.RELATIVE:
        return
    noun = view.doc.tokens[clause.noun]
    if noun.lemma not in view.vocabulary.words.times:
        yield from _of_known(view, clause, noun)
        return
    before = nouns.word_before(view.doc, noun, ("DET", "PUNCT"))
    timex = view.layers.timex_at(before.start)
    if timex is None or timex.date is None:
        return
    ends = (timex.date.earliest, timex.date.latest)
    if timex.date.precision is Precision.OPEN and None in ends:
        # "jusqu'au 2 mai 2019, date à laquelle …": that day, not up to it.
        edge = next(filter(None, ends), None)
        timex = replace(timex, date=day(edge) if edge else None)
    yield timex


def _of_known(view: View, clause: Clause, noun: Token) -> Iterator[Timex]:
    """The day that completes a noun, of what a relative clause tells of it as done.

    Or that stands at the end of its phrase: "l'invasion du Chili en 2014, dans laquelle".
    """
    if clause.tense not in _DONE:
        return
    start = view.doc.sentences[clause.sentence].span.start
    before = Span(start, max(start, clause.span.start))
    for timex in view.timexes_in(before, noun.start):
        known = view.is_event_noun(noun) and timex.span.start > noun.end
        if _completes(view, timex, noun) or (known and _closes(view, noun.span, timex)):
            yield timex


def _of_occasion(view: View, clause: Clause) -> Iterator[Timex]:
    """The date of what a deed was a part of: "lors d'un discours prononcé le 3 mai"."""
    for phrase in clause.obliques:
        if phrase.preposition not in view.vocabulary.words.occasions:
            continue
        for below in view.beside_noun(phrase.head):
            yield from _of_clause(view, below)
        head = view.doc.tokens[phrase.head]
        for timex in view.timexes_in(phrase.span, head.start):
            if _completes(view, timex, head):
                yield timex


def _owner(view: View, timex: Timex, head: Token) -> Clause | None:
    """The clause that a date stands in.

    "il y a trois ans" is a clause of its own for the parse: then the one of the word
    before it ("inaugurée il y a trois ans"), else the one that it depends on.
    """
    clause = view.doc.clause_of(head)
    if clause is None or not _inside(view, clause, timex.span):
        return clause
    before = _before(view, timex.span)
    if before is not None and not _inside(view, before, timex.span):
        return before
    above = clause.governed_by
    if above is None:
        above = clause.joined_to
    if above is not None:
        return view.doc.clauses[above]
    for other in view.doc.clauses_in(clause.sentence):
        if other.main and other is not clause:
            return other
    return clause


def _before(view: View, span: Span) -> Clause | None:
    """The clause of the word right before a stretch; none behind a sign."""
    token = view.doc.token_at(max(span.start - 2, 0))
    if token is None or not token.is_word:
        return None
    return view.doc.clause_of(token)


def _inside(view: View, clause: Clause, span: Span) -> bool:
    return span.covers(view.doc.tokens[clause.predicate].span)


def _of_another_noun(view: View, timex: Timex, head: Token) -> bool:
    """Whether a date is of the noun before it: "la collision du 2 mai", "(2017-2021)"."""
    before = view.doc.tokens[max(head.index - 1, 0)]
    if before.pos == "PROPN" and _precision(timex) in _WIDE:
        return True  # "Windows Server 2003"
    # "les élections de 2002, 2007 et 2012": "de" ties all of them.
    joined = head.relation == "conj"
    if not joined and not view.is_linked_by_of(timex.span.start):
        return view.opens_bracket(timex.span.start)
    above = nouns.completed(view.doc, head)
    if above is None or above.lemma in view.vocabulary.words.times:
        return False
    return not timex.span.start <= above.start < timex.span.end


def _shared(view: View, clause: Clause) -> Iterator[Timex]:
    """A clause without a date has that of the clause it is joined to or carried by.

    Of the one that it is joined to only where the date opens it: "Lundi, Ada a fermé le
    port et vidé les cuves". A gerund or infinitive has no time of its own.
    """
    inherits = _inherits(view, clause)
    above = clause.governed_by if inherits else clause.joined_to
    if above is None or above == clause.index:
        return
    governing = view.doc.clauses[above]
    start = view.doc.tokens[governing.verb].start
    for timex in _of_clause(view, governing):
        if inherits or timex.span.start < start:
            yield timex


def _inherits(view: View, clause: Clause) -> bool:
    """Whether a clause has the time of the one that governs it."""
    if clause.governed_by is None:
        return False
    if clause.governor is Governor.RELATIVE:
        return _is_cleft(view, view.doc.clauses[clause.governed_by])
    if clause.mood not in (Mood.GERUND, Mood.INFINITIVE):
        return False
    if clause.governor not in (Governor.CONTROL, Governor.CIRCUMSTANCE):
        return False
    return clause.marker not in view.vocabulary.modality.apart


def _is_cleft(view: View, clause: Clause) -> bool:
    """As in "Le 3 mai, c'est Jan Vik qui avait gagné"."""
    if clause.subject is None or not clause.copula:
        return False
    low = view.doc.tokens[clause.subject.head].low
    return low in view.vocabulary.modality.cleft


def _of_noun(view: View, candidate: Candidate) -> Iterator[Timex]:
    """Timexes behind a noun that complete it, or stand at the end of its phrase."""
    token = view.doc.tokens[candidate.token]
    sentence = view.doc.sentences[token.sentence].span
    verbless = candidate.clause.mood is Mood.NOMINAL
    for timex in view.timexes_in(sentence, token.start):
        if verbless and timex.span.end <= token.start:
            yield timex  # "Samedi 25 mai, concert de Jan Vik"
        if timex.span.start < token.end or _is_verbs(view, candidate, timex):
            continue
        if _completes(view, timex, token) or _ends(view, candidate, timex):
            yield timex


def _is_verbs(view: View, candidate: Candidate, timex: Timex) -> bool:
    """Whether a day behind an object is the verb's: "a condamné les frappes jeudi".

    Not where "de" ties it: "les frappes de jeudi".
    """
    phrase = candidate.phrase
    if phrase is None or phrase.preposition or candidate.place is Place.SUBJECT:
        return False
    return not view.is_linked_by_of(timex.span.start)


def _completes(view: View, timex: Timex, noun: Token) -> bool:
    head = view.doc.head_in(timex.span)
    above = nouns.completed(view.doc, head) if head is not None else None
    if above is None:
        return False
    return above.index == noun.index


def _ends(view: View, candidate: Candidate, timex: Timex) -> bool:
    """Whether a date stands behind a noun with only its complements between.

    The parse often hangs it on the verb: "depuis son lancement le 7 juillet".
    """
    return not candidate.carried and _closes(view, candidate.span, timex)


def _closes(view: View, noun: Span, timex: Timex) -> bool:
    """Whether nothing but complements stands between a noun and a date behind it."""
    between = view.doc.tokens_in(Span(noun.end, timex.span.start))
    if len(between) > _LONGEST:
        return False
    return all(token.pos in _IN_PHRASE for token in between)


def _beside_noun(view: View, candidate: Candidate) -> Iterator[Timex]:
    """Timexes of a participle or relative clause of a noun: "l'accord signé lundi"."""
    for clause in view.beside_noun(candidate.token):
        if clause.mood is Mood.PARTICIPLE or clause.governor is Governor.RELATIVE:
            yield from _of_clause(view, clause)
