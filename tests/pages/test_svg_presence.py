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


def test_the_most_present_come_first_and_only_those_who_act():
    found = svg_presence.presences(DossierIndex(dossier((1, 9), (1, 0), (0, 0))))
    assert [(p.id, p.counts) for p in found] == [("ada", {0: 1, 1: 1}), ("jan", {0: 9})]


def test_rows_tell_mentions_and_articles():
    figure = etree.fromstring(
        svg_presence.actors(DossierIndex(dossier((1, 9), (1, 0), (0, 0))), str)
    )
    told = [a.get("title") for a in figure.iterfind("ul/li/a")]
    assert told == [
        "Ada Roux\u00a0: 2 mentions, 2 articles sur 3",
        "Jan Vik\u00a0: 9 mentions, 1 article sur 3",
    ]


def test_heights_are_shared_by_all_rows():
    figure = etree.fromstring(
        svg_presence.actors(DossierIndex(dossier((1, 9), (3, 0))), str)
    )
    heights = [
        [float(r.get("height")) for r in svg.iter("rect")]
        for svg in figure.iterfind("ul/li/a/svg")
    ]
    assert heights == [
        [pytest.approx(26 / 9, abs=0.1), pytest.approx(26 / 3, abs=0.1)],
        [26],
    ]


@pytest.mark.parametrize("articles", [2, 14, 27, 100])
def test_columns_of_one_entity_count_every_mention(articles):
    made_up = DossierIndex(dossier(*((n % 4, 0) for n in range(articles))))
    (ada,) = (p for p in svg_presence.presences(made_up) if p.id == "ada")
    figure = etree.fromstring(svg_presence.of_entity(made_up, ada, str))
    assert figure.findall("svg")
    for drawing in figure.findall("svg"):
        counts = [int(t.text) for t in drawing.iterfind(".//text[@class='pic-count']")]
        assert sum(counts) == sum(n % 4 for n in range(articles))
    assert [
        int(r.findall("td")[-1].text.removesuffix("\u00a0×"))
        for r in figure.iterfind(".//tbody/tr")
    ] == [n % 4 for n in range(articles) if n % 4]


def test_one_article_is_no_time():
    alone = DossierIndex(dossier((3, 1)))
    assert svg_presence.actors(alone, str) == ""
    assert svg_presence.of_entity(alone, svg_presence.presences(alone)[0], str) == ""
