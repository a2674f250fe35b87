"""Whole dossiers, made and built beside a plain `mkdocs build` of the same pages: seconds of processor, memory, pages.

    .venv/bin/python scripts/benchmark_dossiers.py 100 1000                   # articles made of the bundled ones
    .venv/bin/python scripts/benchmark_dossiers.py 1000 --texts news.jsonl    # a `text` a line, cut to 250 words

Everything runs alone, one after the other, in a folder that is removed. Seconds are those of the processor, which a
busy machine stretches less than those of the clock; workers are compared by the clock, on a quiet machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from builder import ingest, starting
from builder.lang.pack import language_pack
from builder.model.article import Basis, Published
from builder.syntax.parser import load_parser

ROOT = Path(__file__).parents[1]
WORDS = 250
"""Of an article, as the agencies write it."""

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Cost:
    """What a command took, the processes that it started included."""

    processor: float
    clock: float
    peak: float
    """Megabytes of its largest process."""


def main() -> None:
    """Make a dossier of each size and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+", metavar="ARTICLES")
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--workers", type=int, metavar="N", default=2)
    options = parser.parse_args()
    texts = given(options.texts) if options.texts else bundled()
    for size in options.sizes:
        with TemporaryDirectory() as folder:
            root = Path(folder)
            lay(root, dealt(texts, size))
            measure(root, size, options.workers)


def given(path: Path) -> list[str]:
    """The texts of a file, without those that are too short to be news."""
    lines = path.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    return [text for text in texts if len(text.split()) >= WORDS // 2]


def bundled() -> list[str]:
    """The articles of the repository."""
    return [
        path.read_text("utf-8")
        for path in sorted((ROOT / "tests/dossier/seeds").glob("*.txt"))
    ]


def dealt(texts: list[str], size: int) -> list[str]:
    """So many articles of about 250 words: paragraphs of the texts in turn, no two articles alike before they run out."""
    paragraphs = [
        part for text in texts for part in text.split("\n") if len(part.split()) > 1
    ]
    articles = []
    at = 0
    for number in range(size):
        parts: list[str] = []
        while sum(len(part.split()) for part in parts) < WORDS:
            parts.append(paragraphs[at % len(paragraphs)])
            at += 1
        # Another start each time round, so that the same paragraphs do not meet again.
        at += number % 3
        articles.append("\n\n".join(parts))
    return articles


def lay(root: Path, articles: list[str]) -> None:
    """Put a dossier down, an article a day, with the project's own theme and settings."""
    starting.start(root)
    hooked = (root / "mkdocs.yml").read_text("utf-8")
    plain = hooked.replace("hooks:\n  - dossier_hook.py\n", "")
    (root / "plain.yml").write_text(plain, "utf-8")
    seeds = root / "seeds"
    for number, text in enumerate(articles):
        day = date(2020, 1, 1) + timedelta(days=number % 2000)
        path = seeds / f"a{number:05}.txt"
        path.write_text(f"date {day}\n\n{text}\n", "utf-8")


def measure(root: Path, size: int, workers: int) -> None:
    """Print every figure of a dossier."""
    step = ("-m", "builder", "build", "-q")
    site = ("-m", "mkdocs", "build", "-q")
    words = sum(len(path.read_text("utf-8").split()) for path in seeds_of(root))
    print(f"\n{size} articles, {words:,} words")

    cold = run(root, *step)
    told("pages, Markdown", f"{len(pages(root)):,}, {weight(root):.1f} MB")
    parse = parsed(root)
    without = cold.processor - parse
    told("parse alone", f"{parse:.1f} s")
    told("step, cold", f"{cold.processor:.1f} s, without the parse {without:.1f} s")
    told("words a second, one core", f"{words / cold.processor:,.0f}")
    same = run(root, *step)
    told("step, unchanged", f"{same.processor:.2f} s")

    plain = run(root, *site, "-f", "plain.yml")
    told("plain mkdocs build", f"{plain.processor:.1f} s")
    # Not silent: what MkDocs would say of a page must be heard before the page is kept.
    whole = run(root, "-m", "mkdocs", "build")
    told("largest page, gzip", f"{largest(root):.0f} kB")
    # The pages were there: a cold site is the cold step and the site of pages that are new to MkDocs.
    first = without + whole.processor - same.processor
    compared("step + site, cold, without the parse", first, plain)
    kept = run(root, "-m", "mkdocs", "build")
    compared("step + site, unchanged", kept.processor, plain)

    touch(root, " Il a plu hier à Tarbes.")
    changed = run(root, *step)
    told("step, one article changed", f"{changed.processor:.2f} s")
    touch(root, " Il a neigé mardi à Dax.")
    shown = run(root, "-m", "mkdocs", "build")
    compared("step + site, one article changed", shown.processor, plain)

    shutil.rmtree(root / ".cache")
    shared = run(root, *step, "--workers", str(workers))
    told(f"clock, 1 worker / {workers}", f"{cold.clock / shared.clock:.2f}")
    told(
        "peak memory of the step",
        f"{cold.peak:.0f} MB, {cold.peak / plain.peak:.2f} of plain",
    )


def compared(name: str, seconds: float, plain: Cost) -> None:
    """One line of the table, beside a plain build."""
    told(name, f"{seconds:.1f} s, {seconds / plain.processor:.2f} of plain")


def told(name: str, figure: str) -> None:
    """One line of the table."""
    print(f"  {name:40}{figure}", flush=True)


def run(root: Path, *arguments: str) -> Cost:
    """Run one of our commands in a dossier.

    Raises:
        subprocess.CalledProcessError: where it fails.
    """
    command = [sys.executable, *arguments]
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "NO_MKDOCS_2_WARNING": "1",
    }
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - commands of our own
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    clock = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss / 1000)


def parsed(root: Path) -> float:
    """Seconds that the analysis alone takes of all articles, once it is loaded."""
    pack = language_pack("fr")
    parser = load_parser("auto")
    unknown = Published(None, Basis.UNKNOWN)
    articles = []
    for path in seeds_of(root):
        text = path.read_text("utf-8")
        articles.append(ingest.plain(text, path.stem, unknown, pack))
    parser.parse(articles[0], pack)
    start = time.process_time()
    for article in articles:
        parser.parse(article, pack)
    return time.process_time() - start


def touch(root: Path, sentence: str) -> None:
    """Change one article in the middle."""
    paths = seeds_of(root)
    path = paths[len(paths) // 2]
    text = path.read_text("utf-8").rstrip()
    path.write_text(f"{text}{sentence}\n", "utf-8")


def seeds_of(root: Path) -> list[Path]:
    """The articles of a dossier."""
    return sorted((root / "seeds").glob("*.txt"))


def pages(root: Path) -> list[Path]:
    """The pages in Markdown."""
    return sorted((root / "docs").rglob("*.md"))


def weight(root: Path) -> float:
    """Megabytes of Markdown."""
    return sum(path.stat().st_size for path in pages(root)) / MEGABYTE


def largest(root: Path) -> float:
    """Kilobytes of the largest page as it is sent."""
    sites = (root / "site").rglob("*.html")
    return max(len(gzip.compress(path.read_bytes())) for path in sites) / 1000


if __name__ == "__main__":
    main()
