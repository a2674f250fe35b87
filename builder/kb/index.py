"""Finds in the knowledge base: who bears a name, whose demonym a word is, who held an office when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.model.entity import Entity, Office, Tenure
    from builder.model.moment import Moment

V = TypeVar("V")

FOLDED = 5
"""From so many letters on, capitals and accents of a name do not count: "Iran" is not "iran", "Zelensky" is "ZELENSKY"."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """A knowledge base in memory. Made by `Index.of` only; equal to itself alone, so that compiled rules can be cached."""

    entities: Mapping[str, Entity]
    offices: Mapping[str, Office]
    capitals: Mapping[str, str]
    demonyms: Mapping[str, tuple[str, ...]]
    states: frozenset[str]
    as_of: date | None
    names: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, tuple[tuple[Tenure, str], ...]]
    """(term, holder) by office, in the order of terms."""

    posts: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(
        cls,
        entities: Mapping[str, Entity],
        offices: Mapping[str, Office],
        shared: Mapping[str, tuple[str, ...]],
        states: frozenset[str],
        as_of: date | None,
        first: tuple[str, ...] = (),
    ) -> Index:
        """Build the indexes. Names of the entities in `first`, the author's, are theirs alone."""
        terms = _grouped((t.office, (t, e.id)) for e in entities.values() for t in e.tenures)
        return cls(
            entities=dict(sorted(entities.items())),
            offices=dict(sorted(offices.items())),
            capitals={e.capital_of: e.id for e in entities.values() if e.capital_of},
            demonyms=_grouped((form.lower(), e.id) for e in _sorted(entities) for form in e.demonyms),
            states=states,
            as_of=as_of,
            names=_names(entities)
            | {name_key(n): ids for n, ids in shared.items()}
            | _names({i: entities[i] for i in first}),
            terms={office: tuple(sorted(held, key=_begins)) for office, held in terms.items()},
            posts=_grouped((o.of, o.id) for o in sorted(offices.values(), key=lambda o: o.id)),
        )

    def named(self, surface: str) -> tuple[str, ...]:
        """Ids of the entities that bear this name or alias, in the order of ids."""
        return self.names.get(name_key(surface), ())

    def state_of(self, demonym: str) -> str | None:
        """Id of the state or region a demonym belongs to; none where it is unknown or shared."""
        found = self.demonyms.get(demonym.lower(), ())
        return found[0] if len(found) == 1 else None

    def offices_of(self, holder: str) -> tuple[str, ...]:
        """Ids of the offices of a state or organisation, in the order of ids."""
        return self.posts.get(holder, ())

    def holders(self, office: str, at: Moment | None) -> tuple[str, ...]:
        """Ids of those who can have held the office at a moment, in the order of their terms."""
        held = self.terms.get(office, ())
        return tuple(dict.fromkeys(holder for term, holder in held if at is None or covers(term, at)))


def covers(term: Tenure, at: Moment) -> bool:
    """Whether some day of the moment can lie in the term. An end that is not known reaches for ever."""
    begin = (term.start.earliest if term.start else None) or date.min
    end = (term.end.latest if term.end else None) or date.max
    if at.candidates:
        return any(begin <= day <= end for day in at.candidates)
    return begin <= (at.latest or date.max) and (at.earliest or date.min) <= end


def name_key(name: str) -> str:
    """What two spellings of one name share: everything folded for long names, apostrophes and hyphens for short ones."""
    if sum(map(str.isalnum, name)) >= FOLDED:
        return key(name)
    return " ".join("".join(f if not c.isalpha() else c for c, f in zip(name, fold(name), strict=True)).split())


def _names(entities: Mapping[str, Entity]) -> dict[str, tuple[str, ...]]:
    return _grouped((form, e.id) for e in _sorted(entities) for name in (e.name, *e.aliases) for form in _forms(name))


def _forms(name: str) -> Iterator[str]:
    """Keys of a name; a short name in small letters also stands in capitals, as in headlines ("IRAN")."""
    yield name_key(name)
    if 3 <= len(name) < FOLDED:  # noqa: PLR2004 - two capitals are some other acronym
        yield name.upper()


def _sorted(entities: Mapping[str, Entity]) -> list[Entity]:
    return [entities[i] for i in sorted(entities)]


def _begins(held: tuple[Tenure, str]) -> tuple[date, str]:
    return ((held[0].start.earliest if held[0].start else None) or date.min, held[1])


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    found: dict[str, dict[V, None]] = {}
    for name, value in pairs:
        found.setdefault(name, {})[value] = None
    return {name: tuple(values) for name, values in found.items()}
