"""In which order a person looks at doubts: by kind, and of a kind first what settles most of the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.model.dossier import Dossier, Doubt

# What the author has decided in vain comes first, then what touches most of the dossier.
_ORDER = ("correction", "article", "event", "mention", "date", "quote")
"""Kinds of doubts in order; any other comes last."""


def by_effect(dossier: Dossier) -> Mapping[str, Sequence[Doubt]]:
    """Doubts by kind, of each kind those that settle most first."""
    found: dict[str, list[Doubt]] = {}
    # The sort is stable: those that settle as much stay in the order of articles and text.
    for doubt in sorted(dossier.doubts, key=_turn):
        found.setdefault(doubt.kind, []).append(doubt)
    return found


def _turn(doubt: Doubt) -> tuple[int, int]:
    rank = len(_ORDER)
    if doubt.kind in _ORDER:
        rank = _ORDER.index(doubt.kind)
    return rank, -doubt.settles
