"""Who a wording stands for: the names, dates and quotations of an article, asked by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from builder.lang.described import Described, descriptions, meant
from builder.lang.verbs import Verb, grammar
from builder.lang.words import Token, tokens
from builder.model.article import Sentence, Span
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.dates import Timex
    from builder.model.entity import Entity

_ACTING = frozenset(
    {EntityType.PER, EntityType.ORG, EntityType.MEDIA, EntityType.NORP, EntityType.LOC}
)
_NAMES = (MentionKind.NAME, MentionKind.ALIAS)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts or speaks in a sentence."""

    words: Span | None
    entities: tuple[str, ...] = ()
    form: str = "xs"
    """Gender (m, f, x where unknown) and number (s, p)."""

    pronoun: bool = False

    def fits(self, form: str) -> bool:
        """Whether a pronoun of this form can stand for the actor."""
        return self.form[1] == form[1] and (
            self.form[0] == form[0] or "x" in (self.form[0], form[0])
        )


NOBODY = Actor(None)
"""Where the text names nobody."""


@dataclass
class Unit:
    """One sentence, or several that one quotation binds together; its words are those outside quotations."""

    span: Span
    sentence: Sentence
    words: list[Token]
    verbs: tuple[Verb, ...]
    place: int
    """Index among the sentences of the article."""

    spoken: frozenset[int]
    """Indices of the verbs of saying."""

    subjects: dict[int, Actor] = field(default_factory=dict)
    """Index of a verb → its subject, where one was found."""

    agents: dict[int, Actor] = field(default_factory=dict)
    """Index of a passive verb → the one after `par`."""

    below: list[bool] = field(default_factory=list)
    """Which of the first verbs stand in subordinate clauses, as far as anybody asked."""

    _clauses: dict[int, Span] = field(default_factory=dict)

    @cached_property
    def _finite(self) -> frozenset[int]:
        return frozenset(
            i for v in self.verbs if v.finite for i in range(v.first, v.last + 1)
        )

    def verbal(self, index: int) -> bool:
        """Whether a finite verb holds the word at an index."""
        return index in self._finite

    def verb(self, index: int | None) -> Verb | None:
        """The verb at an index, if there is one."""
        return None if index is None else self.verbs[index]

    def subject(self, index: int | None) -> Actor:
        """The subject of a verb, as far as one was found."""
        return NOBODY if index is None else self.subjects.get(index, NOBODY)

    def clause(self, index: int) -> Span:
        """The clause of a verb: from the sign or conjunction before its subject to the one before the next clause."""
        if index not in self._clauses:
            start = self._boundary(index) if index else self.span.start
            following = next(
                (i for i in range(index + 1, len(self.verbs)) if self.verbs[i].finite),
                None,
            )
            end = self.span.end if following is None else self._boundary(following)
            self._clauses[index] = Span(start, max(end, self.verbs[index].span.end))
        return self._clauses[index]

    def _boundary(self, index: int) -> int:
        """Where the clause of a verb begins: at its subject, or at the last sign after the verb before it."""
        before, verb, words = (
            self.verbs[index - 1],
            self.verbs[index],
            self.subject(index).words,
        )
        if words is not None and before.span.end <= words.start < verb.span.start:
            return words.start
        signs = [
            w.start
            for w in self.words[before.last + 1 : verb.first]
            if not w.low[0].isalnum()
        ]
        return signs[-1] if signs else verb.span.start

    @cached_property
    def starts(self) -> list[int]:
        """Where the verbs begin."""
        return [v.span.start for v in self.verbs]

    def low(self, index: int) -> str:
        """The word at an index; empty outside the sentence."""
        return self.words[index].low if 0 <= index < len(self.words) else ""


