"""Fold a text character for character, so that offsets hold."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

_APOSTROPHES = "’ʼ‘′`´ʻʹ＇"
_SPACES = "\u00a0\u202f\u2007\u2009\u200a\t"
_DASHES = "‐‑‒–—−"
_LONGEST_WORD = 40
"""Characters up to which what was folded is remembered: words and names, no texts."""

_BARRED = {
    "ł": "l",
    "Ł": "l",
    "ø": "o",
    "Ø": "o",
    "đ": "d",
    "Đ": "d",
    "ı": "i",
}
"""Letters that Unicode does not take apart: Błaszczak and Blaszczak are one name in the press."""


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char in _SPACES:
        return " "
    if char in _DASHES:
        return "-"
    if char in _BARRED:
        return _BARRED[char]
    # Raised letters are read as letters (1ᵉʳ, XIXᵉ); "½" or "ﬁ" must not become two characters.
    raised = unicodedata.category(char) == "Lm"
    form: Literal["NFKD", "NFD"] = "NFKD" if raised else "NFD"
    base = unicodedata.normalize(form, char)[0]
    lowered = base.lower()
    # "İ" has two in small letters.
    return lowered if len(lowered) == 1 else base


class _Table(dict[int, str]):
    """A translation table that learns each character once."""

    def __missing__(self, key: int) -> str:
        folded = _fold_char(chr(key))
        self[key] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Lower case, no accents, one apostrophe, one space, one hyphen; same length as the text.

    Ligatures stay (`œ` has no one-character form): whoever compares keys uses `key`.
    """
    return _fold_word(text) if len(text) <= _LONGEST_WORD else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        # Most words: many times as fast as looking each letter up.
        return text.lower().replace("`", "'").replace("\t", " ")
    return text.translate(_TABLE)


# Stages fold the words of one article again and again; of seven in eight the answer is known.
_fold_word = lru_cache(maxsize=20_000)(_fold)


def key(text: str) -> str:
    """A key under which spellings of one name meet: folded, ligatures spelled out, white space single.

    Its length differs from the text's: never use it for offsets.
    """
    folded = fold(text)
    if folded.isascii():
        return " ".join(folded.replace("-", " ").split())
    return " ".join(folded.translate(_SPELLED_OUT).split())


_SPELLED_OUT = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "-": " ",
    }
)
