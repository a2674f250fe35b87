"""What speaks for and against a candidate: vetoes with reasons, and named features.

Each line is a fact of the sentence that a reader can check. The weights stand in
`lang/<code>/event_rank.yml`; a feature without a weight says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.events.candidates import (
    FALLBACK,
    STATEMENT,
    Candidate,
    Place,
    verb_kind,
)
from builder.discourse.saying import Manner
from builder.model.article import BlockKind
from builder.model.event import Modality, PlacedBy
from builder.syntax import nouns
from builder.syntax.clause import Governor, Mood, SubjectSource, Tense, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from builder.annotate.events.moments import EventTime
    from builder.annotate.events.view import View
    from builder.discourse.attribution import ReportingAct
    from builder.model.event import Participant
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Token

_WEEK = timedelta(days=7)
_EARLY = 0.4
"""Share of the article that counts as its first part."""

_SHORT = 3
"""Sentences of a short article."""

_TOLD = (Modality.ASSERTED, Modality.REPORTED, Modality.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate with everything found about it."""

    candidate: Candidate
    modality: Modality | None
    """None where the words tell of nothing that happens."""

    time: EventTime
    sources: tuple[ReportingAct, ...]
    participants: tuple[Participant, ...]
    places: tuple[str, ...]
    quoted: bool = False
    """Told inside a quotation."""

    reasons: tuple[tuple[str, str], ...] = field(default=())
    """Codes of what decided, and the words of the text."""

    @property
    def told(self) -> bool:
        """Whether it is told as so, however surely."""
        return self.modality in _TOLD


class Test(NamedTuple):
    """A named test of a draft."""

    name: str
    holds: Callable[[View, Draft], bool]


# --- what refuses a candidate


def _void(view: View, draft: Draft) -> bool:
    del view
    return draft.modality is None


def _habit(view: View, draft: Draft) -> bool:
    """ "a souvent critiqué"; not where a day is told."""
    words = view.vocabulary.words
    lows = {view.doc.tokens[i].low for i in draft.candidate.clause.tokens}
    if draft.candidate.noun and not draft.candidate.carried:
        return False
    often = not lows.isdisjoint(words.habits) and draft.time.timex is None
    return often or not lows.isdisjoint(words.each)


def _lasting(view: View, draft: Draft) -> bool:
    """ "a bien compris": no deed, where no word of the data tells one."""
    words = view.vocabulary.words
    clause = draft.candidate.clause
    before = {view.doc.tokens[i].low for i in clause.tokens if i < clause.predicate}
    plain = draft.candidate.kind == FALLBACK and not draft.candidate.noun
    return plain and not before.isdisjoint(words.lasting)


def _state(view: View, draft: Draft) -> bool:
    """A verb of a state or opinion, which no kind has."""
    candidate = draft.candidate
    if candidate.kind != FALLBACK or candidate.noun:
        return False
    return _is(view, candidate.clause, view.vocabulary.words.states)


def _is(view: View, clause: Clause, words: Collection[str]) -> bool:
    reflexive = clause.voice is Voice.REFLEXIVE
    return view.vocabulary.is_verb(clause.lemma, words, reflexive=reflexive)


def _standing(view: View, draft: Draft) -> bool:
    """A passive in the present is a state with some verbs: "les magasins sont ouverts"."""
    clause = draft.candidate.clause
    faint = _is(view, clause, view.vocabulary.words.faint)
    return _idle(view, draft) and faint and clause.agent is None


def _of_a_date(view: View, draft: Draft) -> bool:
    """ "Le mois de mai présente un pic": a month does nothing."""
    head = _head(view, _subject(draft))
    if head is None or draft.candidate.noun:
        return False
    return head.lemma in view.vocabulary.words.times


def _only_counted(view: View, draft: Draft) -> bool:
    """ "On compte 200 morts": the object of a verb of state is no event told."""
    candidate = draft.candidate
    words = view.vocabulary.words
    if candidate.place is not Place.OBJECT:
        return False
    return candidate.clause.lemma in words.tallying


