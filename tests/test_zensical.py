"""The same `mkdocs.yml` after `dossier build` builds with Zensical, at the same addresses. Outside the default run:

pip install zensical, then pytest -m zensical.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from folders import SEEDS

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.zensical


def addresses(site: Path) -> set[str]:
    return {str(p.relative_to(site)) for p in site.rglob("*.html")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("zensical")
    shutil.copytree(SEEDS, to / "seeds")
    shutil.copytree(
        ROOT / "builder", to / "builder", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copyfile(ROOT / "mkdocs.yml", to / "mkdocs.yml")
    subprocess.run(
        [sys.executable, "-m", "builder", "build"],
        cwd=to,
        check=True,
        capture_output=True,
    )
    return to


def test_zensical_gives_the_same_pages_at_the_same_addresses(folder: Path) -> None:
    zensical = shutil.which("zensical")
    if zensical is None:
        pytest.skip("zensical is not installed: pip install zensical")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "by-mkdocs"],
        cwd=folder,
        check=True,
    )
    subprocess.run([zensical, "build"], cwd=folder, check=True, capture_output=True)
    assert addresses(folder / "by-mkdocs") == addresses(folder / "site")
