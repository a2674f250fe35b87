from __future__ import annotations

from dataclasses import replace

import made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.model.entity import Entity
from builder.model.mention import EntityType, LinkStatus, MentionKind
from builder.pages import geo, svg_map, svg_places
from builder.pages.index import DossierIndex

PLACE = st.tuples(st.floats(-60, 75), st.floats(-180, 180))


def holds(land: geo.Land, place: geo.Place) -> bool:
    lat, lon = place
    inside = False
    for ring in land.rings:
        for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (a > lat) != (c > lat) and lon < b + (d - b) * (lat - a) / (c - a):
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("state", "place"),
    [
        ("ukraine", (50.45, 30.52)),
        ("ukraine", (45.2, 34.3)),
        ("russie", (55.75, 37.62)),
        ("france", (48.86, 2.35)),
        ("italie", (41.9, 12.2)),
        ("thailande", (13.76, 100.5)),
        ("laos", (19.9, 102.1)),
        ("afrique-du-sud", (-25.75, 28.19)),
        ("lesotho", (-29.5, 28.2)),
        ("etats-unis", (38.9, -77.04)),
    ],
    ids=[
        "Kiev",
        "Crimea",
        "Moscow",
        "Paris",
        "near Rome",
        "Bangkok",
        "Luang Prabang",
        "Pretoria",
        "Lesotho",
        "Washington",
    ],
)
def test_lands_are_those_of_the_knowledge_base(state, place):
    assert [land.id for land in geo.lands() if holds(land, place)] == [state]


def test_each_state_has_one_land():
    ids = [land.id for land in geo.lands() if land.id]
    assert len(ids) == len(set(ids)) > 180


@settings(max_examples=200)
@given(st.lists(PLACE, min_size=1, max_size=12))
def test_the_frame_holds_all_places_away_from_its_edge(places):
    view = geo.view(places, svg_places.WIDE)
    assert 300 <= view.height <= 460
    assert all(view.shows(view.spot(p), 59) for p in places)


def test_the_date_line_parts_nothing():
    view = geo.view([(-18.1, 178.4), (-13.8, -171.8)], svg_places.WIDE)
    fiji, samoa = view.spot((-18.1, 178.4)), view.spot((-13.8, -171.8))
    assert not view.world
    assert fiji[0] < samoa[0]


@pytest.mark.parametrize(
    ("place", "x", "y"), [((0, 180), 2.7066, 0), ((90, 0), 0, -1.3173), ((0, 0), 0, 0)]
)
def test_the_world_is_equal_earth(place, x, y):
    view = geo.View((0, 0), world=True, width=1, height=1)
    assert view.at(place) == (pytest.approx(x, abs=1e-3), pytest.approx(y, abs=1e-3))


def test_a_region_keeps_areas():
    """Lambert: a cell of a degree has the area that it has on the globe, here and far from the middle."""
    view = geo.View((48, 10), world=False, width=1, height=1)

    def area(lat, lon):
        a, b, c, d = (
            view.at((lat + i, lon + j)) for i, j in ((0, 0), (0, 1), (1, 1), (1, 0))
        )
        return abs((a[0] - c[0]) * (b[1] - d[1]) - (b[0] - d[0]) * (a[1] - c[1])) / 2

    assert area(48, 10) == pytest.approx(area(48, 40), rel=0.002)


def places(*links) -> list[str]:
    moscow, kiev, paris = (
        Entity(i, EntityType.LOC, made.PLACES[i][0], coordinates=made.PLACES[i][1:])
        for i in ("moscou", "kiev", "paris")
    )
    told = (made.link(kiev, 0), made.link(paris, 10), *(f(moscow) for f in links))
    dossier = replace(
        made.empty(),
        articles=(made.annotated(0, "2025-01", told),),
        entities={e.id: e for e in (moscow, kiev, paris)},
    )
    rows = etree.fromstring(svg_map.places(DossierIndex(dossier), str)).iterfind(
        ".//tbody/tr/th/a"
    )
    return [a.text for a in rows]


@pytest.mark.parametrize(
    ("link", "drawn"),
    [
        (lambda e: made.link(e, 20), True),
        (lambda e: made.link(e, 20, MentionKind.ROLE), True),
        (lambda e: made.link(e, 20, MentionKind.METONYM), False),
        (lambda e: made.link(e, 20, MentionKind.DEMONYM), False),
        (
            lambda e: replace(
                made.link(e, 20), entities=("russie",), literal=("moscou",)
            ),
            False,
        ),
        (lambda e: replace(made.link(e, 20), verdict=LinkStatus.AMBIGUOUS), False),
        (lambda e: replace(made.link(e, 20), verdict=LinkStatus.REFUSED), False),
    ],
    ids=[
        "name",
        "the Russian capital",
        "Moscow answered",
        "Russian",
        "a government by its city",
        "ambiguous",
        "refused",
    ],
)
def test_only_literal_places_are_on_the_map(link, drawn):
    assert ("Moscou" in places(link)) is drawn


