"""The text of an article in pieces: sentences, quotations inside them, and marks inside those.

The pieces of a block, joined, are the block's text to the character: the page shows nothing else, and nothing less.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.mention import Link, LinkStatus, Status
from builder.model.quote import Quote, QuoteKind
from builder.pages import page
from builder.pages.views import group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.dates import Timex
    from builder.model.dossier import Annotated
    from builder.model.event import Event
    from builder.pages.index import DossierIndex


_SPACED = re.compile(r"[\t\n\r\f\v\x85\u2028\u2029]| {2}")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that the machine or the author marked."""

    span: Span
    group: str
    """Class of the mark: `per`, `loc`, `org`, `aut`, `date`."""

    card: str
    """Id of the card, on the same page, that says what the words mean."""

    address: str
    """Where a click leads; empty: to the card."""

    doubtful: bool
    edtf: str = ""
    datetime: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and their mark."""

    text: str
    mark: Mark | None = None
    linked: bool = False
    """False for a mark that repeats one of its paragraph: tinted, and no stop for the keyboard."""


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces inside one quotation, or outside of any."""

    pieces: tuple[Piece, ...]
    quote: int | None = None
    """Index of the quotation in the article; none outside."""

    term: bool = False
    """A word held at a distance, not a saying."""


@dataclass(frozen=True, slots=True)
class Bit:
    """A sentence, or what stands between two."""

    id: str
    """Id of the sentence; empty between sentences and in blocks that have none."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of the article as it is shown."""

    index: int
    kind: str
    level: int
    id: str
    """`p3`: third told block, as in the ids of its sentences; empty for blocks that tell nothing."""

    bits: tuple[Bit, ...]
    length: int
    """In characters, for titles too long for the largest type."""

    spaced: bool
    """Whether it holds line breaks, tabs or runs of spaces, which a browser would close up."""


def marks(annotated: Annotated, look: DossierIndex) -> tuple[Mark, ...]:
    """Every mark of an article in the order of the text; where two overlap, the one that begins first, then the longer."""
    found = [
        _mention(link)
        for link in annotated.links
        if link.verdict is not LinkStatus.REFUSED and link.entities
    ]
    told = {
        c.timex.span: look.events[c.id]
        for c in annotated.event_mentions
        if c.timex and c.id in look.events
    }
    found += [_dating(timex, told.get(timex.span), look) for timex in annotated.timexes]
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        if len(mark.span) and (not kept or kept[-1].span.end <= mark.span.start):
            kept.append(mark)
    return tuple(kept)


def card_of(entities: Sequence[str]) -> str:
    """Id of the card of one entity or of several together, on an article's page."""
    return "c-" + "--".join(entities)


def _mention(link: Link) -> Mark:
    alone = link.verdict is not LinkStatus.AMBIGUOUS and len(link.entities) == 1
    return Mark(
        span=link.mention.span,
        group=group(link.mention.type),
        card=card_of(link.entities),
        address=page.entity(link.entities[0]) if alone else "",
        doubtful=link.verdict is LinkStatus.AMBIGUOUS
        or link.mention.status is Status.UNSURE,
    )


def _dating(timex: Timex, event: Event | None, look: DossierIndex) -> Mark:
    value = timex.value or ""
    plain = len(value) in (4, 7, 10) and value.replace("-", "").isdecimal()
    return Mark(
        span=timex.span,
        group="date",
        card=f"d-{timex.span.start}",
        address=look.event_address(event) if event else "",
        doubtful=timex.value is None,
        edtf=value,
        datetime=value if plain else "",
    )


def blocks(
    annotated: Annotated, found: Sequence[Mark], shown: frozenset[int]
) -> tuple[BlockView, ...]:
    """The blocks of an article whose indices are to be shown."""
    cuts: dict[int, list[tuple[str, Span]]] = {}
    for sentence in annotated.sentences:
        cuts.setdefault(sentence.block, []).append((sentence.id, sentence.span))
    names = accumulate(int(block.kind.told) for block in annotated.article.blocks)
    return tuple(
        _block(annotated, index, told, found, cuts.get(index, ()))
        for index, told in enumerate(names)
        if index in shown
    )


def _block(
    annotated: Annotated,
    index: int,
    told: int,
    found: Sequence[Mark],
    cuts: Sequence[tuple[str, Span]],
) -> BlockView:
    text, block = annotated.article.text, annotated.article.blocks[index]
    quotes = [
        (i, q) for i, q in enumerate(annotated.quotes) if q.span.overlaps(block.span)
    ]
    marked = found if block.kind.told else ()
    seen: set[str] = set()
    return BlockView(
        index=index,
        kind=block.kind.value,
        level=block.level,
        id=f"p{told}" if block.kind.told else "",
        bits=tuple(
            Bit(name, _runs(text, span, _within(span, marked), quotes, seen))
            for name, span in _stretches(block.span, cuts)
        ),
        length=len(block.span),
        spaced=_SPACED.search(block.span.of(text)) is not None,
    )


def _within(span: Span, found: Sequence[Mark]) -> Sequence[Mark]:
    """Those of the marks, which stand in order, that lie in a span."""
    first = bisect_left(found, span.start, key=lambda m: m.span.start)
    last = bisect_left(found, span.end, lo=first, key=lambda m: m.span.start)
    return [m for m in found[first:last] if span.covers(m.span)]


def _stretches(
    whole: Span, named: Iterable[tuple[str, Span]]
) -> Iterable[tuple[str, Span]]:
    """Cut a span into the named spans inside it, and nameless ones between them; of two that overlap the first wins."""
    at = whole.start
    for name, span in named:
        start = max(at, span.start)
        if start >= span.end:
            continue
        if start > at:
            yield "", Span(at, start)
        yield name, Span(start, span.end)
        at = span.end
    if at < whole.end:
        yield "", Span(at, whole.end)


def _runs(
    text: str,
    span: Span,
    inside: Sequence[Mark],
    quotes: Sequence[tuple[int, Quote]],
    seen: set[str],
) -> tuple[Run, ...]:
    """Cut a sentence at the ends of quotations, but never inside a mark."""
    outer = [
        (i, q, _clear(q.span, span, inside))
        for i, q in quotes
        if not q.quoted.depth and q.span.overlaps(span)
    ]
    kinds = {str(i): q for i, q, _ in outer}
    runs = []
    for name, part in _stretches(
        span, [(str(i), s) for i, _, s in outer if s is not None]
    ):
        if len(part):
            term = bool(name) and kinds[name].kind is QuoteKind.TERM
            runs.append(
                Run(
                    tuple(_pieces(text, part, inside, seen)),
                    int(name) if name else None,
                    term,
                )
            )
    return tuple(runs)


def _clear(quoted: Span, span: Span, inside: Sequence[Mark]) -> Span | None:
    """The part of a quotation in a sentence, widened to whole marks; none where nothing is left."""
    start, end = max(quoted.start, span.start), min(quoted.end, span.end)
    for mark in inside:
        if mark.span.start < start < mark.span.end:
            start = mark.span.end
        if mark.span.start < end < mark.span.end:
            end = mark.span.start
    return Span(start, end) if start < end else None


def _pieces(
    text: str, part: Span, inside: Sequence[Mark], seen: set[str]
) -> Iterable[Piece]:
    at = part.start
    for mark in inside:
        if not part.covers(mark.span):
            continue
        if mark.span.start > at:
            yield Piece(text[at : mark.span.start])
        yield Piece(mark.span.of(text), mark, linked=mark.card not in seen)
        seen.add(mark.card)
        at = mark.span.end
    if at < part.end:
        yield Piece(text[at : part.end])
