"""Pairs quotation marks: « », “ ”, "…", '…' among straight apostrophes, marks never closed, marks inside marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.quote import Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARK = re.compile(r"''|``|<<|>>|[«»“”„‟\"'‘’‚‹›]")
_DEPTH = 4
"""Quotations deeper than this are no press French: an attack, or a text whose marks cannot be read."""

_ELIDED = frozenset(
    (
        *"ldjmtscn",
        "qu",
        "lorsqu",
        "puisqu",
        "jusqu",
        "quoiqu",
        "aujourd",
        "presqu",
        "quelqu",
    )
)
_LONGEST_ELIDED = 7
_BLANK = "\u200b\ufeff\u2060"
_BEFORE_OPENING = frozenset("([{«“„\"'‘’‹:;/—–-<>…")
_AFTER_CLOSING = frozenset(".,;:!?…)]}»”\"'’›/—–-<>")
_NEVER_FIRST = frozenset(",;:!?.)]}»”")
_SENTENCE_END = frozenset(".!?…:")


class _Role(Enum):
    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"
    NONE = "none"


@dataclass(slots=True)
class _Mark:
    """One mark: where it stands, its family, and what it can be."""

    start: int
    end: int
    style: str
    role: _Role
    fresh: bool = False
    """Begins a sentence or a line."""

    matched: bool = False
    """Its own family closes it."""


_STYLES = {
    **dict.fromkeys(("«", "»", "<<", ">>"), "«"),
    **dict.fromkeys(("“", "”", "„", "‟"), "“"),
    **dict.fromkeys(('"', "''", "``"), '"'),
    **dict.fromkeys(("'", "‘", "’", "‚"), "'"),
    **dict.fromkeys(("‹", "›"), "‹"),
}
_ALWAYS = dict.fromkeys((*"«„‟‹", "``", "<<"), _Role.OPEN) | dict.fromkeys(
    (*"»›", ">>"), _Role.CLOSE
)


def find(text: str, within: Iterable[Span]) -> tuple[Quoted, ...]:
    """Every stretch between quotation marks in the given blocks, outer before inner; none crosses a block.

    Spans are without the marks and without the white space inside them; pairs nest. A mark that is never closed runs
    to the end of its block, or to the next quotation that begins a sentence, and says so (`closed` false). A straight
    apostrophe that nothing closes is an apostrophe, unless it begins a sentence. Nothing quoted: an empty tuple.
    """
    found = [q for block in within for q in _paired(text, block, _marks(text, block))]
    return tuple(sorted(found, key=lambda q: (q.outer.start, -q.outer.end)))


def _marks(text: str, block: Span) -> list[_Mark]:
    """The marks of one block, each with the part it plays."""
    marks: list[_Mark] = []
    depths: dict[str, int] = {}
    last = block.start
    for match in _MARK.finditer(text, block.start, block.end):
        mark = _read(text, block, match)
        mark.fresh = _fresh(text, last, match.start(), block)
        last = match.end()
        depth = depths.get(mark.style, 0)
        if mark.role is _Role.EITHER:
            mark.role = _Role.CLOSE if depth else _Role.OPEN
        if mark.role is _Role.NONE or (mark.role is _Role.CLOSE and not depth):
            continue
        depths[mark.style] = depth + (1 if mark.role is _Role.OPEN else -1)
        marks.append(mark)
    _match(marks)
    return [
        m
        for m in marks
        if m.style != "'"
        or m.role is _Role.CLOSE
        or m.matched
        or _speaks(text, m, block)
    ]


def _match(marks: Sequence[_Mark]) -> None:
    """Note which opening marks their own family closes."""
    opened: dict[str, list[_Mark]] = {}
    for mark in marks:
        stack = opened.setdefault(mark.style, [])
        if mark.role is _Role.OPEN:
            stack.append(mark)
        elif stack:
            stack.pop().matched = True


def _read(text: str, block: Span, match: re.Match[str]) -> _Mark:
    """One mark with its role by the characters beside it."""
    start, end, sign = match.start(), match.end(), match.group()
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    style = _STYLES[sign]
    if sign in _ALWAYS:
        return _Mark(start, end, style, _ALWAYS[sign])
    first = not after.isspace() and after not in _NEVER_FIRST
    opens = first and (
        before.isspace() or before in _BEFORE_OPENING or before in _BLANK
    )
    closes = (
        after.isspace() or after in _AFTER_CLOSING or after in _BLANK
    ) and not before.isspace()
    if style == "'":
        return _Mark(
            start, end, style, _single(text, block, start, opens=opens, closes=closes)
        )
    if (
        sign == "''" and not before.isspace() and after.isalpha()
    ):  # "l''opération'": an apostrophe, then a mark
        return _Mark(start + 1, end, "'", _Role.OPEN)
    return _Mark(start, end, style, _double(sign, before, opens=opens, closes=closes))


def _double(sign: str, before: str, *, opens: bool, closes: bool) -> _Role:
    if opens and not closes:
        return _Role.OPEN
    if closes and not opens:
        return _Role.CLOSE
    if sign in "“”":
        return _Role.OPEN if sign == "“" else _Role.CLOSE
    return _Role.NONE if before.isdigit() else _Role.EITHER


def _single(text: str, block: Span, at: int, *, opens: bool, closes: bool) -> _Role:
    """An apostrophe is a mark only between words: never in "l'appel", nor in the "l' appel" of split texts."""
    if text[at] in "‘‚":
        return _Role.OPEN
    if opens and not closes:
        return _Role.OPEN
    if not closes:
        return _Role.NONE
    head = re.split(r"[^\w]", text[max(block.start, at - _LONGEST_ELIDED - 1) : at])[-1]
    return _Role.NONE if head in _ELIDED else _Role.CLOSE


def _fresh(text: str, last: int, at: int, block: Span) -> bool:
    """Whether a sentence or a line begins at a mark: only the gap since the mark before is looked at."""
    gap = text[last:at]
    bare = gap.rstrip()
    if "\n" in gap[len(bare) :]:
        return True
    return bare[-1] in _SENTENCE_END if bare else at - len(gap) == block.start


def _speaks(text: str, mark: _Mark, block: Span) -> bool:
    """Whether a lone single mark looks like the beginning of a saying rather than an apostrophe."""
    return mark.fresh and mark.end < block.end and text[mark.end].isupper()


def _paired(text: str, block: Span, marks: Sequence[_Mark]) -> Iterator[Quoted]:
    """Pair the marks of one block; the innermost open mark is closed first."""
    stack: list[_Mark] = []
    skipped: dict[str, int] = {}
    for mark in marks:
        if mark.role is _Role.OPEN:
            if (
                stack
                and stack[-1].style == mark.style
                and not stack[-1].matched
                and mark.fresh
            ):
                yield from _quoted(text, stack.pop(), mark.start, len(stack))
            if len(stack) < _DEPTH:
                stack.append(mark)
            else:
                skipped[mark.style] = skipped.get(mark.style, 0) + 1
        elif skipped.get(mark.style):
            skipped[mark.style] -= 1
        elif any(m.style == mark.style for m in stack):
            while stack[-1].style != mark.style:
                yield from _quoted(text, stack.pop(), mark.start, len(stack))
            yield from _quoted(text, stack.pop(), mark.start, len(stack), mark)
    while stack:
        yield from _quoted(text, stack.pop(), block.end, len(stack))


def _quoted(
    text: str, opening: _Mark, end: int, depth: int, closing: _Mark | None = None
) -> Iterator[Quoted]:
    """The quotation from a mark to its end, closed or not; nothing where only white space stands there."""
    start = opening.end
    while start < end and (text[start].isspace() or text[start] in _BLANK):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _BLANK):
        end -= 1
    if start < end:
        outer = Span(opening.start, closing.end if closing else end)
        yield Quoted(Span(start, end), outer, closing is not None, depth)
