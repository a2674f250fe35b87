"""Names of those who wrote, as a head of an article gives them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.kb.lexicon import entries, read
from builder.lang.schema import ReadingWords
from builder.text.fold import fold

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack

_WORD = r"[A-ZÀ-Ý][\w’'.-]*"


class _Rules(NamedTuple):
    between: re.Pattern[str]
    """What stands between two names."""

    place: re.Pattern[str]
    """Where somebody wrote: `Jenny Lafond (à Beyrouth)`."""

    name: re.Pattern[str]
    """Several words with a capital, and small ones of a surname."""

    signature: re.Pattern[str]


def split_names(words: str, pack: LanguagePack) -> list[str]:
    """The names of a list of them: `Anne Roche, Luc Petit et Karim Benali (à Lyon)`; empty for none."""
    parts = _rules(pack).between.split(without_place(words, pack))
    return [part.strip(" .:") for part in parts if part.strip(" .:")]


def without_place(words: str, pack: LanguagePack) -> str:
    """The words without where somebody wrote, in brackets: `Jenny Lafond (à Beyrouth)`."""
    return _rules(pack).place.sub("", words)


def people(words: str, pack: LanguagePack) -> list[str]:
    """The people that the words name, and nothing else: each with a first name that is known; none otherwise."""
    found: list[str] = []
    for name in split_names(words, pack):
        if not _rules(pack).name.fullmatch(name):
            return []
        # Data bases put the surname first: "LIND Jean".
        first, *_, last = name.split()
        if not {first.title(), last.title()} & _first_names():
            return []
        found.append(name)
    return found


def signed(words: str, pack: LanguagePack) -> list[str] | None:
    """Those who sign behind a word such as "par"; none where the words are no signature, empty where it names nobody."""
    match = _rules(pack).signature.match(f"{fold(words)} ")
    if match is None:
        return None
    nobody = pack.words(ReadingWords).nobody
    if match[0] in pack.words(ReadingWords).weak_signature:
        # "De Gaulle à Londres" signs nothing.
        return people(words[match.end() :], pack) or None
    found: list[str] = []
    for name in split_names(words[match.end() :], pack):
        folded = fold(name)
        if {folded, folded.split()[0]} & nobody:
            continue
        if not (_rules(pack).name.fullmatch(name) or re.fullmatch(_WORD, name)):
            return None
        found.append(name)
    return found


@lru_cache(maxsize=8)
def _rules(pack: LanguagePack) -> _Rules:
    words = pack.words(ReadingWords)
    between = "|".join(sorted(words.between_names))
    particle = "|".join(sorted(words.particles))
    place = "|".join(sorted(words.signed_from))
    return _Rules(
        re.compile(rf"\s*[,;/&]\s*|\s+(?:{between})\s+|\((?:{between}) |[()]"),
        re.compile(rf"\s*\((?:{place}) [^()]+\)"),
        re.compile(rf"{_WORD}(?: (?:(?:{particle}) )*(?:d[’'])?{_WORD}){{1,3}}"),
        re.compile("|".join(words.signature)),
    )


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return frozenset(entries(read("first-names.txt")))
