"""Says how far a run has come: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from builder.lang.messages import say

if TYPE_CHECKING:
    from typing import TextIO

_BAR = 24
"""Signs of a full bar."""

_TENTHS = 10
_CLEAR = "\r\x1b[K"
"""Back to the start of the line, and wipe it."""


class Progress:
    """Told by a run what it does. This one says nothing."""

    def stage(self, name: str, total: int = 0) -> None:
        """Begin a part of the work, with so many articles to read; 0 where they are not counted."""

    def article(self, words: int) -> None:
        """Count one more article, of so many words."""

    def end(self) -> None:
        """Leave the terminal as it was."""


class _Counted(Progress):
    """Knows how many articles of a stage are read, and how fast."""

    def __init__(self, stream: TextIO) -> None:
        """Write to a stream."""
        self._stream = stream
        self._begin("", 0)

    def stage(self, name: str, total: int = 0) -> None:
        """See `Progress`."""
        self.end()
        self._begin(name, total)
        self._show()

    def article(self, words: int) -> None:
        """See `Progress`."""
        self._done += 1
        self._words += words
        self._show()

    def _begin(self, name: str, total: int) -> None:
        self._name, self._total = name, total
        self._done = self._words = 0
        self._since = monotonic()

    def _show(self) -> None:
        raise NotImplementedError

    def _say(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()

    @property
    def _counts(self) -> str:
        """`12/100 articles, 3 100 mots par seconde`."""
        spent = monotonic() - self._since
        speed = round(self._words / spent) if spent else 0
        grouped = f"{speed:,}".replace(",", " ")
        return say(
            "progress.counts",
            done=self._done,
            total=self._total,
            speed=grouped,
        )


class Bar(_Counted):
    """One line of a terminal, written over and over."""

    def _show(self) -> None:
        if not self._total:
            self._say(f"{_CLEAR}{self._name}…")
            return
        full = _BAR * self._done // self._total
        bar = "█" * full + "░" * (_BAR - full)
        self._say(f"{_CLEAR}{self._name} {bar} {self._counts}")

    def end(self) -> None:
        """Wipe the line."""
        self._say(_CLEAR)


class Lines(_Counted):
    """A line where a stage begins, and one for each tenth of its articles."""

    def _show(self) -> None:
        if not self._done:
            self._say(f"{self._name}…\n")
            return
        tenth = _TENTHS * self._done // self._total
        before = _TENTHS * (self._done - 1) // self._total
        if tenth > before:
            self._say(f"{self._name} : {self._counts}\n")
