"""Learn the weights under `builder/kb/data/names/` from annotated articles, and measure what each evidence brings.

Run by hand, in the project's environment with python-crfsuite added:

    python scripts/train_names.py FOLDER                  # learn from winer.train, report on winer.dev, write weights
    python scripts/train_names.py FOLDER --ablation       # learn again without each kind of evidence; write nothing
    python scripts/train_names.py FOLDER --folds 5        # cross-validation inside winer.train; write nothing

FOLDER holds `winer.train.jsonl` and `winer.dev.jsonl`: `{"text": …, "ents": [[start, end, type], …]}` a line (French
Wikinews CC BY 2.5; annotation WiNER-fr by Yoann Dupont, CC BY 4.0). The evidence is made by the program's own code, so
that what is learned is what is used.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite
from augment_names import Record, variants

from builder import ingest
from builder.annotate.names import context, decode, features, known, tokens
from builder.kb.load import knowledge_base
from builder.lang.pack import language_pack
from builder.model.article import Basis, Published
from builder.syntax import sentences as cutting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

OUT = (
    Path(__file__).resolve().parents[1]
    / "builder"
    / "kb"
    / "data"
    / "names"
    / "weights.tsv.gz"
)
SETTINGS = {
    "c1": 0.3,
    "c2": 1.6,
    "max_iterations": 120,
    "feature.possible_transitions": False,
}
"""Penalties on the sum of weights and of their squares, chosen on winer.dev."""
FLOOR = 0.03
"""Weights below it change nothing that can be measured, and are left out."""
SCORED = ("PER", "ORG", "LOC")
GROUPS = {
    "lists of names": "g",
    "names of the knowledge base": "K",
    "first names": "k",
    "clusters of words": "Ccu",
    "words themselves": "w",
    "beginnings and endings": "abdefpq",
    "shapes": "sS",
    "words beside": "BAVW-+",
    "company elsewhere": "D",
    "governing nouns": "HN",
    "capitals that say nothing": "Pl",
}
"""Kinds of evidence by the first letters of their names."""


@dataclass(frozen=True)
class Example:
    """An annotated article: its evidence, its labels by sentence, and the spans as annotated."""

    cut: tokens.Tokens
    evidence: list[list[str]]
    labels: list[str]
    gold: set[tuple[int, int, str]]


def main() -> None:
    """Learn, report, and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    train, dev = (
        records(options.folder / f"winer.{part}.jsonl") for part in ("train", "dev")
    )
    if options.folds:
        cross_validate(train, options.folds)
    elif options.ablation:
        ablate(examples(train), examples(dev))
    else:
        model = learn(with_variants(train))
        report("winer.dev", examples(dev), predictor(model))
        OUT.write_bytes(gzip.compress(export(model).encode(), 9, mtime=0))
        print(f"{OUT.stat().st_size} bytes")


def records(path: Path) -> list[Record]:
    """The annotated articles of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def with_variants(data: Sequence[Record]) -> list[Example]:
    """The articles and their variants, as examples."""
    return examples([*data, *variants(data)])


def examples(data: Iterable[Record]) -> list[Example]:
    """The articles, with the evidence that the program finds."""
    pack, names = language_pack("fr"), known.names_of(knowledge_base())
    found = []
    for record in data:
        article = ingest.plain(
            record["text"], "a", Published(None, Basis.UNKNOWN), pack
        )
        cut = tokens.tokenize(article, cutting.split(article, pack))
        page = context.page(cut.forms, cut.sentences, names, context.guides(pack))
        gold = {(start, end, kind) for start, end, kind in record["ents"]}
        found.append(Example(cut, full(page), labelled(cut, gold), gold))
    return found


def full(page: context.Page) -> list[list[str]]:
    """All evidence on each word, that of its neighbours and of its context included."""
    found = context.evidence(page)
    for sentence in page.sentences():
        for n in sentence:
            found[n] += features.of_word(page.forms[n])
            for distance in range(-features.WINDOW, features.WINDOW + 1):
                other = n + distance
                if distance and other in sentence:
                    found[n] += (
                        f"{distance}:{item}"
                        for item in features.near_of_word(page.forms[other])
                    )
                elif distance and other in (sentence.start - 1, sentence.stop):
                    found[n].append(f"{distance}:^")
    return found


def labelled(cut: tokens.Tokens, gold: Iterable[tuple[int, int, str]]) -> list[str]:
    """A label a word. Names whose bounds no word shares are left out."""
    begins = {start: n for n, start in enumerate(cut.starts)}
    ends = {
        start + len(form): n
        for n, (start, form) in enumerate(zip(cut.starts, cut.forms, strict=True))
    }
    labels = ["O"] * len(cut.forms)
    for start, end, kind in sorted(gold):
        if (
            start in begins
            and end in ends
            and set(labels[begins[start] : ends[end] + 1]) == {"O"}
        ):
            labels[begins[start]] = f"B-{kind}"
            for n in range(begins[start] + 1, ends[end] + 1):
                labels[n] = f"I-{kind}"
    return labels


def learn(train: Sequence[Example], without: str = "") -> pycrfsuite.Tagger:
    """A trained model; evidence whose kind is in `without` is hidden."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in train:
        for start, end in pairwise(example.cut.sentences):
            if start < end:
                trainer.append(
                    [hide(e, without) for e in example.evidence[start:end]],
                    example.labels[start:end],
                )
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model")
    return tagger


