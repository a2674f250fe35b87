"""Attributes quotations to their speakers."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from builder.annotate.quotes.candidates import Place
from builder.annotate.quotes.carriers import carriers
from builder.annotate.quotes.features import choose
from builder.annotate.quotes.indirect import reported
from builder.annotate.quotes.kinds import is_named, is_work, kind_of
from builder.annotate.quotes.passage import Passage
from builder.annotate.quotes.reasons import reason
from builder.discourse.layers import Placed
from builder.discourse.referents import NOBODY
from builder.lang.schema_speech import QuoteWords
from builder.model.mention import Status
from builder.model.quote import Quote, Quoted, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.quotes.candidates import Candidate
    from builder.discourse.discourse import Discourse
    from builder.lang.pack import LanguagePack
    from builder.model.article import Span


def attribute(
    discourse: Discourse, quote_spans: Sequence[Quoted], pack: LanguagePack
) -> tuple[Quote, ...]:
    """Every quotation with its speaker, or with the reason why there is none.

    Then what somebody known says without marks, of kind `indirect`. In the order of the
    text. A quotation inside another keeps the speaker of the outer one. Parts of one
    saying share `saying`. An article in which nobody speaks gives an empty tuple.
    """
    words = pack.words(QuoteWords)
    found: list[Quote] = []
    for quoted in quote_spans:
        if quoted.depth == 0:
            last = found[-1] if found else None
            found.append(_quote(discourse, words, quoted, last, len(found)))
    found += _nested(quote_spans, found, words.reasons["within"])
    found += reported(discourse, words)
    return tuple(sorted(found, key=_order))


def _order(quote: Quote) -> tuple[int, int]:
    """By place, the outer one before what is inside."""
    outer = quote.quoted.outer
    return outer.start, -outer.end


def _quote(
    discourse: Discourse,
    words: QuoteWords,
    quoted: Quoted,
    last: Quote | None,
    count: int,
) -> Quote:
    """One outermost quotation; `last` is the one before it, `count` how many are."""
    passage = _passage(discourse, words, quoted, last)
    chosen = None if is_work(passage) else choose(passage)
    actor = chosen.actor if chosen is not None else NOBODY
    reporters: dict[str, None] = {}
    reporter_words: list[Span] = []
    for carrier in carriers(passage):
        span = carrier.mention.span
        # "selon Tass, la mine est « sûre »": it speaks itself.
        if actor.words is None or not actor.words.overlaps(span):
            reporter_words.append(span)
            reporters.update(dict.fromkeys(carrier.entities))
    sentence = discourse.doc.sentences[passage.opening].id
    return Quote(
        quoted=quoted,
        kind=kind_of(passage, chosen),
        speakers=actor.entities,
        speaker_words=actor.words,
        cue=chosen.cue if chosen is not None else None,
        saying=_saying(chosen, last, f"{sentence}q{count + 1}"),
        reporters=tuple(reporters),
        reporter_words=tuple(reporter_words),
        said=chosen.said if chosen is not None else None,
        sentence=sentence,
        reason=reason(passage, chosen, named=is_named(passage)),
        status=Status.MACHINE if _is_sure(chosen) else Status.UNSURE,
    )


def _passage(
    discourse: Discourse, words: QuoteWords, quoted: Quoted, last: Quote | None
) -> Passage:
    first = discourse.doc.sentence_at(quoted.outer.start) or 0
    end = discourse.doc.sentence_at(quoted.outer.end - 1) or first
    return Passage(discourse, words, quoted, first, end, last)


def _is_sure(chosen: Candidate | None) -> bool:
    if chosen is None or not chosen.sure or chosen.actor.words is None:
        return False
    # A pronoun that stands for nobody known may be anybody.
    return bool(chosen.actor.entities) or not chosen.actor.pronoun


def _saying(chosen: Candidate | None, last: Quote | None, fresh: str) -> str:
    """The id of the saying before, where this one goes on with it; else a fresh one."""
    if chosen is None or last is None:
        return fresh
    if chosen.place is Place.FOLLOWS:
        return last.saying
    # "« A », a-t-il dit, « et B »": one verb for both.
    same = chosen.cue is not None and chosen.cue == last.cue
    return last.saying if same else fresh


def _nested(
    quote_spans: Sequence[Quoted], found: Sequence[Quote], why: str
) -> list[Quote]:
    """Quotations inside quotations: said by the same one, as far as the text tells."""
    inner: list[Quote] = []
    hosts = Placed(found, attrgetter("quoted.outer"))
    for each in quote_spans:
        host = hosts.at(each.outer.start) if each.depth else None
        if host is not None:
            inner.append(replace(host, quoted=each, kind=QuoteKind.TERM, reason=why))
    return inner
