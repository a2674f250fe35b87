"""What lines around an article look like, as the language has it: credits, what a web page left behind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.schema import ReadingWords

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack


class Rules(NamedTuple):
    """The patterns of a language, of whole lines."""

    credit: re.Pattern[str]
    boilerplate: re.Pattern[str]
    by: str
    signing: frozenset[str]


@lru_cache(maxsize=8)
def reading_rules(pack: LanguagePack) -> Rules:
    """The patterns of a language, compiled."""
    words = pack.words(ReadingWords)
    return Rules(
        re.compile("|".join(words.credit)),
        re.compile("|".join(words.boilerplate)),
        words.by,
        words.signing,
    )
