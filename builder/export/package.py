"""The tables as one data package (Frictionless Data Package v1): which files, which columns, of which type, saying what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.export.documents import json_text
from builder.export.tables import SPOKEN
from builder.lang.pack import language_pack
from builder.lang.schema_data import DataWords

if TYPE_CHECKING:
    from builder.export.material import Material
    from builder.lang.schema_data import CellType, Table

_OF_ARTICLES = ("mentions.csv", "dates.csv", "citations.csv", "recits.csv")


def describe(material: Material) -> str:
    """`datapackage.json`: the package with a schema for each table."""
    dossier = material.dossier
    words = language_pack(dossier.language).words(DataWords)
    content = {
        "name": material.space,
        "title": dossier.title,
        "profile": "tabular-data-package",
        "resources": [_resource(*item) for item in words.tables.items()],
    }
    return json_text(content)


def _resource(file: str, table: Table) -> dict[str, Any]:
    name, _, _ = file.rpartition(".")
    return {
        "name": name,
        "path": file,
        "title": table.title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        # With the mark at its head that Excel wants.
        "encoding": "utf-8-sig",
        "schema": _schema(file, table),
    }


def _schema(file: str, table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(name, *said) for name, said in table.columns.items()],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = table.key
    if file in _OF_ARTICLES:
        reference = {"resource": "articles", "fields": "id"}
        schema["foreignKeys"] = [{"fields": "article", "reference": reference}]
    return schema


def _field(name: str, cell_type: CellType, says: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": cell_type, "description": says}
    if cell_type == "boolean":
        field["trueValues"] = [SPOKEN[True]]
        field["falseValues"] = [SPOKEN[False]]
    return field
