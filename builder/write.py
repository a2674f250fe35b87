"""Puts the dossier on the disk: whole or marked as unfinished, and nothing of anybody else's touched.

1. One build at a time holds the lock.
2. What changed is written beside `docs/` first: a full disk stops the run before `docs/` is touched.
3. The manifest in `docs/` is marked unfinished and lists old and new files; files are moved into place; the manifest is
   marked complete. Whoever finds it unfinished knows what the program owns, and the next run, which compares every
   byte, repairs it.

Files are not forced to the platter one by one (a dossier of 1,000 articles has thousands): what a power cut tears, the
next run sees and mends.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from builder.errors import DossierError, problem, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from builder.errors import Problem

MANIFEST = ".dossier.json"
"""In `docs/`; renderers leave out names that begin with a dot."""

_VERSION = 1
_PART = re.compile(
    r"(?!(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[A-Za-z0-9_][A-Za-z0-9._-]{0,150}(?<!\.)"
)

_LONGEST = 400
"""Characters of a path under `docs`: some systems end at 1,024, the folders above included."""

Owned = dict[str, list[str]]
"""Path → SHA-256 of what the program wrote there; two where an unfinished run may have left either."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a run does under `docs/`: first the plan, then the report; paths in order."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    aside: tuple[str, ...] = ()
    """Generated files that somebody had edited: their text was kept under `.cache/mis-de-cote/`."""


def write(docs: Path, files: Mapping[str, bytes]) -> Written:
    """Make what the program owns under `docs` be exactly `files` (path with slashes → content). Idempotent.

    Raises:
        DossierError: where a path is not safe, a file stands there that the program did not write, or the disk refuses;
            until the first file is moved into place, `docs` is as it was.
    """
    _refuse_unsafe(files)
    try:
        docs.mkdir(parents=True, exist_ok=True)
        state = docs.parent / ".cache"
        state.mkdir(exist_ok=True)
        with _locked(state / "build.lock"):
            return _write(docs, files, state)
    except OSError as error:
        where = os.fspath(error.filename or docs)
        raise DossierError(refusal(str(where), "writing.refused", error)) from error


def intact(docs: Path) -> str | None:
    """Names what stands under `docs`; none where the last run did not come to its end, or a file is another since.

    Raises:
        OSError: where a file cannot be read.
    """
    try:
        owned, complete = _manifest(docs)
    except DossierError:
        return None
    if not complete:
        return None
    for path, digests in owned.items():
        present = _present(docs, path, [])
        if present is None or [_digest(present)] != digests:
            return None
    listed = json.dumps(owned, sort_keys=True)
    return _digest(listed.encode())


def _write(docs: Path, files: Mapping[str, bytes], state: Path) -> Written:
    owned, complete = _manifest(docs)
    # Bytes on the disk are compared, not dates: a clock may be wrong, a copy newer than what it copies.
    plan = _plan(docs, files, owned)
    new = {path: [_digest(content)] for path, content in files.items()}
    if complete and owned == new and not plan.written and not plan.removed:
        return plan
    staging = state / "en-cours"
    shutil.rmtree(staging, ignore_errors=True)
    try:
        _stage(staging, [files[path] for path in plan.written])
        for path in plan.aside:
            aside = state / "mis-de-cote" / path
            _keep_aside(docs / path, aside)
        _save_manifest(docs, _either(owned, new), staging, complete=False)
        _move(docs, plan, staging)
        _save_manifest(docs, new, staging, complete=True)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return plan


def _either(owned: Owned, new: Owned) -> Owned:
    """What a run that is cut short may leave of each file: what was there, or what was to be."""
    both: Owned = {}
    for path in owned.keys() | new.keys():
        before = owned.get(path, [])
        after = new.get(path, [])
        both[path] = sorted({*before, *after})
    return both


def _plan(docs: Path, files: Mapping[str, bytes], owned: Owned) -> Written:
    """Compare every byte on the disk with what is to be.

    Raises:
        DossierError: with every file that stands in the way.
    """
    changed: list[str] = []
    removed: list[str] = []
    edited: list[str] = []
    problems: list[Problem] = []
    for path in sorted({*files, *owned}):
        # What stands at the place of a file that goes is none of our business.
        content = files.get(path)
        in_the_way = problems if content is not None else []
        present = _present(docs, path, in_the_way)
        if present == content:
            continue
        if content is None:
            removed.append(path)
        else:
            changed.append(path)
        if present is None:
            continue
        if path not in owned:
            problems.append(problem(f"docs/{path}", "writing.in-the-way"))
        elif _digest(present) not in owned[path]:
            edited.append(path)
    if problems:
        raise DossierError(*problems)
    return Written(
        written=tuple(changed),
        removed=tuple(removed),
        unchanged=len(files) - len(changed),
        aside=tuple(edited),
    )


