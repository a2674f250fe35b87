"""Finds things in a dossier by id, by sentence and by entity, and says at which address the pages show them.

Each table is made once, on first use, so that many pages cost no more than what they show.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.model.article import Article, BlockKind, Rights, Sentence, Span
from builder.pages import page, periods
from builder.pages.listing import (
    SENTENCES,
    ListedEntity,
    adds_something,
    list_order,
    listed_words,
)
from builder.pages.long_texts import bounds
from builder.pages.parts import Part, by_letter, by_time, parts
from builder.pages.story_index import StoryIndex
from builder.pages.telling import tellers
from builder.text import rights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from builder.model.dates import EdtfDate
    from builder.model.dossier import Annotated, Dossier, Relation
    from builder.model.entity import Entity, Tenure
    from builder.model.event import Event
    from builder.model.mention import Link
    from builder.model.quote import Quote

PAGED = 150
"""Entries of a page of the chronology at most."""

LISTED = 250
"""Entries of a page of the list of names at most; one with its sentences counts for several."""


@dataclass(frozen=True)
class DossierIndex:
    """The dossier, and tables made from it once."""

    dossier: Dossier

    @cached_property
    def articles(self) -> Mapping[str, Annotated]:
        """Articles by id."""
        return {annotated.article.id: annotated for annotated in self.dossier.articles}

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Places of articles in the order of the dossier, from 0, by article id."""
        return {article_id: rank for rank, article_id in enumerate(self.articles)}

    @cached_property
    def sentences(self) -> Mapping[tuple[str, str], Sentence]:
        """Sentences by article id and sentence id."""
        found: dict[tuple[str, str], Sentence] = {}
        for annotated in self.dossier.articles:
            for sentence in annotated.sentences:
                found[annotated.article.id, sentence.id] = sentence
        return found

    @cached_property
    def paragraphs(self) -> Mapping[tuple[str, int], int]:
        """Numbers of paragraphs as pages count them, titles left out, by article id and index of block."""
        numbers: dict[tuple[str, int], int] = {}
        for annotated in self.dossier.articles:
            article = annotated.article
            number = 0
            for block_index, block in enumerate(article.blocks):
                if block.kind is BlockKind.PARAGRAPH:
                    number += 1
                    numbers[article.id, block_index] = number
        return numbers

    @cached_property
    def text_bounds(self) -> Mapping[str, Sequence[int]]:
        """Where the pages of each article's text begin, by its id."""
        return {name: bounds(annotated) for name, annotated in self.articles.items()}

    @cached_property
    def event_of_mention(self) -> Mapping[str, Event]:
        """Events by the ids of what tells them; what the author hides is in none."""
        found: dict[str, Event] = {}
        for event in self.dossier.events:
            for mention in event.mentions:
                found[mention.id] = event
        return found

    @cached_property
    def story(self) -> StoryIndex:
        """What articles tell together."""
        return StoryIndex(self.dossier)

    @cached_property
    def events_by_id(self) -> Mapping[str, Event]:
        """Events by their own ids."""
        return {event.id: event for event in self.dossier.events}

    @cached_property
    def first_day(self) -> date | None:
        """The first day on which the first dated article can have appeared; none where no article has one."""
        for annotated in self.dossier.articles:
            published = annotated.article.published.date
            if published is not None and published.earliest is not None:
                return published.earliest
        return None

    @cached_property
    def latest(self) -> EdtfDate | None:
        """When the last dated article appeared; none where no article has a date."""
        for annotated in reversed(self.dossier.articles):
            date = annotated.article.published.date
            if date is not None:
                return date
        return None

    @cached_property
    def neighbours(self) -> Mapping[str, Sequence[Relation]]:
        """What ties an article to others, by its id; articles without ties are not there."""
        return ties_by_end(self.dossier.related)

    @cached_property
    def relations_of(self) -> Mapping[str, Sequence[Relation]]:
        """What ties an entity to others, by its id; entities without ties are not there."""
        return ties_by_end(self.dossier.relations)

    @cached_property
    def mentions_of(self) -> Mapping[str, Mapping[str, Sequence[Link]]]:
        """Links to an entity, by its id, then by article id, in the order of articles and text.

        Refused and ambiguous links do not count; an entity or article without a link is not there.
        """
        found: dict[str, dict[str, list[Link]]] = {}
        for article_id, annotated in self.articles.items():
            for link in annotated.links:
                if not link.is_settled:
                    continue
                for entity_id in link.entities:
                    by_article = found.setdefault(entity_id, {})
                    links = by_article.setdefault(article_id, [])
                    links.append(link)
        return found

    @cached_property
    def ranks_naming(self) -> Mapping[str, Sequence[int]]:
        """Places of the articles that name an entity, by its id, ascending."""
        found: dict[str, list[int]] = {}
        for entity_id, by_article in self.mentions_of.items():
            found[entity_id] = sorted(self.ranks[one] for one in by_article)
        return found

    @cached_property
    def ranks_of_moment(self) -> Mapping[str, Sequence[int]]:
        """Places of the articles with an expression of time of a value, by that value (EDTF), ascending."""
        found: dict[str, list[int]] = {}
        for rank, annotated in enumerate(self.dossier.articles):
            dates = [timex.date for timex in annotated.timexes]
            for edtf in {date.edtf for date in dates if date is not None}:
                found.setdefault(edtf, []).append(rank)
        return found

    @cached_property
    def listed(self) -> Sequence[ListedEntity]:
        """Every entity with its mentions, in the order of the alphabetical list."""
        return sorted(map(self._listed, self.dossier.entities.values()), key=list_order)

    def _listed(self, entity: Entity) -> ListedEntity:
        by_article = self.mentions_of.get(entity.id, {})
        sentences: set[tuple[str, int]] = set()
        for article_id, links in by_article.items():
            for link in links:
                sentence = self.sentence_at(article_id, link.mention.span.start)
                if sentence is not None:
                    sentences.add((article_id, sentence.span.start))
        quotes = len(self.quotes_of.get(entity.id, ()))
        return ListedEntity(
            entity=entity,
            words=listed_words(entity, self.dossier.language),
            mentions=sum(map(len, by_article.values())),
            articles=len(by_article),
            has_page=adds_something(entity, len(sentences), len(by_article), quotes),
        )

    @cached_property
    def list_parts(self) -> Sequence[Part[ListedEntity]]:
        """The alphabetical list, cut into pages; one without a name where it is short."""
        if len(self.listed) <= LISTED:
            return [Part("", "", 1, self.listed)]
        letters = by_letter(self.listed, _list_words)
        return list(parts(letters, LISTED, _list_weight))

    @cached_property
    def _entity_addresses(self) -> Mapping[str, str]:
        addresses: dict[str, str] = {}
        for part in self.list_parts:
            for one in part.items:
                entity_id = one.entity.id
                addresses[entity_id] = page.entity(entity_id)
                if not one.has_page:
                    addresses[entity_id] = page.listed(part.name, entity_id)
        return addresses

    def entity_address(self, entity_id: str) -> str:
        """The page of an entity, or its entry in the alphabetical list where that says all.

        Raises:
            KeyError: where the dossier has no such entity.
        """
        return self._entity_addresses[entity_id]

    @cached_property
    def events_of(self) -> Mapping[str, Sequence[Event]]:
        """Events that an entity has a part in, or that happened there, by its id, in the order of time."""
        found: dict[str, list[Event]] = {}
        for event in self.dossier.events:
            parties = [participant.entity for participant in event.participants]
            # a state may be a party and the place too: its page has the event once
            for entity_id in {*parties, *event.places}:
                found.setdefault(entity_id, []).append(event)
        return found

    @cached_property
    def entities_of(self) -> Mapping[str, frozenset[str]]:
        """Ids of the entities that an article mentions, by its id."""
        found: dict[str, set[str]] = {one: set() for one in self.articles}
        for entity_id, by_article in self.mentions_of.items():
            for article_id in by_article:
                found[article_id].add(entity_id)
        return {one: frozenset(ids) for one, ids in found.items()}

    @cached_property
    def dated_ranks_of(self) -> Mapping[str, Sequence[int]]:
        """Where the dated events with a participant stand in the dossier's list, by its id, ascending."""
        found: dict[str, list[int]] = {}
        for rank, event in enumerate(self.dossier.events):
            if event.moment is None:
                continue
            parties = {participant.entity for participant in event.participants}
            for entity_id in parties:
                found.setdefault(entity_id, []).append(rank)
        return found

    @cached_property
    def quotes_of(self) -> Mapping[str, Sequence[tuple[Annotated, Quote]]]:
        """What a speaker is quoted with, by its id, in the order of articles and text."""
        found: dict[str, list[tuple[Annotated, Quote]]] = {}
        for annotated in self.dossier.articles:
            for quote in annotated.quotes:
                # a quotation that stands in no sentence can be shown in none
                if not quote.sentence:
                    continue
                for speaker in quote.speakers:
                    found.setdefault(speaker, []).append((annotated, quote))
        return found

    @cached_property
    def _open(self) -> frozenset[tuple[str, str]]:
        """Article id and sentence id of each sentence whose words rights let the pages show."""
        # once for all articles: `rights` reads the whole article whenever it is asked
        found = set()
        for article_id, annotated in self.articles.items():
            for sentence_id in rights.open_sentences(annotated):
                found.add((article_id, sentence_id))
        return frozenset(found)

    def entities(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Those of the entities that the dossier knows, in the order given."""
        known = self.dossier.entities
        return tuple(known[entity_id] for entity_id in ids if entity_id in known)

    def line(self, entity: Entity, at: EdtfDate | None) -> str:
        """One line on an entity: offices it may have held at a moment, else its description."""
        if at is None:
            return entity.description
        names: list[str] = []
        for tenure in entity.tenures:
            office = self.dossier.offices.get(tenure.office)
            if office is not None and _held(tenure, at):
                names.append(office.name)
        # a second term is the same office: it is said once
        return ", ".join(dict.fromkeys(names)) or entity.description

    def sentence_at(self, article_id: str, offset: int) -> Sentence | None:
        """The sentence that an offset of an article's text (code points) lies in; none between two."""
        sentences = self.articles[article_id].sentences
        rank = bisect_right(sentences, offset, key=_start) - 1
        if rank < 0:
            return None
        sentence = sentences[rank]
        return sentence if offset < sentence.span.end else None

    def spans_by_sentence(
        self, article_id: str, spans: Iterable[Span]
    ) -> Mapping[str, Sequence[Span]]:
        """The spans that lie inside one sentence, by its id, in the order of the text; the others are left out."""
        found: dict[str, list[Span]] = {}
        for span in sorted(spans):
            sentence = self.sentence_at(article_id, span.start)
            if sentence is None:
                continue
            # a name over the end of a sentence: the sentences were cut wrongly there
            if sentence.span.covers(span):
                found.setdefault(sentence.id, []).append(span)
        return found

    def is_title(self, article_id: str, sentence_id: str) -> bool:
        """Whether a sentence is the title of its article, or part of it."""
        block = self.sentences[article_id, sentence_id].block
        blocks = self.articles[article_id].article.blocks
        return blocks[block].kind is BlockKind.TITLE

    def is_open(self, article_id: str, sentence_id: str) -> bool:
        """Whether rights let the pages show the words of a sentence; never for no sentence."""
        return (article_id, sentence_id) in self._open

    def sentence_text(self, article_id: str, sentence_id: str) -> str:
        """The words of a sentence; empty where the article's rights let no page show them."""
        if not self.is_open(article_id, sentence_id):
            return ""
        span = self.sentences[article_id, sentence_id].span
        return span.of(self.articles[article_id].article.text)

    def sentence_address(self, article_id: str, sentence_id: str) -> str:
        """Where a sentence stands; the article's page alone where its rights keep the sentence off that page."""
        article = self.articles[article_id].article
        sentence = self.sentences[article_id, sentence_id]
        is_open = self.is_open(article_id, sentence_id)
        if not is_open or sentence.block not in shown_blocks(article):
            return page.article(article_id)
        number = bisect_right(self.text_bounds[article_id], sentence.span.start)
        return page.article(article_id, sentence_id, number)

    def event_address(self, event: Event) -> str:
        """A page of its own for what several articles tell, else its place in the chronology."""
        if len(tellers(event)) > 1:
            return page.event(event.id)
        return self.entry_address(event)

    def entry_address(self, event: Event) -> str:
        """The entry of an event in the chronology, on the page of its year or month where that has one."""
        return page.chronology(self._chronology_page[event.id], event.id)

    @cached_property
    def chronology_parts(self) -> Sequence[Part[Event]]:
        """The chronology, cut into pages; one without a name where it is short."""
        events = self.dossier.events
        if len(events) <= PAGED:
            return [Part("", "", 1, events)]
        groups = by_time(events, _year, _month, PAGED)
        return list(parts(groups, PAGED))

    @cached_property
    def articles_of_part(self) -> Mapping[str, Sequence[Article]]:
        """Dated articles by the name of the part of the chronology in whose time they came out."""
        found: dict[str, list[Article]] = {}
        dated = [event for event in self.dossier.events if event.moment is not None]
        keys = [event.moment.sort_key for event in dated if event.moment]
        for annotated in self.dossier.articles:
            date = annotated.article.published.date
            if date is None or not dated:
                continue
            rank = bisect_right(keys, date.sort_key) - 1
            name = self._chronology_page[dated[max(rank, 0)].id]
            found.setdefault(name, []).append(annotated.article)
        return found

    @cached_property
    def _chronology_page(self) -> Mapping[str, str]:
        """Names of the parts that events stand in, by their ids."""
        found: dict[str, str] = {}
        for part in self.chronology_parts:
            for event in part.items:
                found[event.id] = part.name
        return found


def ties_by_end(relations: Iterable[Relation]) -> Mapping[str, Sequence[Relation]]:
    """Each relation under both its ends, in the order given; one of a thing with itself twice."""
    ties: dict[str, list[Relation]] = {}
    for relation in relations:
        ties.setdefault(relation.first, []).append(relation)
        ties.setdefault(relation.second, []).append(relation)
    return ties


def _start(sentence: Sentence) -> int:
    return sentence.span.start


def _list_words(one: ListedEntity) -> str:
    return one.words


def _list_weight(one: ListedEntity) -> int:
    return 1 if one.has_page else 1 + min(one.mentions, SENTENCES)


def _held(tenure: Tenure, at: EdtfDate) -> bool:
    """Whether an office may have been held at a moment: an end that is not known forbids nothing."""
    if tenure.start is not None and _is_before(at, tenure.start):
        return False
    return tenure.end is None or not _is_before(tenure.end, at)


def _is_before(first: EdtfDate, second: EdtfDate) -> bool:
    """Whether a moment is over before another can begin."""
    if first.latest is None or second.earliest is None:
        return False
    return first.latest < second.earliest


def _year(event: Event) -> str:
    return periods.year(event.moment)


def _month(event: Event) -> str:
    return periods.month(event.moment)


def shown_blocks(article: Article) -> range:
    """Indices of the blocks that the article's page shows: all, an excerpt (to the end of the first paragraph), or none."""
    if article.rights is Rights.FULL:
        return range(len(article.blocks))
    if article.rights is Rights.EXCERPTS:
        for block_index, block in enumerate(article.blocks):
            if block.kind is BlockKind.PARAGRAPH:
                return range(block_index + 1)
    # a reference shows nothing, and an excerpt without a paragraph has no end
    return range(0)
