"""What a composition asks of its parts besides their names, and numbers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.stages.dates.node import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_NUMERALS = ("numeral", "sept", "one", "ordinal", "unieme", "day")
_HUNDRED, _THOUSAND, _LAST_DAY, _SEVEN = 100, 1000, 31, 7
_MONTHS = ("month", "monabbr", "sept")
_LONG_YEARS = range(1500, 2101)


def number(nodes: Sequence[Node]) -> Node | None:
    """A number or ordinal out of its words ("deux mille dix-huit", "quatre-vingt-dix", "vingt et unième")."""
    total = _add(_SEVEN if n.name == "sept" else int(n.value) for n in nodes if n.name in _NUMERALS)
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


def _short_year(nodes: Sequence[Node], folded: str) -> bool:
    """Two digits are a year: `10 novembre 93`, not `le 3 mars 25 soldats`; written as digits."""
    last = nodes[-1]
    return last.end - last.start == len("93") and folded[last.start : last.end].isdigit()


def _decade(nodes: Sequence[Node], _: str) -> bool:
    value = (
        nodes[-1].value
        if nodes[-1].name in ("year", "num", "day")
        else next(n.value for n in nodes if n.name in ("year", "num", "day"))
    )
    return bool(value % 10 == 0)


def _month_of(nodes: Sequence[Node], _: str) -> bool:
    """`le mois de mars`, not `la semaine de mars`; behind the month, `de l'année 2016`."""
    return not nodes or all(n.value == "M" for n in nodes[:2] if n.name == "unit")


def _week(nodes: Sequence[Node], _: str) -> bool:
    """The unit or period is a week: `mardi de la semaine prochaine`, `la semaine du 3 mars`."""
    if any(n.name == "weekend" for n in nodes):
        return True
    inner = next((n for n in nodes if n.name in ("period", "unit")), None)
    if inner is None:
        return False
    unit = inner if inner.name == "unit" else inner.one("unit", "worked", "annees", "term", "weekend")
    return unit is not None and unit.value == "W"


def _en_huit(nodes: Sequence[Node], _: str) -> bool:
    return nodes[-1].value in (8, 15)


def _nth(nodes: Sequence[Node], _: str) -> bool:
    """The first part counts something smaller than the period it is in; `premier jour` needs a small number."""
    count = next(n for n in nodes if n.name in ("ordinal", "last", "day"))
    return count.name != "day"


def _not_day(nodes: Sequence[Node], _: str) -> bool:
    """`de l'année` is this year; `du jour`, `la journée` and `le siècle` say nothing."""
    return nodes[-1].value not in ("D", "C", "DE") and (nodes[0].name == "of" or len(nodes) > 1)


def _articles(nodes: Sequence[Node], folded: str) -> bool:
    """`du 12 au 16`; `de 12 à 16` counts anything."""
    return folded.endswith("du", 0, nodes[0].end) and folded.endswith("au", 0, nodes[2].end)


def _au(nodes: Sequence[Node], folded: str) -> bool:
    """`au printemps`; `a été` is a verb."""
    return folded.endswith("au", 0, nodes[0].end)


def _told_day(nodes: Sequence[Node], folded: str) -> bool:
    """`mardi 3`, `mardi le trois`; `mardi, trois hommes` and `ce mardi, deux avions` count something else."""
    last = nodes[-1]
    return any(n.name == "the" for n in nodes) or folded[last.start].isdigit()


def _days_of_month(nodes: Sequence[Node], _: str) -> bool:
    """`lundi 2 et mardi 3 septembre`: only the last has its month."""
    *firsts, last = [n for n in nodes if n.name == "date"]
    return (
        all(n.make == "fields" and not n.has(*_MONTHS) for n in firsts) and last.make == "fields" and last.has(*_MONTHS)
    )


def _months(nodes: Sequence[Node], _: str) -> bool:
    """`janvier et novembre 2015`: the last is a month with its year or direction."""
    return nodes[-1].make == "fields" and nodes[-1].has("month", "monabbr")


def _longer(nodes: Sequence[Node], _: str) -> bool:
    """`dans la semaine`, `au cours du mois`; `dans la journée` is a part of a day, `dans le siècle` says nothing."""
    return nodes[-1].value in ("W", "WE", "M", "Y", "FN")


def _first_or_last(nodes: Sequence[Node], _: str) -> bool:
    """`les deux premières semaines de mars`; `les deux troisièmes` are something else."""
    return all(n.value == 1 for n in nodes if n.name == "ordinal")


def _of_year(nodes: Sequence[Node], _: str) -> bool:
    """`l'année 2008`, `l'an 2000`; `la semaine de 2027` is no year."""
    return any(n.value == "Y" for n in nodes)


def _whole_days(nodes: Sequence[Node], _: str) -> bool:
    """Hours that make whole days: `48 heures`, `vingt-quatre heures`."""
    count = next(n.value for n in nodes if n.name in ("day", "num", "decimal", "one", "sept", "numeral", "half"))
    return nodes[-1].value == "H" and bool(count % 24 == 0)


def _yesterday(nodes: Sequence[Node], _: str) -> bool:
    return bool(nodes[-1].value == -1)


def _span(nodes: Sequence[Node], _: str) -> bool:
    """Two bare years joined by a hyphen run forward; a month and a bare year are no range."""
    years = [n for n in nodes if n.name == "year"]
    if len(years) == 2 and any(n.name == "slash" for n in nodes):  # noqa: PLR2004 - `2024/2025`
        return bool(years[1].value == years[0].value + 1)
    if len(years) == 2:  # noqa: PLR2004 - both ends
        return years[0].value < years[1].value <= years[0].value + 200 and years[0].value in _LONG_YEARS
    if nodes[0].name == "year":
        return nodes[-1].name not in ("day", "num") or _later_year(
            nodes[0].value, nodes[-1], hyphen=nodes[1].name == "dash"
        )
    return True


def _later_year(first: int, last: Node, *, hyphen: bool) -> bool:
    """`2024/25` is the next year, `1914-18` any later one."""
    two_digits = last.end - last.start == len("25")
    return two_digits and (last.value == (first + 1) % _HUNDRED or (hyphen and last.value > first % _HUNDRED))


def _listed(nodes: Sequence[Node], _: str) -> bool:
    date = nodes[-1]
    return date.make == "fields" and date.has("day", "ordinal")


def _about(nodes: Sequence[Node], folded: str) -> bool:
    if nodes[-1].name not in ("day", "ordinal"):
        return True
    return folded.endswith(("le ", "du "), 0, nodes[-1].start) and folded[nodes[-1].start].isdigit()


def _after(nodes: Sequence[Node], _: str) -> bool:
    return nodes[-1].name != "adjacent"


CHECKS: Mapping[str, Callable[[Sequence[Node], str], bool]] = {
    "short_year": _short_year,
    "decade": _decade,
    "month_of": _month_of,
    "week": _week,
    "en_huit": _en_huit,
    "nth": _nth,
    "not_day": _not_day,
    "articles": _articles,
    "au": _au,
    "told_day": _told_day,
    "days_of_month": _days_of_month,
    "months": _months,
    "longer": _longer,
    "first_or_last": _first_or_last,
    "of_year": _of_year,
    "whole_days": _whole_days,
    "yesterday": _yesterday,
    "span": _span,
    "listed": _listed,
    "about": _about,
    "after": _after,
}
