"""Every command of the author's guide is run, in its order, as an author would; every file that it shows is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from builder.cli import main

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", GUIDE, re.DOTALL)
COMMANDS = [
    line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()
]
ARTICLE = next(block for kind, block in BLOCKS if kind == "text")
SETTINGS = next(block for kind, block in BLOCKS if block.startswith("title:"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the guide's author works, with the environment where the guide has it."""
    folder = tmp_path_factory.mktemp("guide")
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def test_the_environment_is_made_as_the_makefile_makes_it() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in [c for c in COMMANDS if "pip install" in c]:
        options = command.partition("pip install ")[2]
        assert re.search(rf"pip install .*{re.escape(options)}", makefile), command


def test_every_other_command_works_in_its_order(folder: Path) -> None:
    run = 0
    for command in COMMANDS:
        if "pip install" in command or "-m venv" in command or " serve " in command:
            continue
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            input="1\nq\n",
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, command + done.stdout + done.stderr
        if " new " in command:
            seeds = folder / "mon-dossier" / "seeds"
            (seeds / "2025-03-18-tribune.txt").write_text(ARTICLE, "utf-8")
            # What the program is unsure of, so that there is something to answer.
            (seeds / "a.txt").write_text("Le maire a dit oui mercredi.", "utf-8")
            (seeds / "dossier.yml").write_text(SETTINGS, "utf-8")
            export = ROOT / "tests" / "imports" / "fixtures" / "europresse.html"
            (folder / "mes-articles").mkdir()
            shutil.copy(export, folder / "mes-articles")
        run += 1
    assert run == 8
    dossier = folder / "mon-dossier"
    assert (dossier / "site" / "articles" / "2025-03-18-tribune").is_dir()
    assert (dossier / "disque" / "index.html").is_file()


def test_its_files_are_taken_as_they_stand(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "2025-03-18-tribune.txt").write_text(ARTICLE, "utf-8")
    for kind, block in BLOCKS:
        if kind == "yaml":
            name = "dossier.yml" if block.startswith("title:") else "entities.yml"
            assert yaml.safe_load(block)
            (seeds / name).write_text(block, "utf-8")
    assert main(["check", "--root", str(tmp_path)]) == 0


def test_every_picture_is_there() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", GUIDE)
    assert len(shown) == 3
    assert [name for name in shown if not (ROOT / "docs" / name).is_file()] == []


def test_its_page_is_part_of_the_site_of_this_repository(tmp_path: Path) -> None:
    for name in ("docs/guide", "builder"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "seeds").mkdir()
    shutil.copyfile(ROOT / "docs/guide.md", tmp_path / "docs/guide.md")
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=tmp_path,
        check=True,
        timeout=300,
    )
    assert (tmp_path / "site" / "guide" / "index.html").is_file()
