"""What accounts of one thing say in other words: only what no other account says is marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import ENTITIES, Tell, account

from builder.model.article import Basis, Rights, Span
from builder.model.dates import Anchor, AnchorKind, DatingType, Timex, parse_edtf
from builder.model.dossier import Dossier
from builder.pages import wordings
from builder.pages.index import DossierIndex


def dated(annotated, **days):
    """The article with those words read as those dates."""
    text = annotated.article.text
    anchor = Anchor(AnchorKind.NONE)
    timexes = []
    for words, edtf in days.items():
        at = text.index(words.replace("_", " "))
        span = Span(at, at + len(words))
        date = parse_edtf(edtf)
        timexes.append(
            Timex(span, date, DatingType.DATE, anchor, Basis.STATED, "…", "…")
        )
    return replace(annotated, timexes=tuple(timexes))


def compared(*articles):
    dossier = Dossier("Essai", "", "fr", articles, ENTITIES, {}, ())
    mentions = [mention for one in articles for mention in one.event_mentions]
    accounts = wordings.by_article(mentions)
    return wordings.compare(DossierIndex(dossier), accounts)


def marked(comparison):
    """For each article what is marked in its sentences, with its kind."""
    return [
        {words: mark for told in one.sentences for words, mark in told.parts if mark}
        for one in comparison.accounts
    ]


def told(name, text, **more):
    return account(
        name, "2025-03-20", Tell(text, text.split()[0], "other", "", ()), **more
    )


@pytest.mark.parametrize(
    ("first", "second", "here", "there"),
    [
        ("Frappe : 12 morts à Kiev.", "Frappe : 14 morts à Kiev.", {"12": "chiffre"}, {"14": "chiffre"}),
        ("Frappe : 5 442 100 morts.", "Frappe : 5442100 morts.", {}, {}),
        ("Frappe : deux morts.", "Frappe : 2 morts.", {}, {}),
        ("Frappe sur Kiev.", "Frappe sur Odessa.", {"Kiev": "nom"}, {"Odessa": "nom"}),
        ("Donald Trump a parlé.", "Trump a parlé.", {}, {}),
        ("Frappe sur Kiev.", "Frappe sur l’Ukraine.", {}, {}),
    ],
    ids=["figures", "spaces in figures", "letters", "names", "short name", "town and state"],
)  # fmt: skip
def test_what_one_alone_says_is_marked_in_its_sentence(first, second, here, there):
    found = marked(compared(told("a", first), told("b", second)))
    kinds = ("nom", "jour", "chiffre")
    assert [
        {words: mark for words, mark in one.items() if mark in kinds} for one in found
    ] == [here, there]


@pytest.mark.parametrize(
    ("other", "differs"),
    [("2025-03-18", False), ("2025-03", False), ("2025-03-19", True)],
    ids=["the same", "its month", "the next day"],
)
def test_a_day_differs_only_where_it_cannot_be_the_same(other, differs):
    first = dated(told("a", "Frappe le 18mars à Kiev."), **{"18mars": "2025-03-18"})
    second = dated(told("b", "Frappe cejour à Kiev."), cejour=other)
    here, there = marked(compared(first, second))
    assert (here.get("18mars") == "jour") is differs
    assert (there.get("cejour") == "jour") is differs


def test_what_is_listed_is_what_is_marked():
    comparison = compared(
        told("a", "Frappe : 12 morts à Kiev."), told("b", "Frappe : 14 morts à Odessa.")
    )
    listed = {
        (kind, article.id, word)
        for kind, sides in comparison.only
        for article, words in sides
        for word in words
    }
    assert listed == {
        ("chiffre", "a", "12"),
        ("chiffre", "b", "14"),
        ("nom", "a", "Kiev"),
        ("nom", "b", "Odessa"),
    }


def test_of_three_accounts_what_two_say_is_not_marked():
    texts = ("Frappe : 12 morts.", "Frappe : 12 morts.", "Frappe : 14 morts.")
    articles = [told(name, text) for name, text in zip("abc", texts, strict=True)]
    assert [("14" in one, "12" in one) for one in marked(compared(*articles))] == [
        (False, False),
        (False, False),
        (True, False),
    ]


def test_nothing_is_told_of_a_sentence_that_rights_keep_back():
    comparison = compared(
        told("a", "Frappe : 12 morts à Kiev.", rights=Rights.REFERENCE),
        told("b", "Frappe : 14 morts à Odessa."),
    )
    assert comparison.accounts[0].sentences[0].parts == ()
    assert {article.id for _, sides in comparison.only for article, _ in sides} == {"b"}


def test_the_text_is_whole():
    text = "Frappe : 12 morts à Kiev, selon Donald Trump."
    comparison = compared(told("a", text), told("b", "Frappe sur Odessa."))
    parts = comparison.accounts[0].sentences[0].parts
    assert "".join(words for words, _ in parts) == text
