"""Sentences that carry their names and dates inline: `[Ada Roux|ada-roux] a parlé {mardi|2024-05-14}.`

A name is `[words|entity ids|type and kind]`: ids apart by a space, type `PER` and kind `name` unless given
(`[Lima|perou|LOC metonym]`). A date is `{words|EDTF value}`, none known for an empty value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder import ingest
from builder.annotate import events, quotes
from builder.annotate.events.vetoes import refusal
from builder.discourse.discourse import read_discourse
from builder.lang.pack import language_pack
from builder.lang.schema import QuotationWords
from builder.model.article import Basis, Published, Span
from builder.model.dates import Anchor, AnchorKind, DatingType, Timex, parse_edtf
from builder.model.entity import Entity
from builder.model.mention import EntityType, Link, LinkStatus, Mention, MentionKind
from builder.syntax import sentences
from builder.syntax.parser import load_parser
from builder.text import quotation

if TYPE_CHECKING:
    from builder.annotate.events.drafts import Draft
    from builder.annotate.events.view import View
    from builder.discourse.discourse import Discourse
    from builder.model.article import Article, Sentence
    from builder.model.event import EventMention
    from builder.model.quote import Quote, Quoted
    from builder.syntax.doc import Doc

_MARK = re.compile(r"\[([^|\]]+)\|([^|\]]*)(?:\|([^\]]*))?\]|\{([^|}]+)\|([^}]*)\}")
_ELIDED = language_pack("fr").words(QuotationWords).elided
_FEMALE = {"ada-roux", "lena-fors", "ines-pacheco"}
_STATES = {"perou", "norvege", "chili"}


class Base:
    """A knowledge base of those that a sentence names."""

    def __init__(self, links: tuple[Link, ...]) -> None:
        self.offices: dict[str, object] = {}
        self.entities = {
            e: Entity(
                e,
                k.mention.type,
                k.mention.surface,
                gender="f"
                if e in _FEMALE
                else "m"
                if k.mention.type is EntityType.PER
                else "",
                demonyms=("x",) if e in _STATES else (),
            )
            for k in links
            for e in k.entities
        }


@dataclass(frozen=True)
class Marked:
    """An article with the names and dates that its marks give."""

    article: Article
    sentences: tuple[Sentence, ...]
    timexes: tuple[Timex, ...]
    links: tuple[Link, ...]

    def quotes(self) -> tuple[Quote, ...]:
        return quotes.attribute(self.discourse, self.marks(), language_pack("fr"))

    def marks(self) -> tuple[Quoted, ...]:
        """Everything in quotation marks."""
        told = [block.span for block in self.article.blocks if block.kind.told]
        return tuple(quotation.find(self.article.text, told, _ELIDED))

    @cached_property
    def discourse(self) -> Discourse:
        """Who says what, every quotation taken for somebody's words."""
        layers = (self.doc, self.timexes, self.links, self.marks())
        return read_discourse(*layers, language_pack("fr"), Base(self.links))

    @cached_property
    def doc(self) -> Doc:
        """The analysed text."""
        return load_parser("auto").parse(self.article, language_pack("fr"))

    def claims(self) -> tuple[EventMention, ...]:
        layers = (self.article, self.discourse, self.timexes, self.quotes())
        return events.gather(*layers, language_pack("fr"))

    def view(self) -> View:
        layers = (self.article, self.discourse, self.quotes())
        return events.read(*layers, language_pack("fr"))

    def drafts(self) -> list[Draft]:
        """Everything that may be an event and is not refused."""
        view = self.view()
        found = events.drafts(view, self.quotes())
        return [draft for draft in found if not refusal(view, draft)]


def marked(text: str, published: str = "2024-05-15") -> Marked:
    plain, links, timexes, done = "", [], [], 0
    for match in _MARK.finditer(text):
        plain += text[done : match.start()]
        done = match.end()
        words = match.group(1) or match.group(4)
        span = Span(len(plain), len(plain) + len(words))
        plain += words
        if match.group(1):
            links.append(_link(span, *match.group(1, 2, 3)))
        else:
            timexes.append(_dating(span, match.group(5)))
    plain += text[done:]
    when = (
        Published(parse_edtf(published), Basis.STATED)
        if published
        else Published(None, Basis.UNKNOWN)
    )
    article = ingest.plain(plain, "t", when, language_pack("fr"))
    return Marked(
        article,
        sentences.split(article, language_pack("fr")),
        tuple(timexes),
        tuple(links),
    )


def _link(span: Span, words: str, ids: str, sort: str | None) -> Link:
    type_, kind = (*(sort or "PER").split(), "name")[:2]
    mention = Mention(span, words, MentionKind(kind), EntityType(type_), "test")
    return Link(
        mention,
        LinkStatus.LINKED if ids else LinkStatus.UNKNOWN,
        tuple(ids.split()),
        ("test",),
    )


def _dating(span: Span, value: str) -> Timex:
    moment = parse_edtf(value) if value else None
    return Timex(
        span,
        moment,
        DatingType.DATE,
        Anchor(AnchorKind.EXPLICIT),
        Basis.STATED,
        "test",
        "test",
    )
