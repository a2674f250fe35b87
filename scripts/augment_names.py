"""Variants of annotated articles, so that the weights also know what few Wikinews articles show.

Used by `train_names.py`. Deterministic: what is chosen depends on a checksum of the words alone.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from builder.kb.lexicon import LIST_TYPES, LISTS, entries, lexicon, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Record = dict[str, Any]
"""`{"text": …, "ents": [[start, end, type], …]}`"""

ORGANISATIONS = frozenset(name for name, kind in LIST_TYPES.items() if kind == "ORG")
NETWORKS = ("Twitter", "Facebook", "YouTube")
_WORD = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{4,}(?![\w'’-])")
_VOWELS = frozenset("AEIOUYÀÂÉÈÊÎÔÖaeiouyàâéèêîôö")
EVERY = 60
"""One common word in so many gets the capitals of insistence, or of a machine."""


def variants(record: Record, number: int) -> Iterator[Record]:
    """Variants of an article, by its number among the articles.

    Other organisations in the place of those named; capitals that name nothing; a
    network called X; headlines.
    """
    named = {record["text"][start:end] for start, end, _ in record["ents"]}
    if number % 2:
        yield renamed(record, _other)
    if number % 8 == 0:
        yield capitals(record, str.upper)
    if number % 8 == 1:
        yield capitals(record, str.capitalize, pairs=True)
    if not named.isdisjoint(NETWORKS):
        yield renamed(record, lambda old: "X" if old in NETWORKS else old)
    if number % 10 == 0:
        yield from headline(record)


def renamed(record: Record, other: Callable[[str], str]) -> Record:
    """The same article with other names in it."""
    pieces: list[str] = []
    ents = []
    length = done = 0
    for start, end, kind in sorted(record["ents"]):
        if start < done:
            continue
        new = (
            other(record["text"][start:end])
            if kind != "PER"
            else record["text"][start:end]
        )
        pieces += (record["text"][done:start], new)
        length += start - done
        ents.append([length, length + len(new), kind])
        length += len(new)
        done = end
    return {"text": "".join((*pieces, record["text"][done:])), "ents": ents}


@cache
def _pool(kind: str) -> Sequence[str]:
    return list(entries(read(f"{kind}.txt")))


def _other(old: str) -> str:
    """Another organisation of the same list; itself where it stands in none."""
    index = lexicon().names.get(old.replace("’", "'"))
    if index is None or LISTS[index] not in ORGANISATIONS:
        return old
    pool = _pool(LISTS[index])
    new = pool[zlib.crc32(old.encode()) % len(pool)]
    # "l'" stays before a vowel.
    return new if (new[0] in _VOWELS) == (old[0] in _VOWELS) else old


def capitals(
    record: Record, form: Callable[[str], str], *, pairs: bool = False
) -> Record:
    """Some common words with capitals; they still name nothing."""
    text = record["text"]
    free = [
        m
        for m in _WORD.finditer(text)
        if not any(s < m.end() and m.start() < e for s, e, _ in record["ents"])
    ]
    letters = list(text)
    for n in range(EVERY // 2, len(free) - 1, EVERY):
        for word in (
            free[n : n + 2]
            if pairs and free[n + 1].start() - free[n].end() == 1
            else free[n : n + 1]
        ):
            new = form(word.group())
            if len(new) == len(word.group()):
                letters[word.start() : word.end()] = new
    return {"text": "".join(letters), "ents": record["ents"]}


def headline(record: Record) -> Iterator[Record]:
    """The first line in capitals throughout."""
    first = record["text"].partition("\n")[0]
    if len(first.upper()) == len(first):
        yield {
            "text": first.upper(),
            "ents": [e for e in record["ents"] if e[1] <= len(first)],
        }
