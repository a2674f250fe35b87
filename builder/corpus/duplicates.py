"""Articles that stand twice: a reprint, an agency's text in two newspapers.

Two texts are compared by their runs of words. Only those that share one of a few runs, the
same few for the same text, are compared whole, so that time is linear in the text.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.model.dossier import Annotated

_RUN = 4
"""Words of a run."""

_SAMPLE = 24
"""Runs by which a text is looked for: those of the lowest digests."""

_CROWD = 40
"""Texts that share a run, from which it is a formula and tells nothing."""

_SAME = 0.8
"""Part of the runs of the shorter text that the other has, where both are one article.

Reports of a race day by day, with its list of stages, share up to seven tenths.
"""

_LEAST = 20
"""Runs of a text that is long enough to be told from others."""


class Duplicate(NamedTuple):
    """Two articles, by id, of which the second nearly repeats the first."""

    first: str
    second: str
    share: float
    """The part of the shorter text that both have: from 0 to 1."""


def find(articles: Sequence[Annotated]) -> tuple[Duplicate, ...]:
    """The pairs of nearly the same text, in the order of ids; none for short texts."""
    runs = {each.article.id: _runs(each) for each in articles}
    long = {name: found for name, found in runs.items() if len(found) >= _LEAST}
    found: list[Duplicate] = []
    for first, second in sorted(set(_candidates(long))):
        same = len(long[first] & long[second])
        share = same / min(len(long[first]), len(long[second]))
        if share >= _SAME:
            found.append(Duplicate(first, second, share))
    return tuple(found)


def _runs(told: Annotated) -> frozenset[bytes]:
    """Digests of all runs of words."""
    words = [fold(word.text) for word in told.words]
    found: set[bytes] = set()
    for start in range(len(words) - _RUN + 1):
        run = " ".join(words[start : start + _RUN])
        found.add(blake2b(run.encode(), digest_size=8).digest())
    return frozenset(found)


def _candidates(runs: dict[str, frozenset[bytes]]) -> Iterator[tuple[str, str]]:
    """Pairs that share a run of their samples."""
    sharing: dict[bytes, list[str]] = {}
    for name in sorted(runs):
        for run in sorted(runs[name])[:_SAMPLE]:
            sharing.setdefault(run, []).append(name)
    for names in sharing.values():
        if len(names) < _CROWD:
            yield from combinations(names, 2)
