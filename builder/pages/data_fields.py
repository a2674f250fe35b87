"""What every field of the data means, each with an example out of the dossier; where the formats of others say the same."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from builder.export import FORMATS
from builder.export.material import Material
from builder.export.tables import rows_of
from builder.lang.pack import language_pack
from builder.lang.schema_data import DataWords, FormatWords
from builder.model.article import Rights
from builder.pages import page
from builder.pages.page import Page
from builder.pages.phrases import page_phrases
from builder.pages.telling import tellers
from builder.text.label import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.model.dossier import Dossier
    from builder.pages.index import DossierIndex
    from builder.pages.phrases import Phrases

_LONGEST = 60
"""Characters of an example."""
_SAMPLE = 50
"""Entities, events and others of the dossier among which an example is looked for: the page does not grow with it."""
_MOST_ARTICLES = 5
_REFERENCE = "#/$defs/"
_DOCUMENT = "dossier"
_DOCUMENT_FILE = "dossier.json"


@dataclass(frozen=True, slots=True)
class FieldView:
    """One column of a table, or one key of an object."""

    name: str
    type: str
    """In words, with values between backticks."""

    says: str
    """As `type`."""

    example: str
    """Empty where this dossier has none."""


@dataclass(frozen=True, slots=True)
class TableView:
    """The fields of one file or of one kind of object."""

    name: str
    title: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class FormatView:
    """What a format says, and where in it."""

    file: str
    name: str
    facts: tuple[tuple[str, str], ...]
    """Each in words, with its place."""


@dataclass(frozen=True, slots=True)
class FieldsPage:
    """All fields: of the tables, of `dossier.json`, and the facts of what others have designed."""

    tables: tuple[TableView, ...]
    objects: tuple[TableView, ...]
    formats: tuple[FormatView, ...]


def pages(index: DossierIndex) -> Iterator[Page]:
    """The one page."""
    say = page_phrases(index.dossier.language, "fields")
    material = Material(_sample(index.dossier), part_of=index.dossier)
    tables = tuple(_tables(material, say))
    objects = tuple(_objects(material, say))
    formats = tuple(_formats(index.dossier.language))
    yield Page(
        path=page.DATA_FIELDS,
        template="champs.md.j2",
        title=say("title"),
        view=FieldsPage(tables, objects, formats),
        description=say("description"),
        front=page.UNSEARCHED,
    )


def _sample(dossier: Dossier) -> Dossier:
    """Some of the dossier, of articles whose words may all be shown: an example is no way around their rights."""
    free = [a for a in dossier.articles if a.article.rights is Rights.FULL]
    names = {annotated.article.id for annotated in free}
    told = (event for event in dossier.events if tellers(event) <= names)
    doubted = (doubt for doubt in dossier.doubts if doubt.where in names)
    return replace(
        dossier,
        articles=tuple(free[:_MOST_ARTICLES]),
        entities=dict(islice(dossier.entities.items(), _SAMPLE)),
        events=tuple(islice(told, _SAMPLE)),
        proposals=dossier.proposals[:1],
        relations=dossier.relations[:_SAMPLE],
        related=dossier.related[:1],
        doubts=tuple(islice(doubted, _SAMPLE)),
    )


def _tables(material: Material, say: Phrases) -> Iterator[TableView]:
    words = language_pack(material.dossier.language).words(DataWords)
    for file, table in words.tables.items():
        examples = _cells(FORMATS[file].write(material))
        fields = []
        for name, (kind, says) in table.columns.items():
            example = opening(examples.get(name, ""), _LONGEST)
            fields.append(FieldView(name, say(kind), says, example))
        yield TableView(file, table.title, tuple(fields))


def _cells(table: str) -> dict[str, str]:
    """The first value that says something, of each column of a CSV file."""
    found: dict[str, str] = {}
    for row in rows_of(table):
        for name, cell in row.items():
            if cell:
                found.setdefault(name, cell)
    return found


def _objects(material: Material, say: Phrases) -> Iterator[TableView]:
    schema = json.loads(FORMATS["dossier.schema.json"].write(material))
    document = json.loads(FORMATS[_DOCUMENT_FILE].write(material))
    definitions = schema["$defs"]
    examples = _Examples(definitions)
    examples.gather(_DOCUMENT, schema, document)
    schema["title"] = say("document")
    for name, definition in {_DOCUMENT: schema, **definitions}.items():
        fields = []
        for key, value in definition.get("properties", {}).items():
            kind = _type(value, definitions, say)
            example = examples.of(name, key)
            fields.append(FieldView(key, kind, value["description"], example))
        if fields:
            yield TableView(name, definition["title"], tuple(fields))


def _formats(language: str) -> Iterator[FormatView]:
    """The formats whose fields are not ours."""
    pack = language_pack(language)
    words = pack.words(FormatWords)
    ours = {_DOCUMENT_FILE, *pack.words(DataWords).tables}
    for file, places in words.formats.items():
        if file not in ours:
            facts = [(words.facts[fact], place) for fact, place in places.items()]
            yield FormatView(file, FORMATS[file].name, tuple(facts))


def _type(
    value: Mapping[str, Any], definitions: Mapping[str, Any], say: Phrases
) -> str:
    """The type in words: an object by its title, one of some values as their list."""
    if reference := value.get("$ref"):
        named = definitions[str(reference).removeprefix(_REFERENCE)]
        return named.get("title") or _type(named, definitions, say)
    if either := value.get("anyOf", value.get("oneOf")):
        return ", ".join(_type(each, definitions, say) for each in either)
    if values := value.get("enum"):
        return ", ".join(map(_value, values))
    if "const" in value:
        return _value(value["const"])
    kinds = value["type"]
    if isinstance(kinds, list):
        return ", ".join(map(say, kinds))
    if isinstance(value.get("items"), dict):
        return say("list", type=_type(value["items"], definitions, say))
    return say(kinds)


def _value(value: str | None) -> str:
    return "`null`" if value is None else f"`{value}`"


class _Examples:
    """The first value that says something, of each key of each kind of object."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self._found: dict[tuple[str, str], object] = {}

    def of(self, name: str, key: str) -> str:
        """The example as JSON, cut; empty where there is none."""
        if (name, key) not in self._found:
            return ""
        written = json.dumps(self._found[name, key], ensure_ascii=False)
        return opening(written, _LONGEST)

    def gather(self, name: str, schema: Mapping[str, Any], value: object) -> None:
        """Go down a value beside its schema."""
        if reference := schema.get("$ref"):
            name = str(reference).removeprefix(_REFERENCE)
            schema = self._definitions[name]
        items = schema.get("items")
        if isinstance(value, list) and isinstance(items, dict):
            for item in value:
                self.gather(name, items, item)
        if not isinstance(value, dict):
            return
        for key, below in schema.get("properties", {}).items():
            held = value.get(key)
            if held in (None, "", [], {}):
                continue
            self._found.setdefault((name, key), held)
            self.gather(name, below, held)
