from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import made
import pytest
from lxml import etree

from builder.model.dates import parse_edtf
from builder.model.event import Modality, PlacedBy
from builder.pages import svg, svg_timeline
from builder.pages.index import DossierIndex


def same(address: str) -> str:
    return address


def drawn(dossier) -> etree._Element:
    return etree.fromstring(svg_timeline.overview(DossierIndex(dossier), same))


@pytest.mark.parametrize(
    "dossier",
    [made.empty(), made.dossier(3, 4, 0), made.dossier(0, 0, 0)],
    ids=["empty", "no events", "nothing"],
)
def test_nothing_dated_is_no_picture(dossier):
    assert svg_timeline.overview(DossierIndex(dossier), same) == ""


def test_every_dated_event_is_counted_in_the_table():
    dossier = made.dossier(12, 20, 60)
    table = drawn(dossier).find(".//details")
    dated = sum(e.date is not None for e in dossier.events) + len(dossier.articles)
    assert sum(int(a.text or 0) for a in table.iter("a")) == dated


def test_what_no_column_holds_is_in_the_table_under_its_period():
    events = (
        made.event(1, "2025-03-01"),
        made.event(2, "2025-03-18/.."),
        made.event(3, "2025-03-18/..", "attack"),
        made.event(4, "2024-01/2025-02"),
    )
    rows = drawn(replace(made.empty(), events=events)).iterfind(".//tbody/tr")
    assert [row.findtext("th") for row in rows] == [
        "mars 2025",
        "de janvier 2024 à février 2025",
        "depuis le 18 mars 2025",
    ]


def test_every_link_leads_to_an_entry_or_an_article():
    dossier = made.dossier(12, 20, 60)
    known = {f"chronologie/index.md#e-{e.id}" for e in dossier.events} | {
        f"articles/{a.article.id}.md" for a in dossier.articles
    }
    links = [a.get("href") for a in drawn(dossier).iter("a")]
    assert links
    assert set(links) <= known


def one(edtf: str, modality: Modality = Modality.ASSERTED) -> etree._Element:
    """The wide drawing of one event, beside a call on 1 and 28 March 2025 that fix the scale."""
    events = (
        made.event(1, "2025-03-01"),
        made.event(2, "2025-03-28"),
        made.event(3, edtf, "attack", modality),
    )
    drawing = drawn(replace(made.empty(), events=events)).find(
        "svg[@class='pic pic-wide']"
    )
    return next(a for a in drawing.iter("a") if a.get("href").endswith("#e-e3"))


@pytest.mark.parametrize(
    ("edtf", "tag"),
    [
        ("2025-03-14", "circle"),
        ("2025-03-14~", "circle"),
        ("2025-03", "rect"),
        ("2025-03-03/2025-03-09", "rect"),
        ("[2025-03-05,2025-03-12]", "rect"),
    ],
)
def test_only_a_day_is_a_dot(edtf, tag):
    (shape,) = (
        e
        for e in one(edtf)
        if e.tag in ("circle", "rect") and e.get("class") != "pic-hit"
    )
    assert shape.tag == tag


def test_a_month_fills_its_column():
    link = one("2025-03")
    hit, bar = link.findall("rect")
    assert float(bar.get("width")) == pytest.approx(float(hit.get("width")), abs=4)


@pytest.mark.parametrize(
    ("edtf", "fade"),
    [
        ("2025-03-10/..", "end"),
        ("../2025-03-10", "start"),
        ("2025-02-10/2025-03-10", None),
    ],
)
def test_an_open_end_fades(edtf, fade):
    bar = one(edtf).findall("rect")[1]
    assert bar.get("fill") == (f"url(#pic-fade-{fade}-wide)" if fade else None)


@pytest.mark.parametrize("modality", Modality)
def test_what_did_not_happen_is_hollow(modality):
    assert (
        "pic-hollow" in one("2025-03-14", modality).find("circle").get("class")
    ) is not modality.occurred


@pytest.mark.parametrize(
    ("edtf", "tag"), [("2025-03-14~", "circle"), ("2025-03", "rect")]
)
def test_what_has_only_the_day_of_its_article_is_pale(edtf, tag):
    events = (made.event(1, "2025-03-01"), made.event(2, "2025-03-28"))
    news = replace(
        made.event(3, "../2025-03-31", "attack"),
        placed=parse_edtf(edtf),
        placed_by=PlacedBy.PUBLICATION,
    )
    dossier = replace(made.empty(), events=(*events, news))
    drawing = drawn(dossier).find("svg[@class='pic pic-wide']")
    link = next(a for a in drawing.iter("a") if a.get("href").endswith("#e-e3"))
    assert "pic-borrowed" in link.findall(tag)[-1].get("class")


