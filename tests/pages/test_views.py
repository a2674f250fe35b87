"""What pages say of the values of the model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import account

from builder.model.article import Basis, Published
from builder.model.dates import parse_edtf
from builder.pages import views


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-02", "février 2025"),
        ("2017-05-14/..", "le 14 mai 2017 au plus tôt"),
        ("../2017-05-14", "le 14 mai 2017 au plus tard"),
        ("2025-03-03/2025-03-05", "du 3 au 5 mars 2025"),
    ],
)
def test_an_article_appears_once_and_not_since_a_day(value, words):
    told = account("a", "2025-02")
    published = Published(parse_edtf(value), Basis.INFERRED, ("Un indice.",))
    article = replace(told.article, published=published)
    assert views.published(article).words == words


def test_an_article_is_called_with_the_apostrophes_of_print():
    article = replace(account("a", "2025").article, title="L'accord d'hier")
    assert views.label(article) == "L’accord d’hier"
