"""What is kept under `.cache/` changes how long a build takes, and nothing of what comes out."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest
from folders import contents

from builder import build as builds
from builder import kept, project, unchanged
from builder.build import build
from builder.config import Settings
from builder.errors import DossierError
from builder.options import How
from builder.pipeline import annotate, load_resources
from builder.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.model.article import Article

ARTICLES = {
    "a.txt": "Donald Trump a appelé Vladimir Poutine mercredi.",
    "b.txt": "date 2025-02-12\n\nKiev a démenti mardi. « Rien n’est signé », a dit Volodymyr Zelensky.",
    "dossier.yml": "title: Essai\n",
    "entities.yml": "",
    "corrections.yml": "",
}


def laid(root: Path, **changed: str) -> Path:
    """A small dossier, with some of its files changed."""
    seeds = root / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for name, text in ARTICLES.items():
        (seeds / name).write_text(changed.get(name.partition(".")[0], text), "utf-8")
    return root


def pages(root: Path) -> dict[str, bytes]:
    """Every file under `docs/`, the list of them too."""
    return contents(root / "docs")


def fresh(root: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a build without any cache makes of the same files."""
    other = tmp_path / "fresh"
    shutil.copytree(root / "seeds", other / "seeds")
    build(other, How(keep=False))
    assert [path.name for path in (other / ".cache").iterdir()] == ["build.lock"]
    return pages(other)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = laid(tmp_path_factory.mktemp("made"))
    build(root)
    return root


@pytest.fixture
def built(made: Path, tmp_path: Path) -> Path:
    """A dossier that was built, with its cache."""
    return Path(shutil.copytree(made, tmp_path / "built"))


@pytest.fixture
def annotated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the articles that are annotated, as they are."""
    from builder import workers  # noqa: PLC0415 - patched here alone

    found: list[str] = []
    real = workers.annotate

    def seen(article, resources):
        found.append(article.id)
        return real(article, resources)

    monkeypatch.setattr(workers, "annotate", seen)
    return found


@pytest.fixture
def whole_builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Roots of the builds that are done in full."""
    found: list[Path] = []
    real = project.run

    def seen(root, how):
        found.append(root)
        return real(root, how)

    monkeypatch.setattr(project, "run", seen)
    return found


def test_a_build_in_which_nothing_changed_tells_the_same_and_does_nothing(
    built: Path, whole_builds: list[Path]
) -> None:
    outcome = build(built)
    assert outcome.title == "Essai"
    assert outcome.summary == "2 articles ; rien n’a changé."
    assert not whole_builds


def test_problems_are_told_again(tmp_path: Path, whole_builds: list[Path]) -> None:
    root = laid(tmp_path)
    (root / "seeds" / "c.txt").write_bytes(b"%PDF-1.7")
    told = build(root).problems
    assert told
    assert build(root).problems == told
    assert len(whole_builds) == 1


def loaded(root: Path, *libraries: str) -> list[str]:
    """What a build in a process of its own says, and last which of these libraries it loaded."""
    code = (
        "import sys; from builder.cli import main; "
        f"main(['build', '--root', {str(root)!r}]); "
        f"print(set({libraries!r}) & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return run.stdout.splitlines()


def test_nothing_is_loaded_where_nothing_changed(built: Path) -> None:
    told = loaded(built, "spacy", "pydantic", "numpy", "jinja2")
    assert told == ["2 articles ; rien n’a changé.", "set()"]


def test_no_analysis_is_loaded_where_every_article_is_kept(built: Path) -> None:
    (built / "docs" / "index.md").unlink()
    assert loaded(built, "spacy")[-1] == "set()"


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "docs" / "index.md").write_text("à moi"),
        lambda root: (root / "docs" / "index.md").unlink(),
        lambda root: shutil.rmtree(root / "docs"),
    ],
)
def test_pages_that_are_no_longer_as_written_are_made_again(
    built: Path, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    change(built)
    build(built)
    assert pages(built) == fresh(built, tmp_path)


def test_one_article_that_changed_is_annotated_alone(
    built: Path, tmp_path: Path, annotated: list[str]
) -> None:
    laid(built, b=ARTICLES["b.txt"] + " Moscou aussi.")
    build(built)
    assert annotated == ["b"]
    assert pages(built) == fresh(built, tmp_path)


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ({"dossier": "title: Autre\n"}, []),
        ({"dossier": "articles: {b: {published: 2025-02-14}}\n"}, ["b"]),
        (
            {"corrections": "- {article: b, quote: Kiev, reject: true}\n"},
            ["b"],
        ),
        ({"entities": "zoran-kosic: {type: PER, name: Zoran Kosic}\n"}, []),
    ],
)
def test_what_the_author_writes_asks_only_the_articles_that_it_is_about(
    built: Path,
    tmp_path: Path,
    annotated: list[str],
    changed: dict[str, str],
    again: list[str],
) -> None:
    build(laid(built, **changed))
    assert annotated == again
    assert pages(built) == fresh(built, tmp_path)


