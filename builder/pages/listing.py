"""The alphabetical list of names: under which letter each stands, and which of them have a page of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang.pack import language_pack
from builder.lang.schema_links import LinkWords
from builder.model.mention import EntityType
from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from builder.model.dossier import Relation
    from builder.model.entity import Entity

SENTENCES = 3
"""Sentences that an entry of the list holds; a name with more of them has a page, where it may have one."""

_FULL = 2
"""Words of a first name and a surname, at least."""

_ROMAN = set("IVX")

_GIVEN = re.compile(r"\w+-[^\W\dA-Z]+")
"""`Jong-un`, `Ki-moon`: what is spelled so is a first name, and the surname stands before it."""

_LOW = "abcdefghijklmnopqrstuvwxyz'’- "
"""What stands before the great letter of a surname: `d'`, `al-`, `de `."""


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """An entity in the list."""

    entity: Entity
    words: str
    """Its name as a list of names has it: `Zelensky, Volodymyr`."""

    mentions: int
    articles: int
    """Articles that mention it."""

    has_page: bool
    """Whether it has a page of its own; else the list holds its sentences."""


def closest(relation: Relation) -> tuple[int, Relation]:
    """For the order of ties between names or articles: the strongest first."""
    return -relation.weight, relation


def adds_something(
    entity: Entity,
    sentences: int,
    articles: int,
    quotes: int,
) -> bool:
    """Whether a page of its own would say more of an entity than its entry in the list.

    A name that nobody knows and that stands in one article only tells nothing that the article does not.
    """
    if not entity.known and articles < 2:  # noqa: PLR2004 - two articles are worth comparing
        return False
    if sentences > SENTENCES:
        return True
    return entity.known and bool(entity.tenures or quotes)


def listed_words(entity: Entity, language: str) -> str:
    """The name of an entity as a list in the order of surnames has it: `Leyen, Ursula von der`, `Le Pen, Marine`.

    A surname that comes first stays there (`Xi Jinping`); so does a name that has none (`Jean-Paul II`), and that of
    whatever is no person.
    """
    words = entity.name.split()
    # "procureure de Grasse" is a person, and no name
    is_name = entity.type == EntityType.PER and not entity.name[:1].islower()
    if not is_name or len(words) < _FULL:
        return entity.name
    particles = language_pack(language).words(LinkWords).particles
    start = _surname(words, entity.aliases, particles)
    if not start:
        return entity.name
    surname = " ".join(words[start:])
    great = surname.lstrip(_LOW) or surname
    first = entity.name.removesuffix(great).strip()
    return f"{great}, {first}"


def _surname(
    words: Sequence[str],
    aliases: Iterable[str],
    particles: AbstractSet[str],
) -> int:
    """Which word of a name the surname begins with; 0 where it comes first, or there is none."""
    last = len(words) - 1
    if set(words[last]) <= _ROMAN or _GIVEN.fullmatch(words[last]):
        return 0
    short = {key(alias) for alias in aliases}
    for start in range(1, last + 1):
        # "Giscard d'Estaing" for short: no rule about words would tell
        if key(" ".join(words[start:])) in short:
            return start
    if key(words[0]) in short:
        return 0
    start = last
    while start > 1 and _is_great_particle(words[start - 1], particles):
        start -= 1
    return start


def _is_great_particle(word: str, particles: AbstractSet[str]) -> bool:
    return word[0].isupper() and fold(word) in particles


def list_order(one: ListedEntity) -> tuple[str, str]:
    """As a French reader sorts names: `Étienne` between `Erdogan` and `Euler`, not after `Zelensky`."""
    return key(one.words), one.entity.id


def most_present(listed: Iterable[ListedEntity], most: int) -> Sequence[ListedEntity]:
    """Those that stand in most articles, then those named most often; no more than `most`."""
    named = [one for one in listed if one.mentions]
    return sorted(named, key=_presence)[:most]


def _presence(one: ListedEntity) -> tuple[int, int]:
    return -one.articles, -one.mentions
