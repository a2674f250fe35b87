"""What accounts of two articles share: words, names, time, the kind of thing, the story.

Amounts are fitted by `scripts/fit_joins.py` on labelled pairs; shared actors, numbers
and other names came out at nothing beside the day and the story, and are not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.corpus.chronology.contrasts import say_the_same
from builder.corpus.chronology.scales import MOST, Amount
from builder.corpus.chronology.spans_of_time import time_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.corpus.chronology.features import EventFeatures
    from builder.corpus.chronology.scales import Scales

_TOGETHER = ("day", "near", "month", "recalled", "news", "period")
"""How two accounts go together in time that may well tell one thing."""

_UNLIKE, _ALIKE = 0.35, 0.75
"""How near two words are that have nothing to do with each other; that say the same."""

_KIND, _FAMILY = 0.7, 0.3
"""How alike two deeds of one kind are, and of kinds that go together."""


def shared(scales: Scales, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
    """What is found at once of all that a weight is fitted for."""
    yield from _words(scales, one, two)
    yield from _names(scales, one, two)
    yield from _when(one, two)
    yield from _kinds(scales, one, two)
    # Whether the two articles tell one story: what one begins with stands in the other.
    yield Amount("lede", scales.outlines.begun(one.article, two.article))


def meant(scales: Scales, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
    """What takes longer: how alike the deeds are, and the subjects of the articles. 1 at most."""
    told = tuple(sorted(one.stems[s] for s in one.trigger & two.trigger & {*one.stems}))
    alike = _alike(scales, one, two)
    yield Amount("alike", alike, told)
    # One word for it says more where nothing puts the two at different times.
    if time_between(one, two) in _TOGETHER:
        yield Amount("timely", alike)
    yield Amount("subject", scales.outlines.alike(one.article, two.article))


def _words(scales: Scales, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
    same = one.stems.keys() & two.stems.keys()
    verbs = one.trigger & two.trigger
    # "condamné" in one, "la condamnation" beside another verb in the other.
    crossed = (same & (one.trigger | two.trigger)) - verbs
    yield scales.rare("words", same - verbs - crossed, one.stems)
    yield scales.rare("verb", verbs, one.stems)
    yield Amount("crossed", min(MOST, scales.rarity.total(crossed)))
    numbers = one.numbers.keys() & two.numbers.keys()
    yield Amount(
        "sentence", scales.rarity.shared(one.sentence_terms, two.sentence_terms)
    )
    if not same and not numbers:
        yield Amount("bare", 1.0)


def _names(scales: Scales, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
    actors = one.actors & two.actors
    sides = scales.sides.sides(one.parties)
    same = len(sides) > 1 and sides == scales.sides.sides(two.parties)
    if same and {one.kind, two.kind} <= scales.known.words.dyadic:
        yield Amount("parties", 1.0, tuple(scales.sides.named(one.parties)))
    places = (one.places | one.named) & (two.places | two.named)
    places &= one.places | two.places
    states = {place for place in places if scales.sides.side(place) == place}
    yield scales.named("place", places - states)
    yield scales.named("state", states - actors)


def _when(one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
    name = time_between(one, two)
    # Of a strike or a tour each day brings its own: a day near the other is that day only
    # where one word tells both.
    if name == "period" and not say_the_same(one, two):
        return
    if name:
        yield Amount(name, 1.0)


def _kinds(scales: Scales, one: EventFeatures, two: EventFeatures) -> Iterator[Amount]:
    known, words = scales.known, scales.known.words
    if one.kind == two.kind:
        if one.kind not in words.spoken:
            yield Amount("plain" if one.kind == words.plain else "kind", 1.0)
    elif known.related(one.kind, two.kind):
        yield Amount("family", 1.0)
    yield Amount("faint", float(one.faint + two.faint))
    spoken = [event.kind in words.spoken for event in (one, two)]
    if any(spoken):
        yield Amount("said" if all(spoken) else "saying", 1.0)


def _alike(scales: Scales, one: EventFeatures, two: EventFeatures) -> float:
    """How alike the words are that say what happened: "arrêté", "interpellé"; 1 for the same."""
    near = scales.meanings.of_triggers(one, two)
    near = min(1.0, max(0.0, (near - _UNLIKE) / (_ALIKE - _UNLIKE)))
    words = scales.known.words
    if one.kind == two.kind and one.kind not in (words.plain, *words.spoken):
        return max(near, _KIND)
    related = scales.known.related(one.kind, two.kind)
    return max(near, _FAMILY) if related and one.kind != two.kind else near
