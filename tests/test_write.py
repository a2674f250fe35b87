"""Whole or marked unfinished; nobody else's files touched; nothing written that has not changed."""

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from saying import refused

from builder.errors import DossierError
from builder.write import MANIFEST, write

FILES = {
    "index.md": b"accueil",
    "articles/a.md": b"a",
    "articles/b.md": b"b",
    "donnees/dossier.json": b"{}",
}


@pytest.fixture
def docs(tmp_path):
    return tmp_path / "docs"


def content(docs):
    return {
        p.relative_to(docs).as_posix(): p.read_bytes()
        for p in docs.rglob("*")
        if p.is_file() and p.name != MANIFEST
    }


def stamps(docs):
    return {p: p.stat().st_mtime_ns for p in docs.rglob("*") if p.is_file()}


def complete(docs):
    return json.loads((docs / MANIFEST).read_bytes())["complete"]


def test_writes_what_it_is_given(docs):
    done = write(docs, FILES)
    assert content(docs) == FILES
    assert done.written == tuple(sorted(FILES))
    assert complete(docs)


def test_a_second_run_writes_no_file(docs):
    write(docs, FILES)
    for path in docs.rglob("*"):
        os.utime(path, ns=(0, 0))
    done = write(docs, FILES)
    assert (done.written, done.removed, done.unchanged) == ((), (), 4)
    assert set(stamps(docs).values()) == {0}


def test_only_what_changed_is_written(docs):
    write(docs, FILES)
    assert write(docs, {**FILES, "articles/a.md": b"neuf"}).written == (
        "articles/a.md",
    )


def test_removes_what_it_wrote_and_nothing_else(docs):
    write(docs, FILES)
    (docs / "articles" / "note.md").write_bytes(b"d'un autre")
    (docs / "methode.md").write_bytes(b"d'un autre")
    done = write(docs, {"index.md": b"accueil"})
    assert done.removed == ("articles/a.md", "articles/b.md", "donnees/dossier.json")
    assert content(docs) == {
        "index.md": b"accueil",
        "articles/note.md": b"d'un autre",
        "methode.md": b"d'un autre",
    }
    assert not (docs / "donnees").exists()


def test_refuses_to_overwrite_what_it_did_not_write(docs):
    write(docs, {"index.md": b"accueil"})
    (docs / "articles").mkdir()
    (docs / "articles" / "a.md").write_bytes(b"d'un autre")
    before = content(docs)
    with pytest.raises(DossierError, match=r"docs/articles/a\.md"):
        write(docs, {**FILES, "index.md": b"neuf"})
    assert content(docs) == before


def test_all_conflicts_are_told_at_once(docs):
    (docs / "articles").mkdir(parents=True)
    (docs / "articles" / "a.md").write_bytes(b"x")
    (docs / "index.md").mkdir()
    with pytest.raises(DossierError) as caught:
        write(docs, FILES)
    assert len(caught.value.problems) == 2


def test_an_edit_by_hand_is_kept_aside(docs):
    write(docs, FILES)
    (docs / "articles" / "a.md").write_bytes("écrit à la main".encode())
    assert write(docs, FILES).aside == ("articles/a.md",)
    assert content(docs) == FILES
    kept = list((docs.parent / ".cache" / "mis-de-cote").rglob("a.md.*"))
    assert [p.read_bytes().decode() for p in kept] == ["écrit à la main"]


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "/etc/x",
        "a/../b",
        "a//b",
        "",
        ".",
        ".cache",
        "a/.b",
        "a\\b",
        "c:x",
        "con",
        "a/aux.md",
        "é.md",
        "a\nb",
        "a.",
        "x" * 200,
    ],
)
def test_unsafe_paths_are_refused(docs, path):
    with pytest.raises(DossierError):
        write(docs, {path: b""})
    assert not docs.exists()


def test_paths_that_differ_by_case_alone_are_refused(docs):
    (problem,) = refused(write, docs, {"a.md": b"", "A.md": b""})
    assert "casse" in problem.what


