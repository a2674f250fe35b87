"""Weighs the evidence: the most likely sequence of names, and how likely each is, by a linear-chain model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from builder.kb.lexicon import lexicon
from builder.stages.mentions import features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

OUTSIDE = "O"
_BARRED = -1e4
"""Score of a transition that makes no sense: the inside of a name without its beginning."""

_EDGE, _BLANK = 0, 1
"""Rows of the table of words that stand for the edge of a sentence and for what lies beyond."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned from annotated articles. Scores are logarithms: they add up."""

    labels: tuple[str, ...]
    """`O`, `B-PER`, `I-PER`, …: outside, beginning and inside of a name of a type."""

    rows: Mapping[str, int]
    """Piece of evidence → its row in `scores`."""

    scores: Matrix
    steps: Matrix
    """From label to label."""


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The packaged weights: one line a piece of evidence, `evidence<TAB>label=score label=score`.

    Lines that begin with `>` hold the steps from one label to the next.
    """
    lines = [line.partition("\t") for line in lexicon().weights.split("\n") if line and line[0] != "#"]
    labels = tuple(lines[0][2].split(" "))
    column = {label: n for n, label in enumerate(labels)}
    steps = np.array([[_barred(a, b) for b in labels] for a in labels])
    rows: dict[str, int] = {}
    scores = np.zeros((len(lines), len(labels)))
    for evidence, _, values in lines[1:]:
        target = steps[column[evidence[1:]]] if evidence[0] == ">" else scores[rows.setdefault(evidence, len(rows))]
        for value in values.split(" "):
            label, _, score = value.partition("=")
            target[column[label]] += float(score)
    return Weights(labels, rows, scores, steps)


def _barred(before: str, label: str) -> float:
    return _BARRED if label[0] == "I" and before[2:] != label[2:] else 0.0


class _Words:
    """Scores of word forms for themselves and their neighbours, summed once a form. Bounded; equal for equal input."""

    LIMIT = 30_000

    def __init__(self, learned: Weights) -> None:
        self.learned = learned
        self.clear()

    def clear(self) -> None:
        width = 2 * features.WINDOW + 1
        self.index: dict[str, int] = {}
        self.table = np.zeros((self.LIMIT + 2, width, len(self.learned.labels)))
        for distance in range(-features.WINDOW, features.WINDOW + 1):
            if distance:
                self.table[_EDGE, distance + features.WINDOW] = self.total([f"{distance}:^"])

    def total(self, evidence: Sequence[str]) -> Matrix:
        rows = self.learned.rows
        known = [rows[item] for item in evidence if item in rows]
        return np.asarray(self.learned.scores[known].sum(axis=0))

    def add(self, form: str) -> int:
        number = self.index[form] = len(self.index) + 2
        near = features.near_of_word(form)
        for distance in range(-features.WINDOW, features.WINDOW + 1):
            evidence = [f"{distance}:{item}" for item in near] if distance else [*features.of_word(form), "*"]
            self.table[number, distance + features.WINDOW] = self.total(evidence)
        return number

    def numbers(self, forms: Sequence[str]) -> list[int]:
        if len(self.index) + len(set(forms)) > self.LIMIT:
            self.clear()
        index = self.index
        return [index[form] if form in index else self.add(form) for form in forms]


@lru_cache(maxsize=1)
def _words() -> _Words:
    return _Words(weights())


def scores(forms: Sequence[str], bounds: Sequence[int]) -> Matrix:
    """For each word, the score of each label by the evidence on it and beside it; one row a word."""
    words = _words()
    numbers = words.numbers(forms)
    laid: list[int] = [_BLANK, _EDGE]
    places: list[int] = []
    for start, end in zip(bounds, bounds[1:], strict=False):
        places.extend(range(len(laid), len(laid) + end - start))
        laid.extend(numbers[start:end])
        laid.extend((_EDGE, _BLANK, _EDGE))
    row = np.array(laid, dtype=np.intp)
    at = np.array(places, dtype=np.intp)
    total = np.zeros((len(forms), len(words.learned.labels)))
    for distance in range(-features.WINDOW, features.WINDOW + 1):
        total += words.table[row[at + distance], distance + features.WINDOW]
    _add_context(total, forms, bounds, words.learned)
    return total


def _add_context(total: Matrix, forms: Sequence[str], bounds: Sequence[int], learned: Weights) -> None:
    rows = learned.rows
    where: list[int] = []
    which: list[int] = []
    for n, items in enumerate(features.in_context(forms, bounds)):
        for item in items:
            if item in rows:
                where.append(n)
                which.append(rows[item])
    np.add.at(total, where, learned.scores[which])


def best(total: Matrix, bounds: Sequence[int]) -> tuple[list[int], Matrix]:
    """The most likely labels (indices), and the probability of each label at each word.

    Words that no name can reach, whatever stands beside them, are left out of the search: it then runs over many short
    chains at once, step by step. Linear in the number of words.
    """
    learned = weights()
    count = total.shape[1]
    certain = np.zeros((len(total), count))
    certain[:, 0] = 1.0
    labels = np.zeros(len(total), dtype=np.intp)
    chains = _chains(total, bounds, learned)
    if chains:
        _search(total, chains, learned.steps, labels)
        _weigh(total, chains, learned.steps, certain)
    return labels.tolist(), certain


def _chains(total: Matrix, bounds: Sequence[int], learned: Weights) -> list[tuple[int, int]]:
    """Stretches of words that may be names, with the word before and after, longest first: `(start, end)`."""
    allowed = learned.steps[learned.steps > _BARRED / 2]
    reach = 2 * allowed.max() - 2 * learned.steps[:, 0].min()
    open_ = (total[:, 0] - total[:, 1:].max(axis=1)) < reach
    near = open_.copy()
    near[1:] |= open_[:-1]
    near[:-1] |= open_[1:]
    firsts = set(bounds)
    chains = []
    start = -1
    for n, possible in enumerate(near.tolist()):
        if start >= 0 and (not possible or n in firsts):
            chains.append((start, n))
            start = -1
        if possible and start < 0:
            start = n
    if start >= 0:
        chains.append((start, len(near)))
    return sorted(chains, key=lambda c: (c[0] - c[1], c[0]))


def _active(chains: Sequence[tuple[int, int]]) -> tuple[NDArray[np.intp], list[int]]:
    starts = np.array([start for start, _ in chains], dtype=np.intp)
    lengths = [end - start for start, end in chains]
    counts = []
    alive = len(chains)
    for step in range(lengths[0]):
        while alive and lengths[alive - 1] <= step:
            alive -= 1
        counts.append(alive)
    return starts, counts


def _search(total: Matrix, chains: Sequence[tuple[int, int]], steps: Matrix, labels: NDArray[np.intp]) -> None:
    starts, counts = _active(chains)
    opening = np.array([_BARRED if label[0] == "I" else 0.0 for label in weights().labels])
    score = total[starts] + opening
    back = []
    finals = np.zeros(len(chains), dtype=np.intp)
    for step in range(1, len(counts)):
        alive = counts[step]
        finals[alive : counts[step - 1]] = score[alive : counts[step - 1]].argmax(axis=1)
        ways = score[:alive, :, None] + steps
        choice = ways.argmax(axis=1)
        back.append(choice)
        score = np.take_along_axis(ways, choice[:, None, :], axis=1)[:, 0] + total[starts[:alive] + step]
    finals[: len(score)] = score.argmax(axis=1)
    current = finals
    for step in range(len(counts) - 1, 0, -1):
        alive = counts[step]
        labels[starts[:alive] + step] = current[:alive]
        current[:alive] = np.take_along_axis(back[step - 1], current[:alive, None], axis=1)[:, 0]
    labels[starts] = current


def _weigh(total: Matrix, chains: Sequence[tuple[int, int]], steps: Matrix, certain: Matrix) -> None:
    starts, counts = _active(chains)
    opening = np.array([0.0 if label[0] == "I" else 1.0 for label in weights().labels])
    ways = np.exp(np.where(steps > _BARRED / 2, steps, -np.inf))
    local = np.exp(total - total.max(axis=1, keepdims=True))
    ahead = [_even(local[starts] * opening)]
    for step in range(1, len(counts)):
        alive = counts[step]
        ahead.append(_even((ahead[-1][:alive] @ ways) * local[starts[:alive] + step]))
    behind = np.ones((counts[-1], total.shape[1]))
    for step in range(len(counts) - 1, -1, -1):
        alive = counts[step]
        if len(behind) < alive:
            behind = np.concatenate([behind, np.ones((alive - len(behind), total.shape[1]))])
        certain[starts[:alive] + step] = _even(ahead[step] * behind)
        behind = _even((behind * local[starts[:alive] + step]) @ ways.T)


def _even(matrix: Matrix) -> Matrix:
    return np.asarray(matrix / matrix.sum(axis=1, keepdims=True))
