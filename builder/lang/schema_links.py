"""The words of linking, typed: `roles.yml`, `places.yml` and `link.yml`."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import ConfigDict, Field

from builder.lang.schema import Part, Words

PlaceReading = Literal["place", "stands", "open"]


class Wordings(Part):
    """Wordings of a function: of one who holds it, and of many."""

    one: tuple[str, ...]
    many: tuple[str, ...]


class GroupWords(Part):
    """Nouns that sum some up, and what these are."""

    words: tuple[str, ...]
    of: Literal["people", "bodies", "places", "powers"]
    kinds: frozenset[str] = frozenset()
    """Functions of people; any where empty."""

    kin: bool = False
    """They bear one surname."""

    partners: frozenset[str] = frozenset()
    """Or else a sentence that names them says one of these of one of them."""

    count: int = 0
    """How many they are where no number stands."""


class PatternRule(Part):
    """One pattern over classes of words."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    match: str
    gives: str
    begins: frozenset[str] = Field(default=frozenset(), alias="from")
    without: frozenset[str] = frozenset()


class RoleWords(Words):
    """`roles.yml`: offices as the press words them, and the patterns of them."""

    FILE: ClassVar[str] = "roles"

    kinds: dict[str, Wordings]
    articled: frozenset[str]
    capitalised: frozenset[str]
    republic_of: frozenset[str]
    bodies_again: frozenset[str]
    towns: frozenset[str]
    of_for_at: dict[str, str]
    council_kind: str
    council: str
    minister: str
    ministers: str
    ministry: str
    portfolio: frozenset[str]
    beside_names: frozenset[str]
    alone: frozenset[str]
    of_many_bodies: frozenset[str]
    periphrases: frozenset[str]
    occupations: frozenset[str]
    instead: dict[str, tuple[str, ...]]
    home_kind: str
    home: str
    seat_kind: str
    counterpart_kind: str
    articles_after_of: frozenset[str]
    atoms: dict[str, tuple[str, ...]]
    macros: dict[str, str]
    levels: tuple[tuple[PatternRule, ...], ...]
    copulas: frozenset[str]
    date_of: frozenset[str]
    numbers: dict[str, int]
    groups: tuple[GroupWords, ...]


class PlaceWords(Words):
    """`places.yml`: how a place is told from the power that sits there."""

    FILE: ClassVar[str] = "places"

    prepositions: dict[str, dict[str, PlaceReading]]
    to_power: frozenset[str]
    to_place: frozenset[str]
    of_power: frozenset[str]
    of_place: frozenset[str]
    by_power: frozenset[str]
    by_place: frozenset[str]
    capital: frozenset[str]
    struck: frozenset[str]
    of_city: frozenset[str]
    city_too: frozenset[str]
    visited: frozenset[str]
    sports: frozenset[str]
    team: str
    national: str
    of_city_endings: tuple[str, ...]
    hosts: frozenset[str]
    of_club: frozenset[str]
    games: frozenset[str]
    dashes: frozenset[str]
    lists: frozenset[str]
    compounds: dict[str, str]
    languages: frozenset[str]
    manner: frozenset[str]


class CommonBodyWords(Part):
    """Common nouns that name one body of a state or city.

    `owned` only where its owner is named, `written` only with a capital.
    """

    words: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    of: frozenset[str] = frozenset()
    """What sort of place has one, as the registry describes it."""

    of_state: bool = False
    field: bool = False
    capital: bool = False


class OccasionWords(Part):
    """Common nouns that name a vote, a treaty, an attack with whose it is, its place or its date."""

    words: tuple[str, ...]
    of: Literal["state", "voters", "place", "day", "title", "nobody"]
    type: Literal["EVENT", "PRODUCT"] = "EVENT"
    yearly: bool = False
    """It comes every year, and needs no date."""


class LinkWords(Words):
    """`link.yml`: what linking says to the reader, and what names go by."""

    FILE: ClassVar[str] = "link"

    reasons: dict[str, str]
    idioms: tuple[str, ...]
    titles: dict[str, tuple[str, ...]]
    particles: frozenset[str]
    spellings: tuple[tuple[str, str], ...]
    heads: dict[str, frozenset[str]]
    contracted: dict[str, str]
    other_name: frozenset[str]
    pairs: frozenset[str]
    families: frozenset[str]
    couples: frozenset[str]
    called: dict[str, frozenset[str]]
    some: frozenset[str]
    regions: frozenset[str]
    media: frozenset[str]
    bodies: frozenset[str]
    common: dict[str, CommonBodyWords]
    occasions: dict[str, OccasionWords]
    shortened: frozenset[str]
    ministries: frozenset[str]
    of_states: frozenset[str]
    public: frozenset[str]
    of_places: tuple[str, ...]
