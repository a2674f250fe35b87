"""What the author decided against the machine, as read from `seeds/corrections.yml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from builder.errors import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.model.dates import EdtfDate
    from builder.model.event import Modality
    from builder.model.mention import EntityType

_FILE = Place("seeds/corrections.yml")

EVERY = "*"
"""In the place of an article: all of them."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision about words of one article, or of all. It is anchored by words, never by offsets.

    It holds for every place in the article where `quote` stands (with `before` right before and `after` right after
    it, where given). `quote` of a claim's correction is any part of its sentence.
    """

    key: str
    """Names the entry, wherever in the file it stands; entries that say the same have the same."""

    article: str
    """Its id, or `EVERY`."""

    quote: str
    before: str = ""
    after: str = ""
    entity: str | None = None
    """Link the words to this entity (making a mention where there is none)."""

    reject: bool = False
    """The words are no mention, no date and no quotation."""

    type: EntityType | None = None
    date: EdtfDate | None = None
    speaker: tuple[str, ...] | None = None
    """Entity ids; an empty tuple says "unattributed"."""

    modality: Modality | None = None
    kind: str | None = None
    """Kind of event of the claim."""


class EventAction(StrEnum):
    """What an author can do to events."""

    MERGE = "merge"
    SPLIT = "split"
    REDATE = "redate"
    RETITLE = "retitle"
    HIDE = "hide"
    ADD = "add"
    DIVERGE = "diverge"
    """The two claims (given as words of their sentences) differ."""

    AGREE = "agree"
    """They do not: a divergence found by the machine is rejected."""

    APART = "apart"
    """A proposed merge is rejected."""


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A sentence of an article, found by its words."""

    article: str
    quote: str


@dataclass(frozen=True, slots=True)
class EventCorrection:
    """One decision about events."""

    key: str
    action: EventAction
    events: tuple[str, ...] = ()
    """Ids of events (present or former)."""

    claims: tuple[ClaimRef, ...] = ()
    date: EdtfDate | None = None
    title: str = ""
    kind: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything in `corrections.yml`, in its order."""

    words: tuple[Correction, ...] = ()
    events: tuple[EventCorrection, ...] = ()
    entity_merges: tuple[tuple[str, ...], ...] = ()
    """Groups of entity ids that are one: the first stays, the others redirect to it."""

    cannot_link: tuple[tuple[str, ...], ...] = ()
    """Groups of entity ids that are never one, however near their names."""

    distinct: tuple[tuple[str, ...], ...] = ()
    """Groups of article ids of which none repeats another, however alike."""

    places: Mapping[str, Place] = field(default_factory=dict)
    """Where entries stand, by their keys."""

    def of(self, article: str) -> tuple[Correction, ...]:
        """Those about words of one article: what is said of all articles before what is said of this one alone."""
        everywhere = [c for c in self.words if c.article == EVERY]
        here = [c for c in self.words if c.article == article]
        return (*everywhere, *here)

    def where(self, key: str) -> Place:
        """Where the entry of that key stands; the file where that is not known."""
        return self.places.get(key, _FILE)
