"""An article cut down to what stands in one sentence, so that whoever looks at a claim never runs through a whole text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from builder.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from builder.model.dossier import Annotated
    from builder.model.event import EventMention

_T = TypeVar("_T")
_MARGIN = 3
"""Code points before a sentence in which a name still counts as standing right before it."""


def scopes(told: Annotated, claims: Iterable[EventMention]) -> Mapping[str, Annotated]:
    """Id of each sentence that claims stand in → the article with only the sentence, links, … that they touch.

    A claim may run past its sentence, where a quotation does: so does its scope. The text stays whole.
    """
    reach = {s.id: s.span for s in told.sentences}
    wide: dict[str, Span] = {}
    for claim in claims:
        spans = [
            claim.span,
            claim.trigger,
            wide.get(claim.sentence) or reach.get(claim.sentence, claim.span),
        ]
        wide[claim.sentence] = Span(
            min(s.start for s in spans), max(s.end for s in spans)
        )
    order = sorted(wide, key=lambda sentence: wide[sentence])
    spans = [Span(max(0, wide[s].start - _MARGIN), wide[s].end) for s in order]
    parts = zip(
        _touching(told.sentences, lambda s: s.span, spans),
        _touching(told.timexes, lambda d: d.span, spans),
        _touching(told.links, lambda k: k.mention.span, spans),
        _touching(told.quotes, lambda q: q.quoted.outer, spans),
        _touching(told.event_mentions, lambda c: c.trigger, spans),
        strict=True,
    )
    return {
        sentence: replace(
            told, sentences=s, timexes=d, links=k, quotes=q, event_mentions=c
        )
        for sentence, (s, d, k, q, c) in zip(order, parts, strict=True)
    }


def _touching(
    things: Iterable[_T], span: Callable[[_T], Span], within: Sequence[Span]
) -> Iterator[tuple[_T, ...]]:
    """For each of some stretches in order, the things that overlap it, in their own order."""
    waiting = sorted(things, key=lambda t: span(t).start)
    at, here = 0, list[_T]()
    for stretch in within:
        while at < len(waiting) and span(waiting[at]).start < stretch.end:
            here.append(waiting[at])
            at += 1
        here = [t for t in here if span(t).end > stretch.start]
        yield tuple(t for t in here if span(t).overlaps(stretch))
