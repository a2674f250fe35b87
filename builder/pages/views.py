"""What several pages show and no model says by itself: a moment in words, a sentence with its words set apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.lang import wording
from builder.model.dates import EdtfDate, Precision, parse_edtf
from builder.model.event import PlacedBy
from builder.model.mention import EntityType
from builder.pages.phrases import page_phrases
from builder.text import typography
from builder.text.label import label as label_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.model.article import Article, Span
    from builder.model.event import Event
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

ACTING = (EntityType.PER, EntityType.ORG, EntityType.LOC)
"""Types that act in the story: those of the pictures and of the home page, in this order."""

_PLAIN = (Precision.DAY, Precision.MONTH, Precision.YEAR)
"""What HTML's `<time>` has a value for."""

_LANGUAGE = "fr"
"""That of `lang.wording`, which puts every moment into words."""


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

    note: str = ""
    """What put it there, where no date in the clause did: `date de l’article`; else empty."""


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence shown as evidence, with the words of interest set apart, and where it stands."""

    parts: tuple[tuple[str, bool], ...]
    """Its text in pieces, and whether each is what the sentence is shown for; empty where rights keep it back."""

    address: str
    article: Article


def label(article: Article) -> str:
    """What an article is called in lists and links: set as French sets it, whatever the apostrophes of its text."""
    return typography.apostrophes(label_of(article))


def group(entity_type: str) -> str:
    """Class of the marks of a type of entity, and the switch that hides them: `per`, `loc`, `org` or `aut`."""
    return _GROUPS[entity_type]


def when(moment: EdtfDate | None, *, weekday: bool = False) -> WhenView:
    """The view of a moment; `sans date` where there is none. With `weekday`, a single day is told with its name."""
    if moment is None:
        unknown = page_phrases(_LANGUAGE, "moments")("unknown")
        return WhenView(unknown, "", "", "")
    # "vers 2014" is not 2014: what a machine reads must not be surer than the words
    hedged = moment.approximate or moment.uncertain
    datetime = ""
    if moment.precision in _PLAIN and not hedged:
        datetime = moment.edtf
    return WhenView(
        words=wording.french(moment, weekday=weekday),
        precision=moment.precision.value,
        edtf=moment.edtf,
        datetime=datetime,
        framed=wording.sometime(moment),
    )


def occurred_on(moment: EdtfDate | None) -> WhenView:
    """The view of when something happened: what has no beginning happened by its end, it did not last until then."""
    view = when(moment)
    if moment is None or moment.earliest is not None or moment.latest is None:
        return view
    # "jusqu'au 3 mars" would be a state; a call "jusqu'au 3 mars" is one "le 3 mars au plus tard"
    return replace(view, words=view.framed)


def happened(event: Event) -> WhenView:
    """When the timeline puts an event, and the note that says why, where no date of its own does.

    News that is dated by the day of its article is told with that day, plain: the note says whose day it is.
    """
    moment = event.moment
    if event.placed_by is None or moment is None:
        return occurred_on(moment)
    note = page_phrases(_LANGUAGE, "placed")(event.placed_by.value)
    if event.placed_by is PlacedBy.PUBLICATION:
        day = parse_edtf(moment.edtf.removesuffix("~"))
        words = wording.french(day)
        return replace(when(moment), words=words, precision="", note=note)
    return replace(occurred_on(moment), note=note)


def published(article: Article) -> WhenView:
    """When an article appeared: on one day, so what has no end is "au plus tôt", not "depuis"."""
    moment = article.published.date
    view = occurred_on(moment)
    if moment is None or moment.latest is not None or moment.earliest is None:
        return view
    return replace(view, words=view.framed)


def sentence(
    index: DossierIndex,
    article_id: str,
    sentence_id: str,
    words: Iterable[Span] = (),
) -> CitedSentence:
    """The view of a sentence; `words` (spans of the article's text, in order) are set apart where they lie in it."""
    article = index.articles[article_id].article
    parts: tuple[tuple[str, bool], ...] = ()
    if index.sentence_text(article_id, sentence_id):
        span = index.sentences[article_id, sentence_id].span
        parts = tuple(_parts(article.text, span, words))
    address = index.sentence_address(article_id, sentence_id)
    return CitedSentence(parts, address, article)


def _parts(
    text: str,
    span: Span,
    words: Iterable[Span],
) -> Iterable[tuple[str, bool]]:
    """The text of a span in pieces, none of them empty; of words that overlap the first are set apart."""
    done = span.start
    for word in words:
        # words over the end of the sentence, or over the last ones, cannot be set apart in it
        if word.start < done or word.end > span.end:
            continue
        if word.start > done:
            yield text[done : word.start], False
        if len(word):
            yield word.of(text), True
        done = word.end
    if done < span.end:
        yield text[done : span.end], False
