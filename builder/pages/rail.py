"""The rail beside an article: what its sentences tell, when, and in whose words, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.model.dates import DatingType
from builder.pages import views

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.event import Event, EventMention
    from builder.pages.cards import DateCard, QuoteCard
    from builder.pages.index import DossierIndex

_LENGTHS = (DatingType.DURATION, DatingType.SET)
"""What lasts or comes back says itself how long, or how often."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside one sentence; one of its lists at least has something."""

    sentence: str
    events: Sequence[Event]
    """What happened, where the sentence is the first of the article to tell it."""

    dates: Sequence[DateCard]
    """Expressions of time that do not say their day themselves, and that no event of the sentence says."""

    voices: Sequence[QuoteCard]
    """Quotations that begin here, where another speaks than before in the paragraph."""


@dataclass(slots=True)
class _Found:
    """A note before all of its article is read."""

    events: list[Event] = field(default_factory=list)
    dates: list[DateCard] = field(default_factory=list)
    voices: list[QuoteCard] = field(default_factory=list)


class Rail:
    """Collects the notes of one page of an article."""

    def __init__(self, index: DossierIndex, article_id: str) -> None:
        """Take the article whose sentences the notes stand beside."""
        self._index = index
        self._article_id = article_id
        self._found: dict[str, _Found] = {}

    def notes(
        self,
        events: Iterable[tuple[Event, Sequence[EventMention]]],
        dates: Iterable[DateCard],
        quotes: Iterable[QuoteCard],
        sentences: Iterable[str],
    ) -> Sequence[Note]:
        """One note for each of the sentences that has something to say; none where nothing is told."""
        for event, mentions in events:
            self._at(mentions[0].sentence).events.append(event)
        for card in dates:
            self._add_date(card)
        self._add_voices(quotes)
        notes: list[Note] = []
        for sentence in sentences:
            found = self._found.get(sentence)
            if found is not None:
                note = Note(sentence, found.events, found.dates, found.voices)
                notes.append(note)
        return notes

    def _at(self, sentence: str) -> _Found:
        return self._found.setdefault(sentence, _Found())

    def _add_date(self, card: DateCard) -> None:
        timex = card.timex
        sentence = self._index.sentence_at(self._article_id, timex.span.start)
        if sentence is None or timex.type in _LENGTHS:
            return
        if timex.date is not None and self._is_told(card, sentence.id):
            return
        self._at(sentence.id).dates.append(card)

    def _is_told(self, card: DateCard, sentence: str) -> bool:
        """Whether the words of a date, or an event beside them, say already which day it is."""
        date = card.timex.date
        if views.when(date).words == card.words:
            return True
        found = self._found.get(sentence, _Found())
        moments = [event.moment for event in found.events]
        return date in moments

    def _add_voices(self, quotes: Iterable[QuoteCard]) -> None:
        last: tuple[str, object] | None = None
        for card in quotes:
            speaker = (card.paragraph, card.quote.speakers or card.speaker_words)
            # who goes on speaking is not announced again
            if card.quote.sentence and speaker != last:
                self._at(card.quote.sentence).voices.append(card)
            last = speaker
