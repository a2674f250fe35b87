"""What can be wrong with a knowledge base: every problem at once, with file and key."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from builder.errors import DossierError, Place, message, problem
from builder.kb.base import name_key
from builder.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.errors import Message, Problem
    from builder.kb.base import Packaged
    from builder.model.entity import Entity, Office, Tenure

    Entities = Mapping[str, Entity]
    Offices = Mapping[str, Office]
    Files = Mapping[str, str]
    """The file that an entity or office comes from, by its id."""

AUTHOR = "seeds/entities.yml"


def check(
    base: Packaged,
    entities: Entities,
    offices: Offices,
    own: Sequence[Entity],
    own_offices: Sequence[Office],
) -> None:
    """Refuse a knowledge base that contradicts itself.

    Raises:
        DossierError: with every problem; those of the author's file name it, those of ours name the packaged file.
    """
    where = {entry: f"kb/data/{file}" for entry, file in base.files.items()}
    # What the author lays over ours is the author's to mend.
    for entity in own:
        where[entity.id] = AUTHOR
    for office in own_offices:
        where[office.id] = AUTHOR
    found = list(_taken(own, own_offices, base))
    for entity in entities.values():
        named = {
            "stands_for": entity.stands_for,
            "country": entity.country,
            "capital_of": entity.capital_of,
        }
        found += _dangling(entity.id, named, entities, where)
        found += _terms(entity, offices, where)
    for office in offices.values():
        named = {
            "of": office.of,
            "seat": office.seat,
        }
        found += _dangling(office.id, named, entities, where)
    found += _clashing_names(entities, own, base, where)
    found += _overlapping(entities, where)
    if found:
        raise DossierError(*sorted(found, key=_place))


def _place(found: Problem) -> Place:
    return found.where


def _taken(
    own: Sequence[Entity], own_offices: Sequence[Office], base: Packaged
) -> Iterator[Problem]:
    """Ids that the author gives twice, or to an entity and an office."""
    seen: set[str] = set()
    for entity in own:
        if entity.id in seen:
            yield _taken_twice(entity.id)
        elif entity.id in base.offices:
            place = Place(AUTHOR, key=entity.id)
            yield problem(place, "knowledge.taken-by-office", id=entity.id)
        seen.add(entity.id)
    for office in own_offices:
        if office.id in seen:
            yield _taken_twice(office.id)
        elif office.id in base.entities:
            place = Place(AUTHOR, key=f"offices.{office.id}")
            yield problem(place, "knowledge.taken-by-entity", id=office.id)
        seen.add(office.id)


def _taken_twice(known_id: str) -> Problem:
    place = Place(AUTHOR, key=known_id)
    return problem(place, "knowledge.taken-twice", id=known_id)


def _dangling(
    entry: str,
    named: Mapping[str, str],
    entities: Entities,
    where: Files,
) -> Iterator[Problem]:
    """Fields that should hold the id of an entity, and hold another."""
    for field, target in named.items():
        if target and target not in entities:
            place = Place(where[entry], key=f"{entry}.{field}")
            advice = _nearest(target, entities)
            yield problem(place, "knowledge.no-entity", id=target, advice=advice)


def _terms(entity: Entity, offices: Offices, where: Files) -> Iterator[Problem]:
    """Terms in an office that nobody described, and those that end before they begin."""
    place = Place(where[entity.id], key=f"{entity.id}.offices")
    for term in entity.tenures:
        if term.office not in offices:
            advice = _nearest(term.office, offices)
            yield problem(place, "knowledge.no-office", id=term.office, advice=advice)
        first, last = _first(term), _last(term)
        if first > last:
            yield problem(
                place,
                "knowledge.backwards",
                office=term.office,
                first=first.isoformat(),
                last=last.isoformat(),
            )


def _nearest(target: str, known: Iterable[str]) -> Message:
    """What to do about an id that nobody has."""
    # The last word of an id says most ("ministre-defense-france"): whoever errs has it right more often than the first.
    last_word = _last_word(target)
    for near in sorted(known):
        if _last_word(near) == last_word:
            return message("parts.nearest", word=near)
    return message("parts.mend-identifier")


def _last_word(known_id: str) -> str:
    _, _, last = known_id.rpartition("-")
    return last


def _clashing_names(
    entities: Entities,
    own: Sequence[Entity],
    base: Packaged,
    where: Files,
) -> Iterator[Problem]:
    """A name of two entities. The author's entities are held against each other; ours against ours."""
    declared = set(map(name_key, base.shared))
    mine = {entity.id for entity in own}
    ours = [entity for entity in entities.values() if entity.id not in mine]
    for shared, ids in _bearers(own, base):
        if shared not in declared:
            yield _clash(ids, where)
    for shared, ids in _bearers(ours, base):
        # What the packaged files leave open, the text decides; what an author gives twice is a slip.
        if shared not in declared and not _left_open(ids, entities):
            yield _clash(ids, where)


