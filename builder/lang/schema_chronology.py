"""The words that the chronology compares accounts with: `timeline.yml`, typed."""

from __future__ import annotations

from typing import ClassVar

from builder.lang.schema import Words


class ChronologyWords(Words):
    """`timeline.yml`. Words are folded: small letters without accents."""

    FILE: ClassVar[str] = "timeline"

    families: tuple[tuple[str, ...], ...]
    """Kinds that may tell of one event in other words."""

    apart: tuple[tuple[str, str], ...]
    """Kinds that are never one event, however much else is shared."""

    telling: tuple[str, ...]
    """Kinds, the one that says most first."""

    dyadic: frozenset[str]
    mutual: frozenset[str]
    between: str
    joining: str
    contests: frozenset[str]
    rare: frozenset[str]
    lasting: frozenset[str]
    spoken: frozenset[str]
    plain: str
    """The kind of what no word of the data tells."""

    relatives: frozenset[str]
    """Words that begin a clause about the noun before it."""

    loose: frozenset[str]
    distinct: tuple[str, ...]
    definite: frozenset[str]
    pointing: frozenset[str]
    many: frozenset[str]
    weights: dict[str, tuple[float, float]]
    """Points of what two accounts share: of each one, and of all of them at most."""

    enough: dict[str, float]
    firm: frozenset[str]
    own: dict[str, float]
    stopwords: str
    modalities: dict[str, str]
    narrator: str
    denial: tuple[str, ...]
    contrast: tuple[str, ...]
    readouts: tuple[str, ...]
    opposed: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    units: dict[str, tuple[str, ...]]
    counted: dict[str, dict[str, tuple[str, ...]]]
    minutes: dict[str, float]
    numbers: dict[str, float]
    ordinals: dict[str, int]
    half: str
    reasons: dict[str, str]
    differences: dict[str, str]


class Shares(Words):
    """`shares.yml`: how frequent words are, counted by `scripts/count_shares.py`."""

    FILE: ClassVar[str] = "shares"

    unknown: float
    """Share of articles that has a word that is not listed."""

    shares: dict[float, str]
    """Share of articles → the stems and numbers that stand in about so many."""


class JoinWeights(Words):
    """`join_weights.yml`: fitted by `scripts/fit_joins.py`."""

    FILE: ClassVar[str] = "join_weights"

    least: dict[str, float]
    """Points from which on accounts of two articles are one event (`join`), or proposed."""

    weights: dict[str, float]
    """Points of each unit of what two accounts share."""
