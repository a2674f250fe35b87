"""Folders that are compared as wholes."""

from __future__ import annotations

from pathlib import Path

DOSSIER = Path(__file__).with_name("dossier")
"""A dossier of five articles, of the tests' own: what stands in `seeds/` of the repository is its owner's."""

SEEDS = DOSSIER / "seeds"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and of those in it, by its path with slashes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
