"""Days as exports write them: in French, in English, as mails and programs do."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import get_month_names

from builder.errors import NotUnderstoodError
from builder.ingest import day
from builder.ingest.headers import days
from builder.text.fold import fold

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack

_ISO = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)")


def day_in(words: str, pack: LanguagePack) -> str:
    """The first day that the words give (ISO), or the moment that they are (EDTF); empty where they give none.

    >>> from builder.lang.pack import language_pack
    >>> day_in("April 12, 2024 Friday", language_pack("fr"))
    '2024-04-12'
    """
    words = " ".join(words.split())
    if not words:
        return ""
    try:
        return day(words, pack).edtf
    except NotUnderstoodError:
        pass
    written = [iso for iso, _, _ in days(words, pack)]
    if written:
        # Empty for a day that there is not: its month is not guessed at.
        return written[0]
    figures = _ISO.search(words)
    if figures:
        return figures[1]
    return _english(words) or _of_mail(words) or _month(words)


def _of_mail(words: str) -> str:
    """`Fri, 12 Apr 2024 10:45:00 +0200`: the day where it was written."""
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return ""


def _english(words: str) -> str:
    """`12 April 2024`, `April 12, 2024`."""
    months, either = _months("en")
    match = re.search(
        rf"\b(?:(?P<day>\d{{1,2}}) (?P<month>{either})\.?,?"
        rf"|(?P<first>{either})\.? (?P<second>\d{{1,2}}),?) (?P<year>\d{{4}})\b",
        fold(words),
    )
    if match is None:
        return ""
    month = months[match["month"] or match["first"]]
    number = match["day"] or match["second"]
    try:
        return date(int(match["year"]), month, int(number)).isoformat()
    except ValueError:
        return ""


def _month(words: str) -> str:
    """`mai 2024`, as monthlies are dated."""
    for language in ("fr", "en"):
        months, either = _months(language)
        match = re.search(rf"\b({either})\.? (\d{{4}})\b", fold(words))
        if match:
            return f"{match[2]}-{months[match[1]]:02}"
    return ""


@lru_cache(maxsize=4)
def _months(language: str) -> tuple[dict[str, int], str]:
    """The months of a language, by their folded names, and a pattern for any of them."""
    months: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in get_month_names(width, locale=language).items():
            months[fold(name).rstrip(".")] = number
    return months, "|".join(sorted(months, key=len, reverse=True))
