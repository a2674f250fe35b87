"""Gathers claims into events: one event for all accounts of it, two for two that only look alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.corpus.chronology import cluster, decisions, discrepancies, disputed_quotes
from builder.corpus.chronology.events import Maker, own_id
from builder.corpus.chronology.profiles import Profile, apart, cast_of, profile
from builder.corpus.chronology.scopes import scopes
from builder.corpus.chronology.words import Words, words
from builder.model.correction import Corrections, EventAction
from builder.model.event import Event, EventMention, MergeProposal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.corpus.chronology.cluster import Pair
    from builder.lang.pack import LanguagePack
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity, Office


@dataclass(frozen=True, slots=True)
class Chronology:
    """Events in the order of time, undated ones last."""

    events: tuple[Event, ...]
    proposals: tuple[MergeProposal, ...]
    redirects: Mapping[str, str]
    """Former event id → present one, for events with a page of their own; others keep the anchors of their aliases."""

    matched: frozenset[str]
    """Keys of the author's corrections that found their events and claims."""


def gather(
    articles: Sequence[Annotated],
    entities: Mapping[str, Entity],
    corrections: Corrections,
    pack: LanguagePack,
    offices: Mapping[str, Office] | None = None,
) -> Chronology:
    """The chronology of all accounts. The order of the articles changes nothing.

    With `offices`, the holder of an office stands on the side of its state: "Kiev" and its president meet.
    """
    known, cast = words(pack), cast_of(entities, offices or {})
    told = {a.article.id: a for a in sorted(articles, key=lambda a: a.article.id)}
    added = decisions.added(corrections.events, told)
    profiles = [p for here in told.values() for p in _profiles(here, added, known)]
    claims = [p.claim for p in profiles]
    ids = _ids(profiles)
    own = {event: n for n, event in reversed(list(enumerate(ids)))}
    decided = decisions.resolve(corrections.events, claims, own, told)
    grouping = cluster.group(profiles, decided.apart(), cast, known)
    groups = decisions.regroup(grouping.groups, decided)
    founder = {n: g[0] for g in groups for n in g}
    differ = discrepancies.find(
        profiles, [founder[n] for n in range(len(claims))], cast, known
    )
    reasons: dict[int, list[Pair]] = {}
    for pair in grouping.joined:
        reasons.setdefault(founder[pair.first], []).append(pair)
    maker = Maker(
        profiles,
        ids,
        cast,
        known,
        decided,
        reasons,
        decisions.differ(differ, claims, decided, known),
    )
    hidden = {founder[n] for _, meant, _ in decided.of(EventAction.HIDE) for n in meant}
    events = {g[0]: maker.make(g) for g in groups if g[0] not in hidden}
    return Chronology(
        events=tuple(sorted(events.values(), key=_by_time)),
        proposals=tuple(_proposals(grouping.proposed, founder, events, maker)),
        redirects={
            alias: e.id for e in events.values() if _shared(e) for alias in e.aliases
        },
        matched=decided.matched,
    )


def _profiles(
    here: Annotated, added: Iterable[EventMention], known: Words
) -> list[Profile]:
    place = {s.id: n for n, s in enumerate(here.sentences)}
    claims = [
        *(c for own in here.event_mentions for c in apart(own, here, known)),
        *(c for c in added if c.article == here.article.id),
        *disputed_quotes.contradicted(here, known),
    ]
    scope = scopes(here, claims)
    return [
        profile(c, place.get(c.sentence, -1), scope[c.sentence], known) for c in claims
    ]


def _ids(profiles: Iterable[Profile]) -> list[str]:
    """The event id that each claim would found; numbered where one wording tells two things."""
    count: Counter[str] = Counter()
    ids = []
    for told in profiles:
        base = own_id(told)
        count[base] += 1
        ids.append(base if count[base] == 1 else f"{base}-{count[base]}")
    return ids


def _shared(event: Event) -> bool:
    return len({c.article for c in event.mentions}) > 1


def _by_time(event: Event) -> tuple[bool, tuple[str, str, str], str, str]:
    if event.date is None:
        return (True, ("", "", ""), event.mentions[0].id, event.id)
    return (
        event.date.earliest is None and event.date.latest is None,
        event.date.sort_key,
        "",
        event.id,
    )


def _proposals(
    pairs: Iterable[Pair],
    founder: Mapping[int, int],
    events: Mapping[int, Event],
    maker: Maker,
) -> Iterable[MergeProposal]:
    """One for each pair of events that stay apart, the likeliest first."""
    seen = set()
    for pair in sorted(pairs, key=lambda p: (-p.score, p.first, p.second)):
        ends = frozenset((founder[pair.first], founder[pair.second]))
        if len(ends) < 2 or ends in seen or not ends <= events.keys():  # noqa: PLR2004 - the author joined them
            continue
        seen.add(ends)
        first, second = (events[founder[n]].id for n in (pair.first, pair.second))
        yield MergeProposal(first, second, pair.score, maker.told_reasons(pair))
