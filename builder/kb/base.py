"""The knowledge base: entities and offices by id, and the ways to find them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.model.dates import EdtfDate
    from builder.model.entity import Entity, Office, Tenure

V = TypeVar("V")

FOLDED = 5
"""From so many letters on, capitals and accents of a name do not count: "Iran" is not "iran", "Zelensky" is "ZELENSKY"."""


@dataclass(frozen=True, slots=True, eq=False)
class KnowledgeBase:
    """What stages may ask of. Made by `of` only; equal to itself alone, so that what is compiled from it can be kept."""

    entities: Mapping[str, Entity]
    """Every entity, by id, in the order of ids."""

    offices: Mapping[str, Office]
    """Every office, by id, in the order of ids."""

    capitals: Mapping[str, str]
    """Id of the capital, by id of its state; a state whose capital is disputed has none."""

    demonyms: Mapping[str, tuple[str, ...]]
    """Ids of the states and regions, by every form of their demonyms in lower case; two for "congolais"."""

    states: frozenset[str]
    """Ids of the states."""

    as_of: date | None
    """Last day up to which the packaged offices were read through; none for a base without them."""

    apart: frozenset[frozenset[str]]
    """Pairs of ids that the author says are never one, however near their names."""

    _names: Mapping[str, tuple[str, ...]]
    _terms: Mapping[str, tuple[tuple[Tenure, str], ...]]
    """(term, holder) by office, in the order of terms."""

    _posts: Mapping[str, tuple[str, ...]]
    """Offices by state or organisation."""

    @classmethod
    def of(
        cls,
        entities: Mapping[str, Entity],
        offices: Mapping[str, Office],
        shared: Mapping[str, tuple[str, ...]],
        states: frozenset[str],
        as_of: date | None,
        first: tuple[str, ...] = (),
        apart: Iterable[Iterable[str]] = (),
    ) -> KnowledgeBase:
        """Build the indexes. Names of the entities in `first`, the author's, are theirs alone; no two in a group of `apart` are one."""
        entities, offices = (
            dict(sorted(entities.items())),
            dict(sorted(offices.items())),
        )
        terms = _grouped(
            (t.office, (t, e.id)) for e in entities.values() for t in e.tenures
        )
        return cls(
            entities,
            offices,
            capitals={e.capital_of: e.id for e in entities.values() if e.capital_of},
            demonyms=_grouped(
                (form.lower(), e.id) for e in entities.values() for form in e.demonyms
            ),
            states=states,
            as_of=as_of,
            apart=frozenset(
                frozenset(pair) for group in apart for pair in combinations(group, 2)
            ),
            _names=_bearers(entities.values())
            | {name_key(n): ids for n, ids in shared.items()}
            | _bearers(entities[i] for i in sorted(first)),
            _terms={
                office: tuple(sorted(held, key=_begins))
                for office, held in terms.items()
            },
            _posts=_grouped((o.of, o.id) for o in offices.values()),
        )

    def named(self, surface: str) -> tuple[str, ...]:
        """Ids of the entities that bear this name or alias, in the order of ids; empty where nobody does.

        Capitals, accents and apostrophes do not count for names of five letters or more.
        """
        return self._names.get(name_key(surface), ())

    def state_of(self, demonym: str) -> str | None:
        """Id of the state or region a demonym belongs to ("russe", "Ukrainiennes"); none where it is unknown or shared."""
        found = self.demonyms.get(demonym.lower(), ())
        return found[0] if len(found) == 1 else None

    def offices_of(self, holder: str) -> tuple[str, ...]:
        """Ids of the offices of a state or organisation, in the order of ids."""
        return self._posts.get(holder, ())

    def holders(self, office: str, at: EdtfDate | None) -> tuple[str, ...]:
        """Ids of those who can have held the office at a moment: one where it is certain, several where it spans a change.

        In the order of their terms. The day of a handover belongs to both. With no moment: everybody who ever held it.
        """
        held = self._terms.get(office, ())
        return tuple(
            dict.fromkeys(
                holder for term, holder in held if at is None or _covers(term, at)
            )
        )


def _covers(term: Tenure, at: EdtfDate) -> bool:
    """Whether some day of the moment can lie in the term. An end that is not known reaches for ever."""
    begin = (term.start.earliest if term.start else None) or date.min
    end = (term.end.latest if term.end else None) or date.max
    if at.candidates:
        return any(begin <= day <= end for day in at.candidates)
    return begin <= (at.latest or date.max) and (at.earliest or date.min) <= end


def _begins(held: tuple[Tenure, str]) -> tuple[date, str]:
    return ((held[0].start.earliest if held[0].start else None) or date.min, held[1])


def name_key(name: str) -> str:
    """What two spellings of one name share: everything folded for long names, apostrophes and hyphens for short ones."""
    if sum(map(str.isalnum, name)) >= FOLDED:
        return key(name)
    return " ".join(
        "".join(
            f if not c.isalpha() else c for c, f in zip(name, fold(name), strict=True)
        ).split()
    )


def _bearers(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    return _grouped(
        (form, e.id)
        for e in entities
        for name in (e.name, *e.aliases)
        for form in _forms(name)
    )


def _forms(name: str) -> Iterator[str]:
    """Keys of a name; a short name in small letters also stands in capitals, as in headlines ("IRAN")."""
    yield name_key(name)
    if 3 <= len(name) < FOLDED:  # noqa: PLR2004 - two capitals are some other acronym
        yield name.upper()


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    found: dict[str, dict[V, None]] = {}
    for name, value in pairs:
        found.setdefault(name, {})[value] = None
    return {name: tuple(values) for name, values in found.items()}
