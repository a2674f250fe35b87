"""What the patterns of a language find: offices, groups and descriptions, not resolved yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Flag, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.annotate.links.words import Title
    from builder.lang.schema_links import GroupWords
    from builder.model.article import Span
    from builder.model.mention import Link
    from builder.syntax.phrase_lists import Keys


class RoleModifiers(Flag):
    """What the words around an office say of it."""

    NONE = 0
    FORMER = auto()
    FUTURE = auto()
    ELECT = auto()
    """Elected, not yet in office."""

    NEW = auto()
    """Just elected or just in office."""

    ORDINAL = auto()
    GENERIC = auto()
    """Any holder: "un président", "chaque ministre"."""

    DEFINITE = auto()
    PREDICATE = auto()
    """"devient président", "comme ministre": nobody's in particular."""

    FEMININE = auto()
    LATE = auto()
    """"le défunt président": a former one who is not any of those alive."""

    THEN = auto()
    """"de l’époque", "alors"."""


class TitleHit(NamedTuple):
    """A wording of an office in the text."""

    title: Title
    first: int
    stop: int
    """Indices of tokens, half-open."""

    state: str | None = None
    """State of a demonym inside ("ministre [russe] des …"), empty where shared; none where there is no demonym."""


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """A wording of an office, not resolved yet."""

    span: Span
    sentence: int
    """Index into `Doc.sentences`."""

    title: Title
    keys: Keys
    """Its words, folded."""

    of: tuple[str, ...]
    """States and organisations that the wording names, in its order; several in "les présidents russe et ukrainien"."""

    modifiers: RoleModifiers
    names: frozenset[int] = frozenset()
    """Where the names begin that it is completed by: "[Maison Blanche]" in "locataire de la Maison Blanche"."""

    bare: bool = False
    """One word and nothing else, of no office by itself: "président", not "pape"."""

    open: bool = False
    """A complement follows that is no name: "le Premier ministre de l’île"."""

    beside: Link | None = None
    """The name in apposition to it."""

    direct: bool = False
    """The name follows at once, without a sign: "le président Trump"."""

    def has(self, *modifiers: RoleModifiers) -> bool:
        """Whether one of these is said of it."""
        return any(modifier in self.modifiers for modifier in modifiers)


@dataclass(frozen=True, slots=True)
class GroupPhrase:
    """`les deux dirigeants`."""

    span: Span
    sentence: int
    count: int
    """How many it says they are; 0 where it does not."""

    group: GroupWords


@dataclass(slots=True)
class Phrases:
    """Everything that the patterns found, in the order of the text."""

    offices: list[OfficePhrase] = field(default_factory=list)
    groups: list[GroupPhrase] = field(default_factory=list)


def swallowed(phrases: Iterable[OfficePhrase], links: Sequence[Link]) -> set[Span]:
    """Names that are part of an office's own words: "président du [Conseil italien]"."""
    inside: dict[int, OfficePhrase] = {}
    for phrase in phrases:
        for offset in range(phrase.span.start, phrase.span.end):
            inside[offset] = phrase
    found = set()
    for link in links:
        start = link.mention.span.start
        outer = inside.get(start)
        if outer is not None and start not in outer.names:
            found.add(link.mention.span)
    return found
