"""The dossier as linked data in the words of schema.org: JSON-LD, one graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.export.documents import WIKIDATA, json_text
from builder.export.record import speakers
from builder.model.mention import EntityType
from builder.text.escape import shown, url
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.export.material import Material
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.event import Event
    from builder.model.quote import Quote

_TYPES = {
    EntityType.PER: "Person",
    EntityType.ORG: "Organization",
    EntityType.MEDIA: "NewsMediaOrganization",
    EntityType.LOC: "Place",
    EntityType.EVENT: "Event",
    EntityType.PRODUCT: "Product",
    EntityType.NORP: "Thing",
}
_SCHEMA = "https://schema.org/"


def document(material: Material) -> str:
    """The JSON-LD text. Ids are addresses relative to the file, so that they hold wherever the site is put."""
    graph = [
        *(_entity(e, material) for e in material.dossier.entities.values()),
        *(_event(event, material) for event in material.dossier.events),
    ]
    for annotated in material.dossier.articles:
        graph.append(_article(annotated, material))
        graph.extend(_quotations(annotated, material))
    content = {"@context": {"@vocab": _SCHEMA}, "@graph": graph}
    return json_text(content)


def _page(kind: str, name: str) -> str:
    return f"../{kind}/{name}/"


def _node(address: str, kind: str, **fields: object) -> dict[str, Any]:
    """A node; fields without a value are left out."""
    kept = {name: value for name, value in fields.items() if value}
    return {"@id": address, "@type": kind, **kept}


def _references(kind: str, names: Iterable[str]) -> list[dict[str, str]]:
    return [{"@id": _page(kind, name)} for name in dict.fromkeys(names)]


def _entity(entity: Entity, material: Material) -> dict[str, Any]:
    place = None
    if entity.coordinates:
        latitude, longitude = entity.coordinates
        place = {
            "@type": "GeoCoordinates",
            "latitude": latitude,
            "longitude": longitude,
        }
    same_as = f"{WIKIDATA}{entity.wikidata}" if entity.wikidata else ""
    return _node(
        _page("entites", entity.id),
        _TYPES[entity.type],
        name=shown(entity.name),
        alternateName=list(map(shown, entity.aliases)),
        description=shown(entity.description),
        sameAs={"@id": same_as} if same_as else None,
        geo=place,
        hasOccupation=list(_offices(entity, material)),
    )


def _offices(entity: Entity, material: Material) -> Iterator[dict[str, Any]]:
    """What somebody holds or held, as a role with its days: schema.org has none for an occupation itself."""
    if entity.type is not EntityType.PER:
        return
    for tenure in entity.tenures:
        if office := material.dossier.offices.get(tenure.office):
            ends = {"startDate": tenure.start, "endDate": tenure.end}
            yield {
                "@type": "Role",
                "hasOccupation": {"@type": "Occupation", "name": shown(office.name)},
                **{name: moment.edtf for name, moment in ends.items() if moment},
            }


def _article(annotated: Annotated, material: Material) -> dict[str, Any]:
    article = annotated.article
    published = article.published.date
    meant = [e for link in annotated.links for e in link.entities]
    original = url(article.url)
    publisher = {"@type": "NewsMediaOrganization", "name": shown(article.outlet)}
    return _node(
        _page("articles", article.id),
        "NewsArticle",
        headline=shown(label(article)),
        # schema.org knows ISO 8601 alone, of which EDTF is a part: no day is made out of a month.
        datePublished=published.edtf if published else "",
        author=shown(article.author),
        publisher=publisher if article.outlet else None,
        inLanguage=article.language,
        isBasedOn={"@id": original} if original else None,
        articleBody=shown(material.open_text(annotated)),
        isPartOf={"@type": "Collection", "name": shown(material.dossier.title)},
        mentions=_references("entites", meant),
    )


def _event(event: Event, material: Material) -> dict[str, Any]:
    moment = event.moment
    ends: dict[str, str] = {}
    is_interval = moment is not None and "/" in moment.edtf
    if moment and moment.earliest:
        first = moment.earliest.isoformat()
        ends["startDate"] = first if is_interval else moment.edtf
    if moment and moment.latest and is_interval:
        ends["endDate"] = moment.latest.isoformat()
    articles = (mention.article for mention in event.mentions)
    told = " ".join(filter(None, map(material.told, event.mentions)))
    return _node(
        _page("evenements", event.id),
        "Event",
        name=shown(event.title),
        description=shown(told),
        keywords=[event.kind, event.modality.value],
        actor=_references("entites", (p.entity for p in event.participants)),
        location=_references("entites", event.places),
        subjectOf=_references("articles", articles),
        **ends,
    )


def _quotations(annotated: Annotated, material: Material) -> Iterator[dict[str, Any]]:
    article = annotated.article
    for number, quote in enumerate(annotated.quotes, start=1):
        address = f"{_page('articles', article.id)}#citation-{number}"
        yield _quotation(address, quote, annotated, material)


def _quotation(
    address: str, quote: Quote, annotated: Annotated, material: Material
) -> dict[str, Any]:
    article = annotated.article
    who: list[Any] = _references("entites", quote.speakers)
    if not who:
        who = list(map(shown, speakers(quote, article.text, material.names)))
    return _node(
        address,
        "Quotation",
        text=shown(material.quoted(annotated, quote)),
        spokenByCharacter=who,
        isPartOf={"@id": _page("articles", article.id)},
        additionalType=quote.kind.value,
    )
