"""How much happened when: a column a month or a year, each a link to that time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.pages import page, periods
from builder.pages.facts_file import period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.pages.index import DossierIndex

_MONTHS = 24
"""Months at most, beyond which years are drawn, and years, beyond which decades are."""

_YEARS = 40
HIGH = 40
"""Height of the highest column."""


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A column."""

    period: str
    """`2025-03`, `2025`, `201` for the 2010s: how the periods of its facts begin."""

    words: str
    address: str
    """As links in raw HTML have it."""

    count: int
    height: int
    gap: bool
    """Whether time without facts was left out before it."""


def periods_of(index: DossierIndex, path: str) -> Sequence[PeriodView]:
    """The columns in the order of time; nothing where fewer than two are to be drawn."""
    first_page: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for part in index.chronology_parts:
        for event in part.items:
            name = period(event)
            if name:
                counted[name] += 1
                first_page.setdefault(name, part.name)
    width = _width(counted)
    columns: Counter[str] = Counter()
    pages: dict[str, str] = {}
    for name, count in counted.items():
        columns[name[:width]] += count
        pages.setdefault(name[:width], first_page[name])
    if len(columns) <= 1:
        return ()
    highest = max(columns.values())
    views: list[PeriodView] = []
    before = ""
    for name, count in columns.items():
        view = PeriodView(
            period=name,
            words=_words(name, index.dossier.language),
            address=page.site(path, _address(name, pages)),
            count=count,
            height=max(2, round(HIGH * count / highest)),
            gap=bool(before) and not _follows(before, name),
        )
        views.append(view)
        before = name
    return views


def _width(counted: Mapping[str, int]) -> int:
    """Characters of a period by which facts are gathered: 7 for months, 4 for years, 3 for decades."""
    if len({name[:7] for name in counted}) <= _MONTHS:
        return 7
    return 4 if len({name[:4] for name in counted}) <= _YEARS else 3


def _words(name: str, language: str) -> str:
    if len(name) < 4:  # noqa: PLR2004 - a decade
        return f"{name}0"
    return periods.words(name, language)


def _address(name: str, pages: Mapping[str, str]) -> str:
    if pages[name]:
        return page.chronology(pages[name])
    return f"{page.CHRONOLOGY}#a-{name[:4]}"


def _follows(before: str, after: str) -> bool:
    """Whether nothing lies between two columns: a year goes before its months."""
    if after.startswith(before):
        return True
    return _number(after) - _number(before) <= 1


def _number(name: str) -> int:
    year, _, month = name.partition("-")
    return int(year) * 12 + int(month) if month else int(year)
