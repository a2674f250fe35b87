"""The page of all fields: each is explained, and what stands beside it is a value of the file that it belongs to."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builder.export import FORMATS
from builder.export.material import Material
from builder.model.article import Rights
from builder.pages import data_fields
from builder.pages.index import DossierIndex

if TYPE_CHECKING:
    from builder.model.dossier import Dossier
    from builder.pages.data_fields import FieldsPage


def shown(dossier: Dossier) -> FieldsPage:
    (page,) = data_fields.pages(DossierIndex(dossier))
    return page.view


@pytest.fixture(params=[1, 5])
def page(
    seeds_dossier: Dossier,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> FieldsPage:
    """Made of one article, as that of a large dossier is of some; and of all."""
    monkeypatch.setattr(data_fields, "_MOST_ARTICLES", request.param)
    return shown(seeds_dossier)


def test_every_table_is_there_with_all_its_columns(page, seeds_dossier):
    described = json.loads(FORMATS["datapackage.json"].write(Material(seeds_dossier)))
    columns = {
        resource["path"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in described["resources"]
    }
    assert {t.name: [f.name for f in t.fields] for t in page.tables} == columns


def test_an_example_is_a_value_of_the_table(page, seeds_dossier):
    material = Material(seeds_dossier)
    examples = 0
    for table in page.tables:
        text = FORMATS[table.name].write(material).removeprefix("\ufeff")
        rows = list(csv.DictReader(io.StringIO(text)))
        for field in table.fields:
            cells = {" ".join(row[field.name].split()) for row in rows}
            words = field.example.removesuffix("…")
            assert any(cell.startswith(words) for cell in cells), field
            examples += bool(words)
    assert examples > 80


def test_every_object_of_the_schema_is_there_with_all_its_fields(page, seeds_dossier):
    schema = json.loads(FORMATS["dossier.schema.json"].write(Material(seeds_dossier)))
    held = {"dossier": schema, **schema["$defs"]}
    fields = {
        name: [*each["properties"]]
        for name, each in held.items()
        if "properties" in each
    }
    assert {o.name: [f.name for f in o.fields] for o in page.objects} == fields
    assert all(field.says for each in page.objects for field in each.fields)


def test_an_example_of_an_object_stands_in_the_document(page, seeds_dossier):
    document = json.loads(FORMATS["dossier.json"].write(Material(seeds_dossier)))
    held = " ".join(json.dumps(document, ensure_ascii=False).split())
    examples = [f.example for each in page.objects for f in each.fields if f.example]
    assert len(examples) > 100
    assert [e for e in examples if e.removesuffix("…") not in held] == []


def test_what_rights_keep_back_is_no_example(seeds_dossier):
    articles = [
        replace(told, article=replace(told.article, rights=Rights.EXCERPTS))
        for told in seeds_dossier.articles
    ]
    page = shown(replace(seeds_dossier, articles=tuple(articles)))
    (mentions,) = (table for table in page.tables if table.name == "mentions.csv")
    assert {field.example for field in mentions.fields} == {""}
