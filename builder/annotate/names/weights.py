"""The learned weights, and the score they give each label at each word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from builder.annotate.names import features
from builder.kb.lexicon import entries, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Matrix = NDArray[np.float64]

OUTSIDE = "O"
BARRED = -1e4
"""Score of a step that makes no sense: the inside of a name without its beginning."""

_EDGE, _BLANK = 0, 1
"""Rows of the table of words that stand for the edge of a sentence and for what lies beyond."""

_DISTANCES = range(-features.WINDOW, features.WINDOW + 1)
_REMEMBERED = 30_000
"""Word forms whose scores are kept; `dossier annotate` may see millions of texts."""


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
def scorer() -> Scorer:
    """The packaged weights, ready to score words."""
    return Scorer(parsed(read("weights.tsv")))


def parsed(text: str) -> Weights:
    """Weights from text: one line a piece of evidence, `evidence<TAB>label=score label=score`.

    The first line has the labels. Lines that begin with `>` hold the steps from one
    label to the next.
    """
    lines = iter(entries(text))
    labels = tuple(next(lines).partition("\t")[2].split(" "))
    column = {label: n for n, label in enumerate(labels)}
    steps = np.array([[_barred(a, b) for b in labels] for a in labels])
    rows: dict[str, int] = {}
    found: list[list[float]] = []
    for line in lines:
        evidence, _, values = line.partition("\t")
        scores = [0.0] * len(labels)
        for value in values.split(" "):
            label, _, score = value.partition("=")
            scores[column[label]] = float(score)
        if evidence[0] == ">":
            steps[column[evidence[1:]]] += scores
        else:
            rows[evidence] = len(rows)
            found.append(scores)
    opening = np.array([_barred("", label) for label in labels])
    table = np.array(found).reshape(len(found), len(labels))
    return Weights(labels, rows, table, steps, opening)


def _barred(before: str, label: str) -> float:
    """The inside of a name follows its beginning or its inside, of the same type."""
    return BARRED if label[0] == "I" and before[2:] != label[2:] else 0.0


class Scorer:
    """Adds up the weights of evidence; sums for word forms are kept. Bounded, and equal for equal input."""

    def __init__(self, learned: Weights) -> None:
        """Use these weights."""
        self.learned = learned
        self._clear()

    def _clear(self) -> None:
        self._index: dict[str, int] = {}
        shape = (_REMEMBERED + 2, len(_DISTANCES), len(self.learned.labels))
        self._table = np.zeros(shape)
        for place, distance in enumerate(_DISTANCES):
            if distance:
                self._table[_EDGE, place] = self._total([f"{distance}:^"])

    def _total(self, evidence: Iterable[str]) -> Matrix:
        rows = self.learned.rows
        known = [rows[item] for item in evidence if item in rows]
        if not known:
            return np.zeros(len(self.learned.labels))
        found: Matrix = self.learned.scores.take(known, axis=0).sum(axis=0)
        return found

    def _number(self, form: str) -> int:
        """The row of a form in the table, filled when it is first seen."""
        if form in self._index:
            return self._index[form]
        number = self._index[form] = len(self._index) + 2
        near = features.near_of_word(form)
        for place, distance in enumerate(_DISTANCES):
            if distance:
                evidence: Sequence[str] = [f"{distance}:{item}" for item in near]
            else:
                evidence = features.of_word(form)
            self._table[number, place] = self._total(evidence)
        return number

    def scores(
        self,
        forms: Sequence[str],
        bounds: Sequence[int],
        context: Sequence[Sequence[str]],
    ) -> Matrix:
        """For each word, the score of each label by the words themselves and by their context; one row a word."""
        if len(self._index) + len(set(forms)) > _REMEMBERED:
            # Forgotten as a whole: what is found never depends on what came before.
            self._clear()
        numbers = [self._number(form) for form in forms]
        # Sentences are laid one behind the other, with what lies beyond their edges
        # between them, so that all neighbours at one distance are added at once.
        laid = [_BLANK, _EDGE]
        places: list[int] = []
        for start, end in pairwise(bounds):
            places.extend(range(len(laid), len(laid) + end - start))
            laid.extend(numbers[start:end])
            laid.extend((_EDGE, _BLANK, _EDGE))
        row, at = np.array(laid, dtype=np.intp), np.array(places, dtype=np.intp)
        total = np.zeros((len(forms), len(self.learned.labels)))
        for place, distance in enumerate(_DISTANCES):
            total += self._table[row[at + distance], place]
        self._add(total, context)
        return total

    def _add(self, total: Matrix, context: Sequence[Sequence[str]]) -> None:
        rows = self.learned.rows
        where: list[int] = []
        which: list[int] = []
        for n, items in enumerate(context):
            known = [rows[item] for item in items if item in rows]
            which.extend(known)
            where.extend([n] * len(known))
        np.add.at(total, where, self.learned.scores[which])
