"""The language's words and weights for the chronology, ready to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.schema_chronology import ChronologyWords, JoinWeights, Shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.lang.pack import LanguagePack

_NO_FAMILY: frozenset[int] = frozenset()
_PLURAL = 2


class Reason(NamedTuple):
    """One thing that two accounts share: a name of the table `weights`, and points."""

    name: str
    points: float
    what: tuple[str, ...] = ()
    """Words of the text, or names, that they share."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """`timeline.yml`, compiled; one for all packs of a language."""

    language: str
    words: ChronologyWords
    stopwords: frozenset[str]
    units: Mapping[str, str]
    """Form of a unit → unit."""

    joins: JoinWeights
    """Weights of what accounts of different articles share."""

    _families: Mapping[str, frozenset[int]]
    _shares: Mapping[str, float]
    _unknown: float

    def reason(self, name: str, **values: object) -> str:
        """A French sentence or phrase that says why two accounts are one event."""
        return self.words.reasons[name].format(**values)

    def difference(self, name: str, **values: object) -> str:
        """A French sentence that says in what two accounts differ."""
        return self.words.differences[name].format(**values)

    def weigh(self, name: str, what: Sequence[str] = ()) -> Reason:
        """A reason with its points: each thing shared counts, up to the most allowed."""
        each, most = self.words.weights[name]
        points = each * max(1, len(what))
        # What speaks against has no bound.
        return Reason(name, min(points, most) if each > 0 else points, tuple(what))

    @cached_property
    def apart(self) -> frozenset[frozenset[str]]:
        """Pairs of kinds that are never one event."""
        return frozenset(map(frozenset, self.words.apart))

    def share(self, stem: str) -> float:
        """In what share of articles a stem or number stands; that of rare ones for unknown."""
        return self._shares.get(stem, self._unknown)

    def families(self, kind: str) -> frozenset[int]:
        """Numbers of the families that a kind belongs to."""
        return self._families.get(kind, _NO_FAMILY)

    def related(self, first: str, second: str) -> bool:
        """Whether two kinds may tell of one event."""
        shared = self.families(first) & self.families(second)
        return first == second or bool(shared)

    def figure(self, number: float, unit: str) -> str:
        """A number with its unit, in French: `30 jours`, `1 jour`, `1,5 heure`."""
        shown = unit if number >= _PLURAL else unit.removesuffix("s")
        return f"{number:g}\u00a0{shown}".replace(".", ",")


@lru_cache(maxsize=8)
def vocabulary(pack: LanguagePack) -> Vocabulary:
    """The vocabulary of a pack."""
    words = pack.words(ChronologyWords)
    families: dict[str, set[int]] = {}
    for number, kinds in enumerate(words.families):
        for kind in kinds:
            families.setdefault(kind, set()).add(number)
    shares = pack.words(Shares)
    units: dict[str, str] = {}
    for unit, forms in words.units.items():
        units.update(dict.fromkeys(forms, unit))
    return Vocabulary(
        pack.code,
        words,
        frozenset(words.stopwords.split()),
        units,
        pack.words(JoinWeights),
        {kind: frozenset(numbers) for kind, numbers in families.items()},
        {
            word: share
            for share, words in shares.shares.items()
            for word in words.split()
        },
        shares.unknown,
    )
