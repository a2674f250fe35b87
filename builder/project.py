"""A dossier on disk: `seeds/` in, `docs/` out. The line itself is in `pipeline.py`."""

from __future__ import annotations

import stat
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from builder import ingest, keys
from builder.config import SETTINGS_ENDINGS, Settings, load
from builder.corpus.chronology.verdicts import Verdicts
from builder.errors import ArticleRefusedError, problem, refusal
from builder.export import exports
from builder.lang.messages import counted, say
from builder.options import How
from builder.pages.known import Known
from builder.pages.render import pages
from builder.pipeline import assemble, load_resources
from builder.run import Run
from builder.seed_files import ARTICLE_ENDINGS, listed
from builder.store import Store
from builder.write import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from builder.errors import Problem
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article
    from builder.model.dossier import Dossier
    from builder.write import Written


_ACCOUNTS = 300_000_000
"""Bytes for what accounts of each other came to: some 10,000 articles and more."""


_PAGES = 100_000_000
"""Bytes for what pages were made from: some 10,000 articles and more."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run leaves in memory."""

    dossier: Dossier
    settings: Settings
    summary: str = ""
    """One French line for a terminal."""


def run(root: Path, how: How | None = None) -> Built:
    """Build everything: `seeds/` in, pages and data under `docs/` out, whole or not at all.

    Raises:
        DossierError: where the author's files are wrong or `docs/` cannot be written; nothing is written then.
    """
    how = how or How()
    built = gather(root, how)
    how.progress.stage(say("progress.pages"))
    # Everything is made in memory first: of a dossier that fails half-way nothing is written.
    dossier, settings = built.dossier, built.settings
    made = dict(exports(dossier, settings))
    for path, page in _pages(root, built, how).items():
        made[path] = page.encode()
    how.progress.stage(say("progress.writing"))
    written = write(root / "docs", made)
    summary = _summary(len(dossier.articles), written)
    return replace(built, summary=summary)


def _pages(root: Path, built: Built, how: How) -> Mapping[str, str]:
    """All pages; those of which nothing changed are not made again."""
    dossier, settings = built.dossier, built.settings
    if not how.keep:
        return pages(dossier, settings)
    store = Store(root / ".cache" / "pages", _PAGES)
    key = keys.of_pages(dossier.language)
    known = Known(store.get(key) or b"", partial(_standing, root / "docs"))
    made = pages(dossier, settings, known)
    store.put(key, known.written())
    store.tidy()
    return made


def _standing(docs: Path, path: str) -> bytes | None:
    """What the run before may have left at a page's place: whoever asks knows its digest."""
    try:
        return (docs / path).read_bytes()
    except OSError:
        return None


def _summary(articles: int, written: Written) -> str:
    summary = say(
        "commands.built",
        articles=counted("article", articles),
        written=len(written.written),
        removed=len(written.removed),
        unchanged=written.unchanged,
    )
    if not written.aside:
        return summary
    aside = say("commands.kept-aside", files=", ".join(written.aside))
    return f"{summary} {aside}"


def gather(root: Path, how: How | None = None) -> Built:
    """Everything but writing: the dossier as it would be published.

    Raises:
        DossierError: where the author's files are wrong; every problem of every file at once.
    """
    how = how or How()
    how.progress.stage(say("progress.reading"))
    settings = load(root / "seeds")
    resources = load_resources(settings)
    articles, problems = read_all(root / "seeds", settings, resources.pack)
    store = Store(root / ".cache" / "articles") if how.keep else None
    line = Run(settings, resources, store, how)
    annotated = line.annotate(articles)
    how.progress.stage(say("progress.chronology"))
    accounts = Store(root / ".cache" / "accounts", _ACCOUNTS) if how.keep else None
    key = keys.of_comparisons()
    verdicts = Verdicts((accounts and accounts.get(key)) or b"")
    dossier = assemble(
        annotated, settings, resources, problems, line.annotate, verdicts
    )
    if store and accounts:
        accounts.put(key, verdicts.written())
        accounts.tidy()
        store.tidy()
    return Built(dossier, settings)


def read_all(
    seeds: Path, settings: Settings, pack: LanguagePack
) -> tuple[list[Article], list[Problem]]:
    """Every article that can be read, and a problem for each file that cannot."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for name, path in sources(seeds):
        try:
            raw = _bytes(name, path, settings.max_bytes)
            article = ingest.read(raw, name, settings, pack)
        except ArticleRefusedError as refused:
            problems += refused.problems
            continue
        other = articles.setdefault(article.id, article)
        if other is not article:
            where = f"seeds/{name}"
            twin = problem(where, "articles.same-address", other=other.source)
            problems.append(twin)
        problems += ingest.unread(article, settings, pack)
    problems += skipped_files(seeds)
    problems += settings.problems
    return list(articles.values()), problems


def sources(seeds: Path) -> list[tuple[str, Path]]:
    """The articles under `seeds` by their path in it: regular files ending in .txt or .md, never links, pipes or folders.

    What is left out is somebody's file all the same: `skipped_files` names it.
    """
    found = []
    for name, path in listed(seeds):
        if _is_named(path) and _is_regular(path):
            found.append((name, path))
    return found


def skipped_files(seeds: Path) -> list[Problem]:
    """A problem for each entry named like an article that is no regular file, a warning for each file of another kind."""
    found = []
    for name, path in listed(seeds):
        where = f"seeds/{name}"
        # Settings, and what editors and systems leave behind.
        is_settings = path.name.lower().endswith(SETTINGS_ENDINGS)
        expected = is_settings or path.name.startswith(".")
        if _is_named(path):
            if not _is_regular(path):
                found.append(problem(where, "articles.no-file"))
        elif not expected:
            found.append(problem(where, "articles.not-an-article"))
    return found


def _is_named(path: Path) -> bool:
    return path.name.lower().endswith(ARTICLE_ENDINGS)


def _is_regular(path: Path) -> bool:
    # Not following links: one may lead out of the dossier, or to a device that never ends.
    return stat.S_ISREG(path.lstat().st_mode)


def _bytes(name: str, path: Path, limit: int) -> bytes:
    """At most one byte more than the limit: enough for `read` to refuse, never a 2 GB file in memory."""
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        where = f"seeds/{name}"
        unreadable = refusal(where, "articles.unreadable", error)
        raise ArticleRefusedError(unreadable) from error