def hide(evidence: list[str], without: str) -> list[str]:
    """The evidence less the kinds in `without`."""
    return [e for e in evidence if kind(e) not in without] if without else evidence


def kind(evidence: str) -> str:
    """First letter of the name of evidence, its distance apart."""
    return evidence.partition(":")[2][:1] if evidence[0] in "-12" else evidence[0]


def predictor(
    model: pycrfsuite.Tagger, without: str = ""
) -> Callable[[Example], set[tuple[int, int, str]]]:
    """A function from an article to the spans that the model finds."""

    def predict(example: Example) -> set[tuple[int, int, str]]:
        labels: list[str] = []
        for start, end in pairwise(example.cut.sentences):
            labels += model.tag([hide(e, without) for e in example.evidence[start:end]])
        starts, forms = example.cut.starts, example.cut.forms
        return {
            (starts[i], starts[j - 1] + len(forms[j - 1]), kind)
            for i, j, kind in decode.names(labels)
        }

    return predict


def report(
    title: str,
    data: Sequence[Example],
    predict: Callable[[Example], set[tuple[int, int, str]]],
) -> float:
    """Print strict F1: typed, untyped, and of each type; give the typed one."""
    counts: Counter[tuple[str, str]] = Counter()
    for example in data:
        gold = {g for g in example.gold if g[2] in SCORED}
        found = {p for p in predict(example) if p[2] in SCORED}
        parts = {
            "typed": (gold, found),
            "untyped": ({g[:2] for g in gold}, {p[:2] for p in found}),
        }
        parts |= {
            k: ({g for g in gold if g[2] == k}, {p for p in found if p[2] == k})
            for k in SCORED
        }
        for part, (a, b) in parts.items():
            counts[part, "gold"] += len(a)
            counts[part, "found"] += len(b)
            counts[part, "both"] += len(a & b)
    f = {
        p: 2 * counts[p, "both"] / (counts[p, "gold"] + counts[p, "found"])
        for p, c in list(counts)
        if c == "gold"
    }
    print(
        f"{title:40}",
        "  ".join(f"{part} {100 * value:.2f}" for part, value in f.items()),
        flush=True,
    )
    return f["typed"]


def cross_validate(train: Sequence[Record], folds: int) -> None:
    """Learn on all folds but one, find in that one; report over all."""
    tested: list[Example] = []
    found = {}
    for fold in range(folds):
        predict = predictor(
            learn(with_variants([e for n, e in enumerate(train) if n % folds != fold]))
        )
        part = examples(e for n, e in enumerate(train) if n % folds == fold)
        tested += part
        found |= {id(e): predict(e) for e in part}
    report(f"winer.train, {folds} folds", tested, lambda e: found[id(e)])


def ablate(train: Sequence[Example], dev: Sequence[Example]) -> None:
    """What is lost without each kind of evidence, the weights learned anew each time."""
    whole = report("all", dev, predictor(learn(train)))
    for title, kinds in GROUPS.items():
        lost = (
            report(f"without {title}", dev, predictor(learn(train, kinds), kinds))
            - whole
        )
        print(f"    {100 * lost:+.2f}")


def export(model: pycrfsuite.Tagger) -> str:
    """The weights as text: labels, steps from label to label, then evidence in alphabetical order."""
    info = model.info()
    labels = ["O", *sorted(set(info.labels) - {"O"})]
    lines = ["labels\t" + " ".join(labels)]
    for a in labels:
        steps = [
            f"{b}={info.transitions[a, b]:.2f}"
            for b in labels
            if (a, b) in info.transitions
        ]
        lines.append(f">{a}\t{' '.join(steps)}")
    rows: dict[str, dict[str, float]] = defaultdict(dict)
    for (evidence, label), weight in info.state_features.items():
        if abs(weight) >= FLOOR:
            rows[evidence][label] = weight
    lines += [
        f"{evidence}\t"
        + " ".join(
            f"{label}={rows[evidence][label]:.2f}" for label in sorted(rows[evidence])
        )
        for evidence in sorted(rows)
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
