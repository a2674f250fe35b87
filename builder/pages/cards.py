"""The cards beside an article: what each of its marks means, and how that is known."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang import wording
from builder.model.mention import Link, LinkStatus, Status
from builder.model.quote import Quote, QuoteKind
from builder.pages import marks
from builder.text.label import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.article import Article
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

    paragraph: str
    """Id of the first block that has it."""


@dataclass(frozen=True, slots=True)
class DateCard:
    """What an expression of time means."""

    timex: Timex
    mark: marks.Mark
    words: str
    duration: str
    """What it lasts, where its words do not say it as plainly."""

    paragraph: str


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quotation, and who says it."""

    id: str
    quote: Quote
    opening: str
    """Its first words, and an ellipsis where there are more."""

    speaker_words: str
    paragraph: str


class Places:
    """Tells in which block something stands."""

    def __init__(self, annotated: Annotated) -> None:
        """Note where each block that tells something ends."""
        self._blocks: list[tuple[int, str]] = []
        told = 0
        for block in annotated.article.blocks:
            told += block.kind.told
            if block.kind.told:
                self._blocks.append((block.span.end, f"p{told}"))

    def __call__(self, at: int) -> str:
        """Id of the block (`p3`) at an offset of the text; empty after the last."""
        here = bisect_right(self._blocks, (at, "~"))
        return self._blocks[here][1] if here < len(self._blocks) else ""


def entity_cards(
    annotated: Annotated, look: DossierIndex, found: Sequence[marks.Mark], place: Places
) -> Iterable[EntityCard]:
    """One card for each entity, or group meant together, that a mark stands for; in the order of the text."""
    links: dict[str, list[Link]] = {}
    kept = {m.span for m in found}
    for link in sorted(annotated.links, key=lambda k: k.mention.span):
        if (
            link.entities
            and link.verdict is not LinkStatus.REFUSED
            and link.mention.span in kept
        ):
            links.setdefault(marks.card_of(link.entities), []).append(link)
    for card, same in links.items():
        yield _entity_card(card, same, annotated.article, look, place)


def _entity_card(
    card: str,
    links: Sequence[Link],
    article: Article,
    look: DossierIndex,
    place: Places,
) -> EntityCard:
    entities = look.entities(links[0].entities)
    doubtful = [
        k
        for k in links
        if k.mention.status is Status.UNSURE or k.verdict is LinkStatus.AMBIGUOUS
    ]
    return EntityCard(
        id=card,
        entities=entities,
        line=look.line(entities[0], article.published.date)
        if len(entities) == 1
        else "",
        link=(doubtful or links)[0],
        wordings=tuple(dict.fromkeys(k.mention.surface for k in links)),
        paragraph=place(links[0].mention.span.start),
    )


def date_cards(
    annotated: Annotated, found: Sequence[marks.Mark], place: Places
) -> Iterable[DateCard]:
    """One card for each marked expression of time, in the order of the text."""
    kept = {m.span: m for m in found if m.group == "date"}
    for timex in annotated.timexes:
        if timex.span in kept:
            words = timex.span.of(annotated.article.text)
            yield DateCard(
                timex,
                kept[timex.span],
                words,
                _duration(timex, words),
                place(timex.span.start),
            )


def _duration(timex: Timex, words: str) -> str:
    """A duration in days, weeks, months or years; empty where the words count in that unit themselves."""
    try:
        said = wording.duration(timex.duration) if timex.duration else ""
    except ValueError:  # hours and the like: the words of the text say it better
        return ""
    return "" if said and said.split()[-1] in words else said


def quote_cards(
    annotated: Annotated, look: DossierIndex, place: Places
) -> Iterable[QuoteCard]:
    """One card for each quotation that is a saying, in the order of the text."""
    text = annotated.article.text
    for index, quote in enumerate(annotated.quotes):
        if quote.kind is not QuoteKind.TERM:
            shown = look.sentence_text(annotated.article.id, quote.sentence)
            yield QuoteCard(
                id=f"q-{index}",
                quote=quote,
                opening=opening(quote.span.of(text), _OPENING) if shown else "",
                speaker_words=quote.speaker_words.of(text)
                if quote.speaker_words and shown
                else "",
                paragraph=place(quote.span.start),
            )
