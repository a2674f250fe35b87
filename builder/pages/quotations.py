"""Who says what: all quotations, by speaker, then in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.mention import Status
from builder.model.quote import Quote, QuoteKind
from builder.pages import page
from builder.pages.page import Page
from builder.text import rights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.model.article import Article
    from builder.model.dates import EdtfDate
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.pages.index import DossierIndex


@dataclass(frozen=True, slots=True)
class SaidView:
    """One quotation."""

    parts: tuple[str, ...]
    """Its words; several where the journalist's words break it. Empty where rights keep them back."""

    first: Quote
    date: EdtfDate | None
    said: bool
    """Whether the moment is that of the saying; else it is that of the article."""

    article: Article
    address: str
    cue: str
    """The words that attribute it ("a déclaré")."""

    closed: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Those who say something, and what."""

    entities: tuple[Entity, ...]
    words: str
    """How the text names a speaker who is no entity; empty for nobody."""

    said: tuple[SaidView, ...]


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """All quotations."""

    speakers: tuple[SpeakerView, ...]
    count: int
    terms: tuple[SaidView, ...]
    """Words held at a distance, which nobody says."""


def pages(look: DossierIndex) -> Iterable[Page]:
    """The one page."""
    sayings = [(a, q) for a in look.dossier.articles for q in _sayings(a)]
    groups: dict[tuple[tuple[str, ...], str], list[tuple[Annotated, list[Quote]]]] = {}
    for annotated, parts in sayings:
        if not _term(parts):
            groups.setdefault(_speaker(annotated, parts, look), []).append(
                (annotated, parts)
            )
    speakers = [
        _speaker_view(who, said, look)
        for who, said in sorted(groups.items(), key=lambda g: _rank(*g))
    ]
    yield Page(
        path=page.QUOTES,
        template="citations.md.j2",
        title="Citations",
        view=QuotesPage(
            tuple(speakers),
            sum(len(s.said) for s in speakers),
            tuple(_said(a, parts, look) for a, parts in sayings if _term(parts)),
        ),
        description="Qui dit quoi : toutes les citations du dossier, par personne et par date.",
    )


def count(look: DossierIndex) -> int:
    """How many sayings the page has; the parts of one count once, words held at a distance do not."""
    return sum(not _term(parts) for a in look.dossier.articles for parts in _sayings(a))


def _term(parts: list[Quote]) -> bool:
    """Whether it is a word held at a distance that nobody is said to use."""
    return parts[0].kind is QuoteKind.TERM and not parts[0].speakers


def _sayings(annotated: Annotated) -> Iterable[list[Quote]]:
    """Quotations, the parts of one saying together, in the order of the text; those inside another left to it."""
    found: dict[str, list[Quote]] = {}
    for index, quote in enumerate(annotated.quotes):
        if quote.quoted.depth == 0:
            found.setdefault(quote.saying or str(index), []).append(quote)
    return found.values()


def _speaker(
    annotated: Annotated, parts: list[Quote], look: DossierIndex
) -> tuple[tuple[str, ...], str]:
    first = parts[0]
    known = tuple(e for e in first.speakers if e in look.dossier.entities)
    open_ = look.sentence_text(
        annotated.article.id, first.sentence
    )  # rights keep the words of speakers back too
    words = (
        first.speaker_words.of(annotated.article.text)
        if first.speaker_words and open_ and not known
        else ""
    )
    return known, " ".join(words.split()) if " " in words else ""


def _rank(
    who: tuple[tuple[str, ...], str], said: list[tuple[Annotated, list[Quote]]]
) -> tuple[object, ...]:
    entities, words = who
    return (not entities, not words, -len(said), entities or (words,))


def _speaker_view(
    who: tuple[tuple[str, ...], str],
    said: list[tuple[Annotated, list[Quote]]],
    look: DossierIndex,
) -> SpeakerView:
    entities, words = who
    return SpeakerView(
        entities=look.entities(entities),
        words=words,
        said=tuple(_said(a, parts, look) for a, parts in sorted(said, key=_by_time)),
    )


def _moment(annotated: Annotated, parts: list[Quote]) -> EdtfDate | None:
    said = next((q.said.date for q in parts if q.said and q.said.date), None)
    return said or annotated.article.published.date


def _by_time(
    saying: tuple[Annotated, list[Quote]],
) -> tuple[bool, tuple[str, str, str], str, int]:
    moment = _moment(*saying)
    annotated, parts = saying
    key = moment.sort_key if moment else ("", "", "")
    return (moment is None, key, annotated.article.id, parts[0].span.start)


def _said(annotated: Annotated, parts: list[Quote], look: DossierIndex) -> SaidView:
    article, first = annotated.article, parts[0]
    open_ = rights.open_sentences(annotated)
    return SaidView(
        parts=tuple(q.span.of(article.text) for q in parts)
        if first.sentence in open_
        else (),
        first=first,
        date=_moment(annotated, parts),
        said=any(q.said and q.said.date for q in parts),
        article=article,
        address=look.sentence_address(article.id, first.sentence)
        if first.sentence
        else page.article(article.id),
        cue=first.cue.of(article.text) if first.cue else "",
        closed=all(q.quoted.closed for q in parts),
        doubtful=any(q.status is Status.UNSURE for q in parts),
    )
