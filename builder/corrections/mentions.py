"""Applies the author's corrections of words: between the machine's verdict and everything built on it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from builder.lang.pack import language_pack
from builder.lang.schema_links import LinkWords, RoleWords
from builder.model.article import Article, Basis, Span
from builder.model.dates import Anchor, AnchorKind, DatingType, Timex
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)
from builder.text.anchor import places
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.model.correction import Correction
    from builder.model.quote import Quote

T = TypeVar("T", Link, Timex)

RULE = "author"
_BEFORE_A_NAME = (
    "the",
    "the_many",
    "mine",
    "of_the",
    "at_the",
    "of_many",
    "any",
    "formerly",
    "current",
    "newly",
    "then",
    "self",
)
"""Classes of words that an author may quote with a name, although marks leave them out."""


def correct_datings(
    article: Article, timexes: Sequence[Timex], corrections: Sequence[Correction]
) -> tuple[tuple[Timex, ...], frozenset[str]]:
    """Timexes with the author's dates and rejections; and the keys of the corrections that changed something."""
    kept, matched = list(timexes), set()
    for correction, place in _decisions(article, corrections, "date"):
        meant = _meant(article, kept, [d.span for d in kept], place)
        if correction.reject:
            kept = [d for d in kept if d not in meant]
        elif len(meant) <= 1:
            old = meant[0] if meant else None
            kept = [
                d
                for d in kept
                if d is not old and not (old is None and d.span.overlaps(place))
            ]
            kept.append(_dated(article, correction, old, place))
        if meant or not correction.reject:
            matched.add(correction.key)
    return tuple(sorted(kept, key=lambda d: d.span)), frozenset(matched)


def correct_links(
    article: Article,
    links: Sequence[Link],
    corrections: Sequence[Correction],
    kb: KnowledgeBase,
) -> tuple[tuple[Link, ...], frozenset[str]]:
    """Links with the author's entities, types and rejections; and the keys of the corrections that changed something.

    Words that the machine did not mark become a mention where the author names their entity. A decision that the
    machine had made itself, and surely, changes nothing.
    """
    kept, matched = list(links), set()
    for correction, place in _decisions(article, corrections, "entity", "type"):
        meant = _meant(
            article,
            kept,
            [x.mention.span for x in kept],
            place,
            whole=correction.entity is not None,
        )
        decided: list[tuple[Link | None, Link]] = [
            (x, _decided(article, x, correction, kb)) for x in meant
        ]
        if not meant and correction.entity is not None:
            kept = [x for x in kept if not _crosses(x.mention.span, place)]
            decided = [(None, _made(article, correction, place, kb))]
        kept = [x for x in kept if x not in meant] + [new for _, new in decided]
        if any(old is None or _differs(old, new) for old, new in decided):
            matched.add(correction.key)
    return tuple(
        sorted(kept, key=lambda x: (x.mention.span.start, -x.mention.span.end))
    ), frozenset(matched)


def correct_quotes(
    article: Article, quotes: Sequence[Quote], corrections: Sequence[Correction]
) -> tuple[tuple[Quote, ...], frozenset[str]]:
    """Quotations with the author's speakers and rejections; and the keys of the corrections that changed something.

    A speaker is that of every part of the saying; words are rejected as a quotation where they are the whole of it.
    """
    kept, matched = list(quotes), set()
    for correction, place in _decisions(article, corrections, "speaker"):
        sayings = {
            q.saying
            for q in kept
            if place.covers(q.span) or q.quoted.outer.covers(place)
        }
        meant = [
            q
            for q in kept
            if (place.covers(q.span) if correction.reject else q.saying in sayings)
        ]
        stay = [q for q in kept if not (correction.reject and q in meant)]
        kept = [_spoken(article, q, correction) if q in meant else q for q in stay]
        if meant:
            matched.add(correction.key)
    return tuple(kept), frozenset(matched)


def _decisions(
    article: Article, corrections: Sequence[Correction], *fields: str
) -> Iterator[tuple[Correction, Span]]:
    """The corrections that reject words or decide one of these fields, with each place where the words stand."""
    for c in corrections:
        if c.reject or any(getattr(c, name) is not None for name in fields):
            yield from (
                (c, place) for place in places(article.text, c.quote, c.before, c.after)
            )


