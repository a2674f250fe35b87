"""Names of those who wrote, as a head of an article gives them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.kb.lexicon import entries, read
from builder.lang.schema import ReadingWords
from builder.text.fold import fold

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack

_BETWEEN = re.compile(r"\s*[,;/&]\s*|\s+(?:et|avec|and)\s+|\(avec |[()]")
_WORD = r"[A-ZÀ-Ý][\w’'.-]*"
_PARTICLE = r"(?:d[eu]|des|la|le|van|von|der|den|di|da|el|al|ben|bin)"
_NAME = re.compile(rf"{_WORD}(?: (?:{_PARTICLE} )*(?:d[’'])?{_WORD}){{1,3}}")
_ONE_WORD = re.compile(_WORD)


def people(words: str) -> list[str]:
    """The people that the words name, and nothing else: each with a first name that is known; none otherwise."""
    found: list[str] = []
    for part in filter(None, _BETWEEN.split(words)):
        name = part.strip(" .")
        if not _NAME.fullmatch(name):
            return []
        # Data bases put the surname first: "LIND Jean".
        first, *_, last = name.split()
        if not {first.title(), last.title()} & _first_names():
            return []
        found.append(name)
    return found


def signed(words: str, pack: LanguagePack) -> list[str] | None:
    """Those who sign behind a word such as "par"; none where the words are no signature, empty where it names nobody."""
    match = _signature(pack).match(f"{fold(words)} ")
    if match is None:
        return None
    nobody = pack.words(ReadingWords).nobody
    found: list[str] = []
    for part in _BETWEEN.split(words[match.end() :]):
        name = part.strip(" .:")
        folded = fold(name)
        if not name or {folded, folded.split()[0]} & nobody:
            continue
        if not (_NAME.fullmatch(name) or _ONE_WORD.fullmatch(name)):
            return None
        found.append(name)
    return found


@lru_cache(maxsize=8)
def _signature(pack: LanguagePack) -> re.Pattern[str]:
    return re.compile("|".join(pack.words(ReadingWords).signature))


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return frozenset(entries(read("first-names.txt")))
