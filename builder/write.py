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

import errno
import json
import os
import re
import shutil
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from builder.errors import DossierError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MANIFEST = ".dossier.json"
"""In `docs/`; renderers leave out names that begin with a dot."""

_VERSION = 1
_PART = re.compile(
    r"(?!(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[A-Za-z0-9_][A-Za-z0-9._-]{0,150}(?<!\.)"
)

_FREE = "Libérez de la place, puis relancez."
_RIGHTS = ("l’accès est refusé", "Vérifiez les droits du dossier.")
_REASONS = {
    errno.ENOSPC: ("le disque est plein", _FREE),
    errno.EDQUOT: ("le quota du disque est atteint", _FREE),
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: ("le disque est en lecture seule", "Choisissez un autre emplacement."),
    errno.EXDEV: ("docs/ et .cache/ sont sur deux disques", "Placez-les sur le même."),
}

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

    def __str__(self) -> str:
        """Give a phrase for a terminal."""
        counts = f"fichiers : {len(self.written)} écrits, {len(self.removed)} ôtés, {self.unchanged} inchangés"
        kept = (
            f" ; modifiés à la main, gardés dans .cache/mis-de-cote : {', '.join(self.aside)}"
            if self.aside
            else ""
        )
        return counts + kept


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
        other = (
            error.strerror or type(error).__name__,
            "Relancez ; si cela se répète, vérifiez le dossier docs/.",
        )
        reason, advice = _REASONS.get(error.errno or 0, other)
        where = str(os.fspath(error.filename or docs))
        raise DossierError(
            Problem(where, f"écriture impossible : {reason}", advice)
        ) from error


def _write(docs: Path, files: Mapping[str, bytes], state: Path) -> Written:
    owned, complete = _manifest(docs)
    plan = _plan(docs, files, owned)
    new = {path: [_digest(content)] for path, content in files.items()}
    if plan.written or plan.removed or not complete or owned != new:
        staging = state / "en-cours"
        shutil.rmtree(staging, ignore_errors=True)
        try:
            _stage(staging, {path: files[path] for path in plan.written})
            for path in plan.aside:
                _keep_aside(docs / path, state / "mis-de-cote" / path)
            both = {
                path: sorted({*owned.get(path, ()), *new.get(path, ())})
                for path in owned.keys() | new.keys()
            }
            _save_manifest(docs, both, staging, complete=False)
            _move(docs, plan, staging)
            _save_manifest(docs, new, staging, complete=True)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return plan


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
        content, present = (
            files.get(path),
            _present(docs, path, problems if path in files else []),
        )
        if present == content:
            continue
        (removed if content is None else changed).append(path)
        if present is not None and path not in owned:
            what = (
                "un fichier que le programme n’a pas écrit occupe la place d’une page"
            )
            problems.append(
                Problem(f"docs/{path}", what, "Déplacez-le ou renommez-le.")
            )
        elif present is not None and _digest(present) not in owned[path]:
            edited.append(path)
    if problems:
        raise DossierError(*problems)
    return Written(
        tuple(changed), tuple(removed), len(files) - len(changed), tuple(edited)
    )


def _present(docs: Path, path: str, problems: list[Problem]) -> bytes | None:
    """The bytes of a regular file that no symbolic link leads to; none where nothing is there or it is in the way."""
    place = docs
    for part in path.split("/"):
        place = place / part
        try:
            mode = place.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        expected = stat.S_ISREG(mode) if place == docs / path else stat.S_ISDIR(mode)
        if not expected:
            kind = "fichier ordinaire" if place == docs / path else "dossier ordinaire"
            what = (
                f"{kind} attendu à {place.relative_to(docs.parent)}, autre chose trouvé"
            )
            problems.append(
                Problem(f"docs/{path}", what, "Déplacez ce qui s’y trouve.")
            )
            return None
    return place.read_bytes()


def _stage(staging: Path, files: Mapping[str, bytes]) -> None:
    staging.mkdir(parents=True)
    for number, content in enumerate(files.values()):
        (staging / str(number)).write_bytes(content)


def _move(docs: Path, plan: Written, staging: Path) -> None:
    for number, path in enumerate(plan.written):
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (staging / str(number)).replace(docs / path)
    for path in plan.removed:
        (docs / path).unlink(missing_ok=True)
        _remove_empty_folders((docs / path).parent, docs)


def _remove_empty_folders(folder: Path, docs: Path) -> None:
    while folder != docs:
        try:
            folder.rmdir()
        except OSError:  # something is left in it
            return
        folder = folder.parent


def _keep_aside(source: Path, aside: Path) -> None:
    """Keep what somebody wrote into a generated file; the same text once only."""
    content = source.read_bytes()
    kept = aside.with_name(f"{aside.name}.{_digest(content)[:8]}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(content)


def _manifest(docs: Path) -> tuple[Owned, bool]:
    """What the program wrote under `docs`, and whether its last run came to its end; nothing where it never ran.

    Raises:
        DossierError: where the manifest is damaged: deleting by guess is worse than stopping.
    """
    try:
        found = json.loads((docs / MANIFEST).read_bytes())
        owned = {
            str(path): [str(digest) for digest in digests]
            for path, digests in found["files"].items()
        }
        complete = found["complete"] is True
    except FileNotFoundError:
        return {}, True
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = "Supprimez-le, et avec lui les pages engendrées de docs/."
        raise DossierError(
            Problem(f"docs/{MANIFEST}", "la liste des pages écrites est abîmée", hint)
        ) from None
    _refuse_unsafe(owned)
    return owned, complete


def _save_manifest(docs: Path, owned: Owned, staging: Path, *, complete: bool) -> None:
    content = {"version": _VERSION, "complete": complete, "files": owned}
    draft = staging / "manifest"
    with draft.open("wb") as stream:
        stream.write(json.dumps(content, indent=0, sort_keys=True).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(docs / MANIFEST)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _refuse_unsafe(paths: Mapping[str, object]) -> None:
    """No path leaves `docs`, hides, is forbidden on Windows, or differs from another by case alone."""
    problems = [
        Problem(
            f"docs/{path!r}",
            "chemin simple attendu (lettres sans accent, chiffres, tirets)",
        )
        for path in paths
        if len(path) > 400 or not all(map(_PART.fullmatch, path.split("/")))  # noqa: PLR2004 - some systems end at 1,024
    ]
    seen: dict[str, str] = {}
    problems += [
        Problem(f"docs/{path}", f"ne diffère de docs/{other} que par la casse")
        for path in sorted(paths)
        if (other := seen.setdefault(path.casefold(), path)) != path
    ]
    if problems:
        raise DossierError(*problems)


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
