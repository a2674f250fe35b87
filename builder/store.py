"""Keeps what was made under a key that says what it was made from. Bytes on the disk, never trusted.

An entry is a file: one line with the digest of the rest, then the content as it was given, so that a person
can read it. What is damaged, cut short or of another make is no entry, and is made again. An entry is written
beside its place and moved there: two runs at once, or one that is killed, leave whole entries only.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

LIMIT = 1_000_000_000
"""Bytes that a store may hold on the disk: some 30,000 annotated articles."""

_DRAFT = ".part"


def digest(*parts: bytes) -> str:
    """What names some bytes in their order: equal for equal parts alone, 64 hexadecimal digits."""
    whole = sha256()
    for part in parts:
        # With its length, so that no two rows of parts run together into one.
        whole.update(b"%d:" % len(part))
        whole.update(part)
    return whole.hexdigest()


class _Entry(NamedTuple):
    """A file of the store, the oldest first when sorted."""

    changed: int
    name: str
    size: int


class Store:
    """A folder of entries. Losing it costs time and nothing else, so no fault of the disk is an error."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        """Keep entries in a folder, which is made with the first of them."""
        self._folder = folder
        self._limit = limit
        self._used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """What was kept under a key; none where nothing was, or where it is not what was written."""
        try:
            written = (self._folder / key).read_bytes()
        except OSError:
            return None
        named, _, content = written.partition(b"\n")
        if named.decode("ascii", "replace") != digest(content):
            return None
        self._used.add(key)
        return content

    def has(self, key: str) -> bool:
        """Whether something stands under a key; `get` knows whether it is whole."""
        return (self._folder / key).is_file()

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key, in place of what stands there. A disk that refuses keeps nothing."""
        self._used.add(key)
        draft = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(
                dir=self._folder, suffix=_DRAFT, delete=False
            ) as stream:
                draft = Path(stream.name)
                stream.write(b"%s\n" % digest(content).encode())
                stream.write(content)
            draft.replace(self._folder / key)
        except OSError:
            if draft is not None:
                with suppress(OSError):
                    draft.unlink()

    def tidy(self) -> None:
        """Remove the oldest entries until the rest fits; what this run used goes last.

        Drafts go too: of a run that was killed, or of another at work, which then keeps one entry less.
        """
        entries = self._entries()
        kept = sum(entry.size for entry in entries)
        for entry in sorted(entries, key=self._used_last):
            is_draft = entry.name.endswith(_DRAFT)
            if is_draft or kept > self._limit:
                kept -= entry.size
                with suppress(OSError):
                    (self._folder / entry.name).unlink()

    def _entries(self) -> list[_Entry]:
        found = []
        with suppress(OSError):
            for path in self._folder.iterdir():
                # Another run may take a file away between the two looks.
                with suppress(OSError):
                    state = path.stat()
                    entry = _Entry(state.st_mtime_ns, path.name, state.st_size)
                    found.append(entry)
        return found

    def _used_last(self, entry: _Entry) -> tuple[bool, _Entry]:
        return entry.name in self._used, entry
