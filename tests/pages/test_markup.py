"""The Markdown of every page becomes HTML without leftovers: no attribute list, list sign or tag shown as text."""

from __future__ import annotations

import re

import made
import markdown
import pytest
from lxml import html

from builder.config import Settings
from builder.pages.render import pages

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]
LEFT = re.compile(r"\{[:%#{ ]|\}\}|\]\(|\*\*|^\s*- \w|&#\d|</?\w+[ >]", re.MULTILINE)


@pytest.fixture(scope="module")
def shown():
    made_pages = pages(made.dossier(6, 14, 40, 6), Settings())
    return {
        path: html.fromstring(
            markdown.markdown(text.split("---\n", 2)[2], extensions=EXTENSIONS)
        )
        for path, text in made_pages.items()
        if path.endswith(".md")
    }


def test_nothing_is_left_of_the_markup(shown):
    assert shown
    for path, page in shown.items():
        for code in page.xpath("//code|//pre"):
            code.clear(keep_tail=True)
        assert not LEFT.findall(page.text_content().replace("Article <", "")), path


def test_drawings_stand_on_their_pages(shown):
    drawn = {
        path: len(page.xpath("//figure[contains(@class,'picture')]/svg"))
        for path, page in shown.items()
    }
    assert drawn["index.md"] >= 1


def test_no_id_is_said_twice(shown):
    assert any(page.xpath("//@id") for page in shown.values())
    for path, page in shown.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
