"""Who phrases stand for, and who says what."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import case_files
import pytest
from marked import Marked, marked

if TYPE_CHECKING:
    from builder.discourse.discourse import Discourse

CASES = case_files.read("discourse")


@lru_cache(maxsize=64)
def read(text: str) -> tuple[Marked, Discourse]:
    found = marked(text)
    return found, found.discourse


def clause_of(discourse: Discourse, word: str):
    """The clause whose predicate is a word."""
    doc = discourse.doc
    return next(c for c in doc.clauses if doc.tokens[c.predicate].low == word)


@pytest.mark.parametrize("case", CASES["subjects"], ids=lambda c: c["text"][:60])
def test_a_clause_has_the_subject_that_the_text_gives(case):
    _, discourse = read(case["text"])
    actor = discourse.subject(clause_of(discourse, case["verb"]))
    assert " ".join(actor.entities) == case["subject"]


@pytest.mark.parametrize("case", CASES["sources"], ids=lambda c: c["text"][:60])
def test_a_clause_is_told_by_those_who_say_it_the_nearest_first(case):
    _, discourse = read(case["text"])
    acts = discourse.sources_of(clause_of(discourse, case["verb"]))
    assert [" ".join(act.actor.entities) for act in acts] == case["sources"]


@pytest.mark.parametrize("case", CASES["kinds"], ids=lambda c: c["text"][:60])
def test_the_head_of_a_wording_tells_what_can_speak(case):
    _, discourse = read(case["text"])
    actor = discourse.subject(clause_of(discourse, case["verb"]))
    assert actor.kind.value == case["kind"]


def test_the_day_of_a_saying_stands_with_its_verb():
    _, discourse = read("« Oui », a dit {mardi|2024-05-14} [Jan Vik|jan-vik].")
    (act,) = discourse.acts(0)
    assert act.said is not None
    assert act.said.value == "2024-05-14"


def test_a_medium_that_carries_words_is_told_apart():
    text = "Les propos d'[Ada Roux|ada-roux] rapportés par l'[AFP|afp|MEDIA] étonnent."
    _, discourse = read(text)
    assert [act.carried for act in discourse.acts(0)] == [True]


def test_an_object_of_a_relative_clause_is_the_noun_before_it():
    _, discourse = read("Le maire que [Jan Vik|jan-vik] accuse a signé.")
    (accused,) = discourse.objects(clause_of(discourse, "accuse"))
    assert accused.words.of(discourse.doc.text) == "Le maire"


def test_nothing_said_nothing_found():
    _, discourse = read("Il pleut.")
    assert discourse.acts(0) == ()
