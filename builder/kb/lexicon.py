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
    longest: dict[str, int] = {}
    for index in reversed(range(len(LISTS))):
        for name in entries(read(f"{LISTS[index]}.txt")):
            names[name] = index
            head = name[:2] if name[1:2] == "'" else name.partition(" ")[0]
            if head != name:
                longest[head] = max(
                    longest.get(head, 1), 1 + name.count(" ") + name.count("'")
                )
    clusters: dict[str, str] = {}
    for line in entries(read("words.tsv")):
        cluster, _, words = line.partition("\t")
        clusters.update(dict.fromkeys(words.split(" "), cluster))
    first_names = frozenset(entries(read("first-names.txt")))
    return Lexicon(names, longest, first_names, clusters)
