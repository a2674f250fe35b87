"""Which events tell the story."""

from __future__ import annotations

from dataclasses import replace

import made

from builder.pages.telling import turning_points


def test_a_title_stands_once_for_a_day():
    first = made.event(1, "2025-03-01")
    second = replace(made.event(2, "2025-03-01"), title=first.title)
    later = replace(made.event(3, "2025-03-02"), title=first.title)
    assert turning_points((first, second, later), 10) == [first, later]
