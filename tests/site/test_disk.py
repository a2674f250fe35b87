"""The same site, opened from a disk: links, drawings and previews work; search says why it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import lxml.html
import pytest
from built_site import ROOT, Site
from test_browser import ARTICLE, CHROMIUM, browser, pytestmark  # noqa: F401 - the fixture and the mark are used by name

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def disk(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built in the folder of the site, with the second configuration."""
    to = tmp_path_factory.mktemp("disk")
    run = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", "mkdocs.disque.yml", "-d", str(to)]
    root = site.root
    (root / "mkdocs.disque.yml").write_bytes((ROOT / "mkdocs.disque.yml").read_bytes())
    subprocess.run(run, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True, timeout=300)
    return to


def test_every_link_names_a_file(disk: Path) -> None:
    for path in disk.rglob("*.html"):
        if path.name != "404.html":
            links = [h.partition("#")[0] for h in lxml.html.fromstring(path.read_bytes()).xpath("//a/@href")]
            missing = [h for h in links if h and "//" not in h and not (path.parent / h).is_file()]
            assert missing == [], path


def test_an_article_is_read_from_the_disk(disk: Path, browser: Browser) -> None:  # noqa: F811
    page = browser.new_page()
    page.goto((disk / f"{ARTICLE.rstrip('/')}.html").as_uri())
    page.locator(".b a.m.per").first.hover()
    page.locator("#apercu:popover-open").wait_for()
    assert "disque" in page.locator(".md-search__input").get_attribute("placeholder")
    page.locator(".b a.m.per").first.click()
    page.wait_for_url("**/entites/*.html")
    page.close()
