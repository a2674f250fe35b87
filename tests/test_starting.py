"""A new dossier has all it needs: it is made by an installed wheel, far from any checkout, and publishes itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from folders import contents

from builder import starting
from builder.wheel import wheel

ROOT = Path(__file__).parents[1]
SKELETON = ROOT / "builder" / "skeleton"
BUILT_FROM = ("builder", "pyproject.toml", "README.md", "LICENSE")


def ran(*command: str | Path, at: Path) -> str:
    """What a command says that has nothing of this checkout in reach; it must succeed."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        list(map(str, command)),
        cwd=at,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter that has the program from a wheel, and all else from this environment; nothing is downloaded."""
    here = tmp_path_factory.mktemp("wheel")
    source = here / "source"
    source.mkdir()
    for name in BUILT_FROM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, source / name)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")
    offline = ("--no-deps", "--no-index")
    ran(*pip, "wheel", *offline, "--no-build-isolation", "-w", here, source, at=here)
    venv.create(here / "env", with_pip=False)
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = here / "env" / scripts / "python"
    (made,) = here.glob("*.whl")
    ran(*pip, "--python", python, "install", *offline, made, at=here)
    (libraries,) = (here / "env").rglob("site-packages")
    # Its packages are found; what this environment has installed for editing is not, for no .pth of its is read.
    (libraries / "shared.pth").write_text(str(Path(yaml.__file__).parents[1]), "utf-8")
    return python


@pytest.fixture(scope="module")
def dossier(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `dossier new` makes in an empty folder."""
    folder = tmp_path_factory.mktemp("vide")
    program = python.with_name("dossier")
    assert "README.md" in ran(program, "new", "mon dossier", at=folder)
    return folder / "mon dossier"


def test_the_program_is_that_of_the_wheel(python: Path, tmp_path: Path) -> None:
    asked = "import builder; print(builder.__file__)"
    found = ran(python, "-c", asked, at=tmp_path)
    assert Path(found.strip()).is_relative_to(python.parents[1])


def test_a_new_dossier_becomes_a_strict_site(python: Path, dossier: Path) -> None:
    (dossier / "seeds" / "essai.txt").write_text(
        "date 2025-03-18\n\nEmmanuel Macron a reçu Friedrich Merz à Paris.\n", "utf-8"
    )
    ran(python, "-m", "mkdocs", "build", "--strict", at=dossier)
    home = (dossier / "site" / "index.html").read_text("utf-8")
    assert "canonical" not in home
    assert "Un nouveau dossier" in home
    assert (dossier / "site" / "articles" / "essai" / "index.html").is_file()
    assert (dossier / "site" / "methode" / "index.html").is_file()
    assert (dossier / "site" / "assets" / "dossier.css").is_file()


def test_its_program_is_installed_by_its_hash(python: Path, dossier: Path) -> None:
    *_, last = (dossier / "requirements.txt").read_text("utf-8").splitlines()
    (dossier / "own.txt").write_text(last, "utf-8")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")
    ran(
        *pip,
        "--python",
        python,
        "install",
        "--force-reinstall",
        "--no-deps",
        "--no-index",
        "--require-hashes",
        "-r",
        "own.txt",
        at=dossier,
    )
    assert ran(python, "-m", "builder", "check", at=dossier)


def test_it_stands_where_git_and_github_look(dossier: Path) -> None:
    names = contents(dossier).keys()
    assert names >= {
        ".gitignore",
        ".gitattributes",
        ".github/workflows/pages.yml",
        "README.md",
        "mkdocs.yml",
        "requirements.txt",
        "seeds/dossier.yml",
        "seeds/entities.yml",
        "seeds/corrections.yml",
    }


def test_two_new_dossiers_are_byte_equal(tmp_path: Path) -> None:
    for name in ("a", "b"):
        starting.start(tmp_path / name)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_the_wheel_lists_every_file_with_its_hash(tmp_path: Path) -> None:
    made = wheel()
    (tmp_path / made.name).write_bytes(made.content)
    with zipfile.ZipFile(tmp_path / made.name) as archive:
        (record,) = (n for n in archive.namelist() if n.endswith("/RECORD"))
        listed = archive.read(record).decode().splitlines()
        assert [line.split(",")[0] for line in listed] == archive.namelist()
    assert made.sha256 == sha256(made.content).hexdigest()


def test_a_new_dossier_is_locked_as_the_program_is() -> None:
    whole = set((ROOT / "requirements.lock").read_text("utf-8").splitlines())
    own = (SKELETON / "requirements.txt").read_text("utf-8").splitlines()
    assert len(own) > 100
    assert [line for line in own if line not in whole] == []


def test_the_site_on_a_disk_is_made_alike() -> None:
    ours = yaml.safe_load((ROOT / "mkdocs.disque.yml").read_text("utf-8"))
    theirs = yaml.safe_load((SKELETON / "mkdocs.disque.yml").read_text("utf-8"))
    assert ours == theirs


def test_both_workflows_use_the_same_actions() -> None:
    used = []
    for path in (ROOT / ".github/workflows/pages.yml", SKELETON / "pages.yml"):
        jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
        steps = [step for job in jobs.values() for step in job["steps"]]
        used.append([step["uses"] for step in steps if "uses" in step])
    assert used[0] == used[1]
