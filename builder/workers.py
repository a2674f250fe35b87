"""Where articles are annotated: here, in processes of this machine, or on the machines of a Dask cluster."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING

from builder.errors import DossierError, problem
from builder.kept import encode
from builder.pipeline import annotate, load_resources
from builder.versions import READERS, program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.config import Settings
    from builder.model.article import Article
    from builder.options import How
    from builder.pipeline import Resources

_CHUNK = 4
"""Articles that a process takes at once: few, so that all end together."""

_WAIT = 20
"""Seconds for a scheduler to answer."""


@contextmanager
def annotating(
    articles: Sequence[Article], settings: Settings, resources: Resources, how: How
) -> Iterator[Iterable[bytes]]:
    """The articles annotated and encoded, in their order, one after the other as they are done.

    Raises:
        DossierError: where a process was ended from outside, or there is no such cluster.
    """
    workers = min(how.workers, len(articles))
    if not articles:
        yield ()
    elif how.scheduler:
        with _cluster(articles, settings, how.scheduler) as done:
            yield done
    elif workers > 1:
        with _processes(articles, settings, workers) as done:
            yield done
    else:
        yield (encode(annotate(article, resources)) for article in articles)


@contextmanager
def _processes(
    articles: Sequence[Article], settings: Settings, workers: int
) -> Iterator[Iterable[bytes]]:
    # Made anew rather than forked: the same on every system, and safe beside the threads of a server.
    with ProcessPoolExecutor(workers, get_context("spawn"), _load, (settings,)) as pool:
        try:
            yield pool.map(_annotated, articles, chunksize=_CHUNK)
        except BrokenProcessPool as error:
            stopped = problem("dossier build", "starting.process-stopped")
            raise DossierError(stopped) from error
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _cluster(
    articles: Sequence[Article], settings: Settings, address: str
) -> Iterator[Iterable[bytes]]:
    """Dask gives the articles of a worker that dies to another one."""
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise DossierError(problem("dossier build", "starting.no-dask")) from error
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        unknown = problem("dossier build", "starting.no-scheduler", address=address)
        raise DossierError(unknown) from error
    with client:
        # Sent once to each worker, and not with every article.
        shared = client.scatter(settings, broadcast=True)
        futures = client.map(
            _annotated_there,
            articles,
            settings=shared,
            version=program(*READERS),
            pure=False,
        )
        try:
            yield (future.result() for future in futures)
        except KilledWorker as error:
            stopped = problem("dossier build", "starting.process-stopped")
            raise DossierError(stopped) from error


_loaded: list[tuple[Settings, Resources]] = []
"""What a worker has loaded, once, before its first article; the last of it counts."""


def _load(settings: Settings) -> Resources:
    resources = load_resources(settings)
    _loaded[:] = [(settings, resources)]
    return resources


def _annotated(article: Article) -> bytes:
    ((_, resources),) = _loaded
    return encode(annotate(article, resources))


def _annotated_there(article: Article, settings: Settings, version: str) -> bytes:
    """The same on a machine that may work for several dossiers, one after the other."""
    if program(*READERS) != version:
        raise DossierError(problem("dossier build", "starting.other-program"))
    for known, resources in _loaded:
        if known == settings:
            return encode(annotate(article, resources))
    return encode(annotate(article, _load(settings)))
