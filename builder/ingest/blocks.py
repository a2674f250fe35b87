"""Tells the blocks of a text apart: title, headings, paragraphs, credits, what the web page left behind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import get_month_names

from builder.lang.schema import ReadingWords
from builder.model.article import Block, BlockKind, Span
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

# Publication dates stand near the top; further down they are part of the story.
_NEAR_TOP = 4
_LINE_LIMIT = 300

# A place in capitals, perhaps an agency or a day, then a dash: "WASHINGTON (AFP) – ".
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý’' -]{1,40}[A-ZÀ-Ý])(?:,?[^–—\n]{0,40}?)?\s*(?:–|—|--| - )\s*(?=\S)"
)


class _Rules(NamedTuple):
    """The patterns of a language; all but `opening` are of whole lines."""

    credit: re.Pattern[str]
    boilerplate: re.Pattern[str]
    published: re.Pattern[str]
    opening: re.Pattern[str]
    months: tuple[str, ...]


@lru_cache(maxsize=8)
def reading_rules(pack: LanguagePack) -> _Rules:
    """The patterns of a language, compiled; month names are CLDR's."""
    words = pack.words(ReadingWords)
    names = get_month_names("wide", locale=pack.code)
    in_order = [names[number] for number in sorted(names)]
    months = tuple(map(fold, in_order))
    any_month = "|".join(months)
    day, year = r"(?P<day>\d{1,2})(?:er)?", r"(?P<year>(?:1[5-9]|20)\d\d)"
    written = rf"{day} (?P<month>{any_month}) {year}"
    iso = r"(?P<iso>(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d)"
    date_pattern = rf"(?:{written}|{iso})"
    return _Rules(
        _any_of(words.credit, date_pattern),
        _any_of(words.boilerplate, date_pattern),
        _any_of(words.published, date_pattern),
        _any_of(words.opening, date_pattern),
        months,
    )


def _any_of(patterns: Iterable[str], date_pattern: str) -> re.Pattern[str]:
    """One pattern of them all: a group's name may stand only once in it, so each has its number."""
    numbered = []
    for number, pattern in enumerate(patterns):
        whole = pattern.replace("{date}", date_pattern)
        name = rf"(?P<\g<1>{number}>"
        renamed = re.sub(r"\(\?P<(\w+)>", name, whole)
        numbered.append(f"(?:{renamed})")
    return re.compile("|".join(numbered))


def blocks(
    text: str, header: Span | None, pack: LanguagePack, *, markdown: bool
) -> tuple[tuple[Block, ...], str]:
    """The blocks in order, and the date of publication that a line of them states (ISO; empty where none does)."""
    found: list[Block] = []
    start = 0
    if header is not None:
        block = Block(_strip(text, header), BlockKind.HEADER)
        found.append(block)
        start = header.end
    reader = _Reader(
        text,
        lines=tuple(_paragraphs(text, start)),
        rules=reading_rules(pack),
        markdown=markdown,
    )
    found += reader.read()
    return tuple(found), reader.stated


@dataclass(slots=True)
class _Reader:
    """Tells the lines of a text apart, from the top; what a line is depends on those before it."""

    text: str
    lines: Sequence[Span]
    rules: _Rules
    markdown: bool
    stated: str = ""
    """The date of publication that a line stated so far."""

    titled: bool = False
    """Whether something was told so far: what looks like a title is then a heading."""

    def read(self) -> Iterator[Block]:
        """The blocks of all lines, in order."""
        for rank, span in enumerate(self.lines):
            end = min(span.end, span.start + _LINE_LIMIT)
            head = fold(self.text[span.start : end])
            # A long line is a paragraph, whatever it begins with.
            folded = head if end == span.end else ""
            if rank < _NEAR_TOP and self._only_dates(head, folded):
                yield Block(span, BlockKind.HEADER)
                continue
            for block in self._classify(span, folded, rank):
                self.titled = self.titled or block.kind.told
                yield block

    def _only_dates(self, head: str, folded: str) -> bool:
        """Whether a line says nothing but when the article was published; of the only line it would be all there is."""
        if not self.stated:
            self.stated = _stated(head, self.rules)
        if not self.stated or len(self.lines) == 1:
            return False
        return self.rules.published.fullmatch(folded) is not None

    def _classify(self, span: Span, folded: str, rank: int) -> list[Block]:
        if self.markdown:
            marks = _HASHES.match(self.text, span.start, span.end)
            if marks:
                return self._marked(span, marks)
        if folded and self.rules.boilerplate.fullmatch(folded):
            return [Block(span, BlockKind.BOILERPLATE)]
        if folded and self.rules.credit.fullmatch(folded):
            return [Block(span, BlockKind.CREDIT)]
        if not self._heads(span, rank):
            return [Block(span, BlockKind.PARAGRAPH)]
        if self.titled:
            return [Block(span, BlockKind.HEADING, 2)]
        return [Block(span, BlockKind.TITLE, 1)]

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
        if len(line) not in _WRAPPED:
            return chunk
        words = line.of(text)
        open_ends += not _ENDS.search(words)
    if 2 * open_ends <= len(inner):
        return chunk
    return [Span(first.start, last.end)]


def _strip(text: str, span: Span) -> Span:
    words = span.of(text)
    before = len(words) - len(words.lstrip())
    after = len(words) - len(words.rstrip())
    start = span.start + before
    end = span.end - after
    # Nothing but white space: an empty span at its end.
    return Span(start, max(start, end))


def _stated(folded: str, rules: _Rules) -> str:
    """The date of publication in a line such as "Publié le 4 février 2026" or "4 janvier 2016 . – Aujourd'hui…".

    Empty for a date that does not exist: the line is then text like any other.
    """
    match = rules.published.fullmatch(folded)
    if match is None:
        match = rules.opening.match(folded)
    if match is None:
        return ""
    groups = {}
    for name, value in match.groupdict().items():
        if value:
            groups[name.rstrip("0123456789")] = value
    given = groups.get("iso")
    if given is None:
        month = rules.months.index(groups["month"]) + 1
        year = groups["year"]
        day = int(groups["day"])
        given = f"{year}-{month:02}-{day:02}"
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        return ""


def dateline(text: str, blocks: Sequence[Block]) -> Span | None:
    """The place of writing at the head of the first paragraph ("WASHINGTON – …"); none where there is none."""
    for block in blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        span = block.span
        match = _DATELINE.match(text, span.start, span.end)
        return Span(*match.span("place")) if match else None
    return None
