"""An expression and the words beside it, as the guards ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from builder.lang.schema_dates import DateGuards, DateWords
from builder.lang.schema_names import NameWords
from builder.syntax.neighbours import after, before
from builder.text.composed import composed
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.quote import Quoted
    from builder.syntax.doc import Doc, Token
    from builder.syntax.patterns import Node

GLUE = ("ADP", "DET")
"""Prepositions and articles."""

_REACH = 4
_OPENING = ("the", "of", "at", "in", "early", "mid", "late", "since", "during", "this")
"""Names of the atoms that a date may stand behind."""


@dataclass(frozen=True, eq=False)
class Openers:
    """The lists of the guards, and words of the lexicon by what they open."""

    words: DateGuards
    any: frozenset[str]
    day: frozenset[str]
    """`le`, `au`, `du`: before a number that is a day."""

    of: frozenset[str]
    at: frozenset[str]
    inside: frozenset[str]
    """`en`: before a year and never before what is counted."""

    weekdays: frozenset[str]
    civil: frozenset[str]
    """`M.`, `Mme`: before a person's name."""

    stretches: frozenset[str]
    """`nuit`, `soirée`, `semaine`: what a day is a part of, or has."""


@lru_cache(maxsize=4)
def openers(pack: LanguagePack) -> Openers:
    """The words of a language that open a date."""
    atoms = pack.words(DateWords).atoms

    def wordings(*names: str) -> frozenset[str]:
        found: set[str] = set()
        for name in names:
            for words in atoms[name].values():
                found.update(words)
        return frozenset(found)

    masculine = (atoms["the"]["le"], atoms["at"]["au"], atoms["of"]["du"])
    day = frozenset().union(*masculine)
    return Openers(
        words=pack.words(DateGuards),
        any=wordings(*_OPENING),
        day=day,
        of=wordings("of"),
        at=wordings("at"),
        inside=wordings("in"),
        weekdays=wordings("weekday", "weekdays"),
        civil=frozenset(pack.words(NameWords).civil),
        stretches=wordings("part", "evening", "night", "unit", "weekend"),
    )


@dataclass(eq=False)
class Beside:
    """One expression and the words beside it, within its sentence.

    Words are asked by their place: -1 is the one before the expression, 1 the one behind.
    """

    doc: Doc
    node: Node
    known: Openers
    quoted: Sequence[Quoted]

    @property
    def words(self) -> DateGuards:
        """The lists of the guards."""
        return self.known.words

    @cached_property
    def text(self) -> str:
        """The expression in its plain form."""
        return composed(self.node.span.of(self.doc.text))

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[:1].isupper()

    @cached_property
    def first(self) -> Token | None:
        """Its first token."""
        return self.doc.token_at(self.node.start)

    def at(self, place: int) -> Token | None:
        """The word or sign at a place; none past the sentence."""
        if place < 0:
            return before(self.doc, self.node.span, -place)
        return after(self.doc, self.node.span, place)

    def low(self, place: int) -> str:
        """Its folded form; empty for none."""
        token = self.at(place)
        return fold(token.low) if token else ""

    def pos(self, place: int) -> str:
        """Its part of speech; empty for none."""
        token = self.at(place)
        return token.pos if token else ""

    @cached_property
    def held_by(self) -> Token | None:
        """The word that it stands behind, over prepositions and articles; none where a sign parts them."""
        for place in range(-1, -_REACH, -1):
            token = self.at(place)
            if token is None or not token.is_word:
                return None
            if token.pos not in GLUE and self.low(place) not in self.known.any:
                return token
        return None

    def stands_by(self, nouns: frozenset[str]) -> bool:
        """Whether that word is one of some nouns: by its folded form, or that of the dictionary."""
        word = self.held_by
        return word is not None and bool(nouns & {fold(word.low), fold(word.lemma)})

    @property
    def joined(self) -> bool:
        """Whether it stands behind a word with no preposition or article between."""
        return self.held_by is not None and self.held_by is self.at(-1)

    @property
    def hangs(self) -> bool:
        """Whether "de" or "de l'" stands before it."""
        return not self.known.of.isdisjoint((self.low(-1), self.low(-2)))

    @property
    def described(self) -> bool:
        """Whether an adjective or a complement stands behind it."""
        return self.pos(1) == "ADJ" or self.low(1) in self.known.of

    def is_lasting(self, noun: str) -> bool:
        """Whether a folded noun is something that lasts: a sentence, a suspension."""
        words = self.words
        return noun in words.lasting or noun.endswith(words.lasting_endings)
