"""What each article is about, for the comparison of accounts of different articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.chronology.rarity import entity_term
from builder.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.corpus.chronology.rarity import Rarity
    from builder.corpus.chronology.story import Story
    from builder.corpus.chronology.vocabulary import Vocabulary

_TELLING = 2.0
"""Rarity from which a word tells what an article is about."""

_OWN = 1.0
"""The same in the lede, where less common words tell it too."""

_FIRST = 4


class Outline(NamedTuple):
    """The terms of an article: stems, numbers, and names that stand for entities."""

    terms: frozenset[str]
    """All of them."""

    lede: frozenset[str]
    """Those of its title and first sentence that are its own."""

    first: tuple[str, ...]
    """The rarest few of its lede, which stand for its story."""

    subject: frozenset[str]
    """The rarer of its words."""

    opens: float
    """Rarity of its lede, added."""

    weighs: float
    """Rarity of its subject, added."""


class Outlines:
    """Those of all articles, by id; two are compared once, whatever both tell."""

    def __init__(
        self, stories: Mapping[str, Story], known: Vocabulary, rarity: Rarity
    ) -> None:
        """Read every article; nothing is compared before something is asked."""
        self._rarity = rarity
        self._known = {n: _outline(s, known, rarity) for n, s in stories.items()}
        self._begun: dict[tuple[str, str], float] = {}
        self._alike: dict[tuple[str, str], float] = {}

    def of(self, article: str) -> Outline:
        """The outline of an article."""
        return self._known[article]

    def begun(self, one: str, two: str) -> float:
        """The part, by rarity, of what one article begins with that stands in the other.

        Of both ways round the larger: a later article recalls what an earlier one told.
        """
        found = self._begun.get((one, two))
        if found is None:
            here, there = self.of(one), self.of(two)
            found = max(self._part_begun(here, there), self._part_begun(there, here))
            self._begun[one, two] = found
        return found

    def _part_begun(self, first: Outline, second: Outline) -> float:
        if not first.opens:
            return 0.0
        return self._rarity.total(first.lede & second.terms) / first.opens

    def alike(self, one: str, two: str) -> float:
        """How much of their subjects two articles share, from 0 to 1."""
        found = self._alike.get((one, two))
        if found is None:
            found = self._share(self.of(one), self.of(two))
            self._alike[one, two] = found
        return found

    def _share(self, here: Outline, there: Outline) -> float:
        norm = (here.weighs * there.weighs) ** 0.5
        common = here.subject & there.subject
        return self._rarity.total(common) / norm if norm else 0.0


def _outline(story: Story, known: Vocabulary, rarity: Rarity) -> Outline:
    words = story.terms(known)
    opening: set[str] = set()
    for span in _opening(story):
        opening |= _terms(span, story, known)
    every = words | _names(Span(0, len(story.text)), story)
    lede = frozenset(term for term in opening if rarity.of(term) >= _OWN)
    first = sorted(lede, key=lambda term: (-rarity.of(term), term))[:_FIRST]
    subject = frozenset(term for term in words if rarity.of(term) >= _TELLING)
    return Outline(
        frozenset(every),
        lede,
        tuple(first),
        subject,
        rarity.total(lede),
        rarity.total(subject),
    )


def _opening(story: Story) -> Iterator[Span]:
    """The title, and the first sentence behind it."""
    yield from story.titles
    for sentence in story.told.sentences:
        if not any(title.covers(sentence.span) for title in story.titles):
            yield sentence.span
            return


def _terms(span: Span, story: Story, known: Vocabulary) -> set[str]:
    words = {*story.stems(span, known), *story.numbers(span, known)}
    return words | _names(span, story)


def _names(span: Span, story: Story) -> set[str]:
    found: set[str] = set()
    for link in story.links(span):
        found.update(map(entity_term, link.entities))
    return found
