"""What can be wrong with a knowledge base: every problem at once, with file and key."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from builder.errors import DossierError, Place, message, problem
from builder.kb.base import name_key
from builder.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.errors import Message, Problem, Value
    from builder.kb.base import Entities, Packaged
    from builder.model.dates import EdtfDate
    from builder.model.entity import Entity, Office, Tenure

    Bearers = dict[str, str]
    """How entities write a name that they share, by their ids."""

AUTHOR = "seeds/entities.yml"

_ALIKE = 0.75
"""Likeness (0 to 1, as difflib has it) from which an id is a slip for another."""


class Own(NamedTuple):
    """What the author says."""

    entities: Sequence[Entity]
    offices: Sequence[Office]
    lines: Mapping[str, int]
    """Where each stands in the author's file, by its id; empty where nobody knows."""


def check(
    base: Packaged,
    entities: Entities,
    offices: Mapping[str, Office],
    own: Own,
) -> None:
    """Refuse a knowledge base that contradicts itself.

    Raises:
        DossierError: with every problem; those of the author's file name it, those of ours name the packaged file.
    """
    found = list(_Checker(base, entities, offices, own).problems())
    if found:
        raise DossierError(*sorted(found, key=_where))


def _where(found: Problem) -> Place:
    return found.where


class _Checker:
    """Looks for what contradicts itself in the packaged files with the author's laid over them."""

    def __init__(
        self,
        base: Packaged,
        entities: Entities,
        offices: Mapping[str, Office],
        own: Own,
    ) -> None:
        self._base = base
        self._entities = entities
        self._offices = offices
        self._own = own
        self._origins = {
            entry: Place(f"kb/data/{file}") for entry, file in base.files.items()
        }
        # What the author lays over ours is the author's to mend.
        ids = [entity.id for entity in own.entities]
        ids += [office.id for office in own.offices]
        for entry in ids:
            self._origins[entry] = Place(AUTHOR, own.lines.get(entry, 0))

    def _at(self, entry: str, field: str = "") -> Place:
        """The place of an entry, or of a field of it."""
        key = f"{entry}.{field}" if field else entry
        return replace(self._origins[entry], key=key)

    def problems(self) -> Iterator[Problem]:
        """Every problem, in no particular order."""
        yield from self._taken()
        for entity in self._entities.values():
            named = {
                "stands_for": entity.stands_for,
                "country": entity.country,
                "capital_of": entity.capital_of,
            }
            yield from self._dangling(entity.id, named)
            yield from self._terms(entity)
        for office in self._offices.values():
            named = {
                "of": office.of,
                "seat": office.seat,
            }
            yield from self._dangling(office.id, named)
        yield from self._clashing_names()
        yield from self._overlapping()

    def _taken(self) -> Iterator[Problem]:
        """Ids that the author gives twice, or to an entity and an office."""
        base = self._base
        entities = [entity.id for entity in self._own.entities]
        offices = [office.id for office in self._own.offices]
        seen: set[str] = set()
        for ids, others, by_another in (
            (entities, base.offices.keys(), "knowledge.taken-by-office"),
            (offices, base.entities.keys(), "knowledge.taken-by-entity"),
        ):
            for entry in ids:
                if entry in seen:
                    yield problem(self._at(entry), "knowledge.taken-twice", id=entry)
                elif entry in others:
                    yield problem(self._at(entry), by_another, id=entry)
                seen.add(entry)

    def _dangling(self, entry: str, named: Mapping[str, str]) -> Iterator[Problem]:
        """Fields that should hold the id of an entity, and hold another."""
        for field, target in named.items():
            if target and target not in self._entities:
                yield problem(
                    self._at(entry, field),
                    "knowledge.no-entity",
                    id=target,
                    advice=_nearest(target, self._entities),
                )

    def _terms(self, entity: Entity) -> Iterator[Problem]:
        """Terms in an office that nobody described, and those that end before they begin."""
        for term in entity.tenures:
            if term.office not in self._offices:
                yield problem(
                    self._at(entity.id, "offices"),
                    "knowledge.no-office",
                    id=term.office,
                    advice=_nearest(term.office, self._offices),
                )
            if _first(term) > _last(term):
                yield problem(
                    self._at(entity.id, "offices"),
                    "knowledge.backwards",
                    office=term.office,
                    first=_written(term.start),
                    last=_written(term.end),
                )

    def _clashing_names(self) -> Iterator[Problem]:
        """A name of two entities. The author's entities are held against each other; ours against ours."""
        declared = set(map(name_key, self._base.shared))
        mine = {entity.id for entity in self._own.entities}
        ours = [each for each in self._entities.values() if each.id not in mine]
        for shared, bearers in _shared_names(self._own.entities, self._base):
            if shared not in declared and not _namesakes(bearers, self._entities):
                yield self._clash(bearers)
        for shared, bearers in _shared_names(ours, self._base):
            # What the packaged files leave open, the text decides; what an author gives twice is a slip.
            if shared not in declared and not _left_open(bearers, self._entities):
                yield self._clash(bearers)

    def _clash(self, bearers: Bearers) -> Problem:
        first, second, *_ = sorted(bearers)
        return problem(
            self._at(second, "aliases"),
            "knowledge.name-taken",
            name=bearers[second],
            other=first,
            file=self._origins[first].file,
        )

    def _overlapping(self) -> Iterator[Problem]:
        """Two holders of one office at once. The day of a handover belongs to both; so does a year known as a year only."""
        held: dict[str, list[_Held]] = defaultdict(list)
        for entity in self._entities.values():
            for term in entity.tenures:
                row = _Held(_first(term), _last(term), entity.id, term)
                held[term.office].append(row)
        # Neighbours in time suffice: whoever overlaps anybody overlaps the next.
        for office, terms in sorted(held.items()):
            for before, after in pairwise(sorted(terms, key=_by_time)):
                if after.first >= before.last or before.holder == after.holder:
                    continue
                yield problem(
                    self._at(after.holder, "offices"),
                    "knowledge.overlap",
                    after=after.holder,
                    office=office,
                    first=_written(after.term.start),
                    before=before.holder,
                    last=_written(before.term.end),
                )


