"""The most likely sequence of labels, and how likely each is: exact search over all short chains at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from builder.annotate.names.weights import Matrix, Weights

LEAD = 8.0
"""Where "no name" leads by so much, no neighbour makes a name of the word. On winer.dev a search without it finds the same."""

RESCALED = 16
"""Steps after which products of odds are scaled again, before they leave the range of numbers."""


def best(
    total: Matrix, bounds: Sequence[int], learned: Weights
) -> tuple[list[int], Matrix]:
    """The most likely labels (indices), and the probability of each label at each word.

    Words that no name can reach, whatever stands beside them, are left out of the search: it then runs over many short
    chains at once, step by step. Linear in the number of words.
    """
    count = total.shape[1]
    certain = np.zeros((len(total), count))
    certain[:, 0] = 1.0
    labels = np.zeros(len(total), dtype=np.intp)
    chains = _chains(total, bounds)
    if chains:
        _search(total, chains, learned, labels)
        _weigh(total, chains, learned, certain)
    return labels.tolist(), certain


def _chains(total: Matrix, bounds: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of words that may be names, with the word before and after, longest first: `(start, end)`."""
    open_ = (total[:, 0] - total[:, 1:].max(axis=1)) < LEAD
    near = open_.copy()
    near[1:] |= open_[:-1]
    near[:-1] |= open_[1:]
    first = np.zeros(len(near), dtype=bool)
    first[[n for n in bounds if n < len(near)]] = True
    starts = np.flatnonzero(near & (first | ~np.roll(near, 1)))
    breaks = np.append(np.flatnonzero(first | ~near), len(near))
    ends = breaks[np.searchsorted(breaks, starts, side="right")]
    return sorted(
        zip(starts.tolist(), ends.tolist(), strict=True),
        key=lambda c: (c[0] - c[1], c[0]),
    )


def _active(chains: Sequence[tuple[int, int]]) -> tuple[NDArray[np.intp], list[int]]:
    """Where the chains start; and at each step how many of them, the longest, go on."""
    starts, ends = np.array(chains, dtype=np.intp).T
    return starts, np.searchsorted(
        starts - ends, -np.arange(ends[0] - starts[0])
    ).tolist()


def _search(
    total: Matrix,
    chains: Sequence[tuple[int, int]],
    learned: Weights,
    labels: NDArray[np.intp],
) -> None:
    starts, counts = _active(chains)
    columns = np.arange(total.shape[1])
    score = total[starts] + learned.opening
    back = []
    current = np.zeros(len(chains), dtype=np.intp)
    for step in range(1, len(counts)):
        alive = counts[step]
        current[alive : counts[step - 1]] = score[alive : counts[step - 1]].argmax(
            axis=1
        )
        ways = score[:alive, :, None] + learned.steps
        choice = ways.argmax(axis=1)
        back.append(choice)
        score = (
            ways[np.arange(alive)[:, None], choice, columns]
            + total[starts[:alive] + step]
        )
    current[: len(score)] = score.argmax(axis=1)
    for step in range(len(counts) - 1, 0, -1):
        alive = counts[step]
        labels[starts[:alive] + step] = current[:alive]
        current[:alive] = back[step - 1][np.arange(alive), current[:alive]]
    labels[starts] = current


def _weigh(
    total: Matrix, chains: Sequence[tuple[int, int]], learned: Weights, certain: Matrix
) -> None:
    starts, counts = _active(chains)
    ways = np.exp(learned.steps)  # of a barred step: nought
    local = np.exp(total - total.max(axis=1, keepdims=True))
    ahead = [local[starts] * np.exp(learned.opening)]
    for step in range(1, len(counts)):
        reached = (ahead[-1][: counts[step]] @ ways) * local[
            starts[: counts[step]] + step
        ]
        ahead.append(_even(reached) if step % RESCALED == 0 else reached)
    behind = np.ones((counts[-1], total.shape[1]))
    for step in range(len(counts) - 1, -1, -1):
        alive = counts[step]
        if len(behind) < alive:
            behind = np.concatenate(
                [behind, np.ones((alive - len(behind), total.shape[1]))]
            )
        where = starts[:alive] + step
        certain[where] = ahead[step] * behind
        behind = (behind * local[where]) @ ways.T
        if step % RESCALED == 0:
            behind = _even(behind)
    certain /= certain.sum(axis=1, keepdims=True)


def _even(matrix: Matrix) -> Matrix:
    return np.asarray(matrix / matrix.sum(axis=1, keepdims=True))
