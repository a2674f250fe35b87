"""Corrections of the author's that no longer find their words. Reported, never dropped."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from builder.corrections.anchor import places
from builder.errors import Problem, Severity
from builder.lang.messages import messages
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.correction import (
        ClaimRef,
        Correction,
        Corrections,
        EventCorrection,
    )
    from builder.model.dossier import Annotated

_RUNS = 2000
"""Runs of words that lost words are compared with, at most."""

_ALIKE = 0.5
"""Likeness (0 to 1, as difflib has it) from which something is named as the nearest."""

_Told = tuple[str, str]
"""What is wrong, and a hint."""


def stale_corrections(
    articles: Sequence[Annotated],
    corrections: Corrections,
    matched: frozenset[str],
    pack: LanguagePack,
    events: Iterable[str] = (),
) -> tuple[Problem, ...]:
    """A warning for each correction whose words or events are not found any more.

    Each names what is nearest. `matched` are the keys of those that found theirs,
    `events` the ids of the events there are.
    """
    finder = _Finder(articles, sorted(events), pack)
    found = [
        *finder.words(corrections.words, matched),
        *finder.events(corrections.events, matched),
    ]
    return tuple(
        Problem(name, f"{what}.", hint, Severity.WARNING)
        for name, (what, hint) in found
    )


class _Finder:
    """Says what became of words and events."""

    def __init__(
        self, articles: Sequence[Annotated], events: Sequence[str], pack: LanguagePack
    ) -> None:
        self._told: Mapping[str, Annotated] = {a.article.id: a for a in articles}
        self._events = events
        self._words = messages(pack).stale

    def words(
        self, corrections: Iterable[Correction], matched: frozenset[str]
    ) -> Iterator[tuple[str, _Told]]:
        """Corrections of words, by their keys."""
        for correction in corrections:
            if correction.key in matched:
                continue
            astray = self._astray(correction, correction.before, correction.after)
            quote = correction.quote
            unchanged = self._words["nothing-to-change"].format(quote=quote)
            yield correction.key, astray or (unchanged, self._words["remove"])

    def events(
        self, corrections: Iterable[EventCorrection], matched: frozenset[str]
    ) -> Iterator[tuple[str, _Told]]:
        """Corrections of events, by their keys."""
        for correction in corrections:
            if correction.key not in matched:
                yield correction.key, self._lost_event(correction)

    def _lost_event(self, correction: EventCorrection) -> _Told:
        for ref in correction.claims:
            astray = self._astray(ref)
            if astray:
                return astray
        lost = [e for e in correction.events if e not in self._events]
        named = lost or list(correction.events)
        if not named:
            return self._words["lost-sentences"], ""
        what = self._words["lost-event"].format(events=", ".join(named))
        return what, self._near(named[0], self._events)

    def _astray(
        self, ref: Correction | ClaimRef, before: str = "", after: str = ""
    ) -> _Told | None:
        """What is wrong where words are sought; none where they stand there."""
        here = self._told.get(ref.article)
        if here is None:
            what = self._words["no-article"].format(article=ref.article)
            return what, self._near(ref.article, self._told)
        if not places(here.article.text, ref.quote, before, after):
            what = self._words["lost-words"].format(quote=ref.quote)
            return what, self._nearest_words(ref.quote, here)
        return None

    def _near(self, wanted: str, known: Iterable[str]) -> str:
        found = get_close_matches(wanted, sorted(known), 1, _ALIKE)
        return self._words["nearest"].format(found=found[0]) if found else ""

    def _nearest_words(self, quote: str, here: Annotated) -> str:
        """The words of the article most like those that are lost.

        Looked for in the sentences that share a word with them.
        """
        wanted = set(key(quote).split())
        size = len(quote.split())
        runs: list[str] = []
        for sentence in here.sentences:
            words = sentence.span.of(here.article.text).split()
            # Only near sentences: difflib costs the square of what it compares.
            if wanted.isdisjoint(key(" ".join(words)).split()):
                continue
            starts = range(max(1, len(words) - size + 1))
            runs.extend(" ".join(words[first : first + size]) for first in starts)
        return self._near(quote, dict.fromkeys(runs[:_RUNS]))
