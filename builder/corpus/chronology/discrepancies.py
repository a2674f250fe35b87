"""Accounts that differ, where the text marks it. They are shown side by side and never settled by us."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.corpus.chronology.cluster import neighbours
from builder.corpus.chronology.evidence import veto
from builder.corpus.chronology.words import Words, holds, stems, told_figure
from builder.corrections.anchor import places
from builder.model.event import Discrepancy, EventMention, Modality
from builder.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

    from builder.corpus.chronology.profiles import Cast, Profile
    from builder.model.dossier import Annotated

_REACH = 24
"""Code points after a denial in which the denied thing is named."""
_VOICES = 2
_TOPIC = 3
"""Words of a topic."""
_RARE = 6
"""A word in more claims than this (or than a twentieth of them) is no topic."""


def find(
    profiles: Sequence[Profile], event: Sequence[int], cast: Cast, known: Words
) -> tuple[Discrepancy, ...]:
    """Pairs of claims that differ, by claim ids; one divergence a pair, the first that applies.

    Args:
        profiles: all claims in canonical order.
        event: number of the event of each.
        cast: who stands on whose side.
        known: the words of the language.
    """
    accounts = [
        _Account.of(p, e, cast, known) for p, e in zip(profiles, event, strict=True)
    ]
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for pair in sorted(_candidates(profiles, event)):
        one, two = (accounts[n] for n in pair)
        differ = (
            _denial(one, two, cast, known)
            or _readouts(one, two, known)
            or _contrast(one, two, known)
        )
        differ = differ or _opposed(one, two, known) or _figures(one, two, known)
        if differ:
            found[pair] = differ
    within = {
        pair for pair in found if len({profiles[n].place_told for n in pair}) == 1
    }
    settled = {
        n
        for pair in within
        for n in pair
        if profiles[n].claim.modality is Modality.DENIED
    }
    return tuple(
        Discrepancy(
            (profiles[pair[0]].claim.id, profiles[pair[1]].claim.id),
            topic,
            reason,
            Status.MACHINE,
        )
        for pair, (topic, reason) in found.items()
        if pair in within
        or settled.isdisjoint(
            pair
        )  # what is denied in its own sentence denies that, nothing else
    )


def not_so(told: Annotated) -> frozenset[str]:
    """Sentences in which something is told as not so."""
    return frozenset(
        c.sentence for c in told.event_mentions if c.modality is Modality.DENIED
    )


def denies(
    claim: EventMention, told: Annotated, elsewhere: Collection[str], known: Words
) -> bool:
    """Whether it is told as not so, or is the act of denying something that no other claim of its sentence tells.

    `elsewhere` are the sentences in which something is told as not so.
    """
    if claim.modality is Modality.DENIED:
        return bool(claim.participants)
    return claim.sentence not in elsewhere and bool(
        holds(claim.trigger.of(told.article.text), known.data["denial"])
    )


def core(claim: EventMention, told: Annotated, known: Words) -> Mapping[str, str]:
    """The words of what is denied: from the trigger on, as far as a short clause goes, never past the claim's own."""
    end = min(claim.trigger.end + _REACH, max(claim.span.end, claim.trigger.end))
    text = told.article.text[claim.trigger.start : end]
    return stems(text.rsplit(" ", 1)[0] if end < claim.span.end else text, known)


