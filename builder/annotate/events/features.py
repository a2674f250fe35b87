"""What speaks for and against a candidate, under names that a reader understands.

The weights stand in `lang/<code>/event_rank.yml`; a feature without one says nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.events import facts
from builder.annotate.events.kinds import title_kinds
from builder.model.event import PlacedBy
from builder.syntax import nouns
from builder.syntax.clause import Mood, SubjectSource, Tense, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.annotate.events.drafts import Draft
    from builder.annotate.events.view import View

_WEEK = timedelta(days=7)
_SHORT = 3
"""Sentences of a short article."""

_LONG = 12
"""Sentences from which an article is long: it tells more than is worth a line."""

_SEVERAL = 2


class Feature(NamedTuple):
    """A named test of a draft."""

    name: str
    holds: Callable[[View, Draft], bool]


def features(view: View, draft: Draft) -> Iterator[str]:
    """Names of all that holds of a draft; a name with a colon is one of several."""
    yield "always"
    for feature in FEATURES:
        if feature.holds(view, draft):
            yield feature.name
    candidate = draft.candidate
    yield f"position: {facts.position(view, draft)}"
    yield f"clause: {_dependence(draft)}"
    yield f"form: {_form(draft)}"
    yield f"noun: {candidate.place.value or 'verb'}"
    yield f"kind: {candidate.kind}"
    yield f"time: {_when(view, draft)}"
    yield f"modality: {draft.modality.value if draft.modality else 'none'}"


def _named(_view: View, draft: Draft) -> bool:
    return bool(draft.participants)


def _nobody(_view: View, draft: Draft) -> bool:
    return facts.subject(draft) is None


def _pronoun(_view: View, draft: Draft) -> bool:
    return facts.by_pronoun(draft)


def _own_subject(_view: View, draft: Draft) -> bool:
    return draft.candidate.clause.subject_source is SubjectSource.OWN


def _object(_view: View, draft: Draft) -> bool:
    return bool(draft.candidate.clause.objects)


def _quoted(_view: View, draft: Draft) -> bool:
    return draft.quoted


def _says(view: View, draft: Draft) -> bool:
    return facts.manner(view, draft) is not None


def _passive(_view: View, draft: Draft) -> bool:
    return draft.candidate.clause.voice is Voice.PASSIVE


def _copula(_view: View, draft: Draft) -> bool:
    if not draft.candidate.clause.copula:
        return False
    return not draft.candidate.noun


def _solid(view: View, draft: Draft) -> bool:
    solid = draft.candidate.kind in view.vocabulary.words.solid
    if not solid:
        return False
    return not draft.candidate.noun


def _thing(view: View, draft: Draft) -> bool:
    if not draft.plain:
        return False
    return facts.by_thing(view, draft)


def _undated(_view: View, draft: Draft) -> bool:
    if not draft.plain:
        return False
    return not facts.dated(draft)


def _undated_present(_view: View, draft: Draft) -> bool:
    present = draft.candidate.clause.tense is Tense.PRESENT
    if not present:
        return False
    return not facts.dated(draft)


def _dated_noun(_view: View, draft: Draft) -> bool:
    if not draft.candidate.noun:
        return False
    return facts.dated(draft)


def _unnamed_noun(_view: View, draft: Draft) -> bool:
    if not draft.candidate.noun:
        return False
    return not draft.participants


def _bare_noun(view: View, draft: Draft) -> bool:
    """As in "a été mis en examen": no article before a noun; not of an agenda's entry."""
    candidate = draft.candidate
    if not candidate.noun or candidate.clause.mood is Mood.NOMINAL:
        return False
    return nouns.determiner(view.doc, view.doc.tokens[candidate.token]) is None


def _occasion(view: View, draft: Draft) -> bool:
    """As in "au cours d'une conférence de presse, il a annoncé …"."""
    return draft.candidate.behind in view.vocabulary.words.occasions


def _carried(_view: View, draft: Draft) -> bool:
    if not draft.candidate.noun:
        return False
    return draft.candidate.carried


def _leads(view: View, draft: Draft) -> bool:
    """Whether it is the first main clause of its sentence."""
    return draft.candidate.clause.index in view.leading


def _later(view: View, draft: Draft) -> bool:
    """Behind two finite clauses of its sentence or more."""
    return view.finite_before[draft.candidate.clause.index] >= _SEVERAL


def _shared(view: View, draft: Draft) -> int:
    """Content words that the clause has in common with the title."""
    tokens = [view.doc.tokens[i] for i in draft.candidate.clause.tokens]
    return len(view.content(tokens) & view.title)


def _one_word(view: View, draft: Draft) -> bool:
    return _shared(view, draft) >= 1


def _two_words(view: View, draft: Draft) -> bool:
    return _shared(view, draft) >= _SEVERAL


def _subject_of_title(view: View, draft: Draft) -> bool:
    """Whether the title has a word of the subject."""
    phrase = facts.subject(draft)
    if phrase is None:
        return False
    return bool(view.content(view.doc.tokens_in(phrase.span)) & view.title)


def _kind_of_title(view: View, draft: Draft) -> bool:
    return draft.candidate.kind in title_kinds(view)


def _background(_view: View, draft: Draft) -> bool:
    return draft.time.background


def _in_short(view: View, _draft: Draft) -> bool:
    return len(view.body) <= _SHORT


def _in_long(view: View, _draft: Draft) -> bool:
    return len(view.body) > _LONG


FEATURES = (
    Feature("names somebody", _named),
    Feature("subject does things", facts.has_doer),
    Feature("subject is a pronoun", _pronoun),
    Feature("subject is its own", _own_subject),
    Feature("no subject", _nobody),
    Feature("has an object", _object),
    Feature("passive", _passive),
    Feature("copula", _copula),
    Feature("says", _says),
    Feature("quoted", _quoted),
    Feature("deed that needs no name", _solid),
    Feature("deed of a thing", _thing),
    Feature("plain deed without a date", _undated),
    Feature("present without a date", _undated_present),
    Feature("noun with a date of its own", _dated_noun),
    Feature("noun of nobody named", _unnamed_noun),
    Feature("noun without an article", _bare_noun),
    Feature("noun of an occasion", _occasion),
    Feature("carried noun", _carried),
    Feature("leads its sentence", _leads),
    Feature("later in its sentence", _later),
    Feature("shares one word with the title", _one_word),
    Feature("shares two words with the title", _two_words),
    Feature("subject stands in the title", _subject_of_title),
    Feature("kind of the title", _kind_of_title),
    Feature("background", _background),
    Feature("short article", _in_short),
    Feature("long article", _in_long),
)


def _dependence(draft: Draft) -> str:
    clause = draft.candidate.clause
    if clause.main and clause.joined_to is not None:
        return "joined"
    return clause.governor.value


def _form(draft: Draft) -> str:
    clause = draft.candidate.clause
    if clause.mood is Mood.INDICATIVE:
        return clause.tense.value
    if clause.mood is Mood.NOMINAL and draft.time.ahead:
        return Tense.FUTURE.value  # "Samedi, concert à Brest"
    return clause.mood.value


def _when(view: View, draft: Draft) -> str:
    """How a date of the text lies to the article's."""
    time = draft.time
    if time.timex is None or time.placed_by is not PlacedBy.TEXT:
        return "none"
    if time.ahead:
        return "to come"
    published = view.first_day
    last = time.date.latest or time.date.earliest if time.date is not None else None
    if last is None or published is None:
        return "before"
    return "this week" if last >= published - _WEEK else "before"
