"""A candidate with everything that is found about it, before anything is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.events.kinds import FALLBACK
from builder.annotate.events.modality import decide
from builder.annotate.events.moments import EventTime, event_time
from builder.annotate.events.participants import participants
from builder.annotate.events.places import Place
from builder.annotate.events.scenes import scenes
from builder.model.event import Modality, Participant

if TYPE_CHECKING:
    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.view import View
    from builder.discourse.attribution import ReportingAct
    from builder.model.article import Span

_TOLD = (Modality.ASSERTED, Modality.REPORTED, Modality.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate, how it is told, when, by whom, who takes part and where."""

    candidate: Candidate
    modality: Modality | None
    """None where the words tell of nothing that happens."""

    cue: Span
    """The words that decided the modality."""

    time: EventTime
    sources: tuple[ReportingAct, ...]
    """The acts of saying that it depends on, nearest first."""

    participants: tuple[Participant, ...]
    places: tuple[str, ...]
    quoted: bool = False
    """Told inside a quotation."""

    @property
    def told(self) -> bool:
        """Whether it is told as so, however surely."""
        return self.modality in _TOLD

    @property
    def plain(self) -> bool:
        """Whether it is the deed of a verb that no word of the data tells."""
        if self.candidate.kind != FALLBACK:
            return False
        return not self.candidate.noun


def make_draft(view: View, candidate: Candidate, *, quoted: bool) -> Draft:
    """Everything about a candidate, good or not."""
    stance = decide(view, candidate)
    sources = _sources(view, candidate)
    # "« probablement approuvé » par …": it is somebody's word, not the article's.
    said = quoted or bool(sources) or view.in_words_of(candidate.span.start)
    mode = stance.modality
    if mode is Modality.ASSERTED and said:
        mode = Modality.REPORTED
    time = event_time(view, candidate, mode or Modality.ASSERTED, said=said)
    if time.ahead and mode in (Modality.ASSERTED, Modality.REPORTED):
        mode = Modality.PLANNED
        time = event_time(view, candidate, mode, said=said)
    return Draft(
        candidate,
        mode,
        stance.cue or candidate.span,
        time,
        sources,
        participants(view, candidate),
        scenes(view, candidate),
        quoted,
    )


def _sources(view: View, candidate: Candidate) -> tuple[ReportingAct, ...]:
    clause = candidate.clause
    if view.breaks_out(clause):
        return ()
    acts = view.discourse.sources_of(clause)
    if candidate.place not in (Place.OBJECT, Place.SUBJECT):
        return acts
    if clause.lemma not in view.vocabulary.words.vehicles:
        return acts
    # "a annoncé sa démission": it is the verb that says so.
    own = [a for a in view.discourse.acts(clause.sentence) if a.clause == clause.index]
    named = [act for act in own if act.actor.words is not None]
    return (*named, *(act for act in acts if act not in named))
