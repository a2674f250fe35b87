"""Pages of the entities, and their list by type."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from builder.lang import wording
from builder.model.dates import parse_edtf
from builder.model.mention import EntityType, Link, MentionKind
from builder.pages import page, svg_network, views
from builder.pages.page import Page, site
from builder.pages.phrases import page_phrases
from builder.pages.pictures import Pictures
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.article import Article
    from builder.model.dossier import Relation
    from builder.model.entity import Entity, Tenure
    from builder.model.event import Event
    from builder.pages.index import DossierIndex

TYPES = (
    EntityType.PER,
    EntityType.ORG,
    EntityType.LOC,
    EntityType.EVENT,
    EntityType.PRODUCT,
    EntityType.MEDIA,
    EntityType.NORP,
)
"""In the order of the list."""


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
    sentences: tuple[views.CitedSentence, ...]
    count: int


@dataclass(frozen=True, slots=True)
class CompanyView:
    """Another entity, and the sentences that name both."""

    entity: Entity
    sentences: tuple[views.CitedSentence, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that the page of an entity shows."""

    entity: Entity
    offices: tuple[OfficeView, ...]
    country: Entity | None
    spellings: tuple[tuple[str, int], ...]
    """Wordings of the articles other than the name, and how often."""

    count: int
    mentions: tuple[MentionsView, ...]
    events: Sequence[Event]
    quotes: tuple[tuple[str, bool, views.CitedSentence], ...]
    """Words that it says, empty where rights keep them back; and their sentence."""

    presence: str
    """Drawing: how often in which article; empty where there is nothing to compare."""

    circle: str
    """Drawing of the names it appears with; empty for fewer than two."""

    company: tuple[CompanyView, ...]


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """An entity in the list."""

    entity: Entity
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class EntitiesPage:
    """All entities by type; types with nobody are left out."""

    types: tuple[tuple[str, tuple[ListedEntity, ...]], ...]
    network: str
    """Drawing: who appears with whom; empty where no sentence names two."""


def pages(index: DossierIndex) -> Iterator[Page]:
    """The list, then one page an entity, in the order of ids."""
    say = page_phrases(index.dossier.language, "entities")
    yield Page(
        path=page.ENTITIES,
        template="entites.md.j2",
        title=say("title"),
        view=EntitiesPage(
            types=tuple(_by_type(listed(index))),
            network=svg_network.network(index, partial(site, page.ENTITIES)),
        ),
        description=say("description"),
        front={"search": {"exclude": True}},
    )
    pictures = Pictures(index)
    for entity in index.dossier.entities.values():
        yield _page(entity, index, pictures)


def listed(index: DossierIndex) -> Sequence[ListedEntity]:
    """Every entity with its counts, in the order of names as a French reader sorts them."""
    everybody: list[ListedEntity] = []
    for entity in index.dossier.entities.values():
        links = index.mentions_of.get(entity.id, {})
        one = ListedEntity(
            entity=entity,
            mentions=sum(map(len, links.values())),
            articles=len(links),
        )
        everybody.append(one)
    return sorted(everybody, key=_by_name)


def _by_name(one: ListedEntity) -> tuple[str, str]:
    # folded: "Étienne" stands between "Erdogan" and "Euler", not after "Zelensky"
    return key(one.entity.name), one.entity.id


def _by_type(
    everybody: Iterable[ListedEntity],
) -> Iterator[tuple[str, tuple[ListedEntity, ...]]]:
    found: dict[str, list[ListedEntity]] = {}
    for one in everybody:
        found.setdefault(one.entity.type, []).append(one)
    for entity_type in TYPES:
        if entity_type in found:
            yield entity_type, tuple(found[entity_type])


def _page(
    entity: Entity,
    index: DossierIndex,
    pictures: Pictures,
) -> Page:
    say = page_phrases(index.dossier.language, "entities")
    links = index.mentions_of.get(entity.id, {})
    spellings = _spellings(links)
    view = EntityPage(
        entity=entity,
        offices=tuple(_offices(entity, index)),
        country=index.dossier.entities.get(entity.country),
        spellings=tuple(_other_spellings(spellings, entity.name)),
        count=sum(map(len, links.values())),
        mentions=tuple(_mentions(links, index)),
        events=index.events_of.get(entity.id, ()),
        quotes=tuple(_quotes(entity, index)),
        presence=pictures.presence(entity.id),
        circle=pictures.company(entity.id),
        company=tuple(_company(entity, index)),
    )
    # search finds the page by every word for it, also by those that no article uses
    names = [entity.name, *entity.aliases, *entity.demonyms, *spellings]
    tags = [say(entity.type), *dict.fromkeys(names)]
    return Page(
        path=page.entity(entity.id),
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


def _mentions(
    links: Mapping[str, Sequence[Link]], index: DossierIndex
) -> Iterator[MentionsView]:
    for article_id, in_article in links.items():
        spans = [link.mention.span for link in in_article]
        sentences: list[views.CitedSentence] = []
        by_sentence = index.spans_by_sentence(article_id, spans)
        for sentence_id, inside in by_sentence.items():
            sentence = views.sentence(index, article_id, sentence_id, inside)
            sentences.append(sentence)
        yield MentionsView(
            article=index.articles[article_id].article,
            sentences=tuple(sentences),
            count=len(in_article),
        )


def _quotes(
    entity: Entity, index: DossierIndex
) -> Iterator[tuple[str, bool, views.CitedSentence]]:
    """What it says, whether in quotation marks, and where."""
    for annotated, quote in index.quotes_of.get(entity.id, ()):
        article = annotated.article
        sentence = views.sentence(index, article.id, quote.sentence)
        # without parts rights keep the sentence back, and so what is quoted in it
        words = quote.span.of(article.text) if sentence.parts else ""
        yield words, quote.marked, sentence


def _company(entity: Entity, index: DossierIndex) -> Iterator[CompanyView]:
    """Others that sentences name with it, the closest first."""
    relations = index.relations_of.get(entity.id, ())
    for relation in sorted(relations, key=_closest):
        other_id = relation.first
        if other_id == entity.id:
            other_id = relation.second
        sentences: list[views.CitedSentence] = []
        for article_id, sentence_id in relation.evidence:
            sentence = views.sentence(index, article_id, sentence_id)
            sentences.append(sentence)
        other = index.dossier.entities[other_id]
        yield CompanyView(other, tuple(sentences))


def _closest(relation: Relation) -> tuple[int, Relation]:
    return -relation.weight, relation
