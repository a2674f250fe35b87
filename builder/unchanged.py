"""Remembers what a build came to, so that a build in which nothing changed reads the files and does nothing else.

What it was made from is known by bytes, never by dates: the program, the files under `seeds/`, the pipeline that analyses
French; and what it made, by the list that stands in `docs/`.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.errors import Message, Place, Problem
from builder.seed_files import listed
from builder.store import Store, digest
from builder.versions import program
from builder.write import intact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.errors import Value

_ROOM = 1_000_000
"""Bytes for all that is remembered: a person goes back and forth between a few states."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person and a renderer are told of a build."""

    title: str
    """Of the dossier."""

    problems: tuple[Problem, ...]
    summary: str
    """One French line for a terminal."""


def state_of(root: Path) -> str:
    """Names what a build of the dossier would be made from; empty where a file cannot be read."""
    parts = [program().encode()]
    try:
        for name, path in listed(root / "seeds"):
            mode = path.lstat().st_mode
            # Links, pipes and folders are named in a report and never opened.
            content = _digest(path) if stat.S_ISREG(mode) else ""
            parts += [os.fsencode(name), str(stat.S_IFMT(mode)).encode()]
            parts.append(content.encode())
        # What is meant for `seeds/` and lies beside it is told.
        parts += sorted(os.fsencode(path.name) for path in root.glob("*.yml"))
    except OSError:
        return ""
    return digest(*parts)


def recall(root: Path, state: str) -> Outcome | None:
    """What the build of this state came to; none where there was none, or its pages are no longer as it left them."""
    written = _store(root).get(state)
    if written is None:
        return None
    try:
        known = json.loads(written)
        for path, named in known["analysis"].items():
            if digest(Path(path).read_bytes()) != named:
                return None
        pages = intact(root / "docs")
        if pages is None or pages != known["pages"]:
            return None
        problems = tuple(_problem(each) for each in known["problems"])
        return Outcome(known["title"], problems, known["summary"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(
    root: Path, state: str, outcome: Outcome, analysis: Mapping[Path, str]
) -> None:
    """Keep what the build of a state came to, with the files of the pipeline that it used.

    Not where an author saved a file meanwhile: nobody knows which of the two was read.
    """
    if state_of(root) != state:
        return
    try:
        pages = intact(root / "docs")
    except OSError:
        return
    known = {
        "title": outcome.title,
        "problems": [asdict(problem) for problem in outcome.problems],
        "summary": outcome.summary,
        "analysis": {str(path): named for path, named in analysis.items()},
        "pages": pages,
    }
    store = _store(root)
    store.put(state, json.dumps(known, ensure_ascii=False, indent=1).encode())
    store.tidy()


def _store(root: Path) -> Store:
    return Store(root / ".cache" / "builds", _ROOM)


def _problem(written: Mapping[str, Any]) -> Problem:
    place = Place(**written["where"])
    return Problem(place, _message(written["message"]))


def _message(written: Mapping[str, Any]) -> Message:
    values: list[tuple[str, Value]] = []
    for name, value in written["values"]:
        is_message = isinstance(value, dict)
        values.append((name, _message(value) if is_message else value))
    return Message(written["code"], tuple(values))


def _digest(path: Path) -> str:
    # Piece by piece: somebody's film may lie among the articles.
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
