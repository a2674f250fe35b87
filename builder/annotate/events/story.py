"""Places what an article tells without a date on the day of its story.

"Un homme est mort mardi à Brest. Il a glissé dans l'escalier." Of dated recent facts of
Wikinews 56 % lie 0 to 1 day before publication; where the story's own day is known, what
belongs to its course is better placed there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from builder.model.event import Modality, PlacedBy, Role
from builder.syntax.clause import Governor, Mood, Tense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.events.drafts import Draft
    from builder.annotate.events.rank import Chosen
    from builder.annotate.events.view import View
    from builder.model.dates import EdtfDate

_COURSE = (Tense.PERFECT, Tense.PRESENT, Tense.RECENT)
_RECENT = timedelta(days=10)
"""A day further back is no day of what is told as news."""

_WIDEST = timedelta(days=2)
"""A story of more days is no day."""


def story_day(view: View, chosen: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """The chosen, those of the story's course at the story's day.

    Not what is alleged of somebody who is tried, nor what somebody did who has died:
    nobody says when it was done.
    """
    story = _story(view, chosen)
    judging = view.vocabulary.words.judging
    told = {each.headline: each.draft.candidate.kind for each in chosen}
    tried = told.get(True) in judging
    dead = _dead(view, chosen)
    found: list[Chosen] = []
    for each in chosen:
        time = each.draft.time
        if not _of_course(view, each.draft):
            pass
        elif _is_of_before(each, dead, tried=tried):
            time = replace(time, placed=None, placed_by=None)
        elif story is not None:
            time = replace(time, placed=story, placed_by=PlacedBy.ARTICLE)
        found.append(each._replace(draft=replace(each.draft, time=time)))
    return tuple(found)


def _is_of_before(chosen: Chosen, dead: set[str], *, tried: bool) -> bool:
    """Whether it was done before the story, on a day that nobody says."""
    if chosen.headline:
        return False
    if tried and chosen.draft.modality is Modality.CONDITIONAL:
        return True
    return not dead.isdisjoint(_agents(chosen.draft))


def _dead(view: View, chosen: Sequence[Chosen]) -> set[str]:
    """Those of whose death an article is; empty where it is of something else."""
    undergone = view.vocabulary.words.undergone
    found: set[str] = set()
    for each in chosen:
        if each.headline and each.draft.candidate.kind in undergone:
            found |= {part.entity for part in each.draft.participants}
    return found


def _agents(draft: Draft) -> set[str]:
    parts = draft.participants
    return {part.entity for part in parts if part.part is Role.AGENT}


def _story(view: View, chosen: Sequence[Chosen]) -> EdtfDate | None:
    """The day of the headline, where the text dates it and it is recent."""
    for each in chosen:
        time = each.draft.time
        if not each.headline or time.placed_by is not PlacedBy.TEXT:
            continue
        told = _is_told(each.draft) and _is_day(view, time.placed)
        return time.placed if told else None
    return None


def _is_told(draft: Draft) -> bool:
    """Whether the headline is the news: "que la police avait arrêté lundi" only recalls."""
    clause = draft.candidate.clause
    if clause.tense is Tense.PLUPERFECT:
        return False
    return clause.governor in (Governor.NOTHING, Governor.REPORTING)


def _is_day(view: View, moment: EdtfDate | None) -> bool:
    """Whether a moment is a day or two, and was news when the article came out."""
    day = view.last_day
    if moment is None or day is None:
        return False
    if moment.earliest is None or moment.latest is None:
        return False
    if moment.latest - moment.earliest > _WIDEST:
        return False
    if moment.earliest < moment.latest == day:
        return False  # "dans la nuit de mardi à mercredi": what followed is of today
    return day - _RECENT <= moment.earliest <= day


def _of_course(view: View, draft: Draft) -> bool:
    """Whether a deed belongs to the course of the story: undated news, no saying."""
    if draft.time.placed_by is not PlacedBy.PUBLICATION or not draft.told:
        return False
    if draft.candidate.clause.copula:
        return False
    # "Il fut député", "s'étant déjà évadé deux fois": told of the past before.
    clause = draft.candidate.clause
    if clause.tense not in _COURSE or clause.mood is Mood.GERUND:
        return False
    return draft.candidate.kind not in view.vocabulary.words.said
