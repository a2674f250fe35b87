"""Finds what an article tells: candidates first, then the choice of the best."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.events.candidates import candidates
from builder.annotate.events.drafts import Draft, make_draft
from builder.annotate.events.leftovers import leftovers
from builder.annotate.events.rank import Chosen, choose
from builder.annotate.events.reasons import reason
from builder.annotate.events.story import story_day
from builder.annotate.events.titles import Titles
from builder.annotate.events.vetoes import judge
from builder.annotate.events.view import View
from builder.annotate.events.vocabulary import vocabulary
from builder.lang.schema_titles import TitleWords
from builder.model.article import BlockKind, Span
from builder.model.event import EventMention, Modality, Rank
from builder.model.quote import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.discourse.discourse import Discourse
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article
    from builder.model.dates import Timex
    from builder.model.quote import Quote


def gather(
    article: Article,
    discourse: Discourse,
    timexes: Sequence[Timex],
    quotes: Sequence[Quote],
    pack: LanguagePack,
) -> tuple[EventMention, ...]:
    """The event mentions of one article, in the order of its text.

    Empty where nothing is told to happen. One of them is the headline; a sentence gives
    three entries at most. Those of rank `mention` come last: no entries of their own.
    """
    view = read(article, discourse, quotes, pack)
    every = judge(view, drafts(view, quotes))
    chosen = choose(view, every, pack)
    titles = Titles(view, timexes, quotes, pack.words(TitleWords))
    numbers: Counter[str] = Counter()
    found: list[EventMention] = []
    for each in (*story_day(view, chosen), *leftovers(view, every, chosen)):
        sentence = view.doc.sentences[each.draft.candidate.clause.sentence].id
        mark = "~" if each.rank is Rank.MENTION else ""
        number = numbers[sentence + mark]
        numbers[sentence + mark] += 1
        letter = chr(ord("a") + number) if number else ""
        title = titles.of(each)
        mention = _mention(view, each, sentence, mark + letter)
        found.append(replace(mention, title=title))
    return tuple(found)


def read(
    article: Article,
    discourse: Discourse,
    quotes: Sequence[Quote],
    pack: LanguagePack,
) -> View:
    """The article as this step reads it."""
    spans = [quote.quoted for quote in quotes if quote.kind is QuoteKind.DIRECT]
    told = discourse.within(spans)
    said = [q.span for q in quotes if q.marked and q.kind is not QuoteKind.TERM]
    return View(article, told.doc, told, vocabulary(pack), tuple(sorted(said)))


def drafts(view: View, quotes: Sequence[Quote]) -> list[Draft]:
    """Every candidate with all that is found about it, good or not.

    Of quotations only those whose speaker is known; in a heading the quoted words are a
    title, which nobody says.
    """
    known = {quote.quoted.outer for quote in quotes if quote.speakers}
    found: list[Draft] = []
    for candidate in candidates(view):
        quote = view.layers.quote_at(candidate.span.start)
        heading = view.block(candidate.clause.sentence) is BlockKind.HEADING
        if quote is None or quote in known or heading:
            found.append(make_draft(view, candidate, quoted=quote is not None))
    return found


def _mention(view: View, chosen: Chosen, sentence: str, letter: str) -> EventMention:
    draft = chosen.draft
    candidate, time = draft.candidate, draft.time
    speakers: list[str] = []
    for act in draft.sources:
        speakers += act.actor.entities
    return EventMention(
        id=f"{view.article.id}.{sentence}{letter}",
        article=view.article.id,
        sentence=sentence,
        span=_span(view, chosen),
        kind=candidate.kind,
        trigger=candidate.span,
        date=time.date,
        timex=time.timex,
        participants=draft.participants,
        places=draft.places,
        speakers=tuple(dict.fromkeys(speakers)),
        modality=draft.modality or Modality.ASSERTED,
        background=time.background,
        reason=reason(view, draft),
        placed=time.placed,
        placed_by=time.placed_by,
        rank=chosen.rank,
        headline=chosen.headline,
    )


def _span(view: View, chosen: Chosen) -> Span:
    """The words that tell it, with the trigger inside; within its quotation.

    The clause; of a noun that is only mentioned, the noun and what completes it.
    """
    candidate = chosen.draft.candidate
    told = candidate.clause.span
    if chosen.rank is Rank.MENTION and candidate.noun:
        told = candidate.span
        if candidate.phrase is not None and candidate.phrase.span.covers(told):
            told = Span(told.start, candidate.phrase.span.end)
    start = min(told.start, candidate.span.start)
    end = max(told.end, candidate.span.end)
    quote = view.layers.quote_at(candidate.span.start)
    if quote is not None:
        start, end = max(start, quote.start + 1), min(end, quote.end - 1)
    return Span(start, end)
