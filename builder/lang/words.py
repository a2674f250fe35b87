"""Cuts French text into words and signs: elided words and inverted pronouns stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_INVERTED = r"-(?:t-)?(?:ils?|elles?|on|je|nous|vous|ce)\b"
_TOKEN = re.compile(
    rf"{_INVERTED}|\d+(?:,\d+)?|[^\W\d_]+['’]|(?:[^\W\d_]+)(?:-(?!(?:t-)?(?:ils?|elles?|on)\b)[^\W\d_]+)*|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign: where it stands, and its lower-case form with straight apostrophes."""

    start: int
    end: int
    low: str
    capital: bool = False
    name: bool = False
    """Has a capital inside its sentence: a name rather than a verb."""


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words and signs of a stretch of text; elided words and inverted pronouns stand alone."""
    stop = len(text) if end is None else end
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, stop):
        word = match.group()
        capital = word[0].isupper()
        name = capital and bool(found) and found[-1].low[-1].isalnum()
        found.append(
            Token(
                match.start(),
                match.end(),
                word.lower().replace("’", "'"),
                capital,
                name,
            )
        )
    return found
