"""Lists what a person should look at, with the YAML that would settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.errors import Problem
    from builder.model.claim import Event, MergeProposal
    from builder.model.correction import Corrections
    from builder.model.dossier import Annotated, Doubt
    from builder.model.entity import Entity


def gather(
    articles: Sequence[Annotated],
    entities: Mapping[str, Entity],
    events: Sequence[Event],
    proposals: Sequence[MergeProposal],
) -> tuple[Doubt, ...]:
    """Unsure mentions, open dates, quotations without speaker, proposed merges, inferred article dates."""
    del articles, entities, events, proposals
    return ()


def orphans(articles: Sequence[Annotated], corrections: Corrections, matched: frozenset[str]) -> tuple[Problem, ...]:
    """Corrections whose words or events are no longer found, each with the nearest match. Never dropped."""
    del articles, corrections, matched
    return ()
