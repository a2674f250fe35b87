"""What refuses a candidate: each veto is a fact of the sentence, with its code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.events import facts
from builder.annotate.events.kinds import FALLBACK, STATEMENT, says_something
from builder.annotate.events.places import Place
from builder.discourse.wordings import Manner
from builder.model.event import Modality, Role
from builder.syntax import nouns
from builder.syntax.clause import Governor, Mood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from builder.annotate.events.drafts import Draft
    from builder.annotate.events.view import View


class Veto(NamedTuple):
    """A named test of a draft."""

    code: str
    refuses: Callable[[View, Draft], bool]


class Judged(NamedTuple):
    """A draft with the code of the veto that refuses it; empty where none does."""

    draft: Draft
    veto: str


def judge(view: View, drafts: Iterable[Draft]) -> list[Judged]:
    """Each draft with what refuses it, in the order given."""
    return [Judged(draft, refusal(view, draft)) for draft in drafts]


def refusal(view: View, draft: Draft) -> str:
    """Code of the veto that refuses a candidate; empty where none does."""
    for veto in VETOES:
        if veto.refuses(view, draft):
            return veto.code
    return ""


def _void(_view: View, draft: Draft) -> bool:
    return draft.modality is None


def _in_date(view: View, draft: Draft) -> bool:
    """As in "il y a trois ans" tells of nothing."""
    return view.layers.timex_at(draft.candidate.span.start) is not None


def _occasion(view: View, draft: Draft) -> bool:
    """As in "Dans un communiqué, …": where something was said is no saying of its own."""
    candidate = draft.candidate
    if candidate.place is not Place.OBLIQUE or facts.dated(draft):
        return False
    return candidate.kind in view.vocabulary.words.said


def _only_plans(view: View, draft: Draft) -> bool:
    """As in "prévoit de livrer": what is planned is told by its own verb."""
    if not draft.plain or draft.candidate.clause.negated:
        return False
    words = view.vocabulary.modality
    plans = facts.is_verb(view, draft, words.planned | words.aspect)
    if not plans:
        return False
    return facts.governs(view, draft)


def _standing(view: View, draft: Draft) -> bool:
    """Some verbs tell a state in the passive present: "les magasins sont ouverts"."""
    if not facts.idle(draft) or draft.candidate.clause.agent is not None:
        return False
    return facts.is_verb(view, draft, view.vocabulary.words.faint)


def _of_a_date(view: View, draft: Draft) -> bool:
    """As in "Le mois de mai présente un pic": a month does nothing."""
    head = facts.head(view, draft)
    if head is None or draft.candidate.noun:
        return False
    return head.lemma in view.vocabulary.words.times


def _only_counted(view: View, draft: Draft) -> bool:
    """As in "On compte 200 morts": the object of a verb that only counts."""
    candidate = draft.candidate
    if candidate.place is not Place.OBJECT:
        return False
    return candidate.clause.lemma in view.vocabulary.words.tallying


def _resumes(view: View, draft: Draft) -> bool:
    """As in "… », a-t-elle lancé": the quotation shows it; an event only on an occasion."""
    candidate = draft.candidate
    clause = candidate.clause
    if candidate.kind != STATEMENT or candidate.noun or clause.obliques:
        return False
    if facts.dated(draft) or not (clause.pronoun or facts.by_pronoun(draft)):
        return False
    return view.discourse.saying.inverted(clause)


def _habit(view: View, draft: Draft) -> bool:
    """As in "a souvent critiqué", where no day is told; "se tient chaque année"."""
    candidate = draft.candidate
    if candidate.noun and not candidate.carried:
        return False
    words = view.vocabulary.words
    lows = {view.doc.tokens[i].low for i in candidate.clause.tokens}
    if not lows.isdisjoint(words.each):
        return True
    if facts.dated(draft):
        return False
    return not lows.isdisjoint(words.habits)


def _lasting(view: View, draft: Draft) -> bool:
    """As in "a bien compris": no deed, where no word of the data tells one."""
    if not draft.plain:
        return False
    clause = draft.candidate.clause
    before = {view.doc.tokens[i].low for i in clause.tokens if i < clause.predicate}
    return not before.isdisjoint(view.vocabulary.words.lasting)


def _state(view: View, draft: Draft) -> bool:
    """A verb of a state or opinion, which no kind has.

    Not "aura lieu jeudi", nor "est attendue jeudi", nor what had its years.
    """
    words = view.vocabulary.words
    told = words.states - words.scheduling if draft.time.ahead else words.states
    if not facts.is_verb(view, draft, told):
        return False
    if view.happens(draft.candidate.clause):
        return False
    return draft.plain and not _is_term(draft)


def _is_term(draft: Draft) -> bool:
    """Whether it lasted from one year to another: "a dirigé l'école de 1982 à 1990"."""
    moment = draft.time.date
    if moment is None or not draft.participants:
        return False
    years = {each.year for each in (moment.earliest, moment.latest) if each}
    return len(years) > 1


def _unsaid(view: View, draft: Draft) -> bool:
    """An act of speech that did not take place is none."""
    if draft.plain and draft.modality is Modality.DENIED:
        return facts.manner(view, draft) is not None
    if draft.told or draft.candidate.kind not in view.vocabulary.words.spoken:
        return False
    planned = draft.modality is Modality.PLANNED
    if not planned:
        return True
    return not facts.dated(draft)


def _misses_party(view: View, draft: Draft) -> bool:
    """A call or meeting of nobody, nowhere."""
    candidate = draft.candidate
    if candidate.kind not in view.vocabulary.words.dyadic or facts.dated(draft):
        return False
    if draft.participants or draft.places:
        return False
    if candidate.noun:
        token = view.doc.tokens[candidate.token]
        return not any(nouns.complements(view.doc, token))
    subject = facts.subject(draft)
    if subject is None:
        return True
    return subject.number != "p"


def _misses_place(view: View, draft: Draft) -> bool:
    """As in "arriver en seconde position" is no visit."""
    candidate = draft.candidate
    if candidate.noun or draft.places:
        return False
    if candidate.kind not in view.vocabulary.words.placed:
        return False
    if not draft.participants:
        return True
    return not facts.dated(draft)


def _denied_past(_view: View, draft: Draft) -> bool:
    """As in "n'avait plus eu d'échange depuis": dates something else."""
    if draft.modality is not Modality.DENIED:
        return False
    return draft.time.background


def _nobody_says(view: View, draft: Draft) -> bool:
    """Plain saying by nobody known is no event."""
    if facts.manner(view, draft) in (None, Manner.ACT):
        return False
    if not says_something(view, draft.candidate.clause):
        return False  # "Il a glissé dans l'escalier"
    if draft.candidate.kind not in (FALLBACK, STATEMENT):
        return False
    if any(each.part is not Role.OTHER for each in draft.participants):
        return False
    return not facts.has_doer(view, draft)


def _hearsay(view: View, draft: Draft) -> bool:
    """Of what is quoted only plain deeds with a day, or of force, by a known speaker."""
    if not draft.quoted:
        return False
    candidate = draft.candidate
    words = view.vocabulary.words
    if candidate.kind in words.spoken or candidate.kind == FALLBACK:
        return True
    if candidate.kind not in words.solid and not facts.dated(draft):
        return True
    if not draft.participants or facts.by_pronoun(draft):
        return True
    return not _told_plainly(draft)


def _told_plainly(draft: Draft) -> bool:
    """Whether it is told as past and as so, under nothing but the words that quote."""
    clause = draft.candidate.clause
    if clause.mood is not Mood.INDICATIVE or not clause.past or not draft.told:
        return False
    if clause.governor is Governor.REPORTING:
        return not clause.marker
    return clause.governor is Governor.NOTHING


def _of_oneself(_view: View, draft: Draft) -> bool:
    """As in "ce que nous avons écrit": the article or a speaker nobody names."""
    phrase = facts.subject(draft)
    if phrase is None or draft.quoted or draft.candidate.noun:
        return False
    return phrase.pronoun and phrase.person in _OWN_PERSONS


_OWN_PERSONS = ("1", "2")

VETOES = (
    Veto("of-oneself", _of_oneself),
    Veto("nothing-happens", _void),
    Veto("in-a-date", _in_date),
    Veto("occasion", _occasion),
    Veto("only-plans", _only_plans),
    Veto("stands-so", _standing),
    Veto("of-a-date", _of_a_date),
    Veto("only-counted", _only_counted),
    Veto("resumes", _resumes),
    Veto("habit", _habit),
    Veto("lasting", _lasting),
    Veto("state", _state),
    Veto("unsaid", _unsaid),
    Veto("needs-two-parties", _misses_party),
    Veto("visit-needs-place", _misses_place),
    Veto("dates-something-else", _denied_past),
    Veto("nobody-says", _nobody_says),
    Veto("hearsay", _hearsay),
)
