"""Finds known names: those of the packaged lists, and those of the knowledge base."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.names.tokens import cut
from builder.kb.lexicon import LISTS, lexicon
from builder.model.mention import EntityType
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

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
    straight = [form.replace("’", "'") for form in forms]
    spaced = [form if form[-1] == "'" else f"{form} " for form in straight]

    def kind(start: int, end: int) -> tuple[str, bool] | None:
        index = known.names.get("".join(spaced[start:end]).rstrip())
        return None if index is None else (LISTS[index], False)

    return _tagged([known.longest.get(form, 1) for form in straight], kind)


def _tagged(
    longest: Sequence[int], kind: Callable[[int, int], tuple[str, bool] | None]
) -> list[Tag | None]:
    """Tags for the longest names, found from left to right: `longest` says how many words to try at each word."""
    tags: list[Tag | None] = [None] * len(longest)
    n = 0
    while n < len(longest):
        lengths = range(min(longest[n], len(longest) - n), 0, -1)
        length, found = next(
            ((k, found) for k in lengths if (found := kind(n, n + k))), (1, None)
        )
        if found:
            tags[n : n + length] = spread(length, found[0], sure=found[1])
        n += length
    return tags


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


def borne(
    forms: Sequence[str], names: Names, articles: Collection[str] = ()
) -> list[Tag | None]:
    """For each word, its part in the longest name of the knowledge base that begins at or before it; none elsewhere.

    After one of the articles there is no surname alone: "la Hollande".
    """
    keys = [_key(form) for form in forms]

    def kind(start: int, end: int) -> tuple[str, bool] | None:
        entry = names.entries.get(" ".join(keys[start:end]))
        if entry is None or not _written(forms[start:end], entry.name):
            return None
        surname = entry.type == EntityType.PER and end - start == 1
        return (
            None
            if surname and start and forms[start - 1].lower() in articles
            else (entry.type, entry.own)
        )

    return _tagged([names.longest.get(key.partition(" ")[0], 0) for key in keys], kind)


def _written(forms: Sequence[str], name: str) -> bool:
    """Whether the words stand for the name as written: with its capitals; short names to the letter."""
    words = name.replace("’", "'").split()
    if sum(map(str.isalnum, name)) < FOLDED:
        return "".join(forms).replace("’", "'") in (
            "".join(words),
            "".join(words).upper(),
        )
    capitals = sum(word[:1].isupper() for part in words for word in part.split("'"))
    return sum(form[:1].isupper() for form in forms) >= min(capitals, len(forms))
