"""Lists of names and words that ship with the program (`kb/data/names/`), loaded once."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LIST_TYPES = {
    "territories": "LOC",
    "regions": "LOC",
    "waters": "LOC",
    "organisations": "ORG",
    "media": "ORG",
    "clubs": "ORG",
    "companies": "ORG",
    "products": "PRODUCT",
    "events": "EVENT",
    "cities-large": "LOC",
    "cities-middle": "LOC",
    "cities-small": "LOC",
}
"""Lists of names of one or several words, the surest first, and the type of their names: "Maison Blanche" is a city, too."""

LISTS = tuple(LIST_TYPES)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known names, by the lists they stand in, and what kind of word a word is."""

    names: Mapping[str, int]
    """Surface (straight apostrophe) → the index in `LISTS` of the first list that has it."""

    longest: Mapping[str, int]
    """First word of a name of several words → words of the longest such name, at most."""

    first_names: frozenset[str]
    clusters: Mapping[str, str]
    """Word → `coarse.fine`, the cluster of words used like it. Lower-case words in it are common words."""

    weights: str
    """The learned weights, as text: see `annotate.names.weights`."""


def read(name: str) -> str:
    """The text of a packaged list; empty where there is no such list."""
    folder = files("builder.kb").joinpath("data", "names")
    # Lists of tens of thousands of names are packed; those that people edit are not.
    packed = folder.joinpath(f"{name}.gz")
    if packed.is_file():
        return gzip.decompress(packed.read_bytes()).decode()
    plain = folder.joinpath(name)
    return plain.read_text(encoding="utf-8") if plain.is_file() else ""


def entries(text: str) -> Iterable[str]:
    """The lines of a list that are not about it."""
    return (line for line in text.split("\n") if line and line[0] != "#")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Everything under `kb/data/names/`."""
    names: dict[str, int] = {}
    # The surest list last: its names are kept.
    for index in reversed(range(len(LISTS))):
        words = read(f"{LISTS[index]}.txt")
        names.update(dict.fromkeys(entries(words), index))
    clusters: dict[str, str] = {}
    for line in entries(read("words.tsv")):
        cluster, _, words = line.partition("\t")
        clusters.update(dict.fromkeys(words.split(" "), cluster))
    first_names = entries(read("first-names.txt"))
    return Lexicon(
        names,
        _longest(names),
        frozenset(first_names),
        clusters,
        read("weights.tsv"),
    )


def _longest(names: Iterable[str]) -> dict[str, int]:
    """Words of the longest name of several words, by its first word ("l'" is one)."""
    longest: dict[str, int] = {}
    for name in names:
        head, _, _ = name.partition(" ")
        if name[1:2] == "'":
            head = name[:2]
        if head != name:
            words = 1 + name.count(" ") + name.count("'")
            longest[head] = max(longest.get(head, 1), words)
    return longest
