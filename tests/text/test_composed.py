"""The plain form of a text, and where each of its characters stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.text.composed import composed, places

LETTERS = st.text("aeç é\u0301\u0327\u00adxA\n", max_size=30)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("fe\u0301vrier", "février"),
        ("fé\u00advrier", "février"),
        ("mars", "mars"),
        ("\u00ad", ""),
        ("", ""),
    ],
)
def test_a_word_has_one_plain_form(text: str, plain: str) -> None:
    assert composed(text) == plain


@given(LETTERS)
def test_every_character_has_its_place(text: str) -> None:
    at = places(text)
    assert len(at) == len(composed(text)) + 1
    assert at == sorted(at)
    assert at[-1] == len(text)


@given(LETTERS, LETTERS)
def test_what_is_cut_at_a_place_has_the_plain_form_of_the_cut(
    first: str, second: str
) -> None:
    text = unicodedata.normalize("NFD", f"{first}A{second}")
    cut = composed(first)
    assert composed(text[: places(text)[len(cut)]]) == cut
