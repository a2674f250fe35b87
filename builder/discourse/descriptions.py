"""Whom "le ministre" means in an article that has said "Ada Roux, ministre des …"."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple

from builder.model.mention import EntityType, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.discourse.context import Context
    from builder.model.mention import Link
    from builder.syntax.doc import Token

_MOST = 4
"""People of one calling after which it means nobody any more: so many to compare."""

_LONGEST = 12
"""Words of a description."""

_PARTS = ("NOUN", "ADJ", "PROPN", "ADP", "DET", "NUM")


class Described(NamedTuple):
    """Somebody named at a place, and the words of what the article calls him there."""

    at: int
    words: frozenset[str]
    entity: str


class Descriptions:
    """The people of an article by the first word of what it calls them."""

    def __init__(self, context: Context) -> None:
        """Read what stands beside each name of a person."""
        self._doc = context.doc
        self._tokens = context.doc.tokens
        self._words = context.words
        self._low = context.low
        self._known: dict[str, list[Described]] = {}
        for link in context.layers.links:
            mention = link.mention
            if mention.type is not EntityType.PER or len(link.entities) != 1:
                continue
            if mention.kind is MentionKind.NAME:
                self._read(link)

    def meant(self, wording: Sequence[Token]) -> tuple[str, ...]:
        """The one person whom a wording with its article describes.

        By what was said before it; empty where that fits nobody, or several.
        """
        if not wording:
            return ()
        at = wording[0].start
        words = [token.low for token in wording[1:]]
        head = self._head(words)
        fits = self._before(at, head, words)
        # "le magistrat" alone, for somebody who was presented as a judge.
        if words == [head]:
            for calling in self._words.callings.get(head, ()):
                fits |= self._before(at, calling, ())
        return tuple(fits) if len(fits) == 1 else ()

    def _before(self, at: int, head: str, words: Iterable[str]) -> set[str]:
        """Those of one calling who were described by all the words before a place."""
        found: set[str] = set()
        for known in self._known.get(head, ()):
            if known.at < at and known.words.issuperset(words):
                found.add(known.entity)
        return found

    def _read(self, link: Link) -> None:
        inside = self._doc.tokens_in(link.mention.span)
        if not inside:
            return
        first, last = inside[0].index, inside[-1].index
        for words in (self._behind(last), self._ahead(first)):
            head = self._head(words)
            if not head:
                continue
            known = self._known.setdefault(head, [])
            if len(known) < _MOST:
                start = link.mention.span.start
                known.append(Described(start, frozenset(words), link.entities[0]))

    def _head(self, words: Iterable[str]) -> str:
        """The first word that tells: "ministre" of "ancien ministre"."""
        return next((word for word in words if word not in self._words.former), "")

    def _behind(self, last: int) -> list[str]:
        """`Ada Roux, ministre des Transports, …`: the words up to the sign after it."""
        if self._low(last + 1) not in (",", "("):
            return []
        run = list(self._nominals(last + 2, 1))
        after = last + 2 + len(run)
        closed = self._low(after) in (",", ".", ")")
        return self._calling(run) if closed else []

    def _ahead(self, first: int) -> list[str]:
        """`le procureur Jan Vik`, `le maire de Lima, Ada Roux, …`: from its article."""
        apart = self._low(first - 1) == ","
        run: list[Token] = []
        for token in self._nominals(first - 1 - apart, -1):
            run.insert(0, token)
            if not self._opens(token):
                continue
            # "à la mairie, Ada Roux, élue, …": a place beside a name is no calling.
            held = apart and self._before_is(token, "ADP")
            return [] if held else self._calling(run)
        return []

    def _nominals(self, start: int, step: int) -> Iterator[Token]:
        """Nominal words from a place on, forwards or backwards."""
        at = start
        for _ in range(_LONGEST):
            if not 0 <= at < len(self._tokens):
                return
            token = self._tokens[at]
            if token.pos not in _PARTS or not token.is_word:
                return
            yield token
            at += step

    def _opens(self, token: Token) -> bool:
        """Whether a determiner begins a description here, not the complement of one."""
        if token.pos != "DET":
            return False
        before = self._tokens[token.index - 1] if token.index else None
        return before is None or before.lemma != self._words.of

    def _before_is(self, token: Token, pos: str) -> bool:
        """Whether a word of a part of speech stands before another."""
        return token.index > 0 and self._tokens[token.index - 1].pos == pos

    def _calling(self, run: list[Token]) -> list[str]:
        """The words of a description without its article; empty where it is none."""
        words = list(dropwhile(lambda token: token.pos == "DET", run))
        if not words or words[-1].pos == "ADP":
            return []
        if words[0].pos in ("ADP", "PROPN"):
            return []
        return [token.low for token in words]
