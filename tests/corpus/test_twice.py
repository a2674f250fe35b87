"""An article that stands twice is found, reported, and counted once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import Tell, account

from builder.config import Settings
from builder.config.settings import ArticleSettings
from builder.corpus import duplicates, review
from builder.pipeline import assemble

TEXT = (
    "Un incendie a détruit lundi soir une grange de la commune, où deux cents bottes de foin étaient "
    "entreposées depuis la fin du mois de juin. Les pompiers ont lutté toute la nuit contre les flammes."
)
CHANGED = TEXT.replace("lundi soir", "dans la soirée de lundi")
OTHER = (
    "Le conseil municipal a voté mardi le budget de la commune, qui prévoit la réfection de deux rues, la "
    "construction d’une halle et l’achat de trois tableaux pour l’école. L’opposition s’est abstenue."
)


def articles(*texts):
    found = []
    for name, text in zip("abcdef", texts, strict=False):
        words = text.split()
        found.append(
            account(
                name, "2024-07-02", Tell(text, words[3], "disaster", "2024-07-01", ())
            )
        )
    return found


@pytest.mark.parametrize(
    ("other", "twice"),
    [(TEXT, True), (CHANGED, True), (f"{OTHER} {TEXT}", True), (OTHER, False)],
    ids=["the-same", "nearly", "inside", "another"],
)
def test_one_text_twice(other, twice):
    assert bool(duplicates.find(articles(TEXT, other))) is twice


def test_short_texts_are_never_one():
    assert not duplicates.find(articles("Un feu a pris.", "Un feu a pris."))


def test_what_stands_twice_is_reported_with_the_lines_that_settle_it():
    doubts = review.gather(articles(TEXT, TEXT), {}, (), ())
    assert [doubt.yaml for doubt in doubts if "same_as" in doubt.yaml] == [
        '- article: "b"\n  same_as: "a"\n# - apart_articles: ["a", "b"]\n'
    ]


def test_what_the_author_has_said_is_not_asked_again():
    doubts = review.gather(
        articles(TEXT, TEXT), {}, (), (), review.Answers(copies={"b": "a"})
    )
    assert not [doubt for doubt in doubts if "same_as" in doubt.yaml]


def test_the_accounts_of_a_reprint_count_once(resources):
    told = articles(TEXT, TEXT)
    settings = replace(Settings(), articles={"b": ArticleSettings(same_as="a")})
    dossier = assemble(told, settings, resources)
    assert {m.article for event in dossier.events for m in event.mentions} == {"a"}
