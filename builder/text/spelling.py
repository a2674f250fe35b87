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
    return tuple(key(name.translate(_MARKS)).split())


@lru_cache(maxsize=8192)
def skeleton(word: str, sounds: Sounds) -> str:
    """A folded word with the spellings of one sound made one: equal for `zelensky` and `zelenskyy`."""
    for written, sound in sounds:
        word = word.replace(written, sound)
    return word


def close(one: str, other: str, sounds: Sounds) -> bool:
    """Whether two folded words can be one name spelled twice."""
    if one == other or skeleton(one, sounds) == skeleton(other, sounds):
        return True
    return min(len(one), len(other)) >= _LONG and _one_slip(one, other)


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less or other parts the two words."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b),
        len(short),
    )
    rest = short[same:] if len(short) < len(long) else short[same + 1 :]
    return rest == long[same + 1 :]


def alike(one: Parts, other: Parts, sounds: Sounds) -> bool:
    """Whether two full names can be one, spelled twice: as many words, one of them the same, the others close."""
    return (
        len(one) == len(other) > 1
        and any(a == b for a, b in zip(one, other, strict=True))
        and all(close(a, b, sounds) for a, b in zip(one, other, strict=True))
    )
