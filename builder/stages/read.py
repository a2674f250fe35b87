"""Turns the bytes of a file under `seeds/` into an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.config import Settings
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Published


def read(raw: bytes, name: str, settings: Settings, pack: LanguagePack) -> Article:
    """Decode, tell header, title, headings, paragraphs, credits and boilerplate apart.

    Raises:
        ArticleRefusedError: where the bytes are no text, or too many.
    """
    raise NotImplementedError


def plain(text: str, article_id: str, published: Published, pack: LanguagePack) -> Article:
    """An article out of a bare text, as `dossier annotate` gets it."""
    raise NotImplementedError
