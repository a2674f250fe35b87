"""The dossier in the terms of FollowTheMoney, for OpenAleph and Datashare: one entity a line of JSON.

Articles are `Article`, people and bodies `Person`, `Organization` and `PublicBody`, places `Address`, offices `Position` and
`Occupancy`, what happened `Event` with the articles as proof, and every name in a text a `Mention`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from builder.export.record import named
from builder.kb.load import packaged
from builder.model.dates import Precision
from builder.model.mention import NAMES, EntityType
from builder.text.escape import one_line, url
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.export.material import Material
    from builder.model.dates import EdtfDate
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity, Tenure
    from builder.model.event import Event

_SCHEMATA = {
    EntityType.PER: "Person",
    EntityType.ORG: "Organization",
    EntityType.MEDIA: "Organization",
    EntityType.LOC: "Address",
}
"""The others (works, products, populations, feasts) have no schema of their own: they are left out."""

_LANGUAGES = {"fr": "fra"}
"""ISO 639-3 codes."""

_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


def stream(material: Material) -> str:
    """One line an entity: articles, who and what they name, offices, events, mentions; empty for an empty dossier."""
    lines = (json.dumps(each, ensure_ascii=False) for each in _Stream(material).all())
    return "".join(f"{line}\n" for line in lines)


class _Stream:
    """Writes entities under ids that no other dossier has."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._dossier = material.dossier

    def all(self) -> Iterator[dict[str, Any]]:
        known = self._dossier.entities.values()
        for annotated in self._dossier.articles:
            yield self._article(annotated)
        for entity in known:
            schema = _SCHEMATA.get(entity.type)
            if schema == "Organization" and packaged().is_public(entity.id):
                schema = "PublicBody"
            if schema:
                yield self._entity(entity, schema)
        yield from self._offices(known)
        for event in self._dossier.events:
            yield self._event(event)
        for annotated in self._dossier.articles:
            yield from self._mentions(annotated)

    def _id(self, kind: str, *parts: str) -> str:
        """An id as FollowTheMoney has them: letters, figures, hyphens and full stops, the last sign a letter."""
        name = ".".join((self._material.space, *parts, kind))
        # No id of ours holds a full stop, so that this can be read back.
        return name.replace("_", ".u")

    def _article(self, annotated: Annotated) -> dict[str, Any]:
        article = annotated.article
        published = article.published.date
        return _proxy(
            self._id("article", article.id),
            "Article",
            title=[label(article)],
            author=[article.author],
            publisher=[article.outlet],
            language=[_LANGUAGES.get(article.language, "")],
            sourceUrl=[url(article.url)],
            fileName=[article.source],
            publishedAt=_dates(published),
            bodyText=[self._material.open_text(annotated)],
        )

    def _entity(self, entity: Entity, schema: str) -> dict[str, Any]:
        latitude, longitude = entity.coordinates or ("", "")
        more = {}
        if schema == "Address":
            more = {
                "full": [entity.name],
                "latitude": [str(latitude)],
                "longitude": [str(longitude)],
            }
        return _proxy(
            self._id("entity", entity.id),
            schema,
            name=[entity.name],
            alias=entity.aliases,
            summary=[entity.description],
            wikidataId=[entity.wikidata],
            **more,
        )

    def _offices(self, known: Iterable[Entity]) -> Iterator[dict[str, Any]]:
        """Each office that somebody of the dossier holds or held, once, and who held it when."""
        written = set()
        for entity in known:
            for number, tenure in enumerate(entity.tenures):
                office = self._dossier.offices.get(tenure.office)
                if office and office.id not in written:
                    written.add(office.id)
                    post = self._id("position", office.id)
                    yield _proxy(post, "Position", name=[office.name])
                if office:
                    yield self._occupancy(entity, tenure, number)

    def _occupancy(self, entity: Entity, tenure: Tenure, number: int) -> dict[str, Any]:
        return _proxy(
            self._id("occupancy", entity.id, tenure.office, str(number)),
            "Occupancy",
            holder=[self._id("entity", entity.id)],
            post=[self._id("position", tenure.office)],
            startDate=_dates(tenure.start),
            endDate=_dates(tenure.end),
        )

    def _event(self, event: Event) -> dict[str, Any]:
        dates = _dates(event.moment)
        when = {"date": dates}
        if len(dates) > 1:
            when = {"startDate": dates[:1], "endDate": dates[1:]}
        told = [self._material.told(mention) for mention in event.mentions]
        articles = dict.fromkeys(mention.article for mention in event.mentions)
        involved = [participant.entity for participant in event.participants]
        return _proxy(
            self._id("event", event.id),
            "Event",
            name=[event.title],
            summary=told,
            notes=[event.modality.value],
            keywords=[event.kind],
            involved=self._known(involved),
            location=named(event.places, self._material.names),
            proof=[self._id("article", article) for article in articles],
            **when,
        )

    def _known(self, entities: Iterable[str]) -> list[str]:
        """Ids of those that are written: a reference to what is not there is no use to anybody."""
        found = []
        for entity in entities:
            known = self._dossier.entities.get(entity)
            if known and known.type in _SCHEMATA:
                found.append(self._id("entity", entity))
        return found

    def _mentions(self, annotated: Annotated) -> Iterator[dict[str, Any]]:
        """Names in the text, each once an article and entity: FollowTheMoney has no places in a text."""
        article = self._id("article", annotated.article.id)
        found: dict[str, list[str]] = {}
        for link in annotated.links:
            if link.mention.kind in NAMES and link.is_settled:
                for entity in link.entities:
                    found.setdefault(entity, []).append(link.mention.surface)
        for entity, surfaces in found.items():
            known = self._dossier.entities.get(entity)
            if known is None or known.type not in _SCHEMATA:
                continue
            yield _proxy(
                self._id("mention", annotated.article.id, entity),
                "Mention",
                document=[article],
                resolved=[self._id("entity", entity)],
                name=surfaces,
                detectedSchema=[_SCHEMATA[known.type]],
            )


def _dates(moment: EdtfDate | None) -> list[str]:
    """A year, month or day as it is; of anything wider its first and last day; empty where no end is known."""
    if moment is None:
        return []
    first = moment.earliest.isoformat() if moment.earliest else ""
    length = _LENGTHS.get(moment.precision)
    if first and length:
        return [first[:length]]
    last = moment.latest.isoformat() if moment.latest else ""
    return [first, last] if first or last else []


def _proxy(entity: str, schema: str, **properties: Iterable[str]) -> dict[str, Any]:
    """An entity; each value once, those without words left out."""
    kept = {}
    for name, values in properties.items():
        lines = dict.fromkeys(map(one_line, values))
        if words := [line for line in lines if line]:
            kept[name] = words
    return {"id": entity, "schema": schema, "properties": kept}
