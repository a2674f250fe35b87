"""A PDF: text in the order of its columns, hyphens at line ends joined, with a warning where the order is a guess."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed

from builder.errors import ArticleRefusedError, message, problem
from builder.imports import lines

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
    ordered: list[_Box] = []
    unsure = False
    for boxes in pages:
        in_order, guessed = _in_columns(_without_furniture(boxes, pages))
        ordered += in_order
        unsure = unsure or guessed
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
    try:
        for page in extract_pages(
            io.BytesIO(source.raw), laparams=layout, maxpages=_MOST_PAGES
        ):
            boxes = [_box(part) for part in page if isinstance(part, LTTextBox)]
            pages.append([box for box in boxes if box.text.strip()])
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise ArticleRefusedError(problem(source.name, "imports.password")) from error
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


def _without_furniture(
    boxes: Sequence[_Box], pages: Sequence[Sequence[_Box]]
) -> list[_Box]:
    """The boxes of a page without what stands on every page, and numbers of pages."""
    several = 3
    kept = []
    for box in boxes:
        words = box.text.strip()
        times = sum(
            any(other.text.strip() == words for other in page) for page in pages
        )
        repeated = len(pages) >= several and times > len(pages) // 2
        if not repeated and not re.fullmatch(r"[\d\s/–-]{1,9}", words):
            kept.append(box)
    return kept


def _in_columns(boxes: Sequence[_Box]) -> tuple[list[_Box], bool]:
    """Boxes as one reads them: what goes across, then column after column below it; and whether that is a guess."""
    if not boxes:
        return [], False
    left = min(box.left for box in boxes)
    right = max(box.right for box in boxes)
    wide = _WIDE * (right - left)
    ordered: list[_Box] = []
    waiting: list[_Box] = []
    guessed = False
    for box in sorted(boxes, key=lambda box: -box.top):
        if box.right - box.left >= wide:
            columns = _columns(waiting)
            guessed = guessed or _overlaps(columns)
            ordered += [each for column in columns for each in column]
            waiting = []
            ordered.append(box)
        else:
            waiting.append(box)
    columns = _columns(waiting)
    guessed = guessed or _overlaps(columns)
    return [*ordered, *(each for column in columns for each in column)], guessed


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
