"""The picture of a shared link: a whole PNG of one size, or none."""

from __future__ import annotations

import struct
import zlib

import pytest

from builder.export.card import HEIGHT, WIDTH, picture

LINES = ["18 mars 2025 · Le Journal", "La guerre en Ukraine"]


def pixels(png: bytes) -> list[bytes]:
    """The rows of a picture, one byte a pixel."""
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(png):
        (size,) = struct.unpack_from(">I", png, at)
        name, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", png, at + 8 + size)[0] == zlib.crc32(
            name + content
        )
        chunks[name] = content
        at += 12 + size
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert struct.unpack(">II", chunks[b"IHDR"][:8]) == (WIDTH, HEIGHT)
    flat = zlib.decompress(chunks[b"IDAT"])
    assert len(flat) == HEIGHT * (WIDTH + 1)
    return [flat[row : row + WIDTH + 1] for row in range(0, len(flat), WIDTH + 1)]


@pytest.mark.parametrize(
    "title",
    [
        "Une trêve",
        "L’Œuvre du « port » : où ça ?",
        "mot " * 200,
        "W" * 400,
        "Zoë Škvorecký à Łódź, 12 €",
        "",
    ],
)
def test_any_title_of_latin_letters_fits_on_the_sheet(title: str) -> None:
    drawn = picture(title, LINES)
    assert drawn is not None
    rows = pixels(drawn)
    assert any(any(row) for row in rows)
    assert not any(row[1150:].strip(b"\0") for row in rows)


@pytest.mark.parametrize("title", ["Київ", "القاهرة", "a\x07b", "👩‍👩‍👧‍👦"])
def test_what_has_no_letters_here_has_no_picture(title: str) -> None:
    assert picture(title, LINES) is None
    assert picture("Une trêve", [title]) is None


def test_the_same_words_give_the_same_bytes_and_others_give_others() -> None:
    assert picture("Une trêve", LINES) == picture("Une trêve", LINES)
    assert picture("Une trêve", LINES) != picture("Une trêve", LINES[:1])
