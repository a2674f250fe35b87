"""What a title does without: `titles.yml`, typed."""

from __future__ import annotations

from typing import ClassVar

from builder.lang.schema import Words


class TitleWords(Words):
    """`titles.yml`."""

    FILE: ClassVar[str] = "titles"

    connectives: frozenset[str]
    pointing: frozenset[str]
    demonstratives: frozenset[str]
    clitics: frozenset[str]
    linking: frozenset[str]
    halves: frozenset[str]
    opening: frozenset[str]
    breaks: frozenset[str]
    pairing: frozenset[str]
    restricting: frozenset[str]
    relative: frozenset[str]
    echoing: frozenset[str]
    at_home: str
    whose: frozenset[str]
    there: frozenset[str]
    having: frozenset[str]
    definite: frozenset[str]
    completing: frozenset[str]
    definite_of: frozenset[str]
    partitive: frozenset[str]
    where: str
    tying: frozenset[str]
    happening: frozenset[str]
    identifying: frozenset[str]
    halfway: frozenset[str]
    wanting: frozenset[str]
    being: frozenset[str]
    joining: str
    """The word between two names."""

    day: str
    of: str
    of_vowel: str
    vowels: frozenset[str]
    of_articles: dict[str, str]
    """What an article becomes behind `of`; empty where it goes."""

    about: str
