"""MkDocs at the door: makes the pages before MkDocs reads them, and mends what Material has no setting for.

The only module that imports MkDocs. `mkdocs.yml` names it; other renderers of the same file pass it over.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from builder.errors import DossierError, Severity
from builder.text import escape

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_log = logging.getLogger("mkdocs.dossier")

_SCRIPTS = ("base", "palette", "content")
"""Partials of the theme that write a script into every page."""

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">'
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
    """What one run of MkDocs has told so far; the only value in the house that changes."""

    serving: bool = False
    scripts: list[Any] = field(default_factory=list)
    written: frozenset[str] = frozenset()
    """Addresses of the site's files."""


_run = _Run()


def on_startup(*, command: str, **_: Any) -> None:  # noqa: ANN401 - whatever MkDocs passes
    """Remember whether the site is served: its live reload is an inline script that no policy would let run."""
    _run.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make the pages and data under `docs/`, and give the site the dossier's title.

    Raises:
        PluginError: where the dossier cannot be built, with every problem; nothing was written then.
    """
    from builder import project  # noqa: PLC0415 - spaCy takes seconds to import: `mkdocs --help` need not wait

    try:
        built = project.run(_root(config))
    except DossierError as error:
        raise PluginError(str(error)) from error
    for problem in (
        built.dossier.problems
    ):  # under --strict a refused article fails the build, a warning does not
        level = logging.WARNING if problem.severity is Severity.ERROR else logging.INFO
        _log.log(level, " ".join(escape.shown(str(problem)).split()))
    config.site_name = escape.xml(built.dossier.title)
    return config


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:  # noqa: ANN401
    """Keep the theme's own partials, to hash what they write; never a finished page, which would bless what it holds."""
    _run.scripts = [
        env.get_template(f"partials/javascripts/{name}.html") for name in _SCRIPTS
    ]
    _policy.cache_clear()
    del config
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Remember what the site will hold."""
    del config
    _run.written = frozenset(file.dest_uri for file in files)
    return files


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mend a finished page. To be read from a disk, links in drawings must name files, as MkDocs' own links do."""
    if not config.use_directory_urls:
        output = _HREF.sub(
            lambda m: f'href="{escape.xml(_file(page, unescape(m[1])))}"', output
        )
    return _mended(output, get_relative_url(".", page.url), config)


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Remember at which address a page outside `docs/` (404) finds the site."""
    del config
    if template_name == "404.html":
        _run_base["404.html"] = str(context["base_url"])
    return context


def on_post_template(
    output_content: str, template_name: str, config: MkDocsConfig
) -> str:
    """Mend the 404 page."""
    return (
        _mended(output_content, _run_base[template_name], config)
        if template_name in _run_base
        else output_content
    )


def on_post_build(config: MkDocsConfig) -> None:
    """On a disk a page may load scripts and nothing else: there the theme wants the index of its search as one."""
    index = Path(config.site_dir, "search", "search_index.json")
    if not config.use_directory_urls and index.is_file():
        index.with_suffix(".js").write_text(
            f"var __index = {index.read_text('utf-8')}", "utf-8"
        )


def on_serve(
    server: LiveReloadServer, config: MkDocsConfig, **_: Any
) -> LiveReloadServer:
    """Build again when something changes that a person writes; the pages that a build writes would start a second one."""
    server.unwatch(config.docs_dir)
    root, docs = _root(config), Path(config.docs_dir)
    for path in (
        root / "seeds",
        docs / "assets",
        docs / "methode.md",
        *map(Path, config.theme.dirs[:1]),
    ):
        if path.exists():
            server.watch(str(path))
    return server


_run_base: dict[str, str] = {}


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _mended(html: str, base_url: str, config: MkDocsConfig) -> str:
    html = _replaced(html, _DIALOG, f'{_DIALOG} aria-label="Recherche"')
    if (
        'id="__toc"' not in html
    ):  # Material labels a switch that it writes only for pages of the navigation
        html = _TOC_LABEL.sub(r'<span class="md-nav__title">\1</span>', html)
    html, found = _WORKER.subn(r'\1recherche.js?\2"', html)
    if found != 1:
        raise PluginError(
            f"the address of Material's search worker was expected once in a page, found {found} times"
        )
    if (
        _run.serving or not config.use_directory_urls
    ):  # a file on a disk has no origin that a policy could name
        return html
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_policy(base_url, config.extra.get("scope"))}">'
    return _replaced(
        html,
        _CHARSET,
        _CHARSET + policy + '<meta name="referrer" content="no-referrer">',
    )


def _file(page: Page, href: str) -> str:
    """Where a link to a folder leads, out of a page that thinks itself a folder: `../x/#a` → `x.html#a`, `x/index.html#a`."""
    path, mark, anchor = href.partition("#")
    if not path.endswith("/") or "//" in path:
        return href
    folder = page.file.src_uri.removesuffix("index.md").removesuffix(".md")
    there = posixpath.normpath(posixpath.join(folder, path))
    target = (
        f"{there}.html"
        if f"{there}.html" in _run.written
        else posixpath.normpath(f"{there}/index.html")
    )
    return get_relative_url(target, page.url) + mark + anchor


def _replaced(html: str, old: str, new: str) -> str:
    if html.count(old) != 1:
        raise PluginError(
            f"{old!r} was expected once in a page of Material, found {html.count(old)} times"
        )
    return html.replace(old, new)


@lru_cache(maxsize=64)
def _policy(base_url: str, scope: str | None) -> str:
    """The content security policy of a page: its own files, and the theme's inline scripts by their hashes."""
    context = {
        "base_url": base_url,
        "config": {"extra": {"scope": scope} if scope else {}},
        "features": [],
    }
    scripts = [
        s
        for template in _run.scripts
        for s in _INLINE.findall(template.render(**context))
    ]
    hashes = (
        base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts
    )
    return _POLICY.format(hashes=" ".join(f"'sha256-{h}'" for h in hashes))
