"""How long lists are cut: by letter, by time, by weight; and what the pages are called."""

from __future__ import annotations

import pytest

from builder.model.dates import parse_edtf
from builder.pages import parts, periods


@pytest.mark.parametrize(
    ("weights", "runs"),
    [
        ([], []),
        ([1, 1, 1], [[1, 1, 1]]),
        ([2, 2, 1], [[2], [2, 1]]),
        ([9, 1], [[9], [1]]),
        ([1, 9], [[1], [9]]),
    ],
    ids=["nothing", "fits", "cut", "heavier alone", "heavier after"],
)
def test_no_run_weighs_more_than_it_may(weights, runs):
    assert list(parts.cut(weights, 3, lambda item: item)) == runs


def test_a_group_that_is_too_long_has_numbered_pages():
    cut = list(parts.parts({"a": [1, 2, 3], "b": [4]}, 2))
    assert [(part.name, part.number, part.items) for part in cut] == [
        ("a", 1, [1, 2]),
        ("a-2", 2, [3]),
        ("b", 1, [4]),
    ]


@pytest.mark.parametrize(
    ("words", "letter"),
    [
        ("Élysée", "e"),
        ("œuvre", "o"),
        ("2 000 arbres", "autres"),
        ("« Nom »", "autres"),
        ("", "autres"),
        ("Łódź", "l"),
        ("北京", "autres"),
    ],
)
def test_the_letter_of_a_name(words, letter):
    assert parts.letter(words) == letter


def test_letters_are_in_order_and_other_signs_last():
    groups = parts.by_letter(["2", "Zoé", "Abel"], str)
    assert list(groups.items()) == [("a", ["Abel"]), ("z", ["Zoé"]), ("autres", ["2"])]


def by_time(*dates: str | None) -> dict[str, int]:
    """How many of those dates each page has, where no page has more than 40."""
    moments = [parse_edtf(date) if date else None for date in dates]
    groups = parts.by_time(moments, periods.year, periods.month, 40)
    return {name: len(within) for name, within in groups.items()}


@pytest.mark.parametrize(
    ("dates", "pages"),
    [
        (["2016"] * 25, {"2016": 25}),
        (["1925", "1990", *["2016"] * 25], {"1925--2016": 27}),
        ([*["2015"] * 25, *["2016"] * 25, "2017"], {"2015": 25, "2016": 25, "2017": 1}),
        (["2016-01"] * 30 + ["2016-05"] * 30, {"2016-01": 30, "2016-05": 30}),
        (["2016", *["2016-03"] * 39, *["2016-05"] * 30], {"2016-03": 40, "2016-05": 30}),
        (["2016-03"] * 50, {"2016-03": 50}),
        (["2016", None], {"2016": 1, "sans-date": 1}),
        ([], {}),
    ],
    ids=[
        "a year",
        "few with those that follow",
        "a year of its own",
        "months of a full year",
        "of no month before its months",
        "a full month stays one group",
        "undated alone",
        "nothing",
    ],
)  # fmt: skip
def test_pages_by_time(dates, pages):
    assert by_time(*dates) == pages


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("2016", "2016"),
        ("2016-03", "mars 2016"),
        ("1925--2012", "1925 – 2012"),
        ("2016-09--2017", "septembre 2016 – 2017"),
        ("sans-date", "Sans date"),
    ],
)
def test_a_period_in_words(group, words):
    assert periods.words(group, "fr") == words


@pytest.mark.parametrize(
    ("edtf", "month"),
    [
        ("2025-03-12", "2025-03"),
        ("2025", ""),
        ("2025-01-04", "2025-01"),
        ("2025-01/2025-06", ""),
        ("../2024-05", "2024-05"),
        (None, ""),
    ],
)
def test_the_month_of_a_moment(edtf, month):
    assert periods.month(parse_edtf(edtf) if edtf else None) == month


def test_a_page_leads_to_those_beside_it():
    views = [parts.PartView(name, name, 1) for name in "abc"]
    beside = [(way.before, way.after) for _, way in parts.ways(views)]
    assert beside == [(None, views[1]), (views[0], views[2]), (views[1], None)]


def test_the_page_that_leads_to_all_is_beside_none():
    way = parts.Way([parts.PartView("a", "a", 1)])
    assert (way.before, way.after) == (None, None)
