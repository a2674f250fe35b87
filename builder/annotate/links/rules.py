"""The words that linking goes by, compiled once for a language and a knowledge base."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from builder.lang.words import tokens
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.text.spelling import Sounds

Words = tuple[str, ...]
Kinds = frozenset[str] | None
"""Functions of people that a group word sums up, all of them where empty; none for words that sum up states."""


@dataclass(frozen=True, slots=True)
class Title:
    """What a wording says: functions, or one office outright."""

    kinds: tuple[str, ...] = ()
    office: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Stems:
    """A list of words, some given by their beginnings."""

    whole: frozenset[str]
    begun: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        """Whether a folded word is in the list."""
        return word in self.whole or (bool(word) and word.startswith(self.begun))


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """`roles.yml`, `link.yml` and `places.yml`, folded."""

    titles: Mapping[Words, Title]
    """Every wording of an office or description."""

    starts: Mapping[str, int]
    """Longest wording, in words, by its first word."""

    groups: tuple[tuple[Words, Kinds], ...]
    """Wordings of groups, long ones first, and whom they sum up."""

    idioms: Mapping[str, Sequence[Words]]
    """Set phrases by their first word; names in them name nothing."""

    heads: frozenset[str]
    """Words that may begin a group, a capital or an institution."""

    genders: Mapping[str, str]
    """Gender by title: `mme`."""

    sounds: Sounds
    sets: Mapping[str, frozenset[str]]
    """Lists of words of `roles.yml` and `link.yml`."""

    places: Mapping[str, Stems]
    """Lists of `places.yml`."""

    data: Mapping[str, Any]
    """All that is no list of words, as the files have it."""


@lru_cache(maxsize=8)
def rules(pack: LanguagePack, kb: KnowledgeBase) -> Rules:
    """Compile the wordings of the language and of the knowledge base's offices, once."""
    data = {**pack.data("roles"), **pack.data("link")}
    titles = _titles(data["kinds"], kb)
    starts: dict[str, int] = {}
    for words in titles:
        starts[words[0]] = max(starts.get(words[0], 0), len(words))
    idioms: dict[str, list[Words]] = {}
    for words in map(words_of, data["idioms"]):
        idioms.setdefault(words[0], []).append(words)
    groups: list[tuple[Words, Kinds]] = [(words_of(w), None) for w in data["powers"]]
    groups += [
        (words_of(w), frozenset(group["kinds"]))
        for group in data["people"]
        for w in group["words"]
    ]
    sets = {name: frozenset(words) for name, words in _lists(data).items()}
    return Rules(
        titles,
        starts,
        tuple(sorted(groups, key=lambda x: -len(x[0]))),
        idioms,
        heads=frozenset(data["numbers"]) | sets["capital"] | sets["institutions"],
        genders={
            fold(title): gender
            for gender, words in data["titles"].items()
            for title in words
        },
        sounds=tuple((written, sound) for written, sound in data["spellings"]),
        sets=sets,
        places={
            name: Stems(
                frozenset(w for w in words if w[-1] != "*"),
                tuple(w[:-1] for w in words if w[-1] == "*"),
            )
            for name, words in _lists(pack.data("places")).items()
        },
        data={**pack.data("places"), **data},
    )


def _lists(data: Mapping[str, Any]) -> dict[str, list[str]]:
    lists = {
        n: words
        for n, words in data.items()
        if isinstance(words, list) and isinstance(words[0], str)
    }
    return {name: [fold(w.lower()) for w in words] for name, words in lists.items()}


def _titles(
    kinds: Mapping[str, Mapping[str, list[str]]], kb: KnowledgeBase
) -> dict[Words, Title]:
    """Several functions may share a wording; one that names an office outright names nothing else."""
    titles: dict[Words, Title] = {}

    def add(wording: str, kind: str, *, many: bool = False) -> None:
        words = words_of(wording)
        old = titles.get(words, Title(many=many))
        titles[words] = Title((*old.kinds, kind), old.office, many)

    for kind, numbers in kinds.items():
        for number, wordings in numbers.items():
            for wording in wordings:
                add(wording, kind, many=number == "many")
    for office in kb.offices.values():
        for wording in office.wordings:
            titles[words_of(wording)] = Title(office=office.id)
        for wording in office.titles:
            add(wording, f"={office.id}")
    return titles


def words_of(wording: str) -> Words:
    """A wording of the data as folded words."""
    return tuple(fold(t.low) for t in tokens(wording))