@pytest.mark.parametrize("edtf", [None, "XXXX-03-08"])
def test_what_has_no_place_in_time_is_counted_not_drawn(edtf):
    events = (made.event(1, "2025-03-01"), made.event(2, edtf))
    figure = drawn(replace(made.empty(), events=events))
    assert figure.findtext("figcaption/p") == "1 fait sans date n’est pas dessiné."
    assert not [a for a in figure.iter("a") if a.get("href").endswith("#e-e2")]


def test_more_marks_than_fit_become_a_number():
    events = tuple(made.event(n, "2025-03-14") for n in range(16))
    assert (
        drawn(replace(made.empty(), events=events)).findtext(
            ".//text[@class='pic-number']"
        )
        == "16"
    )


@pytest.mark.parametrize(
    "sizes",
    [(5, 12, 30), (40, 60, 150), (120, 90, 400)],
    ids=["small", "large", "crowd"],
)
@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_in_a_lane_only_its_name_and_numbers_are_written(sizes, variant):
    drawing = drawn(made.dossier(*sizes)).find(f"svg[@class='pic pic-{variant}']")
    top = 0.0
    assert drawing.findall("g[@class]")
    for lane in drawing.iterfind("g[@class]"):
        if not lane.get("class").startswith("pic-lane"):
            continue
        name, *numbers = (e.text for e in lane.iter("text"))
        assert "…" not in name
        assert all(n.isdecimal() for n in numbers)
        bottom = float(lane.find("line").get("y1"))
        for hit in lane.iterfind(".//rect[@class='pic-hit']"):
            assert float(hit.get("y")) >= top + (
                20 if variant == "narrow" else 0
            )  # below the name, or
            assert float(hit.get("x")) >= (
                svg.width_of(name, 12) if variant == "wide" else 0
            )  # beside it
            assert float(hit.get("y")) + float(hit.get("height")) <= bottom
        top = bottom
    assert top > 0


def test_links_of_a_lane_do_not_overlap():
    drawings = drawn(made.dossier(120, 90, 400)).findall("svg")
    assert any(drawing.findall(".//rect[@class='pic-hit']") for drawing in drawings)
    for drawing in drawings:
        hits = [[float(hit.get(k)) for k in ("x", "y", "width", "height")] for hit in drawing.iter("rect")
                if hit.get("class") == "pic-hit"]  # fmt: skip
        for (x, y, w, h), (u, v, wide, high) in combinations(hits, 2):
            assert (
                x + w <= u + 0.2
                or u + wide <= x + 0.2
                or y + h <= v + 0.2
                or v + high <= y + 0.2
            )


def long(*whens: str) -> list[etree._Element]:
    """The links of the wide drawing to events of those dates, of one kind, beside calls that fix the scale."""
    events = [made.event(n, f"2025-0{n + 1}-01") for n in range(6)]
    events += [made.event(10 + n, when, "attack") for n, when in enumerate(whens)]
    drawing = drawn(replace(made.empty(), events=tuple(events))).find(
        "svg[@class='pic pic-wide']"
    )
    return [a for a in drawing.iter("a") if "Attaque" in a.findtext("title")]


@pytest.mark.parametrize(
    ("whens", "links"),
    [
        (("2025-01/2025-02", "2025-04/2025-05"), 2),
        (("2025-01/2025-03", "2025-02/2025-05"), 1),
        (("2025-01/2025-02", "2025-02/2025-03", "2025-03/2025-04"), 1),
        (("2025-01/..", "2025-04/2025-05"), 1),
        (("2025-06/..",), 1),
    ],
    ids=["apart", "overlapping", "chained", "open", "alone"],
)
def test_what_lasts_longer_than_a_column_shares_a_link_where_it_overlaps(whens, links):
    found = long(*whens)
    assert len(found) == links
    assert sum(len(a.findall("rect")) - 1 for a in found) == len(whens)


def test_too_many_bars_become_a_number_on_one_bar():
    (link,) = long(*["2025-01/2025-04"] * 9)
    assert link.findtext("text") == "9"
    assert len(link.findall("rect")) == 3
