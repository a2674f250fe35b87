"""The plain form of words as modern copies write them: accents of their own, soft hyphens."""

from __future__ import annotations

import re
import unicodedata

_CLUSTER = re.compile("[^\u0300-\u036f\u00ad][\u0300-\u036f\u00ad]*|.", re.DOTALL)
"""A letter with its accents and the soft hyphens behind it; an accent without a letter."""


def composed(text: str) -> str:
    """The text with composed accents and without soft hyphens; the text itself where it has neither."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.replace("\u00ad", ""))


def places(text: str) -> list[int]:
    """Where each character of `composed(text)` stands in the text, and at last the end of the text.

    >>> places("e\u0301te\u0301")
    [0, 2, 3, 5]
    """
    found: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        found += [cluster.start()] * len(composed(cluster[0]))
    return [*found, len(text)]
