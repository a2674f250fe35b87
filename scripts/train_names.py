"""Learn the weights under `builder/kb/data/names/` from annotated articles, and measure what each evidence brings.

Run by hand, in the project's environment with python-crfsuite added:

    python scripts/train_names.py FOLDER                  # learn from winer.train, report on winer.dev, write weights
    python scripts/train_names.py FOLDER --folds 4        # cross-validation inside winer.train; write nothing
    python scripts/train_names.py FOLDER --ablation       # the same without each kind of evidence, without variants
    … --parsed FILE                                       # keep the parsed articles there from one run to the next

FOLDER holds `winer.train.jsonl` and `winer.dev.jsonl`: `{"text": …, "ents": [[start, end, type], …]}` a line (French
Wikinews CC BY 2.5; annotation WiNER-fr by Yoann Dupont, CC BY 4.0). The evidence is made by the program's own code, so
that what is learned is what is used; what is reported is what the whole step finds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pycrfsuite
from augment_names import Record, variants

from builder import ingest
from builder.annotate import names
from builder.annotate.names import features, weights
from builder.annotate.names.page import Page, lay_out
from builder.kb.load import knowledge_base
from builder.lang.pack import language_pack
from builder.model.article import Article, Basis, Published
from builder.syntax.parser import load_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from builder.syntax.doc import Doc

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "builder" / "kb" / "data" / "names" / "weights.tsv.gz"
SETTINGS = {
    "c1": 0.6,
    "c2": 0.8,
    "max_iterations": 90,
    "feature.possible_transitions": False,
}
"""Penalties on the sum of weights and of their squares, chosen in folds of winer.train."""

POOL = ("", "EX", "gKJ", "CcVWabdef")
"""Kinds of evidence that each member of the pool does not see.

Strong evidence keeps the rest from being learned: where the pipeline or a list has
the name, the words around it explain nothing more. So several sets of weights are
learned, each blind to something, and their mean is used (a "logarithmic opinion pool",
Smith, Cohn and Osborne 2005). It is one set of weights again, no slower than one.
"""

FLOOR = 0.03
"""Weights below it change nothing that can be measured, and are left out."""

FOLDS = 4
SCORED = ("PER", "ORG", "LOC")
GROUPS = {
    "lists of names": "g",
    "names of the knowledge base": "K",
    "first names": "k",
    "clusters of words": "Ccu",
    "words themselves": "w",
    "beginnings and endings": "abdefpq",
    "shapes": "sS",
    "words beside": "BAVW",
    "company elsewhere": "D",
    "nouns before": "HN",
    "capitals that say nothing": "Pl",
    "parts of speech": "T",
    "the pipeline's entities": "EX",
    "governing words": "RG",
    "clause roles": "Y",
    "joined and apposed": "J",
    "the head of the name": "F",
}
"""Kinds of evidence by the first letters of their names."""

Found = set[tuple[int, int, str]]
"""Names: start, end, type."""


@dataclass(frozen=True)
class Example:
    """An annotated article, laid out as the program does it."""

    article: Article
    page: Page
    gold: Found

    @cached_property
    def evidence(self) -> list[list[str]]:
        """All evidence on each word, that of its neighbours and of its context included."""
        found = names.evidence(self.page)
        for sentence in self.page.sentences():
            for n in sentence:
                found[n].extend(features.of_word(self.page.forms[n]))
                found[n].extend(self._near(sentence, n))
        return found

    def _near(self, sentence: range, n: int) -> Iterator[str]:
        for distance in range(-features.WINDOW, features.WINDOW + 1):
            other = n + distance
            if distance and other in sentence:
                for item in features.near_of_word(self.page.forms[other]):
                    yield f"{distance}:{item}"
            elif distance and other in (sentence.start - 1, sentence.stop):
                yield f"{distance}:^"

    @cached_property
    def labels(self) -> list[str]:
        """A label a word. Names whose bounds no word shares are left out."""
        tokens = self.page.tokens
        begins = {token.start: token.index for token in tokens}
        ends = {token.end: token.index + 1 for token in tokens}
        labels = [weights.OUTSIDE] * len(tokens)
        for start, end, kind in sorted(self.gold):
            if start not in begins or end not in ends:
                continue
            first, last = begins[start], ends[end]
            if set(labels[first:last]) == {weights.OUTSIDE}:
                inside = [f"I-{kind}"] * (last - first - 1)
                labels[first:last] = [f"B-{kind}", *inside]
        return labels

    def found(self, scorer: weights.Scorer) -> Found:
        """What the whole step finds with these weights."""
        mentions = names.decided(self.article, self.page, (), scorer)
        return {(m.span.start, m.span.end, str(m.type)) for m in mentions}


class Learned(NamedTuple):
    """Weights of one member of the pool."""

    labels: tuple[str, ...]
    steps: dict[tuple[str, str], float]
    """By the label before and the label after."""

    scores: dict[tuple[str, str], float]
    """By evidence and label."""


@dataclass(frozen=True)
class Fold:
    """An article to learn from, with its variants."""

    example: Example
    variants: Sequence[Example]


def main() -> None:
    """Learn, report, and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--parsed", type=Path)
    options = parser.parse_args()
    parsed = Parsed(options.parsed)
    train = [
        Fold(parsed.example(record), [parsed.example(v) for v in variants(record, n)])
        for n, record in enumerate(records(options.folder / "winer.train.jsonl"))
    ]
    dev = [
        parsed.example(record) for record in records(options.folder / "winer.dev.jsonl")
    ]
    parsed.keep()
    if options.folds:
        cross_validate(f"winer.train, {options.folds} folds", train, options.folds)
    elif options.ablation:
        ablate(train)
    else:
        text = learn(together(train))
        scorer = weights.Scorer(weights.parsed(text))
        report("winer.dev", [(e.gold, e.found(scorer)) for e in dev])
        OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
        print(f"{OUT.stat().st_size} bytes")


