"""The learned weights, and the score they give each label at each word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from builder.annotate.names import features
from builder.kb.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Matrix = NDArray[np.float64]

OUTSIDE = "O"
BARRED = -1e4
"""Score of a step that makes no sense: the inside of a name without its beginning."""
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

    opening: Matrix
    """Bars the labels that cannot come first."""


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The packaged weights: one line a piece of evidence, `evidence<TAB>label=score label=score`.

    Lines that begin with `>` hold the steps from one label to the next.
    """
    lines = [
        line.partition("\t")
        for line in lexicon().weights.split("\n")
        if line and line[0] != "#"
    ]
    labels = tuple(lines[0][2].split(" "))
    column = {label: n for n, label in enumerate(labels)}
    steps = np.array([[_barred(a, b) for b in labels] for a in labels])
    rows: dict[str, int] = {}
    scores = np.zeros((len(lines), len(labels)))
    for evidence, _, values in lines[1:]:
        target = (
            steps[column[evidence[1:]]]
            if evidence[0] == ">"
            else scores[rows.setdefault(evidence, len(rows))]
        )
        for value in values.split(" "):
            label, _, score = value.partition("=")
            target[column[label]] += float(score)
    return Weights(
        labels, rows, scores, steps, np.array([_barred("", label) for label in labels])
    )


def _barred(before: str, label: str) -> float:
    return BARRED if label[0] == "I" and before[2:] != label[2:] else 0.0


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
                self.table[_EDGE, distance + features.WINDOW] = self.total(
                    [f"{distance}:^"]
                )

    def total(self, evidence: Sequence[str]) -> Matrix:
        rows = self.learned.rows
        known = [rows[item] for item in evidence if item in rows]
        return np.asarray(self.learned.scores[known].sum(axis=0))

    def add(self, form: str) -> int:
        number = self.index[form] = len(self.index) + 2
        near = features.near_of_word(form)
        for distance in range(-features.WINDOW, features.WINDOW + 1):
            evidence = (
                [f"{distance}:{item}" for item in near]
                if distance
                else features.of_word(form)
            )
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


def scores(
    forms: Sequence[str], bounds: Sequence[int], context: Sequence[Sequence[str]]
) -> Matrix:
    """For each word, the score of each label by the words themselves and by their context; one row a word."""
    words = _words()
    numbers = words.numbers(forms)
    laid: list[int] = [_BLANK, _EDGE]
    places: list[int] = []
    for start, end in pairwise(bounds):
        places.extend(range(len(laid), len(laid) + end - start))
        laid.extend(numbers[start:end])
        laid.extend((_EDGE, _BLANK, _EDGE))
    row = np.array(laid, dtype=np.intp)
    at = np.array(places, dtype=np.intp)
    total = np.zeros((len(forms), len(words.learned.labels)))
    for distance in range(-features.WINDOW, features.WINDOW + 1):
        total += words.table[row[at + distance], distance + features.WINDOW]
    _add(total, context, words.learned)
    return total


def _add(total: Matrix, context: Sequence[Sequence[str]], learned: Weights) -> None:
    rows = learned.rows
    where: list[int] = []
    which: list[int] = []
    for n, items in enumerate(context):
        for item in items:
            if item in rows:
                where.append(n)
                which.append(rows[item])
    np.add.at(total, where, learned.scores[which])
