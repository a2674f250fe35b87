from __future__ import annotations

import re
from xml.etree import ElementTree

import made
import pytest

from builder.pages import svg_timeline


def same(address: str) -> str:
    return address


def drawn(dossier) -> ElementTree.Element:
    return ElementTree.fromstring(svg_timeline.overview(dossier, same))


@pytest.mark.parametrize(
    "dossier", [made.empty(), made.dossier(3, 4, 0), made.dossier(0, 0, 0)], ids=["empty", "no events", "nothing"]
)
def test_nothing_dated_is_no_picture(dossier):
    assert svg_timeline.overview(dossier, same) == ""


def test_every_dated_event_is_counted_in_the_table():
    dossier = made.dossier(12, 20, 60)
    table = drawn(dossier).find("details")
    dated = sum(e.moment is not None for e in dossier.events) + len(dossier.articles)
    assert sum(int(a.text or 0) for a in table.iter("a")) == dated


def test_every_link_leads_to_an_entry_or_an_article():
    dossier = made.dossier(12, 20, 60)
    known = {f"chronologie/index.md#e-{e.id}" for e in dossier.events} | {
        f"articles/{a.article.id}.md" for a in dossier.articles
    }
    links = [a.get("href") for a in drawn(dossier).iter("a")]
    assert links
    assert set(links) <= known


def test_one_block_of_html_without_style_or_blank_line():
    out = svg_timeline.overview(made.dossier(), same)
    assert "\n" not in out
    assert not re.search(r"\bstyle=|<script|\son\w+=", out)