@pytest.mark.parametrize("target", ["folder", "file"])
def test_no_symbolic_link_leads_out(docs, tmp_path, target):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_bytes(b"dehors")
    docs.mkdir()
    if target == "folder":
        (docs / "articles").symlink_to(outside)
    else:
        (docs / "index.md").symlink_to(outside / "a.md")
    with pytest.raises(DossierError):
        write(docs, FILES)
    assert (outside / "a.md").read_bytes() == b"dehors"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disque est plein"),
        (errno.EACCES, "accès est refusé"),
        (errno.EROFS, "lecture seule"),
    ],
    ids=["full", "forbidden", "read only"],
)
def test_a_disk_that_refuses_leaves_the_old_dossier(docs, monkeypatch, code, words):
    write(docs, FILES)

    def refusing(self, _):
        raise OSError(code, os.strerror(code), str(self))

    monkeypatch.setattr(Path, "write_bytes", refusing)
    (problem,) = refused(write, docs, {**FILES, "index.md": b"neuf"})
    assert words in problem.what
    assert content(docs) == FILES
    assert complete(docs)


def test_a_damaged_manifest_stops_the_run(docs):
    write(docs, FILES)
    (docs / MANIFEST).write_text('{"files": {"../../x": ["0"]}, "complete": true}')
    with pytest.raises(DossierError):
        write(docs, FILES)
    (docs / MANIFEST).write_text("[[[")
    (problem,) = refused(write, docs, FILES)
    assert "abîmée" in problem.what
    assert content(docs) == FILES


class StoppedError(BaseException):
    """Stands for the death of the process."""


@pytest.mark.parametrize("step", range(8))
def test_stopped_at_any_move_it_is_marked_and_repaired(docs, monkeypatch, step):
    write(docs, FILES)
    new = {"index.md": b"neuf", "articles/a.md": b"a2", "articles/c.md": b"c"}
    real, moves = Path.replace, iter(range(100))

    def dying(self, target):
        if next(moves) == step:
            raise StoppedError
        return real(self, target)

    monkeypatch.setattr(Path, "replace", dying)
    try:
        write(docs, new)
    except StoppedError:
        assert content(docs) == FILES or not complete(docs)
    else:
        assert step > 4, "five moves: the manifest, three files, the manifest"
    monkeypatch.undo()
    write(docs, new)
    assert content(docs) == new
    assert complete(docs)


def test_two_builds_at_once_leave_one_whole_dossier(docs):
    versions = [{f"p{n}.md": bytes([v]) * 1000 for n in range(50)} for v in range(4)]
    threads = [threading.Thread(target=write, args=(docs, v)) for v in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert content(docs) in versions
    assert complete(docs)


KILLED = """
import sys, os, signal
from pathlib import Path
from builder import write
steps = [0]
def tick(frame, event, argument):
    if event == "line" and frame.f_code.co_filename == write.__file__:
        steps[0] += 1
        if steps[0] == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    return tick
sys.settrace(tick)
write.write(Path(sys.argv[1]), {"index.md": b"neuf", "articles/a.md": b"a2", "articles/c.md": b"c"})
sys.settrace(None)
print(steps[0])
"""


def run_killed(docs, at):
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(docs), str(at)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_killed_at_twenty_points_nothing_is_lost(tmp_path):
    new = {"index.md": b"neuf", "articles/a.md": b"a2", "articles/c.md": b"c"}
    rehearsal = tmp_path / "rehearsal" / "docs"
    write(rehearsal, FILES)
    total = int(run_killed(rehearsal, 0).stdout)
    points = [1 + total * n // 20 for n in range(20)]
    for at in points:
        docs = tmp_path / str(at) / "docs"
        write(docs, FILES)
        (docs / "methode.md").write_bytes(b"d'un autre")
        killed = run_killed(docs, at)
        assert killed.returncode == -9, killed.stderr
        left = content(docs)
        assert left.pop("methode.md") == b"d'un autre"
        assert left in (FILES, new) or not complete(docs), (
            f"a mixture that looks finished, point {at} of {total}"
        )
        write(docs, new)
        assert content(docs) == {**new, "methode.md": b"d'un autre"}
        assert complete(docs)
        assert not (docs.parent / ".cache" / "mis-de-cote").exists()
