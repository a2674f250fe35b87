"""Fits the weights of what accounts of different articles share, and writes `join_weights.yml`.

    python scripts/fit_joins.py DOCS.jsonl JOINS.json [--write] [--least JOIN PROPOSE]

DOCS: a line `{"doc", "published", "text"}`. JOINS: `{"clusters": [{"members": […]}],
"nonpairs": [{"a", "b"}]}`, where a member is `{"doc", "start", "end"}` in code points.
A pair of mentions is right where both touch members of one cluster; wrong where it is a
labelled non-pair, where both belong to other clusters, or where the two articles share
no story at all; in `exhaustive` articles also where only one belongs to a cluster. Other
pairs, and those that touch an `unjudged` place, are not judged. Logistic regression with a penalty on the square of how far a weight is from what is
expected of it; without `--write` only the cross-validated figures are shown, stories
held out in five parts.
"""

from __future__ import annotations

import argparse
import json
from math import copysign
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from builder import ingest
from builder.config import Settings
from builder.corpus import identity
from builder.corpus.chronology import read
from builder.corpus.chronology.affiliations import affiliations
from builder.corpus.chronology.clustering import comparable
from builder.model.article import Basis, Published, Span
from builder.model.dates import parse_edtf
from builder.pipeline import Resources, annotate, load_resources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.corpus.chronology.features import EventFeatures
    from builder.model.dossier import Annotated

PENALTY = 60.0
TURNS = 50
START = -6.0
CLIP = 40.0
LEAST_STEP = 1e-6
FOLDS = 5
APART = 60
"""Days between articles that are taken to share no story."""

EXPECTED = {
    "day": 3.0, "near": 2.0, "recalled": 2.5, "month": 1.5, "year": 0.6,
    "news": 1.2, "week": -0.5, "period": 0.3, "undated": -0.7, "elsewhen": -2.0,
    "sentence": 2.5, "words": 0.15, "verb": 0.15, "crossed": 0.1,
    "bare": -0.7, "counts": -0.7,
    "place": 0.2, "state": 0.15, "parties": 3.0, "others": -1.0,
    "strangers": -0.3, "absent": -0.2, "foreign": -0.15, "pattern": -3.0, "vague": -0.7,
    "thin": -1.0, "slight": -0.5, "unrelated": -2.0,
    "alike": 1.8, "timely": 1.0, "kind": 0.5, "family": 0.3, "unlike": -1.5, "plain": -0.1,
    "faint": -0.5, "said": -0.5, "saying": -0.7,
    "lede": 1.5, "subject": 2.0,
}  # fmt: skip
"""What a reader of the news would expect of each weight: the labels move it from there,
and never to the other side of 0."""

OUT = Path(__file__).parents[1] / "builder" / "lang" / "fr" / "join_weights.yml"


class Example(NamedTuple):
    """A pair, its amounts, and what the labels say."""

    story: str
    amounts: Mapping[str, float]
    right: bool


def annotated(rows: Sequence[dict[str, Any]], resources: Resources) -> list[Annotated]:
    """The articles of the labels, under the ids `a0000`, `a0001` and so on."""
    found = []
    for number, row in enumerate(rows):
        published = Published(parse_edtf(row["published"]), Basis.STATED)
        name = f"a{number:04d}"
        article = ingest.plain(row["text"], name, published, resources.pack)
        found.append(annotate(article, resources))
    return found


