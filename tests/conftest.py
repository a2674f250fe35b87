"""What many tests need: the French pack, and an article out of a bare text."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from builder import ingest
from builder.lang.pack import LanguagePack, language_pack
from builder.model.article import Article, Basis, Published
from builder.model.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Callable

# `HYPOTHESIS_PROFILE=long make test` looks harder; the default finds the same things on every machine.
settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=400, deadline=None)
settings.register_profile("long", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def pack() -> LanguagePack:
    return language_pack("fr")


@pytest.fixture(scope="session")
def article(pack: LanguagePack) -> Callable[..., Article]:
    """`article("Un texte.", "2025-02-12")`: an article with that date of publication, or with none."""

    def make(text: str, published: str = "") -> Article:
        when = (
            Published(parse_edtf(published), Basis.STATED)
            if published
            else Published(None, Basis.UNKNOWN)
        )
        return ingest.plain(text, "t", when, pack)

    return make
