"""A PDF: text in the order of its columns, hyphens at line ends joined, with a warning where the order is a guess."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed

from builder.errors import ArticleRefusedError, message, problem
from builder.imports import lines
from builder.imports.found import foreign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.errors import Message
    from builder.imports.found import Found, Source

# What it has to say of a damaged file is English and of no use to an author: the file is refused as a whole.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_MOST_PAGES = 500
_FEWEST_LETTERS = 30
"""Letters of a page below which it is rather an image."""

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]\n(?=[a-zà-ÿ])")
_ENDED = re.compile(r"[.!?:…»”]\Z")
_PAGE_NUMBER = re.compile(r"[\d\s/–-]{1,9}")
_SEVERAL_PAGES = 3
"""From that many, what stands on most of them is no part of the text."""

_WIDE = 0.6
"""Of the width of what is printed: a box that wide stands above columns, not in one."""

_LARGE = 1.25
"""How much larger than the text a title is set."""

_SURE_COLUMNS = 2
_LONGEST_TITLE = 250


class _Box(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float
    text: str
    size: float
    """Of its letters, in points."""


def read(source: Source) -> Iterator[Found]:
    """The articles of a file: those of an export of a data base, else the one that it is."""
    pages = _pages(source)
    letters = sum(len(box.text) for boxes in pages for box in boxes)
    if not pages or letters < _FEWEST_LETTERS * len(pages):
        raise ArticleRefusedError(problem(source.name, "imports.scan"))
    empty = [str(number) for number, boxes in enumerate(pages, 1) if not boxes]
    ordered, unsure = _ordered(pages)
    title = _title(ordered)
    paragraphs = [" ".join(box.text.split()) for box in ordered]
    doubts: tuple[Message, ...] = ()
    if unsure:
        doubts = (message("imports.columns-unsure"),)
    if empty:
        listed = ", ".join(empty)
        doubts += (message("imports.pages-without-text", pages=listed),)
    for found in lines.articles(_whole(paragraphs), source, title):
        yield replace(found, doubts=doubts)


def _pages(source: Source) -> list[list[_Box]]:
    pages: list[list[_Box]] = []
    layout = LAParams(boxes_flow=None)
    with foreign(source.name):
        try:
            for page in extract_pages(
                io.BytesIO(source.raw), laparams=layout, maxpages=_MOST_PAGES
            ):
                boxes = [_box(part) for part in page if isinstance(part, LTTextBox)]
                pages.append([box for box in boxes if box.text.strip()])
        except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
            locked = problem(source.name, "imports.password")
            raise ArticleRefusedError(locked) from error
    return pages


def _box(part: Any) -> _Box:  # noqa: ANN401 - pdfminer's own
    text = _HYPHEN.sub("", part.get_text())
    sizes = [
        char.size
        for line in part
        if isinstance(line, LTTextLine)
        for char in line
        if isinstance(char, LTChar)
    ]
    size = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
    return _Box(part.x0, part.x1, part.y1, part.y0, text, size)


def _ordered(pages: Sequence[Sequence[_Box]]) -> tuple[list[_Box], bool]:
    """The boxes of all pages as one reads them, and whether their order is a guess."""
    furniture = _furniture(pages)
    ordered: list[_Box] = []
    unsure = False
    for boxes in pages:
        for columns in _in_columns(_without(furniture, boxes)):
            unsure = unsure or _overlaps(columns)
            for column in columns:
                ordered += column
    return ordered, unsure


def _furniture(pages: Sequence[Sequence[_Box]]) -> frozenset[str]:
    """The words of the boxes that stand on most pages."""
    if len(pages) < _SEVERAL_PAGES:
        return frozenset()
    times: Counter[str] = Counter()
    for page in pages:
        times.update({box.text.strip() for box in page})
    most = len(pages) // 2
    return frozenset(words for words, count in times.items() if count > most)


def _without(furniture: frozenset[str], boxes: Sequence[_Box]) -> list[_Box]:
    """The boxes of a page without what stands on every page, and numbers of pages."""
    kept = []
    for box in boxes:
        words = box.text.strip()
        if words not in furniture and not _PAGE_NUMBER.fullmatch(words):
            kept.append(box)
    return kept


def _in_columns(boxes: Sequence[_Box]) -> Iterator[list[list[_Box]]]:
    """Boxes as one reads them: what goes across, by itself, and the columns between."""
    left = min((box.left for box in boxes), default=0.0)
    right = max((box.right for box in boxes), default=0.0)
    wide = _WIDE * (right - left)
    waiting: list[_Box] = []
    for box in sorted(boxes, key=lambda box: -box.top):
        if box.right - box.left < wide:
            waiting.append(box)
            continue
        yield _columns(waiting)
        yield [[box]]
        waiting = []
    yield _columns(waiting)


def _columns(boxes: Sequence[_Box]) -> list[list[_Box]]:
    """Boxes by the column that they stand in, from the left, each from the top."""
    columns: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda box: box.left):
        for column in columns:
            right = min(other.right for other in column)
            if box.left < right:
                column.append(box)
                break
        else:
            columns.append([box])
    return [sorted(column, key=lambda box: -box.top) for column in columns]


def _overlaps(columns: Sequence[Sequence[_Box]]) -> bool:
    """Whether columns reach into each other: then their order is a guess."""
    for column, following in pairwise(columns):
        right = max(box.right for box in column)
        if right > min(box.left for box in following) + 1:
            return True
    return len(columns) > _SURE_COLUMNS


def _title(boxes: Sequence[_Box]) -> str:
    """The words that are set largest, where they are larger than the text and above it; empty where none are."""
    sizes = sorted(size for box in boxes for size in [box.size] * len(box.text))
    middle = sizes[len(sizes) // 2] if sizes else 0.0
    near_top = boxes[:8]
    largest = max(near_top, key=lambda box: box.size, default=None)
    if largest is None or largest.size < _LARGE * middle:
        return ""
    words = " ".join(largest.text.split())
    return words if len(words) <= _LONGEST_TITLE else ""


def _whole(paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs, those that a column or a page cuts in two joined again."""
    joined: list[str] = []
    for words in paragraphs:
        is_rest = words[:1].islower() and joined and not _ENDED.search(joined[-1])
        if not is_rest:
            joined.append(words)
            continue
        before = joined[-1]
        is_torn = before.endswith(("-", "\u00ad"))
        joined[-1] = f"{before[:-1]}{words}" if is_torn else f"{before} {words}"
    return joined
