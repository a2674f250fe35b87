"""Texts that would be published spoiled: letters lost by a wrong encoding, the source of a web page."""

from __future__ import annotations

import re

from builder.errors import ArticleRefusedError, problem

_TWISTED = re.compile("[ÂÃÅâ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{1,2}")
"""What UTF-8 may look like in cp1252: "SablÃ©", "lâ€™eau"."""

_AROUND = 12
_LOST = "\ufffd"

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE
)
_CLOSED = re.compile(
    r"</(?:p|div|span|a|li|ul|td|tr|table|h[1-6]|section|article|body|script|style|em|strong)>",
    re.IGNORECASE,
)
_FEWEST_TAGS = 4
_ROOM_OF_A_TAG = 400
"""Characters for each closed tag: an article about the web names a few, a page has one in each line."""


def refuse_spoiled(text: str, where: str) -> None:
    """Refuse a text that nobody can read as it is.

    Raises:
        ArticleRefusedError: where letters are those of another encoding, or the text is the source of a web page.
    """
    if is_page(text):
        file = where.rpartition("/")[2]
        raise ArticleRefusedError(problem(where, "articles.markup", file=file))
    twisted = [match for match in _TWISTED.finditer(text) if _untwisted(match[0])]
    intact = sum(not char.isascii() and char.isalpha() for char in text)
    intact -= sum(map(len, (match[0] for match in twisted)))
    lost = text.count(_LOST)
    broken = len(twisted) + lost
    # A text may quote such a word; in a spoiled one hardly an accent is left.
    if broken and broken > intact:
        start = twisted[0].start() if twisted else text.index(_LOST)
        words = text[max(0, start - _AROUND) : start + _AROUND].split()
        found = " ".join(words[1:-1] or words)
        raise ArticleRefusedError(problem(where, "articles.mojibake", found=found))


def is_page(text: str) -> bool:
    """Whether a text is the source of a web page, or of a part of one."""
    if _PAGE.match(text):
        return True
    tags = len(_CLOSED.findall(text))
    return tags >= _FEWEST_TAGS and tags * _ROOM_OF_A_TAG > len(text)


def _untwisted(letters: str) -> bool:
    """Whether letters are those that UTF-8 has in cp1252."""
    octets = bytearray()
    for char in letters:
        # cp1252 has nothing at five places, where programs leave the byte.
        octets += char.encode("cp1252", "ignore") or char.encode("latin-1", "ignore")
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.start > 0
    return True