def _meant(
    article: Article,
    marks: Sequence[T],
    spans: Sequence[Span],
    place: Span,
    *,
    whole: bool = False,
) -> list[T]:
    """The marks that quoted words are about: that of these very words, an article before them aside; else all inside.

    With `whole`, only the former: words around several marks are a mark of their own.
    """
    inside = [(m, s) for m, s in zip(marks, spans, strict=True) if place.covers(s)]
    exact = [
        (m, s)
        for m, s in inside
        if s.end == place.end and _only_article(article, place, s)
    ]
    first = min((s.start for _, s in exact), default=0)
    return [m for m, s in exact if s.start == first] or (
        [] if whole else [m for m, _ in inside]
    )


def _only_article(article: Article, place: Span, span: Span) -> bool:
    """Whether the author quoted nothing but an article or a title before the marked words."""
    return set(
        fold(article.text[place.start : span.start]).replace("'", "' ").split()
    ) <= _articles(article.language)


@lru_cache(maxsize=8)
def _articles(language: str) -> frozenset[str]:
    pack = language_pack(language)
    atoms, found = pack.words(RoleWords).atoms, set()
    for name in _BEFORE_A_NAME:
        found |= set(atoms[name])
    for titles in pack.words(LinkWords).titles.values():
        found |= set(titles)
    return frozenset(map(fold, found))


def _crosses(span: Span, place: Span) -> bool:
    return span.overlaps(place) and not span.covers(place) and not place.covers(span)


def _say(article: Article, reason: str) -> str:
    return language_pack(article.language).words(LinkWords).reasons[reason]


def _dated(
    article: Article, correction: Correction, old: Timex | None, place: Span
) -> Timex:
    reason, anchor = _say(article, "author"), Anchor(AnchorKind.NONE)
    if old is not None:
        return replace(
            old,
            date=correction.date,
            basis=Basis.CORRECTED,
            reason=reason,
            anchor=anchor,
            rule=RULE,
        )
    return Timex(
        place, correction.date, DatingType.DATE, anchor, Basis.CORRECTED, reason, RULE
    )


def _decided(
    article: Article, link: Link, correction: Correction, kb: KnowledgeBase
) -> Link:
    mention = replace(
        link.mention, status=Status.AUTHOR, type=correction.type or link.mention.type
    )
    if correction.reject:
        return Link(mention, LinkStatus.REFUSED, (), (_say(article, "author-reject"),))
    reasons = (_say(article, "author"),)
    if correction.entity is None:
        return replace(link, mention=mention, reasons=reasons)
    verdict = (
        LinkStatus.LINKED if correction.entity in kb.entities else LinkStatus.UNKNOWN
    )
    kind = MentionKind.ALIAS if mention.kind is MentionKind.METONYM else mention.kind
    return Link(replace(mention, kind=kind), verdict, (correction.entity,), reasons)


def _made(
    article: Article, correction: Correction, place: Span, kb: KnowledgeBase
) -> Link:
    entity = kb.entities.get(correction.entity or "")
    kind = correction.type or (entity.type if entity is not None else EntityType.PER)
    mention = Mention(
        place, place.of(article.text), MentionKind.ALIAS, kind, RULE, Status.AUTHOR
    )
    return _decided(article, Link(mention, LinkStatus.UNKNOWN, (), ()), correction, kb)


def _differs(old: Link, new: Link) -> bool:
    """Whether the author changed the machine's mind, or settled its doubt."""
    same = (old.verdict, old.entities, old.mention.type) == (
        new.verdict,
        new.entities,
        new.mention.type,
    )
    return not same or old.mention.status is Status.UNSURE


def _spoken(article: Article, quote: Quote, correction: Correction) -> Quote:
    speakers, reason = correction.speaker or (), _say(article, "author")
    return replace(
        quote,
        speakers=speakers,
        speaker_words=None,
        reason=reason,
        status=Status.AUTHOR,
    )
