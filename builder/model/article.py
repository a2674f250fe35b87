"""An article as it was read: its text, untouched, and the parts it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from builder.model.dates import Basis as Basis  # noqa: PLC0414, TC001 - part of this module for all others
from builder.model.span import Span as Span  # noqa: PLC0414, TC001 - as above

if TYPE_CHECKING:
    from builder.model.dates import EdtfDate


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


EXCERPT = 25
"""Per cent of a text that an excerpt shows at most, where the author says nothing."""


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
    excerpt: int = EXCERPT
    """Per cent of the text that is shown at most where its rights are `excerpts`."""

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
