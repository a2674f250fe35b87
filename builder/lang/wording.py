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
    from collections.abc import Iterator, Sequence
    from datetime import date

_DURATION = re.compile(r"([\d.]+|X)([YMWD])")
_WHOLE = re.compile(rf"P(?:{_DURATION.pattern})+")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_PARTS = {Precision.QUARTER: ("quarter", 3), Precision.HALF_YEAR: ("half_year", 6)}
_PLURAL_FROM = 2
_WINTER = 24
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
            words = f"{_weekday(moment.earliest)} {words}"
        if moment.approximate:
            framed = _framed("article", moment, words)
            words = _say("about", framed)
    if moment.precision is Precision.NONE:
        words = _say("no_year", words)
    if moment.uncertain:
        words = _say("uncertain", words)
    return words


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
            "between",
            _framed("article", start, first),
            _framed("article", end, last),
        )
    if start:
        return _say("after", sometime(start))
    return _say("before", sometime(end)) if end else ""


def duration(value: str) -> str:
    """An ISO 8601 duration in words: `P30D` → `30 jours`, `P1Y6M` → `1 an et 6 mois`, `PXD` → `plusieurs jours`.

    Raises:
        ValueError: where the value is no duration of years, months, weeks or days.
    """
    # Nothing may be left over.
    if _WHOLE.fullmatch(value) is None:
        raise ValueError(value)
    parts = [_counted(number, unit) for number, unit in _DURATION.findall(value)]
    return _joined(parts, "both")


def _words() -> Wording:
    return language_pack("fr").words(DateSayings).wording


def _say(key: str, *words: str) -> str:
    sentence: str = getattr(_words(), key)
    return sentence.format(*words)


def _framed(frame: str, moment: EdtfDate, words: str) -> str:
    """With what goes before such words: `le 3 mars`, `en mars`, `au printemps 2024`, `d’avril`."""
    forms = _words().frames[frame]
    form = forms["else"]
    # The narrowest that there is a form for.
    for kind in _kinds(moment, words):
        if kind in forms:
            form = forms[kind]
            break
    return form.format(words)


def _kinds(moment: EdtfDate, words: str) -> Iterator[str]:
    """Names of the forms that a moment may be framed by, the narrowest first."""
    is_season = moment.precision is Precision.SEASON
    if is_season and moment.edtf[4:7] == _SPRING:
        yield "spring"
    is_yearless = moment.precision is Precision.NONE
    if is_yearless and moment.edtf.count("-") == 1:
        yield Precision.MONTH
    else:
        yield moment.precision
    if words[0] in _VOWELS:
        yield "vowel"


def _joined(parts: Sequence[str], last: str) -> str:
    *before, final = parts
    if not before:
        return final
    return _say(last, ", ".join(before), final)


def _counted(number: str, unit: str) -> str:
    one, many = _words().units[unit]
    if number == "X":
        return _say("several", many)
    name = one if float(number) < _PLURAL_FROM else many
    written = number.replace(".", ",")
    return f"{written}\u00a0{name}"


def _weekday(day: date) -> str:
    names = get_day_names("wide", locale="fr")
    return str(names[day.weekday()])


def _month(number: int) -> str:
    names = get_month_names("wide", locale="fr")
    return str(names[number])


def _number(day: int) -> str:
    return _say("first") if day == 1 else str(day)


def _day(day: date) -> str:
    return f"{_number(day.day)} {_month(day.month)} {day.year}"


def _alternatives(days: Sequence[date]) -> str:
    """`5, 12 ou 19 février 2025`; months and years once where they are shared."""
    first, *_ = days
    if len({day.year for day in days}) > 1:
        return _joined(list(map(_day, days)), "either")
    if len({day.month for day in days}) > 1:
        parts = [f"{_number(day.day)} {_month(day.month)}" for day in days]
        return f"{_joined(parts, 'either')} {first.year}"
    numbers = [_number(day.day) for day in days]
    return f"{_joined(numbers, 'either')} {_month(first.month)} {first.year}"


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
    number = int(year)
    if moment.precision is Precision.SEASON:
        season = _words().seasons[int(rest)]
        return f"{season} {number}"
    return f"{_month(int(rest))} {number}" if rest else str(number)


def _recurring(written: str) -> str:
    month, _, day = written.partition("-")
    name = _month(int(month))
    return f"{_number(int(day))} {name}" if day else name


def _century(number: int) -> str:
    roman = ""
    rest = number
    for value, letters in _ROMAN:
        count, rest = divmod(rest, value)
        roman += letters * count
    ending = "er" if number == 1 else "e"
    return _say("century", f"{roman}{ending}")


def _interval(moment: EdtfDate) -> str:
    named = _named(moment)
    if named:
        return named
    start, end = _ends(moment)
    words = ""
    if start and end:
        first, last = _shared(start, end)
        words = _say(
            "from_to",
            _framed("of", start, first),
            _framed("to", end, last),
        )
    elif start:
        frame = "from_on" if moment.edtf.endswith("/") else "since"
        words = _framed(frame, start, _single(start))
    elif end:
        words = _framed("until", end, _single(end))
    return _say("more_or_less", words) if moment.approximate else words


def _ends(moment: EdtfDate) -> tuple[EdtfDate | None, EdtfDate | None]:
    """Both ends of an interval; none for an open or unknown one."""
    start, end = moment.edtf.split("/")
    return _end(start), _end(end)


def _end(written: str) -> EdtfDate | None:
    return None if written in ("", "..") else parse_edtf(written)


def _named(moment: EdtfDate) -> str:
    first = moment.earliest
    if first is None or moment.approximate:
        return ""
    if moment.precision in _PARTS:
        name, months = _PARTS[moment.precision]
        rank = (first.month - 1) // months
        return _say(name, _words().ranks[rank], str(first.year))
    if moment.precision is Precision.SEASON:
        winter = _words().seasons[_WINTER]
        return f"{winter} {first.year}-{first.year + 1}"
    return ""


def _shared(start: EdtfDate, end: EdtfDate) -> tuple[str, str]:
    """Words of both ends; the first leaves out the month and year that it shares with the second."""
    first, last = _single(start), _single(end)
    one, two = start.earliest, end.earliest
    if one is None or two is None:
        return first, last
    if start.precision is not end.precision or one.year != two.year:
        return first, last
    if start.precision is Precision.MONTH:
        first = _month(one.month)
    elif start.precision is Precision.DAY:
        first = _number(one.day)
        if one.month != two.month:
            first = f"{first} {_month(one.month)}"
    return first, last