def _of_nobody(view: View, draft: Draft) -> bool:
    """What a thing, or nobody we know, did on no day: "la neige a recouvert le quai".

    In the first sentence it may be what the article is about.
    """
    if not _plain_deed(view, draft) or draft.participants:
        return False
    if _position(view, draft.candidate) == "lede":
        return False
    unknown = _by_pronoun(view, draft)
    return unknown or (_by_thing(view, draft) and draft.time.timex is None)


def _resumes(view: View, draft: Draft) -> bool:
    """ "…, a-t-elle lancé": the quotation shows it; an event only on an occasion."""
    candidate = draft.candidate
    clause = candidate.clause
    says = candidate.kind == STATEMENT and not candidate.noun
    plain = not clause.obliques and draft.time.timex is None
    pronoun = _by_pronoun(view, draft) or bool(clause.pronoun)
    return says and plain and pronoun and view.discourse.saying.inverted(clause)


def _unsaid(view: View, draft: Draft) -> bool:
    """An act of speech that did not take place is none."""
    words = view.vocabulary.words
    manner = view.discourse.saying.manner(draft.candidate.clause)
    plain = _plain_deed(view, draft) and manner is not None
    if plain and draft.modality is Modality.DENIED:
        return True
    planned = draft.modality is Modality.PLANNED and draft.time.timex is not None
    return draft.candidate.kind in words.spoken and not (draft.told or planned)


def _misses_party(view: View, draft: Draft) -> bool:
    """A call or meeting of nobody, nowhere."""
    dyadic = draft.candidate.kind in view.vocabulary.words.dyadic
    known = draft.participants or draft.places or draft.time.timex
    subject = _subject(draft)
    if not dyadic or known:
        return False
    if draft.candidate.noun:
        token = view.doc.tokens[draft.candidate.token]
        return not any(nouns.complements(view.doc, token))
    return subject is None or subject.number != "p"


def _misses_place(view: View, draft: Draft) -> bool:
    """ "arriver en seconde position" is no visit."""
    needs = draft.candidate.kind in view.vocabulary.words.placed
    dated = bool(draft.participants) and draft.time.timex is not None
    return needs and not draft.candidate.noun and not draft.places and not dated


def _denied_past(view: View, draft: Draft) -> bool:
    """ "n'avait plus eu d'échange depuis": dates something else."""
    del view
    return draft.modality is Modality.DENIED and draft.time.background


def _nobody_says(view: View, draft: Draft) -> bool:
    """Plain saying by nobody known, or without what is said, is no event."""
    candidate = draft.candidate
    manner = view.discourse.saying.manner(candidate.clause)
    if candidate.noun or manner in (None, Manner.ACT):
        return False
    known = bool(draft.participants) or _has_doer(view, draft)
    return candidate.kind in (FALLBACK, "statement") and not known


def _hearsay(view: View, draft: Draft) -> bool:
    """Of what is quoted only plain deeds with a day, or of force, by a known speaker."""
    if not draft.quoted:
        return False
    candidate = draft.candidate
    words = view.vocabulary.words
    clause = candidate.clause
    sure = candidate.kind in words.solid or draft.time.timex is not None
    spoken = candidate.kind in words.spoken or candidate.kind == FALLBACK
    plain = clause.mood is Mood.INDICATIVE and clause.past
    incise = clause.governor is Governor.REPORTING and not clause.marker
    free = draft.told and (clause.governor is Governor.NOTHING or incise)
    named = bool(draft.participants) and not _by_pronoun(view, draft)
    return not (sure and not spoken and plain and free and named)


def _in_date(view: View, draft: Draft) -> bool:
    """ "il y a trois ans" tells of nothing."""
    return view.layers.timex_at(draft.candidate.span.start) is not None


