"""What two accounts came to, kept from one run to the next by all that they were compared by.

Two accounts are weighed by what each tells, by their articles, and by how rare their words and names are in the dossier.
All of it is in the fingerprint of an article: an article that changed is compared anew with all others, and so is one
whose words have become rarer or more frequent.
"""

from __future__ import annotations

import json
from dataclasses import fields
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.chronology.features import EventFeatures
from builder.corpus.chronology.rarity import entity_term
from builder.corpus.chronology.vocabulary import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from builder.corpus.chronology.scales import Scales

_MOST = 1_000_000
"""Accounts of one article, and more."""

_LETTERS = 20
"""Hexadecimal digits of a fingerprint."""

_COMPARED = [one.name for one in fields(EventFeatures) if one.name != "story"]
"""What is compared of an account: `story` stands for its article, of which `_fingerprint` has what is asked."""


class Verdict(NamedTuple):
    """That two accounts may be one event."""

    score: float
    reasons: tuple[Reason, ...]


_Verdicts = dict[int, Verdict | None]
"""By the places of two accounts in their articles; none for two that are not likely enough."""

_Told = tuple[list[int], dict[str, tuple[float, list[tuple[str, float, list[str]]]]]]
"""The same in JSON: places of the unlikely, the likely by their places."""


class Verdicts:
    """The verdicts on pairs of accounts: those of the run before, where nothing that they rest on changed."""

    def __init__(self, written: bytes = b"") -> None:
        """Take what `written` gave; nothing where it is nothing of ours."""
        self._kept: Mapping[str, _Verdicts] = {}
        self._used: dict[str, _Verdicts] = {}
        self._places: list[tuple[str, int]] = []
        try:
            self._kept = dict(_read(json.loads(written))) if written else {}
        except (ValueError, TypeError, AttributeError):
            # Whole, but nothing that we would write.
            self._kept = {}

    def begin(self, events: Sequence[EventFeatures], scales: Scales) -> None:
        """Take all accounts of a dossier, those of an article together."""
        self._used = {}
        self._places = []
        for _, within in groupby(events, key=lambda event: event.article):
            accounts = list(within)
            name = _fingerprint(accounts, scales)
            self._places += [(name, number) for number in range(len(accounts))]

    def of(
        self,
        ends: tuple[int, int],
        *,
        refers: bool,
        weigh: Callable[[], Verdict | None],
    ) -> Verdict | None:
        """The verdict on two accounts, one of which may refer to the other; weighed where none is known."""
        (one, first), (two, second) = self._places[ends[0]], self._places[ends[1]]
        used = self._used.setdefault(one + two, {})
        place = (first * _MOST + second) * 2 + refers
        if place not in used:
            known = self._kept.get(one + two, {})
            used[place] = known[place] if place in known else weigh()
        return used[place]

    def written(self) -> bytes:
        """The verdicts that this run asked for, as JSON."""
        told = {}
        for name, verdicts in self._used.items():
            likely = {place: one for place, one in verdicts.items() if one}
            unlikely = [place for place, one in verdicts.items() if not one]
            told[name] = [unlikely, likely]
        return json.dumps(told, separators=(",", ":")).encode()


def _read(told: Mapping[str, _Told]) -> Iterator[tuple[str, _Verdicts]]:
    for name, (unlikely, likely) in told.items():
        verdicts: _Verdicts = dict.fromkeys(unlikely)
        for place, (score, reasons) in likely.items():
            found = [
                Reason(each, points, tuple(what)) for each, points, what in reasons
            ]
            verdicts[int(place)] = Verdict(score, tuple(found))
        yield name, verdicts


def _fingerprint(accounts: Sequence[EventFeatures], scales: Scales) -> str:
    """Names everything that a comparison asks of an article and of its accounts."""
    outline = scales.outlines.of(accounts[0].article)
    terms = set(outline.terms)
    entities: set[str] = set()
    told: list[object] = []
    for account in accounts:
        told.append([_plain(getattr(account, name)) for name in _COMPARED])
        # The stem of a trigger may be that of a name, which the sentence has as an entity.
        terms |= account.sentence_terms | account.trigger
        entities |= account.entities | account.parties | account.speakers
    sides = [_side(entity, scales) for entity in sorted(entities)]
    terms.update(map(entity_term, entities))
    terms.update(entity_term(side[1]) for side in sides)
    weights = [(term, scales.rarity.of(term)) for term in sorted(terms)]
    read = [told, sides, weights, [_plain(part) for part in outline]]
    return sha256(repr(read).encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def _side(entity: str, scales: Scales) -> tuple[str, str, str, bool, bool]:
    known = scales.sides
    side = known.side(entity)
    is_land, is_person = entity in known.lands, entity in known.people
    return entity, side, known.name(entity), is_land, is_person


def _plain(value: object) -> object:
    """With sets in an order that no run decides."""
    return sorted(value) if isinstance(value, frozenset) else value
