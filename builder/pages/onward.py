"""Where to read on: the articles before and after one that name the same, tell the same, or mean the same day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.article import Article
    from builder.model.event import Event
    from builder.pages.index import DossierIndex


@dataclass(frozen=True, slots=True)
class Onward:
    """The nearest articles on both sides; none where there is none."""

    before: Article | None = None
    after: Article | None = None


class Ways:
    """The ways on from one article, in the order of the dossier."""

    def __init__(self, index: DossierIndex, article_id: str) -> None:
        """Take the article that the ways begin at."""
        self._index = index
        self._rank = index.ranks[article_id]

    def of_entity(self, entity_id: str) -> Onward:
        """To the articles that name an entity."""
        return self._beside(self._index.ranks_naming.get(entity_id, ()))

    def of_event(self, event: Event) -> Onward:
        """To the articles that tell an event."""
        ranks = {self._index.ranks[mention.article] for mention in event.mentions}
        return self._beside(sorted(ranks))

    def of_moment(self, edtf: str) -> Onward:
        """To the articles with an expression of time of that very value."""
        return self._beside(self._index.ranks_of_moment.get(edtf, ()))

    def _beside(self, ranks: Sequence[int]) -> Onward:
        before = bisect_left(ranks, self._rank) - 1
        after = bisect_right(ranks, self._rank)
        return Onward(
            before=self._article(ranks[before]) if before >= 0 else None,
            after=self._article(ranks[after]) if after < len(ranks) else None,
        )

    def _article(self, rank: int) -> Article:
        return self._index.dossier.articles[rank].article
