"""Whom words mean: tables of sentences, and what holds for every text."""

from __future__ import annotations

import case_files
import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st
from linking import answers, made

from builder.annotate.links import link
from builder.kb.load import knowledge_base
from builder.lang.pack import language_pack
from builder.model.dates import parse_edtf
from builder.model.entity import Entity, Office, Tenure
from builder.model.mention import EntityType, LinkStatus
from builder.syntax.doc import Doc

CASES = case_files.read("links")
KB = knowledge_base()
PACK = language_pack("fr")


def run(marked, date=None):
    article, doc, timexes, mentions = made(marked, date)
    links, local = link(article, doc, timexes, mentions, PACK, KB)
    return article, links, local


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=f"{group}: {c['id']}")
        for group, cases in CASES.items()
        for c in cases
    ],
)
def test_words_mean(case):
    article, links, _ = run(case["text"], case.get("date"))
    said = {words: answers(article.text, links, words) for words in case["expect"]}
    assert said == {words: {expected} for words, expected in case["expect"].items()}


def test_a_power_keeps_its_place():
    _, links, _ = run("[Moscou|LOC] accuse [Kiev|LOC].")
    assert [(x.entities, x.literal) for x in links] == [
        (("russie",), ("moscou",)),
        (("ukraine",), ("kiev",)),
    ]


def test_a_new_entity_bears_its_wordings_and_its_office():
    _, _, local = run(
        "Un émissaire américain, [Steve Wendell|PER], est là. [Wendell|PER] sourit.",
        "2025-03-14",
    )
    assert [(e.id, e.name, e.aliases, e.description, e.known) for e in local] == [
        ("steve-wendell", "Steve Wendell", ("Wendell",), "émissaire américain", False)
    ]


def test_a_new_entity_leaves_the_address_of_a_known_one_alone():
    _, _, local = run("[Otan|PER] est un garçon de six ans.")
    assert [e.id for e in local] == ["otan-per"]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "[Serguei Kovtchenko|PER] parle, [Sergueï Kovchenko|PER] écoute.",
            "serguei-kovtchenko",
            "serguei-kovchenko",
        ),
        ("[Awa Ndiaye|PER] parle, [Ndiaye|PER] écoute.", "awa-ndiaye", "ndiaye"),
        (
            "[Emmanuel Macron|PER] parle, [Emanuel Macron|PER] écoute.",
            "emmanuel-macron",
            "emanuel-macron",
        ),
    ],
)
def test_two_whom_the_author_tells_apart_are_not_joined(text, one, other):
    article, doc, timexes, mentions = made(text)
    assert {x.entities for x in link(article, doc, timexes, mentions, PACK, KB)[0]} == {
        (one,)
    }
    told = knowledge_base(cannot_link=[("somebody", one, other)])
    assert [
        x.entities for x in link(article, doc, timexes, mentions, PACK, told)[0]
    ] == [(one,), (other,)]


def test_the_author_s_office_is_found_by_its_titles_and_wordings():
    kb = knowledge_base(
        (
            Entity("thies", EntityType.LOC, "Thiès"),
            Entity(
                "awa-ndiaye",
                EntityType.PER,
                "Awa Ndiaye",
                tenures=(Tenure("maire-thies", parse_edtf("2022")),),
            ),
        ),
        (
            Office(
                "maire-thies",
                "maire de Thiès",
                ("édile",),
                "thies",
                ("premier magistrat de la Cité du rail",),
            ),
        ),
    )
    for text in (
        "L’édile de [Thiès|LOC] a parlé.",
        "Le premier magistrat de la Cité du rail a parlé.",
    ):
        article, doc, timexes, mentions = made(text, "2024-05")
        links, _ = link(article, doc, timexes, mentions, PACK, kb)
        assert ("awa-ndiaye",) in [x.entities for x in links]


def test_names_outside_every_sentence_are_linked_too():
    article, _, timexes, mentions = made("[Poutine|PER] et [Moscou|LOC].")
    nothing = Doc(article.text, (), (), (0,), lambda _: ())
    links, _ = link(article, nothing, timexes, mentions, PACK, KB)
    assert [x.entities for x in links] == [("vladimir-poutine",), ("moscou",)]


def test_an_empty_text_has_no_links():
    assert run("")[1:] == ((), ())


def test_every_reason_is_a_sentence():
    cases = [case for some in CASES.values() for case in some]
    links = [x for c in cases for x in run(c["text"], c.get("date"))[1]]
    assert links
    assert not [x for x in links if not x.reasons]
    reasons = {reason for x in links for reason in x.reasons}
    assert not [
        r for r in reasons if not (r.endswith(".") and "{" not in r and r[0].isupper())
    ]


WORDS = st.lists(
    st.sampled_from(
        [
            "le",
            "la",
            "président",
            "américain",
            "russe",
            "et",
            "de",
            "du",
            "Kremlin",
            "Moscou",
            "Trump",
            ",",
            ".",
            "M.",
            "les",
            "deux",
            "dirigeants",
            "ancien",
            "un",
            "homologue",
            "son",
            "ministre",
            "des",
            "Affaires",
            "étrangères",
            "a",
            "déclaré",
            "frappé",
            "à",
            "Kiev",
            "capitale",
            "ukrainienne",
            "franco-allemand",
            "ex-président",
            "République",
            "chef",
            "l’",
            "État",
            "(",
            ")",
            "premier",
        ]
    ),
    max_size=30,
)


@given(WORDS)
def test_links_keep_their_order_and_never_cross(words):
    text, names = "", {"Kremlin": "ORG", "Moscou": "LOC", "Trump": "PER", "Kiev": "LOC"}
    for word in words:
        text += f"[{word}|{names[word]}] " if word in names else f"{word} "
    article, links, _ = run(text, "2025-02-12")
    spans = [x.mention.span for x in links]
    assert spans == sorted(spans, key=lambda s: (s.start, -s.end))
    assert len(set(spans)) == len(spans)
    for x in links:
        assert x.mention.span.of(article.text) == x.mention.surface
        assert bool(x.entities) or x.verdict is not LinkStatus.LINKED
    for one in spans:
        assert all(not one.overlaps(s) or one.covers(s) or s.covers(one) for s in spans)


@pytest.mark.parametrize(
    "unit",
    [
        "le président américain ",
        "[Moscou|LOC] et ",
        "à [Moscou|LOC] a dit ",
        "le président [Trump|PER], ",
        "ses homologues russe et ukrainien ",
        "les deux dirigeants ",
        "[Ann Lee|PER] et les deux pays ",
    ],
)
def test_time_grows_with_the_text_only(unit):
    assert grows_linearly(lambda n: link(*made(unit * n), PACK, KB), 200)
