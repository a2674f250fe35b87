"""What stands under `seeds/`, sub-folders included."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLE_ENDINGS = (".txt", ".md")
"""Of files under `seeds/` that are articles."""

_DEEPEST = 12
"""Folders in folders: deeper is rather somebody's whole disk."""


def listed(seeds: Path) -> list[tuple[str, Path]]:
    """Everything under a folder that is no folder to look into, by its path with slashes; in the order of these paths.

    Links are never followed, and folders that begin with a dot or are named like an article are not looked into. Empty
    where there is no such folder.
    """
    if not seeds.is_dir():
        return []
    # No order taken from the file system.
    return sorted(_below(seeds, "", 0))


def _below(folder: Path, before: str, depth: int) -> Iterator[tuple[str, Path]]:
    for path in folder.iterdir():
        name = f"{before}{path.name}"
        is_folder = path.is_dir() and not path.is_symlink()
        is_open = not path.name.startswith(".") and depth < _DEEPEST
        if is_folder and is_open and not path.name.lower().endswith(ARTICLE_ENDINGS):
            yield from _below(path, f"{name}/", depth + 1)
        else:
            yield name, path
