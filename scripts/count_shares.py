"""Count in what share of articles each word stem and number stands, and write `shares.yml`.

    python scripts/count_shares.py winer.train.jsonl [--write]

A line of the file holds `{"text": …}`. What a dossier of its own is too small to know,
how rare a word is in the press, is read there (`builder/corpus/chronology/rarity.py`).
Without `--write` the counts are only shown.
"""

from __future__ import annotations

import argparse
import json
import textwrap
from collections import Counter
from pathlib import Path

from builder import ingest
from builder.config import Settings
from builder.corpus.chronology.story import Story
from builder.corpus.chronology.vocabulary import vocabulary
from builder.model.article import Basis, Published
from builder.pipeline import annotate, load_resources

OUT = Path(__file__).resolve().parents[1] / "builder" / "lang" / "fr" / "shares.yml"
STEPS = (0.5, 0.3, 0.2, 0.13, 0.08, 0.05, 0.03)
UNKNOWN = 0.005
HEAD = """\
# In what share of articles a word stands (first six letters, folded) or a number (#12), counted on {n} articles of French Wikinews
# by scripts/count_shares.py; not edited by hand. A dossier's own counts weigh more the larger it is.
unknown: {unknown}
shares:
"""


def counted(path: Path) -> tuple[Counter[str], int]:
    """In how many articles each term stands, and how many articles there are."""
    resources = load_resources(Settings())
    known = vocabulary(resources.pack)
    counts: Counter[str] = Counter()
    number = 0
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        published = Published(None, Basis.UNKNOWN)
        text = json.loads(line)["text"]
        article = ingest.plain(text, f"a{number}", published, resources.pack)
        counts.update(Story(annotate(article, resources)).terms(known))
    return counts, number


def written(counts: Counter[str], number: int) -> str:
    """The file: each term under the largest share that it reaches."""
    groups: dict[float, list[str]] = {step: [] for step in STEPS}
    for term, count in sorted(counts.items()):
        reached = [step for step in STEPS if count / number >= step]
        if reached:
            groups[reached[0]].append(term)
    parts = [HEAD.format(n=number, unknown=UNKNOWN)]
    for step, terms in groups.items():
        if not terms:
            continue
        lines = textwrap.fill(
            " ".join(terms), 120, initial_indent="    ", subsequent_indent="    "
        )
        parts.append(f"  {step}: >-\n{lines}\n")
    return "".join(parts)


def main() -> None:
    """Count, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    text = written(*counted(asked.articles))
    if asked.write:
        OUT.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
