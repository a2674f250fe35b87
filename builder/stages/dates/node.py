"""Atoms and the expressions they make."""

from __future__ import annotations

from typing import Any, NamedTuple

DIRECTIONS = ("last", "gone", "next", "following", "preceding")
"""Names of the atoms that look back or ahead."""

UNITS = ("unit", "annees", "century", "term", "weekend", "fortnight", "night", "worked")
"""Names of the atoms that are units of time."""


class Node(NamedTuple):
    """An atom, or an expression made of nodes. Offsets are code points of the text, half-open."""

    name: str
    """The class of the atom, or what the rule gives."""

    start: int
    end: int
    value: Any = None
    """Of an atom: what the language pack says it means."""

    make: str = ""
    """How its value is had: a function of the makers; empty for atoms."""

    parts: tuple[Node, ...] = ()

    def all(self, *names: str) -> list[Node]:
        """Parts with one of these names, in order."""
        return [p for p in self.parts if p.name in names]

    def one(self, *names: str) -> Node | None:
        """First part with one of these names."""
        return next((p for p in self.parts if p.name in names), None)

    def has(self, *names: str) -> bool:
        """Whether some part has one of these names."""
        return any(p.name in names for p in self.parts)
