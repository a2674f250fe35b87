"""How near the words of two accounts are in meaning: "arrêté" and "interpellé"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.vectors import load_vectors

if TYPE_CHECKING:
    from builder.corpus.chronology.features import EventFeatures
    from builder.syntax.vectors import Vector


class Meanings:
    """Compares triggers; each is read once."""

    def __init__(self) -> None:
        """Nothing is read before something is asked."""
        self._triggers: dict[str, Vector] = {}

    def of_triggers(self, one: EventFeatures, two: EventFeatures) -> float:
        """How near the words are that tell what happened: from 0 to 1 for the same word."""
        if one.trigger & two.trigger:
            return 1.0
        return max(0.0, float(self._of(one) @ self._of(two)))

    def _of(self, event: EventFeatures) -> Vector:
        found = self._triggers.get(event.mention.id)
        if found is None:
            found = load_vectors().meaning(map(str.lower, event.trigger_words))
            self._triggers[event.mention.id] = found
        return found
