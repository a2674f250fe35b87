"""Pages of the entities that have more to say than their entry in the list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from builder.lang import wording
from builder.model.dates import parse_edtf
from builder.model.mention import Link, MentionKind
from builder.pages import page, svg_presence, telling, views
from builder.pages.listing import closest
from builder.pages.page import Page, site
from builder.pages.parts import PartView, Way, cut, ways
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.article import Article
    from builder.model.dossier import Annotated, Relation
    from builder.model.entity import Entity, Tenure
    from builder.model.event import Event
    from builder.model.quote import Quote
    from builder.pages.index import DossierIndex
    from builder.pages.listing import ListedEntity
    from builder.pages.svg_presence import Presence

_A_PAGE = 100
"""Sentences on a page of an entity at most, articles kept whole."""

_AN_ARTICLE = 50
"""Sentences of one article at most: the others are read in it."""

_EVENTS = 40
_QUOTES = 20
_COMPANY = 12
"""Events, quotations and other names on the page of an entity at most."""


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office, and from when to when it was held."""

    name: str
    held: str
    """`depuis le 7 mai 2012`; empty where neither end is known."""


@dataclass(frozen=True, slots=True)
class MentionsView:
    """What one article says of the entity."""

    article: Article
    sentences: Sequence[views.CitedSentence]
    count: int
    more: int
    """Sentences that are left out."""