def _written(day: EdtfDate | None) -> Value:
    """A day as its file has it."""
    return day.edtf if day else message("parts.no-end")


def _nearest(target: str, known: Iterable[str]) -> Message:
    """What to do about an id that nobody has."""
    # The last word of an id says most ("ministre-defense-france"): whoever errs has it right more often than the first.
    last_word = _last_word(target)
    ids = sorted(known)
    near = [each for each in ids if _last_word(each) == last_word]
    near += get_close_matches(target, ids, n=1, cutoff=_ALIKE)
    if not near:
        return message("parts.mend-identifier")
    return message("parts.nearest", word=near[0])


def _last_word(known_id: str) -> str:
    _, _, last = known_id.rpartition("-")
    return last


def _shared_names(
    group: Iterable[Entity], base: Packaged
) -> Iterator[tuple[str, Bearers]]:
    """Each name that several entities bear, by its key, with how each of them writes it."""
    found: dict[str, Bearers] = defaultdict(dict)
    for entity in group:
        for name in _said(entity, base):
            bearers = found[name_key(name)]
            bearers[entity.id] = name
    for shared, bearers in sorted(found.items()):
        if len(bearers) > 1:
            yield shared, bearers


def _said(entity: Entity, base: Packaged) -> list[str]:
    """Names given for an entity; for one that the author laid over ours, the author's alone."""
    # An author who lays an entity over ours repeats its names without meaning to claim them.
    names = [entity.name, *entity.aliases]
    ours = base.entities.get(entity.id)
    if ours is None or ours == entity:
        return names
    known = (ours.name, *ours.aliases)
    return [name for name in names if name not in known]


def _left_open(bearers: Bearers, entities: Entities) -> bool:
    """Whether several may bear a name: a surname, an acronym, or things that no sentence takes for each other.

    "Clinton"; "CSA"; "Orange" the town and the company, which the type of the mention tells apart.
    """
    if all(map(_is_acronym, bearers.values())):
        return True
    kinds = set()
    for entity_id in bearers:
        entity = entities[entity_id]
        kinds.add(entity.type.named)
    told_apart = len(kinds) == len(bearers)
    return told_apart or _surname(bearers, entities)


def _namesakes(bearers: Bearers, entities: Entities) -> bool:
    """Whether a name is the full one of several people: the author's decisions say who is meant where."""
    for entity_id, name in bearers.items():
        entity = entities[entity_id]
        if entity.type is not EntityType.PER or entity.name != name:
            return False
    return True


def _is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name


def _surname(bearers: Bearers, entities: Entities) -> bool:
    """Whether at most one bears it other than as a surname: the text decides who is meant ("Clinton", "Hollande")."""
    others = 0
    for entity_id, name in bearers.items():
        entity = entities[entity_id]
        is_person = entity.type is EntityType.PER
        is_surname = entity.name.endswith(f" {name}")
        if not (is_person and is_surname):
            others += 1
    return others <= 1


class _Held(NamedTuple):
    """A term as far as it is sure."""

    first: date
    last: date
    holder: str
    term: Tenure


def _by_time(held: _Held) -> tuple[date, date, str]:
    return held.first, held.last, held.holder


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
