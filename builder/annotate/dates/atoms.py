"""The atoms of dates: words of the lexicon, and what figures mean."""

from __future__ import annotations

import re
from operator import contains
from typing import TYPE_CHECKING

from builder.syntax.patterns import Node, Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.syntax.doc import Doc
    from builder.syntax.patterns import Lexicon

# A day comes first in figures (24/02/2022), as everywhere in French.
_DATES = (
    (re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})"), (1, 3, 4)),
    (re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"), (4, 3, 1)),
    (re.compile(r"()(\d{1,2})/(\d{4})"), (1, 2, 3)),
    (re.compile(r"()(\d{4})-(0?[1-9]|1[0-2])"), (1, 3, 2)),
    (re.compile(r"(\d{1,2})/(\d{1,2})()"), (1, 2, 3)),
)
"""How a date is written in figures, and which groups are its day, month and year."""

_TOGETHER = re.compile(
    r"(\d{4})(/)(\d{4}|\d\d)|(\d{1,4}(?:[,.]\d)?)([a-z]+)|([a-z]+)(\d)"
)
_CLOCK = re.compile(r"\d{1,2}h(?:\d\d)?|\d{1,2}:\d\d(?::\d\d)?")
_ORDINAL = re.compile(r"(\d{1,3})(?:er|re|ere|eme|ieme|e|nde?)")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_BIG = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+[.,]\d+[.,]\d[\d.,]*")
_ROMAN = re.compile(r"([ivxl]+)(?:e|er|eme|ieme)")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_THOUSANDS = 3
_DAY_MONTH_YEAR = ((1, 2), (1, 2), (4,))
"""How many figures each has in `12 02 2022`."""
_LAST_DAY, _LAST_MONTH, _LONGEST = 31, 12, 9
_YEARS = range(1000, 3000)
_SIGNS_BEFORE = frozenset("°$€£#@&§*×")
_NUMBER_SIGN = "°"
_SIGNS_AFTER = frozenset("%€$£‰°×")


def atoms(doc: Doc, sentence: int, lexicon: Lexicon) -> Iterator[Node | None]:
    """The atoms of a sentence, in order; none for each word that tells nothing."""
    row = pieces(doc.sentence_tokens(sentence), doc.text)
    place = 0
    while place < len(row):
        node, taken = _atom(row, place, lexicon)
        if node is None and taken == 1:
            yield from _halves(row[place], lexicon) or [None]
        else:
            yield node
        place += taken


def _atom(
    row: Sequence[Piece], place: int, lexicon: Lexicon
) -> tuple[Node | None, int]:
    piece = row[place]
    known, taken = lexicon.at(row, place)
    if known is not None:
        if known[0] == "nothing":
            return None, taken
        return Node(known[0], piece.start, row[place + taken - 1].end, known[1]), taken
    if piece.word == "-":
        return _hyphen(row, place), 1
    if piece.word[0].isdecimal():
        return _figures(row, place)
    roman = _ROMAN.fullmatch(piece.word)
    if roman:
        return Node("roman", piece.start, piece.end, _roman(roman[1])), 1
    return None, 1


def _follows(first: str, last: str) -> bool:
    """`2024/2025`, `2024/25`; not `2003/88`, which is a directive."""
    return (int(first) + 1 - int(last)) % 100 == 0


def _halves(piece: Piece, lexicon: Lexicon) -> list[Node | None]:
    """`2024/2025`, `3jours`, `trimestre3`: two atoms written together; empty for none."""
    found = _TOGETHER.fullmatch(piece.word)
    if found is None or (found[2] and not _follows(found[1], found[3])):
        return []
    made: list[Node | None] = []
    for group in found.groups():
        if not group:
            continue
        end = piece.start + len(group) if not made else piece.end
        start = made[-1].end if made and made[-1] else piece.start
        half = Piece(group, group, start, end)
        atom = lexicon.at([half], 0)[0]
        node = _number(half) if atom is None else Node(atom[0], start, end, atom[1])
        made.append(node)
    return made if all(made) else []


def _hyphen(row: Sequence[Piece], place: int) -> Node:
    """A dash that joins what touches it, or one that stands by itself."""
    piece = row[place]
    touches = _touches(row, place - 1) and _touches(row, place)
    return Node("dash" if touches else "sdash", piece.start, piece.end)


def _touches(row: Sequence[Piece], place: int) -> bool:
    """Whether no space stands between a piece and the next one."""
    inside = 0 <= place < len(row) - 1
    return inside and row[place].end == row[place + 1].start


