"""Makes an event out of the claims that tell of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.corpus.chronology import titles
from builder.model.correction import EventAction
from builder.model.dates import EdtfDate, meet
from builder.model.event import Discrepancy, Event, EventMention, Participant, Role
from builder.model.mention import Status
from builder.text.fold import fold
from builder.text.slug import digest, slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.corpus.chronology.cluster import Pair
    from builder.corpus.chronology.decisions import Decisions
    from builder.corpus.chronology.profiles import Cast, Profile
    from builder.corpus.chronology.words import Words

_PARTS = tuple(Role)
_DECIDING = (
    EventAction.MERGE,
    EventAction.SPLIT,
    EventAction.ADD,
    EventAction.REDATE,
    EventAction.RETITLE,
)
_SLUG = 40


def own_id(profile: Profile) -> str:
    """The id of an event that this claim founds: the words that gave it away, and a digest of article and sentence.

    It depends on nothing that another article, a rule or an entity could change.
    """
    claim, told = profile.claim, profile.told
    text = told.article.text
    sentence = next(
        (s.span for s in told.sentences if s.id == claim.sentence), claim.span
    )
    offset = claim.trigger.start - sentence.start
    stamp = digest(
        claim.article, " ".join(fold(sentence.of(text)).split()), str(offset)
    )
    return f"{slug(claim.trigger.of(text))[:_SLUG].strip('-')}-{stamp}"


@dataclass(frozen=True)
class Maker:
    """What every event is made from besides its own claims."""

    profiles: Sequence[Profile]
    ids: Sequence[str]
    """The event id that each claim would found."""

    cast: Cast
    known: Words
    decided: Decisions
    joined: Mapping[int, Sequence[Pair]]
    """The pairs that made an event, by the first of its claims."""

    differ: Mapping[str, tuple[Discrepancy, ...]]
    """By claim id."""

    def make(self, group: Sequence[int]) -> Event:
        """The event of the claims with these indexes, in canonical order: the first founds it and gives its id.

        Ids that its claims of other articles would have founded stay as aliases: taking an article away, or adding one
        that comes before, leaves no address without its event.
        """
        profiles = sorted((self.profiles[n] for n in group), key=_as_read)
        claims = [p.claim for p in profiles]
        firsts = {self.profiles[n].claim.article: n for n in reversed(group)}
        modality = min(
            (c.modality for c in claims), key=[*self.known.data["modalities"]].index
        )
        kind = self._kind(
            [
                c.kind
                for c in claims
                if c.modality is modality or self.known.is_a("dyadic", c.kind)
            ]
        )
        event = Event(
            id=self.ids[group[0]],
            kind=kind,
            title=titles.title(profiles, kind, self.cast, self.known),
            date=_moment(claims),
            mentions=tuple(claims),
            modality=modality,
            participants=_participants(claims),
            places=tuple(sorted({p for c in claims for p in c.places})),
            background=all(c.background for c in claims),
            divergences=tuple(
                dict.fromkeys(d for c in claims for d in self.differ.get(c.id, ()))
            ),
            reasons=self._reasons(frozenset(group)),
            status=Status.MACHINE,
            aliases=tuple(
                sorted(
                    {self.ids[n] for n in (*firsts.values(), *self._merged(group))}
                    - {self.ids[group[0]]}
                )
            ),
        )
        return self._as_decided(event, frozenset(group))

    def _kind(self, kinds: Sequence[str]) -> str:
        """The most telling of the claims' kinds: "appel" where another sentence only says "entretien"."""
        order = self.known.data["telling"]
        return min(
            kinds,
            key=lambda k: (
                order.index(k) if k in order else len(order),
                kinds.index(k),
            ),
        )

    def _merged(self, group: Sequence[int]) -> set[int]:
        """Claims that founded events which the author put together here."""
        return {
            n
            for _, meant, _ in self.decided.of(EventAction.MERGE)
            for n in meant
            if n in group
        }

    def told_reasons(self, pair: Pair) -> tuple[str, ...]:
        """One French sentence: the reasons two claims share, and their sum."""
        shared = ", ".join(
            self.known.reason(r.name, what=", ".join(r.what)) for r in pair.reasons
        )
        score, enough = (
            f"{n:g}".replace(".", ",") for n in (pair.score, self.known.enough["merge"])
        )
        return (
            self.known.reason(
                "sum",
                reasons=shared[:1].upper() + shared[1:],
                score=score,
                threshold=enough,
            ),
        )

    def _reasons(self, group: frozenset[int]) -> tuple[str, ...]:
        pairs = [
            p
            for p in self.joined.get(min(group), ())
            if p.first in group and p.second in group
        ]
        return tuple(dict.fromkeys(r for p in pairs for r in self.told_reasons(p)))

    def _as_decided(self, event: Event, group: frozenset[int]) -> Event:
        """The event with the author's title, date and kind."""
        for correction, meant, held in self.decided.of(*_DECIDING):
            new = correction.action in (
                EventAction.SPLIT,
                EventAction.ADD,
            )  # what they name is the event they make
            if not (group <= set(held) if new else group & set(meant)):
                continue
            merged = correction.action is EventAction.MERGE
            event = replace(
                event,
                title=correction.title or event.title,
                date=correction.date or event.date,
                reasons=(*event.reasons, self.known.reason("author"))
                if merged
                else event.reasons,
                status=Status.AUTHOR,
            )
        return event


def _as_read(profile: Profile) -> tuple[bool, tuple[str, str, str], str, int, str]:
    claim, published = profile.claim, profile.told.article.published.date
    key = published.sort_key if published else ("", "", "")
    return (published is None, key, claim.article, claim.span.start, claim.id)


def _participants(claims: Sequence[EventMention]) -> tuple[Participant, ...]:
    """Everybody once, with the weightiest part a claim gives them; those who act first."""
    parts: dict[str, Role] = {}
    for participant in (p for c in claims for p in c.participants):
        known = parts.setdefault(participant.entity, participant.part)
        parts[participant.entity] = min(known, participant.part, key=_PARTS.index)
    return tuple(
        sorted(
            (Participant(e, p) for e, p in parts.items()),
            key=lambda p: (_PARTS.index(p.part), p.entity),
        )
    )


def _moment(claims: Sequence[EventMention]) -> EdtfDate | None:
    """Where the claims' moments meet, the order of the claims left out of account; none where no claim has one."""
    moments = sorted(
        {c.date for c in claims if c.date is not None}, key=lambda m: m.sort_key
    )
    if not moments:
        return None
    narrowest = min(moments, key=lambda m: (m.sort_key[1], m.sort_key))
    for moment in moments:
        narrowest = meet(narrowest, moment) or narrowest
    return narrowest
