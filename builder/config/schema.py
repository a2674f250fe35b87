"""What the author may write in each of the three files, and what pydantic finds wrong said in French."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from builder.model.article import Basis, Rights
from builder.model.claim import Modality  # noqa: TC001 - pydantic reads it
from builder.model.mention import EntityType  # noqa: TC001 - as above
from builder.model.moment import Moment, parse_edtf
from builder.text.escape import url as safe_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.config.yaml_file import Place, Value, YamlFile


def _moment(value: object) -> Moment:
    if isinstance(value, Moment):
        return value
    if not isinstance(value, str):
        raise ValueError("une date était attendue : 2025-03-18, 2025-03, 2025…")  # noqa: TRY004 - pydantic reports it
    return parse_edtf(value.strip())


def _address(value: str) -> str:
    if not (address := safe_url(value)):
        raise ValueError(f"une adresse http ou https était attendue, « {value} » trouvé")
    return address


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _dated(value: object) -> object:
    return {"value": value} if isinstance(value, str) else value


When = Annotated[Moment, BeforeValidator(_moment)]
Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
Id = Annotated[str, Field(pattern=rf"^{ID.pattern}$")]
MaybeId = Annotated[str, Field(pattern=rf"^({ID.pattern})?$")]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_listed)]
Pair = Annotated[Ids, Field(min_length=2)]


class Strict(BaseModel):
    """Nothing unknown, nothing that changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=True)


class PublishedEntry(Strict):
    """`published: 2025-03-18`, or with who says so and why."""

    value: When
    basis: Literal[Basis.STATED, Basis.INFERRED, Basis.CORRECTED] = Basis.CORRECTED
    reason: Texts = ()


def _reasoned(entry: PublishedEntry) -> PublishedEntry:
    if entry.basis is Basis.INFERRED and not entry.reason:
        raise ValueError("« reason » était attendue : une date déduite (inferred) dit pourquoi")
    return entry


class ArticleEntry(Strict):
    """What the author says of one article."""

    title: Text | None = None
    published: Annotated[PublishedEntry, BeforeValidator(_dated), AfterValidator(_reasoned)] | None = None
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
    offices: tuple[TenureEntry, ...] = ()
    gender: Literal["m", "f", ""] = ""
    wikidata: Annotated[str, Field(pattern=r"^(Q[1-9][0-9]{0,11})?$")] = ""
    description: str = ""
    demonyms: Texts = ()
    stands_for: MaybeId = ""
    country: MaybeId = ""
    coordinates: tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]] | None = None


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


Claims = tuple[ClaimEntry, ...]


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


class MergeEntry(Strict):
    """Events that are one."""

    merge: Pair
    title: str = ""


class SplitEntry(Strict):
    """Sentences that leave an event."""

    split: Id
    claims: Annotated[Claims, Field(min_length=1)]
    title: str = ""


class RedateEntry(Strict):
    """Another date for an event."""

    redate: Id
    date: When


class RetitleEntry(Strict):
    """Another title for an event."""

    retitle: Id
    title: Text


class HideEntry(Strict):
    """Events that the chronology leaves out."""

    hide: Annotated[Ids, Field(min_length=1)]


class AddEntry(Strict):
    """An event that the machine did not see."""

    add: Text
    date: When
    kind: str = ""
    claims: Annotated[Claims, Field(min_length=1)]


class DivergeEntry(Strict):
    """Two sentences that differ."""

    diverge: Annotated[Claims, Field(min_length=2, max_length=2)]
    topic: str = ""


class AgreeEntry(Strict):
    """Two sentences that do not differ, whatever the machine says."""

    agree: Annotated[Claims, Field(min_length=2, max_length=2)]


class ApartEntry(Strict):
    """Events that are not one."""

    apart: Pair


class MergeEntitiesEntry(Strict):
    """Entities that are one; the first id stays."""

    merge_entities: Pair


Model = TypeVar("Model", bound=Strict)


def checked(schema: type[Model], value: Value, file: YamlFile, place: Place = ()) -> Model | None:
    """The value as the schema has it; where it is not, none, and every problem is noted in the file."""
    try:
        return schema.model_validate(value)
    except ValidationError as error:
        known = sorted(set(_keys(schema)))
        for found in error.errors(include_url=False):
            if found["type"] == "too_short" and len(found["input"]) >= found["ctx"]["min_length"]:
                continue  # long enough, but for items that are wrong themselves and have said so
            inner = tuple(part for part in found["loc"] if _written(part))
            what, hint = _said(found["type"], inner, found.get("ctx", {}), found["input"], known)
            file.report((*place, *inner), what, hint)
        return None


def _written(part: str | int) -> bool:
    """Pydantic names the branch of a union in its places; the author never wrote that."""
    return isinstance(part, int) or not part.startswith(("function-", "literal[", "constrained-"))


def _keys(schema: type[BaseModel]) -> Iterator[str]:
    for name, info in schema.model_fields.items():
        yield info.alias or name
        for inner in _models(info.annotation):
            yield from _keys(inner)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - a type, of any kind
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


def _said(kind: str, place: Place, more: Mapping[str, Any], found: object, known: list[str]) -> tuple[str, str]:
    key = place[-1] if place else ""
    if kind == "missing":
        what = f"clé « {key} »" if isinstance(key, str) else f"élément {key + 1}"
        return f"{what} attendu, absent", "Ajoutez-le."
    if kind == "extra_forbidden":
        return f"clé inconnue « {key} »", nearest(str(key), known, "Clés connues")
    if kind == "value_error":
        return str(more["error"]), ""
    expected = _EXPECTED.get(kind, "autre chose").format(**more).replace("'", "").replace(" or ", " ou ")
    return f"attendu : {expected} ; trouvé : {_found(found)}", ""


_EXPECTED = {
    "string_type": "texte",
    "string_too_short": "texte non vide",
    "string_pattern_mismatch": "texte de la forme {pattern}",
    "enum": "l’un de {expected}",
    "literal_error": "l’un de {expected}",
    "bool_parsing": "true ou false",
    "bool_type": "true ou false",
    "int_parsing": "nombre entier",
    "int_type": "nombre entier",
    "float_parsing": "nombre",
    "float_type": "nombre",
    "greater_than_equal": "nombre d’au moins {ge}",
    "less_than_equal": "nombre d’au plus {le}",
    "model_type": "bloc de clés",
    "dict_type": "bloc de clés",
    "tuple_type": "liste",
    "list_type": "liste",
    "too_short": "liste d’au moins {min_length} éléments",
    "too_long": "liste d’au plus {max_length} éléments",
}


def _found(value: object) -> str:
    if value is None:
        return "rien"
    if isinstance(value, dict):
        return "bloc de clés"
    if isinstance(value, list | tuple):
        return f"liste de {len(value)}"
    text = str(value)
    if not text:
        return "rien"
    return f"« {text} »" if len(text) <= 60 else f"« {text[:60]}… »"  # noqa: PLR2004 - fits a terminal's line


def nearest(given: str, known: list[str], label: str) -> str:
    """A hint: the known word that is meant, else all of them where they are few."""
    if close := get_close_matches(given[:100], known, n=1, cutoff=0.6):
        return f"Vouliez-vous dire « {close[0]} » ?"
    return f"{label} : {', '.join(known)}." if 0 < len(known) <= 20 else ""  # noqa: PLR2004 - a list one can read
