"""The language pack's words for the chronology, compiled once, and what a stretch of text says in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*'?")
_STEM = 6
"""Letters that are compared: "encerclées" and "encerclée", "proposé" and "proposition" meet."""
_SHORTEST = 4
_PLURAL = 2
_COUNTED = 6
"""Words before a number in which a verb says what is counted."""
_ELIDED = 2
"""Letters before the apostrophe of l', d', qu'."""


class Reason(NamedTuple):
    """One thing that two claims share: a name of the table `weights`, points, and words of the text or ids."""

    name: str
    points: float
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """`timeline.yml`; equal packs share one."""

    language: str
    data: Mapping[str, Any]
    stopwords: frozenset[str]
    families: Mapping[str, frozenset[int]]
    units: Mapping[str, str]
    enough: Mapping[str, float]
    """Points from which on two claims are one event (`merge`), or are proposed as one (`propose`, `within` an article)."""

    def reason(self, name: str, **values: object) -> str:
        """A French sentence or phrase that says why two claims are one event."""
        return str(self.data["reasons"][name]).format(**values)

    def weigh(self, name: str, what: Sequence[str] = ()) -> Reason:
        """A reason with its points of the table: of what is shared each one counts, up to the most it allows."""
        each, most = self.data["weights"][name]
        points = each * max(1, len(what))
        return Reason(name, min(points, most) if each > 0 else points, tuple(what))

    def difference(self, name: str, **values: object) -> str:
        """A French sentence that says in what two accounts differ."""
        return str(self.data["differences"][name]).format(**values)

    def related(self, first: str, second: str) -> bool:
        """Whether two kinds may tell of one event."""
        return first == second or bool(
            self.families.get(first, _NONE) & self.families.get(second, _NONE)
        )

    def is_a(self, group: str, kind: str) -> bool:
        """Whether a kind is in a group of the file (`dyadic`, `spoken`)."""
        return kind in self.data[group]


_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=8)
def words(pack: LanguagePack) -> Words:
    """The compiled words of a pack."""
    data = pack.data("timeline")
    kinds = {k for family in data["families"] for k in family}
    return Words(
        pack.code,
        data,
        frozenset(data["stopwords"].split()),
        {
            k: frozenset(n for n, f in enumerate(data["families"]) if k in f)
            for k in kinds
        },
        {form: unit for unit, forms in data["units"].items() for form in forms},
        data["enough"],
    )


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """Folded words, elisions apart: "l'appel" gives "l'", "appel"."""
    folded = fold(text)
    return tuple(folded[a:b] for a, b in _places(folded))


def _places(folded: str) -> Iterator[tuple[int, int]]:
    """Bounds of the words, in order."""
    for word in _WORD.finditer(folded):
        start, (head, mark, tail) = word.start(), word[0].partition("'")
        if mark and tail and len(head) <= _ELIDED:
            yield start, start + len(head) + 1
            start += len(head) + 1
        yield start, word.end()


def stems(text: str, known: Words) -> Mapping[str, str]:
    """Beginnings of the words that carry meaning → the word as the text has it, the last one of equals."""
    folded = fold(text)
    return {
        folded[a : min(b, a + _STEM)]: text[a:b]
        for a, b in _places(folded)
        if b - a >= _SHORTEST
        and folded[a:b] not in known.stopwords
        and not folded[a].isdigit()
    }


def figures(text: str, known: Words) -> Mapping[str, float]:
    """Unit → number, for numbers of a unit; durations in minutes, so that "90 minutes" is "une heure et demie".

    A unit told twice with different numbers is left out: the text compares them itself.
    """
    folded = tokens(text)
    found: dict[str, set[float]] = {}
    for at in range(1, len(folded)):
        unit = known.units.get(folded[at])
        number = _number(folded[at - 1], known.data["numbers"])
        if unit is None or number is None:
            continue
        before = set(folded[max(0, at - _COUNTED) : at])
        unit = next(
            (
                u
                for u, verbs in known.data["counted"].get(unit, {}).items()
                if before & set(verbs)
            ),
            unit,
        )
        if tokens(known.data["half"]) == folded[at + 1 : at + 3]:
            number += 0.5
        scale = known.data["minutes"].get(unit)
        found.setdefault("minutes" if scale else unit, set()).add(number * (scale or 1))
    return {unit: numbers.pop() for unit, numbers in found.items() if len(numbers) == 1}


def told_figure(number: float, unit: str) -> str:
    """A number with its unit, in French: `30 jours`, `1 jour`, `1,5 heure`."""
    return f"{number:g}\u00a0{unit if number >= _PLURAL else unit.removesuffix('s')}".replace(
        ".", ","
    )


def _number(word: str, spelled: Mapping[str, int]) -> float | None:
    return (
        float(word)
        if word.isascii() and word.isdigit() and len(word) < 10
        else spelled.get(word)
    )


def holds(text: str, phrases: Iterable[str]) -> str:
    """The first of the phrases that stands in a text as whole words, folded; empty where none does."""
    padded = _padded(text)
    return next((p for p in phrases if _padded(p) in padded), "")


@lru_cache(maxsize=16384)
def _padded(text: str) -> str:
    return f" {' '.join(tokens(text))} "