def _roman(letters: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in letters]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def _figures(row: Sequence[Piece], place: int) -> tuple[Node | None, int]:
    """A number or date in figures; none where a sign makes it something else."""
    piece = row[place]
    if _is_code(row, place):
        return None, 1
    joined, taken = _joined(row, place)
    found = _date(joined, piece.start, row[place + taken - 1].end)
    if found is not None:
        return found, taken
    spaced, taken = _spaced(row, place)
    if taken > 1:
        return _in_spaces(spaced, piece.start, row[place + taken - 1].end), taken
    return _number(piece), 1


def _is_code(row: Sequence[Piece], place: int) -> bool:
    """`F-16`, `Covid-19`: a part of a word; `n°5`, `5 %`: a sign beside it."""
    piece = row[place]
    before = row[place - 1] if place else None
    if before is not None:
        near = before.end == piece.start or before.word == _NUMBER_SIGN
        if near and before.word in _SIGNS_BEFORE:
            return True
    behind = row[place + 1] if place + 1 < len(row) else None
    if behind is None or behind.start > piece.end + 1:
        return False
    return behind.word[0] in _SIGNS_AFTER


def _joined(row: Sequence[Piece], place: int) -> tuple[str, int]:
    """Figures with the hyphens and strokes that join them: `2022-02-24`."""
    taken = 1
    while _touches(row, place + taken - 1) and taken < _LONGEST:
        word = row[place + taken].word
        if not (word in "-/" or word[0].isdecimal()):
            break
        taken += 1
    while row[place + taken - 1].word in "-/":
        taken -= 1
    return "".join(piece.word for piece in row[place : place + taken]), taken


def _date(written: str, start: int, end: int) -> Node | None:
    """A date in figures; none where there is no such day or month."""
    for pattern, groups in _DATES:
        found = pattern.fullmatch(written)
        if found:
            return _fields([found[group] for group in groups], start, end)
    return None


def _fields(figures: Sequence[str], start: int, end: int) -> Node | None:
    day, month, year = figures
    if not 1 <= int(month) <= _LAST_MONTH or not 1 <= int(day or 1) <= _LAST_DAY:
        return None
    parts = [Node("month", start, end, int(month))]
    if day:
        parts.insert(0, Node("day", start, end, int(day)))
    if year:
        # Two figures are a year that the reference completes.
        kind = "year" if len(year) == len("2025") else "num"
        parts.append(Node(kind, start, end, int(year)))
    name = "daymonth" if not year else "date" if day else "period"
    return Node(name, start, end, None, "fields", tuple(parts))


def _spaced(row: Sequence[Piece], place: int) -> tuple[list[str], int]:
    """Plain figures with one space between: `1 500`, `12 02 2022`."""
    words = [row[place].word]
    for before, piece in zip(row[place:], row[place + 1 :], strict=False):
        if not piece.word.isdecimal() or piece.start != before.end + 1:
            break
        words.append(piece.word)
    if not words[0].isdecimal():
        return words, 1
    lengths = [len(word) for word in words]
    if len(lengths) == len(_DAY_MONTH_YEAR) and all(
        map(contains, _DAY_MONTH_YEAR, lengths)
    ):
        return words, len(words)
    if lengths[0] > _THOUSANDS:
        return words, 1
    taken = 1
    while taken < len(words) and lengths[taken] == _THOUSANDS:
        taken += 1
    return words[:taken], taken


def _in_spaces(words: Sequence[str], start: int, end: int) -> Node | None:
    if len(words[-1]) == _THOUSANDS:
        return Node("big", start, end)
    return _fields(words, start, end)


def _number(piece: Piece) -> Node | None:
    """A single number; none for a mix of figures and letters that means nothing here."""
    word, start, end = piece.word, piece.start, piece.end
    if word.isdecimal():
        return _plain(word, start, end)
    if _CLOCK.fullmatch(word):
        return Node("clock", start, end, word)
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return Node("ordinal", start, end, int(ordinal[1]))
    if _BIG.fullmatch(word):
        return Node("big", start, end)
    if _DECIMAL.fullmatch(word):
        return Node("decimal", start, end, float(word.replace(",", ".")))
    return None


def _plain(word: str, start: int, end: int) -> Node | None:
    if len(word) > _LONGEST:
        return None
    value = int(word)
    if len(word) == len("2025") and value in _YEARS:
        return Node("year", start, end, value)
    is_day = len(word) <= len("31") and 1 <= value <= _LAST_DAY
    return Node("day" if is_day else "num", start, end, value)
