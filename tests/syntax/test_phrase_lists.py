"""Phrases of lists are found in folded words, wherever they stand."""

from __future__ import annotations

import pytest

from builder.syntax.phrase_lists import PhraseHit, PhraseLists, phrase_keys

LISTS = PhraseLists(
    {
        "office": [phrase_keys("chef de l'État"), phrase_keys("chef")],
        "idiom": [phrase_keys("tête de Turc")],
    }
)


@pytest.mark.parametrize(
    ("phrase", "keys"),
    [
        ("Chef de l’État", ("chef", "de", "l'", "etat")),
        ("vice-président", ("vice-president",)),
        ("", ()),
    ],
)
def test_a_phrase_is_cut_as_an_article_is(phrase, keys):
    assert phrase_keys(phrase) == keys


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        (
            "le chef de l’État",
            [PhraseHit("office", 1, 5), PhraseHit("office", 1, 2)],
        ),
        ("une tête de Turc", [PhraseHit("idiom", 1, 4)]),
        ("rien de tel", []),
        ("", []),
    ],
)
def test_every_phrase_is_found_the_long_ones_first(text, hits):
    assert LISTS.find(phrase_keys(text)) == hits


def test_no_list_finds_nothing():
    assert PhraseLists({}).find(("chef",)) == []
