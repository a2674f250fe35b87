"""Speed of the line, measured side by side on this machine: words a second by stage, start, build beside MkDocs.

    .venv/bin/python scripts/benchmark.py [texts.jsonl]
    .venv/bin/python scripts/benchmark.py --growth        # twice the text, twice the articles: how much more time

2.0 is linear, 4.0 the square. Each line of the file has a `text`; without it the bundled seeds are read over and over. Everything runs on one core.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from builder import ingest, pipeline
from builder.config import Settings
from builder.corpus import relations
from builder.export import FORMATS, exports
from builder.model.article import Basis, Published
from builder.model.dates import parse_edtf
from builder.pages.render import pages
from builder.syntax.package import DEFAULT
from builder.syntax.parser import load_parser

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from builder.lang.pack import LanguagePack
    from builder.model.article import Article
    from builder.model.dossier import Dossier

ROOT = Path(__file__).parents[1]
ROUNDS = 20
ROUNDS_OF_GROWTH = 3
SEEN = 0.02
"""Seconds below which a ratio says nothing."""


def texts() -> list[str]:
    """The texts to measure on."""
    if len(sys.argv) > 1:
        return [
            json.loads(line)["text"]
            for line in Path(sys.argv[1]).read_text("utf-8").splitlines()
        ]
    return [
        p.read_text("utf-8")
        for p in sorted((ROOT / "tests/dossier/seeds").glob("*.txt"))
    ] * ROUNDS


def stages(all_texts: list[str]) -> None:
    """Words and characters a second, by step and together."""
    tools = pipeline.load_resources(Settings())
    published = Published(parse_edtf("2025-02-12"), Basis.STATED)
    articles = [ingest.plain(t, "t", published, tools.pack) for t in all_texts]
    for article in articles[:3]:
        pipeline.annotate(article, tools)  # warm
    parse_alone(articles, all_texts, tools.pack)
    spent: dict[str, float] = {}
    linear().watch(spent)
    start = time.process_time()
    for article in articles:
        pipeline.annotate(article, tools)
    spent["all of them"] = time.process_time() - start
    words = sum(len(t.split()) for t in all_texts)
    characters = sum(map(len, all_texts))
    print(f"{len(articles)} articles, {words:,} words, {characters:,} characters")
    for name, took in spent.items():
        if took > SEEN:
            speed = f"{words / took:12,.0f} words/s{characters / took:14,.0f} chars/s"
            print(f"{name:18}{speed}")


def linear() -> ModuleType:
    """`tests/test_linear.py`: the texts and steps that the tests look at."""
    sys.path.insert(0, str(ROOT / "tests"))
    return import_module("test_linear")


def parse_alone(
    articles: list[Article], all_texts: list[str], pack: LanguagePack
) -> None:
    """Words a second of the analysis: whole, without its recogniser of names, mended, clauses."""
    parser = load_parser("auto")
    words = sum(len(t.split()) for t in all_texts)
    whole = best(lambda: [parser.parse(article, pack) for article in articles], 1)
    docs = [parser.parse(article, pack) for article in articles]
    clauses = best(lambda: [doc.build(doc) for doc in docs], 1)
    with parser.without_names():
        nameless = best(
            lambda: [parser.parse(article, pack) for article in articles], 1
        )
    print(f"{'parse alone':18}{words / whole:12,.0f} words/s")
    print(f"{'… without names':18}{words / nameless:12,.0f} words/s")
    print(f"{'clauses of docs':18}{words / clauses:12,.0f} words/s")


def seconds(command: list[str], given: str = "", rounds: int = 5) -> float:
    """The best of some runs of a command."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(  # noqa: S603 - commands of our own
            command, input=given, text=True, cwd=ROOT, capture_output=True, check=True
        )
        best = min(best, time.perf_counter() - start)
    return best


