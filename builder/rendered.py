"""Renders a page of the site once: its HTML is kept by its Markdown and by what it is rendered with.

MkDocs has no event around rendering, nor Material one around its search: of a page at hand, and of the index of
the search, one method each is put in front of the one that it calls.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from builder.store import Store, digest
from builder.versions import numbered, program

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

_log = logging.getLogger("mkdocs.structure.pages")

_LIBRARIES = ("markdown", "mkdocs", "mkdocs-material")
_OWN = frozenset(
    (
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "meta",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
    )
)
"""Extensions of Python-Markdown that read the page and nothing else; with any other, nothing is kept."""


_MANY = 100
"""Pages from which on it is worth it to start processes."""

_WORKERS = 4
"""Processes at most: MkDocs' own part is done by one."""

_LEFT_OUT = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
"""Of the site, or of all but its preview: MkDocs says so of every link to them."""


class _Asked:
    """The files of the site, as a page asks for them while it is rendered."""

    def __init__(self, files: Files) -> None:
        """Ask these files."""
        self._files = files
        self.answers: dict[str, File | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """What MkDocs' own files answer."""
        found = self._files.get_file_from_path(path)
        self.answers[path] = found
        return found


class _Warned(logging.Handler):
    """Notices that something was said of a page."""

    heard = False

    def emit(self, record: logging.LogRecord) -> None:
        """Remember that it was."""
        del record
        self.heard = True


class Rendered:
    """The pages of one run of MkDocs."""

    def __init__(self, store: Store, config: MkDocsConfig, files: Files) -> None:
        """Keep pages in a store. What they are rendered with is taken from the configuration as it is now."""
        self.store = store
        self._files = files
        self._extensions = frozenset(config.markdown_extensions)
        told = (
            program("rendered.py"),
            numbered(_LIBRARIES),
            config.markdown_extensions,
            config.mdx_configs,
            config.use_directory_urls,
            config.validation,
        )
        self._with = repr(told).encode()

    def take_over(self, page: Page) -> None:
        """Let a page be rendered by what is kept of it, if anything is."""
        if self._extensions <= _OWN:
            page.render = partial(self._render, page)  # type: ignore[method-assign]

    def take_over_search(self, index: Any) -> None:  # noqa: ANN401 - the index of Material's plugin
        """Let a page be cut into entries of the search once."""
        index.add_entry_from_context = partial(
            self._index, index, index.add_entry_from_context
        )

    def ahead(self, config: MkDocsConfig) -> None:
        """Render what is not kept in several processes, before MkDocs asks for one page after the other.

        They leave it in the store, and nothing else: what goes wrong in one of them is done when MkDocs asks. They are
        copies of this process as it stands, with its configuration and files, which only some systems make, and
        not beside threads.
        """
        workers = min(os.cpu_count() or 1, _WORKERS)
        can_copy = sys.platform == "linux" and threading.active_count() == 1
        can_keep = self._extensions <= _OWN and _log.isEnabledFor(logging.WARNING)
        if workers < 2 or not can_copy or not can_keep:  # noqa: PLR2004
            return
        pages = [file.page for file in self._files.documentation_pages() if file.page]
        missing = [page for page in pages if not self._is_kept(page, config)]
        if len(missing) < _MANY:
            return
        started = []
        for number in range(workers):
            share = missing[number::workers]
            work = get_context("fork").Process(
                target=self._render_all, args=(share, config)
            )
            work.start()
            started.append(work)
        for work in started:
            work.join()

    def _is_kept(self, page: Page, config: MkDocsConfig) -> bool:
        page.read_source(config)
        return self.store.has(self._key(page))

    def _render_all(self, pages: Iterable[Page], config: MkDocsConfig) -> None:
        # What there is to say of a page is said when MkDocs asks for it.
        _log.propagate = False
        for page in pages:
            self._render(page, config, self._files)

    def _key(self, page: Page) -> str:
        addresses = (page.file.src_uri, page.file.url, page.markdown or "")
        return digest(self._with, *(part.encode() for part in addresses))

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """As `Page.render`: leave HTML, contents, title and anchors in the page."""
        key = self._key(page)
        written = self.store.get(key)
        if written is not None and self._laid_out(page, json.loads(written)):
            return
        asked, warned = _Asked(files), _Warned()
        _log.addHandler(warned)
        try:
            Page.render(page, config, asked)  # type: ignore[arg-type] # all that a page asks of them
        finally:
            _log.removeHandler(warned)
        # What is kept is silent: a page of which something was said, or would have been, is rendered again.
        silenced = not _log.isEnabledFor(logging.WARNING)
        if not silenced and not warned.heard and page.links_to_anchors is not None:
            known = _told(page, asked.answers)
            self.store.put(key, json.dumps(known, ensure_ascii=False).encode())

    def _laid_out(self, page: Page, known: Mapping[str, Any]) -> bool:
        """Whether the page could be made of what is kept: not where a page that it names has moved or gone."""
        found: dict[str, File] = {}
        for path, url in known["asked"].items():
            file = self._files.get_file_from_path(path)
            if file is None or file.url != url or file.inclusion in _LEFT_OUT:
                return False
            found[file.src_uri] = file
        found[page.file.src_uri] = page.file
        page.content = known["content"]
        page.toc = TableOfContents(list(map(_link, known["toc"])))
        if page.toc.items:
            page.toc.items[0].active = True  # type: ignore[attr-defined] # as MkDocs does
        page._title_from_render = known["title"]  # noqa: SLF001 - where `render` leaves it
        page.present_anchor_ids = set(known["anchors"])
        links = known["links"].items()
        page.links_to_anchors = {found[uri]: anchors for uri, anchors in links}
        return True

    def _index(self, index: Any, add: Any, page: Page) -> None:  # noqa: ANN401 - as above
        """As `add_entry_from_context`: leave the entries of a page in the index."""
        told = (page.url, page.title, page.meta, _contents(page.toc))
        about = json.dumps(told, default=str).encode()
        content = (page.content or "").encode()
        key = digest(self._with, about, content)
        written = self.store.get(key)
        if written is not None:
            index.entries += json.loads(written)
            return
        before = len(index.entries)
        add(page)
        entries = index.entries[before:]
        self.store.put(key, json.dumps(entries, ensure_ascii=False).encode())


def _told(page: Page, answers: Mapping[str, File | None]) -> dict[str, Any]:
    """What `Page.render` left in a page."""
    links = page.links_to_anchors or {}
    return {
        "content": page.content,
        "toc": _contents(page.toc),
        "title": page._title_from_render,  # noqa: SLF001 - where `render` leaves it
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": {file.src_uri: anchors for file, anchors in links.items()},
        "asked": {path: file and file.url for path, file in answers.items()},
    }


def _contents(links: Iterable[AnchorLink]) -> list[Any]:
    return [[a.title, a.id, a.level, _contents(a.children)] for a in links]


def _link(told: list[Any]) -> AnchorLink:
    title, anchor, level, children = told
    link = AnchorLink(title, anchor, level)
    link.children = list(map(_link, children))
    return link
