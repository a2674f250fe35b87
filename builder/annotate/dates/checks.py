"""What a composition asks of its parts besides their names; numbers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.dates.node import COUNTS, number_of
from builder.syntax.patterns import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from builder.syntax.doc import Doc

_NUMERALS = ("numeral", "sept", "one", "ordinal", "unieme", "day")
_HUNDRED, _THOUSAND, _LAST_DAY = 100, 1000, 31
_LONG_YEARS = range(1500, 2101)


def number(nodes: Sequence[Node]) -> Node:
    """A number or ordinal out of its words ("deux mille dix-huit", "quatre-vingt-dix", "vingt et unième")."""
    total = _add(int(number_of(n)) for n in nodes if n.name in _NUMERALS)
    start, end = nodes[0].start, nodes[-1].end
    if nodes[-1].name in ("ordinal", "unieme", "er"):
        return Node("ordinal", start, end, total)
    if total >= _THOUSAND:
        return Node("year", start, end, total)
    return Node("day" if 1 <= total <= _LAST_DAY else "num", start, end, total)


def _add(values: Iterable[int]) -> int:
    """French counting: what follows a smaller number multiplies it (quatre-vingt, deux cents), else it adds."""
    total = group = 0
    for value in values:
        if value == _THOUSAND:
            total, group = total + max(group, 1) * _THOUSAND, 0
        elif value == _HUNDRED:
            group = max(group, 1) * _HUNDRED
        elif value == 20 and group % 20 == 4:  # noqa: PLR2004 - quatre-vingt
            group += 76
        else:
            group += value
    return total + group


def _decade(nodes: Sequence[Node], _: Doc) -> bool:
    """`les années 60`, not `les années 63`."""
    return bool(
        next(n.value for n in nodes if n.name in ("year", "num", "day")) % 10 == 0
    )


def _week(nodes: Sequence[Node], _: Doc) -> bool:
    """`mardi de la semaine prochaine`, not `mardi du mois prochain`."""
    whole = next(n for n in nodes if n.name in ("period", "unit"))
    unit = whole.one("unit", "worked", "annees", "term", "weekend") or whole
    return bool(unit.value == "W")


def _whole_days(nodes: Sequence[Node], _: Doc) -> bool:
    """Hours that make whole days: `48 heures`, `vingt-quatre heures`."""
    count = next(n.value for n in nodes if n.name in (*COUNTS, "half"))
    return nodes[-1].value == "H" and bool(count % 24 == 0)


def _days_of_month(nodes: Sequence[Node], _: Doc) -> bool:
    """`lundi 2 et mardi 3 septembre`: only the last has its month."""
    dates = [n for n in nodes if n.name == "date"]
    with_month = [n for n in dates if n.has("month", "monabbr", "sept")]
    return all(n.make == "fields" for n in dates) and with_month == dates[-1:]


def _span(nodes: Sequence[Node], _: Doc) -> bool:
    """Two bare years joined by a hyphen run forward; a month and a bare year are no range."""
    first, last = nodes[0], nodes[-1]
    years = [n.value for n in nodes if n.name == "year"]
    if len(years) == 2:  # noqa: PLR2004 - both ends
        if any(n.name == "slash" for n in nodes):  # `2024/2025`
            return bool(years[1] == years[0] + 1)
        return years[0] < years[1] <= years[0] + 200 and years[0] in _LONG_YEARS
    if first.name == "year" and last.name in (
        "day",
        "num",
    ):  # `2024/25` is the next year, `1914-18` any later one
        following, later = (
            last.value == (first.value + 1) % _HUNDRED,
            last.value > first.value % _HUNDRED,
        )
        return last.end - last.start == len("25") and (
            following or (later and nodes[1].name == "dash")
        )
    return True


def _two_figures(nodes: Sequence[Node], doc: Doc) -> bool:
    """A year in two figures: `le 3 mars 84`."""
    return len(doc.text[nodes[-1].start : nodes[-1].end]) == len("84")


def _figures(nodes: Sequence[Node], doc: Doc) -> bool:
    return doc.text[nodes[-1].start].isdecimal()


def _figures_or_article(nodes: Sequence[Node], doc: Doc) -> bool:
    """`mardi 3`, `mardi le trois`; not `mardi trois hommes`."""
    return _figures(nodes, doc) or any(node.name == "the" for node in nodes)


def _figures_with_article(nodes: Sequence[Node], doc: Doc) -> bool:
    """`vers le 3`; not `vers 3`."""
    before = nodes[-2].name in ("the", "at") or nodes[-2].value == "du"
    return before and _figures(nodes, doc)


CHECKS: Mapping[str, Callable[[Sequence[Node], Doc], bool]] = {
    "decade": _decade,
    "week": _week,
    "whole_days": _whole_days,
    "days_of_month": _days_of_month,
    "span": _span,
    "two_figures": _two_figures,
    "figures_or_article": _figures_or_article,
    "figures_with_article": _figures_with_article,
}
"""Names of `check` in the rules."""
