"""The most likely sequence of labels, and how likely each is: exact search over all short chains at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from builder.annotate.names.weights import Matrix, Weights

LEAD = 8.0
"""Where "no name" leads by so much, no neighbour makes a name of the word. On winer.dev a search without it finds the same."""

RESCALED = 16
"""Steps after which products of odds are scaled again, before they leave the range of numbers."""


class _Chains(NamedTuple):
    """Stretches of words that may be names, with the word before and after, longest first."""

    starts: NDArray[np.intp]
    active: list[int]
    """At each step, how many of the chains, the longest, go on."""

    def at(self, step: int) -> NDArray[np.intp]:
        """The words that the chains have come to."""
        return self.starts[: self.active[step]] + step


def best(
    total: Matrix, bounds: Sequence[int], learned: Weights
) -> tuple[list[int], Matrix]:
    """The most likely labels (indices), and the probability of each label at each word.

    Words that no name can reach, whatever stands beside them, are left out of the search: it then runs over many short
    chains at once, step by step. Linear in the number of words.
    """
    certain = np.zeros(total.shape)
    certain[:, 0] = 1.0
    labels = np.zeros(len(total), dtype=np.intp)
    chains = _chains(total, bounds)
    if chains is not None:
        _search(total, chains, learned, labels)
        _weigh(total, chains, learned, certain)
    return labels.tolist(), certain


def _chains(total: Matrix, bounds: Sequence[int]) -> _Chains | None:
    """None where no word may be a name."""
    outside = total[:, 0]
    best_name = total[:, 1:].max(axis=1)
    uncertain = outside - best_name < LEAD
    near = uncertain.copy()
    near[1:] |= uncertain[:-1]
    near[:-1] |= uncertain[1:]
    if not near.any():
        return None
    # No chain leads from one sentence into the next.
    first = np.zeros(len(near) + 1, dtype=bool)
    first[list(bounds)] = True
    first = first[:-1]
    after_a_gap = ~np.roll(near, 1)
    begins = near & (first | after_a_gap)
    starts = np.flatnonzero(begins)
    breaks = np.flatnonzero(first | ~near)
    breaks = np.append(breaks, len(near))
    following = np.searchsorted(breaks, starts, side="right")
    lengths = breaks[following] - starts
    longest_first = np.argsort(-lengths, kind="stable")
    lengths = lengths[longest_first]
    steps = np.arange(lengths[0])
    active = np.searchsorted(-lengths, -steps)
    return _Chains(starts[longest_first], active.tolist())


def _search(
    total: Matrix, chains: _Chains, learned: Weights, labels: NDArray[np.intp]
) -> None:
    """Viterbi: the best way to each label, step by step, then back along it."""
    columns = np.arange(total.shape[1])
    score = total[chains.starts] + learned.opening
    back = []
    current = np.zeros(len(chains.starts), dtype=np.intp)
    for step in range(1, len(chains.active)):
        alive = chains.active[step]
        # The shorter chains end here, with their best label.
        current[alive : len(score)] = score[alive:].argmax(axis=1)
        ways = score[:alive, :, None] + learned.steps
        choice = ways.argmax(axis=1)
        back.append(choice)
        chain = np.arange(alive)[:, None]
        reached = ways[chain, choice, columns]
        score = reached + total[chains.at(step)]
    current[: len(score)] = score.argmax(axis=1)
    for step in range(len(chains.active) - 1, 0, -1):
        alive = chains.active[step]
        here = current[:alive]
        labels[chains.at(step)] = here
        current[:alive] = back[step - 1][np.arange(alive), here]
    labels[chains.starts] = current


def _weigh(total: Matrix, chains: _Chains, learned: Weights, certain: Matrix) -> None:
    """Forward and backward: the share of all ways that lead through each label."""
    ways = np.exp(learned.steps)  # of a barred step: nought
    strongest = total.max(axis=1, keepdims=True)
    local = np.exp(total - strongest)
    opening = np.exp(learned.opening)
    ahead = [local[chains.starts] * opening]
    for step in range(1, len(chains.active)):
        alive = chains.active[step]
        before = ahead[-1][:alive]
        reached = (before @ ways) * local[chains.at(step)]
        ahead.append(_even(reached, step))
    labels = total.shape[1]
    behind = np.ones((chains.active[-1], labels))
    for step in range(len(chains.active) - 1, -1, -1):
        where = chains.at(step)
        # The shorter chains end here: nothing comes behind.
        ended = np.ones((len(where) - len(behind), labels))
        behind = np.concatenate([behind, ended])
        certain[where] = ahead[step] * behind
        before = behind * local[where]
        behind = _even(before @ ways.T, step)
    certain /= certain.sum(axis=1, keepdims=True)


def _even(odds: Matrix, step: int) -> Matrix:
    """Odds that add up to one, every so many steps."""
    if step % RESCALED:
        return odds
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))
