"""What every part of linking looks at: the article as words, its dates, the knowledge base, and how reasons are said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from builder.lang.verbs import Verb, grammar, verbs
from builder.lang.words import Token, tokens
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence, Span
    from builder.model.entity import Entity
    from builder.model.moment import Dating


class Line:
    """One sentence as words. Verbs are found where somebody asks for them only."""

    def __init__(self, article: Article, sentence: Sentence, pack: LanguagePack) -> None:
        """Cut the sentence; linear in its length."""
        self.sentence = sentence
        self.words = [w for t in tokens(article.text, sentence.span.start, sentence.span.end) for w in _former(t)]
        self.keys: list[str] = [fold(t.low) for t in self.words]
        self.starts: list[int] = [t.start for t in self.words]
        self._pack = pack

    @cached_property
    def verbs(self) -> tuple[Verb, ...]:
        """The verb groups of the sentence."""
        return verbs(self.words, grammar(self._pack))

    def verbs_from(self, index: int, count: int = 2) -> tuple[Verb, ...]:
        """The next verb groups that begin at a word or after it."""
        at = bisect_left(self.verbs, index, key=lambda v: v.first)
        return self.verbs[at : at + count]

    def verb_before(self, index: int) -> Verb | None:
        """The last verb group that ends before a word; none where there is none."""
        at = bisect_left(self.verbs, index, key=lambda v: v.last)
        return self.verbs[at - 1] if at else None

    def index(self, offset: int) -> int:
        """Index of the first word that begins at an offset or after it."""
        return bisect_left(self.starts, offset)

    def key(self, index: int) -> str:
        """The folded word at an index; empty before the first and after the last."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def between(self, start: int, end: int) -> list[str]:
        """The folded words that begin in a stretch of the text."""
        return self.keys[self.index(start) : self.index(end)]


_DATES = 8
"""Dates on either side that can tell when a clause took place."""


def _start(line: Line) -> int:
    return line.sentence.span.start


def _former(word: Token) -> tuple[Token, ...]:
    """`ex-président` is two words, so that the office in it is found."""
    cut = len("ex-")
    if not word.low.startswith("ex-") or len(word.low) == cut:
        return (word,)
    return (Token(word.start, word.start + cut, "ex-"), Token(word.start + cut, word.end, word.low[cut:]))


@dataclass(frozen=True, slots=True)
class Scene:
    """One article, ready to be linked."""

    article: Article
    lines: Sequence[Line]
    datings: Mapping[int, Sequence[Dating]]
    """By index of the line that they begin in."""

    pack: LanguagePack
    kb: KnowledgeBase
    local: Mapping[str, Entity]
    """Entities made from unknown names of this article, by id."""

    named: frozenset[str] = frozenset()
    """Ids of the entities that the article may name, as the knowledge base knows them."""

    countries: frozenset[str] = frozenset()
    """Ids of the states in which those lie."""

    states: frozenset[str] = frozenset()
    """Ids of the states that some demonym of the article names."""

    @classmethod
    def of(
        cls,
        article: Article,
        sentences: Sequence[Sentence],
        datings: Sequence[Dating],
        pack: LanguagePack,
        kb: KnowledgeBase,
    ) -> Scene:
        """The article as words."""
        lines = [Line(article, s, pack) for s in sentences]
        scene = cls(article, lines, {}, pack, kb, {})
        by_line: dict[int, list[Dating]] = {}
        for dating in datings:
            by_line.setdefault(scene.at(dating.span.start), []).append(dating)
        states = {state for line in lines for w in line.words for state in kb.demonyms.get(w.low, ())}
        return replace(scene, datings=by_line, states=frozenset(states))

    def at(self, offset: int) -> int:
        """Index of the line that holds an offset; -1 where none does."""
        index = bisect_right(self.lines, offset, key=_start) - 1
        return index if index >= 0 and offset < self.lines[index].sentence.span.end else -1

    def before(self, span: Span, count: int) -> tuple[str, ...]:
        """The folded words right before a span, in order; empty ones before the beginning of its line."""
        number = self.at(span.start)
        if number < 0:
            return ("",) * count
        line = self.lines[number]
        index = line.index(span.start)
        return tuple(line.key(i) for i in range(index - count, index))

    def entity(self, entity: str) -> Entity:
        """The entity with an id, known or made here."""
        return self.local.get(entity) or self.kb.entities[entity]

    def near(self, line: int, span: Span) -> Sequence[Dating]:
        """The dates of a line, those close to a span only where the line is longer than any sentence of the press."""
        there = self.datings.get(line, ())
        at = bisect_left(there, span, key=lambda d: d.span)
        return there[max(at - _DATES, 0) : at + _DATES]

    def say(self, reason: str, **names: str) -> str:
        """A reason in the words of the language; `name` may be an entity id."""
        if names.get("name") in self.kb.entities or names.get("name") in self.local:
            names["name"] = self.entity(names["name"]).name
        text: str = self.pack.data("link")["reasons"][reason]
        return text.format(**names)

    def names(self, entities: Sequence[str]) -> str:
        """The names of entities, one after the other."""
        return ", ".join(self.entity(i).name for i in entities)


class Taken:
    """Spans that are marked already, asked in the order of the text."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Sort the spans."""
        self._spans = sorted(spans)
        self._at = 0

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in a span; offsets never go back."""
        while self._at < len(self._spans) and self._spans[self._at].end <= offset:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at].start <= offset
