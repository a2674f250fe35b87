"""The cards beside an article: what each of its marks means, and how that is known."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang import wording
from builder.model.mention import Link, LinkStatus, Status
from builder.model.quote import Quote, QuoteKind
from builder.pages import marks
from builder.pages.onward import Onward, Ways
from builder.text.label import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model.article import Span
    from builder.model.dates import Timex
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.pages.index import DossierIndex

_OPENING = 40
"""Characters of a quotation that a note in the margin repeats."""


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What a mention means: shown beside the text and as its preview."""

    id: str
    entities: tuple[Entity, ...]
    line: str
    """The office held when the article appeared, else the description."""

    link: Link
    """The one that tells how it is known: the first doubtful one, else the first."""

    wordings: tuple[str, ...]
    """The words that mean it in this article, in the order of the text."""

    onward: Onward
    """To the articles that name it too; to none from a card of several."""


@dataclass(frozen=True, slots=True)
class DateCard:
    """What an expression of time means."""

    timex: Timex
    mark: marks.Mark
    words: str
    duration: str
    """What it lasts, where its words do not say it as plainly."""

    onward: Onward
    """To the articles that mean that date too; to none from what is no date."""


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quotation, and who says it."""

    id: str
    quote: Quote
    opening: str
    """Its first words, and an ellipsis where there are more."""

    speaker_words: str
    paragraph: str
    """Id of the block that it begins in."""


class Cards:
    """Makes the cards of one article, each kind in the order of the text."""

    def __init__(
        self,
        annotated: Annotated,
        index: DossierIndex,
        found: Sequence[marks.Mark],
        part: Span,
    ) -> None:
        """Take the marks of the article, of which only those in the part of the text that the page shows have a card."""
        self._annotated = annotated
        self._index = index
        self._part = part
        self._marks = [
            mark for mark in found if part.start <= mark.span.start < part.end
        ]
        self._blocks = list(_told_blocks(annotated))
        self._ways = Ways(index, annotated.article.id)

    def entities(self) -> Iterator[EntityCard]:
        """One card for each entity, or group meant together, that a mark stands for."""
        by_card: dict[str, list[Link]] = {}
        for link in self._marked_links():
            # "les deux dirigeants" has a card of its own, beside those of the two
            card = marks.card_of(link.entities)
            by_card.setdefault(card, []).append(link)
        for card, links in by_card.items():
            yield self._entity(card, links)

    def _marked_links(self) -> Iterator[Link]:
        marked = {mark.span for mark in self._marks}
        for link in sorted(self._annotated.links, key=_link_span):
            refused = not link.entities or link.verdict is LinkStatus.REFUSED
            if link.mention.span in marked and not refused:
                yield link

    def _entity(self, card: str, links: Sequence[Link]) -> EntityCard:
        entities = self._index.entities(links[0].entities)
        published = self._annotated.article.published.date
        # of several at once no line is true
        line = ""
        onward = Onward()
        if len(entities) == 1:
            line = self._index.line(entities[0], published)
            onward = self._ways.of_entity(entities[0].id)
        wordings = dict.fromkeys(link.mention.surface for link in links)
        return EntityCard(
            id=card,
            entities=entities,
            line=line,
            link=next(filter(_is_doubtful, links), links[0]),
            wordings=tuple(wordings),
            onward=onward,
        )

    def dates(self) -> Iterator[DateCard]:
        """One card for each marked expression of time."""
        dated = {mark.span: mark for mark in self._marks if mark.group == "date"}
        for timex in self._annotated.timexes:
            if timex.span not in dated:
                continue
            words = timex.span.of(self._annotated.article.text)
            onward = Onward()
            if timex.date is not None:
                onward = self._ways.of_moment(timex.date.edtf)
            yield DateCard(
                timex=timex,
                mark=dated[timex.span],
                words=words,
                duration=_duration(timex, words),
                onward=onward,
            )

    def quotes(self) -> Iterator[QuoteCard]:
        """One card for each quotation in marks that is a saying."""
        for quote_index, quote in enumerate(self._annotated.quotes):
            is_here = self._part.start <= quote.span.start < self._part.end
            if is_here and quote.marked and quote.kind is not QuoteKind.TERM:
                yield self._quote(quote_index, quote)

    def _quote(self, quote_index: int, quote: Quote) -> QuoteCard:
        article = self._annotated.article
        first_words, speaker_words = "", ""
        # rights that keep the sentence back keep back what would repeat its words
        if self._index.sentence_text(article.id, quote.sentence):
            first_words = opening(quote.span.of(article.text), _OPENING)
            if quote.speaker_words is not None:
                speaker_words = quote.speaker_words.of(article.text)
        return QuoteCard(
            id=f"q-{quote_index}",
            quote=quote,
            opening=first_words,
            speaker_words=speaker_words,
            paragraph=self._paragraph(quote.span.start),
        )

    def _paragraph(self, offset: int) -> str:
        """Id of the block (`p3`) at an offset of the text, or of the next one; empty after the last."""
        rank = bisect_right(self._blocks, offset, key=_block_end)
        return self._blocks[rank][1] if rank < len(self._blocks) else ""


def _told_blocks(annotated: Annotated) -> Iterable[tuple[int, str]]:
    """Where each block that tells something ends, and its id."""
    told = 0
    for block in annotated.article.blocks:
        # counted as in the ids of sentences: `p3s2` lies in `p3`
        if block.kind.told:
            told += 1
            yield block.span.end, f"p{told}"


def _block_end(block: tuple[int, str]) -> int:
    return block[0]


def _link_span(link: Link) -> tuple[int, int]:
    return link.mention.span.start, link.mention.span.end


def _is_doubtful(link: Link) -> bool:
    unsure = link.mention.status is Status.UNSURE
    return unsure or link.verdict is LinkStatus.AMBIGUOUS


def _duration(timex: Timex, words: str) -> str:
    """A duration in days, weeks, months or years; empty where the words count in that unit themselves."""
    if not timex.duration:
        return ""
    try:
        duration = wording.duration(timex.duration)
    except ValueError:  # hours and the like: the words of the text say it better
        return ""
    unit = duration.split()[-1]
    return "" if unit in words else duration