class Labels:
    """Which mentions tell what."""

    def __init__(self, rows: Sequence[dict[str, Any]], joins: dict[str, Any]) -> None:
        """Read clusters and non-pairs; articles that share one of them share a story."""
        self._article = {row["doc"]: f"a{n:04d}" for n, row in enumerate(rows)}
        whole = [row["doc"] for row in rows if row.get("exhaustive")]
        self._exhaustive = {self._article[doc] for doc in whole}
        self._members: dict[str, list[tuple[Span, int]]] = {}
        self._story = {name: name for name in self._article.values()}
        for number, cluster in enumerate(joins["clusters"]):
            for member in cluster["members"]:
                self._add(member, number)
            self._join([member["doc"] for member in cluster["members"]])
        self._apart: set[frozenset[int]] = set()
        number = len(joins["clusters"])
        for pair in joins["nonpairs"]:
            self._add(pair["a"], number)
            self._add(pair["b"], number + 1)
            self._apart.add(frozenset((number, number + 1)))
            self._join([pair["a"]["doc"], pair["b"]["doc"]])
            number += 2
        self._clusters = len(joins["clusters"])
        self._unjudged: dict[str, list[Span]] = {}
        for each in joins.get("unjudged", ()):
            place = Span(each["start"], each["end"])
            self._unjudged.setdefault(self._article[each["doc"]], []).append(place)

    def _add(self, member: dict[str, Any], number: int) -> None:
        told = Span(member["start"], member["end"]), number
        self._members.setdefault(self._article[member["doc"]], []).append(told)

    def _join(self, docs: Sequence[str]) -> None:
        names = {self.story(self._article[doc]) for doc in docs}
        for article, story in self._story.items():
            if story in names:
                self._story[article] = min(names)

    def story(self, article: str) -> str:
        """The story of an article: the id of one of its articles."""
        return self._story[article]

    def _at(self, event: EventFeatures, span: Span) -> set[int]:
        """Numbers of what a stretch of an event's article tells."""
        places = self._members.get(event.article, ())
        return {number for place, number in places if span.overlaps(place)}

    def _is_unjudged(self, event: EventFeatures) -> bool:
        places = self._unjudged.get(event.article, ())
        return any(event.mention.trigger.overlaps(place) for place in places)

    def judge(self, one: EventFeatures, two: EventFeatures) -> bool | None:
        """Whether a pair is one event; none where the labels do not say."""
        if self._is_unjudged(one) or self._is_unjudged(two):
            return None
        here = self._at(one, one.mention.trigger)
        there = self._at(two, two.mention.trigger)
        if any(number < self._clusters for number in here & there):
            return True
        labelled = {frozenset((a, b)) for a in here for b in there}
        if labelled & self._apart:
            return False
        if self._is_near(one, two, here, there):
            return None
        whole = {one.article, two.article} <= self._exhaustive
        if self.story(one.article) != self.story(two.article):
            return False if whole or _are_far(one, two) else None
        if here and there:
            return False
        return False if whole and (here or there) else None

    def _is_near(
        self, one: EventFeatures, two: EventFeatures, here: set[int], there: set[int]
    ) -> bool:
        """Whether another word of a clause than the labelled one may tell the same."""
        around_one = self._at(one, one.mention.span)
        around_two = self._at(two, two.mention.span)
        shared = (around_one & there) | (here & around_two)
        return any(number < self._clusters for number in shared)


def _are_far(one: EventFeatures, two: EventFeatures) -> bool:
    """Whether two articles came out so far apart that they share no story unseen."""
    return abs((one.window[1] - two.window[1]).days) > APART


def examples(
    told: Sequence[Annotated], labels: Labels, resources: Resources
) -> list[Example]:
    """All pairs of different articles that the chronology compares and nothing forbids."""
    known = identity.gather(told, resources.kb, resources.corrections)
    sides = affiliations(known.entities, resources.kb.offices)
    given = (known.articles, sides, resources.corrections, resources.pack)
    _, events, evidence = read(*given)
    found = []
    for first, second in sorted(comparable(events, evidence)):
        one, two = events[first], events[second]
        right = labels.judge(one, two)
        if right is None:
            continue
        amounts = {a.name: a.much for a in evidence.across.amounts(one, two)}
        story = labels.story(one.article)
        found.append(Example(story, amounts, right))
    return found


