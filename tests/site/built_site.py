"""The site of the seeds, built once, as `mkdocs build --strict` does it on a fresh clone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import commands
from folders import SEEDS

from builder import starting

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Site:
    """A dossier of its own, and the site built in it."""

    root: Path
    log: str

    @property
    def pages(self) -> Path:
        return self.root / "site"


def build(
    root: Path,
    prepare: Callable[[Path], None] | None = None,
    command: str = commands.SITE,
) -> Site:
    """Start a dossier, put our articles into it, and build.

    `prepare` changes the copy before the build: other articles, other settings.
    The commands of the environment are where the README expects them.
    """
    starting.start(root)
    shutil.copytree(SEEDS, root / "seeds", dirs_exist_ok=True)
    (root / ".venv").mkdir()
    (root / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    if prepare:
        prepare(root)
    return Site(root, run(root, command))


def run(root: Path, command: str) -> str:
    """Run a command of the README in a folder; what it says on standard error."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": "https://presse.example/dossier/",
        "SOURCE_DATE_EPOCH": "1735689600",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def faults_of(page: Page) -> list[str]:
    """What goes wrong on a page of a browser: a list that grows while it is read."""
    faults: list[str] = []
    page.on(
        "console",
        lambda m: faults.append(m.text) if m.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda e: faults.append(str(e)))
    return faults
