"""The tables of cases under `tests/cases/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

_FOLDER = Path(__file__).parent / "cases"


def read(name: str) -> Any:
    """The table of that name: a list of cases, or lists of them by group."""
    return yaml.safe_load((_FOLDER / f"{name}.yml").read_text("utf-8"))


def with_gaps(name: str) -> list[object]:
    """Every case of a table; one with a `gap` is expected to fail, and says so when it passes."""
    found: list[object] = []
    for case in read(name):
        gap = case.get("gap")
        marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
        found.append(pytest.param(case, id=case["id"], marks=marks))
    return found
