"""Whom "le ministre" means in an article that has said "Ada Roux, ministre des …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.model.mention import EntityType, MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.discourse.layers import Layers
    from builder.lang.schema_speech import DiscourseWords
    from builder.model.mention import Link
    from builder.syntax.doc import Doc, Token

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

    def __init__(self, doc: Doc, layers: Layers, words: DiscourseWords) -> None:
        """Read what stands beside each name of a person."""
        self._doc = doc
        self._words = words
        self._known: dict[str, list[Described]] = {}
        for link in layers.links:
            mention = link.mention
            person = mention.type is EntityType.PER
            if person and mention.kind is MentionKind.NAME and len(link.entities) == 1:
                self._read(link)

    def meant(self, wording: Sequence[Token]) -> tuple[str, ...]:
        """The one person whom a wording with its article describes.

        By what was said before it; empty where that fits nobody, or several.
        """
        if not wording:
            return ()
        words = [token.low for token in wording[1:]]
        head = self._head(words)
        fits = {known.entity for known in self._before(wording[0].start, head, words)}
        narrower = self._words.callings.get(head, ()) if words == [head] else ()
        for calling in narrower:
            before = self._before(wording[0].start, calling, ())
            fits.update(known.entity for known in before)
        return tuple(fits) if len(fits) == 1 else ()

    def _before(self, at: int, head: str, words: Sequence[str]) -> list[Described]:
        """Those of one calling who were described by all the words before a place."""
        earlier = [known for known in self._known.get(head, ()) if known.at < at]
        return [known for known in earlier if known.words.issuperset(words)]

    def _read(self, link: Link) -> None:
        inside = self._doc.tokens_in(link.mention.span)
        if not inside:
            return
        first, last = inside[0].index, inside[-1].index
        for words in (self._behind(last), self._ahead(first, last)):
            head = self._head(words)
            known = self._known.setdefault(head, []) if head else []
            if head and len(known) < _MOST:
                start = link.mention.span.start
                known.append(Described(start, frozenset(words), link.entities[0]))

    def _head(self, words: Sequence[str]) -> str:
        return next((word for word in words if word not in self._words.former), "")

    def _low(self, index: int) -> str:
        inside = 0 <= index < len(self._doc.tokens)
        return self._doc.tokens[index].low if inside else ""

    def _behind(self, last: int) -> list[str]:
        """`Ada Roux, ministre des Transports, …`: the words up to the sign after it."""
        if self._low(last + 1) not in (",", "("):
            return []
        start = last + 2
        run = self._run(start, 1)
        closed = self._low(start + len(run)) in (",", ".", ")")
        return self._calling(run) if closed else []

    def _ahead(self, first: int, last: int) -> list[str]:
        """`le procureur Jan Vik`, `le maire de Lima, Ada Roux, …`: from its article."""
        apart = self._low(first - 1) == ","
        run = self._run(first - 1 - apart, -1)
        openings = [i for i, token in enumerate(run) if self._opens(token)]
        if not openings:
            return []
        if apart and self._low(last + 1) != ",":
            return []
        at = openings[-1]
        opening = run[at].index
        # "à la mairie, Ada Roux, élue, …": a place beside a name is no calling.
        held = apart and opening and self._doc.tokens[opening - 1].pos == "ADP"
        return [] if held else self._calling(run[at:])

    def _run(self, start: int, step: int) -> list[Token]:
        """Nominal words from a place on, forwards or backwards; in the text's order."""
        run: list[Token] = []
        at = start
        while 0 <= at < len(self._doc.tokens) and len(run) < _LONGEST:
            token = self._doc.tokens[at]
            if token.pos not in _PARTS:
                break
            if not token.is_word:
                break
            run.append(token)
            at += step
        return run if step > 0 else run[::-1]

    def _opens(self, token: Token) -> bool:
        """Whether a determiner begins a description here, not the complement of one."""
        before = self._doc.tokens[token.index - 1] if token.index else None
        complement = before is not None and before.lemma == self._words.of
        if token.pos != "DET":
            return False
        return not complement

    def _calling(self, run: Sequence[Token]) -> list[str]:
        """The words of a description without its article; empty where it is none."""
        words = list(run)
        while words and words[0].pos == "DET":
            words = words[1:]
        if not words:
            return []
        if words[0].pos in ("ADP", "PROPN"):
            return []
        if words[-1].pos == "ADP":
            return []
        return [token.low for token in words]
