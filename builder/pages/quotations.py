"""Who says what: all quotations, by speaker, then in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from builder.model.mention import Status
from builder.model.quote import Quote, QuoteKind
from builder.pages import page
from builder.pages.page import Page
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.model.article import Article
    from builder.model.dates import EdtfDate
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.pages.index import DossierIndex


@dataclass(frozen=True, slots=True)
class SayingView:
    """One quotation."""

    parts: tuple[str, ...]
    """Its words; several where the journalist's words break it. Empty where rights keep them back."""

    first: Quote
    date: EdtfDate | None
    dated: bool
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

    sayings: tuple[SayingView, ...]


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """All quotations."""

    speakers: tuple[SpeakerView, ...]
    count: int
    """Quotations in marks."""

    reported: int
    """Sayings told in the journalists' words."""

    terms: tuple[SayingView, ...]
    """Words held at a distance, which nobody says."""


@dataclass(frozen=True, slots=True)
class _Saying:
    """The parts of one saying, and their article."""

    annotated: Annotated
    parts: Sequence[Quote]
    """At least one, in the order of the text."""

    @property
    def marked(self) -> bool:
        """Whether it stands in quotation marks."""
        return self.parts[0].marked

    @property
    def is_term(self) -> bool:
        """Whether it is a word held at a distance that nobody is said to use."""
        first = self.parts[0]
        return first.kind is QuoteKind.TERM and not first.speakers

    @property
    def said_on(self) -> EdtfDate | None:
        """When it was said; none where the text does not say."""
        for quote in self.parts:
            if quote.said and quote.said.date:
                return quote.said.date
        return None

    @property
    def date(self) -> EdtfDate | None:
        """When it was said, else when its article appeared."""
        return self.said_on or self.annotated.article.published.date


_Speaker: TypeAlias = tuple[tuple[str, ...], str]
"""Entity ids, and words that name a speaker who is none; both empty for nobody."""


def pages(index: DossierIndex) -> Iterator[Page]:
    """The one page."""
    say = page_phrases(index.dossier.language, "quotations")
    terms: list[_Saying] = []
    in_marks = [0, 0]
    groups: dict[_Speaker, list[_Saying]] = {}
    for saying in _sayings(index):
        if saying.is_term:
            terms.append(saying)
        else:
            groups.setdefault(_speaker(saying, index), []).append(saying)
            in_marks[saying.marked] += 1
    ranked = sorted(groups.items(), key=_most_said_first)
    speakers = [_speaker_view(speaker, said, index) for speaker, said in ranked]
    yield Page(
        path=page.QUOTES,
        template="citations.md.j2",
        title=say("title"),
        view=QuotesPage(
            speakers=tuple(speakers),
            count=in_marks[True],
            reported=in_marks[False],
            terms=tuple(_view(term, index) for term in terms),
        ),
        description=say("description"),
    )


def count(index: DossierIndex) -> int:
    """How many quotations the page has; the parts of one count once, words held at a distance do not."""
    return sum(saying.marked and not saying.is_term for saying in _sayings(index))


def _sayings(index: DossierIndex) -> Iterator[_Saying]:
    """Quotations in the order of articles and text, the parts of one together; those inside another are left to it."""
    for annotated in index.dossier.articles:
        parts: dict[str, list[Quote]] = {}
        for quote_index, quote in enumerate(annotated.quotes):
            if quote.quoted.depth > 0:
                continue
            # of unknown saying: a number is the name of no other
            saying = quote.saying or str(quote_index)
            parts.setdefault(saying, []).append(quote)
        for quotes in parts.values():
            yield _Saying(annotated, quotes)


def _speaker(saying: _Saying, index: DossierIndex) -> _Speaker:
    first = saying.parts[0]
    article = saying.annotated.article
    known = tuple(entity.id for entity in index.entities(first.speakers))
    if known or not first.speaker_words:
        return known, ""
    # rights keep the words of speakers back too
    if not index.sentence_text(article.id, first.sentence):
        return (), ""
    words = first.speaker_words.of(article.text).split()
    # one word ("il", "elle") names nobody
    if len(words) == 1:
        return (), ""
    return (), " ".join(words)


def _most_said_first(
    group: tuple[_Speaker, list[_Saying]],
) -> tuple[bool, bool, int, tuple[str, ...]]:
    """Entities, then those who have words alone, then nobody; of each the most quoted first."""
    (entities, words), sayings = group
    return not entities, not words, -len(sayings), entities or (words,)


def _speaker_view(
    speaker: _Speaker,
    sayings: Sequence[_Saying],
    index: DossierIndex,
) -> SpeakerView:
    entities, words = speaker
    in_time = sorted(sayings, key=_by_time)
    return SpeakerView(
        entities=index.entities(entities),
        words=words,
        sayings=tuple(_view(saying, index) for saying in in_time),
    )


def _by_time(saying: _Saying) -> tuple[bool, tuple[str, str, str], str, int]:
    moment = saying.date
    key = moment.sort_key if moment else ("", "", "")
    article_id = saying.annotated.article.id
    start = saying.parts[0].span.start
    return moment is None, key, article_id, start


def _view(saying: _Saying, index: DossierIndex) -> SayingView:
    article = saying.annotated.article
    first = saying.parts[0]
    parts: list[str] = []
    if index.is_open(article.id, first.sentence):
        parts = [quote.span.of(article.text) for quote in saying.parts]
    # in the title of a page, or between two sentences: the article is as near as one gets
    address = page.article(article.id)
    if first.sentence:
        address = index.sentence_address(article.id, first.sentence)
    return SayingView(
        parts=tuple(parts),
        first=first,
        date=saying.date,
        dated=saying.said_on is not None,
        article=article,
        address=address,
        cue=first.cue.of(article.text) if first.cue else "",
        closed=all(quote.quoted.closed for quote in saying.parts),
        doubtful=any(quote.status is Status.UNSURE for quote in saying.parts),
    )
