"""MkDocs at the door: makes the pages before MkDocs reads them, and mends what Material has no setting for.

With `rendered.py`, which it hands the pages to, the only module that imports MkDocs. `mkdocs.yml` names it; other
renderers of the same file pass it over.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import posixpath
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from builder.build import build
from builder.errors import DossierError, Severity
from builder.lang.messages import say, told, told_all
from builder.rendered import Rendered
from builder.shared import Shared
from builder.store import Store
from builder.text import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from builder.errors import Problem
    from builder.unchanged import Outcome

_log = logging.getLogger("mkdocs.dossier")

_THEME = Path(__file__).with_name("theme")

_SCRIPTS = ("base", "palette", "content")
"""Partials of the theme that write a script into every page."""

_NOT_FOUND = "404.html"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">'
_CONTAINER = '<div class="md-container"'
_DIALOG = 'data-md-component="search" role="dialog"'
_WORKER = re.compile(r'("search": "[^"]*/workers/)(search\.[0-9a-f]+\.min\.js)"')
_TOC_LABEL = re.compile(
    r'<label class="md-nav__title" for="__toc">(.*?)</label>', re.DOTALL
)
_HREF = re.compile(r'href="([^"]*)"')
_POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)


@dataclass
class _Run:
    """What one run of MkDocs has told so far; all that changes in this module."""

    serving: bool = False
    last: Outcome | None = None
    """Of the last build that was done."""

    broken: Sequence[Problem] = ()
    """Why the present one could not be; only where the site is served."""

    scripts: list[Any] = field(default_factory=list)
    rendered: Rendered | None = None
    shared: Shared | None = None
    """None for a site without an address: a shared link names its picture in full."""

    written: frozenset[str] = frozenset()
    """Addresses of the site's files."""

    not_found: str = ""
    """At which address the 404 page, which is no page of `docs/`, finds the site."""


_run = _Run()