def _occasion(view: View, draft: Draft) -> bool:
    """ "Dans un communiqué, …": where something was said is no saying of its own."""
    candidate = draft.candidate
    said = candidate.kind in view.vocabulary.words.said
    return said and candidate.place is Place.OBLIQUE and draft.time.timex is None


def _only_plans(view: View, draft: Draft) -> bool:
    """ "prévoit de livrer": what is planned is told by its own verb."""
    candidate = draft.candidate
    words = view.vocabulary.modality
    plans = _is(view, candidate.clause, words.planned | words.aspect)
    if candidate.kind != FALLBACK or candidate.noun or not plans:
        return False
    if candidate.clause.negated:
        return False
    index = candidate.clause.index
    below = view.doc.clauses_in(candidate.clause.sentence)
    governors = (Governor.CONTROL, Governor.REPORTING)
    return any(c.governed_by == index and c.governor in governors for c in below)


VETOES = (
    Test("in-a-date", _in_date),
    Test("occasion", _occasion),
    Test("only-plans", _only_plans),
    Test("stands-so", _standing),
    Test("of-a-date", _of_a_date),
    Test("only-counted", _only_counted),
    Test("resumes", _resumes),
    Test("nothing-happens", _void),
    Test("habit", _habit),
    Test("lasting", _lasting),
    Test("state", _state),
    Test("unsaid", _unsaid),
    Test("needs-two-parties", _misses_party),
    Test("visit-needs-place", _misses_place),
    Test("dates-something-else", _denied_past),
    Test("nobody-says", _nobody_says),
    Test("hearsay", _hearsay),
)


def refusal(view: View, draft: Draft) -> str:
    """Code of the veto that refuses a candidate; empty where none does."""
    for veto in VETOES:
        if veto.holds(view, draft):
            return veto.name
    return ""


# --- what speaks for it, or against


def _subject(draft: Draft) -> Phrase | None:
    return draft.candidate.clause.subject


def _head(view: View, phrase: Phrase | None) -> Token | None:
    return view.doc.tokens[phrase.head] if phrase is not None else None


def _has_doer(view: View, draft: Draft) -> bool:
    head = _head(view, _subject(draft))
    if head is None:
        return False
    heads = {head.lemma, head.low}
    complements = {token.lemma for token in nouns.complements(view.doc, head)}
    doers = view.vocabulary.words.doers
    counts = head.lemma in view.vocabulary.words.counting
    return bool(heads & doers) or (counts and bool(complements & doers))


def _has_counted(view: View, draft: Draft) -> bool:
    phrases = [_subject(draft), *draft.candidate.clause.objects]
    heads = [_head(view, phrase) for phrase in phrases]
    return any(head is not None and nouns.counted(view.doc, head) for head in heads)


def _by_pronoun(view: View, draft: Draft) -> bool:
    del view
    phrase = _subject(draft)
    return phrase is not None and phrase.pronoun


def _named_subject(view: View, draft: Draft) -> bool:
    phrase = _subject(draft)
    return phrase is not None and view.is_named(phrase)


def _title_words(view: View, draft: Draft) -> int:
    """Content words that the clause shares with the title."""
    tokens = [view.doc.tokens[i] for i in draft.candidate.clause.tokens]
    return len(view.content(tokens) & view.title)


def _trigger_in_title(view: View, draft: Draft) -> bool:
    candidate = draft.candidate
    lemmas = {view.doc.tokens[candidate.token].lemma, candidate.clause.lemma}
    return not lemmas.isdisjoint(view.title)


def _leads(view: View, draft: Draft) -> bool:
    """Whether it is the first main clause of its sentence."""
    clause = draft.candidate.clause
    mains = [c for c in view.doc.clauses_in(clause.sentence) if c.main]
    return bool(mains) and mains[0].index == clause.index


