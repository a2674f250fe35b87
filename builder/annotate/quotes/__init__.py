"""Attributes quotations to their speakers."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.quotes.frames import Said, choose, kind_of
from builder.lang.discourse import Scene
from builder.lang.speech import acts, reporters
from builder.model.mention import Link, Status
from builder.model.quote import Quote, Quoted, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.actors import Unit
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence, Span
    from builder.model.dates import Timex


def attribute(
    article: Article,
    sentences: Sequence[Sentence],
    quoted: Sequence[Quoted],
    timexes: Sequence[Timex],
    links: Sequence[Link],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> tuple[Quote, ...]:
    """Every quotation with its speaker, or with the reason why there is none, in the order of the text.

    A quotation inside another keeps the speaker of the outer one. Parts of one saying share `saying`. An article
    without quotations gives an empty tuple.
    """
    if not quoted:
        return ()
    outer = [q for q in quoted if q.depth == 0]
    starts = [q.outer.start for q in outer]
    scene = Scene(
        article,
        sentences,
        [q.outer for q in outer],
        (timexes, links),
        pack,
        kb.entities,
    )
    found: list[Quote] = []
    last: Quote | None = None
    for unit in scene.units:
        lo, hi = (bisect_left(starts, at) for at in (unit.span.start, unit.span.end))
        inside = outer[lo:hi]
        for quote in _of_unit(scene, unit, inside, last) if inside else ():
            found.append(replace(quote, saying=_saying(quote, last, len(found))))
            last = found[-1]
    found += _nested(quoted, found, scene.speech["reasons"]["inside"])
    return tuple(
        sorted(found, key=lambda q: (q.quoted.outer.start, -q.quoted.outer.end))
    )


def _of_unit(
    scene: Scene, unit: Unit, inside: Sequence[Quoted], last: Quote | None
) -> list[Quote]:
    """The quotations of one sentence."""
    saying, media = acts(scene, unit), reporters(scene, unit)
    quotes = []
    for quoted in inside:
        said = choose(scene, unit, quoted, saying, last)
        quote = _quote(unit, quoted, kind_of(scene, unit, quoted, said), said, media)
        quotes.append(quote)
        last = replace(quote, saying=_saying(quote, last, 0))
    return quotes


def _quote(
    unit: Unit,
    quoted: Quoted,
    kind: QuoteKind,
    said: Said,
    media: list[tuple[Span, tuple[str, ...]]],
) -> Quote:
    words = said.actor.words
    through = [m for m in media if words is None or not words.overlaps(m[0])]
    return Quote(
        quoted=quoted,
        kind=kind,
        speakers=said.actor.entities,
        speaker_words=words,
        cue=said.cue,
        saying="+" if said.goes_on else "",
        reporters=tuple(dict.fromkeys(e for m in through for e in m[1])),
        reporter_words=tuple(m[0] for m in through),
        said=said.when,
        sentence=unit.sentence.id,
        reason=said.reason,
        status=Status.MACHINE if said.sure else Status.UNSURE,
    )


def _saying(quote: Quote, last: Quote | None, count: int) -> str:
    if quote.saying == "+" and last is not None:
        return last.saying
    return (
        quote.saying
        if quote.saying not in ("", "+")
        else f"{quote.sentence}q{count + 1}"
    )


def _nested(
    quoted: Sequence[Quoted], found: Sequence[Quote], reason: str
) -> list[Quote]:
    """Quotations inside quotations: said by the same speaker, as far as the text tells."""
    inner = []
    at = 0
    for each in quoted:
        while at < len(found) and found[at].quoted.outer.end <= each.outer.start:
            at += 1
        if each.depth and at < len(found) and found[at].quoted.outer.covers(each.outer):
            host = found[at]
            inner.append(replace(host, quoted=each, kind=QuoteKind.TERM, reason=reason))
    return inner
