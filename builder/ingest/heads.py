"""The head of an article as people paste it: which lines say who published it when, and which is its title.

A line belongs to the head where everything in it is understood: a day, an outlet, who wrote, figures and the words
that stand beside them. A line of which a part is not understood tells something, and stays in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.ingest.head_lines import (
    LABEL,
    LONGEST,
    LONGEST_NAME,
    Line,
    Weight,
    coded,
    is_prose,
    read_line,
)
from builder.ingest.outlets import outlet
from builder.lang.schema import ReadingWords
from builder.text.composed import composed, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack

_MOST_LINES = 16
"""Lines that a head has at most: exports of data bases give one to each fact."""

_NEAR_TOP = 4
"""Lines among which a day is rather that of publication than one that is told."""

_LONGEST_SECTION = 2
"""Words of one above everything else, where a title of names may stand as well."""

_TITLE_PARTS = re.compile(r"\s*[|\t]\s*|\s+[-–—]\s+")
_CODE = re.compile(r"(?P<key>[A-Z]{2,3})(?:[ \t]+(?P<value>\S.*))?")
_FEWEST_CODES = 3


class Head(NamedTuple):
    """What the first lines of a text say of it."""

    fields: Mapping[str, str]
    """By `published` (a day, ISO), `outlet`, `author` and `url`; what is not said is left out."""

    lines: frozenset[int]
    """Which lines, from 0, say nothing else."""

    title: int = -1
    """Which line holds the title for sure; -1 where the usual signs must tell."""

    title_at: slice = slice(0, 0)
    """Where in that line: `Titre : La piscine ferme`, `La piscine ferme | Le Figaro`."""


_NO_TITLE = (-1, slice(0, 0))
NO_HEAD = Head({}, frozenset())


def head(lines: Sequence[str], pack: LanguagePack) -> Head:
    """The head of a text of these lines; `NO_HEAD` where it has none, or nothing stands below it."""
    found = _head([composed(line) for line in lines], pack)
    if found.title < 0:
        return found
    at = places(lines[found.title])
    start, stop = found.title_at.start, found.title_at.stop
    return found._replace(title_at=slice(at[start], at[stop]))


def _head(lines: Sequence[str], pack: LanguagePack) -> Head:
    """The same of lines in their plain form."""
    top = list(_top(lines))
    read = _read(top, pack)
    _read_codes(top, read, pack)
    _read_labels(top, read)
    kept = _kept(read)
    if not kept or len(kept) == len(lines):
        return NO_HEAD
    fields: dict[str, str] = {}
    for rank in sorted(kept):
        for name, value in read[rank].fields.items():
            earlier = name == "published" and value < fields.get(name, "")
            if earlier or name not in fields:
                fields[name] = value
        authors = ", ".join(read[rank].authors)
        if authors:
            fields.setdefault("author", authors)
    title, title_at = _title(top, read, kept, fields, pack)
    return Head(fields, frozenset(kept - {title}), title, title_at)


def _top(lines: Sequence[str]) -> Iterator[str]:
    """The first lines, up to the first of the story; a standfirst above the day is not taken for one."""
    for rank, words in enumerate(lines[:_MOST_LINES]):
        if rank >= _NEAR_TOP and is_prose(words):
            return
        yield words


def _read(top: Sequence[str], pack: LanguagePack) -> list[Line]:
    read: list[Line] = []
    is_told = False
    for rank, words in enumerate(top):
        is_told = is_told or is_prose(words)
        line = read_line(words, pack)
        # Under a first sentence only a day is surely of the head, and that only near the top.
        is_day = "published" in line.fields and rank < _NEAR_TOP
        if is_told and not is_day:
            line = Line(Weight.TELLS)
        read.append(line)
    return read


def _read_codes(top: Sequence[str], read: list[Line], pack: LanguagePack) -> None:
    """Reads lines as Factiva writes them ("SN Ouest-France"), where several begin with a code."""
    codes = pack.words(ReadingWords).codes
    matches = [_CODE.fullmatch(words) for words in top]
    known = [
        rank for rank, match in enumerate(matches) if match and match["key"] in codes
    ]
    if len(known) < _FEWEST_CODES:
        return
    for rank in known:
        match = matches[rank]
        if match is None:
            continue
        read[rank] = coded(codes[match["key"]], match, pack)


def _read_labels(top: Sequence[str], read: list[Line]) -> None:
    """Takes short labelled values for what they are beside labels that we know: `Pays : FR` under `Support : La Provence`."""
    for rank, words in enumerate(top):
        match = LABEL.fullmatch(words)
        if match is None or read[rank].weight > Weight.NAME:
            continue
        beside = {rank - 1, rank + 1} & set(range(len(top)))
        is_beside = any(read[other].is_labelled for other in beside)
        if is_beside and len(match["value"].split()) <= LONGEST_NAME:
            read[rank] = Line(Weight.WEAK, is_labelled=True)


def _kept(read: Sequence[Line]) -> set[int]:
    """Which lines belong to the head: strong ones, and weak ones that stand beside others of it."""
    kept = _of_weight(read, Weight.STRONG)
    told = _of_weight(read, Weight.TELLS)
    first = min(told, default=len(read))
    last = max(told, default=-1)
    # Down and up again: what stands beside a line of the head may be known only below it.
    ranks = range(len(read))
    for rank in (*ranks, *reversed(ranks)):
        line = read[rank]
        is_titled = first < rank
        # Between the head and the title stands a place, a section, who wrote.
        is_between = rank - 1 in kept and not is_titled and last > rank
        # "Nécrologie", "ICI Normandie": above a title under which the head begins.
        is_above = rank == 0 and first == 1 and line.unknown <= _LONGEST_SECTION
        is_between = is_between or (is_above and not kept.isdisjoint({2, 3}))
        if _belongs(line, rank, kept, is_titled=is_titled, is_between=is_between):
            kept.add(rank)
    return kept


def _of_weight(read: Sequence[Line], weight: Weight) -> set[int]:
    return {rank for rank, line in enumerate(read) if line.weight is weight}


def _belongs(
    line: Line, rank: int, kept: set[int], *, is_titled: bool, is_between: bool
) -> bool:
    if line.weight is Weight.NAME:
        return is_between
    # Somebody's name above everything else is rather what the article is about.
    is_subject = bool(line.authors) and not (is_titled or (is_between and rank))
    if line.weight is not Weight.WEAK or is_subject:
        return False
    beside = {rank - 2, rank - 1, rank + 1, rank + 2}
    return bool(beside & kept)


def _first_told(read: Sequence[Line], kept: set[int]) -> int:
    """The first line that tells something; -1 where none does."""
    for rank, line in enumerate(read):
        if rank not in kept and line.weight in (Weight.TELLS, Weight.NAME):
            return rank
    return -1


def _title(
    top: Sequence[str],
    read: Sequence[Line],
    kept: set[int],
    fields: dict[str, str],
    pack: LanguagePack,
) -> tuple[int, slice]:
    """The line that holds the title, and where in it; -1 where nothing tells."""
    for rank, line in enumerate(read):
        if line.title:
            return rank, line.title
    rank = _first_told(read, kept)
    if rank < 0 or is_prose(top[rank]):
        return _NO_TITLE
    words = top[rank]
    paper, end = _named_behind(words, pack)
    if paper:
        fields.setdefault("outlet", paper)
        return rank, slice(0, end)
    # Between lines of a head, or at its end, a line is the title however it ends.
    below = any(other > rank for other in kept)
    above = rank - 1 in kept
    if (below or above) and len(words) <= LONGEST:
        return rank, slice(0, len(words))
    return _NO_TITLE


def _named_behind(words: str, pack: LanguagePack) -> tuple[str, int]:
    """The outlet behind a title, and where the title ends: `La piscine ferme | Le Figaro`, as windows of browsers are called."""
    *_, last = (None, *_TITLE_PARTS.finditer(words))
    if last is None:
        return "", 0
    return outlet(words[last.end() :], pack), last.start()
