"""An expression and the words beside it, as the guards ask for them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from builder.lang.schema_dates import DateGuards, DateWords
from builder.lang.schema_names import NameWords
from builder.syntax.neighbours import after, before
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.quote import Quoted
    from builder.syntax.doc import Doc, Token
    from builder.syntax.patterns import Node

_GLUE = ("ADP", "DET")
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
    """One expression and its neighbours within its sentence."""

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
        """The expression as written."""
        return self.node.span.of(self.doc.text)

    @cached_property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[:1].isupper()

    @cached_property
    def first(self) -> Token | None:
        """Its first token."""
        return self.doc.token_at(self.node.start)

    @property
    def quote(self) -> Quoted | None:
        """The quotation begun last, where it holds it; none outside of them."""
        start = self.node.start
        place = bisect_right(self.quoted, start, key=lambda quote: quote.span.start)
        last = self.quoted[place - 1] if place else None
        return last if last is not None and start < last.span.end else None

    @cached_property
    def before(self) -> Token | None:
        """The word or sign before it; none where it opens its sentence."""
        return before(self.doc, self.node.span)

    @cached_property
    def after(self) -> Token | None:
        """The word or sign behind it; none where it ends its sentence."""
        return after(self.doc, self.node.span)

    @cached_property
    def low_before(self) -> str:
        """The folded word before it; empty where there is none."""
        return fold(self.before.low) if self.before else ""

    @cached_property
    def low_after(self) -> str:
        """The folded word behind it; empty where there is none."""
        return fold(self.after.low) if self.after else ""

    def behind(self, count: int) -> list[str]:
        """The folded words behind it, nearest first; empty ones past its sentence."""
        words = []
        for place in range(1, count + 1):
            token = after(self.doc, self.node.span, place)
            words.append(fold(token.low) if token else "")
        return words

    @cached_property
    def held_by(self) -> Token | None:
        """The word that it stands behind, over prepositions and articles; none where a sign parts them."""
        for count in range(1, _REACH):
            token = before(self.doc, self.node.span, count)
            if token is None or not token.is_word:
                return None
            if token.pos not in _GLUE and fold(token.low) not in self.known.any:
                return token
        return None

    def stands_by(self, nouns: frozenset[str]) -> bool:
        """Whether that word is one of some nouns: by its folded form, or that of the dictionary."""
        word = self.held_by
        return word is not None and not nouns.isdisjoint(
            (fold(word.low), fold(word.lemma))
        )

    @cached_property
    def joined(self) -> bool:
        """Whether it stands behind a word with no preposition or article between."""
        return self.held_by is not None and self.held_by is self.before

    def is_lasting(self, noun: str) -> bool:
        """Whether a folded noun is something that lasts: a sentence, a suspension."""
        words = self.words
        return noun in words.lasting or noun.endswith(words.lasting_endings)
