"""Corrections of the author's that no longer find their words. Reported, never dropped."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from builder.corrections.anchor import places
from builder.errors import Message, message, problem
from builder.model.correction import EVERY
from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.errors import Place, Problem
    from builder.model.correction import (
        ClaimRef,
        Correction,
        Corrections,
        EventCorrection,
    )
    from builder.model.dossier import Annotated

_WORD = re.compile(r"\w+")
_MARKS = " ,;:.!?…«»“”\"'()"
"""What may stand around words and is none of them."""

_RUNS = 2000
"""Runs of words that lost words are compared with, at most."""

_ALIKE = 0.5
"""Likeness (0 to 1, as difflib has it) from which something is named as the nearest."""


def stale_corrections(
    articles: Sequence[Annotated],
    corrections: Corrections,
    matched: frozenset[str],
    events: Iterable[str] = (),
) -> tuple[Problem, ...]:
    """A warning for each correction whose words or events are not found any more.

    Each names what is nearest. `matched` are the keys of those that found theirs,
    `events` the ids of the events there are.
    """
    finder = _Finder(articles, sorted(events))
    lost: list[Problem] = []
    for correction in corrections.words:
        if correction.key not in matched:
            where = corrections.where(correction.key)
            lost.append(finder.words(correction, where))
    for decision in corrections.events:
        if decision.key not in matched:
            where = corrections.where(decision.key)
            lost.append(finder.event(decision, where))
    return tuple(lost)


class _Finder:
    """Says what became of words and events."""

    def __init__(self, articles: Sequence[Annotated], events: Sequence[str]) -> None:
        self._told: Mapping[str, Annotated] = {a.article.id: a for a in articles}
        self._events = events

    def words(self, correction: Correction, where: Place) -> Problem:
        """What is wrong with a correction of words."""
        astray = self._astray(correction, where, correction.before, correction.after)
        if astray is not None:
            return astray
        return problem(
            where,
            "corrections.nothing-to-change",
            quote=correction.quote,
        )

    def event(self, correction: EventCorrection, where: Place) -> Problem:
        """What is wrong with a correction of events."""
        for ref in correction.claims:
            astray = self._astray(ref, where)
            if astray is not None:
                return astray
        lost = [e for e in correction.events if e not in self._events]
        named = lost or list(correction.events)
        if not named:
            return problem(where, "corrections.lost-sentences")
        return problem(
            where,
            "corrections.lost-event",
            events=", ".join(named),
            advice=_nearest(named[0], self._events, "parts.remove-entry"),
        )

    def _astray(
        self,
        ref: Correction | ClaimRef,
        where: Place,
        before: str = "",
        after: str = "",
    ) -> Problem | None:
        """What is wrong where words are sought; none where they stand there."""
        sought = self._sought(ref.article)
        if not sought:
            return problem(
                where,
                "corrections.lost-article",
                article=ref.article,
                advice=_nearest(ref.article, self._told, "parts.remove-entry"),
            )
        for here in sought:
            if places(here.article.text, ref.quote, before, after):
                return None
        return problem(
            where,
            "corrections.lost-words",
            quote=ref.quote,
            advice=self._nearest_words(ref.quote, sought),
        )

    def _sought(self, article: str) -> Sequence[Annotated]:
        """The articles in which words are sought; none where the article is not there."""
        if article == EVERY:
            return tuple(self._told.values())
        here = self._told.get(article)
        return () if here is None else (here,)

    def _nearest_words(self, quote: str, sought: Sequence[Annotated]) -> Message:
        """The words of the articles most like those that are lost.

        Looked for in the sentences that share a word with them, in all where none does.
        """
        wanted = set(_WORD.findall(fold(quote)))
        size = len(quote.split())
        near: list[str] = []
        others: list[str] = []
        for here in sought:
            for sentence in here.sentences:
                words = sentence.span.of(here.article.text)
                shared = wanted.intersection(_WORD.findall(fold(words)))
                runs = near if shared else others
                # Only so many: difflib costs the square of what it compares.
                if len(runs) < _RUNS:
                    runs += _runs(words.split(), size)
        return _nearest(quote, dict.fromkeys(near or others), "parts.mend-words")


def _runs(words: Sequence[str], size: int) -> Iterator[str]:
    """All runs of so many words, without the marks around them; the whole where there are fewer."""
    for first in range(max(1, len(words) - size + 1)):
        run = " ".join(words[first : first + size])
        yield run.strip(_MARKS)


def _nearest(wanted: str, known: Iterable[str], otherwise: str) -> Message:
    """A hint: what is nearest, capitals and accents aside; the message of another code where nothing is near."""
    by_key: dict[str, str] = {}
    for each in sorted(known):
        by_key.setdefault(key(each), each)
    found = get_close_matches(key(wanted), by_key, 1, _ALIKE)
    if not found:
        return message(otherwise)
    return message("parts.nearest-words", words=by_key[found[0]])
