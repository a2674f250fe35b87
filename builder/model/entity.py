"""Whom and what the dossier knows: entities, offices, and who held them when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.model.dates import EdtfDate
    from builder.model.mention import EntityType


@dataclass(frozen=True, slots=True)
class Tenure:
    """An entity holds an office during an interval, both days included."""

    office: str
    """Id of the office."""

    start: EdtfDate | None = None
    end: EdtfDate | None = None
    """None: still held, as far as the source knew."""


@dataclass(frozen=True, slots=True)
class Office:
    """A position that people hold one after the other ("président des États-Unis")."""

    id: str
    name: str
    """As on the page of its holder: "président des États-Unis"."""

    titles: tuple[str, ...] = ()
    """Head words that name it beside a demonym or state: "président", "chef de l'État"."""

    of: str = ""
    """Id of the state or organisation."""

    wordings: tuple[str, ...] = ()
    """Whole phrases that name it ("locataire de la Maison-Blanche", "chef du Kremlin")."""

    source: str = ""
    kinds: tuple[str, ...] = ()
    """Functions it fills, keys of `kinds` in `lang/<code>/roles.yml`: "head-of-state", "foreign"."""

    seat: str = ""
    """Id of the place whose master or tenant the press calls the holder ("le chef du Kremlin")."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place, event, product or medium. One for all wordings."""

    id: str
    """Stable slug, also the address `/entites/<id>/`."""

    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    gender: str = ""
    """m, f, or empty where not known."""

    wikidata: str = ""
    description: str = ""
    """One French phrase: who or what it is."""

    source: str = ""
    """Where the entry comes from: a built-in file, `seeds/entities.yml`, or the articles themselves."""

    demonyms: tuple[str, ...] = ()
    """All forms: "russe", "russes", "Russe", "Russes"."""

    stands_for: str = ""
    """For a place that acts as a government: id of that state or institution."""

    country: str = ""
    """Id of the state a place lies in, or that an organisation belongs to."""

    capital_of: str = ""
    """Id of the state whose capital a city is."""

    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees, WGS 84; none where not known."""

    known: bool = True
    """False for entities made from the articles' own unknown names."""
