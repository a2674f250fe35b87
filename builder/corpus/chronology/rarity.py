"""How much it says that two accounts share a word, a number or a name: its rarity."""

from __future__ import annotations

from collections import Counter
from math import fsum, log
from typing import TYPE_CHECKING

from builder.corpus.chronology.story import STEM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from builder.corpus.chronology.story import Story
    from builder.corpus.chronology.vocabulary import Vocabulary

_PRIOR = 40
"""Articles that the language's own shares count for, beside those of the dossier."""

_ENTITY = "@"


def entity_term(entity: str) -> str:
    """The term that stands for an entity, apart from words."""
    return _ENTITY + entity


def is_entity(term: str) -> bool:
    """Whether a term stands for an entity."""
    return term.startswith(_ENTITY)


class _Found(dict[str, float]):
    """Answers by question; what was asked once is found without a call."""

    def __init__(self, answer: Callable[[str], float]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, term: str) -> float:
        found = self[term] = self._answer(term)
        return found


class Rarity:
    """Rarity of words, numbers and entities in a dossier, in nats; never below 0.

    A word of one article in twenty counts about 3, of every second 0.7. A dossier of
    two articles knows no rarity of its own: it leans on the language's shares.
    """

    def __init__(self, stories: Iterable[Story], known: Vocabulary) -> None:
        """Count in how many articles everything stands."""
        self._known = known
        self._articles = 0
        self._counts: Counter[str] = Counter()
        self._found = _Found(self._count)
        self._wholes: dict[frozenset[str], float] = {}
        for story in stories:
            self._articles += 1
            self._counts.update(story.terms(known))
            entities = {entity for link in story.told.links for entity in link.entities}
            self._counts.update(map(entity_term, entities))

    def of(self, term: str) -> float:
        """The rarity of a stem, a number or the term of an entity."""
        return self._found[term]

    def total(self, terms: Iterable[str]) -> float:
        """The rarities of several, added; the same in whatever order they come."""
        return fsum(map(self._found.__getitem__, terms))

    def _count(self, term: str) -> float:
        expected = self._counts[term] + _PRIOR * self._share(term)
        return max(0.0, log((self._articles + _PRIOR) / expected))

    def shared(self, one: frozenset[str], two: frozenset[str]) -> float:
        """The part, by rarity, of the terms of the smaller set that the other has."""
        least = min(self._whole(one), self._whole(two))
        return self.total(one & two) / least if least else 0.0

    def _whole(self, terms: frozenset[str]) -> float:
        """The rarities of a sentence, which is compared with many."""
        found = self._wholes.get(terms)
        if found is None:
            found = self._wholes[terms] = self.total(terms)
        return found

    def _share(self, term: str) -> float:
        """In what share of all articles of the language it stands.

        An entity is no more frequent than the rarest word of its name.
        """
        if not is_entity(term):
            return self._known.share(term)
        words = term.removeprefix(_ENTITY).split("-")
        return min(self._known.share(word[:STEM]) for word in words)
