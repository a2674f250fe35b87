"""What LexisNexis and Nexis Uni export: labelled lines, a line before the text and one at its end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.imports.found import Found, joined, language_code, unmarked
from builder.imports.moments import day_in
from builder.ingest.people import split_names
from builder.lang.schema_imports import ImportWords
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.pack import LanguagePack

_LABEL = re.compile(r"(?P<key>[^\W\d_][^:]{1,25}?)\s?:\s*(?P<value>.*)")
_LONGEST_BYLINE = 120


def split(lines: Sequence[str], pack: LanguagePack) -> list[Found]:
    """The documents of an export; none where the lines are of something else."""
    told = pack.words(ImportWords)
    folded = [fold(unmarked(line)).strip() for line in lines]
    if "length" not in {_label(line, pack) for line in folded}:
        return []
    found: list[Found] = []
    start = 0
    for body in _ranks(folded, told.nexis_body):
        # The last document of a cut file has no end.
        behind = [rank for rank in _ranks(folded, told.nexis_end) if rank > body]
        end = behind[0] if behind else len(lines)
        number = str(len(found) + 1)
        found.append(_document(lines[start:body], lines[body + 1 : end], number, pack))
        start = end + 1
    return found


def _ranks(folded: Sequence[str], wanted: frozenset[str]) -> list[int]:
    return [rank for rank, line in enumerate(folded) if line in wanted]


def _document(
    top: Sequence[str], body: Sequence[str], place: str, pack: LanguagePack
) -> Found:
    fields: dict[str, str] = {}
    plain: list[str] = []
    for line in _after_cover(top, pack):
        name = _label(fold(line), pack)
        match = _LABEL.match(line)
        if name and match:
            fields[name] = match["value"].strip()
        elif not re.match(pack.words(ImportWords).not_told, line):
            plain.append(line)
    title, outlet, published = _heading(plain, pack)
    byline = fields.get("author", "")[:_LONGEST_BYLINE]
    return Found(
        text=joined(_told(body, pack)),
        title=title,
        published=published,
        outlet=outlet,
        authors=tuple(split_names(byline, pack)),
        language=language_code(fields.get("language", ""), pack),
        place=place,
    )


def _heading(plain: Sequence[str], pack: LanguagePack) -> tuple[str, str, str]:
    """Title, outlet and day, which stand without a label and in this order."""
    for rank, line in enumerate(plain):
        day = day_in(line, pack) if rank else ""
        if day:
            title = " ".join(plain[: max(rank - 1, 1)])
            outlet = plain[rank - 1] if rank > 1 else ""
            return title, outlet, day
    title, outlet, *_ = [*plain, "", ""]
    return title, outlet, ""


def _told(body: Sequence[str], pack: LanguagePack) -> list[str]:
    """The lines of a text, up to those that classify it."""
    after = pack.words(ImportWords).nexis_after
    told = []
    for line in body:
        folded = fold(line)
        name = _label(folded, pack)
        if name in ("loaded", "language") or folded in after:
            break
        if not name:
            told.append(line)
    return told


def _after_cover(lines: Sequence[str], pack: LanguagePack) -> Iterator[str]:
    """The lines of a head without the pages that list what was asked for and found."""
    cover = pack.words(ImportWords).nexis_cover
    last = -1
    for rank, line in enumerate(lines):
        if re.match(cover, fold(line)):
            last = rank
    for line in lines[last + 1 :]:
        yield unmarked(line).strip()


def _label(folded: str, pack: LanguagePack) -> str:
    """Our name of a line's label; empty where it has none of an export's."""
    match = _LABEL.match(folded)
    return _labels(pack).get(match["key"], "") if match else ""


@lru_cache(maxsize=8)
def _labels(pack: LanguagePack) -> dict[str, str]:
    labels: dict[str, str] = {}
    for ours, theirs in pack.words(ImportWords).nexis_labels.items():
        labels.update(dict.fromkeys(theirs, ours))
    return labels
