"""The words of dates, typed: `dates.yml`, `dates_rules.yml`."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from builder.lang.schema import Words

_COMMA = re.compile(r",(?:\s+|$)")


def _parted(wordings: object) -> object:
    """`janv, jan` in a file is two wordings; a comma alone is itself."""
    if isinstance(wordings, str) and wordings != ",":
        return tuple(_COMMA.split(wordings.strip()))
    return (wordings,) if isinstance(wordings, str) else wordings


Wordings = Annotated[tuple[str, ...], BeforeValidator(_parted)]


class _Part(BaseModel):
    """A table inside a file: as strict as the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DateWords(Words):
    """`dates.yml`: atoms of expressions of time, and what only looks like one."""

    FILE: ClassVar[str] = "dates"

    atoms: dict[str, dict[int | float | str, Wordings]]
    nothing: tuple[str, ...]


class Behind(_Part):
    """What may stand behind an expression."""

    words: frozenset[str] = frozenset()
    """Folded."""

    pos: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    """Verb forms: Inf, Part …"""

    stop: bool = False
    """A sign that closes, or the end of the sentence."""


class DateRule(_Part):
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
    values: dict[str, tuple[int | str, ...]] = {}


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
    statements: tuple[str, ...]
    ahead: frozenset[str]
    due: frozenset[str]
    planned: frozenset[str]
    notices: frozenset[str]
    said: frozenset[str]
    states: frozenset[str]
    happened: frozenset[str]
    towards: frozenset[str]
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
    lasting: frozenset[str]
    lasting_endings: tuple[str, ...]
    age: frozenset[str]
    having_age: frozenset[str]
    giving_length: frozenset[str]
    young: frozenset[str]
    ending: frozenset[str]
