"""The parse of one sentence while it is being mended."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.syntax.doc import Token

AUXILIARY = frozenset({"aux", "aux:tense", "aux:pass", "aux:caus", "cop"})
"""Relations of the words that are one verb with the word they hang on."""


class Tree:
    """Tokens of one sentence whose heads and features may be changed.

    Indices are those of the whole article. It never holds a circle: what would make one
    is not done. Time of a change is that of the way up to the root.
    """

    def __init__(self, tokens: list[Token], first: int, end: int) -> None:
        """Work on `tokens[first:end]`, in place."""
        self._tokens = tokens
        self.first = first
        self.end = end
        self._children: dict[int, list[int]] = {}
        """Indices of what hangs on each token, in the order of the text."""
        for token in tokens[first:end]:
            if token.head != token.index:
                self._children.setdefault(token.head, []).append(token.index)

    def __getitem__(self, index: int) -> Token:
        """The token of that index."""
        return self._tokens[index]

    @property
    def indices(self) -> range:
        """Indices of the sentence's tokens."""
        return range(self.first, self.end)

    def get(self, index: int) -> Token | None:
        """The token of that index; none outside the sentence."""
        return self._tokens[index] if self.first <= index < self.end else None

    def pos(self, index: int) -> str:
        """The part of speech there; empty outside the sentence."""
        return self._tokens[index].pos if self.first <= index < self.end else ""

    def low(self, index: int) -> str:
        """The small letters there; empty outside the sentence."""
        return self._tokens[index].low if self.first <= index < self.end else ""

    def between(self, first: int, end: int) -> list[Token]:
        """The tokens from one index to another, half-open, in the order of the text."""
        return self._tokens[max(first, self.first) : min(end, self.end)]

    def has(self, index: int, *relations: str) -> bool:
        """Whether a token has a dependent with one of these relations."""
        return self.child(index, *relations) is not None

    def children(self, index: int) -> list[Token]:
        """The dependents of a token, in the order of the text."""
        return [self._tokens[i] for i in self._children.get(index, ())]

    def child(self, index: int, *relations: str) -> Token | None:
        """The first dependent with one of these relations; none where there is none."""
        for below in self._children.get(index, ()):
            token = self._tokens[below]
            if token.relation in relations:
                return token
        return None

    def change(self, index: int, **features: str) -> None:
        """Give a token other features; never another head."""
        token = self._tokens[index]
        self._tokens[index] = token._replace(**features)  # type: ignore[arg-type]

    def hang(self, index: int, head: int, relation: str) -> bool:
        """Hang a token on another one. False, and nothing done, if that made a circle."""
        if index == head:
            return False
        if self.is_above(index, head):
            return False
        self._loosen(index)
        insort(self._children.setdefault(head, []), index)
        self._move(index, head, relation)
        return True

    def uproot(self, index: int) -> None:
        """Make a token a root of the sentence."""
        self._loosen(index)
        self._move(index, index, "ROOT")

    def rise(self, index: int) -> None:
        """Let a token take the place of the one it hangs on, which becomes a root.

        The caller hangs the old head somewhere else.
        """
        self.rise_over(index, self._tokens[index].head)

    def rise_over(self, index: int, above: int) -> None:
        """Let a token take the place of one above it, which becomes a root."""
        old = self._tokens[above]
        self.uproot(index)
        if old.head != above:
            self.hang(index, old.head, old.relation)
        self.uproot(above)

    def is_above(self, index: int, below: int) -> bool:
        """Whether a token is another one or above it."""
        at = self._tokens[below]
        while at.index not in (index, at.head):
            at = self._tokens[at.head]
        return at.index == index

    def root(self) -> Token | None:
        """The first root of the sentence."""
        for index in self.indices:
            if self._tokens[index].head == index:
                return self._tokens[index]
        return None

    def _move(self, index: int, head: int, relation: str) -> None:
        token = self._tokens[index]
        self._tokens[index] = token._replace(head=head, relation=relation)

    def _loosen(self, index: int) -> None:
        token = self._tokens[index]
        if token.head != index:
            self._children[token.head].remove(index)
