"""Pairs quotation marks: « », “ ”, "…", '…' among straight apostrophes, marks never closed, marks inside marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from builder.model.article import Span
from builder.model.quote import Quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_MARK = re.compile(r"''|``|<<|>>|[«»“”„‟\"'‘’‚‹›]")
_DEPTH = 4
"""Quotations deeper than this are no press French: an attack, or a text whose marks cannot be read."""

_BLANK = frozenset("\u200b\ufeff\u2060")
"""What takes no place on a page and is no white space for Python."""

_BEFORE_OPENING = frozenset("([{«“„\"'‘’‹:;/—–-<>…") | _BLANK
_AFTER_CLOSING = frozenset(".,;:!?…)]}»”\"'’›/—–-<>") | _BLANK
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
_ALWAYS = {
    **dict.fromkeys(("«", "„", "‟", "‹", "``", "<<"), _Role.OPEN),
    **dict.fromkeys(("»", "›", ">>"), _Role.CLOSE),
}
"""Signs that can be read one way only."""


def find(
    text: str, within: Iterable[Span], elided: Collection[str]
) -> tuple[Quoted, ...]:
    """Every stretch between quotation marks in the given blocks, outer before inner; none crosses a block.

    Spans are without the marks and without the white space inside them; pairs nest. A mark that is never closed runs
    to the end of its block, or to the next quotation that begins a sentence, and says so (`closed` false). A straight
    apostrophe that nothing closes is an apostrophe, unless it begins a sentence. Nothing quoted: an empty tuple.
    Behind one of the `elided` words ("l", "qu") an apostrophe is no mark.
    """
    found: list[Quoted] = []
    for block in within:
        pairing = _Pairing(text)
        for mark in _marks(text, block, elided):
            if mark.role is _Role.OPEN:
                pairing.open(mark)
            else:
                pairing.close(mark)
        pairing.finish(block.end)
        found += pairing.found
    found.sort(key=_outer_first)
    return tuple(found)


def _outer_first(quoted: Quoted) -> tuple[int, int]:
    return quoted.outer.start, -quoted.outer.end


def _marks(text: str, block: Span, elided: Collection[str]) -> list[_Mark]:
    """The marks of one block, each with the part it plays."""
    marks = list(_with_roles(text, block, elided))
    _match(marks)
    return [mark for mark in marks if _is_mark(text, mark, block)]


def _with_roles(text: str, block: Span, elided: Collection[str]) -> Iterator[_Mark]:
    """Every sign that may be a mark, opening or closing; a closing one only where something is open."""
    opened: Counter[str] = Counter()
    last = block.start
    for match in _MARK.finditer(text, block.start, block.end):
        start, end = match.span()
        mark = _read(text, block, match)
        single = mark.style == "'" and mark.role is _Role.CLOSE
        if single and _is_elision(text, block, start, elided):
            continue
        mark.fresh = _fresh(text, last, start, block)
        last = end
        if mark.role is _Role.EITHER:
            mark.role = _Role.CLOSE if opened[mark.style] else _Role.OPEN
        if mark.role is _Role.OPEN:
            opened[mark.style] += 1
        elif mark.role is _Role.CLOSE and opened[mark.style]:
            opened[mark.style] -= 1
        else:
            continue
        yield mark


def _match(marks: Sequence[_Mark]) -> None:
    """Note which opening marks their own family closes."""
    opened: dict[str, list[_Mark]] = defaultdict(list)
    for mark in marks:
        stack = opened[mark.style]
        if mark.role is _Role.OPEN:
            stack.append(mark)
        elif stack:
            stack.pop().matched = True


def _is_mark(text: str, mark: _Mark, block: Span) -> bool:
    """Whether a sign is no apostrophe: a lone single mark must look like the beginning of a saying."""
    if mark.style != "'" or mark.role is _Role.CLOSE or mark.matched:
        return True
    if not mark.fresh or mark.end == block.end:
        return False
    following = text[mark.end]
    return following.isupper()


class _Beside(NamedTuple):
    """The characters before and after a mark; the ends of a block are white space."""

    before: str
    after: str

    @property
    def opens(self) -> bool:
        if self.after.isspace() or self.after in _NEVER_FIRST:
            return False
        return self.before.isspace() or self.before in _BEFORE_OPENING

    @property
    def closes(self) -> bool:
        if self.before.isspace():
            return False
        return self.after.isspace() or self.after in _AFTER_CLOSING


def _read(text: str, block: Span, match: re.Match[str]) -> _Mark:
    """One mark with its role by the characters beside it."""
    start, end = match.span()
    sign = match.group()
    style = _STYLES[sign]
    if sign in _ALWAYS:
        return _Mark(start, end, style, _ALWAYS[sign])
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    beside = _Beside(before, after)
    if style == "'":
        role = _single(sign, beside)
        return _Mark(start, end, style, role)
    # "l''opération'": two straight apostrophes are one of an article, then a mark.
    after_article = sign == "''" and not before.isspace()
    if after_article and after.isalpha():
        return _Mark(start + 1, end, "'", _Role.OPEN)
    role = _double(sign, beside)
    return _Mark(start, end, style, role)


def _double(sign: str, beside: _Beside) -> _Role:
    if beside.opens != beside.closes:
        return _Role.OPEN if beside.opens else _Role.CLOSE
    if sign in "“”":
        return _Role.OPEN if sign == "“" else _Role.CLOSE
    # After a digit it stands for inches or seconds: 27", 5'30".
    return _Role.NONE if beside.before.isdigit() else _Role.EITHER


def _single(sign: str, beside: _Beside) -> _Role:
    """An apostrophe is a mark only between words: never in "l'appel"."""
    if sign in "‘‚":
        return _Role.OPEN
    if not beside.closes:
        return _Role.OPEN if beside.opens else _Role.NONE
    return _Role.CLOSE


def _is_elision(text: str, block: Span, at: int, elided: Collection[str]) -> bool:
    """Whether an apostrophe stands behind a word that it shortens: "l' appel"."""
    # Only as far back as the longest such word: a text of apostrophes must not be read again and again.
    longest = max(map(len, elided))
    first = max(block.start, at - longest - 1)
    *_, head = re.split(r"[^\w]", text[first:at])
    return head in elided


def _fresh(text: str, last: int, at: int, block: Span) -> bool:
    """Whether a sentence or a line begins at a mark: only the gap since the mark before is looked at."""
    gap = text[last:at]
    bare = gap.rstrip()
    if "\n" in gap[len(bare) :]:
        return True
    if bare:
        return bare[-1] in _SENTENCE_END
    return last == block.start


class _Pairing:
    """Pairs the marks of one block; the innermost open mark is closed first."""

    def __init__(self, text: str) -> None:
        self.found: list[Quoted] = []
        self._text = text
        self._stack: list[_Mark] = []
        self._skipped: Counter[str] = Counter()

    def open(self, mark: _Mark) -> None:
        """Begin a quotation; one of the same marks that nothing will close ends where a new sentence is quoted."""
        if self._stack and mark.fresh:
            last = self._stack[-1]
            if last.style == mark.style and not last.matched:
                self._end(mark.start)
        if len(self._stack) < _DEPTH:
            self._stack.append(mark)
        else:
            self._skipped[mark.style] += 1

    def close(self, mark: _Mark) -> None:
        """End the innermost quotation of these marks, and before it those inside that were left open."""
        if self._skipped[mark.style]:
            self._skipped[mark.style] -= 1
            return
        styles = [opening.style for opening in self._stack]
        if mark.style not in styles:
            return
        while self._stack[-1].style != mark.style:
            self._end(mark.start)
        self._end(mark.start, mark)

    def finish(self, end: int) -> None:
        """End everything that is open."""
        while self._stack:
            self._end(end)

    def _end(self, end: int, closing: _Mark | None = None) -> None:
        """Note the innermost quotation, without the white space inside its marks; not one of nothing else."""
        opening = self._stack.pop()
        span = _stripped(self._text, opening.end, end)
        if span is None:
            return
        closed = closing is not None
        outer_end = closing.end if closing else span.end
        quoted = Quoted(
            span,
            outer=Span(opening.start, outer_end),
            closed=closed,
            depth=len(self._stack),
        )
        self.found.append(quoted)


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and _is_blank(text[start]):
        start += 1
    while start < end and _is_blank(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _BLANK
