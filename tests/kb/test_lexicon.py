"""The packaged lists of names: there, readable, small."""

from __future__ import annotations

from importlib.resources import files

import pytest

from builder.annotate.names.known import in_registry, names_of
from builder.kb.lexicon import LIST_TYPES, LISTS, entries, lexicon, read
from builder.kb.load import knowledge_base
from builder.lang.pack import language_pack
from builder.lang.schema_names import NameWords

FOLDER = files("builder.kb").joinpath("data", "names")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_names_once_each_and_in_order(name):
    found = list(entries(read(f"{name}.txt")))
    assert found
    assert found == sorted(set(found))


HAND_MADE = ("clubs", "companies", "events", "media", "organisations", "regions")


@pytest.mark.parametrize("name", HAND_MADE)
def test_what_the_registry_knows_stands_in_no_list(name):
    names = names_of(knowledge_base())
    assert not [x for x in entries(read(f"{name}.txt")) if in_registry(x, names)]


def test_a_list_that_is_not_there_is_empty():
    assert read("no-such-list.txt") == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("France", "LOC"),
        ("Le Caire", "LOC"),
        ("Koursk", "LOC"),
        ("Ulster", "LOC"),
        ("Red Bull Leipzig", "ORG"),
    ],
)
def test_a_name_of_two_lists_belongs_to_the_surer(name, kind):
    assert LIST_TYPES[LISTS[lexicon().names[name]]] == kind


def test_words_are_clustered_with_words_used_alike():
    clusters = lexicon().clusters
    assert clusters["Kiev"] == clusters["Minsk"]
    assert clusters["lundi"].partition(".")[0] == clusters["mardi"].partition(".")[0]


def test_the_lists_are_loaded_once():
    assert lexicon() is lexicon()


def test_all_lists_together_weigh_less_than_two_megabytes():
    assert sum(len(entry.read_bytes()) for entry in FOLDER.iterdir()) < 2_000_000


def test_every_file_is_described():
    described = FOLDER.joinpath("README.md").read_text(encoding="utf-8")
    assert [
        e.name
        for e in FOLDER.iterdir()
        if e.name not in described and e.name != "README.md"
    ] == []


def test_every_rule_has_a_sentence_for_the_reader():
    rules = language_pack("fr").words(NameWords).rules
    assert {f"list:{name}" for name in LISTS} <= set(rules)
