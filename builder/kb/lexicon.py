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
    # The surest lists last: a name is of the first that has it.
    for index in reversed(range(len(LISTS))):
        listed = read(f"{LISTS[index]}.txt")
        for name in entries(listed):
            names[name] = index
            head = _head(name)
            if head != name:
                words = 1 + name.count(" ") + name.count("'")
                longest[head] = max(longest.get(head, 1), words)
    clusters: dict[str, str] = {}
    for line in entries(read("words.tsv")):
        cluster, _, members = line.partition("\t")
        for word in members.split(" "):
            clusters[word] = cluster
    first_names = frozenset(entries(read("first-names.txt")))
    return Lexicon(names, longest, first_names, clusters)


def _head(name: str) -> str:
    """The first word of a name: "L'" of "L'Équipe"."""
    if name[1:2] == "'":
        return name[:2]
    head, _, _ = name.partition(" ")
    return head
