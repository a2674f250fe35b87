"""Time in the addresses and headings of long lists: `2016`, `2016-03`, `1925--2012`, `sans-date`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.lang import wording
from builder.model.dates import EdtfDate, parse_edtf
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from builder.pages.parts import Part

UNDATED = "sans-date"
"""Where what has no date stands: an anchor, and a page of a long list."""


def year(moment: EdtfDate | None) -> str:
    """The year a moment begins in (ends in, where the beginning is open); `sans-date` where there is none."""
    if moment is None:
        return UNDATED
    # what has no beginning stands where it ends, as in the order of time
    day = moment.earliest or moment.latest
    return f"{day.year:04d}" if day else UNDATED


def month(moment: EdtfDate | None) -> str:
    """`2025-02` where a moment begins in that month, or ends in it after an unknown beginning; else empty.

    A whole year, and what else is wider than a month and begins with the year, comes before its months.
    """
    if moment is None:
        return ""
    known = moment.earliest or moment.latest
    if known is None:
        return ""
    name = f"{known:%Y-%m}"
    if moment.earliest is None or known.month > 1:
        return name
    # it begins in January: of that month only where it ends in it too
    last = f"{moment.latest:%Y-%m}" if moment.latest else ""
    return name if last == name else ""


def words(group: str, language: str) -> str:
    """A period as its heading has it: `2016`, `mars 2016`, `1925 – 2012`, `Sans date`."""
    say = page_phrases(language, "periods")
    if group == UNDATED:
        return say("undated")
    first, is_span, last = group.partition("--")
    if is_span:
        return say("span", first=words(first, language), last=words(last, language))
    return wording.french(parse_edtf(group))


def part_words(part: Part[object], language: str) -> str:
    """The same of a part of a list: `mars 2016 (2)` where the month has several."""
    return part.numbered(words(part.group, language))
