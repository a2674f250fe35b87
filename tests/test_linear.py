"""No article makes a stage slow: eight times the text takes about eight times the time, whatever is repeated in it.

`scripts/benchmark.py --linear` measures n and 2n on a quiet machine; here what grows with the square must show on a busy one.
"""

from time import process_time

import pytest
from growth import TIMES, clear_memory, too_slow

from builder import ingest, pipeline
from builder.config import Settings
from builder.model.article import Basis, Published
from builder.model.dates import parse_edtf

UNITS = {
    "one word": "a",
    "capitals": "A",
    "names": "Jean ",
    "hyphens": "Jean-",
    "initials": "A. B. ",
    "brackets": "[",
    "parentheses": "(",
    "opening quotes": "« ",
    "closing quotes": " »",
    "straight quotes": '"',
    "apostrophes": "'",
    "elisions": "l'",
    "nested quotes": "« a “ b \" c ' ",
    "digits": "1",
    "numbers": "1 ",
    "tags": "<a ",
    "backticks": "`",
    "spaces": " ",
    "lines": "Un mot\n",
    "paragraphs": "A.\n\n",
    "full stops": ". ",
    "lone ellipses": "… ",
    "long names": "Le Président de la République Du Nord ",
    "boilerplate": "Plus\n",
    "ellipses": "...",
    "commas": ", ",
    "days": "lundi ",
    "half periods": "du 1er au ",
    "half intervals": "entre mars ",
    "half distances": "il y a ",
    "half ISO dates": "2025-02-",
    "half offices": "le président de la ",
    "offices": "le président américain ",
    "states": "de l’Ukraine de la Russie ",
    "groups": "les deux dirigeants ",
    "speech verbs": "a déclaré ",
    "half frames": "selon le ",
    "sayings": "« Oui », a déclaré Trump. ",
    "events": "Trump a appelé Poutine mardi. ",
    "accents without letters": "\u0301",
    "emoji": "👩‍👩‍👧‍👦",
    "attacks": "Moscou a attaqué Kiev et tué Paul lundi. ",
    "denials": "Le Kremlin a démenti avoir attaqué Kiev. Zelensky a dit « Ils ont attaqué ». ",
    "sentences": "Le président russe a dit qu’il viendrait à Kiev le 3 mars. ",
}
WHOLE = [
    (ingest, "plain"),
    (pipeline.publication, "infer"),
    (pipeline.identity, "gather"),
    (pipeline.chronology, "gather"),
    (pipeline.relations, "between_entities"),
    (pipeline.review, "gather"),
]
"""What is done before and after the steps of the line."""

LETTERS = 1_500


@pytest.fixture(scope="module")
def tools():
    tools = pipeline.load_resources(Settings(model="none"))
    through(
        "Trump a dit « oui » mardi à Kiev. ", 1000, tools
    )  # what is compiled on first use is compiled now
    return tools


def through(unit, letters, tools):
    text = (unit * (letters // len(unit) + 1))[:letters]
    article = ingest.plain(
        text, "t", Published(parse_edtf("2025-03-18"), Basis.STATED), tools.pack
    )
    pipeline.assemble(
        [pipeline.annotate(article, tools)], Settings(model="none"), tools
    )


def timed(name, work, spent):
    """The same work, which notes how long it takes."""

    def run(*arguments, **options):
        start = process_time()
        try:
            return work(*arguments, **options)
        finally:
            spent[name] = spent.get(name, 0) + process_time() - start

    return run


def watch(spent, replace=setattr):
    """Make every step of the line, and what stands around it, note its seconds."""
    steps = [s._replace(run=timed(s.name, s.run, spent)) for s in pipeline.STEPS]
    replace(pipeline, "STEPS", tuple(steps))
    for module, function in WHOLE:
        name = f"{module.__name__}.{function}"
        replace(module, function, timed(name, getattr(module, function), spent))


@pytest.fixture
def seconds(monkeypatch):
    """Seconds that each stage took since the last look."""
    spent = {}
    watch(spent, monkeypatch.setattr)
    with clear_memory():
        yield spent


@pytest.mark.parametrize("unit", [pytest.param(u, id=n) for n, u in UNITS.items()])
def test_time_grows_with_the_text(unit, tools, seconds):
    few, many, slow = {}, {}, {}
    for _ in range(3):  # a busy machine is no slow stage: the best of several
        for letters, best in ((LETTERS, few), (TIMES * LETTERS, many)):
            seconds.clear()
            through(unit, letters, tools)
            best.update(
                {
                    name: min(spent, best.get(name, spent))
                    for name, spent in seconds.items()
                }
            )
        slow = {
            name: (few[name], t) for name, t in many.items() if too_slow(few[name], t)
        }
        if not slow:
            return
    assert not slow
