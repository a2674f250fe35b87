"""Expressions of time: cases a linguist can add to (tests/cases/dates), and what holds for any text."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import case_files
import pytest
import yaml
from growth import grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.annotate import dates
from builder.lang.pack import language_pack
from builder.lang.schema import QuotationWords
from builder.model.article import Article, Basis, Block, BlockKind, Published, Span
from builder.model.dates import AnchorKind, DatingType, Timex, parse_edtf
from builder.syntax.parser import load_parser
from builder.text import quotation

CASES = Path(__file__).parent.parent / "cases" / "dates"
MARK = re.compile(r"⟦(.*?) → (.*?)⟧")
PACK = language_pack("fr")
ELIDED = PACK.words(QuotationWords).elided
PARSER = load_parser("auto")


def article(text: str, reference: str | None = "2025-02-12") -> Article:
    published = (
        Published(parse_edtf(reference), Basis.STATED)
        if reference
        else Published(None, Basis.UNKNOWN)
    )
    blocks = [
        Block(Span(m.start(), m.end()), BlockKind.PARAGRAPH)
        for m in re.finditer(r"[^\n]+", text)
    ]
    return Article("a", text, tuple(blocks), published)


def find(text: str, reference: str | None = "2025-02-12") -> tuple[Timex, ...]:
    made = article(text, reference)
    quoted = quotation.find(text, [b.span for b in made.blocks], ELIDED)
    return dates.find(made, PARSER.parse(made, PACK), quoted, PACK)


def marked(text: str, reference: str | None) -> str:
    done, out = 0, ""
    for timex in find(text, reference):
        out += f"{text[done : timex.span.start]}⟦{timex.span.of(text)} → {timex.value or '?'}⟧"
        done = timex.span.end
    return out + text[done:]


def cases() -> list[object]:
    found = []
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            head, bar, tail = case.partition(" | ")
            reference, expected = (head, tail) if bar else ("2025-02-12", case)
            found.append(
                pytest.param(
                    reference.replace("-", "") and reference,
                    expected,
                    id=f"{path.stem}: {case[:60]}",
                )
            )
    return found


@pytest.mark.parametrize(("reference", "expected"), cases())
def test_each_expression_is_found_and_valued(reference: str, expected: str) -> None:
    assert (
        marked(MARK.sub(r"\1", expected), reference if reference != "-" else None)
        == expected
    )


def only(text: str, reference: str | None = "2025-02-12") -> Timex:
    (timex,) = find(text, reference)
    return timex


@pytest.mark.parametrize(
    ("text", "reference", "kind", "value"),
    [
        ("Il est venu le 3 mars 2020.", "2025-02-12", AnchorKind.EXPLICIT, ""),
        ("Il est venu mardi.", "2025-02-12", AnchorKind.PUBLICATION, "2025-02-12"),
        ("Il est venu mardi.", None, AnchorKind.NONE, ""),
        (
            "Il est venu trois jours après le 12 janvier 2020.",
            "2025-02-12",
            AnchorKind.PHRASE,
            "",
        ),
    ],
    ids=["explicit", "publication", "none", "phrase"],
)
def test_a_dating_names_its_anchor(
    text: str, reference: str | None, kind: AnchorKind, value: str
) -> None:
    anchor = only(text, reference).anchor
    assert (anchor.kind, anchor.value) == (kind, value)


def test_an_antecedent_is_shown_with_its_words() -> None:
    text = "Le barrage a cédé le 6 juin 2023. Le lendemain, il pleuvait."
    anchor = find(text)[1].anchor
    assert anchor.kind is AnchorKind.ANTECEDENT
    assert anchor.span is not None
    assert anchor.span.of(text) == "6 juin 2023"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Il vient lundi.", DatingType.DATE),
        ("Il vient cette semaine.", DatingType.PERIOD),
        ("Il reste trois jours.", DatingType.DURATION),
        ("Il vient chaque lundi.", DatingType.SET),
    ],
    ids=["date", "period", "duration", "set"],
)
def test_a_dating_has_a_type(text: str, kind: DatingType) -> None:
    assert only(text).type is kind


def test_a_part_of_the_day_is_carried() -> None:
    assert [
        d.daypart
        for d in find(
            "Il est venu mardi soir et reparti ce matin, dans la nuit de mercredi à jeudi."
        )
    ] == [
        "EV",
        "MO",
        "NI",
    ]


def test_a_duration_since_the_reference_says_both_how_long_and_since_when() -> None:
    timex = only("La guerre dure depuis trois ans.")
    assert (timex.duration, timex.date and timex.date.edtf) == ("P3Y", "2022~/..")


def test_what_narrowed_a_month_is_told() -> None:
    text = "À l’approche du troisième anniversaire de l’offensive lancée le 24 février 2022, ils se sont parlé mercredi."
    reason = find(text, "2025-02")[2].reason
    assert "février 2025" in reason
    assert "troisième anniversaire" in reason
    assert "24 février 2025" in reason


def test_only_what_the_article_tells_is_read() -> None:
    text = "Publié lundi\nIl est venu mardi."
    made = article(text)
    header = Block(made.blocks[0].span, BlockKind.HEADER)
    told = Article("a", text, (header, made.blocks[1]), made.published)
    found = dates.find(told, PARSER.parse(told, PACK), (), PACK)
    assert [d.span.of(text) for d in found] == ["mardi"]


@pytest.mark.parametrize("reference", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "words",
    [
        "hier",
        "demain",
        "mardi",
        "dans deux siècles",
        "il y a deux siècles",
        "« hier »",
        "le week-end prochain",
    ],
)
def test_at_the_ends_of_the_calendar_a_value_stays_open(
    words: str, reference: str
) -> None:
    found = find(words, reference)
    assert found
    assert all(timex.date is None or timex.date.edtf for timex in found)


PLANS = case_files.read("plans")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def is_not_over(plan: str, weekday: str, published: date) -> bool:
    text = plan.format(weekday)
    moment = only(text, f"{published}").date
    return moment is not None and moment.latest >= published


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_for_the_weekday_of_yesterday_is_not_of_yesterday(plan: str) -> None:
    assert is_not_over(plan, "mardi", date(2025, 3, 12))


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(PLANS),
    st.sampled_from(WEEKDAYS),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
def test_what_is_planned_or_demanded_is_never_before_publication(
    plan: str, weekday: str, published: date
) -> None:
    assert is_not_over(plan, weekday, published)


WORDS = st.sampled_from(
    [
        "lundi",
        "mardi",
        "le",
        "la",
        "du",
        "au",
        "de",
        "à",
        "3",
        "5",
        "12",
        "mars",
        "2024",
        "2025",
        "février",
        "hier",
        "demain",
        "il",
        "y",
        "a",
        "trois",
        "jours",
        "dernier",
        "prochain",
        "entre",
        "et",
        "-",
        ",",
        ".",
        "depuis",
        "avant",
        "fin",
        "début",
        "mi",
        "semaine",
        "cette",
        "dans",
        "la",
        "nuit",
        "Noël",
        "«",
        "»",
        "a",
        "déclaré",
        "partira",
        "janvier",
        "30",
        "99",
        "siècle",
        "XIXe",
        "premier",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORDS, max_size=25).map(" ".join),
    st.sampled_from(["2025-02-12", "2025-02", "2025", None]),
)
def test_datings_come_in_order_apart_and_with_bounds_that_hold(
    text: str, reference: str | None
) -> None:
    found = find(text, reference)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for timex in found:
        assert timex.reason
        moment = timex.date
        if moment is not None:
            assert parse_edtf(moment.edtf) == moment
            assert all(
                moment.earliest <= day <= moment.latest for day in moment.candidates
            )


@settings(max_examples=80, deadline=None)
@given(
    st.lists(WORDS, max_size=15).map(" ".join),
    st.lists(WORDS, max_size=15).map(" ".join),
)
def test_a_paragraph_behind_changes_nothing_before_it(first: str, second: str) -> None:
    # The tagger sees some words across a bound: a sentence without dates keeps them apart.
    text = f"{first}\nIl pleut encore sur la ville et sur les champs."
    alone, more = find(text), find(f"{text}\n{second}")
    assert more[: len(alone)] == alone


@pytest.mark.parametrize(
    ("piece", "length"),
    [
        ("lundi ", 50_000),
        ("0123456789 ", 50_000),
        ("   ", 50_000),
        ("il y a trois ", 50_000),
        ("le 3 mars ", 12_500),
        ("du 3 au ", 12_500),
        ("de lundi à ", 12_500),
        ("3-", 12_500),
        ("vingt-", 12_500),
        ("entre le 12 et ", 12_500),
        ("« hier ", 12_500),
    ],
)
def test_the_time_is_linear(piece: str, length: int) -> None:
    assert grows_linearly(lambda n: find(piece * n), length // len(piece) // 4)
