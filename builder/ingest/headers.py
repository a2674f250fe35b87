"""The line that says when an article was published, told from a sentence that tells a date."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.schema import ReadingWords
from builder.lang.schema_dates import DateWords
from builder.text.composed import composed
from builder.text.fold import fold

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack

_CENTURY = 2000
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d|\d\d)(?!\d)"
_FIGURES = r"(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)" + _SHORT_YEAR
_ISO = r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>[01]?\d)-(?P<day>[0-3]\d|\d(?!\d))"


class _Rules(NamedTuple):
    forms: tuple[re.Pattern[str], ...]
    """How a full date is written."""

    months: dict[str, int]
    words: frozenset[str]
    """Folded words that may stand beside the date of publication."""

    told: re.Pattern[str]
    """`Élu le 12 avril 2024`: a word that the day hangs on; `Libération, le 12 avril 2024` none."""


@lru_cache(maxsize=8)
def _rules(pack: LanguagePack) -> _Rules:
    atoms = pack.words(DateWords).atoms
    months: dict[str, int] = {}
    for name in ("month", "monabbr", "sept"):
        for number, wordings in atoms[name].items():
            months.update(dict.fromkeys(wordings, int(number)))
    longest_first = "|".join(sorted(months, key=len, reverse=True))
    named = rf"(?P<day>\d{{1,2}})(?:er)? (?P<month>{longest_first})\.? {_SHORT_YEAR}"
    reading = pack.words(ReadingWords)
    words = set(reading.header)
    of = "|".join(sorted(reading.day_of))
    told = re.compile(rf"([^\W\d_]+) (?:{of}) $")
    for name in ("weekday", "wdabbr"):
        for wordings in atoms[name].values():
            words.update(wordings)
    forms = tuple(re.compile(rf"(?<!\d){form}") for form in (named, _ISO, _FIGURES))
    return _Rules(forms, months, frozenset(words), told)


def published(line: str, pack: LanguagePack) -> str:
    """The day (ISO) of a line that says nothing but who published when; empty for any other.

    Beside the date only names (each word with a capital), figures and words such as
    "publié le" stand: `Ouest-France, vendredi 12 avril 2024`, `Par X, le 12 avril 2024`.
    """
    rules = _rules(pack)
    plain = composed(line)
    found = _dates(plain, rules)
    if not found:
        return ""
    if _hangs(plain, found[0].start(), rules):
        return ""
    rest = plain
    for match in found:
        rest = rest.replace(plain[match.start() : match.end()], " ")
    for word in _WORD.findall(rest):
        if word[0].islower() and fold(word) not in rules.words:
            return ""
    # What was brought up to date was published before.
    return min(_iso(match, rules) for match in found)


def is_told(line: str, pack: LanguagePack) -> bool:
    """Whether the first day of a line hangs on a word of it: `Élu le 12 avril 2024`."""
    rules = _rules(pack)
    found = _dates(line, rules)
    return bool(found) and _hangs(line, found[0].start(), rules)


def _hangs(line: str, start: int, rules: _Rules) -> bool:
    told = rules.told.search(line, 0, start)
    return told is not None and fold(told[1]) not in rules.words


def days(line: str, pack: LanguagePack) -> list[tuple[str, int, int]]:
    """Each day that a line writes out (ISO; empty for one that does not exist), with where it starts and ends."""
    rules = _rules(pack)
    found = _dates(line, rules)
    return [(_iso(match, rules), match.start(), match.end()) for match in found]


def header_words(pack: LanguagePack) -> frozenset[str]:
    """Folded words that may stand beside the day of publication."""
    return _rules(pack).words


def leading(text: str, pack: LanguagePack) -> tuple[str, int]:
    """The day (ISO) that a text begins with, and where it ends; empty and 0 for none."""
    rules = _rules(pack)
    folded = fold(text)
    for form in rules.forms:
        match = form.match(folded)
        if match is not None:
            return _iso(match, rules), match.end()
    return "", 0


def _dates(line: str, rules: _Rules) -> list[re.Match[str]]:
    folded = fold(line)
    found: list[re.Match[str]] = []
    for form in rules.forms:
        found += form.finditer(folded)
    return sorted(found, key=lambda match: match.start())


def _iso(match: re.Match[str], rules: _Rules) -> str:
    """Empty for a day that does not exist."""
    month = rules.months.get(match["month"]) or match["month"]
    year = int(match["year"])
    if len(match["year"]) == len("24"):
        year += _CENTURY
    try:
        return date(year, int(month), int(match["day"])).isoformat()
    except ValueError:
        return ""
