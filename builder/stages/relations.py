"""Who appears with whom, and which articles go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.claim import Event
    from builder.model.dossier import Annotated, Relation


def between_entities(articles: Sequence[Annotated]) -> tuple[Relation, ...]:
    """Pairs of entities named in one sentence, heaviest first, with those sentences."""
    del articles
    return ()


def between_articles(articles: Sequence[Annotated], events: Sequence[Event]) -> tuple[Relation, ...]:
    """Pairs of articles that share events (first) or people, heaviest first, with what they share."""
    del articles, events
    return ()
