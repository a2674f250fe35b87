"""Reads a text once and yields the runs of neighbouring words that can carry a date."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.annotate.dates.node import Node
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Atom = tuple[str, Any]


class Lexicon(NamedTuple):
    """The atoms of a language, under their folded wordings."""

    words: dict[str, Atom]
    accented: dict[str, tuple[str, Atom]]
    """Folded word → the spelling that is meant, and what it then is."""

    phrases: dict[str, list[tuple[tuple[str, ...], Atom]]]
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
    |(?P<day_month_year>(?<![\d/])\d{1,2}(?P<s1>[-/.])\d{1,2}(?P=s1)(?:\d{4}|\d{2})(?![\d/])(?![.,]\d)
        |(?<!\d[ .])\d{1,2}[ ]\d{1,2}[ ]\d{4}(?![ ]?\d))
    |(?P<year_month_day>(?<![\d/-])\d{4}(?P<s2>[-/.])\d{1,2}(?P=s2)\d{1,2}(?![\d/-]))
    |(?P<month_year>(?<![\d/-])\d{1,2}/\d{4}(?![\d/]))
    |(?P<year_month>(?<![\d/-])\d{4}-(?:0?[1-9]|1[0-2])(?![\d/-]))
    |(?P<day_month>(?<![\d/])\d{1,2}/\d{1,2}(?![\d/]))
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


def lexicon(atoms: Mapping[str, Mapping[Any, str]], core: Iterable[str]) -> Lexicon:
    """The lexicon out of classes of atoms: value → wordings, parted by commas; `=` asks for the accents as written."""
    known = Lexicon({}, {}, {}, frozenset(core))
    for name, values in atoms.items():
        for value, wordings in values.items():
            for wording in (
                re.split(r",(?:\s+|$)", wordings.strip()) if wordings != "," else [","]
            ):
                _enter(wording.strip(), (name, value), known)
    for phrases in known.phrases.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return known


def _enter(wording: str, atom: Atom, known: Lexicon) -> None:
    spelling = wording.removeprefix("=")
    tokens = tuple(m[0] for m in TOKEN.finditer(fold(spelling)))
    if spelling != wording:
        known.accented[tokens[0]] = (spelling, atom)
    elif len(tokens) == 1 and not tokens[0][0].isdigit():
        known.words[tokens[0]] = atom
    elif tokens:
        known.phrases.setdefault(tokens[0], []).append((tokens, atom))


def runs(
    text: str, folded: str, start: int, end: int, lexicon: Lexicon
) -> Iterator[list[Node]]:
    """Runs of neighbouring atoms with at least one of the core, in order. Empty where nothing is known."""
    tokens = [
        Token(m.lastgroup or "", m[0], m.start(), m.end())
        for m in TOKEN.finditer(folded, start, end)
    ]
    for _, atoms in groupby(_atoms(text, tokens, lexicon), key=bool):
        run = [atom for atom in atoms if atom]
        if any(atom.name in lexicon.core for atom in run):
            yield run


def _atoms(
    text: str, tokens: Sequence[Token], lexicon: Lexicon
) -> Iterator[Node | None]:
    """Every atom in order; none for what is not known."""
    position = 0
    while position < len(tokens):
        atom, taken = _atom(text, tokens, position, lexicon)
        position += taken
        yield atom


def _atom(
    text: str, tokens: Sequence[Token], position: int, lexicon: Lexicon
) -> tuple[Node | None, int]:
    """The atom that begins here, none for an unknown word, and how many tokens it takes."""
    kind, word, start, _ = tokens[position]
    for phrase, (name, value) in lexicon.phrases.get(word, ()):
        found = tokens[position : position + len(phrase)]
        if tuple(t.word for t in found) == phrase:
            return (
                None if name == "nothing" else Node(name, start, found[-1].end, value)
            ), len(phrase)
    if word == "-":
        return _hyphen(text, tokens[position]), 1
    if kind in ("word", "mark"):
        return _word(text, tokens[position], lexicon), 1
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
    return sum(
        -v if v < after else v for v, after in zip(values, following, strict=True)
    )


def _hyphen(text: str, token: Token) -> Node:
    glued = (
        not text[token.start - 1 : token.start].isspace()
        and not text[token.end : token.end + 1].isspace()
    )
    return Node("dash" if glued and token.start else "sdash", token.start, token.end)


def _number(
    text: str, tokens: Sequence[Token], position: int, lexicon: Lexicon
) -> Node | None:
    """A number as an atom; none where it is glued to letters (G7, F-16, Covid-19, 4x4) or too long."""
    kind, word, start, end = tokens[position]
    if _glued_before(tokens, position, lexicon) or _glued_after(
        text, tokens, position, lexicon
    ):
        return None
    if "_" in kind:
        return _date(kind.split("_"), word, start, end)
    if kind == "clock":
        return _clock(word, start, end)
    if kind == "number":
        return _plain(word, start, end)
    if kind == "decimal":
        return Node(kind, start, end, float(word.replace(",", ".")))
    return Node(
        kind, start, end, int(_NUMBERS.findall(word)[0]) if kind == "ordinal" else None
    )


def _plain(word: str, start: int, end: int) -> Node | None:
    if len(word) > _LONGEST:
        return None
    value = int(word)
    if len(word) == len("2025") and 1000 <= value < 3000:  # noqa: PLR2004 - years one may read of
        return Node("year", start, end, value)
    return Node(
        "day" if len(word) <= len("31") and 1 <= value <= _LAST_DAY else "num",
        start,
        end,
        value,
    )


def _glued_before(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    if position == 0 or tokens[position - 1].end != tokens[position].start:
        return False
    before = tokens[position - 1]
    if before.kind == "word":
        return before.word[-1] != "'" and before.word not in lexicon.words
    if (
        before.word in "-/."
        and position > 1
        and tokens[position - 2].end == before.start
    ):
        after = tokens[position + 1].word if position + 1 < len(tokens) else ""
        named = lexicon.words.get(after, ("", None))[0] == "month"
        return (
            tokens[position - 2].kind == "word"
            and tokens[position - 2].word not in lexicon.words
            and not named
        )
    return before.word in "°$€£#@&§"


def _glued_after(
    text: str, tokens: Sequence[Token], position: int, lexicon: Lexicon
) -> bool:
    end = tokens[position].end
    if text[end : end + 2].strip() and text[end : end + 2].strip()[0] in "%€$£‰°":
        return True
    if position + 1 == len(tokens) or tokens[position + 1].start != end:
        return False
    after = tokens[position + 1]
    return (
        after.kind == "word"
        and after.word not in lexicon.words
        and tokens[position].kind != "clock"
    )


def _date(fields: Sequence[str], word: str, start: int, end: int) -> Node | None:
    """A date in figures, its fields in this order; none where there is no such day or month."""
    figures = dict(zip(fields, _NUMBERS.findall(word), strict=True))
    if not (
        1 <= int(figures["month"]) <= _MONTHS
        and 1 <= int(figures.get("day", 1)) <= _LAST_DAY
    ):
        return None
    name = (
        "period"
        if "day" not in figures
        else "date"
        if "year" in figures
        else "daymonth"
    )
    short = [
        field
        for field, digits in figures.items()
        if field == "year" and len(digits) == len("25")
    ]
    parts = (
        Node("num" if f in short else f, start, end, int(digits))
        for f, digits in figures.items()
    )
    return Node(name, start, end, None, "fields", tuple(parts))


def _clock(word: str, start: int, end: int) -> Node:
    """A time of day; from 24 hours on, and in whole days, a quantity."""
    hours = int(_NUMBERS.findall(word)[0])
    if "heure" in word and hours and hours % 24 == 0:
        parts = (Node("num", start, end, hours), Node("subday", start, end, "H"))
        return Node("quantity", start, end, None, "quantity", parts)
    return Node("clock", start, end, word)
