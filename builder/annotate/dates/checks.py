"""What a composition asks of its parts besides their names; numbers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.dates.node import COUNTS, number_of
from builder.syntax.neighbours import after
from builder.syntax.patterns import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from builder.syntax.doc import Doc

_NUMERALS = ("numeral", "sept", "one", "ordinal", "unieme", "day")
_HUNDRED, _THOUSAND, _LAST_DAY = 100, 1000, 31
_SCORE = 20
_LONG_YEARS = range(1500, 2101)
_LONGEST = 200
_BEHIND = 2
"""Words behind a number that may hold what it counts: `12 nouvelles communes`."""

_ARGUMENTS = ("nsubj", "nsubj:pass", "obj")


def number(nodes: Sequence[Node]) -> Node:
    """A number or ordinal out of its words.

    "deux mille dix-huit", "quatre-vingt-dix", "vingt et unième".
    """
    total = _add(nodes)
    kind = "num"
    if nodes[-1].name in ("ordinal", "unieme", "er"):
        kind = "ordinal"
    elif total >= _THOUSAND:
        kind = "year"
    elif 1 <= total <= _LAST_DAY:
        kind = "day"
    return Node(kind, nodes[0].start, nodes[-1].end, total)


def _add(nodes: Iterable[Node]) -> int:
    """French counting: a number multiplies a smaller one before it, else it adds.

    "quatre-vingt", "deux cents".
    """
    total = group = 0
    for node in nodes:
        if node.name not in _NUMERALS:
            continue
        value = int(number_of(node))
        if value == _THOUSAND:
            total += max(group, 1) * _THOUSAND
            group = 0
        elif value == _HUNDRED:
            group = max(group, 1) * _HUNDRED
        elif value == _SCORE and group % _SCORE == 4:  # noqa: PLR2004 - quatre-vingt
            group += 76
        else:
            group += value
    return total + group


def _first(nodes: Sequence[Node], *names: str) -> Node:
    return next(node for node in nodes if node.name in names)


def _decade(nodes: Sequence[Node], _: Doc) -> bool:
    """`les années 60`, not `les années 63`."""
    year = _first(nodes, "year", "num", "day").value
    return bool(year % 10 == 0)


def _week(nodes: Sequence[Node], _: Doc) -> bool:
    """`mardi de la semaine prochaine`, not `mardi du mois prochain`."""
    whole = _first(nodes, "period", "unit")
    unit = whole.one("unit", "worked", "annees", "term", "weekend") or whole
    return bool(unit.value == "W")


def _whole_days(nodes: Sequence[Node], _: Doc) -> bool:
    """Hours that make whole days: `48 heures`, `vingt-quatre heures`."""
    count = _first(nodes, *COUNTS, "half").value
    return bool(count % 24 == 0) and nodes[-1].value == "H"


def _days_of_month(nodes: Sequence[Node], _: Doc) -> bool:
    """`lundi 2 et mardi 3 septembre`: only the last has its month."""
    dates = [node for node in nodes if node.name == "date"]
    with_month = [node for node in dates if node.has("month", "monabbr", "sept")]
    makes = {node.make for node in dates}
    return makes == {"fields"} and with_month == dates[-1:]


def _span(nodes: Sequence[Node], _: Doc) -> bool:
    """Two bare years that are joined run forward; anything else is a range."""
    joint = nodes[1].name
    years = [node.value for node in nodes if node.name == "year"]
    last = nodes[-1]
    if len(years) > 1:
        return _runs(years[0], years[1], joint)
    if nodes[0].name != "year" or last.name not in ("day", "num"):
        return True
    # "2024/25" is the next year, "1914-18" any later one, "2003/8" a directive
    if last.end - last.start != len("25"):
        return False
    short = years[0] % _HUNDRED
    if last.value == (short + 1) % _HUNDRED:
        return True
    return joint == "dash" and last.value > short


def _runs(first: int, last: int, joint: str) -> bool:
    if joint == "slash":
        # "2024/2025"
        return last == first + 1
    return first in _LONG_YEARS and first < last <= first + _LONGEST


def _two_figures(nodes: Sequence[Node], doc: Doc) -> bool:
    """A year in two figures: `le 3 mars 84`."""
    written = nodes[-1].span.of(doc.text)
    return len(written) == len("84")


def _figures(nodes: Sequence[Node], doc: Doc) -> bool:
    """`mardi 3`; not `mardi trois hommes`, nor `a interpellé mardi 3 hommes`."""
    day = nodes[-1]
    return doc.text[day.start].isdecimal() and not _counts(day, doc)


def _counts(number: Node, doc: Doc) -> bool:
    """Whether a number says how many do something, or have it done to them."""
    for place in range(1, _BEHIND + 1):
        word = after(doc, number.span, place)
        if word is None or word.pos not in ("ADJ", "NOUN"):
            return False
        if word.pos == "NOUN":
            return word.relation in _ARGUMENTS
    return False


def _in_words(nodes: Sequence[Node], doc: Doc) -> bool:
    """`la quatrième journée`; `la 22e journée` has its number in a series."""
    return not doc.text[_first(nodes, "ordinal").start].isdecimal()


CHECKS: Mapping[str, Callable[[Sequence[Node], Doc], bool]] = {
    "decade": _decade,
    "week": _week,
    "whole_days": _whole_days,
    "days_of_month": _days_of_month,
    "span": _span,
    "two_figures": _two_figures,
    "figures": _figures,
    "in_words": _in_words,
}
"""Names of `check` in the rules."""
