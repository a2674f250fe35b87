"""The text of an article in segments: sentences, quotations inside them, and marks inside those.

The segments of a block, joined, are the block's text to the character: the page shows nothing else, and nothing less.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from builder.model.article import Span
from builder.model.mention import Link, LinkStatus, Status
from builder.model.quote import Quote, QuoteKind
from builder.pages.views import group
from builder.text import rights

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from builder.model.dates import Timex
    from builder.model.dossier import Annotated
    from builder.model.event import Event
    from builder.pages.index import DossierIndex


_SPACED = re.compile(r"[\t\n\r\f\v\x85\u2028\u2029]| {2}")

_PLAIN_DATES = (4, 7, 10)
"""Lengths of `2025`, `2025-02` and `2025-02-12`, all that HTML's `<time>` takes of EDTF."""


_Named: TypeAlias = tuple[str, Span]
"""A piece of text and the id of what it is; empty for nothing."""


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
class Segment:
    """Some words, and their mark."""

    text: str
    mark: Mark | None = None
    linked: bool = False
    """False for a mark that repeats one of its paragraph: tinted, and no stop for the keyboard."""


@dataclass(frozen=True, slots=True)
class QuoteRun:
    """Segments inside one quotation, or outside of any."""

    segments: tuple[Segment, ...]
    quote: int | None = None
    """Index of the quotation in the article; none outside."""

    term: bool = False
    """A word held at a distance, not a saying."""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence, or what stands between two."""

    id: str
    """Id of the sentence; empty between sentences and in blocks that have none."""

    start: int
    """Where in the article's text it begins, in code points."""

    runs: tuple[QuoteRun, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of the article as it is shown."""

    index: int
    kind: str
    level: int
    id: str
    """`p3`: third told block, as in the ids of its sentences; empty for blocks that tell nothing."""

    sentences: tuple[SentenceView, ...]
    length: int
    """In characters, for titles too long for the largest type."""

    spaced: bool
    """Whether it holds line breaks, tabs or runs of spaces, which a browser would close up."""


def marks(annotated: Annotated, index: DossierIndex) -> tuple[Mark, ...]:
    """Every mark of an article in the order of the text; where two overlap, the one that begins first, then the longer."""
    kept: list[Mark] = []
    for mark in sorted(_all_marks(annotated, index), key=_longest_first):
        # an empty mark cannot be seen, and what lies over another would tear its link
        free = not kept or kept[-1].span.end <= mark.span.start
        if free and len(mark.span):
            kept.append(mark)
    return tuple(kept)


def _all_marks(annotated: Annotated, index: DossierIndex) -> Iterator[Mark]:
    for link in annotated.links:
        if link.entities and link.verdict is not LinkStatus.REFUSED:
            yield _entity_mark(link, index)
    events = _events_by_date(annotated, index)
    for timex in annotated.timexes:
        yield _date_mark(timex, events.get(timex.span), index)


def card_of(entities: Sequence[str]) -> str:
    """Id of the card of one entity or of several together, on an article's page."""
    return "c-" + "--".join(entities)


def _longest_first(mark: Mark) -> tuple[int, int]:
    return mark.span.start, -mark.span.end


def _start(mark: Mark) -> int:
    return mark.span.start


def _events_by_date(annotated: Annotated, index: DossierIndex) -> dict[Span, Event]:
    """The event that an expression of time dates; of several the last that the text tells."""
    events: dict[Span, Event] = {}
    for mention in annotated.event_mentions:
        event = index.event_of_mention.get(mention.id)
        if event is not None and mention.timex is not None:
            events[mention.timex.span] = event
    return events


def _entity_mark(link: Link, index: DossierIndex) -> Mark:
    ambiguous = link.verdict is LinkStatus.AMBIGUOUS
    alone = len(link.entities) == 1 and not ambiguous
    return Mark(
        span=link.mention.span,
        group=group(link.mention.type),
        card=card_of(link.entities),
        # several, or several readings, have no one page: their card names them all
        address=index.entity_address(link.entities[0]) if alone else "",
        doubtful=ambiguous or link.mention.status is Status.UNSURE,
    )


def _date_mark(
    timex: Timex,
    event: Event | None,
    index: DossierIndex,
) -> Mark:
    value = timex.value or ""
    digits = value.replace("-", "")
    plain = len(value) in _PLAIN_DATES and digits.isdecimal()
    return Mark(
        span=timex.span,
        group="date",
        card=f"d-{timex.span.start}",
        address=index.event_address(event) if event else "",
        doubtful=timex.value is None,
        edtf=value,
        datetime=value if plain else "",
    )


def blocks(
    annotated: Annotated,
    found: Sequence[Mark],
    shown: Container[int],
) -> tuple[BlockView, ...]:
    """The blocks of an article whose indices are to be shown, with those of its marks, as `marks` gives them."""
    article = annotated.article
    sentences: dict[int, list[_Named]] = {}
    for sentence in annotated.sentences:
        named = (sentence.id, sentence.span)
        sentences.setdefault(sentence.block, []).append(named)
    opened = rights.open_sentences(annotated)
    telling = _Cutter(annotated, found)
    # a date in the header of a file tells nothing of the story
    silent = _Cutter(annotated, ())
    views: list[BlockView] = []
    told = 0
    for block_index, block in enumerate(article.blocks):
        told += block.kind.told
        if block_index not in shown:
            continue
        cutter = telling if block.kind.told else silent
        text = block.span.of(article.text)
        cuts = sentences.get(block_index, ())
        view = BlockView(
            index=block_index,
            kind=block.kind.value,
            level=block.level,
            id=f"p{told}" if block.kind.told else "",
            sentences=tuple(cutter.cut(block.span, cuts, opened)),
            length=len(text),
            spaced=_SPACED.search(text) is not None,
        )
        views.append(view)
    return tuple(views)


class _Cutter:
    """Cuts the blocks of one article at its sentences, quotations and marks."""

    def __init__(self, annotated: Annotated, found: Sequence[Mark]) -> None:
        """Take marks that stand in order and apart."""
        self._text = annotated.article.text
        self._marks = found
        self._quotes = _OuterQuotes(annotated.quotes)

    def cut(
        self, block: Span, sentences: Iterable[_Named], opened: Container[str]
    ) -> Iterator[SentenceView]:
        """The sentences of a block that may be shown, and what stands between them."""
        # per block: a long text would have nothing to stop at if each name were a link once
        seen: set[str] = set()
        for name, span in _stretches(block, sentences):
            if name and name not in opened:
                continue
            runs = tuple(self._runs(span, seen))
            yield SentenceView(name, span.start, runs)

    def _runs(self, sentence: Span, seen: set[str]) -> Iterator[QuoteRun]:
        """Cut a sentence at the ends of quotations, but never inside a mark."""
        quotes: dict[str, tuple[int, Quote]] = {}
        spans: list[_Named] = []
        for quote_index, quote in self._quotes.touching(sentence):
            span = self._between_marks(quote.span, sentence)
            if span is None:
                continue
            name = str(quote_index)
            quotes[name] = (quote_index, quote)
            spans.append((name, span))
        for name, part in _stretches(sentence, spans):
            segments = tuple(self._segments(part, seen))
            if not name:
                yield QuoteRun(segments)
                continue
            quote_index, quote = quotes[name]
            is_term = quote.kind is QuoteKind.TERM
            yield QuoteRun(segments, quote_index, is_term)

    def _between_marks(self, quoted: Span, sentence: Span) -> Span | None:
        """The part of a quotation in a sentence, without marks that it would part; none where nothing is left."""
        start = max(quoted.start, sentence.start)
        end = min(quoted.end, sentence.end)
        # HTML cannot let a link begin inside a quotation and end outside of it
        first = self._parted(start, sentence)
        if first is not None:
            start = first.span.end
        last = self._parted(end, sentence)
        if last is not None:
            end = last.span.start
        return Span(start, end) if start < end else None

    def _parted(self, offset: int, sentence: Span) -> Mark | None:
        """The mark of a sentence that has characters on both sides of an offset."""
        rank = bisect_left(self._marks, offset, key=_start) - 1
        if rank < 0:
            return None
        mark = self._marks[rank]
        if mark.span.end <= offset or not sentence.covers(mark.span):
            return None
        return mark

    def _segments(self, part: Span, seen: set[str]) -> Iterator[Segment]:
        """The marks of a part, and the words between them."""
        done = part.start
        for mark in self._inside(part):
            span = mark.span
            if span.start > done:
                yield Segment(self._text[done : span.start])
            yield Segment(
                text=span.of(self._text),
                mark=mark,
                linked=mark.card not in seen,
            )
            seen.add(mark.card)
            done = span.end
        if done < part.end:
            yield Segment(self._text[done : part.end])

    def _inside(self, part: Span) -> Iterator[Mark]:
        first = bisect_left(self._marks, part.start, key=_start)
        last = bisect_left(self._marks, part.end, lo=first, key=_start)
        for mark in self._marks[first:last]:
            # a mark over the end of a sentence is shown as plain words
            if part.covers(mark.span):
                yield mark


class _OuterQuotes:
    """The quotations of an article that stand inside no other, found by where they stand."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        """Sort them, and note how far any of the first so many reaches."""
        outer: list[tuple[int, Quote]] = []
        for quote_index, quote in enumerate(quotes):
            if quote.marked and quote.quoted.depth == 0:
                outer.append((quote_index, quote))
        self._quotes = sorted(outer, key=_quote_start)
        ends = [quote.span.end for _, quote in self._quotes]
        self._reach = list(accumulate(ends, max))

    def touching(self, span: Span) -> Sequence[tuple[int, Quote]]:
        """Those that share a character with a span, with their indices, in the order of these."""
        # before the first none reaches into the span, from the last on all begin after it
        first = bisect_right(self._reach, span.start)
        last = bisect_left(self._quotes, span.end, key=_quote_start)
        near = self._quotes[first:last]
        found = [one for one in near if one[1].span.overlaps(span)]
        return sorted(found, key=lambda one: one[0])


def _quote_start(numbered: tuple[int, Quote]) -> int:
    _, quote = numbered
    return quote.span.start


def _stretches(whole: Span, named: Iterable[_Named]) -> Iterator[_Named]:
    """Cut a span into the named spans inside it, and nameless ones between them; of two that overlap the first wins."""
    done = whole.start
    for name, span in named:
        start = max(done, span.start)
        if start >= span.end:
            continue
        # white space between two sentences, an incise between two quotations
        if start > done:
            yield "", Span(done, start)
        yield name, Span(start, span.end)
        done = span.end
    if done < whole.end:
        yield "", Span(done, whole.end)
