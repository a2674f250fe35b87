"""False friends: what looks like a date and is none, told by the words around."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.lang.pack import LanguagePack
    from builder.stages.dates.node import Node

_BEFORE = 60
"""Code points looked at in front of an expression."""


def is_false(node: Node, text: str, folded: str, pack: LanguagePack) -> bool:
    """Whether an expression is to be left alone."""
    guards = (guard for guard in pack.data("dates_friends") if node.name in guard["names"])
    return any(_matches(guard, node, text, folded) is not guard.get("unless", False) for guard in guards)


def _matches(guard: Mapping[str, Any], node: Node, text: str, folded: str) -> bool:
    source = text if guard.get("case") else folded
    after = re.compile(guard.get("after", ""))
    return (
        re.search(guard.get("inside", ""), source[node.start : node.end]) is not None
        and after.match(source, node.end) is not None
        and re.search(guard.get("before", ""), source[max(0, node.start - _BEFORE) : node.start]) is not None
    )
