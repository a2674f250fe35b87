"""What words mean, as directions in a space: two words that stand in like texts point alike.

The vectors are those that the default pipeline brings, read without loading it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from builder.syntax.package import DEFAULT, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]


class WordVectors:
    """Directions of words and of what several words mean together."""

    def __init__(self, rows: Mapping[int, int], vectors: Vector) -> None:
        """Take the row of each word, by spaCy's hash of it, and the rows."""
        self._rows = rows
        self._vectors = vectors
        self._size = vectors.shape[1]

    @classmethod
    def of_package(cls, folder: Path | None) -> WordVectors:
        """The vectors in a pipeline's folder; none for any word where it has none."""
        import srsly  # noqa: PLC0415 - comes with spaCy

        rows = folder / "vocab" / "key2row" if folder else None
        if rows is None or not rows.is_file():
            return cls({}, np.zeros((0, 0), dtype=np.float32))
        # Mapped, not read: a dossier asks for a small part of 24 MB.
        vectors = np.load(rows.with_name("vectors"), mmap_mode="r")
        return cls(srsly.read_msgpack(rows), vectors)

    def meaning(self, words: Iterable[str]) -> Vector:
        """The mean direction of some words, of length 1; all zeros where none is known."""
        total = np.zeros(self._size, dtype=np.float32)
        for word in words:
            total = total + self._direction(word)
        return _unit(total)

    def _direction(self, word: str) -> Vector:
        from spacy.strings import get_string_id  # noqa: PLC0415 - as above

        row = self._rows.get(get_string_id(word), -1)
        if row < 0:
            return np.zeros(self._size, dtype=np.float32)
        return _unit(np.asarray(self._vectors[row]))


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


@lru_cache(maxsize=1)
def load_vectors() -> WordVectors:
    """Those of the default pipeline."""
    return WordVectors.of_package(folder_of(DEFAULT))
