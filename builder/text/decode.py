"""Turns the bytes of an article into its text, or says why they are none. Nothing but the encoding is undone."""

from __future__ import annotations

import codecs
import re

from builder.errors import ArticleRefusedError, message, problem

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "files.pdf"),
    (b"\x1f\x8b", "files.gzip"),
    (b"BZh", "files.bzip2"),
    (b"\xfd7zXZ\0", "files.xz"),
    (b"7z\xbc\xaf\x27\x1c", "files.7z"),
    (b"PK\x03\x04", "files.zip"),
    (b"\xd0\xcf\x11\xe0", "files.word"),
    (b"{\\rtf", "files.rtf"),
    (b"\x89PNG", "files.png"),
    (b"\xff\xd8\xff", "files.jpeg"),
    (b"GIF8", "files.gif"),
)
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|[\xf1-\xf3][\x80-\xbf]{3}|\xf0[\x90-\xbf][\x80-\xbf]{2}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LATIN_9 = re.compile(rb"[A-Za-z]\xbd|\xbd[a-z]|\xa4")
"""`œ` and `€` in ISO 8859-15, where cp1252 has `½` and `¤`: "c½ur" is no French."""

_FRENCH = frozenset(
    "àâäçéèêëîïôöùûüÿæœÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ«»“”„‘’‹›…–—•·€£°º²³½§©®™×\xa0ñáíóúãõßåøšžŠŽÁÓÚÅØ"
)
_MOST_HIGH = 0.4
"""French has 6 letters of 100 outside ASCII, a short title many more; a text in Cyrillic read as Latin has nearly all."""

_MOST_CONTROLS = 0.01


def decode(raw: bytes, where: str) -> str:
    """The text of an article; line ends and all characters are as in the file, a byte order mark is not text.

    UTF-8, UTF-16 and UTF-32 with a byte order mark, UTF-8 without one; what is not UTF-8 but plausible French in
    cp1252 or ISO 8859-15, as archives have it, is read so. `where` names the file in the problem.

    Raises:
        ArticleRefusedError: where the bytes are another kind of file, are damaged, or hold nothing to read.
    """
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            found = problem(where, "articles.no-text", kind=message(kind))
            raise ArticleRefusedError(found)
    text = _decoded(raw, where)
    if "\0" in text:
        raise ArticleRefusedError(problem(where, "articles.nulls"))
    if len(_CONTROL.findall(text)) > max(8, len(text) * _MOST_CONTROLS):
        raise ArticleRefusedError(problem(where, "articles.controls"))
    if not re.search("[^\\s\ufeff\u200b]", text):
        raise ArticleRefusedError(problem(where, "articles.empty"))
    return text


def _decoded(raw: bytes, where: str) -> str:
    for mark, encoding in _BOMS:
        if not raw.startswith(mark):
            continue
        rest = raw.removeprefix(mark)
        try:
            return rest.decode(encoding)
        except UnicodeDecodeError as error:
            at = error.start + len(mark)
            raise _damaged(where, encoding, at) from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _decoded_as_archive(raw)
        if text is None:
            raise _damaged(where, "utf-8", error.start) from None
        return text


def _decoded_as_archive(raw: bytes) -> str | None:
    """The text in cp1252 or ISO 8859-15; none where the bytes are rather damaged UTF-8, or not French."""
    high = len(_HIGH.findall(raw))
    # Mostly sequences of UTF-8: text of that encoding that was damaged, not text of another.
    inside = sum(map(len, _UTF8_SEQUENCE.findall(raw)))
    if inside * 2 > high or _SURROGATE.search(raw):
        return None
    if high > len(raw) * _MOST_HIGH:
        return None
    # Bytes that only cp1252 uses for letters and quotation marks.
    windows = re.search(rb"[\x80-\x9f]", raw)
    latin_9 = _LATIN_9.search(raw) and not windows
    try:
        text = raw.decode("iso8859-15" if latin_9 else "cp1252")
    except UnicodeDecodeError:
        return None
    plain = sum(char.isascii() or char in _FRENCH for char in text)
    strange = len(text) - plain
    return text if strange * 10 <= high else None


def _damaged(where: str, encoding: str, at: int) -> ArticleRefusedError:
    found = problem(where, "articles.damaged", encoding=encoding.upper(), at=at)
    return ArticleRefusedError(found)
