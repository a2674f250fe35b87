"""Builds the knowledge base: the packaged YAML, and the author's entities and offices over it by id."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from builder.kb.base import KnowledgeBase
from builder.kb.check import Packaged, check
from builder.model.dates import parse_edtf
from builder.model.entity import Entity, Office, Tenure
from builder.model.mention import EntityType
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILES = ("states", "places", "organisations", "media", "people")


def knowledge_base(
    own: Sequence[Entity] = (),
    own_offices: Sequence[Office] = (),
    apart: Sequence[Sequence[str]] = (),
) -> KnowledgeBase:
    """The packaged knowledge base with the author's own entities and offices laid over it by id.

    The author's fields win where they say something; aliases add up; an alias that the author gives belongs to that
    entity alone; terms replace the packaged ones of the same office. Entities of one group of `apart` are never joined.

    Raises:
        DossierError: with every problem of both: dangling ids, an alias of two entities, overlapping holders,
            intervals that end before they begin.
    """
    base = packaged()
    known = dict(base.entities)
    for entity in own:
        known[entity.id] = laid_over(known.get(entity.id), entity)
    posts = {
        **base.offices,
        **{o.id: _same_kinds(base.offices.get(o.id), o) for o in own_offices},
    }
    check(base, known, posts, own, own_offices)
    first = tuple(e.id for e in own)
    return KnowledgeBase.of(
        known, posts, base.shared, base.states, base.as_of, first, apart
    )


def laid_over(base: Entity | None, own: Entity) -> Entity:
    """What the author says of an entity, over what is known of it; the author's alone where nothing is known."""
    if base is None:
        return own
    replaced = {t.office for t in own.tenures}
    said: dict[str, Any] = {
        name: getattr(own, name) or getattr(base, name) for name in _ONE_VALUE
    }
    former = (base.name,) if base.name != own.name else ()
    return replace(
        own,
        aliases=tuple(dict.fromkeys((*own.aliases, *base.aliases, *former))),
        tenures=(*own.tenures, *(t for t in base.tenures if t.office not in replaced)),
        **said,
    )


_ONE_VALUE = (
    "gender",
    "wikidata",
    "description",
    "demonyms",
    "stands_for",
    "country",
    "capital_of",
    "coordinates",
)
"""Fields of an entity in which what the author says takes the place of what is known."""


def _same_kinds(base: Office | None, own: Office) -> Office:
    """An office of the author's keeps the packaged functions and seat, which YAML for authors has no words for."""
    return (
        own
        if base is None
        else replace(own, kinds=own.kinds or base.kinds, seat=own.seat or base.seat)
    )


@lru_cache(maxsize=1)
def packaged() -> Packaged:
    """The packaged files, read once."""
    tenures: dict[str, list[Tenure]] = {}
    offices: dict[str, Office] = {}
    data = _read("offices")
    for office_id, entry in data["offices"].items():
        offices[office_id] = _office(office_id, entry)
        for line in entry["holders"]:
            holder, _, interval = line.partition(" ")
            tenures.setdefault(holder, []).append(_tenure(office_id, interval))
    entities: dict[str, Entity] = {}
    origin = dict.fromkeys(offices, "offices.yml")
    for name in _FILES:
        for entity in _entities(_read(name), name):
            entities[entity.id] = replace(
                entity, tenures=tuple(tenures.pop(entity.id, ()))
            )
            origin[entity.id] = f"{name}.yml"
    for (
        holder,
        left,
    ) in tenures.items():  # named by an office, described nowhere: the check reports it
        origin[holder] = f"offices.yml, {left[0].office}"
    states = frozenset(_read("states")["states"])
    shared = {name: tuple(ids.split()) for name, ids in _read("shared").items()}
    return Packaged(
        dict(sorted(entities.items())), offices, shared, states, data["as_of"], origin
    )


@lru_cache(maxsize=8)
def _read(name: str) -> Any:  # noqa: ANN401 - the shape is that of the file; the tests of the data hold it
    text = (
        files("builder.kb").joinpath("data", f"{name}.yml").read_text(encoding="utf-8")
    )
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, the C one where it is built


def _entities(data: Any, file: str) -> Iterator[Entity]:  # noqa: ANN401
    kind, source = EntityType(data["type"]), data["source"]
    for entity_id, entry in data.get("states", data.get("entities", {})).items():
        plain = {
            f: entry[f]
            for f in (
                "name",
                "gender",
                "wikidata",
                "stands_for",
                "country",
                "capital_of",
            )
            if f in entry
        }
        entity = Entity(
            id=entity_id,
            type=kind,
            aliases=_split(entry.get("aliases", "")),
            description=entry.get("description", "État" if file == "states" else ""),
            source=source,
            demonyms=_split(entry.get("demonyms", ""), ","),
            coordinates=_point(entry["at"].split(",")) if "at" in entry else None,
            **plain,
        )
        yield entity
        if "capital" in entry:
            yield _capital(entity, entry["capital"], source)


def _capital(state: Entity, entry: str, source: str) -> Entity:
    """`Kiev ; Kyiv, 50.45, 30.52`: a place of its own, which acts for its state."""
    names, *point = entry.split(",")
    name, *aliases = _split(names)
    return Entity(
        id=slug(name),
        type=EntityType.LOC,
        name=name,
        aliases=tuple(aliases),
        description=f"capitale ({state.name})",
        source=source,
        stands_for=state.id,
        country=state.id,
        capital_of=state.id,
        coordinates=_point(point),
    )


def _office(office_id: str, entry: Any) -> Office:  # noqa: ANN401
    return Office(
        id=office_id,
        name=entry["name"],
        of=entry["of"],
        wordings=_split(entry.get("wordings", "")),
        source=entry["source"],
        kinds=tuple(entry["kinds"].split()),
        seat=entry.get("seat", ""),
    )


def _tenure(office: str, interval: str) -> Tenure:
    start, end = (
        None if part == ".." else parse_edtf(part) for part in interval.split("/")
    )
    return Tenure(office, start, end)


def _split(text: str, mark: str = ";") -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def _point(parts: list[str]) -> tuple[float, float]:
    latitude, longitude = parts
    return float(latitude), float(longitude)
