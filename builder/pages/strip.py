"""How much happened when: a column a month or a year, each a link to that time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import get_month_names

from builder.pages import page
from builder.pages.facts_file import period
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.pages.index import DossierIndex

_MONTHS = 26
"""Months at most, beyond which years are drawn."""

_BEFORE = "<"

HIGH = 40
"""Height of the highest column."""


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A column."""

    period: str
    """`2025-03`, `2025`: how the periods of its facts begin; `<2024-09`: all before."""

    words: str
    address: str
    """As links in raw HTML have it."""

    count: int
    height: int
    gap: bool
    """Whether time without facts was left out before it."""


def periods_of(
    index: DossierIndex, anchors: frozenset[str] = frozenset()
) -> Sequence[PeriodView]:
    """The columns in the order of time; nothing where fewer than two are to be drawn.

    Args:
        index: the dossier.
        anchors: ids of the years and months that stand on the page of the columns.
    """
    first_page: dict[str, str] = {}
    counted: Counter[str] = Counter()
    start = _start(index)
    for part in index.chronology_parts:
        for event in part.items:
            name = period(event)
            if not name:
                continue
            # decades of recalls would make the story a sliver at the edge
            if name < start:
                name = f"{_BEFORE}{start}"
            counted[name] += 1
            first_page.setdefault(name, part.name)
    width = _width(counted)
    columns: Counter[str] = Counter()
    pages: dict[str, str] = {}
    for name, count in counted.items():
        short = name if name.startswith(_BEFORE) else name[:width]
        columns[short] += count
        pages.setdefault(short, first_page[name])
    if len(columns) <= 1:
        return ()
    highest = max(columns.values())
    views: list[PeriodView] = []
    before = ""
    for name in sorted(columns, key=_order):
        count = columns[name]
        view = PeriodView(
            period=name,
            words=_words(name, index.dossier.language),
            address=page.site(page.CHRONOLOGY, _address(name, pages, anchors)),
            count=count,
            height=max(2, round(HIGH * count / highest)),
            gap=not _follows(before, name),
        )
        views.append(view)
        before = name
    return views


def _start(index: DossierIndex) -> str:
    """The year before that of the first article; empty where no article has a date."""
    first = index.first_day
    return f"{first.year - 1:04d}" if first else ""


def _width(counted: Mapping[str, int]) -> int:
    """Characters of a period by which facts are gathered: 7 for months, 4 for years."""
    return 7 if len(counted) <= _MONTHS else 4


def _order(name: str) -> tuple[bool, str]:
    return not name.startswith(_BEFORE), name


def _words(name: str, language: str) -> str:
    """The period in few words: `sept. 2025`, `avant 2025` for what is recalled."""
    if name.startswith(_BEFORE):
        say = page_phrases(language, "periods")
        return say("before", period=name[1:5])
    year, _, month = name.partition("-")
    if not month:
        return year
    short = get_month_names("abbreviated", locale=language)[int(month)]
    return f"{short} {year}"


def _address(name: str, pages: Mapping[str, str], anchors: frozenset[str]) -> str:
    if pages[name]:
        return page.chronology(pages[name])
    # the month, else its year; what is on neither is recalled before all
    for anchor in (f"m-{name}", f"a-{name[:4]}"):
        if anchor in anchors:
            return f"{page.CHRONOLOGY}#{anchor}"
    return f"{page.CHRONOLOGY}#avant"


def _follows(before: str, after: str) -> bool:
    """Whether nothing lies between two columns, or before the first: a year goes before its months."""
    # every name begins with that of none
    if after.startswith(before) or before.startswith(_BEFORE):
        return True
    return _number(after) - _number(before) <= 1


def _number(name: str) -> int:
    year, _, month = name.partition("-")
    return int(year) * 12 + int(month) if month else int(year)