def records(path: Path) -> list[Record]:
    """The annotated articles of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Parsed:
    """Articles and their docs by text, kept in a file where one is given."""

    def __init__(self, path: Path | None) -> None:
        """Read what is kept."""
        self._path = path
        self._pack, self._kb = language_pack("fr"), knowledge_base()
        self._docs: dict[str, tuple[Article, Doc]] = {}
        if path is not None and path.is_file():
            # A file that this script wrote itself.
            self._docs = pickle.loads(path.read_bytes())  # noqa: S301

    def example(self, record: Record) -> Example:
        """An annotated article, parsed where it is not kept."""
        text = record["text"]
        if text not in self._docs:
            unknown = Published(None, Basis.UNKNOWN)
            article = ingest.plain(text, "a", unknown, self._pack)
            doc = load_parser("auto").parse(article, self._pack)
            self._docs[text] = article, doc
        article, doc = self._docs[text]
        gold = {(start, end, kind) for start, end, kind in record["ents"]}
        return Example(article, lay_out(doc, self._pack, self._kb), gold)

    def keep(self) -> None:
        """Write the file."""
        if self._path is not None:
            self._path.write_bytes(pickle.dumps(self._docs, protocol=5))


def together(train: Iterable[Fold]) -> list[Example]:
    """The articles, then their variants."""
    train = list(train)
    examples = [fold.example for fold in train]
    for fold in train:
        examples.extend(fold.variants)
    return examples


def learn(train: Iterable[Example], without: str = "") -> str:
    """Weights as text; evidence whose kind is in `without` is hidden."""
    train = list(train)
    learned = [learned_alone(train, blind + without) for blind in POOL]
    return export(learned)


def learned_alone(train: Iterable[Example], without: str) -> Learned:
    """Weights of one member of the pool."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in train:
        for start, end in pairwise(example.page.doc.bounds):
            if start < end:
                evidence = [hide(e, without) for e in example.evidence[start:end]]
                trainer.append(evidence, example.labels[start:end])
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model")
        info = tagger.info()
    return Learned(tuple(info.labels), info.transitions, info.state_features)


