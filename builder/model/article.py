"""An article as it was read: its text, untouched, and the parts it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.model.dates import EdtfDate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a text: code points of the source file's decoded text, half-open."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse spans that run backwards."""
        if not 0 <= self.start <= self.end:
            raise ValueError(
                f"a span runs forward from 0 or later, got {self.start}..{self.end}"
            )

    def __len__(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words the span stands for."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies inside this one (equal spans cover each other)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of the text is."""

    HEADER = "header"
    """Machine-made first words such as ` date 2026-02-04`, or Markdown front matter: shown apart."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"

    CREDIT = "credit"
    """Who wrote or contributed ("Jennifer Jacobs et Haley Ott ont contribué à ce rapport.")."""

    BOILERPLATE = "boilerplate"
    """What the web page left behind ("Plus", "Lire aussi : …"): shown as such, not annotated."""

    MARKUP = "markup"
    """Signs of Markdown before a heading: kept in the text, shown as a heading instead."""

    @property
    def told(self) -> bool:
        """Whether the block tells something and is annotated."""
        return self in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or other part. Blocks come in the order of the text and do not overlap."""

    span: Span
    """Without the white space around it: every other character of the text is in exactly one block."""

    kind: BlockKind

    level: int = 0
    """1 for a title, 2 or more for headings, 0 elsewhere."""


class Basis(StrEnum):
    """Who or what decided a date."""

    STATED = "stated"
    """The text (or its header) gives it in full."""

    RELATIVE = "relative"
    """Computed from words such as "hier" and an anchor."""

    INFERRED = "inferred"
    """Reasoned out of evidence; the evidence is kept."""

    CORRECTED = "corrected"
    """The author decided."""

    UNKNOWN = "unknown"


class Rights(StrEnum):
    """What the public pages may show of a text."""

    FULL = "full"
    EXCERPTS = "excerpts"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as far as is known."""

    date: EdtfDate | None
    """A day, a month, a year, an interval; none where nothing is known."""

    basis: Basis

    reasons: tuple[str, ...] = ()
    """French sentences that a reader can follow; never empty for an inferred date."""


@dataclass(frozen=True, slots=True)
class Article:
    """One press article. The text is never altered."""

    id: str
    """File name without its ending: names the page, `/articles/<id>/`."""

    text: str
    blocks: tuple[Block, ...]
    published: Published
    title: str = ""
    """From the author, the front matter or a title line; empty where the article has none."""

    dateline: Span | None = None
    """`WASHINGTON` in `WASHINGTON – Le président…`: the place of writing, inside the first paragraph."""

    outlet: str = ""
    author: str = ""
    url: str = ""
    """http or https only; empty otherwise."""

    rights: Rights = Rights.FULL
    language: str = "fr"
    source: str = ""
    """Name of the file under `seeds/`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block that tells something."""

    id: str
    """`p3s2`: third told block, second sentence. Editing one paragraph moves no other's address."""

    span: Span
    """Without the white space around it."""

    block: int
    """Index into `Article.blocks`."""
