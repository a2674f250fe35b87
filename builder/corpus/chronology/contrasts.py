"""What tells two accounts apart that are made from one pattern.

Two medals of one day, two stages of one race, two trials before one court: their words
are the same but for those that say who, what and how many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.corpus.chronology.rarity import entity_term
from builder.corpus.chronology.scales import MOST, Amount
from builder.corpus.chronology.spans_of_time import common_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.corpus.chronology.features import EventFeatures
    from builder.corpus.chronology.scales import Scales
    from builder.corpus.chronology.vocabulary import Vocabulary

_ENOUGH = 4.0
"""Rarity of what two accounts without a date in common share, from which they share enough."""

_RELATED = 0.4
"""Part of what one article begins with that the other has, where both tell one story."""

_SAID = 0.2
"""Part of the shorter sentence that the other has, from which both may tell one thing."""

_CLOSE = ("day", "near")

_FEW = 3
_PATTERN = 0.5
"""Words from which, and part of the fewer from which, two sentences are of one pattern."""


def contrasts(
    scales: Scales, one: EventFeatures, two: EventFeatures
) -> Iterator[Amount]:
    """What is found at once of all that a weight is fitted for."""
    if _are_others(scales, one, two):
        yield Amount("others", 1.0)
    if _are_unlike(scales, one, two):
        yield Amount("unlike", 1.0)
    if one.numbers and two.numbers and one.numbers.keys().isdisjoint(two.numbers):
        yield Amount("counts", 1.0)
    if _is_vague(one, two):
        yield Amount("vague", 1.0)
    # Of all that one speaker says in a day, only the words tell which is which.
    spoken = {one.kind, two.kind} <= scales.known.words.spoken
    # A date of a few days that may be one: not that of an article.
    dated = common_width(one, two) in _CLOSE and not spoken
    in_common = scales.rarity.total(_in_common(one, two))
    little = max(0.0, 1.0 - in_common / _ENOUGH)
    yield Amount("slight" if dated else "thin", little)
    if not _are_related(scales, one, two):
        yield Amount("unrelated", 1.0)


def unshared(
    scales: Scales, one: EventFeatures, two: EventFeatures
) -> Iterator[Amount]:
    """What takes longer: what the article of the other nowhere has. `MOST` at most."""
    foreign = min(_missing(scales, one, two), _missing(scales, two, one))
    yield Amount("foreign", foreign)
    unnamed = (scales.absent(one.entities, two), scales.absent(two.entities, one))
    yield Amount("strangers", min(unnamed))
    # Who did it is named by whoever tells it; where it was and what for need not be.
    undone = (scales.absent(one.actors, two), scales.absent(two.actors, one))
    yield Amount("absent", max(undone))
    yield Amount("pattern", _pattern(one, two))


def are_two(scales: Scales, one: EventFeatures, two: EventFeatures) -> bool:
    """Whether accounts of two articles are of two events, whatever speaks for one.

    Of two lands; a saying and a deed, or a plan and a deed, without a word in common; told
    in other words; or two that share nothing but the word that tells them, of two stories.
    """
    if _only_says_so(scales, one, two) or _only_talks(scales, one, two):
        return True
    if _in_other_words(scales, one, two) or _only_announces(one, two):
        return True
    sides = scales.sides.sides(one.entities)
    # "Trump a appelé Poutine", "Moscou et Washington se sont parlé".
    if not sides.isdisjoint(scales.sides.sides(two.entities)):
        return False
    if _are_abroad(scales, one, two):
        return True
    return not _in_common(one, two) and not _are_related(scales, one, two)


def say_the_same(one: EventFeatures, two: EventFeatures) -> bool:
    """Whether one word tells both: "a démissionné", "sa démission"."""
    stems = one.trigger & two.trigger
    return bool(stems) or not {*one.trigger_words}.isdisjoint(two.trigger_words)


def _only_announces(one: EventFeatures, two: EventFeatures) -> bool:
    """Whether what is to come in one is another kind of thing than what the other tells.

    "L'ONU enverra un émissaire la semaine prochaine", "deux journalistes arrêtés":
    announced and held have a word in common, or are of one kind.
    """
    if one.planned is two.planned or one.kind == two.kind:
        return False
    said = one.stems.keys() | one.numbers.keys()
    return said.isdisjoint((*two.stems, *two.numbers))


def _only_talks(scales: Scales, one: EventFeatures, two: EventFeatures) -> bool:
    """Whether one is a meeting or call, the other a deed of another kind."""
    talks = not scales.known.words.dyadic.isdisjoint((one.kind, two.kind))
    return talks and _are_unlike(scales, one, two)


def _in_other_words(scales: Scales, one: EventFeatures, two: EventFeatures) -> bool:
    """Whether the sentences share next to nothing: on one day of one story much happens.

    One word for it on one day is enough: "X a démissionné", "sa démission".
    """
    if say_the_same(one, two) and common_width(one, two):
        return False
    # "Moscou et Washington se sont parlé": other names, the same two.
    parties = scales.sides.sides(one.parties)
    if len(parties) > 1 and parties == scales.sides.sides(two.parties):
        return False
    return scales.rarity.shared(one.sentence_terms, two.sentence_terms) < _SAID


def _are_abroad(scales: Scales, one: EventFeatures, two: EventFeatures) -> bool:
    """Whether each names places of which the article of the other says nothing.

    "Un séisme a frappé l'Italie", "… la Birmanie". Nor of the states they lie in.
    """
    lands = scales.sides.lands
    for here, there in ((one, two), (two, one)):
        own = here.entities & lands
        known = scales.outlines.of(there.article).terms
        above = scales.sides.sides(own) | own
        if not own or not known.isdisjoint(map(entity_term, above)):
            return False
    return True


def _only_says_so(scales: Scales, one: EventFeatures, two: EventFeatures) -> bool:
    """Whether one is a saying, the other a deed of a known kind, and no word is shared."""
    spoken = scales.known.words.spoken
    if (one.kind in spoken) is (two.kind in spoken):
        return False
    if not _are_foreign(scales, one, two):
        return False
    return one.stems.keys().isdisjoint(two.stems)


def _are_foreign(scales: Scales, one: EventFeatures, two: EventFeatures) -> bool:
    """Whether both kinds are known, and cannot tell of one event. That of a mention in passing is a guess."""
    if one.faint or two.faint or scales.known.words.plain in (one.kind, two.kind):
        return False
    return not scales.known.related(one.kind, two.kind)


def are_stages(known: Vocabulary, one: EventFeatures, two: EventFeatures) -> bool:
    """Whether one is announced and the other held, of a kind that comes once: an election, a burial.

    What is announced names who calls or runs for it, what is held who did it.
    """
    return one.planned is not two.planned and one.kind in known.words.rare


def _are_others(scales: Scales, one: EventFeatures, two: EventFeatures) -> bool:
    """Whether both tell who takes part, and nobody, nor anybody's side, in both."""
    here, there = scales.sides.sides(one.actors), scales.sides.sides(two.actors)
    if are_stages(scales.known, one, two):
        return False
    return bool(here and there) and here.isdisjoint(there)


