"""Says in one sentence why something is told as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.event import Modality
from builder.text.rights import brief

if TYPE_CHECKING:
    from builder.annotate.events.features import Draft
    from builder.annotate.events.view import View


def reason(view: View, draft: Draft) -> str:
    """One sentence in the language of the article: kind, moment, modality."""
    words = view.vocabulary.modality.reasons
    codes = dict(draft.reasons)
    text = view.article.text
    parts = [_kind(words, codes)]
    timex = draft.time.timex
    if timex is not None:
        parts.append(words["dated"].format(what=brief(timex.span.of(text))))
    else:
        parts.append(words["bound" if draft.time.date is not None else "undated"])
    parts.append(_stance(view, draft, words, codes))
    if draft.time.background:
        parts.append(words["background"])
    line = " ; ".join(parts)
    return f"{line[0].upper()}{line[1:]}."


def _kind(words: dict[str, str], codes: dict[str, str]) -> str:
    code = "noun" if "noun" in codes else "verb"
    return words[code].format(what=brief(codes[code]))


def _stance(
    view: View, draft: Draft, words: dict[str, str], codes: dict[str, str]
) -> str:
    if draft.modality is not Modality.REPORTED:
        code = (draft.modality or Modality.ASSERTED).value
        return words[code].format(what=brief(codes["cue"]))
    voices = [a.actor.words for a in draft.sources if a.actor.words is not None]
    if not voices:
        return words["said"]
    named = brief(voices[0].of(view.article.text))
    return words["reported"].format(what=f"« {named} »")
