"""Builds a small dossier again and again in processes that die at a given touch of the disk; tells what they left.

Run by `test_kill.py`. Each build is a process of its own, forked from one that has loaded the program, and killed by the
system: nothing in it gets to tidy up. Writes one JSON object.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from builder import project
from builder.build import build
from builder.syntax.parser import load_parser
from builder.write import MANIFEST

TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir"}
OLD = {
    "a.txt": "Donald Trump a appelé Vladimir Poutine mercredi.",
    "b.txt": " date 2025-02-12 Kiev a démenti mardi.",
    "dossier.yml": "title: Ancien\nmodel: none\n",
}
NEW = {
    **OLD,
    "b.txt": "",
    "c.txt": "Emmanuel Macron a rencontré Friedrich Merz à Paris.",
    "dossier.yml": "title: Neuf\nmodel: none\n",
}
AUTHORED = {
    "docs/notes.md": "# Des notes, écrites à la main",
    "docs/articles/note.md": "une note à la main",
}


def lay(root: Path, seeds: dict[str, str]) -> None:
    """Put seeds and hand-written files down; an empty text is a file that is gone."""
    for name, text in {
        **{f"seeds/{n}": t for n, t in seeds.items()},
        **AUTHORED,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, "utf-8")
        else:
            path.unlink(missing_ok=True)


def built(root: Path, die_at: int = 0) -> tuple[int, int]:
    """Build in a forked process that kills itself at its n-th touch of the root; its wait status, and its touches."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        touches = 0

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal touches
            if event in TOUCHES and str(root) in str(arguments[0]):
                touches += 1
                if touches == die_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        build(root)
        os.write(writing, str(touches).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    return os.waitpid(child, 0)[1], int(told or 0)


def content(root: Path) -> dict[str, str]:
    """Every file under docs/ but the manifest."""
    docs = root / "docs"
    return {
        p.relative_to(docs).as_posix(): p.read_text("utf-8")
        for p in docs.rglob("*")
        if p.is_file() and p.name != MANIFEST
    }


def complete(root: Path) -> bool:
    """Whether the manifest says that the last run came to its end."""
    return bool(json.loads((root / "docs" / MANIFEST).read_bytes())["complete"])


def main(points: int) -> None:
    """Kill at `points` places spread over a whole build."""
    # Loaded before the forks, each of which would load it again.
    load_parser("")
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder).resolve()
        lay(base / "old", OLD)
        project.gather(base / "old")
        assert built(base / "old")[0] == 0
        shutil.copytree(base / "old", base / "new")
        lay(base / "new", NEW)
        status, touches = built(base / "new")
        assert status == 0
        old, new = content(base / "old"), content(base / "new")
        results = []
        for n in range(points):
            root = base / f"at-{n}"
            shutil.copytree(base / "old", root)
            lay(root, NEW)
            status, _ = built(root, die_at=1 + touches * n // points)
            left = content(root)
            results.append(
                {
                    "killed": status == signal.SIGKILL,
                    "left": "old"
                    if left == old
                    else "new"
                    if left == new
                    else "between",
                    "complete": complete(root),
                    "authored": all(
                        (root / name).read_text("utf-8") == text
                        for name, text in AUTHORED.items()
                    ),
                    "repaired": built(root)[0] == 0
                    and content(root) == new
                    and complete(root),
                }
            )
        sys.stdout.write(
            json.dumps({"touches": touches, "files": len(new), "points": results})
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
