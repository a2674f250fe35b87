from __future__ import annotations

from dataclasses import replace

import made
import pytest
from lxml import etree

from builder.model.entity import Entity
from builder.model.mention import EntityType
from builder.pages import svg_presence
from builder.pages.index import DossierIndex

ADA = Entity("ada", EntityType.PER, "Ada Roux")
JAN = Entity("jan", EntityType.PER, "Jan Vik")
PEOPLE = Entity("russes", EntityType.NORP, "Russes")


def dossier(*counts: tuple[int, int]):
    """Articles that mention Ada and Jan so many times."""
    notes = [
        made.annotated(
            n,
            f"2025-01-{n % 28 + 1:02}",
            (
                *(made.link(ADA, 9),) * ada,
                *(made.link(JAN, 20),) * jan,
                made.link(PEOPLE, 40),
            ),
        )
        for n, (ada, jan) in enumerate(counts)
    ]
    return replace(
        made.empty(),
        articles=tuple(notes),
        entities={e.id: e for e in (ADA, JAN, PEOPLE)},
    )


def of_many(*counts: tuple[int, int]):
    """The same, with as many articles as are worth a drawing: the others mention nobody."""
    silent = [(0, 0)] * (svg_presence.TOLD_IN - len(counts))
    return DossierIndex(dossier(*counts, *silent))


def test_the_most_present_come_first_and_only_those_who_act():
    found = svg_presence.presences(DossierIndex(dossier((1, 9), (1, 0), (0, 0))))
    assert [(p.id, p.counts) for p in found] == [("ada", {0: 1, 1: 1}), ("jan", {0: 9})]


def test_rows_tell_mentions_and_articles():
    figure = etree.fromstring(
        svg_presence.actors(of_many((1, 9), (1, 0)), ["ada", "jan"], str)
    )
    told = [a.get("title") for a in figure.iterfind("ul/li/a")]
    assert told == [
        "Ada Roux\u00a0: 2 mentions, 2 articles sur 10",
        "Jan Vik\u00a0: 9 mentions, 1 article sur 10",
    ]


def test_heights_are_shared_by_all_rows():
    figure = etree.fromstring(
        svg_presence.actors(of_many((1, 9), (3, 0)), ["jan", "ada"], str)
    )
    heights = [
        [float(r.get("height")) for r in svg.iter("rect")]
        for svg in figure.iterfind("ul/li/a/svg")
    ]
    assert heights == [
        [26],
        [pytest.approx(26 / 9, abs=0.1), pytest.approx(26 / 3, abs=0.1)],
    ]


@pytest.mark.parametrize("articles", [14, 27, 100])
def test_columns_of_one_entity_count_every_mention(articles):
    made_up = DossierIndex(dossier(*((n % 4, 0) for n in range(articles))))
    (ada,) = (p for p in svg_presence.presences(made_up) if p.id == "ada")
    figure = etree.fromstring(svg_presence.of_entity(made_up, ada, str))
    assert figure.findall("svg")
    total = sum(n % 4 for n in range(articles))
    for drawing in figure.findall("svg"):
        counts = [int(t.text) for t in drawing.iterfind(".//text[@class='pic-count']")]
        assert sum(counts) == total
    rows = figure.findall(".//tbody/tr")
    told = [int(r.findall("td")[-1].text.removesuffix("\u00a0×")) for r in rows]
    assert sum(told) == total


def test_the_table_has_a_row_a_column_of_the_drawing():
    many = DossierIndex(dossier(*((1, 0) for _ in range(500))))
    figure = etree.fromstring(svg_presence.actors(many, ["ada"], str))
    assert len(figure.findall(".//tbody/tr")) <= svg_presence.COLUMNS


def test_what_a_few_articles_say_is_no_drawing():
    few = DossierIndex(dossier(*((3, 1) for _ in range(svg_presence.TOLD_IN - 1))))
    assert svg_presence.actors(few, ["ada"], str) == ""
    assert svg_presence.of_entity(few, svg_presence.presences(few)[0], str) == ""
