"""What the program is made of, as one short name: another name where it could answer otherwise.

The files themselves are read, not numbers that somebody has to remember to raise.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from sys import version_info
from unicodedata import unidata_version

from builder.store import digest
from builder.syntax.parser import data_of

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
    "versions.py",
)
"""What the line over one article is made of: code, words and registry."""

_LIBRARIES = ("numpy", "pydantic", "spacy", "thinc")


@lru_cache(maxsize=8)
def program(*rooms: str) -> str:
    """Names the files of some rooms of the program, of all of it where none is named, and of what they run on."""
    tops = [_HOUSE / room for room in rooms] or [_HOUSE]
    parts = [version(library).encode() for library in _LIBRARIES]
    parts += [str(tuple(version_info)).encode(), unidata_version.encode()]
    for top in tops:
        for path in _files(top):
            parts += [path.relative_to(_HOUSE).as_posix().encode(), path.read_bytes()]
    return digest(*parts)


@lru_cache(maxsize=2)
def analysis(setting: str) -> str:
    """Names the pipeline that `model:` names; loads nothing.

    A package is known by what its maker says of it, a folder of somebody's own by every byte.
    """
    folder = data_of(setting)
    if folder is None:
        return setting
    own = Path(setting).is_dir()
    told = _files(folder) if own else [folder / "meta.json"]
    return digest(*(path.read_bytes() for path in told if path.is_file()))


def _files(top: Path) -> list[Path]:
    """The file, or every file of a folder, in an order that no file system decides."""
    if top.is_file():
        return [top]
    inside = [path for path in top.rglob("*") if "__pycache__" not in path.parts]
    return sorted(path for path in inside if path.is_file())