def far() -> etree._Element:
    """The wide map of one town and two states on other continents."""
    told = [
        Entity(
            "paris",
            EntityType.LOC,
            "Paris",
            coordinates=(48.86, 2.35),
            description="ville de France",
        ),
        Entity(
            "burundi",
            EntityType.LOC,
            "Burundi",
            coordinates=(-3.4, 29.9),
            description="État d’Afrique",
        ),
        Entity(
            "chili",
            EntityType.LOC,
            "Chili",
            coordinates=(-33.4, -70.6),
            description="État d’Amérique",
        ),
    ]
    links = tuple(made.link(e, 10 * i) for i, e in enumerate(told))
    dossier = replace(
        made.empty(),
        articles=(made.annotated(0, "2025-01", links),),
        entities={e.id: e for e in told},
    )
    return etree.fromstring(svg_map.places(DossierIndex(dossier), str)).find("svg")


def test_one_town_is_no_map_of_its_own():
    assert {a.findtext("text") for a in far().iter("a")} == {
        "Paris",
        "Burundi",
        "Chili",
    }


EUROPE = {"kiev": 7, "moscou": 1, "bruxelles": 1, "paris": 1}
ALL = ("Bruxelles", "Kiev", "Moscou", "Paris", "Washington")
TOWNS = {
    "kiev": (50.45, 30.52),
    "moscou": (55.75, 37.62),
    "bruxelles": (50.85, 4.35),
    "paris": (48.86, 2.35),
    "washington": (38.9, -77.04),
}


def map_of(mentions: dict[str, int]) -> etree._Element:
    towns = [
        Entity(name, EntityType.LOC, name.capitalize(), coordinates=TOWNS[name])
        for name in mentions
    ]
    links: list = []
    for town in towns:
        for _ in range(mentions[town.id]):
            links.append(made.link(town, 12 * len(links)))
    dossier = replace(
        made.empty(),
        articles=(made.annotated(0, "2025-01", tuple(links)),),
        entities={town.id: town for town in towns},
    )
    return etree.fromstring(svg_map.places(DossierIndex(dossier), str))


@pytest.mark.parametrize(
    ("washington", "beyond"),
    [(1, True), (5, True), (6, False)],
    ids=["seldom named", "a third of all", "more than a third"],
)
def test_the_map_is_cut_to_where_most_is_and_says_what_lies_beyond(washington, beyond):
    figure = map_of({**EUROPE, "washington": washington})
    drawn = [a.findtext("title") for a in figure.find("svg").iter("a")]
    notes = "".join(figure.find("figcaption").itertext())
    assert any("Washington" in words for words in drawn) is not beyond
    assert ("hors du cadre : Washington." in notes) is beyond


def test_where_a_map_has_no_room_a_list_tells_all_places():
    figure = map_of({**EUROPE, "washington": 1})
    lines = figure.findall("ul[@class='pic-list pic-narrow']/li")
    assert "".join(lines[0].itertext()) == "Kiev 7 mentions"
    assert tuple(sorted(line.findtext("a") for line in lines)) == ALL


@pytest.mark.parametrize(
    "middle",
    [(48.86, 2.35), (40.4, -3.7), (59.3, 18.1)],
    ids=["Paris", "Madrid", "Stockholm"],
)
def test_no_dot_is_cut_by_the_frame(middle):
    """Towns all around, of which a closer look at the middle shows only some."""
    steps = [
        (i * step, j * step)
        for step in (0.8, 2.0, 3.1, 4.7, 9.0)
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
    ]
    towns = [
        Entity(
            f"t{n}",
            EntityType.LOC,
            f"T{n}",
            coordinates=(middle[0] + lat, middle[1] + lon),
        )
        for n, (lat, lon) in enumerate([*steps, (40, 100)])
    ]
    links = tuple(made.link(e, 3 * i) for i, e in enumerate(towns[:30]))
    article = (
        made.annotated(0, "2025-01", links),
        made.annotated(1, "2025-01", tuple(made.link(e, 0) for e in towns[30:])),
    )
    dossier = replace(made.empty(), articles=article, entities={e.id: e for e in towns})
    drawings = etree.fromstring(svg_map.places(DossierIndex(dossier), str)).findall(
        "svg"
    )
    assert drawings
    for drawing in drawings:
        width, height = map(float, drawing.get("viewBox").split()[2:])
        for dot in drawing.iter("circle"):
            x, y, r = (float(dot.get(k)) for k in ("cx", "cy", "r"))
            assert r <= x <= width - r
            assert r <= y <= height - r
