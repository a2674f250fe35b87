"""Sentences with their marks inline, as values: what tests of linking are made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.lang.pack import language_pack
from builder.model.article import (
    Article,
    Basis,
    Block,
    BlockKind,
    Published,
    Span,
)
from builder.model.dates import Anchor, AnchorKind, DatingType, Timex, parse_edtf
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)
from builder.syntax.parser import load_parser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.doc import Doc

_MARK = re.compile(
    r"\[(?P<name>[^|\]]+)\|(?P<type>[A-Z]+)\]|<(?P<when>[^|>]+)\|(?P<edtf>[^>]+)>"
)


def made(
    marked: str, date: str | None = None
) -> tuple[Article, Doc, list[Timex], list[Mention]]:
    """Article, doc, timexes and mentions out of a marked text."""
    text, mentions, timexes, last = "", [], [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        words = match["name"] or match["when"]
        span = Span(len(text), len(text) + len(words))
        if match["name"]:
            mentions.append(
                Mention(
                    span, words, MentionKind.NAME, EntityType(match["type"]), "test"
                )
            )
        else:
            moment = parse_edtf(match["edtf"])
            timexes.append(
                Timex(
                    span,
                    moment,
                    DatingType.DATE,
                    Anchor(AnchorKind.EXPLICIT),
                    Basis.STATED,
                    "test",
                    "test",
                )
            )
        text, last = text + words, match.end()
    text += marked[last:]
    published = (
        Published(parse_edtf(str(date)), Basis.STATED)
        if date
        else Published(None, Basis.UNKNOWN)
    )
    article = Article(
        "t", text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH),), published
    )
    doc = load_parser("").parse(article, language_pack("fr"))
    return article, doc, timexes, mentions


def answers(text: str, links: Sequence[Link], words: str) -> set[str]:
    """What the links say of some words, in the language of `cases/link.yml`; `unmarked` where nothing is said."""
    return {_answer(x) for x in links if x.mention.span.of(text) == words} or {
        "unmarked"
    }


def _answer(link: Link) -> str:
    ids = " ".join(link.entities)
    if link.mention.kind is MentionKind.METONYM:
        return f"acts {ids}"
    if link.verdict is LinkStatus.UNKNOWN and ids:
        return f"new {ids}"
    if link.verdict is LinkStatus.LINKED:
        return f"{'unsure' if link.mention.status is Status.UNSURE else 'linked'} {ids}"
    return f"{link.verdict.value} {ids}".strip()
