"""The words for offices and groups, compiled once for a language and a knowledge base."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from builder.lang.words import tokens
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """What a wording says: functions, or one office outright."""

    kinds: tuple[str, ...] = ()
    office: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """`roles.yml`, compiled for one knowledge base."""

    titles: Mapping[Words, Title]
    starts: Mapping[str, int]
    """Longest wording, in words, by its first word."""

    heads: frozenset[str]
    """Words that may begin a group, a capital or an institution."""

    sets: Mapping[str, frozenset[str]]
    data: Mapping[str, Any]


@lru_cache(maxsize=8)
def rules(pack: LanguagePack, kb: KnowledgeBase) -> Rules:
    """Compile the wordings of the language and of the knowledge base's offices, once."""
    data = pack.data("roles")
    titles: dict[Words, Title] = {}
    for kind, numbers in data["kinds"].items():
        for number, wordings in numbers.items():
            for wording in wordings:
                _add(titles, wording, Title((kind,), many=number == "many"))
    for office in kb.offices.values():
        for wording in office.wordings:
            titles[words_of(wording)] = Title(office=office.id)
        for wording in office.titles:
            _add(titles, wording, Title((f"={office.id}",)))
    starts: dict[str, int] = {}
    for words in titles:
        starts[words[0]] = max(starts.get(words[0], 0), len(words))
    lists = {n: words for n, words in data.items() if isinstance(words, list) and isinstance(words[0], str)}
    sets = {name: frozenset(fold(w.lower()) for w in words) for name, words in lists.items()}
    heads = frozenset(data["numbers"]) | sets["capital"] | sets["institutions"]
    return Rules(titles, starts, heads, sets, data)


def _add(titles: dict[Words, Title], wording: str, title: Title) -> None:
    words = words_of(wording)
    before = titles.get(words)
    titles[words] = Title((*before.kinds, *title.kinds), before.office, title.many) if before else title


def words_of(wording: str) -> Words:
    """A wording of the data as folded words."""
    return tuple(fold(t.low) for t in tokens(wording))
