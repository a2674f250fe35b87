"""Builds the knowledge base: the packaged YAML, and the author's entities and offices over it by id."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml

from builder.kb.base import KnowledgeBase, Packaged
from builder.kb.check import Own, check
from builder.kb.schema import PackagedEntity, PackagedOffice, RegistryRow
from builder.model.dates import parse_edtf
from builder.model.entity import Entity, Office, Tenure
from builder.model.mention import EntityType
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TABLES = (
    "armed",
    "associations",
    "buildings",
    "cities",
    "clubs",
    "companies",
    "culture",
    "education",
    "events",
    "health",
    "institutions",
    "international",
    "media",
    "parties",
    "people",
    "platforms",
    "products",
    "regions",
    "sport",
    "unions",
)
"""The registry: one file a kind of thing, one row a thing. Tab-separated: YAML takes six times as long to read."""

_SOURCE = "# source: "


def knowledge_base(
    own: Sequence[Entity] = (),
    own_offices: Sequence[Office] = (),
    cannot_link: Sequence[Sequence[str]] = (),
    lines: Mapping[str, int] = MappingProxyType({}),
) -> KnowledgeBase:
    """The packaged knowledge base with the author's own entities and offices laid over it by id.

    The author's fields win where they say something; aliases add up; an alias that the author gives belongs to that
    entity alone; terms replace the packaged ones of the same office. Entities of one group of `cannot_link` are never
    joined. `lines` are those of the author's file, by id, for what is wrong in it.

    Raises:
        DossierError: with every problem of both: dangling ids, an alias of two entities, overlapping holders,
            intervals that end before they begin.
    """
    base = packaged()
    entities = dict(base.entities)
    for entity in own:
        known = entities.get(entity.id)
        entities[entity.id] = laid_over(known, entity)
    offices = dict(base.offices)
    for office in own_offices:
        packaged_office = base.offices.get(office.id)
        offices[office.id] = _same_kinds(packaged_office, office)
    check(base, entities, offices, Own(own, own_offices, lines))
    return KnowledgeBase.of(
        replace(base, entities=entities, offices=offices),
        first=tuple(entity.id for entity in own),
        cannot_link=cannot_link,
    )


def laid_over(base: Entity | None, own: Entity) -> Entity:
    """What the author says of an entity, over what is known of it; the author's alone where nothing is known."""
    if base is None:
        return own
    names = [*own.aliases, *base.aliases]
    if base.name != own.name:
        names.append(base.name)
    # Office by office: an author who corrects one term need not repeat the others.
    replaced = {tenure.office for tenure in own.tenures}
    kept = [tenure for tenure in base.tenures if tenure.office not in replaced]
    said: dict[str, Any] = {}
    for name in _ONE_VALUE:
        said[name] = getattr(own, name) or getattr(base, name)
    return replace(
        own,
        aliases=tuple(dict.fromkeys(names)),
        tenures=(*own.tenures, *kept),
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
    if base is None:
        return own
    return replace(
        own,
        kinds=own.kinds or base.kinds,
        seat=own.seat or base.seat,
    )


@lru_cache(maxsize=1)
def packaged() -> Packaged:
    """The packaged files, read once."""
    tenures: dict[str, list[Tenure]] = defaultdict(list)
    offices: dict[str, Office] = {}
    # Holders stand with their office, where a gap or an overlap can be seen; in memory a person holds offices.
    data = _read("offices")
    for office_id, entry in data["offices"].items():
        row = PackagedOffice.model_validate(entry)
        offices[office_id] = _office(office_id, row)
        for line in row.holders:
            holder, _, interval = line.partition(" ")
            tenure = _tenure(office_id, interval)
            tenures[holder].append(tenure)
    origin = dict.fromkeys(offices, "offices.yml")
    entities: dict[str, Entity] = {}
    for file, entity in _rows():
        held = tenures.pop(entity.id, ())
        entities[entity.id] = _holding(entity, held)
        origin[entity.id] = file
    # Who is named by an office and described nowhere: the check reports it.
    for holder, left in tenures.items():
        origin[holder] = f"offices.yml, {left[0].office}"
    shared = {}
    for name, ids in _read("shared").items():
        shared[name] = tuple(ids.split())
    return Packaged(
        entities=dict(sorted(entities.items())),
        offices=offices,
        shared=shared,
        states=frozenset(_read("states")["states"]),
        as_of=data["as_of"],
        files=origin,
    )


@lru_cache(maxsize=8)
def _read(name: str) -> Any:  # noqa: ANN401 - the schema says what the rows hold, the tests of the data the rest
    path = files("builder.kb").joinpath("data", f"{name}.yml")
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader, the C one where it is built


def _rows() -> Iterator[tuple[str, Entity]]:
    """Every packaged entity, with the file that it comes from."""
    for entity in _states():
        yield "states.yml", entity
    for name in _TABLES:
        for entity in _table(name):
            yield f"{name}.tsv", entity


def _table(file: str) -> Iterator[Entity]:
    """The rows of a table: lines about it (`#`), the names of its columns, then one thing a line."""
    path = files("builder.kb").joinpath("data", f"{file}.tsv")
    source = ""
    columns: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(_SOURCE):
            source = line.removeprefix(_SOURCE)
        elif line.startswith("#"):
            continue
        elif not columns:
            columns = line.split("\t")
        else:
            # Empty cells at the end of a line are not written.
            cells = zip(columns, line.split("\t"), strict=False)
            row = RegistryRow.model_validate(
                {name: said for name, said in cells if said}
            )
            yield _placed(row, row.entity(row.id, source))


def _states() -> Iterator[Entity]:
    """The states, each with its capital behind it."""
    data = _read("states")
    # What every row would repeat is said once, at the head of the file.
    common = {"type": data["type"], "description": data["description"]}
    for entity_id, entry in data["states"].items():
        row = PackagedEntity.model_validate({**common, **entry})
        entity = row.entity(entity_id, data["source"])
        yield _placed(row, entity)
        if row.capital:
            description = data["capital"].format(state=entity.name)
            yield _capital(entity, row.capital, description)


def _holding(entity: Entity, held: Sequence[Tenure]) -> Entity:
    """The entity with its terms; most hold no office."""
    return replace(entity, tenures=tuple(held)) if held else entity


def _placed(row: PackagedEntity, entity: Entity) -> Entity:
    """The entity with the state whose capital it is; most are none's."""
    return replace(entity, capital_of=row.capital_of) if row.capital_of else entity


def _capital(state: Entity, written: str, description: str) -> Entity:
    """`Kiev ; Kyiv, 50.45, 30.52`: a place of its own, which acts for its state."""
    # The address of a capital is made from its name; everything else has an id of its own in the files.
    names, latitude, longitude = written.split(",")
    name, *aliases = [part.strip() for part in names.split(";")]
    return Entity(
        id=slug(name),
        type=EntityType.LOC,
        name=name,
        aliases=tuple(aliases),
        description=description,
        source=state.source,
        stands_for=state.id,
        country=state.id,
        capital_of=state.id,
        coordinates=(float(latitude), float(longitude)),
    )


def _office(office_id: str, row: PackagedOffice) -> Office:
    office = row.office(office_id, row.source)
    return replace(
        office,
        kinds=tuple(row.kinds.split()),
        seat=row.seat,
    )


def _tenure(office: str, interval: str) -> Tenure:
    """`2025-05-06/..`: an end that is not written is not known."""
    start, _, end = interval.partition("/")
    return Tenure(
        office,
        None if start == ".." else parse_edtf(start),
        None if end == ".." else parse_edtf(end),
    )
