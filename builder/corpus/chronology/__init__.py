"""Gathers event mentions into events.

One event for all accounts of it, two for two that only look alike.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.corpus.chronology import clustering, decisions, discrepancies
from builder.corpus.chronology.across import Across
from builder.corpus.chronology.affiliations import affiliations
from builder.corpus.chronology.building import EventBuilder, own_id
from builder.corpus.chronology.disputed_quotes import disputed
from builder.corpus.chronology.evidence import Evidence
from builder.corpus.chronology.features import EventFeatures, features, separate
from builder.corpus.chronology.meanings import Meanings
from builder.corpus.chronology.outlines import Outlines
from builder.corpus.chronology.rarity import Rarity
from builder.corpus.chronology.scales import Scales
from builder.corpus.chronology.story import Story
from builder.corpus.chronology.verdicts import Verdicts
from builder.corpus.chronology.vocabulary import vocabulary
from builder.model.correction import Corrections, EventAction
from builder.model.event import Event, EventMention, MergeProposal, PlacedBy, Rank
from builder.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from builder.corpus.chronology.affiliations import Affiliations
    from builder.corpus.chronology.clustering import Pair
    from builder.corpus.chronology.vocabulary import Vocabulary
    from builder.lang.pack import LanguagePack
    from builder.model.dates import EdtfDate
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity, Office


@dataclass(frozen=True, slots=True)
class Chronology:
    """Events in the order of time, undated ones last."""

    events: tuple[Event, ...]
    proposals: tuple[MergeProposal, ...]
    redirects: Mapping[str, str]
    """Former event id → present one, for events with a page of their own.

    Others keep the anchors of their aliases.
    """

    matched: frozenset[str]
    """Keys of the author's corrections that found their events and mentions."""


def gather(
    articles: Sequence[Annotated],
    entities: Mapping[str, Entity],
    corrections: Corrections,
    pack: LanguagePack,
    offices: Mapping[str, Office] | None = None,
    verdicts: Verdicts | None = None,
) -> Chronology:
    """The chronology of all accounts. The order of the articles changes nothing.

    With `offices`, the holder of an office stands on the side of its state: "Kiev" and
    its president meet. `verdicts` remember what accounts of two articles came to before,
    and change nothing of what comes out.
    """
    known = affiliations(entities, offices or {})
    stories, events, evidence = read(articles, known, corrections, pack)
    ids = _ids(events)
    mentions = [event.mention for event in events]
    # Reversed, so that of equal names the first mention keeps the id.
    own = {name: number for number, name in reversed(list(enumerate(ids)))}
    decided = decisions.resolve(corrections.events, mentions, own, stories)
    known_before = verdicts or Verdicts()
    grouping = clustering.group(events, decided.apart(), evidence, known_before)
    groups = decisions.regroup(grouping.groups, decided)
    founder = {number: group[0] for group in groups for number in group}
    differ = discrepancies.find(events, [founder[n] for n in range(len(ids))], evidence)
    ours = decisions.differ(differ, mentions, decided, evidence.known)
    joined = _by_founder(grouping.joined, founder)
    builder = EventBuilder(events, ids, evidence, decided, joined, ours)
    hidden = _hidden(decided, founder)
    named: set[int] = set()
    for decision in decided.entries:
        named.update(decision.events, decision.held)
    worded = _worded(events)
    shown: list[tuple[int, ...]] = []
    for group in groups:
        told = not named.isdisjoint(group) or _is_told(group, events, worded, evidence)
        if told and group[0] not in hidden:
            shown.append(group)
    built = _told_apart({group: builder.build(group) for group in shown}, builder)
    return Chronology(
        events=tuple(sorted(built.values(), key=_by_time)),
        proposals=tuple(_proposals(grouping.proposed, founder, built, builder)),
        redirects=_redirects(built.values()),
        matched=decided.matched,
    )


def read(
    articles: Sequence[Annotated],
    sides: Affiliations,
    corrections: Corrections,
    pack: LanguagePack,
) -> tuple[dict[str, Story], list[EventFeatures], Evidence]:
    """The articles by id, everything they tell in order, and what it is compared by."""
    in_order = sorted(articles, key=lambda each: each.article.id)
    stories = {each.article.id: Story(each) for each in in_order}
    evidence = _evidence(stories, vocabulary(pack), sides)
    return stories, _read(stories, corrections, evidence), evidence


def _evidence(
    stories: Mapping[str, Story], known: Vocabulary, sides: Affiliations
) -> Evidence:
    rarity = Rarity(stories.values(), known)
    outlines = Outlines(stories, known, rarity)
    scales = Scales(known, sides, rarity, outlines, Meanings())
    return Evidence(known, sides, Across(scales))


def _read(
    stories: Mapping[str, Story], corrections: Corrections, evidence: Evidence
) -> list[EventFeatures]:
    """Everything that is told, in the order of the articles' ids, then of the text."""
    known = evidence.known
    added = decisions.added(corrections.events, stories)
    events: list[EventFeatures] = []
    for story in stories.values():
        mentions = _mentions(story, added, known)
        events.extend(features(mention, story, known) for mention in mentions)
    return events