def _bearers(
    group: Iterable[Entity], base: Packaged
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each name that several entities bear, by its key, with how each of them writes it."""
    bearers: dict[str, dict[str, str]] = defaultdict(dict)
    for entity in group:
        for name in _said(entity, base):
            shared = name_key(name)
            bearers[shared][entity.id] = name
    for shared, ids in sorted(bearers.items()):
        if len(ids) > 1:
            yield shared, ids


def _clash(ids: Mapping[str, str], where: Files) -> Problem:
    first, second, *_ = sorted(ids)
    name = ids[second]
    return problem(
        Place(where[second], key=f"{second}.aliases"),
        "knowledge.name-taken",
        name=name,
        other=first,
        file=where[first],
    )


def _said(entity: Entity, base: Packaged) -> list[str]:
    """Names given for an entity; for one that the author laid over ours, the author's alone."""
    # An author who lays an entity over ours repeats its names without meaning to claim them.
    names = [entity.name, *entity.aliases]
    ours = base.entities.get(entity.id)
    if ours is None or ours == entity:
        return names
    known = (ours.name, *ours.aliases)
    return [name for name in names if name not in known]


def _left_open(bearers: Mapping[str, str], entities: Entities) -> bool:
    """Whether several may bear a name: a surname, an acronym, or things that no sentence takes for each other.

    "Clinton"; "CSA"; "Orange" the town and the company, which the type of the mention tells apart.
    """
    if all(_is_acronym(name) for name in bearers.values()):
        return True
    kinds = [_kind(entities[entity].type) for entity in bearers]
    return len(set(kinds)) == len(kinds) or _surname(bearers, entities)


def _is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name


def _kind(of: EntityType) -> EntityType:
    """The type that a text can tell: media are named as the organisations they are."""
    return EntityType.ORG if of is EntityType.MEDIA else of


def _surname(bearers: Mapping[str, str], entities: Entities) -> bool:
    """Whether at most one bears it other than as a surname: the text decides who is meant ("Clinton", "Hollande")."""
    others = 0
    for entity_id, name in bearers.items():
        entity = entities[entity_id]
        is_person = entity.type is EntityType.PER
        is_surname = entity.name.endswith(f" {name}")
        if not (is_person and is_surname):
            others += 1
    return others <= 1


def _overlapping(entities: Entities, where: Files) -> Iterator[Problem]:
    """Two holders of one office at once. The day of a handover belongs to both; so does a year known as a year only."""
    held: dict[str, list[_Held]] = defaultdict(list)
    for entity in entities.values():
        for term in entity.tenures:
            row = _Held(_first(term), _last(term), entity.id)
            held[term.office].append(row)
    # Neighbours in time suffice: whoever overlaps anybody overlaps the next.
    for office, terms in sorted(held.items()):
        for before, after in pairwise(sorted(terms)):
            if after.first >= before.last or before.holder == after.holder:
                continue
            yield problem(
                Place(where[after.holder], key=f"{after.holder}.offices"),
                "knowledge.overlap",
                after=after.holder,
                office=office,
                first=after.first.isoformat(),
                before=before.holder,
                last=before.last.isoformat(),
            )


class _Held(NamedTuple):
    """A term as far as it is sure."""

    first: date
    last: date
    holder: str


def _first(term: Tenure) -> date:
    """The day from which a term has surely begun."""
    if term.start is None or term.start.latest is None:
        return date.min
    return term.start.latest


def _last(term: Tenure) -> date:
    """The day until which a term has surely not ended."""
    if term.end is None or term.end.earliest is None:
        return date.max
    return term.end.earliest
