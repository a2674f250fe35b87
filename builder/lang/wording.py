"""Dates and durations in French words, at their true precision and no finer; names of months from CLDR (Babel)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import get_day_names, get_month_names

from builder.lang.pack import language_pack
from builder.lang.schema_dates import DateSayings, Wording
from builder.model.dates import EdtfDate, Precision, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_DURATION = re.compile(r"([\d.]+|X)([YMWD])")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_PARTS = {Precision.QUARTER: ("quarter", 3), Precision.HALF_YEAR: ("half_year", 6)}
_PLURAL_FROM = 2
_SPRING = "-21"
"""The one season that is `au printemps`, not `en été`."""

_VOWELS = "aoeéiu"


@lru_cache(maxsize=4096)
def french(moment: EdtfDate, *, weekday: bool = False) -> str:
    """The moment in words: `12 février 2025`, `février 2025`, `5, 12 ou 19 février 2025`, `vers 2014`, `depuis février 2022`.

    With `weekday`, a single day is told with its name (`mercredi 12 février 2025`). Ends of an interval share month and year
    (`du 3 au 5 mars 2025`); quarters, half-years, winters, decades and centuries have their names; what is approximate or
    uncertain is said so. Nothing is capitalised.
    """
    if moment.candidates:
        return _alternatives(moment.candidates)
    if "/" in moment.edtf:
        words = _interval(moment)
    else:
        words = _single(moment)
        if weekday and moment.precision is Precision.DAY and moment.earliest:
            words = f"{get_day_names('wide', locale='fr')[moment.earliest.weekday()]} {words}"
        if moment.approximate:
            words = _say("about", _framed("article", moment, words))
    if moment.precision is Precision.NONE:
        words = _say("no_year", words)
    return _say("uncertain", words) if moment.uncertain else words


@lru_cache(maxsize=1024)
def sometime(moment: EdtfDate) -> str:
    """The moment as the frame of one thing that happened inside it: `le 12 février 2025`, `en mars 2025`, `entre le 13 et le 31 mars 2025`.

    An open end gives `en février 2025 au plus tard` or `le 3 mars 2025 au plus tôt`; what `french` hedges is hedged here too.
    """
    if moment.approximate and "/" not in moment.edtf:
        return french(moment)
    if "/" not in moment.edtf or _named(moment):
        return _framed("in", moment, french(moment))
    start, end = _ends(moment)
    if start and end:
        first, last = _shared(start, end)
        return _say(
            "between", _framed("article", start, first), _framed("article", end, last)
        )
    known = start or end
    return _say("after" if start else "before", sometime(known)) if known else ""


def duration(value: str) -> str:
    """An ISO 8601 duration in words: `P30D` → `30 jours`, `P1Y6M` → `1 an et 6 mois`, `PXD` → `plusieurs jours`.

    Raises:
        ValueError: where the value is no duration of years, months, weeks or days.
    """
    parts = _DURATION.findall(value)
    if not parts or "P" + "".join(number + unit for number, unit in parts) != value:
        raise ValueError(value)
    return _joined([_counted(number, unit) for number, unit in parts], "both")


def _words() -> Wording:
    return language_pack("fr").words(DateSayings).wording


def _say(key: str, *words: str) -> str:
    sentence: str = getattr(_words(), key)
    return sentence.format(*words)


def _framed(frame: str, moment: EdtfDate, words: str) -> str:
    """With what goes before such words: `le 3 mars`, `en mars`, `au printemps 2024`, `d’avril`."""
    forms = _words().frames[frame]
    spring = moment.precision is Precision.SEASON and moment.edtf[4:7] == _SPRING
    is_month = moment.precision is Precision.NONE and moment.edtf.count("-") == 1
    kinds = (
        "spring" if spring else "",
        Precision.MONTH if is_month else moment.precision,
        "vowel" if words[0] in _VOWELS else "",
        "else",
    )
    return next(forms[kind] for kind in kinds if kind in forms).format(words)


def _joined(parts: Sequence[str], last: str) -> str:
    return _say(last, ", ".join(parts[:-1]), parts[-1]) if len(parts) > 1 else parts[0]


def _counted(number: str, unit: str) -> str:
    one, many = _words().units[unit]
    if number == "X":
        return _say("several", many)
    return f"{number.replace('.', ',')}\u00a0{one if float(number) < _PLURAL_FROM else many}"


def _month(number: int) -> str:
    return str(get_month_names("wide", locale="fr")[number])


def _number(day: int) -> str:
    return _say("first") if day == 1 else str(day)


def _day(day: date) -> str:
    return f"{_number(day.day)} {_month(day.month)} {day.year}"


def _alternatives(days: Sequence[date]) -> str:
    """`5, 12 ou 19 février 2025`; months and years once where they are shared."""
    if len({(d.year, d.month) for d in days}) == 1:
        return f"{_joined([_number(d.day) for d in days], 'either')} {_month(days[0].month)} {days[0].year}"
    if len({d.year for d in days}) == 1:
        return f"{_joined([f'{_number(d.day)} {_month(d.month)}' for d in days], 'either')} {days[0].year}"
    return _joined([_day(d) for d in days], "either")


def _single(moment: EdtfDate) -> str:
    if moment.precision is Precision.DAY and moment.earliest:
        return _day(moment.earliest)
    year, _, rest = moment.edtf.rstrip("~?%").partition("-")
    if moment.precision is Precision.NONE:
        return _recurring(rest)
    if moment.precision is Precision.DECADE:
        return _say("decade", f"{year[:3]}0")
    if moment.precision is Precision.CENTURY:
        return _century(int(year[:2]) + 1)
    if moment.precision is Precision.SEASON:
        return f"{_words().seasons[int(rest)]} {int(year)}"
    return f"{_month(int(rest))} {int(year)}" if rest else str(int(year))


def _recurring(written: str) -> str:
    month, *day = map(int, written.split("-"))
    return " ".join([*map(_number, day), _month(month)])


def _century(number: int) -> str:
    roman, rest = "", number
    for value, letters in _ROMAN:
        count, rest = divmod(rest, value)
        roman += letters * count
    return _say("century", roman + ("er" if number == 1 else "e"))


def _interval(moment: EdtfDate) -> str:
    if named := _named(moment):
        return named
    start, end = _ends(moment)
    if start and end:
        first, last = _shared(start, end)
        words = _say("from_to", _framed("of", start, first), _framed("to", end, last))
    elif start:
        frame = "from_on" if moment.edtf.endswith("/") else "since"
        words = _framed(frame, start, _single(start))
    else:
        words = _framed("until", end, _single(end)) if end else ""
    return _say("more_or_less", words) if moment.approximate else words


def _ends(moment: EdtfDate) -> tuple[EdtfDate | None, EdtfDate | None]:
    """Both ends of an interval; none for an open or unknown one."""
    start, end = (
        parse_edtf(part) if part not in ("", "..") else None
        for part in moment.edtf.split("/")
    )
    return start, end


def _named(moment: EdtfDate) -> str:
    first = moment.earliest
    if first is None or moment.approximate:
        return ""
    if moment.precision in _PARTS:
        name, months = _PARTS[moment.precision]
        return _say(name, _words().ranks[(first.month - 1) // months], str(first.year))
    if moment.precision is Precision.SEASON:
        return f"{_words().seasons[24]} {first.year}-{first.year + 1}"
    return ""


def _shared(start: EdtfDate, end: EdtfDate) -> tuple[str, str]:
    """Words of both ends; the first leaves out the month and year that it shares with the second."""
    first, last = _single(start), _single(end)
    one, two = start.earliest, end.earliest
    if one and two and start.precision is end.precision and one.year == two.year:
        if start.precision is Precision.DAY:
            first = _number(one.day) + (
                "" if one.month == two.month else f" {_month(one.month)}"
            )
        elif start.precision is Precision.MONTH:
            first = _month(one.month)
    return first, last
