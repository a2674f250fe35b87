"""Doubts about the date of one article, and about dates and quotations in it."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.review.lines import (
    DECIDED,
    REJECT,
    Doubted,
    dates,
    publication,
)
from builder.lang.messages import sentences
from builder.lang.wording import sometime
from builder.model.article import Basis
from builder.model.dates import DatingType, Precision
from builder.model.dossier import Doubt
from builder.model.mention import EntityType, LinkStatus, Status
from builder.model.quote import QuoteKind
from builder.text.escape import yaml_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.article import Span
    from builder.model.dates import EdtfDate, Timex
    from builder.model.dossier import Annotated
    from builder.model.mention import Link
    from builder.model.quote import Quote

_PUBLISHED = (DatingType.DATE, DatingType.PERIOD)
"""Types of expressions that readers see a date of."""

_OF_AN_ARTICLE = (Precision.DAY, Precision.MONTH, Precision.YEAR)
"""How fine the date of an article is."""

_MOST_DAYS = 5
"""Candidates that a person looks through."""


class _Raised(NamedTuple):
    """A doubt about words, and the decisions that would settle it, the likeliest first."""

    kind: str
    span: Span
    what: str
    choices: Sequence[str]


def of_article(
    annotated: Annotated,
    names: MutableMapping[str, str],
    pack: LanguagePack,
    *,
    dated: bool,
) -> Iterator[Doubt]:
    """The doubts of an article: its date first, unless the author gave it (`dated`).

    `names` are the dossier's of entities, by their ids: the best of all articles.
    """
    if not dated:
        yield from _publication(annotated, pack)
    article = annotated.article
    own = {entity.id: entity.name for entity in annotated.locals}
    reader = _Reader(annotated, ChainMap(names, own), pack)
    raised = list(reader.doubts())
    doubted = Doubted(article, [each.span for each in raised])
    for each in raised:
        entry = doubted.correction(each.span, each.choices)
        yield Doubt(each.kind, article.id, each.span, each.what, entry, DECIDED)


def _publication(annotated: Annotated, pack: LanguagePack) -> Iterator[Doubt]:
    article = annotated.article
    published = article.published
    words = sentences(pack, "review")
    # What stands in the file or comes from the author is no doubt.
    if published.basis not in (Basis.INFERRED, Basis.UNKNOWN):
        return
    if published.date is None:
        what = words["article-unknown"]
        entry = dates(article.id, _days_told(annotated))
    else:
        value = published.date.edtf
        what = words["article-inferred"].format(when=sometime(published.date))
        entry = publication(article.id, value, published)
    yield Doubt("article", article.id, None, what, entry, DECIDED)


def _days_told(annotated: Annotated) -> list[str]:
    """The days, months and years that an article tells, the last first: it appeared soon after most of what it tells."""
    told: dict[str, EdtfDate] = {}
    for timex in annotated.timexes:
        moment = timex.date
        if moment is not None and moment.precision in _OF_AN_ARTICLE:
            told[moment.edtf] = moment
    latest = sorted(told.values(), key=lambda moment: moment.sort_key, reverse=True)
    return [moment.edtf for moment in latest[:_MOST_DAYS]]


class _Reader:
    """Goes through the layers of one article."""

    def __init__(
        self, annotated: Annotated, names: Mapping[str, str], pack: LanguagePack
    ) -> None:
        self._annotated = annotated
        self._text = annotated.article.text
        self._names = names
        self._words = sentences(pack, "review")

    def doubts(self) -> Iterator[_Raised]:
        """Dates, then quotations, each in the order of the text."""
        for timex in self._annotated.timexes:
            if _is_open(timex):
                yield self._date(timex)
        for quote in self._annotated.quotes:
            if _is_unattributed(quote):
                yield self._quote(quote)

    def _named(self, entities: Sequence[str]) -> list[str]:
        """Names of entities; the id of one that has none."""
        return [self._names.get(entity, entity) for entity in entities]

    def _date(self, timex: Timex) -> _Raised:
        candidates = timex.date.candidates if timex.date else ()
        known = [day.isoformat() for day in candidates]
        code = "date-several" if known else "date-unknown"
        words = timex.span.of(self._text)
        what = self._words[code].format(words=words, reason=timex.reason).strip()
        published = self._annotated.article.published.date
        # The day of the article is the likeliest guess, and the author corrects it.
        if not known and published is not None:
            known = [published.edtf]
        choices = [f"date: {yaml_scalar(day)}" for day in known]
        return _Raised("date", timex.span, what, choices or [REJECT])

    def _quote(self, quote: Quote) -> _Raised:
        who = self._named(quote.speakers)
        code = "quote-unsure" if who else "quote-nobody"
        named = self._words["and"].join(who)
        what = self._words[code].format(who=named, reason=quote.reason).strip()
        likely = list(quote.speakers) or self._nearest_person(quote)
        listed = ", ".join(map(yaml_scalar, likely))
        choices = ["speaker: []"]
        if likely:
            choices.insert(0, f"speaker: [{listed}]")
        return _Raised("quote", quote.span, what, choices)

    def _nearest_person(self, quote: Quote) -> list[str]:
        """The person named last before a quotation; empty where nobody is."""
        for link in reversed(self._annotated.links):
            before = link.mention.span.end <= quote.span.start
            if before and _is_known_person(link):
                return [link.entities[0]]
        return []


def _is_open(timex: Timex) -> bool:
    """Whether a reader looks for a date and finds none, or several."""
    if timex.basis is Basis.CORRECTED or timex.type not in _PUBLISHED:
        return False
    return timex.date is None or timex.date.precision in (Precision.SET, Precision.NONE)


def _is_unattributed(quote: Quote) -> bool:
    if quote.kind is QuoteKind.TERM or quote.status is Status.AUTHOR:
        return False
    if quote.quoted.depth:
        return False  # it is its outer quotation's speaker's
    if quote.status is Status.UNSURE:
        return True
    return not quote.speakers and not quote.speaker_words


def _is_known_person(link: Link) -> bool:
    if link.verdict is not LinkStatus.LINKED or not link.entities:
        return False
    return link.mention.type is EntityType.PER
