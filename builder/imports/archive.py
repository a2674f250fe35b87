"""Archives that documents are (DOCX, ODT, EPUB), opened without trust: bounded in size, never onto the disk."""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile, ZipFile

from builder.errors import ArticleRefusedError, problem

_MOST_BYTES = 200_000_000
"""Bytes of all files of an archive, unpacked."""

_MOST_FILES = 10_000
_ENCRYPTED = 0x1
_MEGABYTE = 1_000_000


class Archive:
    """A zip file in memory."""

    def __init__(self, raw: bytes, where: str) -> None:
        """Open it.

        Raises:
            ArticleRefusedError: where it is cut or damaged, asks for a password, or would fill the memory.
        """
        self._where = where
        try:
            self._zip = ZipFile(io.BytesIO(raw))
            entries = self._zip.infolist()
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise self._damaged() from error
        size = sum(entry.file_size for entry in entries)
        if size > _MOST_BYTES or len(entries) > _MOST_FILES:
            bomb = problem(where, "imports.bomb", size=size // _MEGABYTE)
            raise ArticleRefusedError(bomb)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise ArticleRefusedError(problem(where, "imports.password"))
        self.names = [entry.filename for entry in entries]

    def read(self, name: str) -> bytes:
        """The bytes of a file in it.

        Raises:
            ArticleRefusedError: where there is no such file, or it is damaged or larger than it says.
        """
        try:
            with self._zip.open(name) as stream:
                content = stream.read(_MOST_BYTES + 1)
        except (
            KeyError,
            BadZipFile,
            EOFError,
            NotImplementedError,
            RuntimeError,
            zlib.error,
        ) as error:
            raise self._damaged() from error
        if len(content) > _MOST_BYTES:
            size = len(content) // _MEGABYTE
            raise ArticleRefusedError(problem(self._where, "imports.bomb", size=size))
        return content

    def _damaged(self) -> ArticleRefusedError:
        return ArticleRefusedError(problem(self._where, "imports.damaged"))
