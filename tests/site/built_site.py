"""The site of the seeds, built once, as `mkdocs build --strict` does it on a fresh clone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Site:
    """A folder with a copy of the project's own files, and the site built in it."""

    root: Path
    log: str

    @property
    def pages(self) -> Path:
        return self.root / "site"


def build(
    root: Path, prepare: Callable[[Path], None] | None = None, *, strict: bool = True
) -> Site:
    """Copy what a person wrote, and build; nothing that was generated before comes along.

    `prepare` changes the copy before the build: other articles, other settings.
    """
    for name in ("seeds", "theme", "docs/assets"):
        shutil.copytree(ROOT / name, root / name)
    (root / "builder").mkdir()
    for name in ("mkdocs.yml", "docs/methode.md", "builder/mkdocs_hook.py"):
        shutil.copyfile(ROOT / name, root / name)
    if prepare:
        prepare(root)
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "1735689600",
    }
    run = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict" if strict else "--no-strict",
    ]
    done = subprocess.run(
        run,
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Site(root, done.stderr)