def _definite(view: View, draft: Draft) -> bool:
    candidate = draft.candidate
    if not candidate.noun:
        return False
    word = nouns.determiner(view.doc, view.doc.tokens[candidate.token])
    return word is not None and word.definite == "Def"


def _presupposed(view: View, draft: Draft) -> bool:
    phrase = draft.candidate.phrase
    oblique = draft.candidate.place is Place.OBLIQUE and phrase is not None
    words = view.vocabulary.words.presupposing
    return oblique and phrase is not None and phrase.preposition in words


def _idle(view: View, draft: Draft) -> bool:
    """A passive in the present: a state more often than a deed ("sont ouverts")."""
    del view
    clause = draft.candidate.clause
    return clause.voice is Voice.PASSIVE and clause.tense is Tense.PRESENT


def _says(view: View, draft: Draft) -> bool:
    if draft.candidate.noun:
        return False
    return view.discourse.saying.manner(draft.candidate.clause) is not None


def _by_thing(view: View, draft: Draft) -> bool:
    """A subject that is neither somebody nor a body: "ce système a engendré"."""
    if _subject(draft) is None or _by_pronoun(view, draft):
        return False
    return not (_named_subject(view, draft) or _has_doer(view, draft))


def _plain_deed(view: View, draft: Draft) -> bool:
    """A deed that no word of the data tells, of a verb."""
    del view
    return draft.candidate.kind == FALLBACK and not draft.candidate.noun


def _undated_present(view: View, draft: Draft) -> bool:
    del view
    present = draft.candidate.clause.tense is Tense.PRESENT
    return present and draft.time.timex is None


def _beside_deed(view: View, draft: Draft) -> bool:
    """A noun that only stands by a verb that tells a deed itself."""
    candidate = draft.candidate
    if not candidate.noun or candidate.carried:
        return False
    return verb_kind(view, candidate.clause) != FALLBACK


def _nominal_date(view: View, draft: Draft) -> bool:
    del view
    return draft.candidate.noun and draft.time.timex is not None


def _later_in_sentence(view: View, draft: Draft) -> bool:
    """Behind two finite clauses of its sentence or more."""
    clause = draft.candidate.clause
    before = [c for c in view.doc.clauses_in(clause.sentence) if c.index < clause.index]
    return len([c for c in before if c.finite]) >= _SEVERAL


_SEVERAL = 2
_LONG = 12
"""Sentences from which an article is long: it tells more than is worth a line."""


