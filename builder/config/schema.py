"""What the author may write in each of the three files."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    create_model,
)

from builder.model.article import Basis, Rights
from builder.model.dates import EdtfDate, parse_edtf
from builder.model.event import Modality  # noqa: TC001 - pydantic reads it
from builder.model.mention import EntityType  # noqa: TC001 - as above
from builder.text.escape import url as safe_url


def _moment(value: object) -> EdtfDate:
    if isinstance(value, EdtfDate):
        return value
    if not isinstance(value, str):
        raise ValueError("une date était attendue : 2025-03-18, 2025-03, 2025…")  # noqa: TRY004 - pydantic reports it
    return parse_edtf(value.strip())


def _address(value: str) -> str:
    if not (address := safe_url(value)):
        raise ValueError(
            f"une adresse http ou https était attendue, « {value} » trouvé"
        )
    return address


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _dated(value: object) -> object:
    return {"value": value} if isinstance(value, str) else value


When = Annotated[EdtfDate, BeforeValidator(_moment)]
Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
Id = Annotated[str, Field(pattern=rf"^{ID.pattern}$")]
MaybeId = Annotated[str, Field(pattern=rf"^({ID.pattern})?$")]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_listed)]
Pair = Annotated[Ids, Field(min_length=2)]


class Strict(BaseModel):
    """Nothing unknown, nothing that changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class PublishedEntry(Strict):
    """`published: 2025-03-18`, or with who says so and why."""

    date: Annotated[When, Field(alias="value")]
    basis: Literal[Basis.STATED, Basis.INFERRED, Basis.CORRECTED] = Basis.CORRECTED
    reasons: Annotated[Texts, Field(alias="reason")] = ()


def _reasoned(entry: PublishedEntry) -> PublishedEntry:
    if entry.basis is Basis.INFERRED and not entry.reasons:
        raise ValueError(
            "« reason » était attendue : une date déduite (inferred) dit pourquoi"
        )
    return entry


class ArticleEntry(Strict):
    """What the author says of one article."""

    title: Text | None = None
    published: (
        Annotated[PublishedEntry, BeforeValidator(_dated), AfterValidator(_reasoned)]
        | None
    ) = None
    outlet: Text | None = None
    author: Text | None = None
    url: Annotated[str, AfterValidator(_address)] | None = None
    rights: Rights | None = None


class DossierFile(Strict):
    """`dossier.yml`."""

    title: Text = "Dossier"
    description: str = ""
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")] = "fr"
    model: Text = "auto"
    rights: Rights = Rights.FULL
    max_bytes: Annotated[int, Field(ge=1_000, le=100_000_000)] = 2_000_000
    articles: dict[str, ArticleEntry | None] = {}


class TenureEntry(Strict):
    """An office held."""

    office: Id
    start: Annotated[When | None, Field(alias="from")] = None
    end: Annotated[When | None, Field(alias="to")] = None


class EntityEntry(Strict):
    """One entry of `entities.yml`."""

    type: EntityType
    name: Text
    aliases: Texts = ()
    tenures: Annotated[tuple[TenureEntry, ...], Field(alias="offices")] = ()
    gender: Literal["m", "f", ""] = ""
    wikidata: Annotated[str, Field(pattern=r"^(Q[1-9][0-9]{0,11})?$")] = ""
    description: str = ""
    demonyms: Texts = ()
    stands_for: MaybeId = ""
    country: MaybeId = ""
    coordinates: (
        tuple[
            Annotated[float, Field(ge=-90, le=90)],
            Annotated[float, Field(ge=-180, le=180)],
        ]
        | None
    ) = None


class OfficeEntry(Strict):
    """One entry under `offices:` of `entities.yml`."""

    name: Text
    titles: Texts = ()
    of: MaybeId = ""
    wordings: Texts = ()


class ClaimEntry(Strict):
    """A sentence of an article, by some of its words."""

    article: Text
    quote: Text


SomeClaims = Annotated[tuple[ClaimEntry, ...], Field(min_length=1)]
TwoClaims = Annotated[tuple[ClaimEntry, ...], Field(min_length=2, max_length=2)]


class WordsEntry(Strict):
    """A decision about words of one article."""

    article: Text
    quote: Text
    before: str = ""
    after: str = ""
    entity: Id | None = None
    reject: bool = False
    type: EntityType | None = None
    date: When | None = None
    speaker: Ids | None = None
    modality: Modality | None = None
    kind: Text | None = None


GROUPS = ("merge_entities", "apart_entities")
"""Decisions about entities: those that are one, the first of which stays; those that are never one."""

DECISIONS: dict[str, type[Strict]] = {
    "merge": create_model("Merge", __base__=Strict, merge=(Pair, ...), title=(str, "")),
    "split": create_model(
        "Split",
        __base__=Strict,
        split=(Id, ...),
        claims=(SomeClaims, ...),
        title=(str, ""),
    ),
    "redate": create_model(
        "Redate", __base__=Strict, redate=(Id, ...), date=(When, ...)
    ),
    "retitle": create_model(
        "Retitle", __base__=Strict, retitle=(Id, ...), title=(Text, ...)
    ),
    "hide": create_model(
        "Hide", __base__=Strict, hide=(Annotated[Ids, Field(min_length=1)], ...)
    ),
    "add": create_model(
        "Add",
        __base__=Strict,
        add=(Text, ...),
        date=(When, ...),
        claims=(SomeClaims, ...),
        kind=(str, ""),
    ),
    "diverge": create_model(
        "Diverge", __base__=Strict, diverge=(TwoClaims, ...), topic=(str, "")
    ),
    "agree": create_model("Agree", __base__=Strict, agree=(TwoClaims, ...)),
    "apart": create_model("Apart", __base__=Strict, apart=(Pair, ...)),
    "merge_entities": create_model(
        "MergeEntities", __base__=Strict, merge_entities=(Pair, ...)
    ),
    "apart_entities": create_model(
        "ApartEntities", __base__=Strict, apart_entities=(Pair, ...)
    ),
}
"""What can be decided about events and entities, by the key that says so; what has none of them is about words."""
