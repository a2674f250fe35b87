"""What the program is made of, as one short name: another name where it could answer otherwise.

The files themselves are read, not numbers that somebody has to remember to raise.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from sys import version_info
from typing import TYPE_CHECKING
from unicodedata import unidata_version

from builder.store import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

_HOUSE = Path(__file__).parent

READERS = (
    "annotate",
    "config",
    "corrections",
    "discourse",
    "errors.py",
    "ingest",
    "kb",
    "kept.py",
    "lang",
    "model",
    "pipeline.py",
    "store.py",
    "syntax",
    "text",
)
"""What the line over one article is made of: code, words and registry."""

_LIBRARIES = ("babel", "jinja2", "networkx", "numpy", "pydantic", "spacy", "thinc")


@lru_cache(maxsize=8)
def program(*rooms: str) -> str:
    """Names the files of some rooms of the program, of all of it where none is named, and of what they run on."""
    python = [str(tuple(version_info)), unidata_version]
    runs_on = "\n".join(numbered(_LIBRARIES) + python)
    tops = [_HOUSE / room for room in rooms] or [_HOUSE]
    parts = [runs_on.encode()]
    for top in tops:
        for path in files_of(top):
            parts += [path.relative_to(_HOUSE).as_posix().encode(), path.read_bytes()]
    return digest(*parts)


def numbered(libraries: Iterable[str]) -> list[str]:
    """Each library with the number of its version."""
    return [f"{library} {version(library)}" for library in libraries]


def files_of(top: Path) -> list[Path]:
    """The file itself, or every file of a folder, in an order that no file system decides."""
    if top.is_file():
        return [top]
    inside = [path for path in top.rglob("*") if "__pycache__" not in path.parts]
    return sorted(path for path in inside if path.is_file())