def _candidates(
    profiles: Sequence[Profile], event: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of one event, of one sentence, or that share a rare word at a time that may be the same."""
    count = Counter(s for p in profiles for s in p.stems)
    most = max(_RARE, len(profiles) // 20)
    shared: dict[Hashable, list[int]] = {}
    for n, p in enumerate(profiles):
        for thing in (
            ("event", event[n]),
            p.place_told,
            *(s for s in p.stems if count[s] <= most),
        ):
            shared.setdefault(thing, []).append(n)
    return (
        (a, b)
        for a, b in set(neighbours(shared.values()))
        if profiles[a].meets(profiles[b])
    )


@dataclass(frozen=True)
class _Account:
    """A claim with what is asked of it once, however many it is held against."""

    profile: Profile
    event: int
    denies: bool
    party: str
    """Name of the nearest speaker, else of who acts; empty where the text names nobody."""

    voice: str
    """Who says it: the nearest speaker, or who does the saying or denying; else the article itself."""

    readout: str
    """The word that calls it a party's account ("lecture"); empty where none does."""

    sides: tuple[tuple[str, str], ...]
    """For each pair of opposites of the language, the words of either that it holds."""

    @classmethod
    def of(cls, profile: Profile, event: int, cast: Cast, known: Words) -> _Account:
        claim = profile.claim
        text = claim.span.of(profile.told.article.text)

        def held(phrases: Sequence[str]) -> str:
            """The first of the phrases that the clause holds, as the text has it."""
            found = holds(text, phrases)
            return next((place.of(text) for place in places(text, found)), found)

        ids = claim.speakers[:1] or tuple(p.entity for p in claim.participants)[:1]
        party = ", ".join(cast.names.get(e, e) for e in ids)
        no = denies(claim, profile.told, not_so(profile.told), known)
        speaks = claim.speakers or no or known.is_a("spoken", claim.kind)
        return cls(
            profile,
            event,
            no,
            party,
            party if speaks else str(known.data["narrator"]),
            held(known.data["readouts"]),
            tuple((held(left), held(right)) for left, right in known.data["opposed"]),
        )

    def topic(self, other: _Account) -> str:
        """The words both share, as this one has them; empty where they share none."""
        one, two = self.profile.stems, other.profile.stems
        return ", ".join(sorted(one[s] for s in one.keys() & two.keys())[:_TOPIC])


def _denial(
    one: _Account, two: _Account, cast: Cast, known: Words
) -> tuple[str, str] | None:
    """One side denies what the other says: the same thing that may have happened, or a saying in the denied words."""
    if one.denies == two.denies or len({one.voice, two.voice} - {""}) < _VOICES:
        return None
    denier, sayer = (one, two) if one.denies else (two, one)
    no, yes = denier.profile, sayer.profile
    denied = core(no.claim, no.told, known)
    said = {**stems(yes.claim.trigger.of(yes.told.article.text), known), **yes.stems}
    topic = ", ".join(sorted(said[s] for s in denied.keys() & said.keys())[:_TOPIC])
    spoken = "statement" in (yes.claim.kind, no.claim.kind)
    quoted = (
        spoken
        and yes.claim.article == no.claim.article
        and yes.claim.sentence != no.claim.sentence
    )
    scarce = yes.claim.article != no.claim.article and ", " not in topic
    if not topic or scarce or not yes.claim.modality.occurred:
        return None
    same = not veto(no, yes, cast, known, stance=False) and not no.claim.span.overlaps(
        yes.claim.span
    )
    return (
        (topic, known.difference("denial", first=sayer.voice, second=denier.voice))
        if quoted or same
        else None
    )


def _readouts(one: _Account, two: _Account, known: Words) -> tuple[str, str] | None:
    """Two parties give their accounts of one call or meeting."""
    within = one.profile.claim.article == two.profile.claim.article
    if (
        not (within and one.readout and two.readout and one.party and two.party)
        or one.party == two.party
    ):
        return None
    return one.readout, known.difference("readouts", first=one.party, second=two.party)


def _contrast(one: _Account, two: _Account, known: Words) -> tuple[str, str] | None:
    """One sentence sets two claims against each other, and one of them is denied."""
    claims = (one.profile.claim, two.profile.claim)
    denied = [c for c in claims if c.modality is Modality.DENIED]
    topic = one.topic(two)
    if (
        one.profile.place_told != two.profile.place_told
        or len(denied) != 1
        or not topic
    ):
        return None
    start, end = sorted(c.trigger for c in claims)
    between = one.profile.told.article.text[start.end : max(start.end, end.start)]
    word = holds(between, known.data["contrast"])
    return (topic, known.difference("contrast", what=word)) if word else None


def _opposed(one: _Account, two: _Account, known: Words) -> tuple[str, str] | None:
    """One says "complet" where the other says "limité", of the same thing."""
    topic = one.topic(two)
    if not topic or one.event != two.event:
        return None
    for sides in zip(one.sides, two.sides, strict=True):
        for (here, not_here), (not_there, there) in (sides, sides[::-1]):
            if here and there and not not_here and not not_there:
                return topic, known.difference("opposed", first=here, second=there)
    return None


def _figures(one: _Account, two: _Account, known: Words) -> tuple[str, str] | None:
    """Of one event, two numbers of the same unit."""
    here, there = one.profile.figures, two.profile.figures
    unit = next(
        (u for u in sorted(here.keys() & there.keys()) if here[u] != there[u]), None
    )
    if unit is None or one.event != two.event:
        return None
    first, second = told_figure(here[unit], unit), told_figure(there[unit], unit)
    return unit, known.difference("figures", first=first, second=second)