def _present(docs: Path, path: str, problems: list[Problem]) -> bytes | None:
    """The bytes of a regular file that no symbolic link leads to; none where nothing is there or it is in the way."""
    target = docs / path
    place = docs
    # Step by step: a link in the middle would lead out of `docs`.
    for part in path.split("/"):
        place = place / part
        try:
            mode = place.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        if place == target:
            code, expected = "writing.no-file", stat.S_ISREG(mode)
        else:
            code, expected = "writing.no-folder", stat.S_ISDIR(mode)
        if not expected:
            found = place.relative_to(docs.parent).as_posix()
            problems.append(problem(f"docs/{path}", code, place=found))
            return None
    return target.read_bytes()


def _stage(staging: Path, contents: Sequence[bytes]) -> None:
    """Write what is to come under numbers: names are made when it is moved."""
    staging.mkdir(parents=True)
    for number, content in enumerate(contents):
        draft = staging / str(number)
        draft.write_bytes(content)


def _move(docs: Path, plan: Written, staging: Path) -> None:
    for number, path in enumerate(plan.written):
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = staging / str(number)
        draft.replace(target)
    for path in plan.removed:
        target = docs / path
        target.unlink(missing_ok=True)
        _remove_empty_folders(target.parent, docs)


def _remove_empty_folders(folder: Path, docs: Path) -> None:
    while folder != docs:
        try:
            folder.rmdir()
        except OSError:  # something is left in it
            return
        folder = folder.parent


def _keep_aside(source: Path, aside: Path) -> None:
    """Keep what somebody wrote into a generated file; the same text once only."""
    # A digest in the name: a second edit is kept beside the first.
    content = source.read_bytes()
    short = _digest(content)[:8]
    kept = aside.with_name(f"{aside.name}.{short}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(content)


def _manifest(docs: Path) -> tuple[Owned, bool]:
    """What the program wrote under `docs`, and whether its last run came to its end; nothing where it never ran.

    Raises:
        DossierError: where the manifest is damaged: deleting by guess is worse than stopping.
    """
    try:
        found = json.loads((docs / MANIFEST).read_bytes())
        owned: Owned = {}
        for path, digests in found["files"].items():
            owned[str(path)] = list(map(str, digests))
        complete = found["complete"] is True
    except FileNotFoundError:
        return {}, True
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        damaged = problem(f"docs/{MANIFEST}", "writing.damaged-list")
        raise DossierError(damaged) from None
    _refuse_unsafe(owned)
    return owned, complete


def _save_manifest(docs: Path, owned: Owned, staging: Path, *, complete: bool) -> None:
    content = {
        "version": _VERSION,
        "complete": complete,
        "files": owned,
    }
    text = json.dumps(content, indent=0, sort_keys=True)
    draft = staging / "manifest"
    with draft.open("wb") as stream:
        stream.write(f"{text}\n".encode())
        # The one file that must be on the platter: it says what the program may delete.
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(docs / MANIFEST)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _refuse_unsafe(paths: Mapping[str, object]) -> None:
    """No path leaves `docs`, hides, is forbidden on Windows, or differs from another by case alone."""
    unsafe = [path for path in paths if not _is_safe(path)]
    problems = [problem(f"docs/{path}", "writing.no-path") for path in unsafe]
    # Two names that are one on Windows and on a Mac.
    seen: dict[str, str] = {}
    for path in sorted(paths):
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            twin = problem(f"docs/{path}", "writing.same-but-case", other=other)
            problems.append(twin)
    if problems:
        raise DossierError(*problems)


def _is_safe(path: str) -> bool:
    if len(path) > _LONGEST:
        return False
    parts = path.split("/")
    return all(map(_PART.fullmatch, parts))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Wait for another build to end, then keep others waiting. The system frees the lock of a process that dies."""
    with path.open("ab") as stream:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415 - exists elsewhere only

            fcntl.flock(stream, fcntl.LOCK_EX)
        yield
