"""Dates articles that have no date: an interval with reasons, never a bare date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Published
    from builder.model.dossier import Annotated


def infer(articles: Sequence[Annotated], pack: LanguagePack, kb: KnowledgeBase) -> Mapping[str, Published]:
    """For articles whose date is unknown: what can be said of it, by article id; nothing where there is no evidence."""
    del articles, pack, kb
    return {}