def on_startup(*, command: str, **_: Any) -> None:  # noqa: ANN401 - whatever MkDocs passes
    """Remember whether the site is served: its live reload is an inline script that no policy would let run."""
    _run.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make the pages and data under `docs/`, and give the site the dossier's title.

    A mistake that is made while the site is served leaves it as it was, with what is wrong on top of every page.

    Raises:
        PluginError: where the dossier cannot be built, with every problem; nothing was written then.
    """
    _run.broken = ()
    try:
        outcome = build(_root(config))
    except DossierError as error:
        if not _run.serving or _run.last is None:
            raise PluginError(told_all(error.problems)) from error
        outcome = replace(_run.last, problems=error.problems)
        _run.broken = error.problems
    else:
        _run.last = outcome
    for problem in outcome.problems:
        # Under --strict what MkDocs calls a warning fails the build: a refused article does, a warning of ours does not.
        fails = problem.severity is Severity.ERROR and not _run.serving
        level = logging.WARNING if fails else logging.INFO
        _log.log(level, escape.one_line(str(told(problem))))
    config.site_name = escape.xml(outcome.title)
    _add_theme(config)
    return config


def _add_theme(config: MkDocsConfig) -> None:
    """Let pages, styles and scripts of ours come before those of Material, and after what the dossier has of its own."""
    folders = config.theme.dirs
    ours = str(_THEME)
    if ours not in folders:
        own = 0 if config.theme.custom_dir is None else 1
        folders.insert(own, ours)


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:  # noqa: ANN401
    """Keep the theme's own partials, to hash what they write; never a finished page, which would bless what it holds."""
    del config
    paths = [f"partials/javascripts/{name}.html" for name in _SCRIPTS]
    _run.scripts = list(map(env.get_template, paths))
    _policy.cache_clear()
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Remember what the site will hold, and take rendered pages from where they are kept."""
    _run.written = frozenset(file.dest_uri for file in files)
    store = Store(_root(config) / ".cache" / "rendered")
    _run.rendered = Rendered(store, config, files)
    _run.shared = None
    if config.site_url:
        _run.shared = Shared(store, config.site_name, config.site_description or "")
    search = config.plugins.get("material/search")
    if search is not None:
        _run.rendered.take_over_search(search.search_index)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, **_: Any) -> Navigation:  # noqa: ANN401
    """Render many new pages at once, now that every page is there."""
    if _run.rendered:
        _run.rendered.ahead(config)
    return nav


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:  # noqa: ANN401 - whatever MkDocs passes
    """Let the page be rendered once, and say where its picture is."""
    if _run.rendered:
        _run.rendered.take_over(page)
    if _run.shared:
        _run.shared.show(page)
    return markdown


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mend a finished page. To be read from a disk, links in drawings must name files, as MkDocs' own links do."""
    if not config.use_directory_urls:

        def named(match: re.Match[str]) -> str:
            """Give a link with the file it leads to."""
            target = _file(page, unescape(match[1]))
            return f'href="{escape.xml(target)}"'

        output = _HREF.sub(named, output)
    if _run.broken:
        output = _replaced(output, _CONTAINER, _alarm(_run.broken) + _CONTAINER)
    return _mended(output, get_relative_url(".", page.url), config)


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Remember at which address the 404 page finds the site."""
    del config
    if template_name == _NOT_FOUND:
        _run.not_found = str(context["base_url"])
    return context


def on_post_template(
    output_content: str, template_name: str, config: MkDocsConfig
) -> str:
    """Mend the 404 page."""
    if template_name != _NOT_FOUND:
        return output_content
    return _mended(output_content, _run.not_found, config)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the pictures and bound what is kept. On a disk a page may load scripts and nothing else: there the theme wants the index of its search as one."""
    for address, drawn in _run.shared.files.items() if _run.shared else ():
        path = Path(config.site_dir, address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(drawn)
    if _run.rendered:
        _run.rendered.store.tidy()
    index = Path(config.site_dir, "search", "search_index.json")
    if not config.use_directory_urls and index.is_file():
        text = index.read_text("utf-8")
        script = index.with_suffix(".js")
        script.write_text(f"var __index = {text}", "utf-8")


def on_serve(
    server: LiveReloadServer,
    config: MkDocsConfig,
    **_: Any,  # noqa: ANN401 - whatever MkDocs passes
) -> LiveReloadServer:
    """Build again when something changes that a person writes; the pages that a build writes would start a second one."""
    server.unwatch(config.docs_dir)
    docs = Path(config.docs_dir)
    written_by_people = [_root(config) / "seeds", docs / "assets", _THEME]
    if config.theme.custom_dir is not None:
        written_by_people.append(Path(config.theme.custom_dir))
    for path in written_by_people:
        if path.exists():
            server.watch(str(path))
    return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _mended(html: str, base_url: str, config: MkDocsConfig) -> str:
    """A page of Material with the names it lacks, our search worker, and a policy against injected scripts."""
    html = _replaced(html, _DIALOG, f'{_DIALOG} aria-label="Recherche"')
    # Material labels a switch that it writes only for pages of the navigation.
    if 'id="__toc"' not in html:
        html = _TOC_LABEL.sub(r'<span class="md-nav__title">\1</span>', html)
    html, found = _WORKER.subn(r'\1recherche.js?\2"', html)
    if found != 1:
        expected = "the address of Material's search worker was expected once in a page"
        raise PluginError(f"{expected}, found {found} times")
    # A file on a disk has no origin that a policy could name.
    if _run.serving or not config.use_directory_urls:
        return html
    policy = _policy(base_url, config.extra.get("scope"))
    head = (
        _CHARSET,
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="referrer" content="no-referrer">',
    )
    return _replaced(html, _CHARSET, "".join(head))


def _file(page: Page, href: str) -> str:
    """Where a link to a folder leads, out of a page that thinks itself a folder: `../x/#a` → `x.html#a`, `x/index.html#a`."""
    path, mark, anchor = href.partition("#")
    if not path.endswith("/") or "//" in path:
        return href
    folder = page.file.src_uri.removesuffix("index.md").removesuffix(".md")
    there = posixpath.normpath(posixpath.join(folder, path))
    target = f"{there}.html"
    if target not in _run.written:
        target = posixpath.normpath(f"{there}/index.html")
    relative = get_relative_url(target, page.url)
    return f"{relative}{mark}{anchor}"


def _alarm(problems: Sequence[Problem]) -> str:
    """What is wrong with the author's files, in the looks that the theme has for it."""
    title = escape.xml(say("commands.broken"))
    lines = [escape.xml(str(told(problem))) for problem in problems]
    told_lines = "".join(f"<li>{line}</li>" for line in lines)
    return (
        '<div class="md-typeset md-grid" role="alert"><div class="admonition failure">'
        f'<p class="admonition-title">{title}</p><ul>{told_lines}</ul></div></div>'
    )


def _replaced(html: str, old: str, new: str) -> str:
    # A new version of Material must be looked at, not mended by chance.
    found = html.count(old)
    if found != 1:
        expected = f"{old!r} was expected once in a page of Material"
        raise PluginError(f"{expected}, found {found} times")
    return html.replace(old, new)


@lru_cache(maxsize=64)
def _policy(base_url: str, scope: str | None) -> str:
    """The content security policy of a page: its own files, and the theme's inline scripts by their hashes."""
    context = {
        "base_url": base_url,
        "config": {"extra": {"scope": scope} if scope else {}},
        "features": [],
    }
    hashes: list[str] = []
    for template in _run.scripts:
        written = template.render(**context)
        hashes += map(_hash, _INLINE.findall(written))
    return _POLICY.format(hashes=" ".join(hashes))


def _hash(script: str) -> str:
    """A script as a policy names it."""
    digest = hashlib.sha256(script.encode()).digest()
    encoded = base64.b64encode(digest).decode()
    return f"'sha256-{encoded}'"
