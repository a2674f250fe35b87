from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.model.dossier import Relation
from builder.model.entity import Entity
from builder.model.mention import EntityType
from builder.pages import svg_labels, svg_network
from builder.pages.index import DossierIndex
from builder.pages.svg_labels import Label, placed


def drawn(dossier) -> etree._Element:
    return etree.fromstring(svg_network.network(DossierIndex(dossier), str))


BOXES = st.lists(
    st.tuples(st.floats(0, 700), st.floats(0, 400), st.floats(20, 200)), max_size=25
)


@settings(max_examples=60, deadline=None)
@given(BOXES)
def test_labels_are_pushed_apart_within_the_frame(boxes):
    kept = placed([Label(str(i), "", *box) for i, box in enumerate(boxes)], 720, 400)
    assert [b.id for b in kept] == [
        str(i) for i in range(len(kept))
    ]  # the least tied are left out first
    for a, b in combinations(kept, 2):
        assert (
            abs(a.x - b.x) >= (a.width + b.width) / 2
            or abs(a.y - b.y) >= svg_labels.TALL
        )
    for b in kept:
        assert b.width / 2 <= b.x <= 720 - b.width / 2
        assert svg_labels.TALL / 2 <= b.y <= 400 - svg_labels.TALL / 2


@pytest.mark.parametrize(
    ("variant", "most"),
    [("wide", svg_network.NODES[0]), ("narrow", svg_network.NODES[1])],
)
def test_as_many_names_as_can_be_read(variant, most):
    drawing = drawn(made.dossier(40, 90, 0, 12)).find(
        f"svg[@class='pic pic-{variant}']"
    )
    assert 5 < len(drawing.findall(".//a")) <= most


def test_the_most_tied_come_first():
    dossier = made.dossier(40, 60, 0, 12)
    weights = dict.fromkeys(dossier.entities, 0)
    for r in dossier.relations:
        weights[r.first] += r.weight
        weights[r.second] += r.weight
    first = drawn(dossier).find("svg").find(".//a").get("href")
    index = DossierIndex(dossier)
    by_address = {index.entity_address(one): one for one in dossier.entities}
    assert weights[by_address[first]] == max(weights.values())


@pytest.mark.parametrize(
    "relations",
    [
        (),
        (Relation("kiev", "kiev", 3, ()),),
        (Relation("kiev", "nobody", 3, ()),),
        (Relation("boutcha", "kiev", 3, ()), Relation("boutcha", "koursk", 3, ())),
    ],
    ids=["none", "with itself", "with nobody known", "three names"],
)
def test_a_few_ties_are_no_picture(relations):
    dossier = replace(made.dossier(3, 8, 0, 6), relations=relations)
    assert svg_network.network(DossierIndex(dossier), str) == ""


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_nobody_is_drawn_without_a_tie(variant):
    """Names with many ties to those who are left out would stand alone."""
    hubs = [
        Relation(f"per-{40 + i}", f"per-{60 + i * 2 + k}", 1, ())
        for i in range(9)
        for k in (0, 1)
    ]
    pairs = [
        Relation(f"per-{i}", f"per-{i + 1}", 9 - i // 4, ()) for i in range(0, 30, 2)
    ]
    ids = {i for r in (*hubs, *pairs) for i in (r.first, r.second)}
    entities = {i: Entity(i, EntityType.PER, f"Nom {i}") for i in ids}
    dossier = replace(made.empty(), entities=entities, relations=tuple(hubs + pairs))
    drawing = drawn(dossier).find(f"svg[@class='pic pic-{variant}']")
    stars = [
        p.get("d") for p in drawing.iterfind("path") if "pic-lit" in p.get("class")
    ]
    assert len(stars) == len(drawing.findall(".//a")) >= 10
    assert all(stars)
