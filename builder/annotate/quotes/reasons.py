"""Why a quotation has its speaker, as the reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.quotes.candidates import Candidate, Place
from builder.text.rights import brief

if TYPE_CHECKING:
    from builder.annotate.quotes.passage import Passage
    from builder.discourse.attribution import ReportingAct
    from builder.lang.schema_speech import QuoteWords

_CUED = (Place.AFTER, Place.INSIDE, Place.BEFORE, Place.BESIDE)


def reason(passage: Passage, chosen: Candidate | None, *, named: bool) -> str:
    """One French sentence; `named` where the words are a name, title or term."""
    messages = passage.words.reasons
    if chosen is None:
        return messages["named" if named else "silent"]
    place, cue, words = chosen.place, chosen.cue, chosen.actor.words
    if place not in _CUED or cue is None:
        return messages[place]
    text = passage.doc.text
    code = place.value
    if words is None:
        code = "nobody"
    elif chosen.actor.pronoun:
        code = "pronoun"
    who = brief(words.of(text)) if words is not None else ""
    where = passage.words.places[place]
    return messages[code].format(cue=cue.of(text), who=who, where=where)


def indirect_reason(text: str, words: QuoteWords, act: ReportingAct) -> str:
    """One French sentence: what attributes words that stand in no marks."""
    who = brief(act.actor.words.of(text)) if act.actor.words is not None else ""
    return words.reasons["indirect"].format(cue=act.cue.of(text), who=who)
