"""An article as the chronology reads it: its words and layers, asked by place.

The words are those of the analysis, cut once; here they are only folded.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from builder.model.article import BlockKind, Span
from builder.text import rights
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from builder.corpus.chronology.vocabulary import Vocabulary
    from builder.model.dates import Timex
    from builder.model.dossier import Annotated
    from builder.model.event import EventMention
    from builder.model.mention import Link
    from builder.model.quote import Quote
    from builder.model.word import Word

Thing = TypeVar("Thing")

STEM = 6
"""Letters that are compared: "encerclées" and "encerclée", "proposé" and "proposition" meet."""

NUMBER = "#"
"""Begins the term of a number."""

_SHORTEST = 4
"""Letters of a word that carries meaning, at least; of nouns and verbs one less: "élu"."""

_CONTENT = ("NOUN", "VERB")
_TELLING = (*_CONTENT, "ADJ")

_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "ADP")
"""Parts of speech of a noun with what completes it."""

_COUNTED_FROM = 2

_COUNTED = 6
"""Words before a number in which a verb says what is counted."""

_MOST_DIGITS = 9

_OPENING = 3
"""Blocks among which a title is looked for."""


class FoldedWord(NamedTuple):
    """A word with its place, as it is compared."""

    start: int
    end: int
    folded: str
    pos: str
    lemma: str
    meant: bool
    """Whether it is long enough to carry meaning, and no number."""


class Story:
    """One annotated article. Every question costs what the stretch asked about holds."""

    def __init__(self, told: Annotated) -> None:
        """Sort the layers; nothing is copied."""
        self.told = told
        self.text = told.article.text
        self._words = [_word(word) for word in told.words]
        self._starts = [word.start for word in self._words]
        self._links = _Layer(told.links, lambda link: link.mention.span)
        self.marked = [quote for quote in told.quotes if quote.marked]
        self._quotes = _Layer(self.marked, lambda quote: quote.quoted.outer)
        self._timexes = _Layer(told.timexes, lambda timex: timex.span)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Number of each sentence, by its id."""
        return {s.id: number for number, s in enumerate(self.told.sentences)}

    @cached_property
    def mentions_of(self) -> Mapping[str, Sequence[EventMention]]:
        """The event mentions of each sentence, by its id."""
        found: dict[str, list[EventMention]] = {}
        for mention in self.told.event_mentions:
            found.setdefault(mention.sentence, []).append(mention)
        return found

    @cached_property
    def opened(self) -> frozenset[str]:
        """Ids of the sentences whose words rights let be shown."""
        return rights.open_sentences(self.told)

    @cached_property
    def titles(self) -> Sequence[Span]:
        """Where its title stands; empty where it has none."""
        opening = self.told.article.blocks[:_OPENING]
        return [block.span for block in opening if block.kind is BlockKind.TITLE]

    def sentence(self, name: str) -> Span | None:
        """Where a sentence stands, by its id."""
        number = self.places.get(name)
        return None if number is None else self.told.sentences[number].span

    def words(self, span: Span) -> Sequence[FoldedWord]:
        """The words that begin in a stretch, in order."""
        first = bisect_left(self._starts, span.start)
        return self._words[first : bisect_left(self._starts, span.end)]

    def word_before(self, at: int) -> str:
        """The word right before a place, folded; empty where there is none."""
        index = bisect_left(self._starts, at)
        return self._words[index - 1].folded if index else ""

    def with_word_before(self, span: Span) -> Span:
        """A stretch with the word right before it, where there is one."""
        index = bisect_left(self._starts, span.start)
        return Span(self._words[index - 1].start, span.end) if index else span

    def noun_phrase_before(self, at: int, least: int) -> Span | None:
        """The nouns and what stands with them right before a place, from `least` on.

        None where no noun is among them.
        """
        first, noun = at, False
        for word in reversed(self.words(Span(least, at))):
            if word.pos not in _NOMINAL:
                break
            noun = noun or word.pos == "NOUN"
            first = word.start
        return Span(first, at) if noun else None

    def links(self, span: Span) -> Sequence[Link]:
        """The links that overlap a stretch, in order."""
        return self._links.touching(span)

    def quotes(self, span: Span) -> Sequence[Quote]:
        """The quotations that overlap a stretch."""
        return self._quotes.touching(span)

    def timexes(self, span: Span) -> Sequence[Timex]:
        """The expressions of time that overlap a stretch."""
        return self._timexes.touching(span)

    def stems(self, span: Span, known: Vocabulary) -> dict[str, str]:
        """Beginnings of the words that carry meaning → the word as the text has it.

        The last of equals is kept.
        """
        found: dict[str, str] = {}
        for word in self.words(span):
            if word.meant and word.folded not in known.stopwords:
                found[word.folded[:STEM]] = self.text[word.start : word.end]
        return found

    def lemmas(self, span: Span) -> tuple[str, ...]:
        """Dictionary forms of the words of a stretch that carry meaning, in order."""
        words = [word for word in self.words(span) if word.pos in _TELLING]
        return tuple(word.lemma for word in words)

    def numbers(self, span: Span, known: Vocabulary) -> dict[str, str]:
        """Numbers that are no dates, of two and more: `#412` → the word as the text has it."""
        found: dict[str, str] = {}
        for word in self.words(span):
            number = _number(word.folded, known.words.numbers)
            if number is None or number < _COUNTED_FROM:
                continue
            place = Span(word.start, word.end)
            if not self._timexes.touching(place):
                found[f"{NUMBER}{number:g}"] = place.of(self.text)
        return found

    def ordinals(self, span: Span, known: Vocabulary) -> dict[str, int]:
        """Stem of a noun → the ordinal right before it, as in "la seconde demi-finale"."""
        found: dict[str, int] = {}
        for word, noun in pairwise(self.words(span)):
            place = known.words.ordinals.get(word.folded) or _ordinal(word.folded)
            if place and noun.pos == "NOUN":
                found[noun.folded[:STEM]] = place
        return found

    def terms(self, known: Vocabulary) -> set[str]:
        """All stems and numbers of the article."""
        whole = Span(0, len(self.text))
        return {*self.stems(whole, known), *self.numbers(whole, known)}

    def holds(self, span: Span, phrases: Iterable[str]) -> str:
        """The first of some phrases that stands in a stretch as whole words.

        Empty where none does. Phrases are folded, their words apart by spaces.
        """
        padded = f" {' '.join(word.folded for word in self.words(span))} "
        return next((p for p in phrases if f" {_spread(p)} " in padded), "")

    def as_written(self, span: Span, phrase: str) -> str:
        """A phrase that a stretch holds, as the text has it; itself where it does not."""
        parts = _spread(phrase).split()
        words = self.words(span)
        for first in range(len(words) - len(parts) + 1):
            run = words[first : first + len(parts)]
            if [word.folded for word in run] == parts:
                return self.text[run[0].start : run[-1].end]
        return phrase

    def figures(self, span: Span, known: Vocabulary) -> dict[str, float]:
        """Unit → number, for numbers of a unit; durations in minutes.

        So "90 minutes" is "une heure et demie". A unit told twice with different
        numbers is left out: the text compares them itself.
        """
        words = [word.folded for word in self.words(span)]
        found: dict[str, set[float]] = {}
        for at in range(1, len(words)):
            unit = known.units.get(words[at])
            number = _number(words[at - 1], known.words.numbers)
            if unit is None or number is None:
                continue
            # "a tué 15 personnes" and "15 morts" are one number.
            unit = _counted_as(unit, words[max(0, at - _COUNTED) : at], known)
            if " ".join(words[at + 1 : at + 3]) == known.words.half:
                number += 0.5
            scale = known.words.minutes.get(unit)
            name = "minutes" if scale else unit
            found.setdefault(name, set()).add(number * (scale or 1))
        return {unit: n.pop() for unit, n in found.items() if len(n) == 1}


