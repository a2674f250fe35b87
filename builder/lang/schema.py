"""The words of a language, typed: one frozen model for each file of `lang/<code>/`.

A model names its file and every key in it. An unknown key, a missing one or a value of
another shape stops the program at once: a list that nobody reads is a mistake.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Words(BaseModel):
    """Base of all: nothing unknown, nothing that changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    FILE: ClassVar[str]
    """Name of the YAML file, without its ending."""


class SyntaxWords(Words):
    """`syntax.yml`: closed classes that the parse is read with."""

    FILE: ClassVar[str] = "syntax"

    with_etre: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    strong: frozenset[str]
    ne: frozenset[str]
    only: frozenset[str]
    conditions: frozenset[str]
    concessive: frozenset[str]
    that: frozenset[str]
    who: frozenset[str]
    relative: frozenset[str]
    impersonal_verbs: frozenset[str]
    collective: frozenset[str]
    object_control: frozenset[str]
    subject_control_alone: frozenset[str]
    prepositions: dict[str, str]
    determiners: dict[str, str]
    subject_pronouns: frozenset[str]
    anaphoric: frozenset[str]
    periphrases: dict[str, str]
    """Verbs that carry the tense of the infinitive behind them, and the word between: none, or "de"."""

    reflexive: frozenset[str]
    passive: str
    """The word before the agent of a passive."""


class ReportingWords(Words):
    """`reporting.yml`: verbs of saying, thinking and asking by manner."""

    FILE: ClassVar[str] = "reporting"

    say: tuple[str, ...]
    incise: tuple[str, ...]
    think: tuple[str, ...]
    act: tuple[str, ...]
    deny: tuple[str, ...]
    demand: tuple[str, ...]
    promise: tuple[str, ...]
