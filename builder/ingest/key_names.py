"""What people and programs call what they say of an article: in a front matter, a head, a table."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from builder.lang.schema import ReadingWords

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack


@lru_cache(maxsize=8)
def key_names(pack: LanguagePack) -> dict[str, str]:
    """Our name of a key, by each name that people have for it, in small letters."""
    names: dict[str, str] = {}
    for ours, theirs in pack.words(ReadingWords).front_matter.items():
        names[ours] = ours
        names.update(dict.fromkeys(theirs, ours))
    return names
