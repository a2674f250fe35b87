"""What articles tell together: tables made once, on first use, for the pages of the story."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.pages import telling
from builder.pages.pairs import Pair, comparable, shared_days
from builder.pages.telling import tellers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.model.dossier import Dossier
    from builder.model.event import Event, EventMention


@dataclass(frozen=True)
class StoryIndex:
    """The dossier, and tables made from it once."""

    dossier: Dossier

    @cached_property
    def mentions_by_id(self) -> Mapping[str, EventMention]:
        """All that tells an event, by its id; also what is in none, because it is faint or hidden."""
        found: dict[str, EventMention] = {}
        for annotated in self.dossier.articles:
            for mention in (*annotated.event_mentions, *annotated.faint_mentions):
                found[mention.id] = mention
        for event in self.dossier.events:
            for mention in event.mentions:
                found[mention.id] = mention
        return found

    @cached_property
    def told_in(self) -> Mapping[str, Sequence[Event]]:
        """Events that an article tells, by its id, in the order of time; one that tells none is not there."""
        found: dict[str, list[Event]] = {}
        for event in self.dossier.events:
            for article_id in tellers(event):
                found.setdefault(article_id, []).append(event)
        return found

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Articles that can be read side by side, those with most in common first."""
        return comparable(self.dossier, self.shared_days)

    @cached_property
    def pairs_of(self) -> Mapping[str, Sequence[Pair]]:
        """The same by each of the two articles; articles without one are not there."""
        found: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            for article_id in (pair.first, pair.second):
                found.setdefault(article_id, []).append(pair)
        return found

    @cached_property
    def shared_days(self) -> Mapping[str, Sequence[Event]]:
        """What happened on days of which several articles tell, by day, in the order of time."""
        return shared_days(self.dossier.events)

    @cached_property
    def reasons_of(self) -> Mapping[tuple[str, ...], Sequence[str]]:
        """Why two events may be one, by their ids: French sentences."""
        proposals = self.dossier.proposals
        return {(one.first, one.second): one.reasons for one in proposals}

    @property
    def compares(self) -> bool:
        """Whether there are articles to read side by side."""
        return bool(self.pairs or self.shared_days)

    @cached_property
    def turning(self) -> frozenset[str]:
        """Ids of the events that tell the story by themselves."""
        events = self.dossier.events
        chosen = telling.turning_points(events, telling.how_many(len(events)))
        return frozenset(event.id for event in chosen)
