"""How near the words of two accounts are in meaning: "arrêté" and "interpellé"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.vectors import load_vectors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.corpus.chronology.features import EventFeatures
    from builder.syntax.vectors import Vector


class Meanings:
    """Compares triggers and clauses; each is read once."""

    def __init__(self) -> None:
        """Nothing is read before something is asked."""
        self._triggers: dict[str, Vector] = {}
        self._clauses: dict[str, Vector] = {}

    def of_triggers(self, one: EventFeatures, two: EventFeatures) -> float:
        """How near the words are that tell what happened: from 0 to 1 for the same word."""
        if one.trigger & two.trigger:
            return 1.0
        here = _of(one.mention.id, one.trigger_words, self._triggers)
        there = _of(two.mention.id, two.trigger_words, self._triggers)
        return max(0.0, float(here @ there))

    def of_clauses(self, one: EventFeatures, two: EventFeatures) -> float:
        """How near the other words of both clauses are, names left out; from 0 to 1."""
        here = _of(one.mention.id, one.stems.values(), self._clauses)
        there = _of(two.mention.id, two.stems.values(), self._clauses)
        return max(0.0, float(here @ there))


def _of(name: str, words: Iterable[str], known: dict[str, Vector]) -> Vector:
    found = known.get(name)
    if found is None:
        found = load_vectors().meaning(word.lower() for word in words)
        known[name] = found
    return found
