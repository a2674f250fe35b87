"""The atoms of dates: words of the lexicon, and what figures mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.syntax.neighbours import before
from builder.syntax.patterns import Node, Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.syntax.doc import Doc
    from builder.syntax.patterns import Lexicon

_ALONE = r"(?![-/.]?\d)"
"""No figure follows, not even joined."""

# A day comes first in figures (24/02/2022), as everywhere in French.
_DATES = tuple(
    re.compile(written + _ALONE)
    for written in (
        r"(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)",
        r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>0?[1-9]|1[0-2])",
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2})",
        r"(?P<day>\d{1,2})\s(?P<month>\d{1,2})\s(?P<year>\d{4})",
    )
)
"""How a date is written in figures."""

_THOUSANDS = re.compile(r"\d{1,3}(?:[^\S\n]\d{3}(?!\d))+")
_TOGETHER = re.compile(
    r"(\d{4})(/)(\d{4}|\d\d)|(\d{1,4}(?:[,.]\d)?)([a-z]+)|([a-z]+)(\d)"
)
_CLOCK = re.compile(r"\d{1,2}h(?:\d\d)?|\d{1,2}:\d\d(?::\d\d)?")
_ORDINAL = re.compile(r"(\d{1,3})(?:er|re|ere|eme|ieme|e|nde?)")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_BIG = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+[.,]\d+[.,]\d[\d.,]*")
_ROMAN = re.compile(r"([ivxl]+)(?:e|er|eme|ieme)")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_LAST_DAY, _LAST_MONTH, _LONGEST = 31, 12, 9
_YEARS = range(1000, 3000)
_SIGNS_AFTER = frozenset("%€$£‰°×")


def atoms(
    doc: Doc, sentence: int, lexicon: Lexicon, ending: frozenset[str]
) -> Iterator[Node | None]:
    """The atoms of a sentence, in order; none for each word that tells nothing.

    Args:
        doc: the analysed text.
        sentence: which one.
        lexicon: the words of the language.
        ending: verbs with which "fin" is no end of a period: "a pris fin lundi".
    """
    row = pieces(doc.sentence_tokens(sentence), doc.text)
    place = 0
    while place < len(row):
        node, taken = _atom(row, place, lexicon, doc.text)
        if node is not None and node.name == "late":
            verb = before(doc, node.span)
            ends = verb is not None and verb.lemma in ending
            node = None if ends else node
        if node is None and taken == 1:
            yield from _halves(row[place], lexicon) or [None]
        else:
            yield node
        place += taken


def _atom(
    row: Sequence[Piece], place: int, lexicon: Lexicon, text: str
) -> tuple[Node | None, int]:
    """What a word or some words mean, and how many they are."""
    piece = row[place]
    known, taken = lexicon.at(row, place)
    if known is not None:
        name, value = known
        # "jeux d'hiver", "la guerre froide" mean nothing here
        node = Node(name, piece.start, row[place + taken - 1].end, value)
        return (None if name == "nothing" else node), taken
    if piece.word == "-":
        # "1939-1945" is joined closer than "1939 - 1945".
        inside = 0 < place < len(row) - 1
        touches = (
            inside
            and row[place - 1].end == piece.start
            and row[place + 1].start == piece.end
        )
        return Node("dash" if touches else "sdash", piece.start, piece.end), 1
    if piece.word[0].isdecimal():
        return _figures(row, place, text)
    roman = _ROMAN.fullmatch(piece.word)
    if roman is None:
        return None, 1
    return Node("roman", piece.start, piece.end, _roman(roman[1])), 1


def _halves(piece: Piece, lexicon: Lexicon) -> list[Node | None]:
    """`2024/2025`, `3jours`, `trimestre3`: two atoms written together; empty for none."""
    found = _TOGETHER.fullmatch(piece.word)
    if found is None:
        return []
    groups = [group for group in found.groups() if group]
    if "/" in groups and not str(int(groups[0]) + 1).endswith(groups[-1]):
        # "2024/25" is a season, "2003/88" a directive
        return []
    halves: list[Node | None] = []
    start = piece.start
    for group in groups:
        half = Piece(group, group, start, start + len(group))
        known, _ = lexicon.at([half], 0)
        named = Node(known[0], half.start, half.end, known[1]) if known else None
        halves.append(named or _number(half))
        start = half.end
    return halves if all(halves) else []


def _roman(letters: str) -> int:
    total = highest = 0
    for letter in reversed(letters):
        value = _ROMAN_VALUES[letter]
        # "IX": a smaller one before a larger one is taken off.
        total += value if value >= highest else -value
        highest = max(value, highest)
    return total


def _figures(row: Sequence[Piece], place: int, text: str) -> tuple[Node | None, int]:
    """A number or date in figures; none where a sign makes it something else: `5 %`."""
    piece = row[place]
    behind = row[place + 1] if place + 1 < len(row) else None
    if behind and behind.start <= piece.end + 1 and behind.word[0] in _SIGNS_AFTER:
        return None, 1
    for pattern in (*_DATES, _THOUSANDS):
        found = pattern.match(text, piece.start)
        taken = _taken(row, place, found.end()) if found else 0
        if found is None or not taken:
            continue
        if pattern is _THOUSANDS:
            return Node("big", piece.start, found.end()), taken
        node = _date(found)
        if node is not None:
            return node, taken
    return _number(piece), 1


def _taken(row: Sequence[Piece], place: int, end: int) -> int:
    """How many pieces end at an offset; 0 where none does."""
    for taken, piece in enumerate(row[place : place + _LONGEST], 1):
        if piece.end >= end:
            return taken if piece.end == end else 0
    return 0


def _date(found: re.Match[str]) -> Node | None:
    """A date in figures; none where there is no such day or month."""
    figures = found.groupdict()
    start, end = found.span()
    month, day = int(figures["month"]), int(figures.get("day", 1))
    if not 1 <= month <= _LAST_MONTH or not 1 <= day <= _LAST_DAY:
        return None
    parts = [Node("month", start, end, month)]
    name = "period"
    if "day" in figures:
        name = "date" if figures.get("year") else "daymonth"
        parts.insert(0, Node("day", start, end, day))
    year = figures.get("year")
    if year:
        # Two figures are a year that the reference completes.
        kind = "year" if len(year) == len("2025") else "num"
        parts.append(Node(kind, start, end, int(year)))
    return Node(name, start, end, None, "fields", tuple(parts))


def _number(piece: Piece) -> Node | None:
    """A single number; none for a mix of figures and letters that means nothing here."""
    word = piece.word
    if word.isdecimal():
        return _plain(piece) if len(word) <= _LONGEST else None
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return Node("ordinal", piece.start, piece.end, int(ordinal[1]))
    if _CLOCK.fullmatch(word):
        return Node("clock", piece.start, piece.end)
    if _BIG.fullmatch(word):
        return Node("big", piece.start, piece.end)
    if _DECIMAL.fullmatch(word):
        return Node("decimal", piece.start, piece.end, float(word.replace(",", ".")))
    return None


def _plain(piece: Piece) -> Node:
    value = int(piece.word)
    name = "num"
    if len(piece.word) == len("2025") and value in _YEARS:
        name = "year"
    elif len(piece.word) <= len("31") and 1 <= value <= _LAST_DAY:
        name = "day"
    return Node(name, piece.start, piece.end, value)
