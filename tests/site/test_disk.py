"""The same site, opened from a disk: links, drawings, previews and search work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import commands
import lxml.html
import pytest
from built_site import Site, faults_of, run
from test_browser import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def disk(site: Site) -> Path:
    """Built in the folder of the site, with the second configuration."""
    run(site.root, commands.DISK)
    return site.root / "disque"


def test_every_link_names_a_file(disk: Path) -> None:
    paths = list(disk.rglob("*.html"))
    assert len(paths) > 10
    for path in paths:
        if path.name != "404.html":
            links = [
                re.split(r"[?#]", h)[0]
                for h in lxml.html.fromstring(path.read_bytes()).xpath("//a/@href")
            ]
            missing = [
                h
                for h in links
                if h and "//" not in h and not (path.parent / h).is_file()
            ]
            assert missing == [], path


def test_an_article_is_read_from_the_disk(disk: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((disk / f"{ARTICLE.rstrip('/')}.html").as_uri())
    page.locator(".b a.m.per").first.hover()
    page.locator("#apercu:popover-open").wait_for()
    page.locator(".b a.m.per").first.click()
    page.wait_for_url("**/entites/*.html")
    page.close()


@pytest.mark.parametrize("start", ["index.html", "entites/ukraine.html"])
def test_search_finds_from_the_disk(disk: Path, browser: Browser, start: str) -> None:
    page = browser.new_page()
    faults = faults_of(page)
    page.goto((disk / start).as_uri())
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill("l’Ukraine")
    page.keyboard.press("End")
    page.locator(".md-search-result__meta").filter(has_text="trouvé").wait_for()
    first = page.locator(".md-search-result__link").first.get_attribute("href") or ""
    assert first.partition("?")[0] == (disk / "entites/ukraine.html").as_uri()
    assert faults == []
    page.close()
