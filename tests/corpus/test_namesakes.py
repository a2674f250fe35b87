"""Two people of one full name are two where what the articles call them does not go together."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from builder import ingest
from builder.config import Settings
from builder.corpus import review
from builder.corpus.identity import gather
from builder.lang.pack import language_pack
from builder.model.article import Basis, Published
from builder.model.correction import Correction, Corrections
from builder.model.mention import LinkStatus
from builder.pipeline import annotate, load_resources

MAYOR = "La maire Claire Martin a inauguré la piscine de Lens. Mme Martin est ravie."
UNIONIST = "Claire Martin, déléguée CGT, appelle à la grève. « Nous tiendrons », a lancé Claire Martin."
NOTHING = Corrections()
ONE, OTHER = "claire-martin", "claire-martin-deleguee-cgt"


@lru_cache(maxsize=1)
def resources():
    return load_resources(Settings())


def annotated(text, name, corrections):
    pack = language_pack("fr")
    article = ingest.plain(text, name, Published(None, Basis.UNKNOWN), pack)
    return annotate(article, replace(resources(), corrections=corrections))


def told(*texts, corrections=NOTHING):
    articles = [
        annotated(text, f"a{number}", corrections) for number, text in enumerate(texts)
    ]
    return gather(articles, resources().kb, corrections)


def people(found):
    return [e.id for e in found.entities.values() if e.name == "Claire Martin"]


@pytest.mark.parametrize(
    ("one", "other", "ids"),
    [
        (MAYOR, UNIONIST, [ONE, OTHER]),
        (MAYOR, "L’ancienne maire Claire Martin se tait.", [ONE]),
        (MAYOR, "Claire Martin, 38 ans, est venue.", [ONE]),
        (MAYOR, "Claire Martin, ravie du résultat, est venue.", [ONE]),
        (
            f"{MAYOR} Son adjoint Luc Vasseur sourit.",
            f"{UNIONIST} Luc Vasseur approuve.",
            [ONE],
        ),
        (MAYOR, "Le peloton poursuit Claire Martin leader du moment.", [ONE]),
        (
            "Claire Martin, 38 ans, avocate au barreau de Lille, plaide.",
            UNIONIST,
            [ONE, OTHER],
        ),
    ],
    ids=[
        "other",
        "the same",
        "an age",
        "no office",
        "company",
        "read as a verb",
        "behind an age",
    ],
)
def test_people_of_one_name(one, other, ids):
    assert people(told(one, other)) == ids


def test_each_is_told_by_what_she_is():
    found = told(MAYOR, UNIONIST)
    assert [found.entities[i].description for i in (ONE, OTHER)] == [
        "maire",
        "déléguée CGT",
    ]


def test_all_that_an_article_says_of_her_is_hers():
    _, unionist = told(MAYOR, UNIONIST).articles
    meant = {i for link in unionist.links for i in link.entities}
    assert (ONE in meant, OTHER in meant) == (False, True)
    assert [quote.speakers for quote in unionist.quotes] == [(OTHER,)]


def test_an_article_that_does_not_say_which_is_left_open():
    *_, third = told(MAYOR, UNIONIST, "« Non », a dit Claire Martin.").articles
    assert [(x.verdict, x.entities) for x in third.links] == [
        (LinkStatus.AMBIGUOUS, (ONE, OTHER))
    ]
    assert [quote.speakers for quote in third.quotes] == [()]


def test_an_article_in_the_company_of_one_means_her():
    known = f"{MAYOR} Son adjoint Luc Vasseur sourit."
    third = "« Non », a dit Claire Martin à Luc Vasseur."
    *_, last = told(known, UNIONIST, third).articles
    assert [quote.speakers for quote in last.quotes] == [(ONE,)]


def test_the_two_are_asked_about():
    found = told(MAYOR, UNIONIST)
    asked = review.gather(found.articles, found.entities, (), ())
    both = f"[{ONE}, {OTHER}]"
    lines = f"- merge_entities: {both}\n# - apart_entities: {both}\n"
    assert lines in [doubt.yaml for doubt in asked]


def test_the_author_says_that_they_are_one():
    merged = Corrections(entity_merges=((ONE, OTHER),))
    assert people(told(MAYOR, UNIONIST, corrections=merged)) == [ONE]


def test_the_author_says_who_is_meant():
    decided = Corrections((Correction("k", "a1", "Claire Martin", entity=ONE),))
    assert people(told(MAYOR, UNIONIST, corrections=decided)) == [ONE]


def test_corrections_may_name_each():
    assert {ONE, OTHER} <= set(told(MAYOR, UNIONIST).named)


def test_two_who_are_called_alike_have_two_ids():
    colleague = "Luc Vasseur approuve."
    actress = f"L’actrice Claire Martin joue à Lens. {colleague}"
    found = told(MAYOR, f"{UNIONIST} {colleague}", actress, UNIONIST)
    assert people(found) == [ONE, OTHER, f"{OTHER}-2"]
