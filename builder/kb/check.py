"""What can be wrong with a knowledge base: every problem at once, with file and key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.errors import DossierError, Problem
from builder.kb.base import name_key
from builder.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.entity import Entity, Office, Tenure

AUTHOR = "seeds/entities.yml"


@dataclass(frozen=True, slots=True)
class Packaged:
    """What the packaged files say, before the author has had a word."""

    entities: Mapping[str, Entity]
    offices: Mapping[str, Office]
    shared: Mapping[str, tuple[str, ...]]
    """Names and demonyms that several entities bear, declared so in `shared.yml`, with their ids."""

    states: frozenset[str]
    as_of: date | None
    files: Mapping[str, str]
    """Packaged file that an entity or office comes from, by id; where two entries share an id, both files."""


def check(
    base: Packaged,
    entities: Mapping[str, Entity],
    offices: Mapping[str, Office],
    own: Sequence[Entity],
    own_offices: Sequence[Office],
) -> None:
    """Refuse a knowledge base that contradicts itself.

    Raises:
        DossierError: with every problem; those of the author's file name it, those of ours name the packaged file.
    """
    where = {i: f"kb/data/{f}" for i, f in base.files.items()}
    where |= dict.fromkeys((*(e.id for e in own), *(o.id for o in own_offices)), AUTHOR)
    found = [
        *_taken(own, own_offices, base),
        *(
            p
            for e in entities.values()
            for p in _dangling(
                e, ("stands_for", "country", "capital_of"), entities, where
            )
        ),
        *(
            p
            for o in offices.values()
            for p in _dangling(o, ("of", "seat"), entities, where)
        ),
        *(p for e in entities.values() for p in _terms(e, offices, where)),
        *_clashing_names(entities, own, base, where),
        *_overlapping(entities, where),
    ]
    if found:
        raise DossierError(*sorted(found))


def _taken(
    own: Sequence[Entity], own_offices: Sequence[Office], base: Packaged
) -> Iterator[Problem]:
    """Ids that the author gives twice, or to an entity and an office."""
    seen: set[str] = set()
    for given, place, others, what in (
        *((e.id, e.id, base.offices.keys(), "fonction") for e in own),
        *(
            (o.id, f"offices.{o.id}", base.entities.keys(), "entité")
            for o in own_offices
        ),
    ):
        if given in seen:
            yield _id_taken(given, "est déjà pris dans ce fichier")
        elif given in others:
            yield _id_taken(place, f"est celui d’une {what}")
        seen.add(given)


def _id_taken(place: str, why: str) -> Problem:
    return Problem(
        f"{AUTHOR}, {place}", f"cet identifiant {why}.", "En choisir un autre."
    )


def _dangling(
    entry: Entity | Office,
    fields: Sequence[str],
    entities: Mapping[str, Entity],
    where: Mapping[str, str],
) -> Iterator[Problem]:
    """Fields that should hold the id of an entity, and hold another."""
    for field in fields:
        target = getattr(entry, field)
        if target and target not in entities:
            yield _unknown(
                f"{where[entry.id]}, {entry.id}.{field}",
                "aucune entité",
                target,
                entities,
            )


def _terms(
    entity: Entity, offices: Mapping[str, Office], where: Mapping[str, str]
) -> Iterator[Problem]:
    """Terms in an office that nobody described, and those that end before they begin."""
    place = f"{where[entity.id]}, {entity.id}.offices"
    for term in entity.tenures:
        if term.office not in offices:
            yield _unknown(place, "aucune fonction", term.office, offices)
        if _first(term) > _last(term):
            what = f"le mandat « {term.office} » finit ({_last(term)}) avant de commencer ({_first(term)})."
            yield Problem(place, what, "Échanger les deux dates, ou en corriger une.")


def _unknown(where: str, what: str, target: str, known: Iterable[str]) -> Problem:
    near = next(
        (i for i in sorted(known) if i.rsplit("-", 1)[-1] == target.rsplit("-", 1)[-1]),
        "",
    )
    hint = (
        f"Peut-être « {near} »." if near else "Le définir, ou corriger l’identifiant."
    )
    return Problem(where, f"{what} n’a l’identifiant « {target} ».", hint)


def _clashing_names(
    entities: Mapping[str, Entity],
    own: Sequence[Entity],
    base: Packaged,
    where: Mapping[str, str],
) -> Iterator[Problem]:
    """A name of two entities. The author's entities are held against each other; ours against ours."""
    declared = {name_key(name) for name in base.shared}
    mine = {e.id for e in own}
    for group in (own, [e for i, e in entities.items() if i not in mine]):
        bearers: dict[str, dict[str, str]] = {}
        for entity in group:
            for name in _said(entity, base):
                bearers.setdefault(name_key(name), {})[entity.id] = name
        for shared, ids in sorted(bearers.items()):
            if (
                len(ids) > 1
                and shared not in declared
                and not (group is not own and _surname(ids, entities))
            ):
                first, second, *_ = sorted(ids)
                yield Problem(
                    f"{where[second]}, {second}.aliases",
                    f"« {ids[second]} » nomme déjà « {first} » ({where[first]}).",
                    "Garder ce nom à une seule entité ; les autres se lient par leur nom complet.",
                )


def _said(entity: Entity, base: Packaged) -> tuple[str, ...]:
    """Names given for an entity; for one that the author laid over ours, the author's alone."""
    ours = base.entities.get(entity.id)
    names = (entity.name, *entity.aliases)
    return (
        names
        if ours is None or ours == entity
        else tuple(n for n in names if n not in (ours.name, *ours.aliases))
    )


def _surname(bearers: Mapping[str, str], entities: Mapping[str, Entity]) -> bool:
    """Whether at most one bears it other than as a surname: the text decides who is meant ("Clinton", "Hollande")."""
    people = [
        i
        for i, name in bearers.items()
        if entities[i].type is EntityType.PER and entities[i].name.endswith(f" {name}")
    ]
    return len(bearers) - len(people) <= 1


def _overlapping(
    entities: Mapping[str, Entity], where: Mapping[str, str]
) -> Iterator[Problem]:
    """Two holders of one office at once. The day of a handover belongs to both; so does a year known as a year only."""
    held: dict[str, list[tuple[date, date, str]]] = {}
    for entity in entities.values():
        for term in entity.tenures:
            held.setdefault(term.office, []).append(
                (_first(term), _last(term), entity.id)
            )
    for office, terms in sorted(held.items()):
        for (_, end, before), (begin, _, after) in pairwise(sorted(terms)):
            if begin < end and before != after:
                yield Problem(
                    f"{where[after]}, {after}.offices",
                    f"« {after} » tient « {office} » depuis le {begin}, mais « {before} » jusqu’au {end}.",
                    "Corriger la fin de l’un ou le début de l’autre.",
                )


def _first(term: Tenure) -> date:
    return (term.start.latest if term.start else None) or date.min


def _last(term: Tenure) -> date:
    return (term.end.earliest if term.end else None) or date.max
