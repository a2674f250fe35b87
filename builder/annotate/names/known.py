"""Finds known names: those of the packaged lists, and those of the knowledge base.

A look-up by words rather than spaCy's `PhraseMatcher`: for the 70,000 listed names the
matcher takes three seconds to fill, the whole start of the program is no longer, and
the names of the knowledge base need a comparison that it does not know (folded for long
names, to the letter for short ones).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.kb.lexicon import LISTS, lexicon
from builder.model.article import Span
from builder.model.mention import EntityType
from builder.syntax.tokenizer import tokenize
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.model.entity import Entity

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

    entries: dict[str, _Entry]
    """By the keys of their words, joined by spaces."""

    longest: dict[str, int]
    """Key of the first word → number of words, at most."""

    single: dict[str, str]
    """Names of one word, as written, and the last words of persons' names → type."""


def spread(length: int, kind: str, *, sure: bool = False) -> Iterator[Tag]:
    """The tags of a name of so many words."""
    yield Tag("B1" if length == 1 else "B2", kind, sure)
    for _ in range(length - 1):
        yield Tag("I", kind, sure)


def names_in(tags: Sequence[Tag | None]) -> Iterator[tuple[int, int, Tag]]:
    """The known names that the tags spell out: stretches of words (half-open), and the tag of the first."""
    start = 0
    first: Tag | None = None
    for n, tag in enumerate((*tags, None)):
        if tag is not None and tag.part == "I" and first is not None:
            continue
        if first is not None:
            yield start, n, first
        start, first = n, tag


def listed(forms: Sequence[str]) -> list[Tag | None]:
    """For each word, its part in the longest name of the packaged lists that begins at or before it; none elsewhere."""
    known = lexicon()
    # The lists have their names as they are written, an elided article close.
    spaced = [form if form[-1] == "'" else f"{form} " for form in forms]

    def look_up(start: int, end: int) -> Tag | None:
        index = known.names.get("".join(spaced[start:end]).rstrip())
        return None if index is None else Tag("", LISTS[index])

    return _tagged([known.longest.get(form, 1) for form in forms], look_up)


def borne(
    forms: Sequence[str], names: Names, articles: Collection[str] = ()
) -> list[Tag | None]:
    """For each word, its part in the longest name of the knowledge base that begins at or before it; none elsewhere.

    After one of the articles there is no surname alone: "la Hollande".
    """
    keys = [_key(form) for form in forms]

    def look_up(start: int, end: int) -> Tag | None:
        entry = names.entries.get(" ".join(keys[start:end]))
        if entry is None or not _written(forms[start:end], entry.name):
            return None
        before = forms[start - 1].lower() if start else ""
        alone = entry.type == EntityType.PER and end - start == 1
        if alone and before in articles:
            return None
        return Tag("", entry.type, entry.own)

    reach = [names.longest.get(key.partition(" ")[0], 0) for key in keys]
    return _tagged(reach, look_up)


def _tagged(
    longest: Sequence[int], look_up: Callable[[int, int], Tag | None]
) -> list[Tag | None]:
    """Tags for the longest names, from left to right: `longest` says how many words to try at each word."""
    tags: list[Tag | None] = [None] * len(longest)
    start = 0
    while start < len(longest):
        end = min(start + longest[start], len(longest))
        found = None
        while end > start and found is None:
            found = look_up(start, end)
            end -= found is None
        if found is not None:
            length = end - start
            tags[start:end] = spread(length, found.kind, sure=found.sure)
        start = max(end, start + 1)
    return tags


@lru_cache(maxsize=4)
def names_of(kb: KnowledgeBase) -> Names:
    """The names and aliases of every entity, cut into words as a text is.

    Two entities of one name and different types leave the type to the context: the first in the order of ids serves.
    """
    names = Names({}, {}, {})
    for _, entity in sorted(kb.entities.items()):
        for name in (entity.name, *entity.aliases):
            _enter(names, entity, name)
    return names


def _enter(names: Names, entity: Entity, name: str) -> None:
    words = [_key(piece.form) for piece in tokenize(name, Span(0, len(name)))]
    if not words:
        return
    kind, own = plain_type(entity.type), entity.source.startswith("seeds")
    last = name.rpartition(" ")[2]
    # A person's last name may stand alone, a state's may not ("Unis").
    if last == name or entity.type is EntityType.PER:
        names.single.setdefault(last, kind)
    joined = " ".join(words)
    before = names.entries.get(joined)
    # Of two bearers of a name, the author's own decides.
    if before is None or (own and not before.own):
        names.entries[joined] = _Entry(name, kind, own)
    head = words[0].partition(" ")[0]
    names.longest[head] = max(names.longest.get(head, 0), len(words))


def plain_type(kind: EntityType) -> str:
    """The type of a mention: media are named as the organisations they are."""
    return EntityType.ORG if kind is EntityType.MEDIA else kind


@lru_cache(maxsize=50_000)
def _key(form: str) -> str:
    return key(form) or form


def _written(forms: Sequence[str], name: str) -> bool:
    """Whether the words stand for the name as written: with its capitals; short names to the letter."""
    plain = name.replace("’", "'")
    if sum(map(str.isalnum, plain)) < FOLDED:
        letters = "".join(plain.split())
        return "".join(forms) in (letters, letters.upper())
    capitals = _capitals(plain.replace("'", " ").split())
    return _capitals(forms) >= min(capitals, len(forms))


def _capitals(words: Sequence[str]) -> int:
    return sum(word[:1].isupper() for word in words)
