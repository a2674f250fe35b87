"""All facts in one small file, all names in another: what the filters choose from, whatever page they stand on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from builder.pages import periods, views
from builder.pages.kinds import named, slug_of
from builder.pages.telling import tellers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.model.event import Event
    from builder.pages.index import DossierIndex

FACTS = "donnees/faits.js"
NAMES = "donnees/noms.js"
"""Scripts and no JSON: a page that is read from a disk may load those, and nothing else."""


class _Table:
    """Values once each, by their number."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._numbers: dict[str, int] = {}

    def number(self, key: str, *row: str) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append([key, *row])
        return self._numbers[key]


def facts(index: DossierIndex) -> str:
    """A script that sets one value: tables of names, kinds and articles, and a row a fact, in the order of time.

    A row: id, title, when in words, period, first and last year (0 where open or unknown), kind, certainty, actors,
    places, articles, whether background, page of the chronology that has it.
    """
    names, kinds, articles, pages = _Table(), _Table(), _Table(), _Table()
    rows: list[list[object]] = []
    for part in index.chronology_parts:
        page = pages.number(part.name)
        for event in part.items:
            kind = named(index, event)
            told = [
                articles.number(one, views.label(index.articles[one].article))
                for one in sorted(tellers(event), key=index.ranks.__getitem__)
            ]
            actors = dict.fromkeys(one.entity for one in event.participants)
            rows.append(
                [
                    event.id,
                    event.title,
                    views.happened(event).words,
                    period(event),
                    *_years(event),
                    kinds.number(slug_of(kind), kind),
                    event.modality.value,
                    _numbers(index, names, actors),
                    _numbers(index, names, event.places),
                    told,
                    int(event.background),
                    page,
                ]
            )
    found = {
        "noms": names.rows,
        "genres": kinds.rows,
        "articles": articles.rows,
        "pages": [row[0] for row in pages.rows],
        "faits": rows,
    }
    return _script("dossierFaits", found)


def names(index: DossierIndex) -> str:
    """A script that sets one value: for each name its words, one line on who that is, and the page that has it."""
    rows: list[tuple[str, str, str]] = []
    for one in index.listed:
        address = index.entity_address(one.entity.id).replace(".md", "")
        line = index.line(one.entity, index.latest)
        rows.append((one.words, line, address))
    return _script("dossierNoms", rows)


def _script(name: str, value: object) -> str:
    # escapes for all but ASCII: nothing in it can end the line, or the script
    data = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return f"window.{name}={data};\n"


def period(event: Event) -> str:
    """`2025-03`, the year alone where it is wider than a month, empty without a date."""
    year = periods.year(event.moment)
    if year == periods.UNDATED:
        return ""
    return periods.month(event.moment) or year


def _years(event: Event) -> tuple[int, int]:
    moment = event.moment
    if moment is None:
        return 0, 0
    first = moment.earliest.year if moment.earliest else 0
    last = moment.latest.year if moment.latest else 0
    return first, last


def _numbers(index: DossierIndex, table: _Table, ids: Iterable[str]) -> list[int]:
    entities = index.entities(ids)
    return [table.number(one.id, one.name, one.type) for one in entities]
