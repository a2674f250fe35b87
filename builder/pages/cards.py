"""The cards beside an article: what each of its marks means, and how that is known."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang import wording
from builder.model.mention import Status, Verdict
from builder.model.quote import QuoteKind
from builder.pages import marks, views
from builder.text.label import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.article import Article
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.mention import Link
    from builder.model.moment import Dating, Moment
    from builder.model.quote import Quote
    from builder.pages.look import Look

_OPENING = 40
"""Characters of a quotation that a note in the margin repeats."""


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What a mention means: shown beside the text and as its preview."""

    id: str
    group: str
    type: str
    entities: tuple[views.EntityView, ...]
    line: str
    """The office held when the article appeared, else the description."""

    verdict: str
    status: str
    reasons: tuple[str, ...]
    wordings: tuple[str, ...]
    """The words that mean it in this article, in the order of the text."""

    paragraph: str
    """Id of the first block that has it."""


@dataclass(frozen=True, slots=True)
class DateCard:
    """What an expression of time means."""

    id: str
    words: str
    when: views.WhenView | None
    duration: str
    """What it lasts, where its words do not say it as plainly."""

    reason: str
    type: str
    address: str
    """Where the chronology tells of it; empty where it does not."""

    paragraph: str


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quotation, and who says it."""

    id: str
    opening: str
    """Its first words, and an ellipsis where there are more."""

    speakers: tuple[views.EntityView, ...]
    speaker_words: str
    reporters: tuple[views.EntityView, ...]
    paragraph: str
    reason: str
    doubtful: bool


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


def entity_cards(annotated: Annotated, look: Look, found: Sequence[marks.Mark], place: Places) -> Iterable[EntityCard]:
    """One card for each entity, or group meant together, that a mark stands for; in the order of the text."""
    links: dict[str, list[Link]] = {}
    kept = {m.span for m in found}
    for link in sorted(annotated.links, key=lambda k: k.mention.span):
        if link.entities and link.verdict is not Verdict.REFUSED and link.mention.span in kept:
            links.setdefault(marks.card_of(link.entities), []).append(link)
    for card, same in links.items():
        yield _entity_card(card, same, annotated.article, look, place)


def _entity_card(card: str, links: Sequence[Link], article: Article, look: Look, place: Places) -> EntityCard:
    first = links[0]
    entities = [look.dossier.entities[e] for e in first.entities]
    doubtful = [k for k in links if k.mention.status is Status.UNSURE or k.verdict is Verdict.AMBIGUOUS]
    told = (doubtful or links)[0]
    return EntityCard(
        id=card,
        group=views.group(entities[0].type),
        type=entities[0].type.value if len(entities) == 1 else "",
        entities=tuple(views.entity(look, e.id) for e in entities),
        line=line(entities[0], article.published.moment, look) if len(entities) == 1 else "",
        verdict=told.verdict.value,
        status=told.mention.status.value,
        reasons=told.reasons,
        wordings=tuple(dict.fromkeys(k.mention.surface for k in links)),
        paragraph=place(first.mention.span.start),
    )


def line(entity: Entity, at: Moment | None, look: Look) -> str:
    """One line on an entity: offices it may have held at a moment, else its description."""
    held = [t for t in entity.tenures if at is not None and _held(t.start, t.end, at)]
    names = [look.dossier.offices[t.office].name for t in held if t.office in look.dossier.offices]
    return ", ".join(dict.fromkeys(names)) or entity.description


def _held(start: Moment | None, end: Moment | None, at: Moment) -> bool:
    begun = start is None or start.earliest is None or at.latest is None or start.earliest <= at.latest
    over = end is not None and end.latest is not None and at.earliest is not None and end.latest < at.earliest
    return begun and not over


def date_cards(annotated: Annotated, found: Sequence[marks.Mark], place: Places) -> Iterable[DateCard]:
    """One card for each marked expression of time, in the order of the text."""
    kept = {m.span: m for m in found if m.group == "date"}
    for dating in annotated.datings:
        if dating.span in kept:
            yield _date_card(dating, kept[dating.span], annotated.article.text, place)


def _date_card(dating: Dating, mark: marks.Mark, text: str, place: Places) -> DateCard:
    return DateCard(
        id=mark.card,
        words=dating.span.of(text),
        when=views.when(dating.moment, weekday=True) if dating.moment else None,
        duration=_duration(dating, dating.span.of(text)),
        reason=dating.reason,
        type=dating.type.value,
        address=mark.address,
        paragraph=place(dating.span.start),
    )


def _duration(dating: Dating, words: str) -> str:
    """A duration in days, weeks, months or years; empty where the words count in that unit themselves."""
    try:
        said = wording.duration(dating.duration) if dating.duration else ""
    except ValueError:  # hours and the like: the words of the text say it better
        return ""
    return "" if said and said.split()[-1] in words else said


def quote_cards(annotated: Annotated, look: Look, place: Places) -> Iterable[QuoteCard]:
    """One card for each quotation that is a saying, in the order of the text."""
    for index, quote in enumerate(annotated.quotes):
        if quote.kind is not QuoteKind.TERM:
            yield _quote(index, quote, annotated, look, place)


def _quote(index: int, quote: Quote, annotated: Annotated, look: Look, place: Places) -> QuoteCard:
    article = annotated.article
    shown = look.sentence_text(article.id, quote.sentence)
    return QuoteCard(
        id=f"q-{index}",
        opening=opening(quote.span.of(article.text), _OPENING) if shown else "",
        speakers=tuple(views.entity(look, e) for e in quote.speakers if e in look.dossier.entities),
        speaker_words=quote.speaker_words.of(article.text) if quote.speaker_words and shown else "",
        reporters=tuple(views.entity(look, e) for e in quote.reporters if e in look.dossier.entities),
        paragraph=place(quote.span.start),
        reason=quote.reason,
        doubtful=quote.status is Status.UNSURE,
    )
