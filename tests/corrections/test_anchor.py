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
        ("accor", "", "", []),
        ("ccord", "", "", []),
        ("", "", "", []),
        ("(accord", "", "", []),
    ],
    ids=[
        "folded",
        "before",
        "after",
        "absent",
        "begins",
        "ends",
        "empty",
        "no-pattern",
    ],
)
def test_places(quote, before, after, found):
    assert list(places(TEXT, quote, before, after)) == found
