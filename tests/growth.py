"""Whether work grows with its size and not with the square of it, told apart on a busy machine too."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = 8
MOST = 2.5 * TIMES
"""Well below what the square would take (8 × 8), well above what a busy machine adds."""

LITTLE = 0.04
"""Seconds that what takes less at first is held to.

A clock says nothing below; and the chronology compares a mention with forty neighbours, which a
short text has not: until it has, time grows faster than the text, and no further.
"""


@contextmanager
def clear_memory():
    """What other tests left is not looked through again and again."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def too_slow(small: float, large: float) -> bool:
    """Whether `TIMES` as much took more than `MOST` times as long."""
    return large > MOST * max(small, LITTLE)


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether `work(8 * size)` takes about eight times as long as `work(size)`: the best of three."""
    work(1)  # what is compiled on first use is compiled now

    def seconds(n: int) -> float:
        start = process_time()
        work(n)
        return process_time() - start

    with clear_memory():
        small = min(seconds(size) for _ in range(3))
        return any(not too_slow(small, seconds(TIMES * size)) for _ in range(3))