class Lookup:
    """What is known of an article by place: its quotations, names and dates."""

    def __init__(
        self,
        text: str,
        quoted: Iterable[Span],
        found: tuple[Sequence[Timex], Sequence[Link]],
        pack: LanguagePack,
        entities: Mapping[str, Entity],
    ) -> None:
        """Sort what was found; `quoted` are quotations with their marks that do not overlap."""
        self.text = text
        self.pack, self.entities = pack, entities
        self.grammar = grammar(pack)
        self.speech = pack.data("speech")
        self.quoted = sorted(quoted)
        self.timexes = sorted(found[0], key=lambda d: d.span)
        self.links = sorted(
            (k for k in found[1] if k.verdict is not LinkStatus.REFUSED),
            key=lambda k: k.mention.span,
        )
        self._starts = [k.mention.span.start for k in self.links]
        self._when = [d.span.start for d in self.timexes]

    def inside_quote(self, at: int, *, edge: bool = True) -> bool:
        """Whether a place lies in a quotation; its first mark counts with `edge` only."""
        index = bisect_right(self.quoted, Span(at, len(self.text))) - 1
        return (
            index >= 0
            and (self.quoted[index].start < at or edge)
            and at < self.quoted[index].end
        )

    def closes(self, unit: Unit, index: int) -> bool:
        """Whether a quotation ends right before the token at an index."""
        lo = max(unit.words[index].start - 3, unit.span.start, 0)
        gap = self.text[lo : unit.words[index].start].rstrip()
        return bool(gap) and self.inside_quote(lo + len(gap) - 1)

    def links_in(self, span: Span) -> list[Link]:
        """Links whose words lie in a span, in order."""
        lo, hi = (
            bisect_left(self._starts, span.start),
            bisect_left(self._starts, span.end),
        )
        return [k for k in self.links[lo:hi] if k.mention.span.end <= span.end]

    def datings_in(self, span: Span) -> list[Timex]:
        """Expressions of time that begin in a span outside quotations, in order."""
        lo, hi = bisect_left(self._when, span.start), bisect_left(self._when, span.end)
        return [d for d in self.timexes[lo:hi] if not self.inside_quote(d.span.start)]

    def mention_at(self, at: int) -> Link | None:
        """The link whose words cover a place."""
        index = bisect_right(self._starts, at) - 1
        return (
            self.links[index]
            if index >= 0 and at < self.links[index].mention.span.end
            else None
        )

    def dated(self, at: int) -> bool:
        """Whether an expression of time covers a place."""
        index = bisect_right(self._when, at) - 1
        return index >= 0 and at < self.timexes[index].span.end

    def opens(self, token: Token) -> bool:
        """Whether a wording for somebody can begin here: an article, a title, a name."""
        link = self.mention_at(token.start)
        named = link is not None and link.mention.span.start == token.start
        return named or token.low in self.speech["articles"]

    def actor(self, span: Span) -> Actor:
        """Who a wording stands for, with gender and number."""
        words = tokens(self.text, span.start, span.end)
        first = words[0].low if words else ""
        form = self.speech["articles"].get(first, "xs")
        heads = self.heads(span)
        entities = tuple(dict.fromkeys(e for k in heads for e in k.entities))
        if not entities and first in self.speech["referring"]:
            entities = meant(self, self._described, words)
        known = self.entities.get(entities[0]) if len(entities) == 1 else None
        if len(entities) > 1:
            form = "xp"
        elif known is not None and known.gender and form[0] == "x":
            form = known.gender[0] + form[1]
        return Actor(span, entities, form)

    @cached_property
    def _described(self) -> dict[str, list[Described]]:
        return descriptions(self)

    def heads(self, span: Span) -> list[Link]:
        """The links that a wording is about, without those that only complete it ("la mère de Kevin")."""
        inside = [
            k for k in self.links_in(span) if k.mention.type in _ACTING and k.entities
        ]
        inside = [
            k
            for k in inside
            if k.mention.kind is not MentionKind.DEMONYM
            and k.verdict is not LinkStatus.AMBIGUOUS
        ]
        head = [k for k in inside if not self._held(span, k)]
        if not head:
            return inside[-1:] if self.document(span) else []
        loose = {
            t.low
            for t in tokens(self.text, span.start, span.end)
            if not self.mention_at(t.start)
        }
        if self.speech["and"] in loose:
            return head
        people = [k for k in head if k.mention.type is EntityType.PER]
        return ([k for k in people if k.mention.kind in _NAMES] or people or head)[:1]

    def pronominal(self, span: Span) -> bool:
        """Whether a wording is a pronoun, or "ce dernier"."""
        low = span.of(self.text).lower().replace("’", "'")
        return low in self.speech["pronouns"] or low in self.speech["demonstratives"]

    def document(self, span: Span | None) -> bool:
        """Whether a wording is about a text: "une lecture de l'appel", "le communiqué"."""
        if span is None:
            return False
        words = (t.low for t in tokens(self.text, span.start, span.end))
        return (
            next((w for w in words if w not in self.speech["articles"]), "")
            in self.speech["documents"]
        )

    def _held(self, span: Span, link: Link) -> bool:
        """Whether a preposition makes a mention a complement: "la mère de Kevin", not "l'agence de presse Tass"."""
        for token in reversed(tokens(self.text, span.start, link.mention.span.start)):
            if token.low in self.grammar.prepositions:
                return True
            if token.low == self.speech["and"]:
                before = self.mention_at(token.start - 2)
                return (
                    before is not None
                    and before.mention.span.start > span.start
                    and self._held(span, before)
                )
            if token.low not in self.speech["articles"] and token.low != ".":
                return False
        return False
