"""Compares names of people: their words, and spellings of one name from another alphabet."""

from __future__ import annotations

from functools import lru_cache

from builder.text.fold import key

Parts = tuple[str, ...]
Sounds = tuple[tuple[str, str], ...]
"""Spellings of one sound, applied in order: `("yy", "i")`."""

_LONG = 7
"""Letters from which one letter more, less or other may be a slip rather than another name."""

_MARKS = str.maketrans("()[].", "     ")


@lru_cache(maxsize=8192)
def parts(name: str) -> Parts:
    """The words of a name, folded, without brackets and full stops: `(Volodymyr) Zelensky`, `J. Kerry`."""
    words = key(name.translate(_MARKS))
    return tuple(words.split())


@lru_cache(maxsize=8192)
def skeleton(word: str, sounds: Sounds) -> str:
    """A folded word with the spellings of one sound made one: equal for `zelensky` and `zelenskyy`."""
    # In their order: "sch" before "ch".
    for written, sound in sounds:
        word = word.replace(written, sound)
    return word


def close(one: str, other: str, sounds: Sounds) -> bool:
    """Whether two folded words can be one name spelled twice."""
    if one == other or skeleton(one, sounds) == skeleton(other, sounds):
        return True
    shortest = min(len(one), len(other))
    return shortest >= _LONG and _one_slip(one, other)


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less or other parts the two words."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    # Past the first letter that differs all must be alike; of words of one length both have such a letter.
    skipped = same if len(short) < len(long) else same + 1
    return short[skipped:] == long[same + 1 :]


def alike(one: Parts, other: Parts, sounds: Sounds) -> bool:
    """Whether two full names can be one, spelled twice: as many words, one of them the same, the others close."""
    if len(one) != len(other) or len(one) == 1:
        return False
    pairs = list(zip(one, other, strict=True))
    if not any(a == b for a, b in pairs):
        return False
    return all(close(a, b, sounds) for a, b in pairs)


def sounds_alike(one: Parts, other: Parts, sounds: Sounds) -> bool:
    """Whether two full names are one, spelled as another language spells its sounds; no slip of a letter counts."""
    spelled = [skeleton(word, sounds) for word in one]
    return spelled == [skeleton(word, sounds) for word in other]
