"""What several pages show and no model says by itself: a moment in words, a sentence with its words set apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.lang import wording
from builder.model.dates import EdtfDate, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.model.article import Article, Span
    from builder.model.event import EventMention
    from builder.pages.index import DossierIndex

_GROUPS = {
    "PER": "per",
    "LOC": "loc",
    "ORG": "org",
    "MEDIA": "org",
    "EVENT": "aut",
    "PRODUCT": "aut",
    "NORP": "aut",
}
_PLAIN = (Precision.DAY, Precision.MONTH, Precision.YEAR)


@dataclass(frozen=True, slots=True)
class WhenView:
    """A moment in words, never more precise than it is."""

    words: str
    """`12 février 2025`, `février 2025`, `sans date`."""

    precision: str
    """A value of `Precision`; empty where there is no date."""

    edtf: str
    datetime: str
    """A value that HTML's `<time>` allows; empty for all others: no day is invented."""

    framed: str = ""
    """As the frame of what happened: `le 12 février 2025`, `en mars 2025`; empty without a date."""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence, with the words of interest set apart, and where it stands."""

    parts: tuple[tuple[str, bool], ...]
    """Its text in pieces, and whether each is what the sentence is shown for; empty where rights keep it back."""

    address: str
    article: Article


def group(entity_type: str) -> str:
    """Class of the marks of a type of entity, and the switch that hides them: `per`, `loc`, `org` or `aut`."""
    return _GROUPS[entity_type]


def when(moment: EdtfDate | None, *, weekday: bool = False) -> WhenView:
    """The view of a moment; `sans date` where there is none. With `weekday`, a single day is told with its name."""
    if moment is None:
        return WhenView("sans date", "", "", "")
    plain = moment.precision in _PLAIN and not (moment.approximate or moment.uncertain)
    return WhenView(
        words=wording.french(moment, weekday=weekday),
        precision=moment.precision.value,
        edtf=moment.edtf,
        datetime=moment.edtf if plain else "",
        framed=wording.sometime(moment),
    )


def happened(moment: EdtfDate | None) -> WhenView:
    """The view of when something happened: what has no beginning happened by its end, it did not last until then."""
    view = when(moment)
    return (
        replace(view, words=view.framed)
        if moment and moment.earliest is None and moment.latest
        else view
    )


def published(article: Article) -> WhenView:
    """When an article appeared."""
    return when(article.published.date)


def told(look: DossierIndex, claim: EventMention) -> SentenceView:
    """The sentence of a claim, with the words that tell it set apart."""
    return sentence(look, claim.article, claim.sentence, (claim.trigger,))


def sentence(
    look: DossierIndex, article_id: str, sentence_id: str, words: Iterable[Span] = ()
) -> SentenceView:
    """The view of a sentence; `words` (spans of the article's text, in order) are set apart where they lie in it."""
    article = look.articles[article_id].article
    span = look.sentences[article_id, sentence_id].span
    shown = look.sentence_text(article_id, sentence_id)
    parts = _parts(article.text, span, words) if shown else ()
    return SentenceView(parts, look.sentence_address(article_id, sentence_id), article)


def _parts(
    text: str, span: Span, words: Iterable[Span]
) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    at = span.start
    for word in words:
        if at <= word.start and word.end <= span.end:
            parts += [(text[at : word.start], False), (word.of(text), True)]
            at = word.end
    parts.append((text[at : span.end], False))
    return tuple(part for part in parts if part[0])
