"""The golden net: what the bundled seeds give, and what differs between two answers, sentence by sentence.

`scripts/golden.py` shows and renews it; `test_golden.py` fails where the tree gives something else.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.annotator import Annotator
    from builder.config import Settings
    from builder.model.dossier import Dossier

ROOT = Path(__file__).parents[2]
ANSWERS = Path(__file__).parent / "annotate"
DIGESTS = Path(__file__).parent / "site.sha256"
LISTS = ("mentions", "times", "quotes", "events")

# Not the program's own sentences: the net must not move with what it holds.
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…]+[»”\"')\]\s]*(?=\s|$)|(?=\n)|$)")
_LONGEST = 160

Fact = dict[str, Any]


# --- what is held --------------------------------------------------------------------


def seeds() -> dict[str, str]:
    """Text of each bundled article by id."""
    paths = sorted((ROOT / "tests/dossier/seeds").glob("*.txt"))
    return {path.stem: path.read_text("utf-8") for path in paths}


def answers(annotator: Annotator) -> dict[str, Fact]:
    """What `dossier annotate` says of each seed, dated by its own first words or not at all."""
    asked = {name: {"id": name, "text": text} for name, text in seeds().items()}
    return {name: annotator.answer(json.dumps(a).encode()) for name, a in asked.items()}


def digests(dossier: Dossier, settings: Settings) -> dict[str, str]:
    """SHA-256 of every page and data file of a dossier, by its path under `docs/`."""
    from builder.export import exports  # noqa: PLC0415 - comparing two files needs none of the program
    from builder.pages.render import pages  # noqa: PLC0415 - as above

    made = {path: page.encode() for path, page in pages(dossier, settings).items()}
    made |= exports(dossier, settings)
    return {path: sha256(made[path]).hexdigest() for path in sorted(made)}


def held_answers() -> dict[str, Fact]:
    return {p.stem: json.loads(p.read_bytes()) for p in sorted(ANSWERS.glob("*.json"))}


def held_digests() -> dict[str, str]:
    lines = DIGESTS.read_text("utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def hold(answered: Mapping[str, Fact], digested: Mapping[str, str]) -> None:
    """Renew the net; what is held of articles that are gone goes."""
    ANSWERS.mkdir(exist_ok=True)
    for path in ANSWERS.glob("*.json"):
        path.unlink()
    for name, answer in answered.items():
        (ANSWERS / f"{name}.json").write_text(_pretty(answer), "utf-8")
    lines = [f"{digest}  {path}\n" for path, digest in digested.items()]
    DIGESTS.write_text("".join(lines), "utf-8")


def _pretty(answer: Fact) -> str:
    """JSON with one fact a line, so that `git diff` reads as well."""
    parts = []
    for name, value in answer.items():
        written = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value:
            rows = (f"  {json.dumps(fact, ensure_ascii=False)}" for fact in value)
            written = "[\n" + ",\n".join(rows) + "\n ]"
        parts.append(f" {json.dumps(name)}: {written}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


# --- what differs --------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """A mark that went (no `new`), came (no `old`) or is another than it was."""

    list: str
    old: Fact | None
    new: Fact | None

    @property
    def sign(self) -> str:
        if self.old is None:
            return "+"
        return "-" if self.new is None else "~"

    @property
    def start(self) -> int:
        fact = self.new if self.old is None else self.old
        return _span(fact)[0]


@dataclass
class Count:
    """How much differs: sentences, and changes by list and sign."""

    sentences: int = 0
    changes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __str__(self) -> str:
        if not self.sentences:
            return "nothing differs"
        parts = []
        for name in LISTS:
            given = (f"{self.changes[name, s]} {w}" for s, w in _SIGNS.items())
            parts.append(f"{name}: {', '.join(given)}")
        return f"{self.sentences} sentences differ; {'; '.join(parts)}"


_SIGNS = {"-": "went", "+": "came", "~": "changed"}


def compared(
    old: Mapping[str, Fact],
    new: Mapping[str, Fact],
    texts: Mapping[str, str],
    count: Count,
    ignored: frozenset[str] = frozenset(),
) -> Iterator[str]:
    """Lines that say what differs, sentence by sentence in the order of the texts; `count` adds up."""
    for name in [n for n in texts if n in old or n in new]:
        before, after = old.get(name, {}), new.get(name, {})
        if before.get("error") != after.get("error"):
            yield f"{name}: {before.get('error')!r} → {after.get('error')!r}"
        changes: list[Change] = []
        for facts in LISTS:
            changes += _changes(
                facts, before.get(facts, ()), after.get(facts, ()), ignored
            )
        yield from _told(name, texts[name], changes, count, ignored)


def _changes(
    name: str, old: Sequence[Fact], new: Sequence[Fact], ignored: frozenset[str]
) -> Iterator[Change]:
    """Pairs of marks of one list: the same ones first, then those of one place, then those that overlap."""
    rest, others = list(old), list(new)
    for alike in (_same, _same_place, _overlap):
        for fact in list(rest):
            twin = next((f for f in others if alike(fact, f, ignored)), None)
            if twin is None:
                continue
            rest.remove(fact)
            others.remove(twin)
            if alike is not _same:
                yield Change(name, fact, twin)
    yield from (Change(name, fact, None) for fact in rest)
    yield from (Change(name, None, fact) for fact in others)


def _same(one: Fact, other: Fact, ignored: frozenset[str]) -> bool:
    return not _differing(one, other, ignored)


def _same_place(one: Fact, other: Fact, _: frozenset[str]) -> bool:
    return _span(one) == _span(other)


def _overlap(one: Fact, other: Fact, _: frozenset[str]) -> bool:
    (start, end), (first, last) = _span(one), _span(other)
    return start < last and first < end


def _differing(one: Fact, other: Fact, ignored: frozenset[str]) -> list[str]:
    keys = [key for key in {**one, **other} if key not in ignored]
    return [key for key in keys if one.get(key) != other.get(key)]


def _span(fact: Fact) -> tuple[int, int]:
    """Where a mark stands; an event stands at its trigger, and where that is not given in its sentence."""
    if "start" in fact:
        return fact["start"], fact["end"]
    start, end = fact.get("trigger") or fact["sentence"]
    return start, end


def _told(
    name: str,
    text: str,
    changes: Iterable[Change],
    count: Count,
    ignored: frozenset[str],
) -> Iterator[str]:
    by_sentence: dict[int, list[Change]] = {}
    starts = [m.start() for m in _SENTENCE.finditer(text)] or [0]
    for change in sorted(changes, key=lambda c: c.start):
        place = max((s for s in starts if s <= change.start), default=0)
        by_sentence.setdefault(place, []).append(change)
    for place, found in by_sentence.items():
        count.sentences += 1
        match = _SENTENCE.match(text, place)
        words = " ".join(match[0].split()) if match else ""
        yield f"{name} @{place}  {_short(words)}"
        for change in found:
            count.changes[change.list, change.sign] += 1
            yield f"  {change.sign} {_said(change, text, ignored)}"


def _said(change: Change, text: str, ignored: frozenset[str]) -> str:
    if change.old is None or change.new is None:
        fact = change.new if change.old is None else change.old
        given = (f"{key}={_value(fact[key])}" for key in fact if _telling(fact, key))
        return f"{change.list[:-1]} « {_words(fact, text)} » {' '.join(given)}"
    differing = _differing(change.old, change.new, ignored)
    given = []
    for key in [k for k in differing if k not in ("start", "end", "text")]:
        given.append(
            f"{key}: {_value(change.old.get(key))} → {_value(change.new.get(key))}"
        )
    words, now = _words(change.old, text), _words(change.new, text)
    moved = f"« {words} »" if words == now else f"« {words} » → « {now} »"
    return f"{change.list[:-1]} {moved} {'; '.join(given)}".rstrip()


def _telling(fact: Fact, key: str) -> bool:
    """Whether a key says something beside the place and the words."""
    return key not in ("start", "end", "text", "sentence", "id") and fact[key] != []


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _words(fact: Fact, text: str) -> str:
    start, end = _span(fact)
    return _short(" ".join(text[start:end].split()))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
