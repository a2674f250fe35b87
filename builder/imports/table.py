"""Tables of articles: CSV, JSON Lines, a JSON list. Columns go by the names that keys of a front matter have."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from builder.errors import ArticleRefusedError, Place, message, problem
from builder.imports.found import (
    COLUMNS,
    Found,
    doubted,
    foreign,
    joined,
    language_code,
)
from builder.imports.markup import of_fragment
from builder.imports.moments import day_in
from builder.ingest.front_matter import says_nothing
from builder.ingest.key_names import key_names
from builder.lang.schema_imports import ImportWords
from builder.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.errors import Message
    from builder.imports.found import Source
    from builder.lang.pack import LanguagePack

Row = dict[str, str]

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 20_000_000
_TEXT_AVERAGE = 300
"""Characters that a column of texts has on average, at least, where no name tells it."""

_MOST_SHOWN = 12


def read_csv(source: Source) -> Iterator[Found]:
    """The rows of a table, whatever stands between its columns."""
    text = decode(source.raw, source.name).lstrip("\ufeff")
    csv.field_size_limit(_LONGEST_CELL)
    with foreign(source.name):
        rows = [_named(row) for row in rows_of(text)]
    articles = list(_articles(rows, source))
    if articles and text.count('"') % 2:
        # The last cell begins with a quotation mark and never ends.
        articles[-1] = doubted(articles[-1])
    yield from articles


def read_json(source: Source) -> Iterator[Found]:
    """The objects of a list, or of an object that holds one."""
    data = _json(decode(source.raw, source.name), Place(source.name))
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list)]
        data = max(lists, key=len, default=[data])
    yield from _articles(_objects(data), source)


def read_lines(source: Source) -> Iterator[Found]:
    """The objects of a file that has one a line."""
    lines = decode(source.raw, source.name).split("\n")
    data = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = Place(source.name, line=number)
            data.append(_json(line, where))
    yield from _articles(_objects(data), source)


def columns(rows: Sequence[Row], source: Source) -> dict[str, str]:
    """Which column holds what, by our names: as the author says, else by the columns' names, the text by its length.

    Raises:
        ArticleRefusedError: where the author names a column that there is not, or none holds texts.
    """
    there = list(dict.fromkeys(name for row in rows for name in row))
    listed = ", ".join(there[:_MOST_SHOWN])
    for theirs in source.columns.values():
        if theirs not in there:
            absent = problem(
                source.name, "imports.no-column", name=theirs, columns=listed
            )
            raise ArticleRefusedError(absent)
    chosen = _by_name(there, source)
    if "text" not in chosen:
        left = [name for name in there if name not in chosen.values()]
        chosen["text"] = _text_column(rows, left, source.pack)
    if not chosen["text"]:
        none = problem(source.name, "imports.no-text-column", columns=listed)
        raise ArticleRefusedError(none)
    return chosen


def _by_name(there: Sequence[str], source: Source) -> dict[str, str]:
    """The columns that the author names, and those whose own names tell what they hold."""
    chosen = dict(source.columns)
    names = key_names(source.pack)
    for name in there:
        ours = names.get(name.strip().lower(), "")
        if ours in COLUMNS and name not in chosen.values():
            chosen.setdefault(ours, name)
    return chosen


def _articles(rows: Sequence[Row], source: Source) -> Iterator[Found]:
    if not rows:
        return
    chosen = columns(rows, source)
    taken = tuple(sorted(chosen.items()))
    left = set().union(*rows) - set(chosen.values())
    doubts: tuple[Message, ...] = ()
    if left:
        listed = ", ".join(sorted(left)[:_MOST_SHOWN])
        doubts = (message("imports.columns-left", columns=listed),)
    for number, row in enumerate(rows, 1):
        cells = {ours: row.get(theirs, "").strip() for ours, theirs in chosen.items()}
        authors = cells.get("author", "").split(";")
        yield Found(
            text=joined(of_fragment(cells["text"])),
            title=" ".join(of_fragment(cells.get("title", ""))),
            published=_day(cells.get("published", ""), source.pack),
            outlet=cells.get("outlet", ""),
            authors=tuple(filter(None, map(str.strip, authors))),
            url=cells.get("url", ""),
            language=language_code(cells.get("language", ""), source.pack),
            rights=cells.get("rights", ""),
            place=str(number),
            taken=taken,
            doubts=doubts if number == 1 else (),
        )


def _day(written: str, pack: LanguagePack) -> str:
    return day_in(written, pack) or written


def _text_column(rows: Sequence[Row], names: Sequence[str], pack: LanguagePack) -> str:
    for known in pack.words(ImportWords).text_columns:
        for name in names:
            if name.strip().lower() == known:
                return name
    lengths = {name: sum(len(row.get(name, "")) for row in rows) for name in names}
    longest = max(names, key=lambda name: lengths[name], default="")
    is_long = longest and lengths[longest] >= _TEXT_AVERAGE * len(rows)
    return longest if is_long else ""


def rows_of(text: str) -> csv.DictReader[str]:
    """The rows of a table as they stand there; between its columns is what the line of their names has most of."""
    names, _, _ = text.partition("\n")
    between = max(_DELIMITERS, key=names.count)
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=between)


def _named(row: Mapping[str | None, Any]) -> Row:
    """A row by its columns; cells beyond the last column have no name, and missing ones no text."""
    return {name: _written(value) for name, value in row.items() if name is not None}


def _json(text: str, where: Place) -> Any:  # noqa: ANN401 - whatever it holds
    with foreign(where):
        return json.loads(text)


def _objects(data: object) -> list[Row]:
    if not isinstance(data, list):
        return []
    return [_row(value) for value in data if isinstance(value, dict)]


def _row(value: Mapping[str, object]) -> Row:
    return {str(name): _written(cell) for name, cell in value.items()}


def _written(cell: object) -> str:
    if isinstance(cell, list):
        return "; ".join(filter(None, map(_written, cell)))
    if isinstance(cell, dict):
        return str(cell.get("name", ""))
    words = "" if cell is None else str(cell)
    return "" if says_nothing(words.strip()) else words
