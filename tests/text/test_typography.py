from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.text.typography import spaced


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("« Kiev » : sans doute", "«\u00a0Kiev\u00a0»\u00a0: sans doute"),
        ("un ; deux ! trois ?", "un\u202f; deux\u202f! trois\u202f?"),
        ("https://exemple.fr/a?b à 12:30", "https://exemple.fr/a?b à 12:30"),
        ("«\u00a0déjà\u00a0»", "«\u00a0déjà\u00a0»"),
        ("a ?b :c", "a ?b :c"),
        ("", ""),
    ],
    ids=[
        "guillemets",
        "narrow",
        "addresses",
        "done already",
        "no mark of a sentence",
        "empty",
    ],
)
def test_spaces(plain, set_):
    assert spaced(plain) == set_


@given(st.text(alphabet="ab «»:;!?\u00a0\u202f\n"))
def test_only_spaces_change_and_twice_is_once(text):
    done = spaced(text)
    assert len(done) == len(text)
    assert all(
        a == b or (a == " " and b in "\u00a0\u202f")
        for a, b in zip(text, done, strict=True)
    )
    assert spaced(done) == done
