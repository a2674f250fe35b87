"""`mkdocs serve`, as an author uses it: what is edited is seen, and a mistake breaks nothing."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from builder import starting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 120
"""Seconds for something to be seen, on a machine that does much else."""

BROKEN = "ne se construit plus"


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address at which a dossier is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", address]
    log = (root / "log").open("w")
    with (
        log,
        subprocess.Popen(
            command, cwd=root, stdout=log, stderr=log, env=environment()
        ) as run,
    ):
        try:
            yield f"http://{address}/"
        finally:
            run.terminate()


def environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def seen(url: str, wanted: Callable[[str], bool]) -> str:
    """The page, once it is as wanted."""
    page = ""
    for _ in range(PATIENCE * 4):
        try:
            page = urlopen(url, timeout=10).read().decode()  # noqa: S310 - our own
        except URLError:
            page = ""
        if wanted(page):
            return page
        time.sleep(0.25)
    return pytest.fail(f"not seen within {PATIENCE} s at {url}:\n{page[:2000]}")


def test_an_edit_is_seen_and_a_mistake_leaves_the_site_with_its_message(
    tmp_path: Path,
) -> None:
    root = tmp_path / "dossier"
    starting.start(root)
    seeds = root / "seeds"
    (seeds / "a.txt").write_text("Donald Trump a appelé Vladimir Poutine.", "utf-8")
    (seeds / "dossier.yml").write_text("title: Premier\n", "utf-8")
    with served(root) as url:
        seen(url, lambda page: "Premier" in page and BROKEN not in page)
        (seeds / "dossier.yml").write_text("titel: Second\n", "utf-8")
        page = seen(f"{url}articles/a/", lambda page: BROKEN in page)
        assert "titel" in page
        assert "Vladimir Poutine" in page
        assert "Premier" in page
        assert "titel" in (root / "log").read_text("utf-8")
        (seeds / "dossier.yml").write_text("title: Second\n", "utf-8")
        seen(url, lambda page: "Second" in page and BROKEN not in page)
