"""The atoms of dates: words of the lexicon, and what figures mean."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.syntax.neighbours import before as word_before
from builder.syntax.patterns import Node, Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.syntax.doc import Doc
    from builder.syntax.patterns import Lexicon

# A day comes first in figures (24/02/2022), as everywhere in French.
_DATES = (
    r"(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)",
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
    r"(?P<month>\d{1,2})/(?P<year>\d{4})",
    r"(?P<year>\d{4})-(?P<month>0?[1-9]|1[0-2])",
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})",
    r"(?P<day>\d{1,2}) (?P<month>\d{1,2}) (?P<year>\d{4})",
)
"""How a date is written in figures."""

_TOGETHER = re.compile(
    r"(\d{4})(/)(\d{4}|\d\d)|(\d{1,4}(?:[,.]\d)?)([a-z]+)|([a-z]+)(\d)"
)
_CLOCK = re.compile(r"\d{1,2}h(?:\d\d)?|\d{1,2}:\d\d(?::\d\d)?")
_ORDINAL = re.compile(r"(\d{1,3})(?:er|re|ere|eme|ieme|e|nde?)")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_BIG = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+[.,]\d+[.,]\d[\d.,]*")
_ROMAN = re.compile(r"([ivxl]+)(?:e|er|eme|ieme)")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3}(?!\d))+")
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
        node, taken = _atom(row, place, lexicon)
        if node is not None and node.name == "late" and _ends(doc, node, ending):
            node = None
        if node is None and taken == 1:
            yield from _halves(row[place], lexicon) or [None]
        else:
            yield node
        place += taken


def _ends(doc: Doc, node: Node, ending: frozenset[str]) -> bool:
    verb = word_before(doc, node.span)
    return verb is not None and verb.lemma in ending


def _atom(
    row: Sequence[Piece], place: int, lexicon: Lexicon
) -> tuple[Node | None, int]:
    piece = row[place]
    known, taken = lexicon.at(row, place)
    if known is not None:
        name, value = known
        if name == "nothing":
            # "jeux d'hiver", "la guerre froide"
            return None, taken
        end = row[place + taken - 1].end
        return Node(name, piece.start, end, value), taken
    if piece.word == "-":
        return _hyphen(row, place), 1
    if piece.word[0].isdecimal():
        return _figures(row, place)
    roman = _ROMAN.fullmatch(piece.word)
    if roman is None:
        return None, 1
    return _made("roman", piece, _roman(roman[1])), 1


def _made(name: str, piece: Piece, value: float | None = None) -> Node:
    return Node(name, piece.start, piece.end, value)


def _follows(first: str, last: str) -> bool:
    """`2024/2025`, `2024/25`; not `2003/88`, which is a directive."""
    following = str(int(first) + 1)
    return following.endswith(last)


def _halves(piece: Piece, lexicon: Lexicon) -> list[Node | None]:
    """`2024/2025`, `3jours`, `trimestre3`: two atoms written together; empty for none."""
    found = _TOGETHER.fullmatch(piece.word)
    if found is None:
        return []
    groups = [group for group in found.groups() if group]
    if "/" in groups and not _follows(groups[0], groups[-1]):
        return []
    halves = []
    start = piece.start
    for group in groups:
        half = Piece(group, group, start, start + len(group))
        halves.append(_half(half, lexicon))
        start = half.end
    return halves if all(halves) else []


def _half(half: Piece, lexicon: Lexicon) -> Node | None:
    known, _ = lexicon.at([half], 0)
    if known is None:
        return _number(half)
    name, value = known
    return Node(name, half.start, half.end, value)


def _hyphen(row: Sequence[Piece], place: int) -> Node:
    """A dash that joins what touches it, or one that stands by itself."""
    piece = row[place]
    # "1939-1945" is joined closer than "1939 - 1945".
    before, behind = _touches(row, place - 1), _touches(row, place)
    touches = before and behind
    return Node("dash" if touches else "sdash", piece.start, piece.end)


def _touches(row: Sequence[Piece], place: int) -> bool:
    """Whether no space stands between a piece and the next one."""
    if not 0 <= place < len(row) - 1:
        return False
    piece, following = row[place : place + 2]
    return piece.end == following.start


def _roman(letters: str) -> int:
    total = highest = 0
    for letter in reversed(letters):
        value = _ROMAN_VALUES[letter]
        # "IX": a smaller one before a larger one is taken off.
        total += value if value >= highest else -value
        highest = max(value, highest)
    return total


def _figures(row: Sequence[Piece], place: int) -> tuple[Node | None, int]:
    """A number or date in figures; none where a sign makes it something else."""
    piece = row[place]
    if _is_code(row, place):
        return None, 1
    written, taken = _joined(row, place)
    found = _date(written, piece.start, row[place + taken - 1].end)
    if found is not None:
        return found, taken
    written, taken = _spaced(row, place)
    if taken == 1:
        return _number(piece), 1
    end = row[place + taken - 1].end
    if _THOUSANDS.fullmatch(written):
        return Node("big", piece.start, end), taken
    return _date(written, piece.start, end), taken


def _is_code(row: Sequence[Piece], place: int) -> bool:
    """`5 %`: a sign stands behind it."""
    if place + 1 == len(row):
        return False
    behind = row[place + 1]
    near = behind.start <= row[place].end + 1
    return near and behind.word[0] in _SIGNS_AFTER


def _joined(row: Sequence[Piece], place: int) -> tuple[str, int]:
    """Figures with the hyphens and strokes that join them: `2022-02-24`."""
    taken = 1
    while _touches(row, place + taken - 1) and taken < _LONGEST:
        word = row[place + taken].word
        if word not in "-/" and not word[0].isdecimal():
            break
        taken += 1
    while row[place + taken - 1].word in "-/":
        taken -= 1
    words = [piece.word for piece in row[place : place + taken]]
    return "".join(words), taken


def _date(written: str, start: int, end: int) -> Node | None:
    """A date in figures; none where there is no such day or month."""
    for pattern in _DATES:
        found = re.fullmatch(pattern, written)
        if found:
            return _fields(found.groupdict(), start, end)
    return None


def _fields(figures: dict[str, str], start: int, end: int) -> Node | None:
    month = int(figures["month"])
    day = int(figures.get("day", 0))
    if not 1 <= month <= _LAST_MONTH or day > _LAST_DAY:
        return None
    parts = [Node("month", start, end, month)]
    if "day" in figures:
        if not day:
            return None
        parts.insert(0, Node("day", start, end, day))
    name = "date" if "day" in figures else "period"
    year = figures.get("year", "")
    if not year:
        name = "daymonth"
    else:
        # Two figures are a year that the reference completes.
        kind = "year" if len(year) == len("2025") else "num"
        parts.append(Node(kind, start, end, int(year)))
    return Node(name, start, end, None, "fields", tuple(parts))


def _spaced(row: Sequence[Piece], place: int) -> tuple[str, int]:
    """Plain figures with one space between: `1 500`, `12 02 2022`."""
    words = [row[place].word]
    for before, piece in pairwise(row[place:]):
        if not piece.word.isdecimal() or piece.start != before.end + 1:
            break
        words.append(piece.word)
    written = " ".join(words)
    if re.fullmatch(_DATES[-1], written):
        return written, len(words)
    thousands = _THOUSANDS.match(written)
    if thousands is None:
        return words[0], 1
    figures = thousands[0]
    return figures, figures.count(" ") + 1


def _number(piece: Piece) -> Node | None:
    """A single number; none for a mix of figures and letters that means nothing here."""
    word = piece.word
    if word.isdecimal():
        return _plain(piece)
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return _made("ordinal", piece, int(ordinal[1]))
    if _CLOCK.fullmatch(word):
        return _made("clock", piece)
    if _BIG.fullmatch(word):
        return _made("big", piece)
    if _DECIMAL.fullmatch(word):
        return _made("decimal", piece, float(word.replace(",", ".")))
    return None


def _plain(piece: Piece) -> Node | None:
    length = len(piece.word)
    if length > _LONGEST:
        return None
    value = int(piece.word)
    if length == len("2025") and value in _YEARS:
        return _made("year", piece, value)
    is_day = length <= len("31") and 1 <= value <= _LAST_DAY
    return _made("day" if is_day else "num", piece, value)
