"""Who says what: all quotations, by speaker, then in the order of time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from builder.model.mention import Status
from builder.model.quote import Quote, QuoteKind
from builder.pages import page
from builder.pages.listing import listed_words
from builder.pages.page import Page
from builder.pages.parts import (
    OTHER,
    Part,
    PartView,
    Way,
    by_letter,
    cut,
    joined,
    laid_out,
    parts,
)
from builder.pages.phrases import Phrases, page_phrases
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model.article import Article
    from builder.model.dates import EdtfDate
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.pages.index import DossierIndex

_A_PAGE = 100
"""Sayings on a page at most."""

_SPEAKERS = 30
"""Speakers whom the first page of a long list names."""

_NOBODY = "sans-auteur"
_TERMS = "termes"
"""Pages beside those of the letters."""


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
    """All quotations, or one part of them; the first page of a long list leads to its parts."""

    speakers: tuple[SpeakerView, ...]
    count: int
    """Quotations in marks, in the whole dossier."""

    reported: int
    """Sayings told in the journalists' words, in the whole dossier."""

    terms: tuple[SayingView, ...]
    """Words held at a distance, which nobody says."""

    most: tuple[tuple[SpeakerView, str, int], ...]
    """Of a long list: who says most, the address of what they say, and how much it is."""

    way: Way


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


@dataclass(frozen=True, slots=True)
class _Speech:
    """What a speaker says, or some of it, and where a list has it."""

    speaker: _Speaker
    words: str
    """What it is listed under: `Zelensky, Volodymyr`; empty for nobody."""

    sayings: Sequence[_Saying]


def pages(index: DossierIndex) -> Iterator[Page]:
    """All quotations on one page, or what leads to them, and one page or more a letter."""
    say = page_phrases(index.dossier.language, "quotations")
    speeches, terms = _speeches(index)
    cuts = list(_cuts(speeches, terms))
    to_parts, leaves = laid_out(cuts, partial(_part_view, say))
    first = QuotesPage(
        speakers=() if cuts else _speakers(speeches, index),
        count=_counted(speeches, in_marks=True),
        reported=_counted(speeches, in_marks=False),
        terms=() if cuts else tuple(_view(term, index) for term in terms),
        most=tuple(_most(cuts, index)),
        way=to_parts,
    )
    yield _page(page.QUOTES, say("title"), first, say)
    for part, view, way in leaves:
        speakers = _speakers(part.items, index)
        shown = replace(first, speakers=speakers, most=(), way=way)
        if part.group == _TERMS:
            words = [one for speaker in speakers for one in speaker.sayings]
            shown = replace(shown, speakers=(), terms=tuple(words))
        title = say("title_of", part=view.name)
        yield _page(view.address, title, shown, say)


def _page(path: str, title: str, view: QuotesPage, say: Phrases) -> Page:
    return Page(
        path=path,
        template="citations.md.j2",
        title=title,
        view=view,
        description=say("description"),
        # each saying stands in its article, where search finds it
        front=page.UNSEARCHED,
    )


def _speeches(index: DossierIndex) -> tuple[Sequence[_Speech], Sequence[_Saying]]:
    """What each speaker says, the most quoted first; and the words that nobody says."""
    terms: list[_Saying] = []
    groups: dict[_Speaker, list[_Saying]] = {}
    for saying in _sayings(index):
        if saying.is_term:
            terms.append(saying)
        else:
            groups.setdefault(_speaker(saying, index), []).append(saying)
    speeches: list[_Speech] = []
    for speaker, said in sorted(groups.items(), key=_most_said_first):
        entities, words = speaker
        if entities:
            words = listed_words(
                index.dossier.entities[entities[0]], index.dossier.language
            )
        speeches.append(_Speech(speaker, words, sorted(said, key=_by_time)))
    return speeches, terms


def _cuts(
    speeches: Sequence[_Speech], terms: Sequence[_Saying]
) -> Iterator[Part[_Speech]]:
    """The pages of a long list: letters, then what nobody is said to say; none of a short one."""
    total = sum(map(_length, speeches)) + len(terms)
    if total <= _A_PAGE:
        return
    named = [speech for speech in speeches if speech.words]
    letters = by_letter(sorted(named, key=_by_name), _words)
    groups = dict(joined(letters, _A_PAGE // 2, _A_PAGE, _length))
    groups[_NOBODY] = [speech for speech in speeches if not speech.words]
    groups[_TERMS] = [_Speech(((), ""), "", terms)]
    for group, within in groups.items():
        # one who is quoted a thousand times has several pages
        groups[group] = list(_pieces(within))
    yield from parts(groups, _A_PAGE, _length)


def _pieces(speeches: Iterable[_Speech]) -> Iterator[_Speech]:
    for speech in speeches:
        for run in cut(speech.sayings, _A_PAGE):
            yield replace(speech, sayings=run)


def _length(speech: _Speech) -> int:
    return len(speech.sayings)


def _words(speech: _Speech) -> str:
    return speech.words


def _by_name(speech: _Speech) -> tuple[str, _Speaker]:
    return key(speech.words), speech.speaker


def _part_view(say: Phrases, part: Part[_Speech]) -> PartView:
    names = {OTHER: "no_letter", _NOBODY: "nobody", _TERMS: "terms"}
    words = part.group.upper().replace("--", "–")
    if part.group in names:
        words = say(names[part.group])
    sayings = sum(map(_length, part.items))
    return PartView(part.numbered(words), page.quotes(part.name), sayings)


def _counted(speeches: Iterable[_Speech], *, in_marks: bool) -> int:
    total = 0
    for speech in speeches:
        total += sum(saying.marked is in_marks for saying in speech.sayings)
    return total


def _most(
    cuts: Iterable[Part[_Speech]], index: DossierIndex
) -> Iterator[tuple[SpeakerView, str, int]]:
    """Who says several things, and where they begin; who says most first."""
    total: Counter[_Speaker] = Counter()
    where: dict[_Speaker, str] = {}
    for part in cuts:
        for speech in part.items:
            entities, _ = speech.speaker
            if entities:
                total[speech.speaker] += len(speech.sayings)
                address = page.quotes(part.name, _anchor(entities))
                where.setdefault(speech.speaker, address)
    often = [speaker for speaker in total if total[speaker] > 1]
    for speaker in sorted(often, key=lambda one: (-total[one], one))[:_SPEAKERS]:
        entities, words = speaker
        view = SpeakerView(index.entities(entities), words, ())
        yield view, where[speaker], total[speaker]


def _anchor(entities: Sequence[str]) -> str:
    """Where what some say together stands on its page."""
    return "__".join(entities)


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


def _speakers(
    speeches: Iterable[_Speech], index: DossierIndex
) -> tuple[SpeakerView, ...]:
    found: list[SpeakerView] = []
    for speech in speeches:
        entities, words = speech.speaker
        sayings = tuple(_view(saying, index) for saying in speech.sayings)
        found.append(SpeakerView(index.entities(entities), words, sayings))
    return tuple(found)


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
    if all(index.is_open(article.id, quote.sentence) for quote in saying.parts):
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
