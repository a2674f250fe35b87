"""What the accounts of one thing say in other words: marked in their own sentences, and nothing said beyond them.

A name, a day, a figure or a word is marked where no other account has it, however that one writes it: "Washington" is no
news beside "les États-Unis", "trente" none beside "30". In doubt nothing is marked, so that what is marked holds.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from builder.lang.pack import language_pack
from builder.lang.schema_chronology import ChronologyWords
from builder.model.article import Span
from builder.model.mention import EntityType, MentionKind
from builder.pages import views
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.article import Article
    from builder.model.dates import EdtfDate, Timex
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.event import EventMention
    from builder.model.mention import Link
    from builder.model.word import Word
    from builder.pages.index import DossierIndex

_TOLD = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
"""Parts of speech that say something; a negation is an adverb."""

_NAMED = (
    MentionKind.NAME,
    MentionKind.ALIAS,
    MentionKind.METONYM,
    MentionKind.DEMONYM,
)
"""Mentions that are written as names; an office or a group is made of words."""

_STEM = 5
"""Letters by which two words count as one: "proposé" and "proposition"."""

_ALIKE = 0.2
"""Share of its words that an account has in common with the others, from which on single words are worth marking."""


class Mark(StrEnum):
    """What is marked; each is a class of the style sheet and a key of `pages.yml`."""

    DAY = "jour"
    FIGURE = "chiffre"
    NAME = "nom"
    WORD = "mot"


LISTED = (Mark.DAY, Mark.FIGURE, Mark.NAME)
"""Marks that are listed below the accounts as well; of words there are too many."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a sentence says, and by what another sentence that says it is known."""

    span: Span
    mark: Mark
    keys: frozenset[str]
    """One of them in another account, and that one says it too."""

    date: EdtfDate | None = None
    """Of a day: another account has it where a date of its own may be the same."""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence of an account."""

    mention: EventMention
    parts: Sequence[tuple[str, str]]
    """Its text in pieces, each with its mark or nothing; empty where rights keep it back."""

    address: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """How one article tells it."""

    article: Article
    sentences: Sequence[SentenceView]
    when: views.WhenView
    """As this article dates it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Accounts side by side."""

    accounts: Sequence[AccountView]
    only: Sequence[tuple[str, Sequence[tuple[Article, Sequence[str]]]]]
    """Kind of mark, and for each article the words of its own, in the order of its text; kinds without any are left out."""

    shared: Sequence[Entity]
    """Those of whom every account speaks."""


@dataclass(frozen=True, slots=True)
class _Said:
    """All that the sentences of one account say."""

    items: Mapping[str, Sequence[Item]]
    """By id of sentence."""

    keys: frozenset[str]
    dates: Sequence[EdtfDate]
    entities: frozenset[str]


def compare(
    index: DossierIndex, accounts: Mapping[str, Sequence[EventMention]]
) -> Comparison:
    """The accounts of several articles, by article id, with what each says alone marked in it."""
    said = {one: _said(index, one, told) for one, told in accounts.items()}
    shown: list[AccountView] = []
    only: dict[Mark, list[tuple[Article, Sequence[str]]]] = {}
    for article_id, mentions in accounts.items():
        others = [told for other, told in said.items() if other != article_id]
        alone = _alone(said[article_id], others)
        account = _account(index, article_id, mentions, alone)
        shown.append(account)
        for mark in LISTED:
            words = _words(index, account.article, alone, mark)
            if words:
                only.setdefault(mark, []).append((account.article, words))
    listed = [(mark.value, only[mark]) for mark in LISTED if mark in only]
    shared = frozenset.intersection(*(told.entities for told in said.values()))
    return Comparison(shown, listed, index.entities(sorted(shared)))


def by_article(
    mentions: Iterable[EventMention],
) -> Mapping[str, Sequence[EventMention]]:
    """Accounts under their articles; of two in one sentence the first."""
    found: dict[str, dict[str, EventMention]] = {}
    for mention in mentions:
        sentences = found.setdefault(mention.article, {})
        sentences.setdefault(mention.sentence, mention)
    return {one: tuple(told.values()) for one, told in found.items()}


def _account(
    index: DossierIndex,
    article_id: str,
    mentions: Sequence[EventMention],
    alone: Mapping[str, Sequence[Item]],
) -> AccountView:
    article = index.articles[article_id].article
    sentences: list[SentenceView] = []
    for mention in mentions:
        parts: Sequence[tuple[str, str]] = ()
        if index.is_open(article_id, mention.sentence):
            span = index.sentences[article_id, mention.sentence].span
            parts = tuple(_parts(article.text, span, alone[mention.sentence]))
        address = index.sentence_address(article_id, mention.sentence)
        sentences.append(SentenceView(mention, parts, address))
    dates = [mention.date for mention in mentions if mention.date]
    # an article comes back to a thing without its date: the first one that it gives holds
    first = dates[0] if dates else None
    return AccountView(article, sentences, views.occurred_on(first))


def _parts(text: str, span: Span, items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    done = span.start
    for item in items:
        if item.span.start > done:
            yield text[done : item.span.start], ""
        yield item.span.of(text), item.mark.value
        done = item.span.end
    if done < span.end:
        yield text[done : span.end], ""


def _words(
    index: DossierIndex,
    article: Article,
    alone: Mapping[str, Sequence[Item]],
    mark: Mark,
) -> Sequence[str]:
    """The wordings under a mark, each once; nothing of a sentence that rights keep back."""
    found: dict[str, str] = {}
    for sentence_id, items in alone.items():
        if not index.is_open(article.id, sentence_id):
            continue
        for item in items:
            if item.mark is mark:
                surface = item.span.of(article.text)
                found.setdefault(key(surface), surface)
    return tuple(found.values())


def _alone(account: _Said, others: Sequence[_Said]) -> Mapping[str, Sequence[Item]]:
    """By sentence, what no other account says."""
    keys = frozenset[str]().union(*(other.keys for other in others))
    dates = [each for other in others for each in other.dates]
    shown = {*Mark}
    if _alike(account, keys) < _ALIKE:
        shown.remove(Mark.WORD)
    found: dict[str, Sequence[Item]] = {}
    for sentence_id, items in account.items.items():
        worth = [item for item in items if item.mark in shown]
        found[sentence_id] = [one for one in worth if not _is_told(one, keys, dates)]
    return found


def _alike(account: _Said, keys: frozenset[str]) -> float:
    """Which share of an account's words the others have as well: 1 for an account without any."""
    total, common = 0, 0
    for items in account.items.values():
        for item in items:
            if item.mark is Mark.WORD:
                total += 1
                common += not item.keys.isdisjoint(keys)
    return common / total if total else 1.0


