"""What holds for every picture: one block, well formed, described, linked to what exists, the same every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import made
import markdown
import pytest
from lxml import etree, html

from builder.pages import svg, svg_map, svg_presence
from builder.pages.index import DossierIndex


def of_the_most_present(index, href):
    for presence in svg_presence.presences(index):
        return svg_presence.of_entity(index, presence, href)
    return ""


def actors(index, href):
    ids = [presence.id for presence in svg_presence.presences(index)[:10]]
    return svg_presence.actors(index, ids, href)


PICTURES = {
    "actors": actors,
    "of entity": of_the_most_present,
    "map": svg_map.places,
}
DOSSIERS = {
    "small": (5, 12, 30, 6),
    "large": (40, 60, 150, 12),
    "one": (1, 9, 3, 3),
    "crowd": (120, 90, 400, 12),
}


def some(*names):
    """Those pictures, for what not all of them have."""
    return [pytest.param(PICTURES[name], id=name) for name in sorted(names)]


every_picture = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
every_dossier = pytest.mark.parametrize("sizes", DOSSIERS.values(), ids=DOSSIERS)


def same(address: str) -> str:
    return address


@cache
def markup(picture, sizes) -> str:
    return picture(DossierIndex(made.dossier(*sizes)), same)


def drawn(picture, sizes) -> etree._Element:
    return etree.fromstring(markup(picture, sizes) or "<figure/>")


@every_picture
def test_an_empty_dossier_has_no_picture(picture):
    assert picture(DossierIndex(made.empty()), same) == ""


@every_picture
def test_the_large_dossier_has_each_picture(picture):
    assert markup(picture, DOSSIERS["large"]).startswith("<figure ")


@every_dossier
@every_picture
def test_one_line_without_style_script_or_handler(picture, sizes):
    out = markup(picture, sizes)
    assert "\n" not in out
    assert not re.search(r"\sstyle=|<script|<style|\son\w+=", out)


@every_dossier
@every_picture
def test_each_drawing_is_named_and_described(picture, sizes):
    drawings = list(drawn(picture, sizes).iter("svg"))
    assert bool(drawings) == bool(markup(picture, sizes))
    for drawing in drawings:
        if drawing.get("aria-hidden") == "true":
            assert not list(drawing.iter("a", "text"))
            continue
        by_id = {e.get("id"): e.text for e in drawing}
        assert len(by_id[drawing.get("aria-labelledby")]) > 5
        assert len(by_id[drawing.get("aria-describedby")]) > 20


@every_dossier
@every_picture
def test_each_link_has_a_name_and_leads_to_what_exists(picture, sizes):
    dossier = made.dossier(*sizes)
    index = DossierIndex(dossier)
    known = {f"articles/{a.article.id}.md" for a in dossier.articles}
    known |= set(map(index.entity_address, dossier.entities))
    known |= set(map(index.entry_address, dossier.events))
    known |= {
        f"articles/{a.article.id}.md#{s.id}"
        for a in dossier.articles
        for s in a.sentences
    }
    links = list(drawn(picture, sizes).iter("a"))
    assert bool(links) == bool(markup(picture, sizes))
    for link in links:
        assert link.get("href") in known
        assert link.get("aria-label") or "".join(link.itertext()).strip()


@every_dossier
@every_picture
def test_ids_are_said_once(picture, sizes):
    ids = [e.get("id") for e in drawn(picture, sizes).iter() if e.get("id")]
    assert len(ids) == len(set(ids))


@every_picture
def test_behind_each_picture_is_a_table(picture):
    table = drawn(picture, DOSSIERS["large"]).find(".//details//table")
    assert table.findall("tbody/tr/th[@scope='row']")
    assert table.findall("thead/tr/th[@scope='col']")


@every_dossier
@pytest.mark.parametrize("picture", some("of entity"))
def test_hit_areas_are_as_wide_as_a_finger(picture, sizes):
    hits = drawn(picture, sizes).findall(".//rect[@class='pic-hit']")
    assert bool(hits) == bool(markup(picture, sizes))
    for hit in hits:
        assert float(hit.get("height")) >= 26
        assert float(hit.get("width")) >= 26


@pytest.mark.parametrize(
    ("words", "width", "shown"),
    [
        ("Les frappes russes", 200, "Les frappes russes"),
        ("Les frappes russes sur Kiev", 130, "Les frappes russes…"),
        ("Les frappes russes sur Kiev", 121, "Les frappes…"),
        ("Anticonstitutionnellement", 60, "Anticon…"),
        ("Kiev", 5, "…"),
        ("", 5, ""),
    ],
    ids=["fits", "whole words", "one less", "a word too long", "no room", "nothing"],
)
def test_labels_are_cut_between_words(words, width, shown):
    assert svg.fitted(words, width, 12) == shown


BASE = {"start": 0.0, "middle": 0.5, "end": 1.0}


def boxes(drawing: etree._Element) -> list[tuple[float, float, float, float]]:
    found = []
    for words in drawing.iter("text"):
        width = svg.width_of(
            words.text or "", 11
        )  # a point less than drawn: the estimate is wide
        left = float(words.get("x")) - width * BASE[words.get("text-anchor", "start")]
        found.append(
            (left, float(words.get("y")) - 9, left + width, float(words.get("y")) + 2)
        )
    return found


@every_dossier
@pytest.mark.parametrize("picture", some(*(PICTURES.keys() - {"actors"})))
def test_no_label_lies_over_another_or_outside(picture, sizes):
    drawings = list(drawn(picture, sizes).iter("svg"))
    assert any(map(boxes, drawings)) == bool(markup(picture, sizes))
    for drawing in drawings:
        labels = boxes(drawing)
        width, height = map(float, drawing.get("viewBox").split()[2:])
        for a, b in combinations(labels, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (a, b)
        for left, top, right, bottom in labels:
            assert left >= -1
            assert top >= -1
            assert right <= width + 1
            assert bottom <= height + 1


SCRIPT = """
import hashlib, sys
sys.path.insert(0, {here!r})
import made, test_pictures
for picture in test_pictures.PICTURES.values():
    out = picture(test_pictures.DossierIndex(made.dossier(40, 60, 150, 12)), str)
    print(hashlib.sha256(out.encode()).hexdigest())
