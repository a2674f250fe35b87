"""Who says what: quotations and their speakers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.model.article import Span
    from builder.model.dates import Timex
    from builder.model.mention import Status


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between quotation marks, before anybody asked who speaks."""

    span: Span
    """Without its marks."""

    outer: Span
    """With its marks."""

    closed: bool = True
    """False where the closing mark is missing: it then ends with the paragraph."""

    depth: int = 0
    """0 outermost; 1 and more for a quotation inside a quotation."""


class QuoteKind(StrEnum):
    """How a saying is told, and how much of it is quoted."""

    DIRECT = "direct"
    """A whole clause or more."""

    FRAGMENT = "fragment"
    """Some words of a saying, built into the journalist's sentence."""

    INDIRECT = "indirect"
    """What is said in the journalist's words ("a déclaré que le port rouvrirait"), without marks: `outer` is `span`."""

    TERM = "term"
    """A word or name held at a distance ('opération militaire spéciale')."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its speaker, where the text says."""

    quoted: Quoted
    kind: QuoteKind
    speakers: tuple[str, ...]
    """Entity ids; empty where the speaker is no entity or the text does not say."""

    speaker_words: Span | None
    """The words that name the speaker ("il", "une lecture russe de l'appel"); none where the text does not say."""

    cue: Span | None
    """The verb or frame that attributes it ("a déclaré", "selon")."""

    saying: str
    """Id shared by the parts of one saying: parts broken by an incise, sayings that go on."""

    reporters: tuple[str, ...] = ()
    """Entity ids of media and outlets that report it ("selon CNN", "sur Truth Social"), apart from the speaker."""

    reporter_words: tuple[Span, ...] = ()
    said: Timex | None = None
    """When it was said, where the text tells."""

    sentence: str = ""
    """Id of the sentence in which it begins."""

    reason: str = ""
    """One French sentence: why this speaker, or why none."""

    status: Status | None = None

    @property
    def marked(self) -> bool:
        """Whether it stands in quotation marks."""
        return self.kind is not QuoteKind.INDIRECT

    @property
    def span(self) -> Span:
        """The words quoted, without marks."""
        return self.quoted.span
