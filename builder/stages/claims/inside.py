"""What a quotation tells: claims of the one who says it, where subject, kind and day are plain."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from builder.lang.actors import Actor
from builder.lang.speech import Act
from builder.model.article import Span
from builder.stages.claims.vocabulary import TOLD, lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.actors import Unit
    from builder.lang.discourse import Scene
    from builder.model.article import Sentence
    from builder.model.claim import Claim
    from builder.model.quote import Quote
    from builder.stages.claims.vocabulary import Trigger


def outside(sentences: Sequence[Sentence], quotes: Sequence[Quote]) -> Iterator[Span]:
    """What of each sentence stands in none of some quotations (in order, apart), so that the rest can be read alone."""
    at = 0
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        while at < len(quotes) and quotes[at].span.start < end:
            if start < quotes[at].span.start:
                yield Span(start, quotes[at].span.start)
            start = max(start, quotes[at].span.end)
            if quotes[at].span.end > end:
                break  # it goes on in the next sentence
            at += 1
        if start < end:
            yield Span(start, end)


def holding(quotes: Sequence[Quote], at: int) -> Quote:
    """The quotation, of some in order, that a place lies in."""
    return quotes[bisect_right(quotes, at, key=lambda q: q.span.start) - 1]


def voice(quote: Quote) -> Act:
    """Its being said, as an act."""
    return Act(quote.cue or quote.quoted.outer, "say", Actor(quote.speaker_words, quote.speakers), said=quote.said)


def plain(scene: Scene, unit: Unit, trigger: Trigger, claim: Claim) -> bool:
    """Whether a quoted claim is told as done, by a subject with a name, on a day or as a deed of force."""
    index = trigger.verb
    actor = unit.subject(index)
    if index is None or not actor.entities or not claim.modality.occurred:
        return False
    data = lists(scene)
    told = unit.verbs[index].tense in TOLD and claim.kind not in {*data["spoken"], "other"}
    return told and (claim.dating is not None or (claim.kind in data["solid"] and not actor.pronoun))
