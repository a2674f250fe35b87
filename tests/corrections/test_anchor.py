"""Words quoted by an author are found again."""

from __future__ import annotations

import pytest

from builder.corrections.anchor import places
from builder.model.article import Span

TEXT = "L’accord est signé. Puis l’accord\nest rompu."


@pytest.mark.parametrize(
    ("quote", "before", "after", "found"),
    [
        ("l'accord est", "", "", [Span(0, 12), Span(25, 37)]),
        ("L’ACCORD  EST", "Puis", "", [Span(25, 37)]),
        ("l'accord", "", "est signé", [Span(0, 8)]),
        ("accord final", "", "", []),
        ("", "", "", []),
        ("(accord", "", "", []),
    ],
    ids=[
        "folded",
        "before",
        "after",
        "absent",
        "empty",
        "no-pattern",
    ],
)
def test_places(quote, before, after, found):
    assert list(places(TEXT, quote, before, after)) == found


@pytest.mark.parametrize("quote", ["accor", "ccord"])
def test_a_part_of_a_word_is_no_whole_word(quote):
    assert len(places(TEXT, quote)) == 2
    assert not places(TEXT, quote, whole=True)
