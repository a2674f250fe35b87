"""Finds known names: those of the packaged lists, and those of the knowledge base."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.kb.lexicon import LISTS, lexicon
from builder.model.mention import EntityType
from builder.stages.mentions.tokens import cut
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.kb.base import KnowledgeBase

FOLDED = 5
"""From so many letters on, capitals and accents of a known name do not count (as in `KnowledgeBase.named`)."""


class Tag(NamedTuple):
    """A word's part in a known name."""

    part: str
    """`B1` for a name of one word, `B2` for the beginning of a longer one, `I` for what follows."""

    kind: str
    """The list (`cities-large`), or the type of the entity (`PER`)."""

    sure: bool = False
    """The author's own name: never overlooked."""

    def __str__(self) -> str:
        """As evidence."""
        return f"{self.part}:{self.kind}"


class _Entry(NamedTuple):
    name: str
    type: str
    own: bool


class Names(NamedTuple):
    """The names of a knowledge base, ready to be found."""

    entries: Mapping[str, _Entry]
    longest: Mapping[str, int]
    """Key of the first word → number of words, at most."""

    single: Mapping[str, str]
    """Names of one word, as written, and the last words of persons' names → type."""


def spread(length: int, kind: str, *, sure: bool = False) -> Iterator[Tag]:
    """The tags of a name of so many words."""
    yield Tag("B1" if length == 1 else "B2", kind, sure)
    for _ in range(length - 1):
        yield Tag("I", kind, sure)


def names_in(tags: Sequence[Tag | None]) -> Iterator[tuple[int, int, Tag]]:
    """The known names that the tags spell out: stretches of words (half-open), and the tag of the first."""
    n = 0
    while n < len(tags):
        tag = tags[n]
        end = n + 1
        if tag:
            while end < len(tags) and (goes_on := tags[end]) and goes_on.part == "I":
                end += 1
            yield n, end, tag
        n = end


def listed(forms: Sequence[str]) -> list[Tag | None]:
    """For each word, its part in the longest name of the packaged lists that begins at or before it; none elsewhere."""
    known = lexicon()
    tags: list[Tag | None] = [None] * len(forms)
    n = 0
    while n < len(forms):
        end, index = _longest(forms, n, known.names, known.longest)
        if end > n:
            tags[n:end] = spread(end - n, LISTS[index])
        n = max(end, n + 1)
    return tags


def _longest(forms: Sequence[str], n: int, names: Mapping[str, int], longest: Mapping[str, int]) -> tuple[int, int]:
    joined = forms[n].replace("’", "'")
    best, index = (n + 1, names[joined]) if joined in names else (n, -1)
    limit = longest.get(joined, 0)
    end = n + 1
    while end < len(forms) and len(joined) < limit:
        joined += ("" if joined[-1] == "'" else " ") + forms[end].replace("’", "'")
        end += 1
        if joined in names:
            best, index = end, names[joined]
    return best, index


@lru_cache(maxsize=4)
def names_of(kb: KnowledgeBase) -> Names:
    """The names and aliases of every entity, cut into words as a text is.

    Two entities of one name and different types leave the type to the context: the first in the order of ids serves.
    """
    entries: dict[str, _Entry] = {}
    longest: dict[str, int] = {}
    single: dict[str, str] = {}
    for _, entity in sorted(kb.entities.items()):
        own = entity.source.startswith("seeds")
        for name in (entity.name, *entity.aliases):
            words = tuple(map(_key, cut(name)))
            if not words:
                continue
            last = name.rpartition(" ")[2]
            if last == name or entity.type is EntityType.PER:
                single.setdefault(last, plain_type(entity.type))
            joined = " ".join(words)
            if joined not in entries or (own and not entries[joined].own):
                entries[joined] = _Entry(name, plain_type(entity.type), own)
            head = words[0].partition(" ")[0]
            longest[head] = max(longest.get(head, 0), len(words))
    return Names(entries, longest, single)


def plain_type(kind: EntityType) -> str:
    """The type of a mention: media are named as the organisations they are."""
    return EntityType.ORG if kind is EntityType.MEDIA else kind


@lru_cache(maxsize=50_000)
def _key(form: str) -> str:
    return key(form) or form


def borne(forms: Sequence[str], names: Names) -> list[Tag | None]:
    """For each word, its part in the longest name of the knowledge base that begins at or before it; none elsewhere."""
    keys = [_key(form) for form in forms]
    tags: list[Tag | None] = [None] * len(forms)
    n = 0
    while n < len(forms):
        length = _length(forms, keys, n, names)
        if length:
            entry = names.entries[" ".join(keys[n : n + length])]
            tags[n : n + length] = spread(length, entry.type, sure=entry.own)
        n += length or 1
    return tags


def _length(forms: Sequence[str], keys: Sequence[str], n: int, names: Names) -> int:
    for length in range(min(names.longest.get(keys[n].partition(" ")[0], 0), len(keys) - n), 0, -1):
        entry = names.entries.get(" ".join(keys[n : n + length]))
        if entry and _written(forms[n : n + length], entry.name):
            return length
    return 0


def _written(forms: Sequence[str], name: str) -> bool:
    """Whether the words stand for the name as written: with its capitals; short names to the letter."""
    words = name.replace("’", "'").split()
    if sum(map(str.isalnum, name)) < FOLDED:
        return "".join(forms).replace("’", "'") in ("".join(words), "".join(words).upper())
    capitals = sum(word[:1].isupper() for part in words for word in part.split("'"))
    return sum(form[:1].isupper() for form in forms) >= min(capitals, len(forms))