def table(examples: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    """One row a pair; the last column is the constant."""
    rows = [[e.amounts.get(name, 0.0) for name in names] + [1.0] for e in examples]
    return np.array(rows)


def fit(examples: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    """Weights by name, the constant last; each kept on its side of 0."""
    given = table(examples, names)
    # Amounts of rarity are large: each is measured by its own spread.
    spread = np.maximum(given.std(axis=0), 0.1)
    spread[-1] = 1.0
    given /= spread
    right = np.array([float(e.right) for e in examples])
    expected = np.array([EXPECTED[name] for name in names] + [START]) * spread
    free = np.ones(len(names) + 1, dtype=bool)
    signs = np.array([copysign(1.0, EXPECTED[name]) for name in names] + [0.0])
    weights = np.zeros(len(names) + 1)
    while True:
        weights[free] = _steps(given[:, free], right, expected[free])
        wrong = free & (weights * signs < 0)
        weights[~free] = 0.0
        if not wrong.any():
            found: np.ndarray = weights / spread
            return found
        # What came out on the other side of 0 counts nothing, and the rest is fitted anew.
        free &= ~wrong


def _steps(given: np.ndarray, right: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """The best weights, by Newton's steps, each as long as it betters the sum."""
    penalty = np.full(len(expected), PENALTY)
    penalty[-1] = 0.01

    def cost(weights: np.ndarray) -> float:
        odds = given @ weights
        missed = np.logaddexp(0, odds) - right * odds
        return float(missed.sum() + (penalty * (weights - expected) ** 2).sum() / 2)

    weights = expected
    for _ in range(TURNS):
        chance = 1 / (1 + np.exp(-np.clip(given @ weights, -CLIP, CLIP)))
        slope = given.T @ (right - chance) - penalty * (weights - expected)
        curve = (given.T * (chance * (1 - chance))) @ given + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        while cost(weights + step) > cost(weights) and np.abs(step).max() > LEAST_STEP:
            step = step / 2
        weights = weights + step
        if np.abs(step).max() <= LEAST_STEP:
            break
    return weights


def validate(found: Sequence[Example]) -> None:
    """Show what the table would have done on stories it was not fitted on."""
    names = sorted(EXPECTED)
    stories = sorted({e.story for e in found})
    told: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        held = set(stories[fold::FOLDS])
        weights = fit([e for e in found if e.story not in held], names)
        test = [e for e in found if e.story in held]
        sums = table(test, names) @ weights
        told += [(s, e.right) for s, e in zip(sums, test, strict=True)]
    every = sum(right for _, right in told)
    print(f"{len(told)} pairs, {every} of one event, {len(stories)} stories")
    for least in (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0):
        kept = [right for s, right in told if s >= least]
        share = sum(kept) / max(len(kept), 1)
        print(
            f"  {least:5.1f}: {len(kept)} kept, {share:.3f} right, {sum(kept) / every:.3f} found"
        )


def write(found: Sequence[Example], least: Sequence[float]) -> None:
    """Write the table, the heaviest first; bounds are given as odds beside the constant."""
    names = sorted(EXPECTED)
    weights = fit(found, names)
    join, propose = (round(value - weights[-1], 1) for value in least)
    lines = [
        "# Points of each unit of what accounts of two articles share (a unit of rarity is a nat), in logits; fitted by",
        f"# scripts/fit_joins.py on {len(found)} pairs of {len({e.story for e in found})} stories; not edited by hand.",
        f"least: {{join: {join}, propose: {propose}}}",
        "weights:",
    ]
    order = sorted(range(len(names)), key=lambda i: -abs(weights[i]))
    lines += [f"  {names[index]}: {weights[index]:.2f}" for index in order]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the labels, show the figures, write the table where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("joins", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--least", nargs=2, type=float, default=(0.0, -1.0))
    asked = parser.parse_args()
    lines = asked.docs.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    joins = json.loads(asked.joins.read_text(encoding="utf-8"))
    resources = load_resources(Settings())
    found = examples(annotated(rows, resources), Labels(rows, joins), resources)
    validate(found)
    if asked.write:
        write(found, asked.least)


if __name__ == "__main__":
    main()
