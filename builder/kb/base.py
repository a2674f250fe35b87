"""The knowledge base: entities and offices by id, and the ways to find them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.model.dates import EdtfDate
    from builder.model.entity import Entity, Office, Tenure

V = TypeVar("V")
Ids: TypeAlias = "tuple[str, ...]"
Held: TypeAlias = "tuple[Tenure, str]"
"""A term and who holds the office in it."""

Pairs: TypeAlias = "Iterator[tuple[str, str]]"
Entities: TypeAlias = "Mapping[str, Entity]"
"""By id."""

FOLDED = 5
"""From so many letters on, capitals and accents of a name do not count: "Iran" is not "iran", "Zelensky" is "ZELENSKY"."""

_SHORT = range(3, FOLDED)
"""Letters of a short name that headlines write in capitals; two capitals are some other acronym."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """What the files say."""

    entities: Entities
    offices: Mapping[str, Office]
    shared: Mapping[str, Ids]
    """Names and demonyms that several entities bear, declared so in `shared.yml`, with their ids."""

    states: frozenset[str]
    as_of: date | None
    """Last day up to which the packaged offices were read through; none for a base without them."""

    files: Mapping[str, str]
    """Packaged file that an entity or office comes from, by id; where two entries share an id, both files."""

    def is_public(self, entity: str) -> bool:
        """Whether an id is that of a public body: a parliament, ministry, court, agency or army."""
        return self.files.get(entity) == "institutions.tsv"


@dataclass(frozen=True, slots=True, eq=False)
class KnowledgeBase:
    """What stages may ask of. Made by `of` only; equal to itself alone, so that what is compiled from it can be kept."""

    entities: Entities
    """Every entity, by id, in the order of ids."""

    offices: Mapping[str, Office]
    """Every office, by id, in the order of ids."""

    capitals: Mapping[str, str]
    """Id of the capital, by id of its state; a state whose capital is disputed has none."""

    demonyms: Mapping[str, Ids]
    """Ids of the states and regions, by every form of their demonyms in lower case; two for "congolais"."""

    states: frozenset[str]
    """Ids of the states."""

    as_of: date | None
    """Last day up to which the packaged offices were read through; none for a base without them."""

    cannot_link: frozenset[frozenset[str]]
    """Pairs of ids that the author says are never one, however near their names."""

    tables: Mapping[str, str]
    """Packaged file (`companies`, `states`) that an entity comes from, by id; none for those of the author alone."""

    _names: Mapping[str, Ids]
    _terms: Mapping[str, tuple[Held, ...]]
    """By office, in the order of terms."""

    _posts: Mapping[str, Ids]
    """Offices by state or organisation."""

    @classmethod
    def of(
        cls,
        base: Packaged,
        first: Ids = (),
        cannot_link: Iterable[Iterable[str]] = (),
    ) -> KnowledgeBase:
        """Build the indexes.

        Names of the entities in `first`, the author's, are theirs alone; no two in a group of `cannot_link` are one.
        """
        entities = dict(sorted(base.entities.items()))
        offices = dict(sorted(base.offices.items()))
        # Later ones win: what is declared shared, then the author.
        names = _bearers(entities.values())
        for name, ids in base.shared.items():
            names[name_key(name)] = ids
        own = [entities[entity] for entity in sorted(first)]
        names |= _bearers(own)
        posts = [(office.of, office.id) for office in offices.values()]
        return cls(
            entities,
            offices,
            capitals=dict(_capitals(entities)),
            demonyms=_grouped(_demonyms(entities)),
            states=base.states,
            as_of=base.as_of,
            cannot_link=frozenset(_pairs(cannot_link)),
            tables=dict(_tables(base.files)),
            _names=names,
            _terms=_terms(entities),
            _posts=_grouped(posts),
        )

    def named(self, surface: str) -> Ids:
        """Ids of the entities that bear this name or alias, in the order of ids; empty where nobody does.

        Capitals, accents and apostrophes do not count for names of five letters or more.
        """
        return self._names.get(name_key(surface), ())

    def state_of(self, demonym: str) -> str | None:
        """Id of the state or region a demonym belongs to ("russe", "Ukrainiennes"); none where it is unknown or shared."""
        # "congolais" is of two states: nothing is said rather than one of them.
        found = self.demonyms.get(demonym.lower(), ())
        return found[0] if len(found) == 1 else None

    def offices_of(self, holder: str) -> Ids:
        """Ids of the offices of a state or organisation, in the order of ids."""
        return self._posts.get(holder, ())

    def holders(self, office: str, at: EdtfDate | None) -> Ids:
        """Ids of those who can have held the office at a moment: one where it is certain, several where it spans a change.

        In the order of their terms. The day of a handover belongs to both. With no moment: everybody who ever held it.
        """
        found: dict[str, None] = {}
        for term, holder in self._terms.get(office, ()):
            if at is None or _covers(term, at):
                found[holder] = None
        return tuple(found)


def _pairs(groups: Iterable[Iterable[str]]) -> Iterator[frozenset[str]]:
    """Every two of a group."""
    for group in groups:
        for pair in combinations(group, 2):
            yield frozenset(pair)


def _tables(files: Mapping[str, str]) -> Pairs:
    """Ids with the file that each comes from, without its ending."""
    for entry, file in files.items():
        table, _, _ = file.partition(".")
        yield entry, table


def _covers(term: Tenure, at: EdtfDate) -> bool:
    """Whether some day of the moment can lie in the term."""
    begin, end = _begin(term), _end(term)
    # The bounds of a set may hold a term that none of its days does.
    if at.candidates:
        return any(begin <= day <= end for day in at.candidates)
    first = at.earliest or date.min
    last = at.latest or date.max
    return begin <= last and first <= end


def _begin(term: Tenure) -> date:
    """The first day on which a term can have begun."""
    if term.start is None or term.start.earliest is None:
        return date.min
    return term.start.earliest


def _end(term: Tenure) -> date:
    """The last day on which a term can have ended; one whose end is not known reaches for ever."""
    if term.end is None or term.end.latest is None:
        return date.max
    return term.end.latest


def name_key(name: str) -> str:
    """What two spellings of one name share: everything folded for long names, apostrophes and hyphens for short ones."""
    letters = sum(map(str.isalnum, name))
    if letters >= FOLDED:
        return key(name)
    # Of a short name only what is no letter is folded: "Oman" is no "oman".
    spelled = ""
    for char, folded in zip(name, fold(name), strict=True):
        spelled += char if char.isalpha() else folded
    return " ".join(spelled.split())


def _bearers(entities: Iterable[Entity]) -> dict[str, Ids]:
    """Ids of those who bear a name, by its key."""
    return _grouped(_written(entities))


def _written(entities: Iterable[Entity]) -> Pairs:
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            for form in _forms(name):
                yield form, entity.id


def _forms(name: str) -> Iterator[str]:
    """Keys of a name; a short name in small letters also stands in capitals, as in headlines ("IRAN")."""
    yield name_key(name)
    if len(name) in _SHORT:
        yield name.upper()


def _capitals(entities: Entities) -> Pairs:
    for entity in entities.values():
        if entity.capital_of:
            yield entity.capital_of, entity.id


def _demonyms(entities: Entities) -> Pairs:
    for entity in entities.values():
        for form in entity.demonyms:
            yield form.lower(), entity.id


def _terms(entities: Entities) -> dict[str, tuple[Held, ...]]:
    """Terms and their holders by office, the earliest first."""
    held: list[Held] = []
    for entity in entities.values():
        held.extend((term, entity.id) for term in entity.tenures)
    held.sort(key=_begins)
    offices = [term.office for term, _ in held]
    return _grouped(zip(offices, held, strict=True))


def _begins(held: Held) -> tuple[date, str]:
    term, holder = held
    return _begin(term), holder


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    """Values by name, each once, in their order."""
    found: dict[str, dict[V, None]] = {}
    for name, value in pairs:
        values = found.setdefault(name, {})
        values[value] = None
    grouped = {}
    for name, values in found.items():
        grouped[name] = tuple(values)
    return grouped