@dataclass(frozen=True, slots=True)
class CompanyView:
    """Another entity that sentences name with this one."""

    entity: Entity
    sentence: str
    """Address of the first of them."""

    count: int
    """How many there are."""


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that the page of an entity shows."""

    entity: Entity
    offices: tuple[OfficeView, ...]
    country: Entity | None
    spellings: tuple[tuple[str, int], ...]
    """Wordings of the articles other than the name, and how often."""

    count: int
    articles: int
    events: Sequence[Event]
    """In the order of time; the most told where there are too many."""

    more_events: int
    quotes: tuple[tuple[str, bool, views.CitedSentence], ...]
    """Words that it says, empty where rights keep them back; and their sentence."""

    more_quotes: int
    presence: str
    """Drawing: how often in which article; empty where a few articles say it as well."""

    mentions: Sequence[MentionsView]
    way: Way
    """To the pages with the mentions of more articles."""

    company: tuple[CompanyView, ...]


@dataclass(frozen=True, slots=True)
class FurtherPage:
    """The mentions of an entity in more articles."""

    entity: Entity
    mentions: Sequence[MentionsView]
    way: Way


def pages(index: DossierIndex) -> Iterator[Page]:
    """One page an entity that is worth it, in the order of the list, each followed by those with more of its mentions."""
    presences = {one.id: one for one in svg_presence.presences(index)}
    for one in index.listed:
        if one.has_page:
            yield from _pages(one, index, presences.get(one.entity.id))


def _pages(
    one: ListedEntity,
    index: DossierIndex,
    presence: Presence | None,
) -> Iterator[Page]:
    """The page of an entity, and those with its mentions in more articles."""
    entity = one.entity
    links = index.mentions_of.get(entity.id, {})
    groups = mentions_by_article(links, index, _AN_ARTICLE)
    runs = list(cut(groups, _A_PAGE, _sentence_count)) or [()]
    say = page_phrases(index.dossier.language, "entities")
    addresses: list[PartView] = []
    for number, run in enumerate(runs, 1):
        name = say("further", name=entity.name, number=number)
        address = page.further(entity.id, number)
        addresses.append(PartView(name, address, len(run)))
    for run, (part, way) in zip(runs, ways(addresses), strict=True):
        if way.before is None:
            yield _first_page(one, index, presence, run, way)
            continue
        yield Page(
            path=part.address,
            template="entite-suite.md.j2",
            title=part.name,
            view=FurtherPage(entity, run, way),
            description=say("about", name=entity.name),
            front=page.UNSEARCHED,
        )


def _sentence_count(group: MentionsView) -> int:
    return len(group.sentences)


def _first_page(
    one: ListedEntity,
    index: DossierIndex,
    presence: Presence | None,
    mentions: Sequence[MentionsView],
    way: Way,
) -> Page:
    say = page_phrases(index.dossier.language, "entities")
    entity = one.entity
    spellings = _spellings(index.mentions_of.get(entity.id, {}))
    events = index.events_of.get(entity.id, ())
    quotes = index.quotes_of.get(entity.id, ())
    relations = index.relations_of.get(entity.id, ())
    path = page.entity(entity.id)
    drawing = ""
    if presence is not None:
        drawing = svg_presence.of_entity(index, presence, partial(site, path))
    view = EntityPage(
        entity=entity,
        offices=tuple(_offices(entity, index)),
        country=index.dossier.entities.get(entity.country),
        spellings=tuple(_other_spellings(spellings, entity.name)),
        count=one.mentions,
        articles=one.articles,
        events=telling.weightiest(events, _EVENTS),
        more_events=max(0, len(events) - _EVENTS),
        quotes=tuple(_quotes(quotes[:_QUOTES], index)),
        more_quotes=max(0, len(quotes) - _QUOTES),
        presence=drawing,
        mentions=mentions,
        way=way,
        company=tuple(_company(entity, relations, index)),
    )
    # search finds the page by every word for it, also by those that no article uses
    names = [entity.name, *entity.aliases, *entity.demonyms, *spellings]
    tags = [say(entity.type), *dict.fromkeys(names)]
    return Page(
        path=path,
        template="entite.md.j2",
        title=entity.name,
        view=view,
        description=say("about", name=entity.name),
        # who looks for a name wants its page before the articles that have it
        front={"search": {"boost": 4}, "tags": tags},
    )


def _spellings(links: Mapping[str, Sequence[Link]]) -> Counter[str]:
    """How often each wording means the entity alone, in the order of articles and text."""
    found: Counter[str] = Counter()
    for in_article in links.values():
        for link in in_article:
            mention = link.mention
            # "les deux dirigeants" is no other name of either
            if mention.kind is not MentionKind.GROUP:
                found[mention.surface] += 1
    return found


def _other_spellings(spellings: Counter[str], name: str) -> Iterator[tuple[str, int]]:
    """Wordings other than the name, the most frequent first."""
    for words in sorted(spellings, key=lambda one: (-spellings[one], one)):
        # a capital at the start of a sentence makes no other spelling
        if words.casefold() != name.casefold():
            yield words, spellings[words]


def _offices(entity: Entity, index: DossierIndex) -> Iterator[OfficeView]:
    """Its offices in the order in which they began, those of unknown beginning first."""
    for tenure in sorted(entity.tenures, key=_begun):
        office = index.dossier.offices.get(tenure.office)
        name = office.name if office else tenure.office
        yield OfficeView(name, _held(tenure))


def _begun(tenure: Tenure) -> tuple[str, ...]:
    return tenure.start.sort_key if tenure.start else ("",)


def _held(tenure: Tenure) -> str:
    if tenure.start is None and tenure.end is None:
        return ""
    start = tenure.start.edtf if tenure.start else ".."
    end = tenure.end.edtf if tenure.end else ".."
    return wording.french(parse_edtf(f"{start}/{end}"))


def mentions_by_article(
    links: Mapping[str, Sequence[Link]],
    index: DossierIndex,
    most: int,
) -> Iterator[MentionsView]:
    """What each article says, no more than `most` sentences of it."""
    for article_id, in_article in links.items():
        spans = [link.mention.span for link in in_article]
        by_sentence = index.spans_by_sentence(article_id, spans)
        # the title stands above them: alone it is shown again, for the words set apart in it
        told = [name for name in by_sentence if not index.is_title(article_id, name)]
        names = told or list(by_sentence)
        sentences: list[views.CitedSentence] = []
        for name in names[:most]:
            sentence = views.sentence(index, article_id, name, by_sentence[name])
            sentences.append(sentence)
        yield MentionsView(
            article=index.articles[article_id].article,
            sentences=sentences,
            count=len(in_article),
            more=len(names) - len(sentences),
        )


def _quotes(
    quotes: Iterable[tuple[Annotated, Quote]], index: DossierIndex
) -> Iterator[tuple[str, bool, views.CitedSentence]]:
    """What it says, whether in quotation marks, and where."""
    for annotated, quote in quotes:
        article = annotated.article
        sentence = views.sentence(index, article.id, quote.sentence)
        # without parts rights keep the sentence back, and so what is quoted in it
        words = quote.span.of(article.text) if sentence.parts else ""
        yield words, quote.marked, sentence


def _company(
    entity: Entity,
    relations: Iterable[Relation],
    index: DossierIndex,
) -> Iterator[CompanyView]:
    """Others that several sentences name with it, the closest first: one sentence stands among the mentions anyway."""
    close = [relation for relation in relations if relation.weight > 1]
    for relation in sorted(close, key=closest)[:_COMPANY]:
        other_id = relation.first
        if other_id == entity.id:
            other_id = relation.second
        # the words of each stand among the mentions
        article_id, sentence_id = relation.evidence[0]
        yield CompanyView(
            entity=index.dossier.entities[other_id],
            sentence=index.sentence_address(article_id, sentence_id),
            count=relation.weight,
        )
