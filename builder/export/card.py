"""The picture that a shared link shows: a title, and lines that say where it is from. PNG, drawn without any library."""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

WIDTH = 1200
HEIGHT = 630

_MARGIN = 84
_TITLE_FROM = 190
"""Pixels from the top to the line that the first row of the title stands on."""

_TITLE_STEP = 74
_TITLE_ROWS = 4
_SMALL_FROM = 540
_SMALL_STEP = 42
_BAR = (84, 12, 96)
"""The red bar: from the top, its height, its width, in pixels."""

_SHADES = 16
"""Steps from the colour of the paper to that of an ink."""

_PAPER = (0xFD, 0xFB, 0xF7)
_INKS = {"title": (0x1F, 0x1D, 0x1A), "small": (0x5E, 0x5A, 0x53)}
_RED = (0xA3, 0x34, 0x20)
_ELLIPSIS = "…"


class _Letter(NamedTuple):
    """How one letter is drawn."""

    advance: int
    left: int
    top: int
    """Below the line that it stands on; negative for what stands above it."""

    rows: Sequence[bytes]
    """Its pixels, as indices into the palette."""


@dataclass(frozen=True, slots=True)
class _Style:
    """The letters of one size and ink."""

    letters: Mapping[str, _Letter]

    def width(self, words: str) -> int:
        return sum(self.letters[letter].advance for letter in words)

    def has(self, words: str) -> bool:
        """Whether every letter of the words can be drawn."""
        return all(letter in self.letters for letter in words)


class _Canvas:
    """A sheet of paper, one byte a pixel."""

    def __init__(self) -> None:
        """Take a blank sheet."""
        self._rows = [bytearray(WIDTH) for _ in range(HEIGHT)]

    def bar(self, index: int) -> None:
        """Draw the bar at the head in one colour of the palette."""
        top, height, width = _BAR
        for row in self._rows[top : top + height]:
            row[_MARGIN : _MARGIN + width] = bytes([index]) * width

    def write(self, words: str, line: int, style: _Style) -> None:
        """Set words on a line, so many pixels from the top."""
        pen = _MARGIN
        for character in words:
            letter = style.letters[character]
            for down, shades in enumerate(letter.rows, letter.top):
                self._lay(shades, line + down, pen + letter.left)
            pen += letter.advance

    def _lay(self, shades: bytes, row: int, start: int) -> None:
        end = start + len(shades)
        pixels = self._rows[row]
        under = pixels[start:end]
        # an "f" reaches over its neighbour: the darker of the two is seen
        if any(under):
            shades = bytes(map(max, under, shades))
        pixels[start:end] = shades

    def png(self, palette: bytes) -> bytes:
        """The sheet as a file, with the colours of its indices."""
        size = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
        # every row of a PNG begins with the number of its filter, here none
        pixels = b"".join(b"\0" + row for row in self._rows)
        chunks = (
            (b"IHDR", size),
            (b"PLTE", palette),
            (b"IDAT", zlib.compress(pixels)),
            (b"IEND", b""),
        )
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def picture(title: str, lines: Iterable[str]) -> bytes | None:
    """A picture of 1200 by 630 pixels with a title, cut after four rows, and up to two lines at its foot.

    None where a letter is of no script that can be drawn here: a picture with holes would be worse than none.
    """
    styles = _styles()
    heading, small = styles["title"], styles["small"]
    title = " ".join(title.split())
    feet = [" ".join(line.split()) for line in lines]
    if not heading.has(title) or not all(map(small.has, feet)):
        return None
    canvas = _Canvas()
    canvas.bar(len(_INKS) * _SHADES)
    for row, words in enumerate(_rows(title, heading)):
        canvas.write(words, _TITLE_FROM + row * _TITLE_STEP, heading)
    for row, words in enumerate(feet[:2]):
        line = _SMALL_FROM + row * _SMALL_STEP
        canvas.write(_fitting(words, small), line, small)
    return canvas.png(_palette())


def _rows(title: str, style: _Style) -> Iterator[str]:
    """The title in rows that fit, and an ellipsis where it has more than there is room for."""
    words = title.split()
    for row in range(_TITLE_ROWS):
        if not words:
            return
        count = 1
        while count < len(words) and _fits(" ".join(words[: count + 1]), style):
            count += 1
        taken, words = words[:count], words[count:]
        text = " ".join(taken)
        if words and row == _TITLE_ROWS - 1:
            text += _ELLIPSIS
        yield _fitting(text, style)


def _fitting(words: str, style: _Style) -> str:
    """The words, cut with an ellipsis where they are wider than the sheet."""
    if _fits(words, style):
        return words
    while words and not _fits(words + _ELLIPSIS, style):
        words = words[:-1]
    return words.rstrip() + _ELLIPSIS


def _fits(words: str, style: _Style) -> bool:
    return style.width(words) <= WIDTH - 2 * _MARGIN


@lru_cache
def _styles() -> Mapping[str, _Style]:
    data = files("builder.export") / "data" / "letters.json.gz"
    read = json.loads(gzip.decompress(data.read_bytes()))
    styles: dict[str, _Style] = {}
    for rank, name in enumerate(_INKS):
        first = rank * _SHADES
        letters = {one: _letter(drawn, first) for one, drawn in read[name].items()}
        for space in "\u00a0\u202f":
            letters[space] = letters[" "]
        styles[name] = _Style(letters)
    return styles


def _letter(drawn: Sequence[object], first: int) -> _Letter:
    """A letter of the data, in the shades of an ink that begin at an index of the palette."""
    advance, left, top, width, digits = drawn
    shades = [int(digit, 16) for digit in str(digits)]
    # paper is paper under every ink
    pixels = bytes(first + shade if shade else 0 for shade in shades)
    wide = int(str(width))
    rows = [pixels[at : at + wide] for at in range(0, len(pixels), wide or 1)]
    return _Letter(int(str(advance)), int(str(left)), int(str(top)), rows)


def _palette() -> bytes:
    """The shades of each ink, then the red."""
    colours: list[int] = []
    for ink in _INKS.values():
        for shade in range(_SHADES):
            for paper, dark in zip(_PAPER, ink, strict=True):
                colours.append(paper + (dark - paper) * shade // (_SHADES - 1))
    return bytes([*colours, *_RED])


def _chunk(name: bytes, content: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + checked
