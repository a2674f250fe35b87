"""Every command of the README is run, here or by name elsewhere; a command nobody runs fails the test."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import commands
import pytest
import yaml

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()
]

# `make test` runs this very test; `make serve` is run below, on a free port; the sites in `tests/site`.
ELSEWHERE = {"make test", "make serve", commands.SITE, commands.DISK}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's files, with the commands of this environment where the README expects them."""
    folder = tmp_path_factory.mktemp("readme") / "dossier"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    (folder / ".venv" / ".installed").touch()
    return folder


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ELSEWHERE])
def test_a_command_of_the_readme_works(command: str, checkout: Path) -> None:
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=checkout,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_what_is_run_elsewhere_is_in_the_readme() -> None:
    assert set(COMMANDS) >= ELSEWHERE


def test_make_serve_serves_the_dossier(checkout: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "\t$(BIN)/mkdocs serve\n" in makefile
    with subprocess.Popen(
        [".venv/bin/mkdocs", "serve", "-a", address],
        cwd=checkout,
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            assert "<title>" in fetched(f"http://{address}/")
        finally:
            os.killpg(server.pid, signal.SIGTERM)


def fetched(url: str) -> str:
    """The page, as soon as the server answers; within two minutes."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                return answer.read().decode()
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(url)


def test_the_makefile_has_every_target_that_the_readme_names() -> None:
    targets = set(
        re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    assert (
        set(re.findall(r"\bmake (\w+)\b`?", " ".join(COMMANDS) + README)) - {"an"}
        <= targets
    )


@pytest.mark.parametrize(
    "block", [b for kind, b in BLOCKS if kind == "yaml"], ids=lambda b: b.split(":")[0]
)
def test_the_yaml_of_the_readme_is_yaml(block: str) -> None:
    assert yaml.safe_load(block)


def test_every_file_that_the_readme_shows_exists() -> None:
    shown = re.findall(r"\]\(((?!https?:)[^)#]+)\)", README)
    assert not [name for name in shown if not (ROOT / name).exists()]
