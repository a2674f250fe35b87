"""Tables that come back from a spreadsheet: ours with other values in some cells, or one with the keys of `corrections.yml`.

Spreadsheets write a day as their country does, and "2025-03" as "mars-25": both are read back.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from babel.dates import format_date

from builder.config.schema import OF_WORDS
from builder.errors import DossierError, Place, problem
from builder.export import tables
from builder.imports.found import foreign
from builder.imports.moments import day_in
from builder.imports.table import rows_of
from builder.lang.pack import language_pack
from builder.model.mention import EntityType
from builder.returned.wish import REJECTED, Says, Wish
from builder.text.decode import decode
from builder.text.fold import key as folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from builder.export.material import Material

Row = dict[str, str]

_KEYS = (*OF_WORDS, "published")
_NO = frozenset(("", "non", "no", "false", "faux", "0"))
_PLACE = ("article", "debut", "fin")
_SHORT_MONTH = re.compile(r"\D+(\d\d)")


def read(name: str, raw: bytes, material: Material) -> list[Wish]:
    """What the rows of a table decide that the dossier does not say by itself.

    Raises:
        DossierError: where it is no table, or none whose rows can be decisions.
    """
    text = decode(raw, name).lstrip("\ufeff")
    with foreign(name):
        reader = rows_of(text)
        rows = [_plain(row) for row in reader]
    columns = {column.strip() for column in reader.fieldnames or ()}
    if {"article", "quote"} <= columns:
        return list(_decisions(name, rows))
    for wanted, write, compare in _OURS:
        if {*_PLACE, *wanted} <= columns:
            now = _by_place(write(material))
            language = material.dossier.language
            return list(_changed(name, rows, now, compare, language))
    raise DossierError(problem(name, "returned.no-table"))


def _plain(row: Mapping[Any, str | None]) -> Row:
    """A row without what a spreadsheet needs: white space around, and the apostrophe that says "text"."""
    found = {}
    for name, cell in row.items():
        if isinstance(name, str) and isinstance(cell, str | None):
            words = (cell or "").strip()
            found[name.strip()] = re.sub(r"^'(?=[=+\-@＝＋－＠|])", "", words)
    return found


def _by_place(table: str) -> dict[tuple[str, ...], Row]:
    found: dict[tuple[str, ...], Row] = {}
    for row in tables.rows_of(table):
        plain = _plain(row)
        found[_place(plain)] = plain
    return found


def _place(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in _PLACE)


def _decisions(name: str, rows: list[Row]) -> Iterator[Wish]:
    """The rows of a table whose columns are the keys of an entry; a row of empty ones decides nothing."""
    for number, row in enumerate(rows, start=1):
        says = {key: _several(row[key]) for key in _KEYS if row.get(key)}
        if says.get("reject", ("non",))[0].lower() in _NO:
            says.pop("reject", None)
        if says:
            before, after = row.get("before", ""), row.get("after", "")
            where = Place(name, entry=number)
            yield Wish(where, row["article"], row["quote"], says, before, after)


def _changed(
    name: str,
    rows: list[Row],
    now: Mapping[tuple[str, ...], Row],
    compare: Callable[[Row, Row, str], Says],
    language: str,
) -> Iterator[Wish]:
    """The rows of one of our tables that say something else now; a row that the dossier has not is all new."""
    for number, row in enumerate(rows, start=1):
        says = compare(row, now.get(_place(row), {}), language)
        if says:
            start, end = _position(row["debut"]), _position(row["fin"])
            where = Place(name, entry=number)
            words = row.get("texte", "")
            yield Wish(where, row["article"], words, says, start=start, end=end)


def _position(cell: str) -> int:
    return int(cell) if cell.isdecimal() else -1


def _of_mention(row: Row, before: Row, language: str) -> Says:
    del language
    if row.get("lien", "") in REJECTED:
        return {} if before.get("lien") in REJECTED else {"reject": ()}
    says: Says = {}
    if row["entites"] and row["entites"] != before.get("entites"):
        says["entity"] = _several(row["entites"])
    if row["type"] and row["type"] != before.get("type"):
        says["type"] = (row["type"],)
    return says


def _of_date(row: Row, before: Row, language: str) -> Says:
    value, known = row["valeur"], before.get("valeur", "")
    if not value or _is_same(value, known, language):
        return {}
    if value in REJECTED:
        return {"reject": ()}
    return {"date": (_month(value, language) or value,)}


def _of_quote(row: Row, before: Row, language: str) -> Says:
    del language
    who = _several(row["qui"])
    return {} if who == _several(before.get("qui", "")) else {"speaker": who}


def _of_doubt(row: Row, before: Row, language: str) -> Says:
    """A doubt with what a person wrote into the empty column."""
    del before
    value = row["decision"]
    if not value:
        return {}
    if value in REJECTED:
        return {"reject": ()}
    day = (_month(value, language) or value,)
    if row["nature"] == "article":
        return {"published": day}
    if row["nature"] == "date":
        return {"date": day}
    if row["nature"] == "quote":
        return {"speaker": _several(value)}
    return {"type" if value in [*EntityType] else "entity": (value,)}


_OURS = (
    (("entites", "type"), tables.mentions, _of_mention),
    (("valeur",), tables.times, _of_date),
    (("qui",), tables.quotes, _of_quote),
    (("doute", "decision"), tables.doubts, _of_doubt),
)
"""Columns by which a table is known, what writes it, and what tells a row from what it was."""


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split("|"))))


def _is_same(cell: str, known: str, language: str) -> bool:
    """Whether a spreadsheet would have made that of the value: to it "2025-03" is "mars-25" and "01/03/2025", a day "18/03/2025"."""
    if known in (cell, _month(cell, language), day_in(cell, language_pack(language))):
        return True
    return re.fullmatch(r"\d{4}-\d\d", known) is not None and cell == _first_day(known)


def _first_day(month: str) -> str:
    year, number = month.split("-")
    return f"01/{number}/{year}"


def _month(cell: str, language: str) -> str:
    """The month of "mars-25", as spreadsheets of that language write it; empty for anything else."""
    match = _SHORT_MONTH.fullmatch(cell)
    if match is None:
        return ""
    year = 2000 + int(match[1])
    for number in range(1, 13):
        written = format_date(date(year, number, 1), "MMM-yy", locale=language)
        if folded(written).replace(".", "") == folded(cell).replace(".", ""):
            return f"{year}-{number:02d}"
    return ""
