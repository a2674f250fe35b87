"""What a title does without: `titles.yml`, typed."""

from __future__ import annotations

from typing import ClassVar

from builder.lang.schema import Words


class TitleWords(Words):
    """`titles.yml`."""

    FILE: ClassVar[str] = "titles"

    connectives: frozenset[str]
    pointing: frozenset[str]
    showing: frozenset[str]
    clitics: frozenset[str]
    relative: frozenset[str]
    joining: str
    """The word between two names."""

    of: str
    """The word before whose something is, with its space; `of_vowel` before a vowel."""

    of_vowel: str
    vowels: frozenset[str]
