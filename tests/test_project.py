"""The dossier on disk: same input, same bytes; nothing written twice; nothing of anybody else's touched."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from folders import DOSSIER, SEEDS, contents

from builder import project, unchanged
from builder.options import How

if TYPE_CHECKING:
    from pathlib import Path

    from builder.model.dossier import Dossier


def copied(to: Path, *, reverse: bool = False, leave: str = "") -> Path:
    """A dossier with the bundled seeds, made in another order and at other times."""
    (to / "seeds").mkdir(parents=True)
    for n, path in enumerate(sorted(SEEDS.iterdir(), reverse=reverse)):
        if path.stem != leave:
            shutil.copyfile(path, to / "seeds" / path.name)
            os.utime(to / "seeds" / path.name, (n * 86400, n * 86400))
    return to


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied(tmp_path_factory.mktemp("one"))
    project.run(root)
    return root


def test_two_builds_in_two_folders_are_byte_equal(built: Path, tmp_path: Path) -> None:
    other = copied(tmp_path / "other", reverse=True)
    project.run(other)
    assert contents(other / "docs") == contents(built / "docs")


def test_any_number_of_workers_gives_the_same_dossier(seeds_dossier: Dossier) -> None:
    shared = How(workers=2, keep=False)
    assert project.gather(DOSSIER, shared).dossier == seeds_dossier


def test_a_second_build_writes_no_file(built: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in (built / "docs").rglob("*")}
    project.run(built)
    assert {p: p.stat().st_mtime_ns for p in (built / "docs").rglob("*")} == before


def test_removing_an_article_removes_its_page_and_leaves_what_others_wrote(
    tmp_path: Path,
) -> None:
    root = copied(tmp_path / "dossier")
    project.run(root)
    (root / "docs" / "notes.md").write_text("à moi")
    gone = "001_5df0c133a030b5fe"
    (root / "seeds" / f"{gone}.txt").unlink()
    settings = root / "seeds" / "dossier.yml"
    kept = settings.read_text("utf-8").split(f"  {gone}:")
    after = kept[1].split("\n  00", 1) if len(kept) > 1 else [""]
    settings.write_text(
        kept[0] + ("  00" + after[1] if len(after) > 1 else ""), "utf-8"
    )
    (root / "seeds" / "corrections.yml").unlink()
    project.run(root)
    left = contents(root / "docs")
    assert left["notes.md"] == "à moi".encode()
    assert f"articles/{gone}.md" not in left
    assert len([p for p in left if p.startswith("articles/")]) == 5


def test_only_regular_files_are_articles(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "b.txt").write_text("B.")
    (seeds / "A.MD").write_text("A.")
    (seeds / "notes.pdf").write_text("")
    (seeds / "dossier.txt").mkdir()
    (seeds / "lien.txt").symlink_to("b.txt")
    os.mkfifo(seeds / "tube.txt")
    assert [name for name, _ in project.sources(seeds)] == ["A.MD", "b.txt"]
    odd = ["seeds/dossier.txt", "seeds/lien.txt", "seeds/notes.pdf", "seeds/tube.txt"]
    assert [p.where.file for p in project.skipped_files(seeds)] == odd


def test_two_files_with_one_address_are_told(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name in ("a.txt", "a.md"):
        (tmp_path / "seeds" / name).write_text("Un texte.")
    dossier = project.gather(tmp_path).dossier
    assert len(dossier.articles) == 1
    assert any("a.md" in str(p) and "a.txt" in str(p) for p in dossier.problems)


def in_folders(root: Path) -> Path:
    seeds = root / "seeds"
    (seeds / "2024" / "04").mkdir(parents=True)
    (seeds / "2024" / "04" / "visite.md").write_text("Un texte.")
    (seeds / "2024" / "photo.jpg").write_text("")
    (seeds / ".git").mkdir()
    (seeds / ".git" / "x.txt").write_text("Un reste.")
    (seeds / "ailleurs").symlink_to(seeds / "2024")
    (seeds / "z.txt").write_text("Un autre texte.")
    return seeds


def test_articles_in_folders_are_read_and_links_are_not_followed(
    tmp_path: Path,
) -> None:
    seeds = in_folders(tmp_path)
    names = [name for name, _ in project.sources(seeds)]
    assert names == ["2024/04/visite.md", "z.txt"]
    skipped = [problem.where.file for problem in project.skipped_files(seeds)]
    assert skipped == ["seeds/2024/photo.jpg", "seeds/ailleurs"]


def test_an_article_in_a_folder_has_settings_and_a_page(tmp_path: Path) -> None:
    seeds = in_folders(tmp_path)
    (seeds / "dossier.yml").write_text(
        "articles:\n  2024.04.visite: {outlet: Le Mans}\n"
    )
    built = project.run(tmp_path)
    outlets = {each.article.id: each.article.outlet for each in built.dossier.articles}
    assert outlets == {"2024.04.visite": "Le Mans", "z": ""}
    assert (tmp_path / "docs" / "articles" / "2024.04.visite.md").is_file()


def test_an_article_that_changes_in_a_folder_is_noticed(tmp_path: Path) -> None:
    seeds = in_folders(tmp_path)
    before = unchanged.state_of(tmp_path)
    (seeds / "2024" / "04" / "visite.md").write_text("Un texte nouveau.")
    assert unchanged.state_of(tmp_path) != before
