"""The site of the seeds, built once a run, and a browser that reads it. `CHROMIUM` names another one than Debian's."""

from __future__ import annotations

import os
import re
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from built_site import Site, build, faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("site"))


class SubPath(SimpleHTTPRequestHandler):
    """Serves the site under `/dossier/`, as GitHub Pages does."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(re.sub(r"^/dossier", "", path) or "/")

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="session")
def base(site: Site) -> Iterator[str]:
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SubPath, directory=str(site.pages))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/dossier/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    if not shutil.which(CHROMIUM):
        pytest.skip(f"NO BROWSER at {CHROMIUM}: run scripts/system-packages")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desk, with everything that goes wrong noted in `page.faults`."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults = faults_of(page)
    page.on(
        "request",
        lambda r: (
            None
            if r.url.startswith(("http://127.0.0.1", "data:"))
            else faults.append(r.url)
        ),
    )
    yield page
    context.close()
    assert faults == []
