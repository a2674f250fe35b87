"""The clauses of French press sentences, as `clauses.yml` says them."""

from __future__ import annotations

import pytest
from clause_table import Case, Comparison, cases, doc_of

CASES = list(cases())
FEWEST = 300


def marked(case: Case) -> object:
    marks = ()
    if case.unreached:
        marks = (pytest.mark.xfail(reason=case.unreached, strict=True),)
    return pytest.param(case, id=f"{case.phenomenon}-{case.text[:40]}", marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_clauses_are_what_the_sentence_says(case: Case) -> None:
    assert not Comparison(case, doc_of(case.text)).wrong


def test_the_table_is_whole() -> None:
    assert len(CASES) >= FEWEST
    assert len({case.text for case in CASES}) == len(CASES)