def hide(evidence: list[str], without: str) -> list[str]:
    """The evidence less the kinds in `without`."""
    if not without:
        return evidence
    return [item for item in evidence if kind(item) not in without]


def kind(evidence: str) -> str:
    """First letter of the name of evidence, its distance apart."""
    return evidence.partition(":")[2][:1] if evidence[0] in "-12" else evidence[0]


def report(title: str, pairs: Iterable[tuple[Found, Found]]) -> float:
    """Print strict F1 of what should be found and what was: typed, untyped, and of each type; give the typed one."""
    counts: Counter[tuple[str, str]] = Counter()
    for gold, found in pairs:
        for part, view in VIEWS.items():
            should, does = view(gold), view(found)
            counts[part, "gold"] += len(should)
            counts[part, "found"] += len(does)
            counts[part, "both"] += len(should & does)
    scores = {}
    for part in VIEWS:
        total = counts[part, "gold"] + counts[part, "found"]
        scores[part] = 200 * counts[part, "both"] / max(total, 1)
    shown = "  ".join(f"{part} {score:.2f}" for part, score in scores.items())
    print(f"{title:40}", shown, flush=True)
    return scores["typed"]


def _typed(*kinds: str) -> Callable[[Found], Found]:
    return lambda names: {name for name in names if name[2] in kinds}


def _untyped(names: Found) -> Found:
    return {(start, end, "") for start, end, kind in names if kind in SCORED}


VIEWS: dict[str, Callable[[Found], Found]] = {
    "typed": _typed(*SCORED),
    "untyped": _untyped,
    **{kind: _typed(kind) for kind in SCORED},
}


def cross_validate(
    title: str, train: Sequence[Fold], folds: int, without: str = ""
) -> float:
    """Learn on all folds but one, find in that one; report over all."""
    pairs: list[tuple[Found, Found]] = []
    for number in range(folds):
        rest = [fold for n, fold in enumerate(train) if n % folds != number]
        scorer = weights.Scorer(weights.parsed(learn(together(rest), without)))
        for fold in train[number::folds]:
            found = fold.example.found(scorer)
            pairs.append((fold.example.gold, found))
    return report(title, pairs)


def ablate(train: Sequence[Fold]) -> None:
    """What is lost without each kind of evidence, the weights learned anew each time."""
    plain = [Fold(fold.example, ()) for fold in train]
    whole = cross_validate("all", plain, FOLDS)
    for title, kinds in GROUPS.items():
        lost = cross_validate(f"without {title}", plain, FOLDS, kinds) - whole
        print(f"    {lost:+.2f}")


def export(pool: Sequence[Learned]) -> str:
    """The mean weights as text: labels, steps from label to label, then evidence in alphabetical order."""
    labels = ["O", *sorted(set(pool[0].labels) - {"O"})]
    steps = _mean(member.steps for member in pool)
    rows = _mean(member.scores for member in pool)
    lines = ["labels\t" + " ".join(labels)]
    lines += [_line(f">{label}", steps[label]) for label in labels]
    lines += [_line(evidence, rows[evidence]) for evidence in sorted(rows)]
    return "\n".join(line for line in lines if not line.endswith("\t")) + "\n"


def _mean(
    members: Iterable[dict[tuple[str, str], float]],
) -> dict[str, dict[str, float]]:
    """Mean weights of labels by evidence (or by the label before)."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for member in members:
        for (evidence, label), weight in member.items():
            found[evidence][label] += weight / len(POOL)
    return found


def _line(evidence: str, scores: dict[str, float]) -> str:
    shown = [
        f"{label}={score:.2f}"
        for label, score in sorted(scores.items())
        if abs(score) >= FLOOR
    ]
    return f"{evidence}\t{' '.join(shown)}"


if __name__ == "__main__":
    main()
