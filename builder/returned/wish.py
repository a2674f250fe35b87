"""A decision as somebody wrote it down in a file of another kind: nothing of it is checked yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.errors import Place

Says = dict[str, tuple[str, ...]]
"""Keys of an entry (`entity`, `date`, `reject`…) → values: names or ids, days in any spelling."""

REJECTED = frozenset(("reject", "rejeter", "refused"))
"""What says of words that they are none: our key, its French, and what our tables have."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What should hold of some words of an article, or of all of it."""

    where: Place
    """In the file that says so."""

    article: str
    quote: str
    """Empty where the file gives the place alone."""

    says: Says
    before: str = ""
    after: str = ""
    start: int = -1
    """Code points of the text; both are negative where the file does not say."""

    end: int = -1
    event: str = ""
    """Id of the event that a `redate` is about."""
