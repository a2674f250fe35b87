"""The tables of the registry: one row a thing, written as the schema has it."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from builder.kb.load import _TABLES, knowledge_base, packaged

DATA = files("builder.kb").joinpath("data")
KB = knowledge_base()
COLUMNS = [
    "id",
    "type",
    "name",
    "acronym",
    "aliases",
    "country",
    "description",
    "wikidata",
    "at",
    "demonyms",
    "stands_for",
    "capital_of",
]
OF_PEOPLE = [
    "id",
    "type",
    "name",
    "gender",
    "aliases",
    "country",
    "description",
    "wikidata",
]


def _lines(table):
    text = DATA.joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    return text.removesuffix("\n").split("\n")


def _cells(table):
    rows = [line for line in _lines(table) if not line.startswith("#")]
    return [row.split("\t") for row in rows[1:]]


def test_every_table_is_read():
    written = {e.name for e in DATA.iterdir() if e.name.endswith(".tsv")}
    assert written == {f"{table}.tsv" for table in _TABLES}


@pytest.mark.parametrize("table", _TABLES)
def test_a_table_says_what_it_is_and_where_from(table):
    what, source, columns, *rows = _lines(table)
    assert what.startswith("# ")
    assert source.startswith("# source: ")
    assert columns.split("\t") == (OF_PEOPLE if table == "people" else COLUMNS)
    assert rows


@pytest.mark.parametrize("table", _TABLES)
def test_rows_come_in_the_order_of_ids(table):
    ids = [cells[0] for cells in _cells(table)]
    assert ids == sorted(ids)


@pytest.mark.parametrize("table", _TABLES)
def test_no_row_has_more_cells_than_columns(table):
    assert max(map(len, _cells(table))) <= len(COLUMNS)


@pytest.mark.parametrize("table", _TABLES)
def test_apostrophes_are_those_of_print(table):
    assert "'" not in "".join(_lines(table))


def test_an_id_is_given_once_in_all_files():
    given = Counter(cells[0] for table in _TABLES for cells in _cells(table))
    given.update(i for i in packaged().files if not packaged().files[i].endswith("tsv"))
    assert not [entry for entry, times in given.items() if times > 1]


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("CGT", "cgt"),
        ("Confédération générale du travail", "cgt"),
        ("LVMH", "lvmh"),
        ("PSG", "paris-saint-germain"),
        ("L'Équipe", "l-equipe"),
        ("Seine-Saint-Denis", "seine-saint-denis"),
        ("PACA", "provence-alpes-cote-d-azur"),
        ("Insee", "insee"),
        ("STADE TOULOUSAIN", "stade-toulousain"),
        ("Saint-Etienne", "saint-etienne"),
    ],
)
def test_everyday_names_are_known(name, entity):
    assert KB.named(name) == (entity,)


@pytest.mark.parametrize(
    ("name", "entities"),
    [
        ("CAF", ("caf", "caf-football")),
        ("LSE", ("london-stock-exchange", "lse-universite")),
        ("Orange", ("orange", "orange-vaucluse")),
    ],
)
def test_an_acronym_of_two_and_a_name_of_two_kinds_answer_for_both(name, entities):
    assert KB.named(name) == entities
