"""The article's own headline: as a title, and as what other titles stand under."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.events.title_text import LONGEST, fits
from builder.model.article import BlockKind, Span
from builder.model.dates import AnchorKind
from builder.model.mention import EntityType
from builder.text.typography import apostrophes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.view import View
    from builder.model.article import Block
    from builder.model.dates import Timex
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Token

_DIGIT = re.compile(r"\d")
_TELLING_KINDS = (BlockKind.TITLE, BlockKind.HEADING)
_COLON = ":"
_SAID = ("«", "“", '"', "'")
_SUBJECT = 50
"""Code points of a subject that leaves room for what is told of it."""


class Own(NamedTuple):
    """The headline as the title of an event."""

    line: str
    same: bool
    """It has the word that tells the event."""

    akin: bool
    """It has any word of the clause that tells the event."""


class Headlines:
    """The headings of one article."""

    def __init__(self, view: View, timexes: Iterable[Timex]) -> None:
        """Take the article, and its expressions of time."""
        self._view = view
        self._lines: dict[Span, str] = {}
        self._relative = [
            timex.span
            for timex in timexes
            if timex.anchor.kind is not AnchorKind.EXPLICIT
            and not _DIGIT.search(timex.span.of(view.doc.text))
        ]
        """Days that only the article tells: "hier", not "le 1er mai"."""

    def of(self, candidate: Candidate) -> Own:
        """The headline; its line is empty where it is too long or too short."""
        view = self._view
        token = view.doc.tokens[candidate.token]
        own = [view.doc.tokens[index] for index in candidate.clause.tokens]
        for index in view.titles:
            line = self.line(view.article.blocks[view.doc.sentences[index].block])
            if line:
                told = self._told(index)
                words = {word for each in told for word in (each.low, each.lemma)}
                same = bool(words & {token.low, token.lemma})
                akin = bool(view.content(told) & view.content(own))
                return Own(line, same, akin)
        line = _shown(view.article.title)
        return Own(line if fits(line) else "", same=False, akin=False)

    def _told(self, index: int) -> list[Token]:
        """The words of a sentence behind its subject: "Bruxelles : UN POLICIER TUÉ"."""
        tokens = list(self._view.doc.sentence_tokens(index))
        colons = [n for n, token in enumerate(tokens) if token.low == _COLON]
        return tokens[colons[0] + 1 :] if colons else tokens

    def clauses(self) -> Iterator[Clause]:
        """The main clauses of the headline; none where it has no verb."""
        for index in self._view.titles:
            clauses = self._view.doc.clauses_in(index)
            yield from (clause for clause in clauses if clause.main)

    def told(self, title: str) -> str:
        """A title without the subject of the headline; the headline itself whole."""
        lead = f"{self._subject}\u00a0: "
        return title.removeprefix(lead) if self._subject else title

    def line(self, block: Block) -> str:
        """The whole line of a heading that is short enough to be a title; empty else.

        A headline that is too long goes without its subject. Empty also where its day
        is one that only the article tells: "arrêtés hier".
        """
        # A block may be the whole article, and is asked for by all that it tells.
        if block.kind not in _TELLING_KINDS:
            return ""
        found = self._lines.get(block.span)
        if found is None:
            found = self._lines[block.span] = self._read(block.span)
        return found

    def _read(self, span: Span) -> str:
        if any(map(span.covers, self._relative)):
            return ""
        words = _shown(span.of(self._view.doc.text))
        if len(words) > LONGEST:
            _, _, told = words.partition(f" {_COLON} ")
            words = told[:1].upper() + told[1:]
        return words if fits(words) else ""

    def above(self, title: str) -> str:
        """A title behind the subject of the headline; empty where both do not fit."""
        if not (title and self._subject):
            return ""
        if self._subject in title:
            return title  # "Turquie : le cargo a été mené en Turquie"
        first = title.partition(" ")[0]
        keeps = first[1:2].isupper() or self._is_name(title)
        told = title if keeps else title[:1].lower() + title[1:]
        whole = f"{self._subject}\u00a0: {told}"
        return whole if len(whole) <= LONGEST else ""

    def _is_name(self, title: str) -> bool:
        """Whether a title begins with a name of the article."""
        links = self._view.layers.links
        return any(title.startswith(apostrophes(k.mention.surface)) for k in links)

    @cached_property
    def _subject(self) -> str:
        """What the headline is about: "Bruxelles" of "Bruxelles : un policier tué".

        A headline without a verb is all subject. None that says who speaks the words
        behind it, or names a person of whom nothing else need be told.
        """
        view = self._view
        for index in view.titles:
            sentence = view.doc.sentences[index]
            words = _shown(sentence.span.of(view.doc.text))
            subject, colon, told = words.partition(_COLON)
            if colon and told.strip().startswith(_SAID):
                return ""
            if not colon and any(c.finite for c in view.doc.clauses_in(index)):
                return ""
            span = Span(sentence.span.start, sentence.span.start + len(subject))
            subject = subject.strip()
            named = self._names_person(span) if colon else False
            return "" if named or len(subject) > _SUBJECT else apostrophes(subject)
        return ""

    def _names_person(self, span: Span) -> bool:
        links = self._view.layers.links_in(span)
        return any(link.mention.type is EntityType.PER for link in links)


def _shown(words: str) -> str:
    """A line of a headline: on one line, without its full stop."""
    return " ".join(words.split()).rstrip(".")
