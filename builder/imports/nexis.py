"""What LexisNexis and Nexis Uni export: labelled lines, a line before the text and one at its end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.imports.found import Found, joined
from builder.imports.moments import day_in
from builder.lang.schema_imports import ImportWords
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.pack import LanguagePack

_LABEL = re.compile(r"(?P<key>[^\W\d_][^:]{1,25}?)\s?:\s*(?P<value>.*)")
_MARK = re.compile(r"\A## ")
_LONGEST_BYLINE = 120


def split(lines: Sequence[str], pack: LanguagePack) -> list[Found]:
    """The documents of an export; none where the lines are of something else."""
    told = pack.words(ImportWords)
    folded = [fold(_MARK.sub("", line)).strip() for line in lines]
    bodies = [rank for rank, line in enumerate(folded) if line in told.nexis_body]
    ends = [rank for rank, line in enumerate(folded) if line in told.nexis_end]
    if not bodies or not any(_label(line, pack) == "length" for line in folded):
        return []
    found: list[Found] = []
    start = 0
    for body in bodies:
        # The last document of a cut file has no end.
        end = next((rank for rank in ends if rank > body), len(lines))
        number = str(len(found) + 1)
        found.append(_document(lines[start:body], lines[body + 1 : end], number, pack))
        start = end + 1
    return found


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
    # Title, outlet, day stand without a label, in this order.
    dated = [rank for rank, line in enumerate(plain) if rank and day_in(line, pack)]
    day = dated[0] if dated else len(plain)
    outlet = plain[day - 1] if day > 1 else ""
    titles = plain[: max(day - 1, 1)]
    text = []
    for line in body:
        if not _label(fold(line), pack) and fold(line) != "classification":
            text.append(line)
        elif _label(fold(line), pack) == "loaded":
            break
    byline = fields.get("author", "")[:_LONGEST_BYLINE]
    return Found(
        text=joined(text),
        title=" ".join(titles),
        published=day_in(plain[day], pack) if dated else "",
        outlet=outlet,
        authors=tuple(filter(None, re.split(r"\s*(?:;|,| et | and )\s*", byline))),
        language=_language(fields.get("language", "")),
        place=place,
    )


def _after_cover(lines: Sequence[str], pack: LanguagePack) -> Iterator[str]:
    """The lines of a head without the pages that list what was asked for and found."""
    cover = pack.words(ImportWords).nexis_cover
    last = -1
    for rank, line in enumerate(lines):
        if re.match(cover, fold(line)):
            last = rank
    for line in lines[last + 1 :]:
        yield _MARK.sub("", line).strip()


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


def _language(words: str) -> str:
    """Two letters of "FRENCH; Français"."""
    return {"fr": "fr", "en": "en", "an": "en", "de": "de", "al": "de"}.get(
        fold(words)[:2], ""
    )