def _word(word: Word) -> FoldedWord:
    folded = fold(word.text)
    least = _SHORTEST - (word.pos in _CONTENT)
    meant = len(folded) >= least and not folded[0].isdigit()
    return FoldedWord(word.start, word.end, folded, word.pos, word.lemma, meant)


@lru_cache(maxsize=4096)
def _spread(phrase: str) -> str:
    """A phrase with its elisions apart, as words are cut: "d' apres"."""
    return " ".join(phrase.replace("'", "' ").split())


def _counted_as(unit: str, before: Sequence[str], known: Vocabulary) -> str:
    """What is counted: "a tué 15 personnes" counts the dead."""
    for counted, verbs in known.words.counted.get(unit, {}).items():
        if not set(before).isdisjoint(verbs):
            return counted
    return unit


def _number(word: str, spelled: Mapping[str, float]) -> float | None:
    if word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS:
        return float(word)
    return spelled.get(word)


def _ordinal(word: str) -> int:
    """The number of "13e"; 0 for what is no ordinal of this form."""
    number, ending = word[:-1], word[-1:]
    if ending != "e" or not number.isascii() or not number.isdigit():
        return 0
    return int(number) if len(number) <= _MOST_DIGITS else 0


class _Layer(Generic[Thing]):
    """Things with a place, found by place."""

    def __init__(self, things: Iterable[Thing], span: Callable[[Thing], Span]) -> None:
        self._things = sorted(things, key=lambda thing: span(thing).start)
        self._spans = [span(thing) for thing in self._things]
        self._starts = [each.start for each in self._spans]
        self._longest = max((len(each) for each in self._spans), default=0)

    def touching(self, span: Span) -> list[Thing]:
        """Those that overlap a stretch, in order."""
        # Nothing that begins earlier than the longest is long can reach the stretch.
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        near = zip(self._things[first:last], self._spans[first:last], strict=True)
        return [thing for thing, place in near if place.overlaps(span)]
