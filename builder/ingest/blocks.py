"""Tells the blocks of a text apart: title, headings, paragraphs, credits, what the web page left behind."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import get_month_names

from builder.model.article import Block, BlockKind, Span
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.pack import LanguagePack

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

_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý’' -]{1,40}[A-ZÀ-Ý])(?:,?[^–—\n]{0,40}?)?\s*(?:–|—|--| - )\s*(?=\S)"
)


class _Rules(NamedTuple):
    credit: re.Pattern[str]
    boilerplate: re.Pattern[str]
    published: re.Pattern[str]
    opening: re.Pattern[str]
    months: tuple[str, ...]


@lru_cache(maxsize=8)
def reading_rules(pack: LanguagePack) -> _Rules:
    """The patterns of a language, compiled; month names are CLDR's."""
    data = pack.data("reading")
    months = tuple(
        fold(name)
        for _, name in sorted(get_month_names("wide", locale=pack.code).items())
    )
    written = rf"(?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(months)}) (?P<year>(?:1[5-9]|20)\d\d)"
    iso = r"(?P<iso>(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d)"

    def any_of(name: str) -> re.Pattern[str]:
        """One pattern of them all: a group's name may stand only once in it, so each has its number."""
        full = (p.replace("{date}", rf"(?:{written}|{iso})") for p in data[name])
        return re.compile(
            "|".join(
                re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{n}>", f"(?:{p})")
                for n, p in enumerate(full)
            )
        )

    return _Rules(
        any_of("credit"),
        any_of("boilerplate"),
        any_of("published"),
        any_of("opening"),
        months,
    )


def blocks(
    text: str, header: Span | None, pack: LanguagePack, *, markdown: bool
) -> tuple[tuple[Block, ...], str]:
    """The blocks in order, and the date of publication that a line of them states (ISO; empty where none does)."""
    rules = reading_rules(pack)
    found: list[Block] = []
    if header is not None:
        found.append(Block(_strip(text, header), BlockKind.HEADER))
    lines = list(_paragraphs(text, header.end if header else 0))
    stated = ""
    titled = False
    for rank, span in enumerate(lines):
        head = fold(text[span.start : min(span.end, span.start + _LINE_LIMIT)])
        folded = head if len(span) <= _LINE_LIMIT else ""
        if not stated and rank < _NEAR_TOP:
            stated = _stated(head, rules)
        if (
            stated
            and rank < _NEAR_TOP
            and len(lines) > 1
            and rules.published.fullmatch(folded)
        ):
            found.append(Block(span, BlockKind.HEADER))
            continue
        made = _classify(
            text, span, folded, rank, lines, rules, markdown=markdown, titled=titled
        )
        titled = titled or any(b.kind.told for b in made)
        found += made
    return tuple(found), stated


def _classify(
    text: str,
    span: Span,
    folded: str,
    rank: int,
    lines: Sequence[Span],
    rules: _Rules,
    *,
    markdown: bool,
    titled: bool,
) -> list[Block]:
    if markdown and (marks := _HASHES.match(text, span.start, span.end)):
        kind = BlockKind.HEADING if titled else BlockKind.TITLE
        return [
            Block(Span(span.start, marks.end(1)), BlockKind.MARKUP),
            Block(
                Span(marks.end(), span.end),
                kind,
                max(len(marks[1]), 2) if titled else 1,
            ),
        ]
    if folded and rules.boilerplate.fullmatch(folded):
        return [Block(span, BlockKind.BOILERPLATE)]
    if folded and rules.credit.fullmatch(folded):
        return [Block(span, BlockKind.CREDIT)]
    if _heads(text, span, rank, lines):
        return [
            Block(span, BlockKind.HEADING, 2)
            if titled
            else Block(span, BlockKind.TITLE, 1)
        ]
    return [Block(span, BlockKind.PARAGRAPH)]


def _heads(text: str, span: Span, rank: int, lines: Sequence[Span]) -> bool:
    """Whether a line is a title or heading: short, begun like a sentence, ended by no stop, and followed by more."""
    words = span.of(text)
    limit = _HEADING_LIMIT if rank else _TITLE_LIMIT
    if len(words) > limit or rank + 1 >= len(lines):
        return False
    if words.endswith("?") and "." not in words and len(lines[rank + 1]) > len(span):
        return True
    return not _ENDS.search(words) and (
        words[0].isupper() or words[0].isdigit() or words[0] in "«“\"'"
    )


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    """Lines, and lines that were wrapped by hand joined again."""
    chunk: list[Span] = []
    previous = start
    for match in _LINE.finditer(text, start):
        span = _strip(text, Span(match.start(), match.end()))
        if not len(span):
            continue
        between = text[previous : span.start]
        if chunk and between.replace("\r\n", "\n").count("\n") != 1:
            yield from _joined(text, chunk)
            chunk = []
        chunk.append(span)
        previous = span.end
    yield from _joined(text, chunk)


def _joined(text: str, chunk: Sequence[Span]) -> Sequence[Span]:
    """One span for a paragraph wrapped by hand, else the lines as they are."""
    inner = chunk[:-1]
    wrapped = len(chunk) >= _WRAPPED_LINES and all(len(s) in _WRAPPED for s in inner)
    if wrapped and sum(not _ENDS.search(s.of(text)) for s in inner) * 2 > len(inner):
        return [Span(chunk[0].start, chunk[-1].end)]
    return chunk


def _strip(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _stated(folded: str, rules: _Rules) -> str:
    """The date of publication in a line such as "Publié le 4 février 2026" or "4 janvier 2016 . – Aujourd'hui…".

    Empty for a date that does not exist: the line is then text like any other.
    """
    match = rules.published.fullmatch(folded) or rules.opening.match(folded)
    if match is None:
        return ""
    groups = {re.sub(r"\d+$", "", k): v for k, v in match.groupdict().items() if v}
    given = groups.get("iso") or (
        f"{groups['year']}-{rules.months.index(groups['month']) + 1:02}-{int(groups['day']):02}"
    )
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        return ""


def dateline(text: str, blocks: Sequence[Block]) -> Span | None:
    """The place of writing at the head of the first paragraph ("WASHINGTON – …"); none where there is none."""
    first = next((b for b in blocks if b.kind is BlockKind.PARAGRAPH), None)
    match = first and _DATELINE.match(text, first.span.start, first.span.end)
    return Span(*match.span("place")) if match else None
