"""Applies the author's word on names: between the machine's verdict and everything built on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.corrections.decisions import (
    RULE,
    decisions,
    meant,
    quoted,
    reason,
    without,
)
from builder.model.correction import EVERY
from builder.model.mention import (
    NAMES,
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.kb.base import KnowledgeBase
    from builder.model.article import Article
    from builder.model.correction import Correction
    from builder.model.span import Span


def correct_links(
    article: Article,
    links: Sequence[Link],
    corrections: Sequence[Correction],
    kb: KnowledgeBase,
) -> tuple[tuple[Link, ...], frozenset[str]]:
    """Links with the author's entities, types and rejections; and the keys of the corrections that changed something.

    Words that the machine did not mark become a mention where the author names their entity. What else the article
    leaves open between those named and others ("Mme Martin") is whom the author named. A decision that the machine had made itself, and surely, changes nothing.
    """
    kept = list(links)
    matched = set()
    for correction, place in decisions(article, corrections, "entity", "type"):
        found, inside = meant(article, kept, place, _span)
        names_entity = correction.entity is not None
        if not found and names_entity:
            if _is_left_alone(article, kept, correction, place):
                continue
            # Words around several marks are a mark of their own, whose entity the author names.
            kept = [link for link in kept if not _gives_way(link.mention, place)]
            kept.append(_made(article, correction, place, kb))
            matched.add(correction.key)
            continue
        found = found or inside
        decided = [_decided(article, link, correction, kb) for link in found]
        kept = without(kept, found) + decided
        if any(map(_differs, found, decided)):
            matched.add(correction.key)
    kept.sort(key=_outer_first)
    return _settled(article, kept, kb), frozenset(matched)


def _settled(
    article: Article, links: Sequence[Link], kb: KnowledgeBase
) -> tuple[Link, ...]:
    """Links left open between several of whom the author has named one by other words: that one is meant."""
    chosen: set[str] = set()
    decided: set[str] = set()
    for link in links:
        if link.mention.status is Status.AUTHOR:
            chosen.update(link.entities)
            decided.add(key(link.mention.surface))
    found = []
    for link in links:
        left = chosen.intersection(link.entities)
        is_open = link.verdict is LinkStatus.AMBIGUOUS and len(left) == 1
        # The same words at another place were left out on purpose.
        if is_open and key(link.mention.surface) not in decided:
            (entity,) = left
            found.append(_meaning(article, link, entity, kb))
        else:
            found.append(link)
    return tuple(found)


def _meaning(article: Article, link: Link, entity: str, kb: KnowledgeBase) -> Link:
    mention = replace(link.mention, status=Status.MACHINE)
    verdict = LinkStatus.LINKED if entity in kb.entities else LinkStatus.UNKNOWN
    because = reason(article, "author-elsewhere")
    return Link(mention, verdict, (entity,), (because,))


def _is_left_alone(
    article: Article, links: Sequence[Link], correction: Correction, place: Span
) -> bool:
    """Whether words are part of a name, and the author means them where they are not: "Martin" of "Paul Martin"."""
    names = [link for link in links if link.mention.kind in NAMES]
    if not any(link.mention.span.covers(place) for link in names):
        return False
    if correction.article == EVERY:
        return True
    others = quoted(article, correction)
    return any(meant(article, links, other, _span)[0] for other in others)


def _gives_way(mention: Mention, place: Span) -> bool:
    """Whether a mark goes where the author makes one: it crosses his, or is a name whose bounds were in doubt."""
    if _crosses(mention.span, place):
        return True
    is_unsure = mention.status is Status.UNSURE and mention.kind in NAMES
    return is_unsure and mention.span.overlaps(place)


def _span(link: Link) -> Span:
    return link.mention.span


def _outer_first(link: Link) -> tuple[int, int]:
    return link.mention.span.start, -link.mention.span.end


def _crosses(span: Span, place: Span) -> bool:
    """Whether two spans share words and neither is inside the other."""
    nested = span.covers(place) or place.covers(span)
    return span.overlaps(place) and not nested


def _decided(
    article: Article, link: Link, correction: Correction, kb: KnowledgeBase
) -> Link:
    mention = replace(
        link.mention,
        status=Status.AUTHOR,
        type=correction.type or link.mention.type,
    )
    # Refused, not dropped: the page shows the words unmarked, and the list of decisions still has them.
    if correction.reject:
        because = reason(article, "author-reject")
        return Link(mention, LinkStatus.REFUSED, (), (because,))
    reasons = (reason(article, "author"),)
    if correction.entity is None:
        return replace(link, mention=mention, reasons=reasons)
    known = correction.entity in kb.entities
    verdict = LinkStatus.LINKED if known else LinkStatus.UNKNOWN
    # Whoever says what a place stands for has said that it is no figure of speech.
    if mention.kind is MentionKind.METONYM:
        mention = replace(mention, kind=MentionKind.ALIAS)
    return Link(mention, verdict, (correction.entity,), reasons)


def _made(
    article: Article, correction: Correction, place: Span, kb: KnowledgeBase
) -> Link:
    """A mention of the author's own. Of an entity that nobody knows and the author gives no type, a person."""
    entity = kb.entities.get(correction.entity or "")
    known_type = entity.type if entity is not None else EntityType.PER
    mention = Mention(
        place,
        place.of(article.text),
        MentionKind.ALIAS,
        correction.type or known_type,
        RULE,
        Status.AUTHOR,
    )
    unlinked = Link(mention, LinkStatus.UNKNOWN, (), ())
    return _decided(article, unlinked, correction, kb)


def _differs(old: Link, new: Link) -> bool:
    """Whether the author changed the machine's mind, or settled its doubt."""
    if old.mention.status is Status.UNSURE:
        return True
    before = (old.verdict, old.entities, old.mention.type)
    return before != (new.verdict, new.entities, new.mention.type)
