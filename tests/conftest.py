"""What many tests need: the French pack, and an article out of a bare text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.lang.pack import LanguagePack, language_pack
from builder.model.article import Article, Basis, Published
from builder.model.moment import parse_edtf
from builder.stages import read

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def pack() -> LanguagePack:
    return language_pack("fr")


@pytest.fixture(scope="session")
def article(pack: LanguagePack) -> Callable[..., Article]:
    """`article("Un texte.", "2025-02-12")`: an article with that date of publication, or with none."""

    def make(text: str, published: str = "") -> Article:
        when = Published(parse_edtf(published), Basis.STATED) if published else Published(None, Basis.UNKNOWN)
        return read.plain(text, "t", when, pack)

    return make
