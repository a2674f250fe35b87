"""The spaces of French: for prose of our own, never for the words of an article."""

from __future__ import annotations

import re

_THIN = re.compile(r" (?=[;!?](?:\s|$))")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_WIDE = re.compile(r"(?<=«) | (?=»)| (?=:(?:\s|$))")


def spaced(text: str) -> str:
    r"""The text with narrow no-break spaces before `;` `!` `?`, no-break ones before `:` and inside guillemets.

    Only a plain space that stands there is changed; none is added, so that addresses and clock times stay.

    >>> spaced("« Kiev » : un jour ; lequel ?")
    '«\xa0Kiev\xa0»\xa0: un jour\u202f; lequel\u202f?'
    """
    return _WIDE.sub("\u00a0", _THIN.sub("\u202f", text))


def apostrophes(words: str) -> str:
    """Words of an article as French sets them in a line of ours: `l’accord`.

    >>> apostrophes("l'accord d'hier")
    'l’accord d’hier'
    """
    return _APOSTROPHE.sub("’", words)
