"""The words of dates, typed: `dates*.yml`."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from builder.lang.schema import Part, Sentence, Words

_COMMA = re.compile(r",(?:\s+|$)")


def _parted(wordings: object) -> object:
    """`janv, jan` in a file is two wordings; a comma alone is itself."""
    if isinstance(wordings, str) and wordings != ",":
        return tuple(_COMMA.split(wordings.strip()))
    return (wordings,) if isinstance(wordings, str) else wordings


Wordings = Annotated[tuple[str, ...], BeforeValidator(_parted)]


class DateWords(Words):
    """`dates.yml`: atoms of expressions of time, and what only looks like one."""

    FILE: ClassVar[str] = "dates"

    atoms: dict[str, dict[int | float | str, Wordings]]
    nothing: tuple[str, ...]


class Behind(Part):
    """What may stand behind an expression."""

    words: frozenset[str] = frozenset()
    """Folded."""

    pos: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    """Verb forms: Inf, Part …"""

    stop: bool = False
    """A sign that closes, or the end of the sentence."""


class DateRule(Part):
    """One composition; the file explains the keys."""

    match: str
    gives: str
    make: str = ""
    keep: bool = False
    check: str = ""
    behind: str = ""
    not_behind: str = ""
    ends: tuple[int | str, ...] = ()
    last: tuple[str, ...] = ()
    values: dict[str, tuple[int | str, ...]] = Field(default_factory=dict)


class DateRules(Words):
    """`dates_rules.yml`: how atoms make expressions."""

    FILE: ClassVar[str] = "dates_rules"

    behind: dict[str, Behind]
    leading: frozenset[str]
    trailing: frozenset[str]
    macros: dict[str, str]
    core: frozenset[str]
    levels: tuple[tuple[DateRule, ...], ...]


class DateVerbs(Words):
    """`dates_verbs.yml`: which way a date looks by the verb of its clause."""

    FILE: ClassVar[str] = "dates_verbs"

    misfortunes: tuple[str, ...]
    results: tuple[str, ...]
    statements: tuple[str, ...]
    ahead: frozenset[str]
    due: frozenset[str]
    planned: frozenset[str]
    notices: frozenset[str]
    said: frozenset[str]
    states: frozenset[str]
    happened: frozenset[str]
    towards: frozenset[str]
    until: frozenset[str]
    behind: frozenset[str]
    losses: frozenset[str]


class DateGuards(Words):
    """`dates_guards.yml`: what only looks like a date."""

    FILE: ClassVar[str] = "dates_guards"

    places: frozenset[str]
    no_place: frozenset[str]
    numbered: frozenset[str]
    models: frozenset[str]
    feast_things: frozenset[str]
    feast_words: frozenset[str]
    saints: frozenset[str]
    planet: frozenset[str]
    wide_today: frozenset[str]
    rate: frozenset[str]
    lasting: frozenset[str]
    lasting_endings: tuple[str, ...]
    age: frozenset[str]
    having_age: frozenset[str]
    giving_length: frozenset[str]
    young: frozenset[str]
    ending: frozenset[str]


class Narrowing(Part):
    """Why an article appeared before or after one of its own dates."""

    announced: Sentence
    told: Sentence
    planned: Sentence


class Wording(Part):
    """Dates and durations in words."""

    first: str
    either: Sentence = Field(alias="or")
    both: Sentence = Field(alias="and")
    several: Sentence
    about: Sentence
    uncertain: Sentence
    no_year: Sentence
    decade: Sentence
    century: Sentence
    quarter: Sentence
    half_year: Sentence
    ranks: tuple[str, ...]
    seasons: dict[int, str]
    from_to: Sentence
    more_or_less: Sentence
    between: Sentence
    before: Sentence
    after: Sentence
    frames: dict[str, dict[str, Sentence]]
    """What goes before a moment: by its precision, for spring, before a vowel, else."""

    units: dict[str, tuple[str, str]]


class Publication(Part):
    """What speaks for the day on which an undated article appeared."""

    told: Sentence
    office: Sentence
    elsewhere: Sentence
    week: Sentence
    articles: frozenset[str]
    both: str = Field(alias="and")
    aims: frozenset[str]
    """Words before a year that is aimed at. Folded."""

    former: frozenset[str]
    """Words beside an office that somebody no longer holds, or not yet. Folded."""


class DateSayings(Words):
    """`dates_words.yml`: what the reader is told about dates."""

    FILE: ClassVar[str] = "dates_words"

    reasons: dict[str, Sentence]
    evidence: dict[str, Sentence]
    narrowing: Narrowing
    wording: Wording
    publication: Publication