def _is_told(item: Item, keys: frozenset[str], dates: Iterable[EdtfDate]) -> bool:
    if not item.keys.isdisjoint(keys):
        return True
    if item.date is None:
        return False
    return any(_may_be_one(item.date, other) for other in dates)


def _may_be_one(one: EdtfDate, two: EdtfDate) -> bool:
    """Whether two dates can be the same day: "mars" and "le 18 mars" do not differ, one says less."""
    starts = [each.earliest for each in (one, two) if each.earliest]
    ends = [each.latest for each in (one, two) if each.latest]
    return max(starts, default=date.min) <= min(ends, default=date.max)


def _said(
    index: DossierIndex, article_id: str, mentions: Sequence[EventMention]
) -> _Said:
    annotated = index.articles[article_id]
    items: dict[str, Sequence[Item]] = {}
    keys: set[str] = set()
    dates: list[EdtfDate] = []
    entities: set[str] = set()
    for mention in mentions:
        span = index.sentences[article_id, mention.sentence].span
        found = tuple(_items(index, annotated, span))
        items[mention.sentence] = found
        for item in found:
            # a name is known by its link and its words, not by the state it is looked for under
            if item.mark is not Mark.NAME:
                keys |= item.keys
            if item.date is not None:
                dates.append(item.date)
        for link in _links(annotated, span):
            keys |= _known_by(index, link)
            entities.update(link.entities)
        for word in _within(annotated, span):
            keys |= _word_keys(word)
    return _Said(items, frozenset(keys), dates, frozenset(entities))


def _items(index: DossierIndex, annotated: Annotated, span: Span) -> Iterator[Item]:
    """What a sentence says, in the order of the text, none over another; days before names, names before words."""
    taken: list[Span] = []
    found: list[Item] = []
    candidates = (
        *_days(annotated.timexes, span),
        *_names(index, annotated, span),
        *_figures(index.dossier.language, annotated, span),
        *_plain_words(annotated, span),
    )
    for item in candidates:
        if not any(item.span.overlaps(other) for other in taken):
            taken.append(item.span)
            found.append(item)
    yield from sorted(found, key=lambda one: one.span)


