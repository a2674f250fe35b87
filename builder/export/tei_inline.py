"""The words of one sentence in TEI, with the elements of what was found in them."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from builder.export.tei_dates import datable
from builder.model.mention import NAMES, EntityType, LinkStatus, Status
from builder.model.quote import QuoteKind
from builder.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.model.article import Span
    from builder.model.dates import Timex
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.mention import Link
    from builder.model.quote import Quote

_NAMES = {
    EntityType.PER: "persName",
    EntityType.ORG: "orgName",
    EntityType.MEDIA: "orgName",
    EntityType.LOC: "placeName",
}
_LENGTH = re.compile(r"P(?:\d+Y)?(?:\d+M)?(?:\d+D)?")
"""What `dur` takes (xsd:duration) of the durations that we write: no weeks, no parts."""

_ISO_LENGTH = re.compile(r"[\d.,DHMPSTWY]+")
"""What `dur-iso` takes of the others: weeks and parts; neither takes "several"."""


class _Piece(NamedTuple):
    """An element over some words; a frame of code points, half-open."""

    start: int
    widest_first: int
    """The end, negated: of two that begin together the longer one goes around the other."""

    number: int
    """Fragments of one thing share it."""

    tag: str

    @property
    def end(self) -> int:
        return -self.widest_first


class Writer:
    """Writes the sentences of one article."""

    def __init__(self, annotated: Annotated, entities: Mapping[str, Entity]) -> None:
        """Gather what was found in the article; `entities` are those that the list has."""
        self._text = annotated.article.text
        self._prefix = f"a.{annotated.article.id}"
        self._entities = entities
        self._attributes: list[dict[str, str]] = []
        self._wholes: list[Span] = []
        self._last: dict[int, str] = {}
        """Id of the fragment that was written last, by the number of its thing."""

        self._pieces = sorted(self._found(annotated))
        self._longest = max((p.end - p.start for p in self._pieces), default=0)

    def sentence(self, span: Span, name: str) -> ET.Element:
        """An `s` of that id with its words."""
        pieces = _nested(self._inside(span))
        tree = ET.TreeBuilder()
        tree.start("s", {"xml:id": name})
        at = span.start
        stack: list[_Piece] = []
        for piece in pieces:
            while stack and stack[-1].end <= piece.start:
                at = self._close(tree, stack, at)
            tree.data(shown(self._text[at : piece.start]))
            at = piece.start
            tree.start(piece.tag, self._labelled(piece))
            stack.append(piece)
        while stack:
            at = self._close(tree, stack, at)
        tree.data(shown(self._text[at : span.end]))
        tree.end("s")
        return tree.close()

    def _close(self, tree: ET.TreeBuilder, stack: list[_Piece], at: int) -> int:
        piece = stack.pop()
        tree.data(shown(self._text[at : piece.end]))
        tree.end(piece.tag)
        return piece.end

    def _inside(self, span: Span) -> Iterator[_Piece]:
        """The pieces that touch a sentence, cut to it."""
        first = bisect_left(self._pieces, (span.start - self._longest,))
        for piece in self._pieces[first:]:
            if piece.start >= span.end:
                return
            start, end = max(piece.start, span.start), min(piece.end, span.end)
            if start < end:
                yield piece._replace(start=start, widest_first=-end)

    def _labelled(self, piece: _Piece) -> dict[str, str]:
        """The attributes of a piece; a fragment of one thing points at the fragment before it."""
        attributes = dict(self._attributes[piece.number])
        if before := self._last.get(piece.number):
            attributes["prev"] = f"#{before}"
        if piece.end < self._wholes[piece.number].end:
            name = f"{self._prefix}.x{piece.number}.{piece.end}"
            attributes["xml:id"] = self._last[piece.number] = name
        return attributes

    def _found(self, annotated: Annotated) -> Iterator[_Piece]:
        for link in annotated.links:
            if link.verdict is not LinkStatus.REFUSED:
                yield self._piece(link.mention.span, *self._mention(link))
        for timex in annotated.timexes:
            yield self._piece(timex.span, "date", _date(timex))
        for quote in annotated.quotes:
            yield self._piece(quote.span, *self._said(quote))

    def _piece(self, span: Span, tag: str, attributes: dict[str, str]) -> _Piece:
        self._attributes.append(attributes)
        self._wholes.append(span)
        number = len(self._attributes) - 1
        return _Piece(span.start, -span.end, number, tag)

    def _mention(self, link: Link) -> tuple[str, dict[str, str]]:
        mention = link.mention
        tag = "rs"
        attributes = {"type": mention.type.value}
        if mention.kind in NAMES and mention.type in _NAMES:
            tag = _NAMES[mention.type]
            attributes = {}
        else:
            attributes["subtype"] = mention.kind.value
        if meant := self._references(link.entities):
            attributes["ref"] = meant
        doubtful = link.verdict is LinkStatus.AMBIGUOUS
        if doubtful or mention.status is Status.UNSURE:
            attributes["cert"] = "low"
        return tag, attributes

    def _references(self, entities: Iterable[str]) -> str:
        known = [f"#e.{entity}" for entity in entities if entity in self._entities]
        return " ".join(known)

    def _said(self, quote: Quote) -> tuple[str, dict[str, str]]:
        if quote.kind is QuoteKind.TERM:
            return "soCalled", {}
        attributes = {"direct": "true" if quote.marked else "false"}
        if who := self._references(quote.speakers):
            attributes["who"] = who
        return "said", attributes


def _date(timex: Timex) -> dict[str, str]:
    attributes = datable(timex.date) if timex.date else {}
    if timex.duration and _LENGTH.fullmatch(timex.duration):
        attributes["dur"] = timex.duration
    elif timex.duration and _ISO_LENGTH.fullmatch(timex.duration):
        attributes["dur-iso"] = timex.duration
    attributes["type"] = timex.type.value
    return attributes


def _nested(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Pieces that lie inside one another or apart: one that begins inside another and ends after it is cut there."""
    waiting = sorted(pieces)
    found: list[_Piece] = []
    stack: list[_Piece] = []
    while waiting:
        piece = waiting.pop(0)
        while stack and stack[-1].end <= piece.start:
            stack.pop()
        if stack and stack[-1].end < piece.end:
            rest = piece._replace(start=stack[-1].end)
            insort(waiting, rest)
            piece = piece._replace(widest_first=-stack[-1].end)
        found.append(piece)
        stack.append(piece)
    return found
