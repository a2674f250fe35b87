"""What a dossier of many articles costs, beside a plain `mkdocs build` of the same pages.

    .venv/bin/python scripts/benchmark.py --dossiers 100 1000 [texts.jsonl]

Each line of the file has a `text`; without it, or where it has too few, articles are mixed from the paragraphs of those that
there are. Times are seconds of CPU, of all processes together: a busy machine changes them less than the clock's.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from builder import project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
PARAGRAPHS = 5
FIRST_DAY = date(2015, 1, 1)
CHANGE = "\n\nLe maire de Lyon a annoncé mardi la fermeture du pont."


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took."""

    seconds: float
    """Of CPU, those of its workers too."""

    megabytes: float
    """The most memory that a process had so far, this one's children together."""


def compare(counts: Sequence[int], texts: Sequence[str]) -> None:
    """Print a column for each number of articles."""
    columns = [dict(measured(count, texts)) for count in counts]
    heads = "".join(f"{count:>14}" for count in counts)
    print(f"{'articles':44}{heads}")
    for name in columns[0]:
        cells = "".join(f"{column[name]:>14}" for column in columns)
        print(f"{name:44}{cells}")


def measured(count: int, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names of figures, and the figures, of a dossier of so many articles."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "dossier"
        project.start(root)
        written = list(mixed(count, texts))
        lay(root, written)
        build = [sys.executable, "-m", "builder", "build", "-q", "--root", str(root)]
        # Not with `-q`: where MkDocs may not say what is wrong with a page, none is kept.
        render = [sys.executable, "-m", "mkdocs", "build", "-d", "site"]
        cold = spent(build, root)
        yield "words", str(sum(len(text.split()) for text in written))
        yield "build step, nothing kept", told(cold)
        yield from sizes(root)
        new = spent(render, root)
        yield "mkdocs build, pages new", told(new)
        yield "the same, nothing changed", told(spent(render, root))
        change(root)
        yield "one article changed: build step", told(spent(build, root))
        yield "one article changed: mkdocs build", told(spent(render, root))
        yield from site_sizes(root / "site")
        plain(root)
        alone = spent([*render, "-f", "plain.yml"], root)
        yield "plain mkdocs build of the same pages", told(alone)


def mixed(count: int, texts: Sequence[str]) -> Iterator[str]:
    """The texts, then as many as are missing, each of a few paragraphs of any of them."""
    yield from texts[:count]
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    # Always the same, so that two runs can be compared.
    chance = random.Random(1)  # noqa: S311 - no secret
    for _ in range(count - len(texts)):
        yield "\n\n".join(chance.sample(paragraphs, PARAGRAPHS))


def lay(root: Path, texts: Sequence[str]) -> None:
    """Write the articles, some a day, in the order of time."""
    for number, text in enumerate(texts):
        day = FIRST_DAY + timedelta(days=number // 2)
        path = root / "seeds" / f"t{number:05}.txt"
        path.write_text(f"date {day}\n\n{text}", "utf-8")


def change(root: Path) -> None:
    """Add a sentence to one article, in the middle of the dossier."""
    paths = sorted((root / "seeds").glob("*.txt"))
    path = paths[len(paths) // 2]
    path.write_text(path.read_text("utf-8") + CHANGE, "utf-8")


def plain(root: Path) -> None:
    """The site's settings without our hook."""
    text = (root / "mkdocs.yml").read_text("utf-8")
    without = text.replace("hooks:\n  - dossier_hook.py\n", "")
    (root / "plain.yml").write_text(without, "utf-8")


def spent(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(  # noqa: S603 - commands of our own
        command, cwd=folder, env=environment, capture_output=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user = after.ru_utime - before.ru_utime
    system = after.ru_stime - before.ru_stime
    return Cost(user + system, after.ru_maxrss / 1024)


def told(cost: Cost) -> str:
    """Seconds, and megabytes at the most until then."""
    return f"{cost.seconds:.1f} s {cost.megabytes:.0f} MB"


def sizes(root: Path) -> Iterator[tuple[str, str]]:
    """How many pages there are, and how much Markdown."""
    pages = list((root / "docs").rglob("*.md"))
    total = sum(path.stat().st_size for path in pages)
    yield "pages, Markdown", f"{len(pages)} {total / 1e6:.1f} MB"


def site_sizes(site: Path) -> Iterator[tuple[str, str]]:
    """The site's size, its largest page as it is sent, and the index of its search."""
    files = [path for path in site.rglob("*") if path.is_file()]
    yield "site", f"{sum(path.stat().st_size for path in files) / 1e6:.0f} MB"
    packed = 0
    for path in files:
        if path.suffix == ".html":
            packed = max(packed, len(gzip.compress(path.read_bytes())))
    yield "largest page, gzip", f"{packed / 1e3:.0f} kB"
    index = site / "search" / "search_index.json"
    yield "index of the search", f"{index.stat().st_size / 1e6:.1f} MB"


def main(arguments: Sequence[str], own: Sequence[str]) -> None:
    """Compare the numbers of articles that are asked for, made of a file of texts or of our own."""
    counts = [int(one) for one in arguments if one.isdecimal()]
    files = [Path(one) for one in arguments if not one.isdecimal()]
    texts = list(own)
    for path in files:
        lines = path.read_text("utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines]
    compare(counts or [100, 1000], texts)
