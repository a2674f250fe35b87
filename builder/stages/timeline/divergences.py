"""Accounts that differ, where the text marks it. They are shown side by side and never settled by us."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from builder.model.claim import Divergence, Modality
from builder.model.mention import Status
from builder.stages.timeline.words import holds
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.model.dossier import Annotated
    from builder.stages.timeline.evidence import Cast, Profile
    from builder.stages.timeline.words import Words

_RARE = 4
"""A word in more claims than this (or than a twentieth of them) is no topic."""


def find(
    profiles: Sequence[Profile],
    event: Sequence[int],
    told: Mapping[str, Annotated],
    cast: Cast,
    known: Words,
) -> tuple[Divergence, ...]:
    """Pairs of claims that differ, by claim ids; one divergence a pair, the first that applies.

    Args:
        profiles: all claims in canonical order.
        event: number of the event of each.
        told: the articles by id.
        cast: who stands on whose side.
        known: the words of the language.
    """
    texts = [fold(p.claim.span.of(told[p.claim.article].article.text)) for p in profiles]
    look = _Look(profiles, event, texts, cast, known)
    found = {}
    for a, b in sorted(_candidates(profiles, event)):
        for rule in (look.denial, look.readouts, look.contrast, look.opposed, look.figures):
            topic_and_reason = rule(a, b)
            if topic_and_reason:
                ids = (profiles[a].claim.id, profiles[b].claim.id)
                found[ids] = Divergence(ids, *topic_and_reason, Status.MACHINE)
                break
    return tuple(found.values())


def _candidates(profiles: Sequence[Profile], event: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of one event, of one sentence, or that share a rare word at a time that may be the same."""
    count = Counter(s for p in profiles for s in p.stems)
    most = max(_RARE, len(profiles) // 20)
    index: dict[object, list[int]] = {}
    for n, p in enumerate(profiles):
        keys = [("e", event[n]), ("s", p.claim.article, p.claim.sentence), *(s for s in p.stems if count[s] <= most)]
        for key in keys:
            index.setdefault(key, []).append(n)
    seen = {(a, b) for group in index.values() for i, a in enumerate(group) for b in group[i + 1 :]}
    for a, b in seen:
        one, two = profiles[a].window, profiles[b].window
        if one[0] <= two[1] and two[0] <= one[1]:
            yield a, b


class _Look:
    """The rules, each giving (topic, reason) or nothing."""

    def __init__(
        self, profiles: Sequence[Profile], event: Sequence[int], texts: Sequence[str], cast: Cast, known: Words
    ) -> None:
        self._profiles, self._event, self._texts, self._cast, self._known = profiles, event, texts, cast, known

    def denial(self, a: int, b: int) -> tuple[str, str] | None:
        """One side denies what the other says, on a topic they share."""
        denying = [n for n in (a, b) if self._profiles[n].claim.modality is Modality.DENIED]
        topic = self._topic(a, b)
        if len(denying) != 1 or not topic or self._voice(a) == self._voice(b):
            return None
        other = b if denying[0] == a else a
        if not self._profiles[other].claim.modality.occurred:
            return None
        first, second = self._voice(other), self._voice(denying[0])
        return topic, self._known.difference("denial", first=first, second=second)

    def readouts(self, a: int, b: int) -> tuple[str, str] | None:
        """Two parties give their accounts of one call or meeting."""
        words = self._known.data["readouts"]
        one, two = holds(self._texts[a], words), holds(self._texts[b], words)
        voices = self._voice(a), self._voice(b)
        if not (one and two) or voices[0] == voices[1] or not all(voices):
            return None
        return one, self._known.difference("readouts", first=voices[0], second=voices[1])

    def contrast(self, a: int, b: int) -> tuple[str, str] | None:
        """One sentence sets two claims against each other, and one of them is denied."""
        one, two = (self._profiles[n].claim for n in (a, b))
        topic = self._topic(a, b)
        if (one.article, one.sentence) != (two.article, two.sentence) or not topic:
            return None
        if (one.modality is Modality.DENIED) == (two.modality is Modality.DENIED):
            return None
        word = holds(self._texts[a], self._known.data["contrast"]) or holds(
            self._texts[b], self._known.data["contrast"]
        )
        return (topic, self._known.difference("contrast", what=word)) if word else None

    def opposed(self, a: int, b: int) -> tuple[str, str] | None:
        """One says "complet" where the other says "limité", of the same thing."""
        topic = self._topic(a, b)
        if not topic or (self._event[a] != self._event[b] and self._voice(a) == self._voice(b)):
            return None
        for left, right in self._known.data["opposed"]:
            sides = [(holds(self._texts[n], left), holds(self._texts[n], right)) for n in (a, b)]
            for (here, not_here), (not_there, there) in (sides, sides[::-1]):
                if here and there and not not_here and not not_there:
                    return topic, self._known.difference("opposed", first=here, second=there)
        return None

    def figures(self, a: int, b: int) -> tuple[str, str] | None:
        """Of one event, two numbers of the same unit."""
        if self._event[a] != self._event[b]:
            return None
        one, two = self._profiles[a].figures, self._profiles[b].figures
        unit = next((u for u in sorted(one.keys() & two.keys()) if one[u] != two[u]), None)
        if unit is None:
            return None
        first, second = f"{one[unit]:g}", f"{two[unit]:g}"
        return unit, self._known.difference("figures", first=f"{first} {unit}", second=f"{second} {unit}")

    def _topic(self, a: int, b: int) -> str:
        """The words both share, as the first has them; empty where they share none."""
        one, two = self._profiles[a].stems, self._profiles[b].stems
        return ", ".join(sorted(one[s] for s in one.keys() & two.keys())[:3])

    def _voice(self, n: int) -> str:
        """Names of those who say it, else of those who do it; empty where the text names nobody."""
        claim = self._profiles[n].claim
        ids = claim.speakers[:1] or tuple(p.entity for p in claim.participants)[:1]
        return ", ".join(self._cast.names.get(e, e) for e in ids)
