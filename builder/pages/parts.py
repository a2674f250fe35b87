"""Cuts a long list into pages: by letter or by time, and what is still too long into so many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

OTHER = "autres"
"""The letter of what begins with none."""

_LEAST = 20
"""Entries of a period that is worth a page of its own."""

_IN_ORDER = re.compile(r"[\d-]+|[a-z]")
"""Names of groups that follow each other: years, months, letters."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T_co]):
    """One page of a list."""

    name: str
    """In its address: `d`, `d-2`, `2016`, `2016-03`, `1925--2012`. Alone of its list, a part has none."""

    group: str
    """What it was cut by, without the number: `d`, `2016-03`."""

    number: int
    """From 1, of the pages of its group."""

    items: Sequence[T_co]

    def numbered(self, words: str) -> str:
        """The words for its group, with its number where that is not 1: `mars 2016 (2)`."""
        return words if self.number == 1 else f"{words} ({self.number})"


def _one(item: object) -> int:
    """Weigh everything alike."""
    del item
    return 1


def cut(
    items: Iterable[T],
    most: int,
    weight: Callable[[T], int] = _one,
) -> Iterator[Sequence[T]]:
    """The items in runs whose weights do not sum up to more than `most`; what is heavier alone has a run of its own.

    Nothing for no items.
    """
    run: list[T] = []
    total = 0
    for item in items:
        heavier = total + weight(item)
        if run and heavier > most:
            yield run
            run = []
            heavier = weight(item)
        run.append(item)
        total = heavier
    if run:
        yield run


def parts(
    groups: Mapping[str, Sequence[T]],
    most: int,
    weight: Callable[[T], int] = _one,
) -> Iterator[Part[T]]:
    """Each group as one page, or as several where it weighs too much; in the order of the groups."""
    for group, items in groups.items():
        for number, run in enumerate(cut(items, most, weight), 1):
            name = group if number == 1 else f"{group}-{number}"
            yield Part(name, group, number, run)


def letter(words: str) -> str:
    """The letter that words are found under: `e` for `Élysée`, `autres` for `2 000 arbres`."""
    first = key(words)[:1]
    return first if first.isascii() and first.isalpha() else OTHER


def by_letter(
    items: Iterable[T], words_of: Callable[[T], str]
) -> Mapping[str, Sequence[T]]:
    """Items under the letter of their words, in the order given; what begins with no letter last."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(letter(words_of(item)), []).append(item)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == OTHER, group[0])))


def by_time(
    items: Iterable[T],
    year_of: Callable[[T], str],
    month_of: Callable[[T], str],
    most: int,
) -> Mapping[str, Sequence[T]]:
    """Items in the order of time, by year: `2016`; by month, `2016-03`, where a year has more than `most` of them.

    Periods with few are read with those that follow: `1925--2012`. What `month_of` gives no month (empty) stands before the
    months of its year. What is no year (`sans-date`) is a group by itself.
    """
    years: dict[str, list[T]] = {}
    for item in items:
        years.setdefault(year_of(item), []).append(item)
    groups: dict[str, Sequence[T]] = {}
    for year, within in years.items():
        if len(within) > most and year.isdecimal():
            for month, of_month in by_month(within, month_of).items():
                groups[month or year] = of_month
        else:
            groups[year] = within
    return joined(groups, _LEAST, most)


def by_month(
    items: Iterable[T], month_of: Callable[[T], str]
) -> Mapping[str, Sequence[T]]:
    """Items under their months; those of none (empty) come first, wherever they stand in the order of time."""
    months: dict[str, list[T]] = {"": []}
    for item in items:
        months.setdefault(month_of(item), []).append(item)
    return {month: within for month, within in months.items() if within}


def joined(
    groups: Mapping[str, Sequence[T]],
    least: int,
    most: int,
    weight: Callable[[T], int] = _one,
) -> Mapping[str, Sequence[T]]:
    """The groups, those that weigh less than `least` together with what follows: `1925--2012`, `a--d`.

    Together they weigh no more than `most`. What is no time and no letter (`sans-date`, `autres`) stays alone.
    """
    found: dict[str, Sequence[T]] = {}
    names: list[str] = []
    total = 0
    for name, within in groups.items():
        weighs = sum(map(weight, within))
        is_full = total >= least or total + weighs > most
        if names and (is_full or not _IN_ORDER.fullmatch(name)):
            found[_span(names)] = _together(groups, names)
            names, total = [], 0
        names.append(name)
        total += weighs
        if not _IN_ORDER.fullmatch(name):
            total = most
    if names:
        found[_span(names)] = _together(groups, names)
    return found


def _together(groups: Mapping[str, Sequence[T]], names: Iterable[str]) -> Sequence[T]:
    return [item for name in names for item in groups[name]]


def _span(names: Sequence[str]) -> str:
    first, last = names[0], names[-1]
    # "2016" before "2016-01": what is of no month stands before the months
    return last if last.startswith(first) else f"{first}--{last}"


@dataclass(frozen=True, slots=True)
class PartView:
    """A page of a list, as others lead to it."""

    name: str
    """In words: `mars 2016 (2)`, `D`."""

    address: str
    count: int
    """Entries on it."""


@dataclass(frozen=True, slots=True)
class Way:
    """All pages of a list that was cut, and which of them one is."""

    parts: Sequence[PartView] = ()
    """Empty where the list is one page."""

    rank: int = -1
    """Of the page that shows it, from 0; -1 for the page that leads to all."""

    @property
    def before(self) -> PartView | None:
        """The page before, on one of the pages; none before the first."""
        return self.parts[self.rank - 1] if self.rank > 0 else None

    @property
    def after(self) -> PartView | None:
        """The page after, on one of the pages; none after the last."""
        is_last = self.rank + 1 >= len(self.parts)
        return None if self.rank < 0 or is_last else self.parts[self.rank + 1]


def laid_out(
    cuts: Iterable[Part[T]], view_of: Callable[[Part[T]], PartView]
) -> tuple[Way, Sequence[tuple[Part[T], PartView, Way]]]:
    """The way of the page that leads to all parts of a list; and each part, how others lead to it, and its own way.

    A part without a name is the whole list, on the page that would lead to parts: it has none of its own.
    """
    named = [part for part in cuts if part.name]
    views = [view_of(part) for part in named]
    leaves: list[tuple[Part[T], PartView, Way]] = []
    for part, (view, way) in zip(named, ways(views), strict=True):
        leaves.append((part, view, way))
    return Way(views), leaves


def ways(parts_: Sequence[PartView]) -> Iterator[tuple[PartView, Way]]:
    """Each page of a list, with its way to the others."""
    for rank, part in enumerate(parts_):
        yield part, Way(parts_, rank)
