from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.dates import parse_edtf
from builder.pages import svg_time
from builder.pages.svg_time import DaySpan, day_span, letters, name, scale

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.toordinal)


def one(edtf: str) -> DaySpan:
    found = day_span(parse_edtf(edtf))
    assert found
    return found


def named(*edtf: str, news: str | None = None, width: float = 590) -> list[str]:
    columns = scale(
        [one(e) for e in edtf], one(news).first if news else None, 0, width
    ).columns
    return [name(c, "fr") if c.months else "…" for c in columns]


@pytest.mark.parametrize(
    ("edtf", "columns"),
    [
        (["2025-03-14"], ["mars 2025"]),
        (["2025-03", "2025-05"], ["mars 2025", "avril 2025", "mai 2025"]),
        (["2025-03", "2025-07"], ["mars 2025", "…", "juillet 2025"]),
        (["2024-12-31", "2025-01-01"], ["décembre 2024", "janvier 2025"]),
        (
            ["0001", "9999"],
            ["janvier 1", "…", "décembre 1", "…", "janvier 9999", "…", "décembre 9999"],
        ),
        (
            [f"{y}-06-01" for y in range(2000, 2020)],
            [str(y) for y in range(2000, 2020)],
        ),
        (
            [f"{y}-06-01" for y in range(1700, 2000, 10)],
            [f"{y}–{y + 49}" for y in range(1700, 2000, 50)],
        ),
    ],
    ids=[
        "a day",
        "few empty months are drawn",
        "more are cut out",
        "turn of the year",
        "all time",
        "years",
        "half centuries",
    ],
)
def test_columns(edtf, columns):
    assert named(*edtf) == columns


def test_the_story_before_the_news_may_have_longer_periods():
    past = [f"{y}-06-01" for y in range(2008, 2024)]
    assert named(*past, "2025-01", "2025-02", "2025-03", news="2025-01")[-3:] == [
        "janvier 2025",
        "février 2025",
        "mars 2025",
    ]
    assert named(*past, "2025-01", "2025-02", "2025-03", news="2025-01")[0] == "2008"


@given(st.lists(DAYS, min_size=1, max_size=60), st.none() | DAYS)
def test_columns_follow_each_other_and_hold_every_day(days, news):
    found = scale([DaySpan(d, d) for d in days], news, 10, 300)
    for a, b in pairwise(found.columns):
        assert a.last + 1 == b.first
        assert a.end == pytest.approx(b.x)
    assert all(found.within(DaySpan(d, d)) for d in days)
    xs = [found.at(d) for d in sorted(days)]
    assert xs == sorted(xs)


@given(st.lists(DAYS, min_size=1, max_size=8))
def test_columns_are_wide_enough_to_be_touched(days):
    columns = scale([DaySpan(d, d) for d in days], None, 0, 590).columns
    assert min(c.width for c in columns if c.months) >= 26


@pytest.mark.parametrize(
    ("months", "day", "words", "letter"),
    [
        (1, "2025-02-03", "février 2025", "F"),
        (3, "2025-02-03", "1er trimestre 2025", "T1"),
        (6, "2025-08-03", "juillet–décembre 2025", "S2"),
        (12, "2025-08-03", "2025", ""),
        (120, "2025-08-03", "2020–2029", ""),
    ],
)
def test_names_of_periods(months, day, words, letter):
    column = svg_time._period(date.fromisoformat(day).toordinal(), months)
    assert (
        date.fromordinal(column.last) + timedelta(1)
        > date.fromisoformat(day)
        >= column.start
    )
    assert (name(column, "fr"), letters(column, "fr")) == (words, letter)
