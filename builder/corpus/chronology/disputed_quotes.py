"""Sayings that have an answer, where no event mention tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.corpus.chronology.discrepancies import denied_words, denies
from builder.model.dates import between
from builder.model.event import EventMention, Modality, Participant, Role

if TYPE_CHECKING:
    from builder.corpus.chronology.story import Story
    from builder.corpus.chronology.vocabulary import Vocabulary
    from builder.model.article import Span
    from builder.model.quote import Quote


def disputed(story: Story, known: Vocabulary) -> tuple[EventMention, ...]:
    """The quotations of an article that something in it answers, as event mentions.

    A denial answers ("vulnérables et encerclées", "a démenti être encerclée"), or
    another party's account of the same. Empty where nothing does.
    """
    denied: set[str] = set()
    for mention in story.told.event_mentions:
        if denies(mention, story, known):
            denied.update(denied_words(mention, story, known))
    readouts = _readouts(story, known)
    found: dict[str, EventMention] = {}
    for quote in story.marked:
        sentence = story.sentence(quote.sentence)
        if sentence is None or not quote.speakers or _is_told(quote, story):
            continue
        said = story.stems(quote.span, known)
        if quote.sentence in readouts or not denied.isdisjoint(said):
            made = _saying(quote, sentence, story)
            found.setdefault(made.id, made)
    return tuple(found.values())


def _is_told(quote: Quote, story: Story) -> bool:
    """Whether an event mention tells it: of its sentence, or by the words that attribute it."""
    here = story.mentions_of.get(quote.sentence, ())
    if any(mention.kind != "statement" for mention in here):
        return True
    return any(mention.trigger == quote.cue for mention in here)


def _readouts(story: Story, known: Vocabulary) -> frozenset[str]:
    """Sentences in which parties give their own accounts, where two parties do.

    "une lecture russe de l'appel", "la lecture américaine".
    """
    said: dict[str, tuple[str, ...]] = {}
    for quote in story.marked:
        sentence = story.sentence(quote.sentence)
        if sentence is None or not quote.speakers:
            continue
        if story.holds(sentence, known.words.readouts):
            said[quote.sentence] = quote.speakers
    return frozenset(said) if len(set(said.values())) > 1 else frozenset()


def _saying(quote: Quote, sentence: Span, story: Story) -> EventMention:
    article = story.told.article
    published = article.published.date
    date = between(None, published.latest) if published and published.latest else None
    said = quote.said if quote.said and quote.said.date else None
    return EventMention(
        id=f"{article.id}.{quote.sentence}+dit",
        article=article.id,
        sentence=quote.sentence,
        span=sentence,
        kind="statement",
        trigger=quote.span,
        date=said.date if said else date,
        timex=said,
        participants=tuple(Participant(s, Role.AGENT) for s in quote.speakers),
        places=(),
        speakers=quote.speakers,
        modality=Modality.REPORTED,
    )
