"""A run says how far it has come: over and over on a terminal, in plain lines elsewhere, nothing where nobody asks."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from builder.cli import main
from builder.progress import Bar, Lines

if TYPE_CHECKING:
    from pathlib import Path


def told(kind: type[Bar | Lines], articles: int) -> str:
    """What is written while so many articles of ten words are read."""
    stream = io.StringIO()
    progress = kind(stream)
    progress.stage("lecture")
    progress.stage("annotation", articles)
    for _ in range(articles):
        progress.article(10)
    progress.end()
    return stream.getvalue()


def test_a_bar_fills_and_is_wiped() -> None:
    shown = told(Bar, 2).split("\r\x1b[K")
    assert "lecture…" in shown
    bars = [re.findall("[█░]+", part) for part in shown if "annotation" in part]
    assert bars == [["░" * 24], ["█" * 12 + "░" * 12], ["█" * 24]]
    assert shown[-1] == ""


def test_lines_come_by_tenths() -> None:
    lines = told(Lines, 40).splitlines()
    assert lines[:2] == ["lecture…", "annotation…"]
    assert len(lines) == 12
    assert all(re.search(r"\d+/40 articles, .* mots par seconde", x) for x in lines[2:])
    assert not re.search("[\r\x1b█]", "".join(lines))


def test_a_quiet_build_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Un texte.")
    assert main(["build", "-q", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("number", ["0", "-1", "deux"])
def test_a_number_of_workers_is_one_or_more(number: str) -> None:
    assert main(["build", "--workers", number]) == 2
