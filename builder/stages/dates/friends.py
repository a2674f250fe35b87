"""False friends: what looks like a date and is none, told by the words around."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.stages.dates.node import Node

_BEFORE = 60
"""Code points looked at in front of an expression."""


class Guard(NamedTuple):
    """One kind of false friend."""

    cased: bool
    unless: bool
    before: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def matches(self, text: str, folded: str, node: Node) -> bool:
        """Whether every part that is given fits."""
        source = text if self.cased else folded
        return (
            (not self.inside or bool(self.inside.search(source[node.start : node.end])))
            and (not self.after or bool(self.after.match(source, node.end)))
            and (not self.before or bool(self.before.search(source[max(0, node.start - _BEFORE) : node.start])))
        )


@lru_cache(maxsize=4)
def _guards(pack: LanguagePack) -> Mapping[str, Sequence[Guard]]:
    """The guards of a language, by the name of the expression they stand before."""
    table: dict[str, list[Guard]] = {}
    for entry in pack.data("dates_friends"):
        parts = [re.compile(entry[key]) if key in entry else None for key in ("before", "inside", "after")]
        guard = Guard(entry.get("case", False), entry.get("unless", False), *parts)
        for name in entry["names"]:
            table.setdefault(name, []).append(guard)
    return table


def is_false(node: Node, text: str, folded: str, pack: LanguagePack) -> bool:
    """Whether an expression is to be left alone."""
    return any(guard.matches(text, folded, node) is not guard.unless for guard in _guards(pack).get(node.name, ()))
