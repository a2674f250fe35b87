"""The words that tell of events: `kinds.yml`, `modality.yml`, `event_rank.yml`."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from builder.lang.schema import Words


class Kind(BaseModel):
    """One kind of event."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    excluded: tuple[str, ...] = Field(alias="not")


class EventWords(Words):
    """`kinds.yml`: what happens, and the words that give it away."""

    FILE: ClassVar[str] = "kinds"

    kinds: dict[str, Kind]
    support: frozenset[str]
    scheduling: frozenset[str]
    claiming: frozenset[str]
    agentive: frozenset[str]
    judging: frozenset[str]
    doubtful: dict[str, str]
    """Noun → the kind that it tells in an article without any of `violent`."""

    violent: frozenset[str]

    presupposing: frozenset[str]
    occasions: frozenset[str]
    shadows: dict[str, frozenset[str]]
    """Modality → nouns and adjectives that give it to the event noun they stand by."""

    states: frozenset[str]
    habits: frozenset[str]
    each: frozenset[str]
    lasting: frozenset[str]
    doers: frozenset[str]
    faint: frozenset[str]
    vehicles: frozenset[str]
    telling: frozenset[str]
    undoing: frozenset[str]
    governing: frozenset[str]
    happening: frozenset[str]
    suffering: frozenset[str]
    counting: frozenset[str]
    apart: frozenset[str]
    causes: frozenset[str]
    tolls: frozenset[str]
    dyadic: frozenset[str]
    solid: frozenset[str]
    undergone: frozenset[str]
    suffered: frozenset[str]
    done: frozenset[str]
    targeting: frozenset[str]
    means: frozenset[str]
    teams: frozenset[str]
    placed: frozenset[str]
    spoken: frozenset[str]
    said: frozenset[str]
    situating: frozenset[str]
    places: frozenset[str]
    parties: frozenset[str]
    forces: frozenset[str]
    times: frozenset[str]
    tallying: frozenset[str]


class ModalityWords(Words):
    """`modality.yml`: how a text stands to what it tells."""

    FILE: ClassVar[str] = "modality"

    planned: frozenset[str]
    demanded: frozenset[str]
    hypothetical: frozenset[str]
    denied: frozenset[str]
    charging: frozenset[str]
    aspect: frozenset[str]
    beside: frozenset[str]
    purpose: frozenset[str]
    unreal: frozenset[str]
    cleft: frozenset[str]
    leading: frozenset[str]
    to: str
    must: str
    apart: frozenset[str]
    either: frozenset[str]
    adversative: frozenset[str]
    reasons: dict[str, str]


class Weights(BaseModel):
    """What a feature of a candidate speaks for, in logits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    event: float
    """That it is worth a line."""

    primary: float
    """That the chronology should not miss it, given that it is worth a line."""

    headline: float
    """That it is what the article is about."""


class RankWords(Words):
    """`event_rank.yml`: the weights of candidates, fitted by `scripts/fit_events.py`."""

    FILE: ClassVar[str] = "event_rank"

    least: Weights
    """Scores below which a candidate is no event, not primary, no headline."""

    weights: dict[str, Weights]
