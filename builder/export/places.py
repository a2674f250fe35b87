"""The places that have coordinates, as GeoJSON (RFC 7946); when something happened there, as GeoJSON-T has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.export.documents import json_text
from builder.model.mention import EntityType
from builder.text.escape import shown

if TYPE_CHECKING:
    from builder.export.material import Material
    from builder.model.dates import EdtfDate
    from builder.model.entity import Entity
    from builder.model.event import Event


def geojson(material: Material) -> str:
    """A feature collection of points, in the order of ids; empty where no place is known."""
    happened: dict[str, list[Event]] = {}
    for event in material.dossier.events:
        for place in event.places:
            happened.setdefault(place, []).append(event)
    features = []
    for entity in material.dossier.entities.values():
        if entity.type is EntityType.LOC and entity.coordinates:
            events = happened.get(entity.id, [])
            features.append(_feature(entity, events, material))
    content = {"type": "FeatureCollection", "features": features}
    return json_text(content)


def _feature(entity: Entity, events: list[Event], material: Material) -> dict[str, Any]:
    latitude, longitude = entity.coordinates or (0.0, 0.0)
    where = material.naming.get(entity.id, ())
    articles = dict.fromkeys(annotated.article.id for annotated, _ in where)
    moments = [event.moment for event in events if event.moment]
    first = min((m.earliest for m in moments if m.earliest), default=None)
    last = max((m.latest for m in moments if m.latest), default=None)
    feature: dict[str, Any] = {
        "type": "Feature",
        "id": entity.id,
        # Longitude first: RFC 7946.
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "nom": shown(entity.name),
            "autres_noms": list(map(shown, entity.aliases)),
            "description": shown(entity.description),
            "wikidata": entity.wikidata or None,
            "mentions": len(where),
            "articles": list(articles),
            "faits": [event.id for event in events],
            # A layer of QGIS moves in time by two columns, not by `when`.
            "debut": str(first) if first else None,
            "fin": str(last) if last else None,
        },
    }
    if moments:
        feature["when"] = {"timespans": [_timespan(moment) for moment in moments]}
    return feature


def _timespan(moment: EdtfDate) -> dict[str, Any]:
    """First and last day it can be, each where it is known, with the value itself as its name."""
    span: dict[str, Any] = {"label": moment.edtf}
    if moment.earliest:
        span["start"] = {"earliest": moment.earliest.isoformat()}
    if moment.latest:
        span["end"] = {"latest": moment.latest.isoformat()}
    return span
