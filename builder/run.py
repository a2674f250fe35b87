"""Annotates many articles: what the store has is not made again, the rest may be shared among workers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.kept import decode
from builder.keys import ingredients
from builder.lang.messages import say
from builder.options import How
from builder.workers import annotating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.config import Settings
    from builder.model.article import Article
    from builder.model.dossier import Annotated
    from builder.pipeline import Resources
    from builder.store import Store


@dataclass(frozen=True, slots=True)
class Run:
    """How articles are annotated. The answer is the same for every store and any number of workers."""

    settings: Settings
    resources: Resources
    store: Store | None = None
    """Where annotations are kept; none keeps nothing."""

    how: How = field(default_factory=How)

    def annotate(self, articles: Sequence[Article]) -> list[Annotated]:
        """Every article annotated, in their order.

        Raises:
            DossierError: where the analysis cannot be loaded, a process was ended from outside, or there is no such cluster.
        """
        keys = [ingredients(article, self.resources).key for article in articles]
        found: list[Annotated | None] = [self._kept(key) for key in keys]
        missing = [place for place, known in enumerate(found) if known is None]
        if missing:
            self.how.progress.stage(say("progress.annotating"), len(missing))
        asked = [articles[place] for place in missing]
        with annotating(asked, self.settings, self.resources, self.how) as made:
            for place, written in zip(missing, made, strict=True):
                if self.store:
                    self.store.put(keys[place], written)
                # Read back here too: a run with a store and one without see the same values.
                found[place] = decode(written)
                self.how.progress.article(len(articles[place].text.split()))
        return [annotated for annotated in found if annotated]

    def _kept(self, key: str) -> Annotated | None:
        written = self.store.get(key) if self.store else None
        if written is None:
            return None
        try:
            return decode(written)
        except ValueError:  # whole, but nothing that we would write
            return None
