"""The words that guide the search for names, typed."""

from __future__ import annotations

from typing import ClassVar

from builder.lang.schema import Words


class NameWords(Words):
    """`names.yml`: small words, titles and endings, and what the rules mean."""

    FILE: ClassVar[str] = "names"

    links: frozenset[str]
    openers: frozenset[str]
    feminine: frozenset[str]
    prepositions: frozenset[str]
    articles: frozenset[str]
    joints: frozenset[str]
    ages: frozenset[str]
    civil: frozenset[str]
    titles: frozenset[str]
    endings: frozenset[str]
    rules: dict[str, str]
    """What the rule of a mention means, for the reader, by its code."""
