"""Compares names of people: parts, surnames, and spellings of one name from another alphabet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.model.mention import EntityType
from builder.text.fold import key

if TYPE_CHECKING:
    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack

Parts = tuple[str, ...]
_LONG = 7
"""Letters from which one letter more, less or other may be a slip rather than another name."""


@lru_cache(maxsize=8192)
def parts(name: str) -> Parts:
    """The words of a name, folded, without brackets and full stops: `(Volodymyr) Zelensky`, `J. Kerry`."""
    return tuple(key(name.translate(_MARKS)).split())


_MARKS = str.maketrans("()[].", "     ")


def full(name: str, pack: LanguagePack) -> bool:
    """Whether a first name and a surname stand there: neither `Trump` nor `von der Leyen`."""
    words = name.split()
    return len(words) > 1 and key(words[0]) not in _particles(pack)


@lru_cache(maxsize=8)
def _particles(pack: LanguagePack) -> frozenset[str]:
    return frozenset(key(p) for p in pack.data("link")["particles"])


@lru_cache(maxsize=8192)
def skeleton(word: str, pack: LanguagePack) -> str:
    """A word with the spellings of one sound made one."""
    for written, sound in pack.data("link")["spellings"]:
        word = word.replace(written, sound)
    return word


def close(one: str, other: str, pack: LanguagePack) -> bool:
    """Whether two words can be one name spelled twice."""
    if one == other or skeleton(one, pack) == skeleton(other, pack):
        return True
    return min(len(one), len(other)) >= _LONG and _one_slip(one, other)


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less or other parts the two words."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[same:] if len(short) < len(long) else short[same + 1 :]
    return rest == long[same + 1 :]


def alike(one: Parts, other: Parts, pack: LanguagePack) -> bool:
    """Whether two full names can be one, spelled twice: as many words, one of them the same, the others close."""
    return (
        len(one) == len(other) > 1
        and any(a == b for a, b in zip(one, other, strict=True))
        and all(close(a, b, pack) for a, b in zip(one, other, strict=True))
    )


@dataclass(frozen=True, slots=True)
class People:
    """The people of a knowledge base by parts of their names."""

    ends: dict[tuple[str, str], tuple[str, ...]]
    """By first word and last word."""

    firsts: dict[str, tuple[tuple[Parts, str], ...]]
    """Full names and ids, by first word."""

    lasts: dict[str, tuple[tuple[Parts, str], ...]]
    """Full names and ids, by last word."""


@lru_cache(maxsize=8)
def people(kb: KnowledgeBase) -> People:
    """Index the people of a knowledge base, once."""
    ends: dict[tuple[str, str], dict[str, None]] = {}
    firsts: dict[str, list[tuple[Parts, str]]] = {}
    lasts: dict[str, list[tuple[Parts, str]]] = {}
    for entity in kb.entities.values():
        if entity.type is EntityType.PER:
            for name in (entity.name, *entity.aliases):
                words = parts(name)
                if len(words) > 1:
                    ends.setdefault((words[0], words[-1]), {})[entity.id] = None
                    firsts.setdefault(words[0], []).append((words, entity.id))
                    lasts.setdefault(words[-1], []).append((words, entity.id))
    return People(
        {k: tuple(v) for k, v in ends.items()},
        {k: tuple(v) for k, v in firsts.items()},
        {k: tuple(v) for k, v in lasts.items()},
    )