"""


def test_other_processes_draw_the_same_bytes():
    script = SCRIPT.format(here=str(Path(__file__).parent))
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop().split()) == len(PICTURES)


def test_text_of_articles_cannot_leave_its_place():
    out = of_the_most_present(DossierIndex(made.dossier(40, 60, 150, 12)), same)
    assert "Article <" not in out
    assert "Article &#60;" in out


HOSTILE = {
    "markup": '<script>alert(1)</script>"onload=x',
    "reference": "&lt;b&gt; &#60;",
    "bidi": "\u202eabc\u2066",
    "control": "a\x00\x02b\x03\nc\n\nd",
    "surrogate": "\ud800x",
    "long": "x" * 3000,
    "empty": "",
    "marks": "*a* [b](c) {: .d } `e` $f$",
}


@every_picture
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_only_text(picture, name):
    dossier = made.dossier(20, 12, 20, 6)
    entities = {i: replace(e, name=name) for i, e in dossier.entities.items()}
    events = tuple(replace(e, title=name) for e in dossier.events)
    hostile = replace(dossier, entities=entities, events=events)
    out = picture(DossierIndex(hostile), same)
    page = html.fromstring(
        markdown.markdown(
            f"avant\n\n{out}\n\naprès", extensions=["attr_list", "md_in_html", "tables"]
        )
    )
    assert [e.tag for e in page] == ["p", "figure", "p"]
    assert not page.xpath(
        "//script|//b|//em|//code|//@onload|//*[contains(@class,'d') and @class='d']"
    )
    assert "\n" not in out
    assert all(
        re.fullmatch(r"[-MlZz\d. ]*", path) for path in page.xpath("//svg//*[@d]/@d")
    )
