"""What a word says by itself, as named pieces of evidence.

The same for learning the weights and for using them. The first letters of a piece tell
its kind: `kb/data/names/README.md` lists them.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from builder.kb.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WINDOW = 2
"""So many words to the left and to the right speak for or against a word."""

_NEAR = frozenset("wcCsku")
"""Kinds that also speak for the words beside: word, clusters, shape, first names."""

_YEAR = 4
_LOOKED, _SHAPE = 40, 8
"""Letters of a mixed word that are looked at, and signs of its shape, at most."""

UNSEEN = "?"
"""The cluster of a word that was never seen."""


class Word(NamedTuple):
    """What a word is by itself."""

    lower: str
    said: str
    """The word in small letters, or only its shape where it is a name: names are not learned by heart."""

    shape: str
    coarse: str
    """Its wide cluster of words used alike; `?` for a word never seen."""

    fine: str
    capital: bool
    common: bool
    """Whether it also is a word in small letters."""

    first_name: str
    """`first`, `first-first` for a compound; empty for no first name."""

    @property
    def often(self) -> str:
        """As evidence: whether the word is also known in small letters."""
        return "common" if self.common else "rare"


def shape(form: str) -> str:
    """`Xx` for Paris, `XX` for OTAN, `x` for paix, `X-x` for Saint-Denis.

    `0` for digits, `0000` for four of them, itself for a mark.
    """
    if form.isalpha():
        return _shape_of_letters(form)
    if form.isdigit():
        return "0000" if len(form) == _YEAR else "0"
    kinds = groupby(map(_sign, form[:_LOOKED]))
    return "".join(kind for kind, _ in kinds)[:_SHAPE]


def _shape_of_letters(form: str) -> str:
    if form.islower():
        return "x"
    if form.isupper():
        return "X" if len(form) == 1 else "XX"
    if not form[0].isupper():
        return "xX"
    return "Xx" if form[1:].islower() else "XxX"


def _sign(char: str) -> str:
    if char.isupper():
        return "X"
    if char.isalpha():
        return "x"
    return "0" if char.isdigit() else char


@lru_cache(maxsize=50_000)
def word(form: str) -> Word:
    """The word by itself; its apostrophes are straight ones."""
    lower, shaped, clusters = form.lower(), shape(form), lexicon().clusters
    fine = clusters.get(form) or clusters.get(lower) or UNSEEN
    capital, common = form[:1].isupper(), lower in clusters
    return Word(
        lower,
        shaped if capital and not common else lower,
        shaped,
        fine.partition(".")[0],
        fine,
        capital,
        common,
        _first_name(form),
    )


def _first_name(form: str) -> str:
    first_names = lexicon().first_names
    if form in first_names:
        return "first"
    if "-" in form and first_names.issuperset(form.split("-")):
        return "first-first"
    return ""


@lru_cache(maxsize=50_000)
def of_word(form: str) -> tuple[str, ...]:
    """What the word says by itself, wherever it stands."""
    own = word(form)
    said = chain(_of_form(own), _of_cluster(form, own), _of_letters(form, own))
    return named(said)


def named(said: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Pieces of evidence as the weights know them: `w|ministère`, `B|le|Xx`."""
    return tuple(map("|".join, said))


def _of_form(own: Word) -> Iterator[tuple[str, ...]]:
    yield ("*",)
    yield "s", own.shape
    if own.said == own.lower:
        yield "w", own.lower


def _of_cluster(form: str, own: Word) -> Iterator[tuple[str, ...]]:
    clusters = lexicon().clusters
    cluster = clusters.get(form)
    mark = ""
    if cluster is None:
        # Never seen in this case: seen in the other, it may still be of that kind
        # ("POUTINE", "otan").
        yield ("u",)
        cluster = clusters.get(own.lower if own.capital else form.capitalize())
        mark = "~"
    if cluster:
        yield "C", mark + cluster.partition(".")[0]
        yield "c", mark + cluster


def _of_letters(form: str, own: Word) -> Iterator[tuple[str, ...]]:
    """Beginnings and endings; of a capital, whether it opens a first name or a common word."""
    lower = own.lower
    if form[:1].isalpha():
        yield "a", lower[-2:]
        yield "b", lower[-3:]
        yield "d", lower[-4:]
        yield "e", lower[:2]
        yield "f", lower[:3]
    if own.capital:
        yield "l", own.often
        if own.first_name:
            yield "k", own.first_name
        if "-" in lower:
            yield "p", lower.partition("-")[0]
            yield "q", lower.rpartition("-")[2]


def near_of_word(form: str) -> tuple[str, ...]:
    """The part of a word's evidence that also speaks for its neighbours."""
    return tuple(item for item in of_word(form) if item[0] in _NEAR)