def _are_unlike(scales: Scales, one: EventFeatures, two: EventFeatures) -> bool:
    """Whether both are known for kinds that seldom tell one thing: a call, an attack."""
    if not scales.known.words.spoken.isdisjoint((one.kind, two.kind)):
        return False
    return _are_foreign(scales, one, two)


def _missing(scales: Scales, one: EventFeatures, two: EventFeatures) -> float:
    """Rarity of the words of the one that the article of the other nowhere has."""
    own = {*one.stems, *one.numbers} - one.trigger
    missing = own - scales.outlines.of(two.article).terms
    return min(MOST, scales.rarity.total(missing))


def _pattern(one: EventFeatures, two: EventFeatures) -> float:
    """The part of their words that two sentences share where each has other names.

    "L'étape entre Limoges et Le Lioran est remportée par …" and another. 0 where nobody
    and nothing else is named: two tolls of one attack differ in their numbers.
    """
    if one.names <= two.names or two.names <= one.names:
        return 0.0
    words, more = one.sentence_terms - one.names, two.sentence_terms - two.names
    fewer = min(len(words), len(more))
    share = len(words & more) / fewer if fewer >= _FEW else 0.0
    return share if share > _PATTERN else 0.0


def _in_common(one: EventFeatures, two: EventFeatures) -> frozenset[str]:
    """What the words of both have, beside the word that tells what happened.

    Many a car is set on fire in a week of riots.
    """
    return (one.terms & two.terms) - (one.trigger & two.trigger)


def _is_vague(one: EventFeatures, two: EventFeatures) -> bool:
    """Whether one is mentioned without a day or a name: "placé en garde à vue"."""
    if not any(event.faint and event.day is None for event in (one, two)):
        return False
    return not _name_the_same(one, two)


def _are_related(scales: Scales, one: EventFeatures, two: EventFeatures) -> bool:
    """Whether both sentences name something in common, or the articles tell one story."""
    if _name_the_same(one, two):
        return True
    return scales.outlines.begun(one.article, two.article) >= _RELATED


def _name_the_same(one: EventFeatures, two: EventFeatures) -> bool:
    return not one.names.isdisjoint(two.names)