def _days(timexes: Iterable[Timex], span: Span) -> Iterator[Item]:
    for timex in timexes:
        if timex.date is None:
            continue
        if span.covers(timex.span):
            yield Item(timex.span, Mark.DAY, frozenset(), timex.date)


def _links(annotated: Annotated, span: Span) -> Iterator[Link]:
    """Links of a sentence that say who is meant."""
    first = bisect_left(annotated.links, span.start, key=_link_start)
    for link in islice(annotated.links, first, None):
        if not span.covers(link.mention.span):
            break
        if link.is_settled:
            yield link


def _link_start(link: Link) -> int:
    return link.mention.span.start


def _names(index: DossierIndex, annotated: Annotated, span: Span) -> Iterator[Item]:
    for link in _links(annotated, span):
        mention = link.mention
        if mention.kind not in _NAMED:
            continue
        # a people in small letters is an adjective: "le président américain"
        if mention.surface[:1].islower():
            continue
        keys = _sought_by(index, link)
        for word in _within(annotated, mention.span):
            keys |= _word_keys(word)
        yield Item(mention.span, Mark.NAME, keys)


def _sought_by(index: DossierIndex, link: Link) -> frozenset[str]:
    """Who is meant, what the words literally name, and their states as such: "Washington" is told by "les États-Unis"."""
    own = {f"@{one}" for one in (*link.entities, *link.literal)}
    return frozenset(own | {f"^{one}" for one in _states(index, link)})


def _known_by(index: DossierIndex, link: Link) -> frozenset[str]:
    """By what a link answers for a name: two towns of one state do not answer for each other."""
    own = (*link.entities, *link.literal)
    found = {f"@{one}" for one in (*own, *_states(index, link))}
    return frozenset(found | {f"^{one}" for one in own})


def _states(index: DossierIndex, link: Link) -> Iterator[str]:
    for entity in index.entities((*link.entities, *link.literal)):
        # a president is not told by "la Russie"
        if entity.country and entity.type != EntityType.PER:
            yield entity.country


def _figures(language: str, annotated: Annotated, span: Span) -> Iterator[Item]:
    """Numbers, in figures or letters; "5 442 100" is one."""
    numbers = language_pack(language).words(ChronologyWords).numbers
    run: list[Word] = []
    for word in _within(annotated, span):
        is_figure = word.text[:1].isdigit()
        if is_figure and _goes_on(run, word):
            run.append(word)
        elif run:
            yield _figure(run)
            run = [word] if is_figure else []
        value = numbers.get(word.text.lower(), 0)
        # "un appel" counts nothing
        if value > 1 or (value == 1 and word.pos == "NUM"):
            keys = frozenset({f"#{value:g}"})
            yield Item(Span(word.start, word.end), Mark.FIGURE, keys)
    if run:
        yield _figure(run)


def _goes_on(run: Sequence[Word], word: Word) -> bool:
    """Whether a figure belongs to the number before it, one space away."""
    return not run or word.start == run[-1].end + 1


def _figure(run: Sequence[Word]) -> Item:
    digits = "".join(word.text for word in run)
    span = Span(run[0].start, run[-1].end)
    return Item(span, Mark.FIGURE, frozenset({f"#{digits.replace(',', '.')}"}))


def _plain_words(annotated: Annotated, span: Span) -> Iterator[Item]:
    for word in _within(annotated, span):
        if word.pos in _TOLD and len(word.text) > 2:  # noqa: PLR2004 - "n'", "où"
            yield Item(Span(word.start, word.end), Mark.WORD, _word_keys(word))


def _within(annotated: Annotated, span: Span) -> Iterator[Word]:
    first = bisect_left(annotated.words, span.start, key=_start)
    for word in islice(annotated.words, first, None):
        if word.end > span.end:
            break
        yield word


def _start(word: Word) -> int:
    return word.start


def _word_keys(word: Word) -> frozenset[str]:
    """A word by its dictionary form and by how it begins."""
    return frozenset({key(word.lemma or word.text), key(word.text)[:_STEM]})
