"""What every part of linking looks at: the article as words, its dates, the knowledge base; and how it answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.annotate.links.rules import Rules, rules
from builder.lang.verbs import Verb, grammar, verbs
from builder.lang.words import Token, tokens
from builder.model.article import Article, Sentence, Span
from builder.model.mention import EntityType, LinkStatus, Mention, Status
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.dates import Timex
    from builder.model.entity import Entity

OF = frozenset(("de", "du", "des", "d'"))
_THE = frozenset(("la", "l'", "les"))
_DATES = 8
"""Dates on either side that can tell when a clause took place."""


class Line:
    """One sentence as words. Verbs are found where somebody asks for them only."""

    def __init__(
        self, article: Article, sentence: Sentence, number: int, pack: LanguagePack
    ) -> None:
        """Cut the sentence; linear in its length."""
        self.span = sentence.span
        self.number = number
        self.words = [
            w
            for t in tokens(article.text, self.span.start, self.span.end)
            for w in _former(t)
        ]
        self.keys: list[str] = [fold(t.low) for t in self.words]
        self.starts: list[int] = [t.start for t in self.words]
        self.timexes: list[Timex] = []
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

    def indices(self, span: Span) -> tuple[int, int]:
        """Indices of the words of a span, half-open."""
        return self.index(span.start), self.index(span.end)

    def key(self, index: int) -> str:
        """The folded word at an index; empty before the first and after the last."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def past_article(self, index: int) -> int:
        """Index of the word that a complement names: past the article that may stand between `de` and it."""
        return index + (self.key(index) in _THE)

    def dates_near(self, span: Span) -> Sequence[Timex]:
        """Its dates, those close to a span only where the line is longer than any sentence of the press."""
        at = bisect_left(self.timexes, span, key=lambda d: d.span)
        return self.timexes[max(at - _DATES, 0) : at + _DATES]


def _former(word: Token) -> tuple[Token, ...]:
    """`ex-président` is two words, so that the office in it is found."""
    cut = len("ex-")
    if not word.low.startswith("ex-") or len(word.low) == cut:
        return (word,)
    return (
        Token(word.start, word.start + cut, "ex-"),
        Token(word.start + cut, word.end, word.low[cut:]),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is meant by a wording, and why."""

    verdict: LinkStatus
    entities: tuple[str, ...]
    reasons: tuple[str, ...]
    status: Status = Status.MACHINE
    rule: str = "office"
    """What found an office; a name's mention has its own."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One article, ready to be linked."""

    article: Article
    lines: Sequence[Line]
    kb: KnowledgeBase
    rules: Rules
    named: frozenset[str]
    """Ids of the entities that the article may name, as the knowledge base knows them."""

    spoken_of: frozenset[str]
    """Those, and the states that some demonym of the article means."""

    near: frozenset[str]
    """Those, and the states in which the places named lie."""

    main: str
    """The state that more than half of its known places and its demonyms mean; empty where there is none."""

    idiomatic: frozenset[int]
    """Offsets of what stands in a set phrase and names nothing."""

    local: Mapping[str, Entity]
    """Entities made from unknown names of this article, by id; none before names are linked."""

    @classmethod
    def of(
        cls,
        article: Article,
        sentences: Sequence[Sentence],
        timexes: Sequence[Timex],
        mentions: Sequence[Mention],
        pack: LanguagePack,
        kb: KnowledgeBase,
    ) -> Scene:
        """The article as words."""
        lines = [Line(article, s, n, pack) for n, s in enumerate(sentences)]
        named = frozenset(i for m in mentions for i in kb.named(m.surface))
        adjectives = [
            states
            for line in lines
            for w in line.words
            if (states := kb.demonyms.get(w.low))
        ]
        spoken_of = named | {state for states in adjectives for state in states}
        countries = {
            kb.entities[i].country
            for i in named
            if kb.entities[i].type is EntityType.LOC
        } - {""}
        known = rules(pack, kb)
        phrases = frozenset(
            offsets(span for line in lines for span in _phrases(line, known))
        )
        main = _main(
            kb,
            [kb.named(m.surface) for m in mentions if m.type is EntityType.LOC]
            + adjectives,
        )
        scene = cls(
            article,
            lines,
            kb,
            known,
            named,
            spoken_of,
            spoken_of | countries,
            main,
            phrases,
            {},
        )
        for timex in timexes:
            line = scene.at(timex.span.start)
            if line is not None:
                line.timexes.append(timex)
        return scene

    def at(self, offset: int) -> Line | None:
        """The line that holds an offset; none where none does."""
        index = bisect_right(self.lines, offset, key=lambda line: line.span.start) - 1
        return (
            self.lines[index]
            if index >= 0 and offset < self.lines[index].span.end
            else None
        )

    def before(self, span: Span, count: int) -> tuple[str, ...]:
        """The folded words right before a span, in order; empty ones before the beginning of its line."""
        line = self.at(span.start)
        if line is None:
            return ("",) * count
        index = line.index(span.start)
        return tuple(line.key(i) for i in range(index - count, index))

    def entity(self, entity: str) -> Entity:
        """The entity with an id, known or made here."""
        return self.local.get(entity) or self.kb.entities[entity]

    def say(self, reason: str, **names: str) -> str:
        """A reason in the words of the language; `name` may be an entity id."""
        if names.get("name") in self.kb.entities or names.get("name") in self.local:
            names["name"] = self.entity(names["name"]).name
        text: str = self.rules.data["reasons"][reason]
        return text.format(**names)

    def names(self, entities: Sequence[str]) -> str:
        """The names of entities, one after the other."""
        return ", ".join(self.entity(i).name for i in entities)

    def one(
        self,
        entity: str,
        reason: str,
        status: Status = Status.MACHINE,
        rule: str = "office",
        **names: str,
    ) -> Answer:
        """The answer that an entity is meant: linked where it is known, else one more wording of an unknown one."""
        verdict = (
            LinkStatus.LINKED if entity in self.kb.entities else LinkStatus.UNKNOWN
        )
        return Answer(
            verdict,
            (entity,),
            (self.say(reason, **{"name": entity, **names}),),
            status,
            rule,
        )

    def several(
        self, entities: Iterable[str], reason: str, rule: str = "office", **names: str
    ) -> Answer:
        """The answer that the text does not decide between these."""
        return Answer(
            LinkStatus.AMBIGUOUS,
            tuple(entities),
            (self.say(reason, **names),),
            Status.UNSURE,
            rule,
        )

    def nobody(self, reason: str, rule: str = "office") -> Answer:
        """The answer that nobody knows who is meant."""
        return Answer(LinkStatus.UNKNOWN, (), (self.say(reason),), rule=rule)


def _main(kb: KnowledgeBase, spoken: Sequence[tuple[str, ...]]) -> str:
    """The state of most of these, each the bearers of a name or demonym; empty where none has two and more than half."""
    owned = [
        i if i in kb.states else kb.entities[i].country
        for i, *others in filter(None, spoken)
        if not others
    ]
    state, count = max(
        Counter(filter(None, owned)).items(), key=lambda x: x[1], default=("", 0)
    )
    return state if count > max(1, len(owned) / 2) else ""


def _phrases(line: Line, known: Rules) -> Iterator[Span]:
    for at, key in enumerate(line.keys):
        for words in known.idioms.get(key, ()):
            if tuple(line.keys[at : at + len(words)]) == words:
                yield Span(line.starts[at], line.words[at + len(words) - 1].end)


def offsets(spans: Iterable[Span]) -> set[int]:
    """Every offset that lies in one of the spans: what is marked there already is not marked again."""
    return {offset for span in spans for offset in range(span.start, span.end)}