def commands() -> None:
    """Start of `dossier annotate` beside spaCy's own, and the build step beside MkDocs on the same pages."""
    load = f"import spacy; spacy.load('{DEFAULT}')"
    loaded = seconds([sys.executable, "-c", load])
    annotate = seconds(
        [sys.executable, "-m", "builder", "annotate"], '{"id": 1, "text": "Paris."}\n'
    )
    print(
        f"start: spacy.load {loaded:.2f} s, dossier annotate {annotate:.2f} s, ratio {annotate / loaded:.2f}"
    )
    step = seconds([sys.executable, "-m", "builder", "build"], rounds=3)
    render = seconds(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "site"], rounds=3
    )
    print(
        f"build step {step:.2f} s, mkdocs build with the step in it {render:.2f} s, step's share {step / render:.0%}"
    )


def made(texts: list[str]) -> Dossier:
    """The dossier of these texts, one a day."""
    tools = pipeline.load_resources(Settings())
    annotated = []
    for number, text in enumerate(texts):
        day = date(2025, 1, 1) + timedelta(days=number)
        published = Published(parse_edtf(day.isoformat()), Basis.STATED)
        article = ingest.plain(text, f"t{number:05}", published, tools.pack)
        annotated.append(pipeline.annotate(article, tools))
    return pipeline.assemble(annotated, Settings(), tools)


def growth_of_dossiers(kilobytes: int = 20, articles: int = 100) -> None:
    """Pages, exports and relations of one article, then of many: seconds at n, 2n and 4n, and how they grow."""
    seeds = [
        p.read_text("utf-8")
        for p in sorted((ROOT / "tests/dossier/seeds").glob("*.txt"))
    ]
    whole = "\n\n".join(seeds) * 10
    long = [made([whole[: size * 1000]]) for size in doubled(kilobytes)]
    report(f"one article of {kilobytes} kB", long)
    many = [made((seeds * size)[:size]) for size in doubled(articles)]
    report(f"{articles} articles", many)


def doubled(size: int) -> tuple[int, int, int]:
    """A size, twice the size, four times the size."""
    return size, 2 * size, 4 * size


def report(what: str, dossiers: list[Dossier]) -> None:
    """One line for each thing that is made of a whole dossier."""
    settings = Settings()
    works: dict[str, Callable[[Dossier], object]] = {
        "pages": lambda d: pages(d, settings),
        "exports": lambda d: exports(d, settings),
        **FORMATS,
        "company": lambda d: relations.between_entities(d.articles),
        "related": lambda d: relations.between_articles(d.articles, d.events),
    }
    for name, work in works.items():
        spent = [best(partial(work, dossier)) for dossier in dossiers]
        once, twice = spent[1] / spent[0], spent[2] / spent[1]
        seconds_spent = " ".join(f"{s:8.3f}" for s in spent)
        print(f"{what:26}{name:20}{seconds_spent} s   x{once:.2f} x{twice:.2f}")


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """The best of some runs."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def growth(letters: int = 20_000) -> None:
    """For each text that is meant to make a step slow: the step that grows most when the text is twice as long."""
    test = linear()
    tools = pipeline.load_resources(Settings())
    spent: dict[str, float] = {}
    test.watch(spent)
    for name, unit in {
        "warm": "Trump a dit « oui » mardi à Kiev. ",
        **test.UNITS,
    }.items():
        few: dict[str, float] = {}
        many: dict[str, float] = {}
        for size, least in ((letters, few), (2 * letters, many)) * ROUNDS_OF_GROWTH:
            spent.clear()
            test.through(unit, size, tools)
            for step, took in spent.items():
                least[step] = min(took, least.get(step, took))
        ratios = {step: s / few[step] for step, s in many.items() if s > SEEN}
        worst = max(ratios, key=lambda step: ratios[step], default="")
        print(f"{name:24}{worst:36}{ratios.get(worst, 0):6.2f}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--growth"]:
        growth_of_dossiers()
        growth()
    else:
        stages(texts())
        commands()
