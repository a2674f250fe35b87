"""What every field of the data means, each with an example out of the dossier."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from builder.export import FORMATS
from builder.export.material import Material
from builder.lang.pack import language_pack
from builder.lang.schema_data import DataWords
from builder.model.article import Rights
from builder.pages import page
from builder.pages.page import Page
from builder.pages.phrases import page_phrases
from builder.text.label import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.model.dossier import Dossier
    from builder.pages.index import DossierIndex

_LONGEST = 60
"""Characters of an example."""
_SAMPLE = 50
"""Entities, events and others of the dossier among which an example is looked for: the page does not grow with it."""
_MOST_ARTICLES = 3
_REFERENCE = "#/$defs/"


@dataclass(frozen=True, slots=True)
class FieldView:
    """One column of a table, or one key of an object."""

    name: str
    type: str
    says: str
    example: str
    """Empty where this dossier has none."""


@dataclass(frozen=True, slots=True)
class TableView:
    """The fields of one file or of one kind of object."""

    name: str
    title: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class FieldsPage:
    """All fields: of the tables, then of `dossier.json`."""

    tables: tuple[TableView, ...]
    objects: tuple[TableView, ...]


def pages(index: DossierIndex) -> Iterator[Page]:
    """The one page."""
    say = page_phrases(index.dossier.language, "fields")
    material = Material(_sample(index.dossier))
    yield Page(
        path=page.DATA_FIELDS,
        template="champs.md.j2",
        title=say("title"),
        view=FieldsPage(tuple(_tables(material)), tuple(_objects(material))),
        description=say("description"),
    )


def _sample(dossier: Dossier) -> Dossier:
    """Some of the dossier, of articles whose words may all be shown: an example is no way around their rights."""
    free = [a for a in dossier.articles if a.article.rights is Rights.FULL]
    names = {annotated.article.id for annotated in free}
    told = (
        e for e in dossier.events if names.issuperset(m.article for m in e.mentions)
    )
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


def _tables(material: Material) -> Iterator[TableView]:
    words = language_pack(material.dossier.language).words(DataWords)
    for file, table in words.tables.items():
        text = FORMATS[file].write(material).encode().decode("utf-8-sig")
        found: dict[str, str] = {}
        for row in csv.DictReader(io.StringIO(text)):
            for name, cell in row.items():
                if cell:
                    found.setdefault(name, cell)
        fields = [
            FieldView(name, kind, says, opening(found.get(name, ""), _LONGEST))
            for name, (kind, says) in table.columns.items()
        ]
        yield TableView(file, table.title, tuple(fields))


def _objects(material: Material) -> Iterator[TableView]:
    schema = json.loads(FORMATS["dossier.schema.json"].write(material))
    document = json.loads(FORMATS["dossier.json"].write(material))
    examples = _Examples(schema["$defs"])
    examples.gather("dossier", schema, document)
    for name, definition in {"dossier": schema, **schema["$defs"]}.items():
        fields = [
            FieldView(key, _type(value), value["description"], examples.of(name, key))
            for key, value in definition.get("properties", {}).items()
        ]
        if fields:
            title = definition.get("description", "")
            yield TableView(name, title, tuple(fields))


def _type(value: Mapping[str, Any]) -> str:
    """The type in a word: a kind of object by its name, one of some words as their list."""
    if reference := value.get("$ref"):
        return str(reference).removeprefix(_REFERENCE)
    if "enum" in value:
        return " | ".join(map(str, value["enum"]))
    if "items" in value and isinstance(value["items"], dict):
        return f"[{_type(value['items'])}]"
    kind = value.get("type", "")
    return " | ".join(kind) if isinstance(kind, list) else str(kind)


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
            self.gather(f"{name}.{key}", below, held)
