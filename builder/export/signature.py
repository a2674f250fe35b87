"""Who signs an article, as software for references wants it: people with their family name, newsrooms as they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.schema import ReadingWords
from builder.lang.schema_data import DataWords

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack
    from builder.lang.schema_data import AuthorWords

_LEAST = 2
"""Words of a person's name."""


class Signer(NamedTuple):
    """One of those who sign."""

    family: str
    """The family name; of a newsroom or a pen name the whole name."""

    given: str = ""
    """Empty where the name cannot be taken apart."""


def signers(author: str, pack: LanguagePack) -> tuple[Signer, ...]:
    """The names of a signature, in their order; empty for an empty one.

    What cannot be a person's name (an agency, one word alone, words without capitals) stays whole:
    "Jennifer Jacobs et Haley Ott" is two people, "Le Monde avec AFP" two newsrooms.
    """
    rules = _rules(pack)
    parts = rules.between.split(" ".join(author.split()))
    names = [_without_opening(part, rules) for part in parts]
    # "envoyée spéciale à Kiev" says what somebody is.
    kept = [name for name in names if name and not name[0].islower()] or names
    return tuple(_signer(name, rules) for name in kept if name)


class _Rules(NamedTuple):
    """How names of a signature are told apart."""

    between: re.Pattern[str]
    particles: frozenset[str]
    words: AuthorWords


@lru_cache(maxsize=8)
def _rules(pack: LanguagePack) -> _Rules:
    reading, words = pack.words(ReadingWords), pack.words(DataWords).authors
    between = "|".join(map(re.escape, sorted(reading.between_names)))
    return _Rules(
        re.compile(rf"\s*[,;/&]\s*|\s+(?:{between})\s+"),
        words.particles | reading.particles,
        words,
    )


def _without_opening(part: str, rules: _Rules) -> str:
    before, _, rest = part.partition(" ")
    return rest if before.lower() in rules.words.opening else part


def _signer(name: str, rules: _Rules) -> Signer:
    parts = name.split(" ")
    if len(parts) < _LEAST or not _is_person(parts, rules):
        return Signer(name)
    # "DUPONT Marie": the family name in capitals goes before.
    if len(parts[0]) > 1 and parts[0].isupper() and not parts[-1].isupper():
        return Signer(parts[0], " ".join(parts[1:]))
    start = len(parts) - 1
    # The family name begins at its first particle, "Ursula von der Leyen", and else is one word.
    for number in range(1, len(parts)):
        if _particle(parts[number], rules):
            start = number
            break
    return Signer(" ".join(parts[start:]), " ".join(parts[:start]))


def _is_person(parts: list[str], rules: _Rules) -> bool:
    """Whether all words are capitals or particles, and none of them names a newsroom."""
    first = _particle(parts[0], rules) or parts[0].lower()
    if first in rules.words.articles:
        return False
    if any(part.lower() in rules.words.bodies for part in parts):
        return False
    return all(part[0].isupper() or _particle(part, rules) for part in parts)


def _particle(part: str, rules: _Rules) -> str:
    """The particle that a word is or begins with ("d’Anjou"); empty where there is none."""
    found = re.match(r"\w['’]|\w+$", part.lower())
    if found is None or found[0] not in rules.particles | rules.words.articles:
        return ""
    return found[0]
