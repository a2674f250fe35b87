"""Annotates many articles: what the store has is not made again, the rest may be shared among processes."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import TYPE_CHECKING

from builder.errors import DossierError, problem
from builder.kept import decode, encode
from builder.keys import ingredients
from builder.lang.messages import say
from builder.pipeline import annotate, load_resources
from builder.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.config import Settings
    from builder.model.article import Article
    from builder.model.dossier import Annotated
    from builder.pipeline import Resources
    from builder.store import Store

_CHUNK = 4
"""Articles that a process takes at once: few, so that all end together."""


@dataclass(frozen=True, slots=True)
class Run:
    """How articles are annotated. The answer is the same for every store and any number of workers."""

    settings: Settings
    resources: Resources
    store: Store | None = None
    """Where annotations are kept; none keeps nothing."""

    workers: int = 1
    """Processes that annotate."""

    progress: Progress = field(default_factory=Progress)

    def annotate(self, articles: Sequence[Article]) -> list[Annotated]:
        """Every article annotated, in their order.

        Raises:
            DossierError: where the analysis cannot be loaded, or a process was ended from outside.
        """
        keys = [ingredients(article, self.resources).key for article in articles]
        found: list[Annotated | None] = [self._kept(key) for key in keys]
        missing = [place for place, known in enumerate(found) if known is None]
        if missing:
            self.progress.stage(say("progress.annotating"), len(missing))
        with self._made([articles[place] for place in missing]) as made:
            for place, written in zip(missing, made, strict=True):
                if self.store:
                    self.store.put(keys[place], written)
                # Read back here too: a run with a store and one without see the same values.
                found[place] = decode(written)
                self.progress.article(len(articles[place].text.split()))
        return [annotated for annotated in found if annotated]

    def _kept(self, key: str) -> Annotated | None:
        written = self.store.get(key) if self.store else None
        if written is None:
            return None
        try:
            return decode(written)
        except ValueError:  # whole, but nothing that we would write
            return None

    @contextmanager
    def _made(self, articles: Sequence[Article]) -> Iterator[Iterable[bytes]]:
        """The articles annotated and encoded, one after the other as they are done."""
        workers = min(self.workers, len(articles))
        if workers <= 1:
            yield (encode(annotate(article, self.resources)) for article in articles)
            return
        # Made anew rather than forked: the same on every system, and safe beside the threads of a server.
        with ProcessPoolExecutor(
            workers, get_context("spawn"), _start, (self.settings,)
        ) as pool:
            try:
                yield pool.map(_annotated, articles, chunksize=_CHUNK)
            except BrokenProcessPool as error:
                stopped = problem("dossier build", "starting.process-stopped")
                raise DossierError(stopped) from error
            finally:
                pool.shutdown(cancel_futures=True)


_loaded: list[Resources] = []
"""What a worker process has loaded, once, before its first article."""


def _start(settings: Settings) -> None:
    _loaded.append(load_resources(settings))


def _annotated(article: Article) -> bytes:
    return encode(annotate(article, _loaded[0]))
