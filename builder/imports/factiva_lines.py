"""What Factiva exports, as lines: title, author, so many words, day, hour, outlet, code, page, language, copyright."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.imports.found import Found, joined, language_code
from builder.imports.moments import day_in
from builder.ingest.people import signed
from builder.lang.schema_imports import ImportWords
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.lang.pack import LanguagePack

_END = re.compile(r"Document [A-Z]{2,}[A-Za-z0-9]{14,}")
_HOUR = re.compile(r"\d{1,2}[:h]\d\d(?:\s?(?:AM|PM|GMT|UTC))?", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:\(c\)|©|copyright)", re.IGNORECASE)
_MOST_LINES_OF_HEAD = 14


def split(lines: Sequence[str], pack: LanguagePack) -> list[Found]:
    """The documents of an export; none where the lines are of something else."""
    found: list[Found] = []
    piece: list[str] = []
    for line in lines:
        if _END.fullmatch(line.strip()):
            article = document(piece, str(len(found) + 1), pack)
            if article:
                found.append(article)
            piece = []
        else:
            piece.append(line.strip())
    rest = document(piece, str(len(found) + 1), pack) if found else None
    return [*found, rest] if rest else found


def document(lines: Sequence[str], place: str, pack: LanguagePack) -> Found | None:
    """One document out of its lines; none where no line counts its words."""
    count = _count_of_words(lines, pack)
    if count is None or not count:
        return None
    day = count + 1
    following = lines[day : day + _MOST_LINES_OF_HEAD]
    outlet = 1
    if len(following) > 1 and _HOUR.fullmatch(following[1]):
        outlet = 2
    end = outlet
    for rank, line in enumerate(following):
        if _COPYRIGHT.match(line):
            end = rank
            break
    above = lines[:count]
    authors: list[str] = []
    # The last line above the count is who wrote, where there are two.
    if len(above) > 1:
        authors = signed(above[-1], pack) or [above[-1]]
        above = above[:-1]
    return Found(
        text=joined(list(lines[day + end + 1 :])),
        title=above[-1],
        published=day_in(lines[day], pack) if day < len(lines) else "",
        outlet=following[outlet] if outlet < len(following) else "",
        authors=tuple(authors),
        place=place,
    )


def coded(fields: Mapping[str, Sequence[str]], place: str, pack: LanguagePack) -> Found:
    """One document out of its fields by Factiva's codes: `HD`, `BY`, `PD`, `SN`, `LP`, `TD`."""

    def first(code: str) -> str:
        return " ".join(fields.get(code, ()))

    byline = first("BY")
    return Found(
        text=joined([*fields.get("LP", ()), *fields.get("TD", ())]),
        title=first("HD"),
        published=day_in(first("PD"), pack),
        outlet=first("SN"),
        authors=tuple(signed(byline, pack) or filter(None, [byline])),
        language=language_code(first("LA"), pack),
        place=place,
    )


def _count_of_words(lines: Sequence[str], pack: LanguagePack) -> int | None:
    units = "|".join(pack.words(ImportWords).units)
    pattern = re.compile(rf"[\d\s.,]+ (?:{units})")
    for rank, line in enumerate(lines[:_MOST_LINES_OF_HEAD]):
        if pattern.fullmatch(fold(line)):
            return rank
    return None
