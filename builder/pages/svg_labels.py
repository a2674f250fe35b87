"""Where names stand: labels spread over a frame, pushed apart until none lies over another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TALL = 27.0
"""Height of a label (a finger needs 24)."""

GAP = 8.0
"""Room between two labels."""

ROUNDS = 300
"""Rounds of pushing labels apart, at most."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name, by the middle of its frame."""

    id: str
    words: str
    x: float
    y: float
    width: float


def spread(values: Mapping[str, float]) -> Mapping[str, float]:
    """Values from 0 to 1, partly as they are, more by rank, so that no corner is crowded and none is empty."""
    low = min(values.values())
    high = max(values.values())
    # one value alone, or all the same: there is no width to divide by
    width = (high - low) or 1
    steps = max(1, len(values) - 1)
    # by id where values are equal: the order must be the same in every process
    ordered = sorted(values, key=lambda one: (values[one], one))
    found: dict[str, float] = {}
    for rank, one in enumerate(ordered):
        by_rank = rank / steps
        by_value = (values[one] - low) / width
        found[one] = (2 * by_rank + by_value) / 3
    return found


def placed(
    labels: Sequence[Label],
    width: float,
    height: float,
) -> Sequence[Label]:
    """The labels pushed apart until none touches another; where they do not all fit, the last ones are left out."""
    kept = list(labels)
    while kept:
        moved = _apart(kept, width, height)
        if not any(_touch(a, b) for a, b in combinations(moved, 2)):
            return moved
        kept.pop()
    return []


def _touch(a: Label, b: Label) -> bool:
    needed = (a.width + b.width) / 2
    beside = abs(a.x - b.x) >= needed
    above = abs(a.y - b.y) >= TALL
    return not (beside or above)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where labels stand on one of the two axes of a frame."""

    middles: list[float]
    sizes: Sequence[float]
    room: float

    def place(self, rank: int, middle: float) -> None:
        """Move a label, so that all of it lies in the frame."""
        half = self.sizes[rank] / 2
        inner = max(middle, half + 1)
        self.middles[rank] = min(inner, self.room - half - 1)

    def overlap(self, i: int, j: int) -> float:
        """How much two labels lack to stand apart with a gap between; nothing or less where they do."""
        needed = (self.sizes[i] + self.sizes[j]) / 2 + GAP
        return needed - abs(self.middles[i] - self.middles[j])

    def part(
        self,
        i: int,
        j: int,
        overlap: float,
    ) -> None:
        """Move two labels away from each other."""
        # a little more than the half that each owes: exact halves come to rest touching
        step = overlap / 2 + 0.5
        if self.middles[i] < self.middles[j]:
            step = -step
        self.place(i, self.middles[i] + step)
        self.place(j, self.middles[j] - step)


def _axis(
    middles: Sequence[float],
    sizes: Sequence[float],
    room: float,
) -> _Axis:
    axis = _Axis(list(middles), sizes, room)
    for rank, middle in enumerate(middles):
        axis.place(rank, middle)
    return axis


def _apart(
    labels: Sequence[Label],
    width: float,
    height: float,
) -> Sequence[Label]:
    """Push overlapping labels apart, along the way that is shorter, within the frame."""
    xs = [label.x for label in labels]
    ys = [label.y for label in labels]
    widths = [label.width for label in labels]
    heights = [TALL] * len(labels)
    across = _axis(xs, widths, width)
    down = _axis(ys, heights, height)
    for _ in range(ROUNDS):
        # a push may send a label into a third: go on until a whole round moves nothing
        if not _pushed(across, down, len(labels)):
            break
    moved = zip(labels, across.middles, down.middles, strict=True)
    return [replace(label, x=x, y=y) for label, x, y in moved]


def _pushed(
    across: _Axis,
    down: _Axis,
    labels: int,
) -> bool:
    """Push each overlapping pair once; whether there was any."""
    found = False
    for i, j in combinations(range(labels), 2):
        wide = across.overlap(i, j)
        if wide <= 0:
            continue
        high = down.overlap(i, j)
        if high <= 0:
            continue
        found = True
        # names one above the other make a dull column: up or down only where that is clearly shorter
        if high * 2 < wide:
            down.part(i, j, high)
        else:
            across.part(i, j, wide)
    return found
