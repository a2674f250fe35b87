"""The data that ships with the program is read where PyYAML lacks libyaml, too."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

HOUSE = Path(__file__).parents[1] / "builder"
FILES = sorted([*HOUSE.glob("lang/**/*.yml"), *HOUSE.glob("kb/**/*.yml")])


def test_there_are_data_files() -> None:
    assert {path.parts[len(HOUSE.parts)] for path in FILES} == {"lang", "kb"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(HOUSE).as_posix())
def test_both_loaders_read_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    with_libyaml = yaml.load(text, Loader=yaml.CSafeLoader)
    assert yaml.load(text, Loader=yaml.SafeLoader) == with_libyaml
