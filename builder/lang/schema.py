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


class Ending(BaseModel):
    """What an ending says of a finite verb."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verb: tuple[str, ...]
    """Endings of the infinitive, one of which it must have."""

    form: str
    regular: bool = False
    """Whether what is before the ending must be the infinitive without its last two letters."""

    mood: str = "Ind"
    tense: str
    person: str = "3"
    number: str


class SyntaxWords(Words):
    """`syntax.yml`: closed classes that the parse is read with."""

    FILE: ClassVar[str] = "syntax"

    with_etre: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    strong: frozenset[str]
    ne: frozenset[str]
    only: frozenset[str]
    only_with: frozenset[str]
    """Of the negations, those that beside "que" only limit: "n'a plus que"."""

    ne_alone: frozenset[str]
    """Verbs that "ne" denies without another word: "ne cesse de"."""

    conditions: frozenset[str]
    concessive: frozenset[str]
    that: frozenset[str]
    who: frozenset[str]
    relative: frozenset[str]
    impersonal_verbs: frozenset[str]
    impersonal_reflexives: frozenset[str]
    nobody: frozenset[str]
    """Pronouns that may stand for nobody."""

    collective: frozenset[str]
    object_control: frozenset[str]
    subject_control_alone: frozenset[str]
    prepositions: dict[str, str]
    determiners: dict[str, str]
    subject_pronouns: frozenset[str]
    anaphoric: frozenset[str]
    periphrases: dict[str, str]
    """Verbs that carry the tense of the infinitive behind them, and the word between: none, or "de"."""

    endings: tuple[Ending, ...]
    """Of finite verbs; the first that fits holds."""

    participle: str
    """Regular expression of the endings of a past participle."""

    twofold: frozenset[str]
    """Verbs of the third group whose simple past looks like the present."""

    lemmas: dict[str, str]
    """Forms that the tables give to a rarer verb."""

    days: frozenset[str]
    months: frozenset[str]
    times: frozenset[str]
    """Nouns that are an adverb beside "ce", "dernier", or without a determiner."""

    pointing: frozenset[str]
    """Words that make such a noun an adverb."""

    objects: frozenset[str]
    """Pronouns before the verb that are never its subject."""

    datives: frozenset[str]
    """Those of them that mean to whom."""

    partitive: frozenset[str]
    """Prepositions that the parse sees in subjects: "DES milliers", "PRÈS de cent"."""

    no_clause: frozenset[str]
    """Words before a "que" that opens no clause: "ainsi que", "plus … que"."""

    causatives: frozenset[str]
    impersonal_passives: frozenset[str]

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
