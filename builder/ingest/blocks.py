"""Tells the blocks of a text apart: title, headings, paragraphs, credits, what the web page left behind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.ingest.head_lines import opening
from builder.ingest.heads import head
from builder.ingest.rules import reading_rules
from builder.model.article import Block, BlockKind, Span
from builder.text.composed import composed
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.ingest.heads import Head
    from builder.ingest.rules import Rules
    from builder.lang.pack import LanguagePack

# Every kind of line break: a text may come from any system.
_LINE = re.compile(r"[^\r\n\u2028\u2029\u0085]+")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_ENDS = re.compile(r"[.!?…:;,][»”\"'’)\]\s]*\Z")

# A heading is short; titles of the press run to two hundred characters.
_HEADING_LIMIT = 140
_TITLE_LIMIT = 250

# A text wrapped by hand or by an old mail program breaks lines between these widths.
_WRAPPED = range(45, 100)
_WRAPPED_LINES = 3

# Columns of a newspaper are narrower; so are lists and poems, whose lines begin with a capital.
_COLUMN = range(24, 100)
_COLUMN_LINES = 4

# Publication dates stand near the top; further down they are part of the story.
_NEAR_TOP = 4
_LINE_LIMIT = 300
_HEAD_LINES = 20

# A place in capitals, perhaps an agency or a day, then a dash: "WASHINGTON (AFP) – ".
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý’' -]{1,40}[A-ZÀ-Ý])(?:,?[^–—\n]{0,40}?)?\s*(?:–|—|--| - )\s*(?=\S)"
)

# What may give place and day before a dash: "4 janvier 2016, Paris . – ".
_OPENING = re.compile(r"[^–—]{6,80}?(?:[–—]|--| - )\s*(?=\S)")


def blocks(
    text: str, header: Span | None, pack: LanguagePack, *, markdown: bool
) -> tuple[tuple[Block, ...], Mapping[str, str]]:
    """The blocks in order, and what the lines of a head state, as `Head.fields` has it."""
    found: list[Block] = []
    start = 0
    if header is not None:
        block = Block(_strip(text, header), BlockKind.HEADER)
        found.append(block)
        start = header.end
    lines = tuple(_paragraphs(text, start))
    written = [
        text[span.start : span.start + _LINE_LIMIT]
        if len(span) > _LINE_LIMIT
        else span.of(text)
        for span in lines[:_HEAD_LINES]
    ]
    reader = _Reader(text, lines, pack, head(written, pack), markdown=markdown)
    found += reader.read()
    return tuple(found), reader.stated()


@dataclass(slots=True)
class _Reader:
    """Tells the lines of a text apart, from the top; what a line is depends on those before it."""

    text: str
    lines: Sequence[Span]
    pack: LanguagePack
    head: Head
    markdown: bool
    opened: dict[str, str] = field(default_factory=dict)
    """What stands before the first words of the story."""

    titled: bool = False
    """Whether something was told so far: what looks like a title is then a heading."""

    @property
    def rules(self) -> Rules:
        """The patterns of the language."""
        return reading_rules(self.pack)

    def read(self) -> Iterator[Block]:
        """The blocks of all lines, in order."""
        for rank, span in enumerate(self.lines):
            if rank in self.head.lines:
                yield Block(span, BlockKind.HEADER)
                continue
            marked = self.markdown and _HASHES.match(self.text, span.start)
            if rank == self.head.title and not marked:
                self.titled = True
                yield from self._title(span)
                continue
            if rank < _NEAR_TOP and not self.opened:
                self.opened = self._opening(span)
            # A long line is a paragraph, whatever it begins with.
            is_long = len(span) > _LINE_LIMIT
            folded = "" if is_long else fold(composed(span.of(self.text)))
            for block in self._classify(span, folded, rank):
                self.titled = self.titled or block.kind.told
                yield block

    def stated(self) -> dict[str, str]:
        """What the head says, and what stands before the first words of the story where it does not."""
        return {**self.opened, **self.head.fields}

    def _title(self, span: Span) -> Iterator[Block]:
        """The title, and around it what says that it is one, or the outlet that a web page puts behind it."""
        at = self.head.title_at
        title = Span(span.start + at.start, span.start + at.stop)
        for part, kind in (
            (Span(span.start, title.start), BlockKind.HEADER),
            (title, BlockKind.TITLE),
            (Span(title.end, span.end), BlockKind.HEADER),
        ):
            words = _strip(self.text, part)
            if len(words):
                yield Block(words, kind, int(kind is BlockKind.TITLE))

    def _opening(self, span: Span) -> dict[str, str]:
        """What agencies begin with: "PARIS, 18 mars 2025 (AFP) – Le ministre…"; empty where there is no day."""
        line = self.text[span.start : min(span.end, span.start + _LINE_LIMIT)]
        before = _OPENING.match(line)
        return opening(composed(before[0]), self.pack) if before else {}

    def _classify(self, span: Span, folded: str, rank: int) -> list[Block]:
        if self.markdown:
            marks = _HASHES.match(self.text, span.start, span.end)
            if marks:
                return self._marked(span, marks)
        if folded:
            if self.rules.boilerplate.fullmatch(folded):
                return [Block(span, BlockKind.BOILERPLATE)]
            if self._is_credit(span, folded):
                return [Block(span, BlockKind.CREDIT)]
        if not self._heads(span, rank):
            return [Block(span, BlockKind.PARAGRAPH)]
        if self.titled:
            return [Block(span, BlockKind.HEADING, 2)]
        return [Block(span, BlockKind.TITLE, 1)]

    def _is_credit(self, span: Span, folded: str) -> bool:
        """`Par Anne Roche`; not `Par arrêté du maire, la rue est fermée`."""
        if self.rules.credit.fullmatch(folded) is None:
            return False
        if not folded.startswith(f"{self.rules.by} "):
            return True
        _, first, *_ = span.of(self.text).split()
        return first[0].isupper() or first in self.rules.signing

    def _marked(self, span: Span, marks: re.Match[str]) -> list[Block]:
        """A heading of Markdown: its signs, kept in the text, and its words. Only the first of a text is its title."""
        signs = Span(span.start, marks.end(1))
        words = Span(marks.end(), span.end)
        kind, level = BlockKind.TITLE, 1
        if self.titled:
            kind = BlockKind.HEADING
            level = max(len(signs), 2)
        return [
            Block(signs, BlockKind.MARKUP),
            Block(words, kind, level),
        ]

    def _heads(self, span: Span, rank: int) -> bool:
        """Whether a line is a title or heading: short, begun like a sentence, ended by no stop, and followed by more."""
        words = span.of(self.text)
        limit = _HEADING_LIMIT if rank else _TITLE_LIMIT
        if len(words) > limit or rank + 1 == len(self.lines):
            return False
        # A question is a heading where something longer answers it.
        following = self.lines[rank + 1]
        is_question = words.endswith("?") and "." not in words
        if is_question and len(following) > len(span):
            return True
        if _ENDS.search(words):
            return False
        first = words[0]
        return first.isupper() or first.isdigit() or first in "«“\"'"


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    """Lines, and lines that were wrapped by hand joined again."""
    chunk: list[Span] = []
    previous = start
    for match in _LINE.finditer(text, start):
        line = Span(*match.span())
        span = _strip(text, line)
        if not len(span):
            continue
        # A blank line parts paragraphs, also those that were wrapped.
        between = text[previous : span.start].replace("\r\n", "\n")
        if chunk and between.count("\n") != 1:
            yield from _joined(text, chunk)
            chunk = []
        chunk.append(span)
        previous = span.end
    yield from _joined(text, chunk)


def _joined(text: str, chunk: Sequence[Span]) -> Sequence[Span]:
    """One span for a paragraph wrapped by hand, else the lines as they are."""
    if len(chunk) < _WRAPPED_LINES:
        return chunk
    first, *_, last = chunk
    inner = chunk[:-1]
    # Lines of a list or poem end where their sentence does; wrapped lines do so by chance.
    open_ends = 0
    for line in inner:
        words = line.of(text)
        open_ends += not _ENDS.search(words)
    if 2 * open_ends <= len(inner):
        return chunk
    if all(len(line) in _WRAPPED for line in inner) or _is_column(text, chunk):
        return [Span(first.start, last.end)]
    return chunk


def _is_column(text: str, chunk: Sequence[Span]) -> bool:
    """Whether lines are those of a narrow column: most of them begin in the midst of a sentence."""
    if len(chunk) < _COLUMN_LINES:
        return False
    if not all(len(line) in _COLUMN for line in chunk[:-1]):
        return False
    small = sum(text[line.start].islower() for line in chunk[1:])
    return 2 * small > len(chunk)


def _strip(text: str, span: Span) -> Span:
    words = span.of(text)
    before = len(words) - len(words.lstrip())
    after = len(words) - len(words.rstrip())
    start = span.start + before
    end = span.end - after
    # Nothing but white space: an empty span at its end.
    return Span(start, max(start, end))


def dateline(text: str, blocks: Sequence[Block]) -> Span | None:
    """The place of writing at the head of the first paragraph ("WASHINGTON – …"); none where there is none."""
    for block in blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        span = block.span
        match = _DATELINE.match(text, span.start, span.end)
        return Span(*match.span("place")) if match else None
    return None
