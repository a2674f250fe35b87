"""Says in one sentence why something is told as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.event import Modality
from builder.text.rights import brief

if TYPE_CHECKING:
    from builder.annotate.events.drafts import Draft
    from builder.annotate.events.view import View


def reason(view: View, draft: Draft) -> str:
    """One sentence in the language of the article: kind, moment, modality."""
    words = view.vocabulary.modality.reasons
    text = view.article.text
    code = "noun" if draft.candidate.noun else "verb"
    parts = [words[code].format(what=brief(draft.candidate.span.of(text)))]
    timex = draft.time.timex
    if timex is not None:
        parts.append(words["dated"].format(what=brief(timex.span.of(text))))
    else:
        parts.append(words["bound" if draft.time.date is not None else "undated"])
    parts.append(_stance(view, draft))
    if draft.time.background:
        parts.append(words["background"])
    line = " ; ".join(parts)
    return f"{line[0].upper()}{line[1:]}."


def _stance(view: View, draft: Draft) -> str:
    words = view.vocabulary.modality.reasons
    text = view.article.text
    if draft.modality is not Modality.REPORTED:
        code = (draft.modality or Modality.ASSERTED).value
        return words[code].format(what=brief(draft.cue.of(text)))
    for act in draft.sources:
        if act.actor.words is not None:
            named = brief(act.actor.words.of(text))
            return words["reported"].format(what=f"« {named} »")
    return words["said"]
