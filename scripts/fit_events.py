"""Fits the weights of events to labelled articles, and writes `event_rank.yml`.

    python scripts/fit_events.py LABELS.jsonl [--write]

A line of the labels: `{"text", "published", "events": [{"start", "end", "also",
"primary", "headline"}]}`, offsets in code points. A candidate is right where its trigger
touches a labelled clause. Logistic regression with a penalty on squared weights; the
penalty and the bounds are the same for all three tables. Without `--write` only the
cross-validated figures are shown, articles held out in five parts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from builder import ingest
from builder.annotate.events import drafts, read
from builder.annotate.events.features import features
from builder.annotate.events.rank import eligible
from builder.annotate.events.vetoes import judge
from builder.config import Settings
from builder.model.article import Basis, Published
from builder.model.dates import parse_edtf
from builder.pipeline import STEPS, Resources, load_resources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.article import Span

PENALTY = 12.0
FOLDS = 5
FEWEST = 4
"""Candidates that must have a feature before it gets a weight."""

TARGETS = ("event", "primary", "headline")
OUT = Path(__file__).parents[1] / "builder" / "lang" / "fr" / "event_rank.yml"


class Example(NamedTuple):
    """A candidate, what holds of it, and what the labels say."""

    article: int
    names: frozenset[str]
    right: dict[str, bool]


def layers_of(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """Everything that the line finds before the events."""
    published = Published(parse_edtf(row["published"]), Basis.STATED)
    article = ingest.plain(row["text"], "t", published, resources.pack)
    layers: dict[str, Any] = {"article": article, "decided": ()}
    for step in STEPS:
        if step.name == "found_events":
            break
        given = [layers[name] for name in step.needs]
        used = [getattr(resources, name) for name in step.uses]
        found = step.run(*given, *used)
        layers[step.name] = found[0] if step.corrects else found
    return layers


def label_at(row: dict[str, Any], span: Span) -> dict[str, Any] | None:
    """The labelled event that a trigger tells; none where it tells none."""
    for event in row["events"]:
        others = [c for c in event.get("also") or () if isinstance(c, dict)]
        for clause in (event, *others):
            if span.start < clause["end"] and clause["start"] < span.end:
                return dict(event)
    return None


def examples(rows: Sequence[dict[str, Any]], resources: Resources) -> list[Example]:
    """All candidates that no veto refuses."""
    found: list[Example] = []
    for number, row in enumerate(rows):
        layers = layers_of(row, resources)
        given = [layers[n] for n in ("article", "discourse", "quotes")]
        view = read(*given, resources.pack)
        for draft in eligible(view, judge(view, drafts(view, layers["quotes"]))):
            label = label_at(row, draft.candidate.span)
            right = {
                "event": label is not None,
                "primary": label is not None and bool(label["primary"]),
                "headline": label is not None and bool(label["headline"]),
            }
            names = frozenset(features(view, draft))
            found.append(Example(number, names, right))
    return found


def fit(examples: Sequence[Example], names: Sequence[str], target: str) -> np.ndarray:
    """Weights by name; by Newton's method, with a penalty on all but `always`."""
    table = np.array([[float(n in e.names) for n in names] for e in examples])
    right = np.array([float(e.right[target]) for e in examples])
    penalty = np.array([0.01 if n == "always" else PENALTY for n in names])
    weights = np.zeros(len(names))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ weights))
        gradient = table.T @ (right - chance) - penalty * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table
        weights += np.linalg.solve(curve + np.diag(penalty), gradient)
    return weights


def known(examples: Sequence[Example]) -> list[str]:
    """Names of the features that are frequent enough."""
    counts: dict[str, int] = {}
    for example in examples:
        for name in example.names:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= FEWEST)


def scores(
    examples: Sequence[Example], names: Sequence[str], weights: np.ndarray
) -> np.ndarray:
    """The sums of candidates."""
    table = np.array([[float(n in e.names) for n in names] for e in examples])
    return table @ weights


def validate(found: Sequence[Example]) -> None:
    """Show what the tables would have done on articles they were not fitted on."""
    names = known(found)
    for target in TARGETS:
        told: list[tuple[float, bool]] = []
        best = 0
        numbers = sorted({e.article for e in found})
        for fold in range(FOLDS):
            held = {n for i, n in enumerate(numbers) if i % FOLDS == fold}
            train = [e for e in found if e.article not in held]
            test = [e for e in found if e.article in held]
            sums = scores(test, names, fit(train, names, target))
            told += [(s, e.right[target]) for s, e in zip(sums, test, strict=True)]
            for number in sorted(held):
                own = [
                    (s, e.right[target])
                    for s, e in zip(sums, test, strict=True)
                    if e.article == number
                ]
                best += bool(own) and max(own)[1]
        print(
            f"{target}: {len(told)} candidates, best of the article right {best}/{len(numbers)}"
        )
        for least in (-1.0, -0.5, 0.0, 0.5, 1.0):
            kept = [right for s, right in told if s >= least]
            share = sum(kept) / max(len(kept), 1)
            recall = sum(kept) / max(sum(right for _, right in told), 1)
            print(
                f"  {least:5.1f}: {len(kept)} kept, {share:.3f} right, {recall:.3f} found"
            )


def write(found: Sequence[Example], least: Sequence[float]) -> None:
    """Write the tables, the strongest features of events first."""
    names = known(found)
    columns = {t: fit(found, names, t) for t in TARGETS}
    lines = [
        "# Weights of the features of a candidate, in logits: that it is worth a line, that it is primary given that,",
        f"# that it is what the article is about. Fitted by scripts/fit_events.py on {len({e.article for e in found})} labelled articles; not edited by hand.",
        "least: {"
        + ", ".join(f"{t}: {v}" for t, v in zip(TARGETS, least, strict=True))
        + "}",
        "weights:",
    ]
    order = sorted(range(len(names)), key=lambda i: -abs(columns["event"][i]))
    for index in order:
        values = ", ".join(f"{t}: {columns[t][index]:.2f}" for t in TARGETS)
        lines.append(f'  "{names[index]}": {{{values}}}')
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the labels, show the figures, write the tables where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--least", nargs=3, type=float, default=(0.0, 0.5, -9.0))
    asked = parser.parse_args()
    lines = asked.labels.read_text(encoding="utf-8").splitlines()
    found = examples([json.loads(line) for line in lines], load_resources(Settings()))
    validate(found)
    if asked.write:
        write(found, asked.least)


if __name__ == "__main__":
    main()