def _by_founder(
    pairs: Iterable[Pair], founder: Mapping[int, int]
) -> dict[int, list[Pair]]:
    """The pairs that were joined, by the mention that founds their event."""
    found: dict[int, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(founder[pair.first], []).append(pair)
    return found


def _worded(events: Iterable[EventFeatures]) -> frozenset[tuple[str, str]]:
    """Articles and their sentences from which something has a title."""
    told = (each.mention for each in events if each.mention.title)
    return frozenset((mention.article, mention.sentence) for mention in told)


def _is_told(
    group: Sequence[int],
    events: Sequence[EventFeatures],
    worded: Container[tuple[str, str]],
    evidence: Evidence,
) -> bool:
    """Whether an event is more than what one article mentions in passing.

    A detail that has no words to stand above it ("Déclaration", "Fait") tells nobody
    anything: it stays in its article.
    """
    told = [events[number] for number in group]
    if not any(event.mention.title for event in told):
        plain = evidence.known.words.plain
        return any(_says_by_names(event, worded, plain) for event in told)
    if any(event.mention.rank is Rank.PRIMARY for event in told):
        return True
    several = len({event.article for event in told}) > 1
    return several or not all(event.faint for event in told)


def _says_by_names(
    event: EventFeatures, worded: Container[tuple[str, str]], plain: str
) -> bool:
    """Whether kind and names say something: "Accord : Ada Roux", not "Accord" or "Fait".

    Not beside an entry that has words of the same sentence.
    """
    mention = event.mention
    if mention.rank is not Rank.PRIMARY or not mention.participants:
        return False
    beside = (mention.article, mention.sentence) in worded
    return mention.headline or not (beside or mention.kind == plain)


def _is_decided(event: Event) -> bool:
    return event.status is Status.AUTHOR


def _told_apart(
    events: Mapping[tuple[int, ...], Event], builder: EventBuilder
) -> dict[int, Event]:
    """The events of some groups, by founder, no two under one title.

    The first keeps it, but for the author's own.
    """
    used = {event.title for event in events.values() if _is_decided(event)}
    found: dict[int, Event] = {}
    for group, event in events.items():
        taken = event.title in used and not _is_decided(event)
        told = builder.called_apart(event, group, used) if taken else event
        used.add(told.title)
        found[group[0]] = told
    return found


def _hidden(decided: decisions.Decisions, founder: Mapping[int, int]) -> set[int]:
    """Founders of the events that the author hides."""
    hidden: set[int] = set()
    for decision in decided.of(EventAction.HIDE):
        hidden.update(founder[number] for number in decision.events)
    return hidden


def _mentions(
    story: Story, added: Iterable[EventMention], known: Vocabulary
) -> list[EventMention]:
    """Everything that an article tells: its own mentions, the author's, disputed sayings."""
    found: list[EventMention] = []
    for mention in (*story.told.event_mentions, *story.told.faint_mentions):
        found.extend(separate(mention, story, known))
    here = story.told.article.id
    found.extend(mention for mention in added if mention.article == here)
    found.extend(disputed(story, known))
    return found


def _ids(events: Iterable[EventFeatures]) -> list[str]:
    """The event id that each mention would found.

    Numbered where one wording tells two things.
    """
    count: Counter[str] = Counter()
    ids: list[str] = []
    for event in events:
        base = own_id(event)
        count[base] += 1
        ids.append(base if count[base] == 1 else f"{base}-{count[base]}")
    return ids


def _redirects(events: Iterable[Event]) -> dict[str, str]:
    """Aliases of the events that several articles tell: those have pages."""
    found: dict[str, str] = {}
    for event in events:
        if len({mention.article for mention in event.mentions}) > 1:
            found.update(dict.fromkeys(event.aliases, event.id))
    return found


def _by_time(event: Event) -> tuple[bool, tuple[str, ...], str, str]:
    moment = event.moment
    if moment is None:
        return True, ("", "", ""), event.mentions[0].id, event.id
    open_ended = moment.earliest is None and moment.latest is None
    place, *rest = moment.sort_key
    if event.placed_by is PlacedBy.PUBLICATION:
        place = _day_of_news(moment) or place
    return open_ended, (place, *rest), "", event.id


def _day_of_news(moment: EdtfDate) -> str:
    """News of a month stands after what is told of its days: it was known by the end.

    Empty where the moment ends in another year, under whose heading it would stand.
    """
    first, last = moment.earliest, moment.latest
    if first is None or last is None:
        return ""
    return last.isoformat() if first.year == last.year else ""


def _proposals(
    pairs: Iterable[Pair],
    founder: Mapping[int, int],
    events: Mapping[int, Event],
    builder: EventBuilder,
) -> Iterator[MergeProposal]:
    """One for each pair of events that stay apart, the likeliest first."""
    seen: set[frozenset[int]] = set()
    for pair in sorted(pairs, key=lambda p: (-p.score, p.first, p.second)):
        first, second = founder[pair.first], founder[pair.second]
        ends = frozenset((first, second))
        # The author may have joined them, or hidden one.
        if first == second or ends in seen or not ends <= events.keys():
            continue
        seen.add(ends)
        reasons = (builder.told_reasons(pair),)
        yield MergeProposal(events[first].id, events[second].id, pair.score, reasons)
