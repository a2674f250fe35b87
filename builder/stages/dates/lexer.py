"""Reads a text once and yields the runs of neighbouring words that can carry a date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.stages.dates.node import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Atom = tuple[str, Any]


class Lexicon(NamedTuple):
    """The atoms of a language, under their folded wordings."""

    words: Mapping[str, Atom]
    accented: Mapping[str, tuple[str, Atom]]
    """Folded word → the spelling that is meant, and what it then is."""

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Atom]]]
    """First word → wordings of several words, longest first."""

    core: frozenset[str]
    """Classes of which a run needs one to be looked at."""


class Token(NamedTuple):
    """A word, number or sign of the folded text."""

    kind: str
    word: str
    start: int
    end: int


# A day comes first in numbers (24/02/2022), as everywhere in French.
TOKEN = re.compile(
    r"""(?P<word>[^\W\d_]+'?)
    |(?P<dmy>(?<![\d/])\d{1,2}(?P<s1>[-/.])\d{1,2}(?P=s1)(?:\d{4}|\d{2})(?![\d/])(?![.,]\d))
    |(?P<ymd>(?<![\d/-])\d{4}(?P<s2>[-/.])\d{1,2}(?P=s2)\d{1,2}(?![\d/-]))
    |(?P<dmy_spaced>(?<!\d[ .])\d{1,2}[ ]\d{1,2}[ ]\d{4}(?![ ]?\d))
    |(?P<my>(?<![\d/-])\d{1,2}/\d{4}(?![\d/]))
    |(?P<ym>(?<![\d/-])\d{4}-(?:0?[1-9]|1[0-2])(?![\d/-]))
    |(?P<dm>(?<![\d/])\d{1,2}/\d{1,2}(?![\d/]))
    |(?P<clock>\d{1,2}[ ]?h(?:eures?)?(?:[ ]?[0-5]\d)?(?![^\W_])|\d{1,2}:\d{2}(?::\d{2})?(?:[ ]?[ap]m)?|\d{1,2}[ ]?[ap]m(?![a-z]))
    |(?P<big>\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+[.,]\d+[.,]\d[\d.,]*)
    |(?P<decimal>\d+[.,]\d+)
    |(?P<ordinal>\d{1,3}(?:er|re|ere|eme|ieme|e|nde?)(?![^\W_]))
    |(?P<number>\d+)
    |(?P<mark>[^\w\s])""",
    re.VERBOSE,
)
_ROMAN = re.compile(r"([ivxl]+)(?:e|er|eme|ieme)")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_NUMBERS = re.compile(r"\d+")
_LAST_DAY, _MONTHS, _LONGEST = 31, 12, 9


def runs(text: str, folded: str, start: int, end: int, lexicon: Lexicon) -> Iterator[list[Node]]:
    """Runs of neighbouring atoms with at least one of the core, in order. Empty where nothing is known."""
    tokens = [Token(m.lastgroup or "", m[0], m.start(), m.end()) for m in TOKEN.finditer(folded, start, end)]
    run: list[Node] = []
    useful = False
    position = 0
    while position < len(tokens):
        node, taken = _atom(text, tokens, position, lexicon)
        position += taken
        if node is not None:
            run.append(node)
            useful = useful or node.name in lexicon.core
            continue
        if useful:
            yield run
        if run:
            run, useful = [], False
    if useful:
        yield run


def _atom(text: str, tokens: Sequence[Token], position: int, lexicon: Lexicon) -> tuple[Node | None, int]:
    """The atom that begins here, none for an unknown word, and how many tokens it takes."""
    kind, word, start, _ = tokens[position]
    for phrase, (name, value) in lexicon.phrases.get(word, ()):
        if all(p == t.word for p, t in zip(phrase, tokens[position : position + len(phrase)], strict=False)):
            last = tokens[min(position + len(phrase), len(tokens)) - 1]
            if position + len(phrase) <= len(tokens):
                return (None if name == "nothing" else Node(name, start, last.end, value)), len(phrase)
    if kind == "word":
        return _word(text, tokens[position], lexicon), 1
    if kind == "mark":
        return _mark(text, tokens[position], lexicon), 1
    return _number(text, tokens, position, lexicon), 1


def _word(text: str, token: Token, lexicon: Lexicon) -> Node | None:
    known = lexicon.words.get(token.word)
    exact = lexicon.accented.get(token.word)
    if exact is not None and text[token.start : token.end].lower() == exact[0]:
        known = exact[1]
    if known is not None:
        return Node(known[0], token.start, token.end, known[1])
    roman = _ROMAN.fullmatch(token.word)
    return Node("roman", token.start, token.end, _roman(roman[1])) if roman else None


def _roman(letters: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def _mark(text: str, token: Token, lexicon: Lexicon) -> Node | None:
    if token.word == "-":
        glued = not text[token.start - 1 : token.start].isspace() and not text[token.end : token.end + 1].isspace()
        return Node("dash" if glued and token.start else "sdash", token.start, token.end)
    known = lexicon.words.get(token.word)
    return Node(known[0], token.start, token.end, known[1]) if known else None


def _number(text: str, tokens: Sequence[Token], position: int, lexicon: Lexicon) -> Node | None:
    """A number as an atom; none where it is glued to letters (G7, F-16, Covid-19, 4x4) or too long."""
    kind, word, start, end = tokens[position]
    if _glued_before(tokens, position, lexicon) or _glued_after(text, tokens, position, lexicon):
        return None
    if kind in _READERS:
        return _READERS[kind](word, start, end)
    if len(word) > _LONGEST:
        return None
    value = int(word)
    if len(word) == len("2025") and 1000 <= value < 3000:  # noqa: PLR2004 - years one may read of
        return Node("year", start, end, value)
    small = len(word) <= len("31")
    return Node("day" if small and 1 <= value <= _LAST_DAY else "num", start, end, value)


def _glued_before(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    if position == 0 or tokens[position - 1].end != tokens[position].start:
        return False
    before = tokens[position - 1]
    if before.kind == "word":
        return before.word[-1] != "'" and before.word not in lexicon.words
    if before.word in "-/." and position > 1 and tokens[position - 2].end == before.start:
        after = tokens[position + 1].word if position + 1 < len(tokens) else ""
        named = lexicon.words.get(after, ("", None))[0] == "month"
        return tokens[position - 2].kind == "word" and tokens[position - 2].word not in lexicon.words and not named
    return before.word in "°$€£#@&§"


def _glued_after(text: str, tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    end = tokens[position].end
    if text[end : end + 2].strip() and text[end : end + 2].strip()[0] in "%€$£‰°":
        return True
    if position + 1 == len(tokens) or tokens[position + 1].start != end:
        return False
    after = tokens[position + 1]
    return after.kind == "word" and after.word not in lexicon.words and tokens[position].kind != "clock"


def _date(day: str, month: str, year: str, start: int, end: int) -> Node | None:
    if not (1 <= int(day) <= _LAST_DAY and 1 <= int(month) <= _MONTHS):
        return None
    parts = (Node("day", start, end, int(day)), Node("month", start, end, int(month)))
    written = Node("year" if len(year) > 2 else "num", start, end, int(year))  # noqa: PLR2004 - two digits
    return Node("date", start, end, None, "fields", (*parts, written))


def _day_first(word: str, start: int, end: int) -> Node | None:
    day, month, year = _NUMBERS.findall(word)
    return _date(day, month, year, start, end)


def _year_first(word: str, start: int, end: int) -> Node | None:
    year, month, day = _NUMBERS.findall(word)
    return _date(day, month, year, start, end)


def _month_and_year(word: str, start: int, end: int) -> Node | None:
    first, second = _NUMBERS.findall(word)
    month, year = (second, first) if len(first) > len("12") else (first, second)
    if not 1 <= int(month) <= _MONTHS:
        return None
    parts = (Node("month", start, end, int(month)), Node("year", start, end, int(year)))
    return Node("period", start, end, None, "fields", parts)


def _day_and_month(word: str, start: int, end: int) -> Node | None:
    day, month = map(int, word.split("/"))
    if not (1 <= day <= _LAST_DAY and 1 <= month <= _MONTHS):
        return None
    parts = (Node("day", start, end, day), Node("month", start, end, month))
    return Node("daymonth", start, end, None, "fields", parts)


def _clock(word: str, start: int, end: int) -> Node:
    """A time of day; from 24 hours on, and in whole days, a quantity."""
    hours = int(_NUMBERS.findall(word)[0])
    if "heure" in word and hours and hours % 24 == 0:
        parts = (Node("num", start, end, hours), Node("subday", start, end, "H"))
        return Node("quantity", start, end, None, "quantity", parts)
    return Node("clock", start, end, word)


_READERS: Mapping[str, Callable[[str, int, int], Node | None]] = {
    "dmy": _day_first,
    "dmy_spaced": _day_first,
    "ymd": _year_first,
    "my": _month_and_year,
    "ym": _month_and_year,
    "dm": _day_and_month,
    "clock": _clock,
    "big": lambda word, start, end: Node("big", start, end, word),
    "decimal": lambda word, start, end: Node("decimal", start, end, float(word.replace(",", "."))),
    "ordinal": lambda word, start, end: Node("ordinal", start, end, int(_NUMBERS.match(word)[0])),  # type: ignore[index]
}
