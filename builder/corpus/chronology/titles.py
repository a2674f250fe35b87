"""The title of an event: the best of its mentions' own, else its kind and who took part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.model.article import Rights
from builder.model.event import Rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.corpus.chronology.evidence import Evidence
    from builder.corpus.chronology.features import EventFeatures

_RANKS = tuple(Rank)
_PARTIES = 3
"""Names in a title, at most."""


def title(events: Sequence[EventFeatures], kind: str, evidence: Evidence) -> str:
    """The title of the event that some mentions tell, in the order of reading.

    Titles of mentions of its own kind come first, what an article is about before
    details, asserted before wished, what names somebody before what does not; of equals
    the first. Words of an article of which
    only the reference may be shown are not used.
    """
    strength = list(evidence.known.words.modalities)
    told = [e.mention for e in events if _is_shown(e) and e.mention.title]
    if not told:
        return _bare(events, kind, evidence)
    best = min(
        told,
        key=lambda mention: (
            mention.kind != kind,
            strength.index(mention.modality),
            not mention.headline,
            not mention.participants,
            _RANKS.index(mention.rank),
        ),
    )
    return best.title


def _is_shown(event: EventFeatures) -> bool:
    return event.story.told.article.rights is not Rights.REFERENCE


def _bare(events: Sequence[EventFeatures], kind: str, evidence: Evidence) -> str:
    """The kind, and the names of those who took part, the fullest account of them."""
    accounts = [[p.entity for p in e.mention.participants] for e in events]
    return bare(kind, max(accounts, key=len), evidence)


def bare(kind: str, entities: Sequence[str], evidence: Evidence) -> str:
    """A kind of event and a few names: `Appel téléphonique : Ada Roux, Jan Vik`."""
    label = kind_name(evidence.known.language, kind)
    names = list(dict.fromkeys(evidence.sides.name(entity) for entity in entities))
    return f"{label}\u00a0: {', '.join(names[:_PARTIES])}" if names else label
