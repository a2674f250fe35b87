"""Attributes quotations to their speakers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.quotes.candidates import Place
from builder.annotate.quotes.carriers import carriers
from builder.annotate.quotes.features import choose
from builder.annotate.quotes.kinds import is_named, kind_of
from builder.annotate.quotes.passage import Passage
from builder.annotate.quotes.reasons import reason
from builder.discourse.discourse import read_discourse
from builder.discourse.referents import NOBODY
from builder.lang.schema_speech import QuoteWords
from builder.model.mention import Link, Status
from builder.model.quote import Quote, Quoted, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.quotes.candidates import Candidate
    from builder.discourse.discourse import Discourse
    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article
    from builder.model.dates import Timex
    from builder.syntax.doc import Doc


def attribute(
    article: Article,
    doc: Doc,
    quote_spans: Sequence[Quoted],
    timexes: Sequence[Timex],
    links: Sequence[Link],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> tuple[Quote, ...]:
    """Every quotation with its speaker, or with the reason why there is none.

    In the order of the text. A quotation inside another keeps the speaker of the outer
    one. Parts of one saying share `saying`. An article without quotations gives an empty
    tuple.
    """
    if not quote_spans:
        return ()
    discourse = read_discourse(article, doc, timexes, links, quote_spans, pack, kb)
    words = pack.words(QuoteWords)
    found: list[Quote] = []
    for quoted in quote_spans:
        if quoted.depth == 0:
            last = found[-1] if found else None
            found.append(_quote(discourse, words, quoted, last, len(found)))
    found += _nested(quote_spans, found, words.reasons["within"])
    return tuple(
        sorted(found, key=lambda q: (q.quoted.outer.start, -q.quoted.outer.end))
    )


def _quote(
    discourse: Discourse,
    words: QuoteWords,
    quoted: Quoted,
    last: Quote | None,
    count: int,
) -> Quote:
    """One outermost quotation; `last` is the one before it, `count` how many are."""
    passage = _passage(discourse, words, quoted, last)
    chosen = choose(passage)
    actor = chosen.actor if chosen is not None else NOBODY
    through = [
        carrier
        for carrier in carriers(passage)
        if actor.words is None or not actor.words.overlaps(carrier.mention.span)
    ]
    sentence = discourse.doc.sentences[passage.opening].id
    entities = [entity for carrier in through for entity in carrier.entities]
    return Quote(
        quoted=quoted,
        kind=kind_of(passage, chosen),
        speakers=actor.entities,
        speaker_words=actor.words,
        cue=chosen.cue if chosen is not None else None,
        saying=_saying(chosen, last, f"{sentence}q{count + 1}"),
        reporters=tuple(dict.fromkeys(entities)),
        reporter_words=tuple(carrier.mention.span for carrier in through),
        said=chosen.said if chosen is not None else None,
        sentence=sentence,
        reason=reason(passage, chosen, named=is_named(passage)),
        status=Status.MACHINE if _is_sure(chosen) else Status.UNSURE,
    )


def _passage(
    discourse: Discourse, words: QuoteWords, quoted: Quoted, last: Quote | None
) -> Passage:
    first = discourse.doc.sentence_at(quoted.outer.start)
    end = discourse.doc.sentence_at(quoted.outer.end - 1)
    opening = first if first is not None else 0
    closing = end if end is not None else opening
    return Passage(discourse, words, quoted, opening, closing, last)


def _is_sure(chosen: Candidate | None) -> bool:
    if chosen is None:
        return False
    if chosen.actor.words is None:
        return False
    if not chosen.sure:
        return False
    if chosen.actor.entities:
        return True
    return not chosen.actor.pronoun


def _saying(chosen: Candidate | None, last: Quote | None, fresh: str) -> str:
    """The id of the saying before, where this one goes on with it; else a fresh one."""
    if chosen is None:
        return fresh
    if last is None:
        return fresh
    same = chosen.cue is not None and chosen.cue == last.cue
    goes_on = same or chosen.place is Place.FOLLOWS
    return last.saying if goes_on else fresh


def _nested(
    quote_spans: Sequence[Quoted], found: Sequence[Quote], why: str
) -> list[Quote]:
    """Quotations inside quotations: said by the same one, as far as the text tells."""
    inner = []
    at = 0
    for each in quote_spans:
        while at < len(found) and found[at].quoted.outer.end <= each.outer.start:
            at += 1
        if each.depth and at < len(found) and found[at].quoted.outer.covers(each.outer):
            host = found[at]
            inner.append(replace(host, quoted=each, kind=QuoteKind.TERM, reason=why))
    return inner