def test_going_back_annotates_nothing(built: Path, annotated: list[str]) -> None:
    before = pages(built)
    laid(built, b="Autre chose.")
    build(built)
    annotated.clear()
    build(laid(built))
    assert not annotated
    assert pages(built) == before


@pytest.mark.parametrize("content", [b"", b"{}", b"\0" * 1000, b"0" * 64 + b"\n{}"])
def test_a_damaged_cache_is_made_again(
    built: Path, tmp_path: Path, annotated: list[str], content: bytes
) -> None:
    for path in (built / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(content)
    build(built)
    assert sorted(annotated) == ["a", "b"]
    assert pages(built) == fresh(built, tmp_path)
    annotated.clear()
    (built / "docs" / "index.md").unlink()
    build(built)
    assert not annotated


def test_whole_entries_that_say_something_else_are_made_again(
    built: Path, annotated: list[str]
) -> None:
    before = pages(built)
    for room in ("articles", "builds", "accounts", "pages"):
        for path in (built / ".cache" / room).iterdir():
            Store(path.parent).put(path.name, b'{"article": 1}')
    build(built)
    assert sorted(annotated) == ["a", "b"]
    assert pages(built) == before


def test_a_disk_that_keeps_nothing_builds_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    root = laid(tmp_path / "full")
    monkeypatch.setattr("builder.store.NamedTemporaryFile", full)
    build(root)
    assert pages(root) == fresh(root, tmp_path)


def test_nothing_is_remembered_of_files_saved_meanwhile(
    built: Path, whole_builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    states = iter(["before", "after"])

    def state_of(_):
        return next(states)

    monkeypatch.setattr(builds, "state_of", state_of)
    monkeypatch.setattr(unchanged, "state_of", state_of)
    build(built)
    assert whole_builds
    assert unchanged.recall(built, "before") is None


def test_pages_in_the_midst_of_another_build_are_not_taken_for_done(
    built: Path, whole_builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (built / "docs" / "index.md").unlink()
    monkeypatch.setattr(unchanged, "intact", lambda _: None)
    build(built)
    build(built)
    assert len(whole_builds) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda seeds: (seeds / "a.txt").write_text("Autre."),
        lambda seeds: (seeds / "a.txt").unlink(),
        lambda seeds: (seeds / "a.txt").rename(seeds / "c.txt"),
        lambda seeds: (seeds / "c.txt").write_text("Autre."),
        lambda seeds: (seeds / "notes.pdf").write_text(""),
        lambda seeds: Path(os.fsdecode(bytes(seeds) + b"/\xff.txt")).touch(),
        lambda seeds: (seeds / "c.txt").symlink_to("a.txt"),
        lambda seeds: (seeds / "c.txt").mkdir(),
        lambda seeds: os.mkfifo(seeds / "c.txt"),
        lambda seeds: (seeds / "dossier.yml").write_text("title: Autre\n"),
    ],
)
def test_every_file_of_the_author_counts(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    root = laid(tmp_path)
    before = unchanged.state_of(root)
    change(root / "seeds")
    assert unchanged.state_of(root) != before


def test_builds_at_once_leave_what_one_leaves(tmp_path: Path) -> None:
    root = laid(tmp_path / "both")
    threads = [threading.Thread(target=build, args=(root,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert pages(root) == fresh(root, tmp_path)
    assert build(root).summary == "2 articles ; rien n’a changé."


def test_any_number_of_workers_keeps_the_same(tmp_path: Path) -> None:
    kept = []
    for workers in (1, 2):
        root = laid(tmp_path / str(workers))
        build(root, How(workers=workers))
        entries = (root / ".cache" / "articles").iterdir()
        kept.append({path.name: path.read_bytes() for path in entries})
    assert kept[0] == kept[1]


class _Dying:
    """Worker processes of which one is killed after the first article."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def shutdown(self, **_: object) -> None:
        pass

    def map(
        self, _work: object, articles: list[Article], **_: object
    ) -> Iterator[bytes]:
        resources = load_resources(Settings())
        yield kept.encode(annotate(articles[0], resources))
        raise BrokenProcessPool


def test_a_worker_that_is_killed_is_told_and_what_was_done_is_kept(
    tmp_path: Path, annotated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = laid(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("builder.workers.ProcessPoolExecutor", _Dying)
        with pytest.raises(DossierError):
            build(root, How(workers=2))
    assert not (root / "docs").exists()
    build(root)
    assert annotated == ["b"]
