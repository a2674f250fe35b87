"""A page is rendered once, and the site is the same to the byte as if every page were rendered each time."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from folders import contents
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

from builder import starting

ARTICLES = {
    "a.txt": "Donald Trump a appelé Vladimir Poutine mercredi.",
    "b.txt": "date 2025-02-12\n\nKiev a démenti mardi. « Rien n’est signé », a dit Volodymyr Zelensky.",
}
NOTES = "# Notes\n\nVoir [la suite](suite.md#fin).\n"
REST = "# Suite\n\n## Fin\n\nC’est tout.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier whose site was built, with pages of its author's."""
    root = tmp_path_factory.mktemp("made") / "dossier"
    starting.start(root)
    for name, text in ARTICLES.items():
        (root / "seeds" / name).write_text(text, "utf-8")
    (root / "docs" / "notes.md").write_text(NOTES, "utf-8")
    (root / "docs" / "suite.md").write_text(REST, "utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    own = "not_in_nav: |\n  /notes.md\n  /suite.md\n"
    settings.write_text(text.replace("not_in_nav: |\n", own), "utf-8")
    render(root)
    return root


@pytest.fixture
def dossier(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "dossier"))


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that MkDocs renders, by their files."""
    found: list[str] = []
    real = Page.render

    def seen(page, config, files):
        found.append(page.file.src_uri)
        real(page, config, files)

    monkeypatch.setattr(Page, "render", seen)
    return found


def render(root: Path) -> None:
    build(load_config(str(root / "mkdocs.yml"), strict=True))


def site(root: Path) -> dict[str, bytes]:
    """Every file of the site but the packed map of it, which tells when it was packed."""
    files = contents(root / "site")
    return {path: file for path, file in files.items() if not path.endswith(".gz")}


def without_cache(root: Path) -> dict[str, bytes]:
    shutil.rmtree(root / ".cache")
    render(root)
    return site(root)


def test_nothing_is_rendered_again_and_the_site_is_the_same(
    dossier: Path, rendered: list[str]
) -> None:
    before = site(dossier)
    render(dossier)
    assert not rendered
    assert site(dossier) == before == without_cache(dossier)
    assert len(rendered) > 10


def test_only_what_changed_is_rendered(dossier: Path, rendered: list[str]) -> None:
    (dossier / "docs" / "suite.md").write_text(f"{REST}\nOu presque.\n", "utf-8")
    render(dossier)
    assert rendered == ["suite.md"]
    assert site(dossier) == without_cache(dossier)


def test_an_article_that_changed_is_shown(dossier: Path) -> None:
    path = dossier / "seeds" / "a.txt"
    path.write_text("Emmanuel Macron a reçu Friedrich Merz à Paris.", "utf-8")
    render(dossier)
    assert site(dossier) == without_cache(dossier)


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a few pages are rendered in processes, where threads of other tests are still about."""
    monkeypatch.setattr("builder.rendered._MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")
@pytest.mark.usefixtures("copies")
def test_processes_leave_nothing_to_render(dossier: Path, rendered: list[str]) -> None:
    before = site(dossier)
    assert without_cache(dossier) == before
    assert not rendered


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")
@pytest.mark.usefixtures("copies")
def test_a_process_says_nothing_of_a_page_and_leaves_it_to_be_told(
    dossier: Path,
    rendered: list[str],
    capfd: pytest.CaptureFixture[str],
) -> None:
    (dossier / "docs" / "notes.md").write_text("# Notes\n\n[x](nirgends.md)\n", "utf-8")
    with pytest.raises(Abort):
        without_cache(dossier)
    assert rendered == ["notes.md"]
    assert capfd.readouterr().err.count("nirgends.md") <= 1


def test_a_setting_of_markdown_counts(dossier: Path, rendered: list[str]) -> None:
    settings = dossier / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("permalink: false", "permalink: true"), "utf-8")
    render(dossier)
    assert "notes.md" in rendered


def test_with_an_extension_that_may_read_other_files_nothing_is_kept(
    dossier: Path, rendered: list[str]
) -> None:
    settings = dossier / "mkdocs.yml"
    text = settings.read_text("utf-8")
    more = "markdown_extensions:\n  - pymdownx.snippets\n"
    settings.write_text(text.replace("markdown_extensions:\n", more), "utf-8")
    for _ in range(2):
        rendered.clear()
        render(dossier)
        assert "notes.md" in rendered


def test_a_link_to_a_page_that_is_gone_fails_though_its_own_page_is_kept(
    dossier: Path,
) -> None:
    (dossier / "docs" / "suite.md").unlink()
    for _ in range(2):
        with pytest.raises(Abort):
            render(dossier)


def test_a_link_to_an_anchor_that_is_gone_fails_though_its_own_page_is_kept(
    dossier: Path, rendered: list[str]
) -> None:
    (dossier / "docs" / "suite.md").write_text("# Suite\n", "utf-8")
    with pytest.raises(Abort):
        render(dossier)
    assert rendered == ["suite.md"]


def test_what_a_build_keeps_takes_no_room_from_rendered_pages(
    dossier: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.project._PAGES", 0)
    (dossier / "seeds" / "b.txt").unlink()
    render(dossier)
    assert "notes.md" not in rendered


@pytest.mark.parametrize("content", [b"", b"\0" * 100])
def test_kept_pages_that_are_damaged_are_rendered_again(
    dossier: Path, content: bytes
) -> None:
    before = site(dossier)
    for path in (dossier / ".cache" / "rendered").iterdir():
        path.write_bytes(content)
    render(dossier)
    assert site(dossier) == before
