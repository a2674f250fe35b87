"""Undated articles: intervals with reasons, out of dates, offices and other articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from builder.corpus.publication import infer
from builder.lang.pack import language_pack
from builder.model.article import Article, Basis, Published, Sentence, Span
from builder.model.dates import Anchor, AnchorKind, DatingType, Timex, parse_edtf
from builder.model.dossier import Annotated
from builder.model.entity import Entity, Office, Tenure
from builder.model.event import EventMention, Modality, Participant, Role
from builder.model.mention import EntityType, Link, LinkStatus, Mention, MentionKind

PACK = language_pack("fr")
UNKNOWN = Published(None, Basis.UNKNOWN)
TERMS = {
    "ada": Entity(
        "ada",
        EntityType.PER,
        "Ada Bel",
        tenures=(
            Tenure("president", parse_edtf("2010-05-01"), parse_edtf("2014-05-01")),
            Tenure("president", parse_edtf("2020-05-01")),
        ),
    ),
    "leo": Entity(
        "leo",
        EntityType.PER,
        "Léo Cid",
        tenures=(Tenure("maire", parse_edtf("2012-01-01"), parse_edtf("2022-03-31")),),
    ),
}
KB: Any = SimpleNamespace(
    entities=TERMS,
    offices={
        "president": Office("president", "président du Val"),
        "maire": Office("maire", "maire du Port"),
    },
)


def annotated(
    name: str, text: str, *parts: Link | EventMention, published: Published = UNKNOWN
) -> Annotated:
    links = tuple(p for p in parts if isinstance(p, Link))
    claims = tuple(p for p in parts if isinstance(p, EventMention))
    sentence = Sentence("p1s1", Span(0, len(text)), 0)
    return Annotated(
        Article(name, text, (), published), (sentence,), (), links, (), claims
    )


def role(text: str, words: str, who: str) -> Link:
    start = text.index(words)
    mention = Mention(
        Span(start, start + len(words)),
        words,
        MentionKind.ROLE,
        EntityType.PER,
        "office",
    )
    return Link(mention, LinkStatus.LINKED, (who,), ("",))


def told(
    text: str, words: str, value: str | None, modality: Modality = Modality.ASSERTED
) -> EventMention:
    span = Span(text.index(words), text.index(words) + len(words))
    moment = parse_edtf(value) if value else None
    anchor = Anchor(AnchorKind.EXPLICIT if value else AnchorKind.NONE)
    timex = Timex(span, moment, DatingType.DATE, anchor, Basis.STATED, "", "fields")
    people = (Participant("ada", Role.AGENT), Participant("leo", Role.PATIENT))
    return EventMention(
        "c",
        "a",
        "p1s1",
        Span(0, len(text)),
        "call",
        span,
        moment,
        timex,
        people,
        (),
        (),
        modality,
    )


def inferred(*articles: Annotated) -> str | None:
    found = infer(articles, PACK, KB).get("a")
    assert found is None or (found.basis is Basis.INFERRED and found.reasons)
    return found.date.edtf if found and found.date else None


TEXT = "Le président Ada Bel et le maire ont signé l’accord le 3 mars 2021, puis mardi."


def test_nothing_is_said_where_there_is_no_evidence() -> None:
    assert infer([annotated("a", "Il pleut.")], PACK, KB) == {}


def test_an_article_that_has_a_date_is_left_alone() -> None:
    dated = Published(parse_edtf("2025"), Basis.STATED)
    assert (
        infer(
            [annotated("a", TEXT, role(TEXT, "président", "ada"), published=dated)],
            PACK,
            KB,
        )
        == {}
    )


def test_what_is_told_as_past_is_not_later_than_the_article() -> None:
    assert (
        inferred(annotated("a", TEXT, told(TEXT, "3 mars 2021", "2021-03-03")))
        == "2021-03-03/.."
    )


@pytest.mark.parametrize(
    ("value", "since"),
    [("2021-03-03/2021-03-05", "2021-03-03"), ("2023-09~/2023-12~", "2023-09-01")],
    ids=["days", "about"],
)
def test_a_stretch_told_as_past_bounds_by_its_first_day(value: str, since: str) -> None:
    assert (
        inferred(annotated("a", TEXT, told(TEXT, "3 mars 2021", value)))
        == f"{since}/.."
    )


def test_what_is_planned_bounds_nothing() -> None:
    assert (
        inferred(
            annotated(
                "a", TEXT, told(TEXT, "3 mars 2021", "2021-03-03", Modality.PLANNED)
            )
        )
        is None
    )


def test_an_office_alone_makes_nothing_sure() -> None:
    assert (
        inferred(annotated("a", TEXT, role(TEXT, "président", "ada")))
        == "2010-05-01?/.."
    )


def test_a_paper_may_give_an_office_some_weeks_after_its_end() -> None:
    assert (
        inferred(annotated("a", TEXT, role(TEXT, "maire", "leo")))
        == "2012-01-01?/2022-05-01?"
    )


@pytest.mark.parametrize("aim", ["pour", "d’ici", "d’ici à", "à l’horizon"])
def test_a_year_that_is_aimed_at_is_no_evidence(aim: str) -> None:
    text = f"Le conseil a voté le budget {aim} 2026."
    assert inferred(annotated("a", text, told(text, "2026", "2026"))) is None


def test_two_offices_leave_what_their_terms_share() -> None:
    both = (
        role(TEXT, "président", "ada"),
        role(TEXT, "maire", "leo"),
        told(TEXT, "3 mars 2021", "2021-03-03"),
    )
    assert inferred(annotated("a", TEXT, *both)) == "2021-03-03/2022-05-01"


@pytest.mark.parametrize("word", ["ancien", "ex", "futur"])
def test_a_former_or_future_office_bounds_nothing(word: str) -> None:
    text = f"L’{word}-président Ada Bel est venu."
    assert inferred(annotated("a", text, role(text, "président", "ada"))) is None


def test_an_event_that_another_article_dates_bounds_the_article_by_its_weekday() -> (
    None
):
    other = "Ils se sont appelés le 18 mars 2025."
    dated = annotated(
        "b",
        other,
        told(other, "18 mars 2025", "2025-03-18"),
        published=Published(parse_edtf("2025-03"), Basis.STATED),
    )
    assert date(2025, 3, 18).isoweekday() == 2
    assert (
        inferred(annotated("a", TEXT, told(TEXT, "mardi", None)), dated)
        == "2025-03-18/2025-03-24"
    )


def test_another_weekday_bounds_nothing() -> None:
    other = "Ils se sont appelés le 18 mars 2025."
    text = TEXT.replace("mardi", "jeudi")
    dated = annotated(
        "b",
        other,
        told(other, "18 mars 2025", "2025-03-18"),
        published=Published(parse_edtf("2025-03"), Basis.STATED),
    )
    assert inferred(annotated("a", text, told(text, "jeudi", None)), dated) is None


@pytest.mark.parametrize(
    ("before", "words", "value", "interval"),
    [
        (
            "Ils ont signé, ",
            "mercredi 3 mars 2021",
            "2021-03-03",
            "2021-03-03/2021-03-09",
        ),
        ("", "Mercredi 3 mars 2021", "2021-03-03", "2021-03-03/.."),
        ("Ils ont signé le ", "mercredi 3 mars 2021", "2021-03-03", "2021-03-03/.."),
        (
            "Ils ont signé, ",
            "jeudi 3 mars 2021",
            "2021-03-03",
            "2021-03-03/..",
        ),  # was a Wednesday: one of the two is wrong
        (
            "Ils ont signé, ",
            "mercredi 3 mars",
            "XXXX-03-03",
            None,
        ),  # 1999, 2010, 2021 …
    ],
    ids=["this week", "opening", "any week", "not that day", "any year"],
)
def test_a_weekday_without_its_article_is_of_the_week(
    before: str, words: str, value: str, interval: str | None
) -> None:
    text = f"{before}{words}."
    assert inferred(annotated("a", text, told(text, words, value))) == interval


def test_a_weekday_and_an_office_leave_one_year() -> None:
    text = "Le président Ada Bel et le maire ont signé mercredi 3 mars."
    both = (
        role(text, "président", "ada"),
        role(text, "maire", "leo"),
        told(text, "mercredi 3 mars", "XXXX-03-03"),
    )
    assert inferred(annotated("a", text, *both)) == "2021-03-03/2021-03-09"


def test_the_order_of_articles_changes_nothing() -> None:
    first, second = (
        annotated("a", TEXT, role(TEXT, "président", "ada")),
        annotated("b", TEXT),
    )
    assert infer([first, second], PACK, KB) == infer([second, first], PACK, KB)


def test_the_author_has_the_last_word() -> None:
    said = Published(parse_edtf("2024"), Basis.CORRECTED)
    made = annotated("a", TEXT, role(TEXT, "président", "ada"))
    assert (
        infer([replace(made, article=replace(made.article, published=said))], PACK, KB)
        == {}
    )
