"""What can be said of each word, as named pieces of evidence: the same for learning the weights and for using them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from builder.kb.lexicon import lexicon

WINDOW = 2
"""So many words to the left and to the right speak for or against a word."""

_NEAR = frozenset("wcCsku")
"""Kinds of evidence that also speak for the words beside them: word, clusters, shape, first names."""

_YEAR = 4


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


def shape(form: str) -> str:
    """`Xx` for Paris, `XX` for OTAN, `x` for paix, `X-x` for Saint-Denis, `0` for digits, itself for a mark."""
    if form.isalpha():
        if form.islower():
            return "x"
        if form.isupper():
            return "X" if len(form) == 1 else "XX"
        return (
            "Xx"
            if form[0].isupper() and form[1:].islower()
            else ("XxX" if form[0].isupper() else "xX")
        )
    if form.isdigit():
        return "0000" if len(form) == _YEAR else "0"
    kinds = [
        "X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c
        for c in form[:40]
    ]
    return "".join(
        kind for n, kind in enumerate(kinds) if not n or kind != kinds[n - 1]
    )[:8]


@lru_cache(maxsize=50_000)
def word(form: str) -> Word:
    """The word by itself; apostrophes are one."""
    plain = form.replace("’", "'")
    lower, shaped, clusters = plain.lower(), shape(plain), lexicon().clusters
    fine = clusters.get(plain) or clusters.get(lower) or "?"
    capital, common = form[:1].isupper(), lower in clusters
    said = shaped if capital and not common else lower
    return Word(
        lower,
        said,
        shaped,
        fine.partition(".")[0],
        fine,
        capital,
        common,
        _first_name(plain),
    )


def _first_name(form: str) -> str:
    first_names = lexicon().first_names
    if form in first_names:
        return "first"
    return (
        "first-first"
        if "-" in form and all(part in first_names for part in form.split("-"))
        else ""
    )


@lru_cache(maxsize=50_000)
def of_word(form: str) -> tuple[str, ...]:
    """What the word says by itself, wherever it stands. The first letter tells the kind of evidence."""
    own, plain, clusters = word(form), form.replace("’", "'"), lexicon().clusters
    lower = own.lower
    found = [
        "*",
        f"s={own.shape}",
        *(() if own.capital and not own.common else (f"w={lower}",)),
    ]
    cluster = clusters.get(plain)
    if cluster is None:
        found.append("u=")
        # Never seen in this case: seen in the other, it may still be of that kind ("POUTINE", "otan").
        other = clusters.get(lower if own.capital else plain.capitalize())
        cluster = other and f"~{other}"
    if cluster:
        found += (f"C={cluster.partition('.')[0]}", f"c={cluster}")
    if form[:1].isalpha():
        found += (
            f"a={lower[-2:]}",
            f"b={lower[-3:]}",
            f"d={lower[-4:]}",
            f"e={lower[:2]}",
            f"f={lower[:3]}",
        )
    if own.capital:
        first = lower.partition("-")[0]
        found += (
            f"l={own.common}",
            *((f"k={own.first_name}",) if own.first_name else ()),
        )
        found += (f"p={first}", f"q={lower.rpartition('-')[2]}") if "-" in lower else ()
    return tuple(found)


def near_of_word(form: str) -> tuple[str, ...]:
    """The part of a word's evidence that also speaks for its neighbours."""
    return tuple(item for item in of_word(form) if item[0] in _NEAR)
