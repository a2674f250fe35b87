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

    first_name: bool


def shape(form: str) -> str:
    """`Xx` for Paris, `XX` for OTAN, `x` for paix, `X-x` for Saint-Denis, `0` for digits, itself for a mark."""
    if form.isalpha():
        if form.islower():
            return "x"
        if form.isupper():
            return "X" if len(form) == 1 else "XX"
        return "Xx" if form[0].isupper() and form[1:].islower() else ("XxX" if form[0].isupper() else "xX")
    if form.isdigit():
        return "0000" if len(form) == _YEAR else "0"
    kinds = ["X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c for c in form[:40]]
    return "".join(kind for n, kind in enumerate(kinds) if not n or kind != kinds[n - 1])[:8]


@lru_cache(maxsize=50_000)
def word(form: str) -> Word:
    """The word by itself; apostrophes are one."""
    plain = form.replace("’", "'")
    lower = plain.lower()
    clusters = lexicon().clusters
    fine = clusters.get(plain) or clusters.get(lower) or "?"
    first_name = bool(_first_name(plain, lexicon().first_names))
    said = shape(plain) if _is_name(form, lower) else lower
    return Word(
        lower, said, shape(plain), fine.partition(".")[0], fine, form[:1].isupper(), lower in clusters, first_name
    )


@lru_cache(maxsize=50_000)
def of_word(form: str) -> tuple[str, ...]:
    """What the word says by itself, wherever it stands. The first letter tells the kind of evidence."""
    plain = form.replace("’", "'")
    lower = plain.lower()
    known = lexicon()
    found = ["*", f"s={shape(plain)}"] if _is_name(form, lower) else ["*", f"w={lower}", f"s={shape(plain)}"]
    cluster = known.clusters.get(plain)
    if cluster is None:
        found.append("u=")
        # Never seen in this case: seen in the other, it may still be of that kind ("POUTINE", "otan").
        other = known.clusters.get(lower if form[:1].isupper() else plain.capitalize())
        cluster = other and f"~{other}"
    if cluster:
        found += (f"C={cluster.partition('.')[0]}", f"c={cluster}")
    if form[:1].isalpha():
        found += (f"a={lower[-2:]}", f"b={lower[-3:]}", f"d={lower[-4:]}", f"e={lower[:2]}", f"f={lower[:3]}")
        if form[0].isupper():
            found.append(f"l={lower in known.clusters}")
            found += _first_name(plain, known.first_names)
            parts = lower.split("-")
            if len(parts) > 1:
                found += (f"p={parts[0]}", f"q={parts[-1]}")
    return tuple(found)


def _is_name(form: str, lower: str) -> bool:
    return form[:1].isupper() and lower not in lexicon().clusters


def _first_name(form: str, first_names: frozenset[str]) -> tuple[str, ...]:
    if form in first_names:
        return ("k=first",)
    if "-" in form and all(part in first_names for part in form.split("-")):
        return ("k=first-first",)
    return ()


def near_of_word(form: str) -> tuple[str, ...]:
    """The part of a word's evidence that also speaks for its neighbours."""
    return tuple(item for item in of_word(form) if item[0] in _NEAR)
