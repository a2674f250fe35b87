"""Pairs of short articles through the whole line: one event told twice is one, two that only look alike are two."""

from __future__ import annotations

import case_files
import pytest

from builder.config import Settings
from builder.pipeline import annotate, assemble


@pytest.mark.parametrize("case", case_files.with_gaps("look_alikes"))
def test_two_articles_tell_one_event_or_two(case, article, resources):
    articles = []
    for name in ("a", "b"):
        given = article(case[name]["text"], str(case[name]["date"]), name)
        articles.append(annotate(given, resources))
    assert all(a.event_mentions for a in articles), "an article tells nothing"
    events = assemble(articles, Settings(), resources).events
    joined = [e for e in events if len({c.article for c in e.mentions}) > 1]
    assert bool(joined) is case["one"]
