"""Pairs of short articles through the whole line: one event told twice is one, two that only look alike are two."""

from __future__ import annotations

import case_files
import pytest

from builder import ingest
from builder.config import Settings
from builder.model.article import Basis, Published
from builder.model.dates import parse_edtf
from builder.pipeline import annotate, assemble, load_resources


@pytest.fixture(scope="module")
def tools():
    return load_resources(Settings())


def told(case, name, tools):
    given = str(case[name]["date"])
    published = (
        Published(parse_edtf(given), Basis.STATED)
        if given
        else Published(None, Basis.UNKNOWN)
    )
    return annotate(
        ingest.plain(case[name]["text"], name, published, tools.pack), tools
    )


@pytest.mark.parametrize("case", case_files.with_gaps("look_alikes"))
def test_two_articles_tell_one_event_or_two(case, tools):
    articles = [told(case, name, tools) for name in ("a", "b")]
    assert all(a.event_mentions for a in articles), "an article tells nothing"
    events = assemble(articles, Settings(), tools).events
    joined = [e for e in events if len({c.article for c in e.mentions}) > 1]
    assert bool(joined) is case["one"]
