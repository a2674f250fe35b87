"""Starts a new dossier: what can be read, corrected and published without anything else, the program in it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from builder.errors import DossierError, problem, refusal
from builder.wheel import wheel

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAM = "programme"
"""Folder of the program's own wheel, which no registry has."""

_LOCKED = "requirements.txt"
_PLACES = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "docs-gitignore": "docs/.gitignore",  # MkDocs wants the folder before it asks us
    "gitattributes": ".gitattributes",
    "pages.yml": ".github/workflows/pages.yml",
    "mkdocs.yml": "mkdocs.yml",
    "mkdocs.disque.yml": "mkdocs.disque.yml",
    "dossier.yml": "seeds/dossier.yml",
    "entities.yml": "seeds/entities.yml",
    "corrections.yml": "seeds/corrections.yml",
    _LOCKED: _LOCKED,
}
"""File of the skeleton → its place in the dossier."""

_HOOK = "from builder.mkdocs_hook import *  # noqa: F403 - MkDocs veut un fichier à côté de mkdocs.yml\n"


def start(folder: Path) -> list[Path]:
    """Make a new dossier without articles, and give the files written, by name.

    Raises:
        DossierError: where the folder holds something already, the disk refuses, or the program was not installed.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise DossierError(problem(str(folder), "starting.not-empty"))
        contents = _contents()
        for place, content in contents.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise DossierError(refusal(str(folder), "writing.refused", error)) from error
    return [folder / place for place in sorted(contents)]


def _contents() -> dict[str, bytes]:
    """Every file of a new dossier, by its place."""
    skeleton = files("builder") / "skeleton"
    found = {}
    for name, place in _PLACES.items():
        found[place] = skeleton.joinpath(name).read_bytes()
    found["dossier_hook.py"] = _HOOK.encode()
    program = wheel()
    found[f"{_PROGRAM}/{program.name}"] = program.content
    # pip takes a file of the dossier by its hash, like everything else that it installs.
    line = f"./{_PROGRAM}/{program.name} --hash=sha256:{program.sha256}\n"
    found[_LOCKED] += line.encode()
    return found
