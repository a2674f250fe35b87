"""Verbs of saying, as the lists of the language have them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.lang.schema import ReportingWords

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack


class Manner(StrEnum):
    """What somebody does by saying it."""

    SAY = "say"
    INCISE = "incise"
    """Verbs that say only behind or inside what is said: « … », sourit le maire."""

    THINK = "think"
    ACT = "act"
    """"annoncer", "accuser": an event in itself."""

    DENY = "deny"
    DEMAND = "demand"
    PROMISE = "promise"
    ACCORDING = "according"
    """A frame without a verb: "selon"."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A verb of saying as a list has it: "se souvenir", "mettre en garde"."""

    manner: Manner
    reflexive: bool
    rest: tuple[str, ...]
    """The words that must follow the verb."""


@lru_cache(maxsize=4)
def wordings(pack: LanguagePack) -> dict[str, tuple[Wording, ...]]:
    """Verbs of saying by infinitive."""
    lists = pack.words(ReportingWords)
    found: dict[str, list[Wording]] = {}
    for manner in Manner:
        for phrase in getattr(lists, manner.value, ()):
            verb, reflexive, rest = _parts(phrase)
            found.setdefault(verb, []).append(Wording(manner, reflexive, rest))
    # The longest wording first, and what must be reflexive before what need not.
    for known in found.values():
        known.sort(key=lambda each: (-len(each.rest), not each.reflexive))
    return {verb: tuple(known) for verb, known in found.items()}


def _parts(phrase: str) -> tuple[str, bool, tuple[str, ...]]:
    words = phrase.replace("s'", "se ").split()
    reflexive = words[0] == "se"
    words = words[reflexive:]
    return words[0], reflexive, tuple(words[1:])
