"""What can be said of an entity and of an office: one shape for the packaged files and for the author's."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from builder.errors import NotUnderstoodError
from builder.model.dates import EdtfDate, parse_edtf
from builder.model.entity import Entity, Office, Tenure
from builder.model.mention import EntityType  # noqa: TC001 - pydantic reads it

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")


def _moment(value: object) -> EdtfDate:
    if isinstance(value, EdtfDate):
        return value
    # A set of days without quotation marks is a list to YAML, and the same set.
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        value = f"[{','.join(value)}]"
    if not isinstance(value, str):
        raise NotUnderstoodError("dates.form")
    return parse_edtf(value.strip())


def listed(value: object) -> object:
    """A list of one where only a text is written."""
    return [value] if isinstance(value, str) else value


def _identifier(value: str) -> str:
    if ID.fullmatch(value) is None:
        raise NotUnderstoodError("expected.identifier")
    return value


def _maybe_identifier(value: str) -> str:
    return _identifier(value) if value else value


def _wikidata(value: str) -> str:
    if value and _ITEM.fullmatch(value) is None:
        raise NotUnderstoodError("expected.wikidata")
    return value


When = Annotated[EdtfDate, BeforeValidator(_moment)]
Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed)]
Id = Annotated[str, AfterValidator(_identifier)]
MaybeId = Annotated[str, AfterValidator(_maybe_identifier)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(listed)]
Point = tuple[
    Annotated[float, Field(ge=-90, le=90)],
    Annotated[float, Field(ge=-180, le=180)],
]
"""Latitude and longitude in degrees."""


class Strict(BaseModel):
    """Nothing unknown, nothing that changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class TenureRow(Strict):
    """An office held."""

    office: Id
    start: Annotated[When | None, Field(alias="from")] = None
    end: Annotated[When | None, Field(alias="to")] = None

    def tenure(self) -> Tenure:
        """The term of office."""
        return Tenure(self.office, self.start, self.end)


class EntityRow(Strict):
    """One entity."""

    type: EntityType
    name: Text
    aliases: Texts = ()
    tenures: Annotated[tuple[TenureRow, ...], Field(alias="offices")] = ()
    gender: Literal["m", "f", ""] = ""
    wikidata: Annotated[str, AfterValidator(_wikidata)] = ""
    description: str = ""
    demonyms: Texts = ()
    stands_for: MaybeId = ""
    country: MaybeId = ""
    coordinates: Point | None = None

    def other_names(self) -> tuple[str, ...]:
        """What it is called besides its name."""
        return self.aliases

    def entity(self, entity_id: str, source: str) -> Entity:
        """The entity of that id; `source` says where it comes from."""
        return Entity(
            id=entity_id,
            type=self.type,
            name=self.name,
            aliases=self.other_names(),
            tenures=tuple(row.tenure() for row in self.tenures),
            gender=self.gender,
            wikidata=self.wikidata,
            description=self.description,
            source=source,
            demonyms=self.demonyms,
            stands_for=self.stands_for,
            country=self.country,
            coordinates=self.coordinates,
        )


class OfficeRow(Strict):
    """One office."""

    name: Text
    titles: Texts = ()
    of: MaybeId = ""
    wordings: Texts = ()

    def office(self, office_id: str, source: str) -> Office:
        """The office of that id; `source` says where it comes from."""
        return Office(
            id=office_id,
            name=self.name,
            titles=self.titles,
            of=self.of,
            wordings=self.wordings,
            source=source,
        )


# The packaged files write lists on one line, so that a thousand rows can be read as a table.


def _by_semicolons(value: object) -> object:
    return _parts(value, ";")


def _by_commas(value: object) -> object:
    return _parts(value, ",")


def _parts(value: object, mark: str) -> object:
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(mark)]


BySemicolons = Annotated[tuple[Text, ...], BeforeValidator(_by_semicolons)]
ByCommas = Annotated[tuple[Text, ...], BeforeValidator(_by_commas)]


class PackagedEntity(EntityRow):
    """One row of a packaged file of entities; the file gives its type and source for all of them."""

    aliases: BySemicolons = ()
    demonyms: ByCommas = ()
    coordinates: Annotated[
        Point | None, Field(alias="at"), BeforeValidator(_by_commas)
    ] = None
    capital: str = ""
    """Of a state: names, latitude and longitude, `Kiev ; Kyiv, 50.45, 30.52`."""

    capital_of: MaybeId = ""


class RegistryRow(PackagedEntity):
    """One row of a table of the registry, with all that it says of a thing."""

    id: Id
    country: MaybeId = ""
    description: Text
    """What it is, in a few French words."""

    acronym: str = ""
    """`CGT`: may be borne by several things, a name may not."""

    def other_names(self) -> tuple[str, ...]:
        """Its acronym, then its aliases."""
        return (self.acronym, *self.aliases) if self.acronym else self.aliases


class PackagedOffice(OfficeRow):
    """One row of the packaged offices, with those who held it."""

    wordings: BySemicolons = ()
    source: Text
    kinds: str
    """Functions it fills, with spaces between them: keys of `kinds` in `lang/<code>/roles.yml`."""

    seat: MaybeId = ""
    holders: tuple[str, ...]
    """`id of the holder first-day/last-day`, `..` for an end that is not known."""
