"""Pages of the entities, and their list by type."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from builder.lang import wording
from builder.model.dates import parse_edtf
from builder.model.mention import Link, MentionKind
from builder.pages import page, svg_network, views
from builder.pages.page import Page, site
from builder.pages.pictures import Pictures
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.model.article import Article
    from builder.model.dossier import Annotated, Dossier, Relation
    from builder.model.entity import Entity, Tenure
    from builder.model.event import Event
    from builder.model.quote import Quote
    from builder.pages.index import DossierIndex

KINDS = {
    "PER": "Personne",
    "ORG": "Organisation",
    "LOC": "Lieu",
    "EVENT": "Événement",
    "PRODUCT": "Objet",
    "MEDIA": "Média",
    "NORP": "Peuple ou groupe",
}
"""What search calls a page: its first tag."""


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
    sentences: tuple[views.SentenceView, ...]
    count: int


@dataclass(frozen=True, slots=True)
class CompanyView:
    """Another entity, and the sentences that name both."""

    entity: Entity
    sentences: tuple[views.SentenceView, ...]


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
    happened: Sequence[Event]
    said: tuple[tuple[str, views.SentenceView], ...]
    """Words that it says, empty where rights keep them back; and their sentence."""

    presence: str
    """Drawing: how often in which article; empty where there is nothing to compare."""

    circle: str
    """Drawing of the names it appears with; empty for fewer than two."""

    company: tuple[CompanyView, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity in the list."""

    entity: Entity
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class EntitiesPage:
    """All entities by type; types with nobody are left out."""

    types: tuple[tuple[str, tuple[Listed, ...]], ...]
    network: str
    """Drawing: who appears with whom; empty where no sentence names two."""


def pages(look: DossierIndex) -> Iterable[Page]:
    """The list, then one page an entity, in the order of ids."""
    everybody = listed(look)
    yield Page(
        path=page.ENTITIES,
        template="entites.md.j2",
        title="Personnes, lieux, organisations",
        view=EntitiesPage(
            types=tuple(
                (t, kept)
                for t in KINDS
                if (kept := tuple(e for e in everybody if e.entity.type == t))
            ),
            network=svg_network.network(look.dossier, partial(site, page.ENTITIES)),
        ),
        description="Qui et quoi apparaît dans les articles du dossier, par type et par nom.",
        front={"search": {"exclude": True}},
    )
    told, pictures = _told(look.dossier), Pictures(look)
    for entity in look.dossier.entities.values():
        yield _page(entity, look, told, pictures)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of each entity, by its id: tables made once, so that many pages cost no more than their text."""

    events: Mapping[str, Sequence[Event]]
    quotes: Mapping[str, Sequence[tuple[Annotated, Quote]]]
    relations: Mapping[str, Sequence[Relation]]


def _told(dossier: Dossier) -> _Told:
    events: dict[str, list[Event]] = defaultdict(list)
    quotes: dict[str, list[tuple[Annotated, Quote]]] = defaultdict(list)
    relations: dict[str, list[Relation]] = defaultdict(list)
    for event in dossier.events:
        for entity_id in dict.fromkeys(
            [*(p.entity for p in event.participants), *event.places]
        ):
            events[entity_id].append(event)
    for annotated in dossier.articles:
        for quote in annotated.quotes:
            for speaker in quote.speakers if quote.sentence else ():
                quotes[speaker].append((annotated, quote))
    for relation in dossier.relations:
        relations[relation.first].append(relation)
        relations[relation.second].append(relation)
    return _Told(events, quotes, relations)


def listed(look: DossierIndex) -> tuple[Listed, ...]:
    """Every entity with its counts, in the order of names as a French reader sorts them."""
    linked = look.mentions
    everybody = [
        Listed(
            entity=e,
            mentions=len(linked.get(e.id, ())),
            articles=len({a.article.id for a, _ in linked.get(e.id, ())}),
        )
        for e in look.dossier.entities.values()
    ]
    return tuple(sorted(everybody, key=lambda e: (key(e.entity.name), e.entity.id)))


def _page(entity: Entity, look: DossierIndex, told: _Told, pictures: Pictures) -> Page:
    linked = look.mentions.get(entity.id, ())
    spelled = Counter(
        link.mention.surface
        for _, link in linked
        if link.mention.kind is not MentionKind.GROUP
    )
    view = EntityPage(
        entity=entity,
        offices=tuple(_office(t, look) for t in sorted(entity.tenures, key=_begun)),
        country=look.dossier.entities.get(entity.country),
        spellings=tuple(
            (w, n)
            for w, n in sorted(spelled.items(), key=lambda s: (-s[1], s[0]))
            if w.casefold() != entity.name.casefold()
        ),
        count=len(linked),
        mentions=tuple(_mentions(linked, look)),
        happened=told.events.get(entity.id, ()),
        said=tuple(_said(told.quotes.get(entity.id, ()), look)),
        presence=pictures.presence(entity.id),
        circle=pictures.company(entity.id),
        company=tuple(_company(entity, told.relations.get(entity.id, ()), look)),
    )
    words = dict.fromkeys([entity.name, *entity.aliases, *entity.demonyms, *spelled])
    return Page(
        path=page.entity(entity.id),
        template="entite.md.j2",
        title=entity.name,
        view=view,
        description=f"{entity.name} dans le dossier : chaque mention, avec la phrase qui la porte.",
        front={"search": {"boost": 4}, "tags": [KINDS[entity.type], *words]},
    )


def _begun(tenure: Tenure) -> tuple[str, ...]:
    return tenure.start.sort_key if tenure.start else ("",)


def _held(tenure: Tenure) -> str:
    if not (tenure.start or tenure.end):
        return ""
    ends = (end.edtf if end else ".." for end in (tenure.start, tenure.end))
    return wording.french(parse_edtf("/".join(ends)))


def _office(tenure: Tenure, look: DossierIndex) -> OfficeView:
    office = look.dossier.offices.get(tenure.office)
    return OfficeView(
        name=office.name if office else tenure.office,
        held=_held(tenure),
    )


def _mentions(
    linked: Sequence[tuple[Annotated, Link]], look: DossierIndex
) -> Iterable[MentionsView]:
    by_article: dict[str, list[Link]] = {}
    for annotated, link in linked:
        by_article.setdefault(annotated.article.id, []).append(link)
    for article_id, links in by_article.items():
        annotated = look.articles[article_id]
        spans = sorted(link.mention.span for link in links)
        yield MentionsView(
            article=annotated.article,
            sentences=tuple(
                views.sentence(look, article_id, s.id, inside)
                for s in annotated.sentences
                if (inside := [m for m in spans if s.span.covers(m)])
            ),
            count=len(links),
        )


def _said(
    quotes: Iterable[tuple[Annotated, Quote]], look: DossierIndex
) -> Iterable[tuple[str, views.SentenceView]]:
    for annotated, quote in quotes:
        shown = views.sentence(look, annotated.article.id, quote.sentence)
        yield quote.span.of(annotated.article.text) if shown.parts else "", shown


def _company(
    entity: Entity, relations: Iterable[Relation], look: DossierIndex
) -> Iterable[CompanyView]:
    for relation in sorted(relations, key=lambda r: (-r.weight, r)):
        other = relation.second if relation.first == entity.id else relation.first
        sentences = tuple(views.sentence(look, a, s) for a, s in relation.evidence)
        yield CompanyView(look.dossier.entities[other], sentences)
