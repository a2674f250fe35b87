"""EDTF values: what is read, what is refused, bounds against the `edtf` package, order, compatibility."""

from __future__ import annotations

from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import NotUnderstoodError
from builder.model.dates import (
    EdtfDate,
    Precision,
    between,
    day,
    meet,
    one_of,
    parse_edtf,
)

VALUES = {
    "2025": ("2025-01-01", "2025-12-31", Precision.YEAR),
    "2024-02": ("2024-02-01", "2024-02-29", Precision.MONTH),
    "2025-02-12": ("2025-02-12", "2025-02-12", Precision.DAY),
    "2024-22": ("2024-06-01", "2024-08-31", Precision.SEASON),
    "199X": ("1990-01-01", "1999-12-31", Precision.DECADE),
    "18XX": ("1800-01-01", "1899-12-31", Precision.CENTURY),
    "2022-02/..": ("2022-02-01", None, Precision.OPEN),
    "../2013": (None, "2013-12-31", Precision.OPEN),
    "/2025-02-12": (None, "2025-02-12", Precision.FUZZY),
    "2025-02-12/": ("2025-02-12", None, Precision.FUZZY),
    "[2025-02-05,2025-02-12]": ("2025-02-05", "2025-02-12", Precision.SET),
    "2025-02-03/2025-02-09": ("2025-02-03", "2025-02-09", Precision.WEEK),
    "2024-10/2024-12": ("2024-10-01", "2024-12-31", Precision.QUARTER),
    "2024-07/2024-12": ("2024-07-01", "2024-12-31", Precision.HALF_YEAR),
    "2024-12/2025-02": ("2024-12-01", "2025-02-28", Precision.SEASON),
    "2025-03-01~/2025-03-10~": ("2025-03-01", "2025-03-10", Precision.FUZZY),
    "2017-01/2021-01": ("2017-01-01", "2021-01-31", Precision.RANGE),
    "XXXX-02-29": (None, None, Precision.NONE),
}


@pytest.mark.parametrize(("value", "expected"), VALUES.items(), ids=VALUES)
def test_a_value_has_bounds_and_a_precision(
    value: str, expected: tuple[str | None, str | None, Precision]
) -> None:
    moment = parse_edtf(value)
    bounds = tuple(
        d.isoformat() if d else None for d in (moment.earliest, moment.latest)
    )
    assert (*bounds, moment.precision, moment.edtf) == (*expected, value)


@pytest.mark.parametrize(
    "value",
    ["", "0000", "2025-13", "2025-02-30", "2025-24", "99/99/9999", "/", "../..", "2025-03/2025-02", "XXXX", "199X-02", "20250212",
     "[2025-02-05]", "[2025-02-12,2025-02-05]", "[2025-02,2025-03]", "2025-02-12 ", "hier", "٢٠٢٥", "2025--02", "XXXX-02/2025"],
)  # fmt: skip
def test_what_is_no_value_is_refused_with_a_reason(value: str) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        parse_edtf(value)
    assert caught.value.message.code.startswith("dates.")


@pytest.mark.parametrize(
    "value",
    [
        "2025",
        "2024-02",
        "2025-02-12",
        "2017-01/2021-01",
        "2025-02-03/2025-02-09",
        "1999",
        "2025-03-01/2025-03-05",
    ],
)
def test_bounds_are_those_of_the_edtf_package(value: str) -> None:
    theirs = edtf.parse_edtf(value)
    moment = parse_edtf(value)
    low, high = theirs.lower_strict(), theirs.upper_strict()
    assert (moment.earliest, moment.latest) == (date(*low[:3]), date(*high[:3]))


@pytest.mark.parametrize("value", list(VALUES))
def test_the_edtf_package_reads_what_we_write(value: str) -> None:
    assert edtf.parse_edtf(value) is not None


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 30))


@given(st.lists(DAYS, min_size=1, max_size=6))
def test_the_bounds_of_a_set_hold_its_candidates(days: list[date]) -> None:
    moment = one_of(days)
    assert moment.earliest == min(days)
    assert moment.latest == max(days)
    assert set(moment.candidates or (moment.earliest,)) == set(days)
    assert parse_edtf(moment.edtf) == moment


@given(DAYS, DAYS)
def test_an_interval_is_written_and_read_again(first: date, second: date) -> None:
    start, end = sorted((first, second))
    moment = between(start, end)
    assert (moment.earliest, moment.latest) == (start, end)
    assert parse_edtf(moment.edtf) == moment


@given(st.sampled_from(list(VALUES)), st.sampled_from(list(VALUES)))
def test_compatible_goes_both_ways_and_what_they_share_lies_in_both(
    one: str, two: str
) -> None:
    first, second = parse_edtf(one), parse_edtf(two)
    assert first.compatible(second) == second.compatible(first)
    shared = meet(first, second)
    assert (shared is not None) == first.compatible(second)
    if shared is not None:
        assert shared.compatible(first)
        assert shared.compatible(second)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("2025-02", "2025-02-12", True),
        ("2025-02", "2025-03-01", False),
        ("[2025-02-05,2025-02-12]", "2025-02-12", True),
        ("[2025-02-05,2025-02-12]", "2025-02-06/2025-02-11", False),
        ("2022-02-24/..", "2025", True),
        ("../2013", "2014", False),
        ("2025-01-29~", "2025-01-28", True),
        ("2025-01-29~", "2025-01-20", False),
        ("2022~", "2021-11", True),
        ("XXXX-02-24", "2022-02-24", True),
        ("XXXX-02-24", "2022-03", False),
        ("XXXX-02-29", "2023", False),
    ],
    ids=str,
)
def test_compatible(one: str, two: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert parse_edtf(one).compatible(parse_edtf(two)) is expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (
            "[2025-02-05,2025-02-12,2025-02-26]",
            "../2025-02-23",
            "[2025-02-05,2025-02-12]",
        ),
        ("[2025-02-05,2025-02-12]", "2025-02-12", "2025-02-12"),
        ("2025-02", "2025-02-12", "2025-02-12"),
        ("2025-02-01/2025-02-20", "2025-02-10/2025-03-05", "2025-02-10/2025-02-20"),
        ("2025-02-10/..", "2025", "2025-02-10/2025-12-31"),
        ("1945-03-23/..", "2024-09~/..", "2024-09~/.."),
    ],
    ids=str,
)
def test_what_two_moments_share(one: str, two: str, expected: str) -> None:
    shared = meet(parse_edtf(one), parse_edtf(two))
    assert shared is not None
    assert shared.edtf == expected


def test_the_order_is_by_day_then_narrower_first_and_the_undated_last() -> None:
    ordered = [
        "../2013",
        "2025-01-01",
        "2025-01",
        "2025",
        "2025/..",
        "2025-02-12",
        "[2025-02-12,2025-02-19]",
        "XXXX-02-12",
    ]
    assert [
        m.edtf
        for m in sorted(map(parse_edtf, reversed(ordered)), key=lambda m: m.sort_key)
    ] == ordered


@given(DAYS, st.integers(0, 400))
def test_the_order_of_days_is_that_of_the_calendar(first: date, more: int) -> None:
    if first <= date(9998, 1, 1):
        assert (day(first).sort_key < day(first + timedelta(days=more)).sort_key) is (
            more > 0
        )


def test_a_moment_is_a_value() -> None:
    assert {
        parse_edtf("2025-02"),
        EdtfDate(*(getattr(parse_edtf("2025-02"), n) for n in EdtfDate.__slots__)),
    } == {parse_edtf("2025-02")}
