"""What each article is about, for the comparison of accounts of different articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.chronology.rarity import entity_term
from builder.model.article import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.corpus.chronology.rarity import Rarity
    from builder.corpus.chronology.story import Story
    from builder.corpus.chronology.vocabulary import Vocabulary

_TELLING = 2.0
"""Rarity from which a word tells what an article is about."""

_OWN = 1.0
"""The same in the lede, where less common words tell it too."""

_OPENING = 3
"""Blocks among which a title is looked for."""


class Outline(NamedTuple):
    """The terms of an article: stems, numbers, and names that stand for entities."""

    terms: frozenset[str]
    """All of them."""

    lede: frozenset[str]
    """Those of its title and first sentence that are its own."""

    subject: frozenset[str]
    """The rarer of its words."""


def outlines(
    stories: Mapping[str, Story], known: Vocabulary, rarity: Rarity
) -> dict[str, Outline]:
    """Those of all articles, by id."""
    return {name: _outline(story, known, rarity) for name, story in stories.items()}


def _outline(story: Story, known: Vocabulary, rarity: Rarity) -> Outline:
    words = story.terms(known)
    opening: set[str] = set()
    for span in _opening(story):
        opening |= _terms(span, story, known)
    every = words | _names(Span(0, len(story.text)), story)
    lede = frozenset(term for term in opening if rarity.of(term) >= _OWN)
    subject = frozenset(term for term in words if rarity.of(term) >= _TELLING)
    return Outline(frozenset(every), lede, subject)


def _opening(story: Story) -> Iterator[Span]:
    """The title, and the first sentence behind it."""
    blocks = story.told.article.blocks[:_OPENING]
    titles = [block.span for block in blocks if block.kind is BlockKind.TITLE]
    yield from titles
    for sentence in story.told.sentences:
        if not any(title.covers(sentence.span) for title in titles):
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