FEATURES = (
    Test("of nobody", _of_nobody),
    Test("deed of a thing", lambda v, d: _by_thing(v, d) and _plain_deed(v, d)),
    Test("subject is a thing", _by_thing),
    Test(
        "plain deed of nobody named",
        lambda v, d: _plain_deed(v, d) and not d.participants,
    ),
    Test(
        "plain deed without a date",
        lambda v, d: _plain_deed(v, d) and d.time.timex is None,
    ),
    Test("present without a date", _undated_present),
    Test(
        "told as past, undated, later in the article",
        lambda v, d: d.candidate.clause.past
        and d.time.timex is None
        and _position(v, d.candidate) in ("early", "late"),
    ),
    Test("noun beside a deed", _beside_deed),
    Test("noun with a date of its own", _nominal_date),
    Test("noun of nobody named", lambda v, d: d.candidate.noun and not d.participants),
    Test("later in its sentence", _later_in_sentence),
    Test("long article", lambda view, d: len(view.body) > _LONG),
    Test(
        "relative and undated",
        lambda v, d: d.candidate.clause.governor is Governor.RELATIVE
        and d.time.timex is None,
    ),
    Test("names somebody", lambda view, d: bool(d.participants)),
    Test("subject is named", _named_subject),
    Test("subject does things", _has_doer),
    Test("subject is a pronoun", _by_pronoun),
    Test("no subject", lambda view, d: _subject(d) is None),
    Test(
        "subject is its own",
        lambda view, d: d.candidate.clause.subject_source is SubjectSource.OWN,
    ),
    Test("counts", _has_counted),
    Test("has an object", lambda view, d: bool(d.candidate.clause.objects)),
    Test("has a place", lambda view, d: bool(d.places)),
    Test("quoted", lambda view, d: d.quoted),
    Test("reported", lambda view, d: bool(d.sources)),
    Test("says", _says),
    Test("tells", lambda v, d: _is(v, d.candidate.clause, v.vocabulary.words.telling)),
    Test("faint", lambda v, d: _is(v, d.candidate.clause, v.vocabulary.words.faint)),
    Test("of a state", lambda v, d: _is(v, d.candidate.clause, v.vocabulary.words.states)),
    Test("passive", lambda view, d: d.candidate.clause.voice is Voice.PASSIVE),
    Test("idle", _idle),
    Test("copula", lambda view, d: d.candidate.clause.copula and not d.candidate.noun),
    Test("impersonal", lambda view, d: d.candidate.clause.impersonal),
    Test("incise", lambda view, d: d.candidate.clause.incise),
    Test("leads its sentence", _leads),
    Test("word of the title", _trigger_in_title),
    Test("shares one word with the title", lambda v, d: _title_words(v, d) >= 1),
    Test("shares two words with the title", lambda v, d: _title_words(v, d) >= 2),  # noqa: PLR2004
    Test("shares four words with the title", lambda v, d: _title_words(v, d) >= 4),  # noqa: PLR2004
    Test("definite noun", _definite),
    Test("presupposed", _presupposed),
    Test("carried noun", lambda view, d: d.candidate.carried and d.candidate.noun),
    Test("background", lambda view, d: d.time.background),
    Test("short article", lambda view, d: len(view.body) <= _SHORT),
)


def features(view: View, draft: Draft) -> Iterator[str]:
    """Names of all that holds of a draft; a name with a colon is one of several."""
    yield "always"
    for feature in FEATURES:
        if feature.holds(view, draft):
            yield feature.name
    candidate, words = draft.candidate, view.vocabulary.words
    solid = candidate.kind in words.solid
    yield f"position: {_position(view, candidate)}"
    yield f"clause: {_dependence(candidate)}"
    yield f"form: {_form(candidate)}"
    yield f"noun: {candidate.place.value or 'verb'}"
    yield f"kind: {candidate.kind}"
    yield f"time: {_when(view, draft)}"
    yield f"modality: {draft.modality.value if draft.modality else 'none'}"
    if solid and not candidate.noun:
        yield "deed that needs no name"


def _position(view: View, candidate: Candidate) -> str:
    sentence = candidate.clause.sentence
    place = view.place.get(sentence)
    if place is None:
        return "outside"
    if place < len(_PLACES):
        return _PLACES[place]
    return "early" if place < _EARLY * len(view.body) else "late"


_PLACES = ("lede", "second", "third")


def _dependence(candidate: Candidate) -> str:
    clause = candidate.clause
    if clause.main and clause.joined_to is not None:
        return "joined"
    return clause.governor.value


def _form(candidate: Candidate) -> str:
    clause = candidate.clause
    if clause.mood is Mood.INDICATIVE:
        return clause.tense.value
    return clause.mood.value


def _when(view: View, draft: Draft) -> str:
    """How a date of the text lies to the article's."""
    time = draft.time
    if time.timex is None or time.placed_by is not PlacedBy.TEXT:
        return "none"
    published = view.article.published.date
    moment = time.date
    if moment is None or published is None or published.earliest is None:
        return "dated"
    if time.ahead:
        return "to come"
    last = moment.latest or moment.earliest
    near = last is not None and last >= published.earliest - _WEEK
    return "this week" if near else "before"


def in_body(view: View, draft: Draft) -> bool:
    """Whether it stands in a paragraph."""
    return view.block(draft.candidate.clause.sentence) is BlockKind.PARAGRAPH
