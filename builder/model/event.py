"""What the articles tell: claims, and the events that gather them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.model.article import Span
    from builder.model.dates import EdtfDate, Timex
    from builder.model.mention import Status


class Modality(StrEnum):
    """How the text stands to what it tells."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    """Somebody says so, and the article lets them say it."""

    CONDITIONAL = "conditional"
    """The conditional of the press: "aurait donné son accord"."""

    DENIED = "denied"
    DEMANDED = "demanded"
    PLANNED = "planned"
    """Announced or planned: not yet so when the article was written."""

    HYPOTHETICAL = "hypothetical"

    @property
    def occurred(self) -> bool:
        """Whether the text gives it as having happened."""
        return self in (Modality.ASSERTED, Modality.REPORTED)


class Role(StrEnum):
    """The part a participant has."""

    AGENT = "agent"
    PATIENT = "patient"
    """To whom it is done, or with whom."""

    OTHER = "other"


class PlacedBy(StrEnum):
    """What puts something on its day of the timeline."""

    TEXT = "text"
    """A date in its clause."""

    ARTICLE = "article"
    """The day of the story, told elsewhere in the article."""

    PUBLICATION = "publication"
    """News without a date: about the day on which the article came out."""


class Rank(StrEnum):
    """What something told weighs in its article."""

    PRIMARY = "primary"
    """What the chronology should not miss."""

    DETAIL = "detail"
    """Worth a line."""

    REACTION = "reaction"
    """Somebody says something about it."""


@dataclass(frozen=True, slots=True, order=True)
class Participant:
    """An entity and its part in what is told."""

    entity: str
    part: Role


@dataclass(frozen=True, slots=True)
class EventMention:
    """One thing that one article tells in one sentence."""

    id: str
    """`<article>.<sentence>` and a letter where one sentence tells two things: `004_2ebc.p1s1`, `004_2ebc.p1s1b`."""

    article: str
    sentence: str
    """Id of the sentence."""

    span: Span
    """The sentence, or the clause of it that tells this."""

    kind: str
    """A kind of event of the language pack: `call`, `meeting`, `attack`, …, `other`."""

    trigger: Span
    """The words that gave the kind away: "entretiens téléphoniques"."""

    date: EdtfDate | None
    timex: Timex | None
    """The expression that gave the moment; none where it comes from the article's own date, or from nowhere."""

    participants: tuple[Participant, ...]
    places: tuple[str, ...]
    speakers: tuple[str, ...]
    """Entity ids of the chain of speakers, nearest to the fact first; empty where the article itself tells."""

    modality: Modality
    background: bool = False
    """Told of the past as background, rather than as news."""

    reason: str = ""
    """One French sentence: what decided kind, moment and modality."""

    placed: EdtfDate | None = None
    """Where the timeline puts it; none where nothing tells. `date` is the hard bound."""

    placed_by: PlacedBy | None = None
    """What put it there; none where nothing did."""

    rank: Rank = Rank.DETAIL
    headline: bool = False
    """Whether it is what the article is about; one mention of an article at most."""

    title: str = ""
    """Words of its own that stand alone, for lists; empty where none were made."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two accounts of one event that differ. Shown side by side, never settled by us."""

    mentions: tuple[str, str]
    """Ids of the two claims."""

    topic: str
    """What they differ about, in words of the text."""

    reason: str
    status: Status


@dataclass(frozen=True, slots=True)
class Event:
    """What happened once, as told by one or more claims."""

    id: str
    """Stable: made from its first claim's own content, never from its rank. Also the address `/evenements/<id>/`."""

    kind: str
    title: str
    date: EdtfDate | None
    """Where the claims' moments meet; none where no claim has one."""

    mentions: tuple[EventMention, ...]
    """At least one, in the order of the articles, then of the text."""

    modality: Modality
    """The strongest of its claims."""

    participants: tuple[Participant, ...] = ()
    places: tuple[str, ...] = ()
    background: bool = False
    divergences: tuple[Discrepancy, ...] = ()
    reasons: tuple[str, ...] = ()
    """French sentences: why these claims are one event; empty for a single claim."""

    status: Status | None = None
    aliases: tuple[str, ...] = ()
    """Ids that lead here since events were merged: redirects are kept for them."""

    placed: EdtfDate | None = None
    """Where the timeline puts it; none where nothing tells. `date` is the hard bound."""

    placed_by: PlacedBy | None = None
    """What put it there; none where nothing did, or the author."""

    rank: Rank = Rank.DETAIL
    """The weightiest of its mentions."""

    @property
    def moment(self) -> EdtfDate | None:
        """The moment that lists and drawings show: `placed`, else the hard bound."""
        return self.placed or self.date


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two events that may be one: left apart, and shown on "À vérifier"."""

    first: str
    second: str
    score: float
    reasons: tuple[str, ...]
