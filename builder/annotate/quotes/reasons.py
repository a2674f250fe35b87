"""Why a quotation has its speaker, as the reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.quotes.candidates import Candidate, Place
from builder.text.rights import brief

if TYPE_CHECKING:
    from builder.annotate.quotes.passage import Passage

_CUED = (Place.AFTER, Place.INSIDE, Place.BEFORE, Place.BESIDE)


def reason(passage: Passage, chosen: Candidate | None, *, named: bool) -> str:
    """One French sentence; `named` where the words are a name, title or term."""
    messages = passage.words.reasons
    if chosen is None:
        return messages["named" if named else "silent"]
    if chosen.place not in _CUED:
        return messages[chosen.place]
    if chosen.cue is None:
        return messages[chosen.place]
    text = passage.discourse.doc.text
    cue, where = chosen.cue.of(text), passage.words.places[chosen.place]
    if chosen.actor.words is None:
        return messages["nobody"].format(cue=cue, where=where)
    who = brief(chosen.actor.words.of(text))
    code = "pronoun" if chosen.actor.pronoun else chosen.place.value
    return messages[code].format(cue=cue, who=who, where=where)
