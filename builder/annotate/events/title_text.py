"""The words of a doc as titles set them: what may stand, and what only opens or points."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.annotate.events.title_seams import Seams
from builder.lang.wording import french
from builder.model.dates import AnchorKind, DatingType, Precision
from builder.syntax.phrase_lists import PhraseLists, phrase_keys
from builder.syntax.shortening import endings
from builder.text.fold import fold
from builder.text.typography import apostrophes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.lang.schema_titles import TitleWords
    from builder.model.article import Span
    from builder.model.dates import Timex
    from builder.syntax.clause import Phrase
    from builder.syntax.doc import Doc, Token

LONGEST = 90
"""Code points of a title: a line of a phone in two rows."""

_SHORTEST = 12
"""Code points below which words say too little alone."""

_HALF_QUOTED = re.compile(r"(?<!\w)['’](?=\w)|(?<=[\w.!?…])['’](?!\w)")
"""A single quotation mark, rather than an apostrophe."""

_LOOSE = re.compile(r"\s+(?=[,.)])|(?<=\()\s+|(?<=\w['’])\s+")
"""A space that type does not set: some sources cut their words apart."""

_OPENING = ("ADP", "DET", "CCONJ", "SCONJ")
"""Parts of speech of words that open what follows them."""

_COUNTING = ("DET", "NUM")
_TYING_WORDS = ("ADP", "CCONJ", "SCONJ")
_POINTING = ("ADJ", "PRON", "PROPN")
_MOMENTS = (DatingType.DATE, DatingType.PERIOD)
_DIVIDING = (",", ";", ":", "–", "—", "-", ".")
_CLOSING = ("%", "€", "$", "»", ")", "”")
_EMPTY = re.compile(r"«\s*»|“\s*”|\(\s*\)")
"""Marks whose words were left out."""

_MARKS = {"«": "»", "“": "”", "(": ")"}
_OPENED = ("«", "“")
_CLOSED = ("»", "”")


class TitleText:
    """One doc, and which of its words a title does without."""

    def __init__(self, doc: Doc, timexes: Iterable[Timex], words: TitleWords) -> None:
        """Take the doc, and the expressions of time that a title must not repeat."""
        self.doc = doc
        self.words = words
        self.dates: set[int] = set()
        """Tokens that say when."""

        self.days: dict[int, str] = {}
        """First token of a day that only the article tells → that day in full."""

        self._within: set[int] = set()
        """The tokens that such a day takes the place of."""

        self._before_days: set[int] = set()
        """The prepositions right before such a day: "prévue POUR lundi"."""

        self._quoted = set(_in_marks(doc))
        self._dropped = self._connectives()
        for timex in timexes:
            if timex.type not in _MOMENTS:
                continue  # "trois jours de deuil" says what, not when
            told = set(self.with_preposition(timex.span))
            self.dates |= told
            if timex.anchor.kind is not AnchorKind.EXPLICIT:
                self._dropped |= told
                self._say_day(timex)
        self.seams = Seams(doc, words, self.dates | self._dropped)

    def _say_day(self, timex: Timex) -> None:
        """Note what a day is in full: "samedi" is "le 15 mars 2025".

        Not behind "du": one would have to say "du 15".
        """
        inside = [token.index for token in self.doc.tokens_in(timex.span)]
        if timex.date is None or timex.type is not DatingType.DATE:
            return
        if timex.date.precision is not Precision.DAY or not inside:
            return
        first = inside[0]
        if self.doc.tokens[max(first - 1, 0)].pos == "DET":
            first -= 1
        if self.doc.tokens[max(first - 1, 0)].low in self.words.definite_of:
            return
        self.days[first] = f"{self.words.day}{french(timex.date)}"
        if self.doc.tokens[max(first - 1, 0)].pos == "ADP":
            self._before_days.add(first - 1)
        self._within.update(range(first, inside[-1] + 1))

    def _connectives(self) -> set[int]:
        """The words of "en effet" and its like."""
        keys = [fold(token.low) for token in self.doc.tokens]
        found: set[int] = set()
        for hit in _phrases(self.words.connectives).find(keys):
            found.update(range(hit.first, hit.stop))
        return found - self._quoted

    def endings(self, phrase: Phrase) -> list[int]:
        """Tokens before which a phrase may end, the last one first."""
        return endings(self.doc, phrase, self.words.of.strip())

    def stays(self, token: Token, *, dated: bool = False) -> bool:
        """Whether a word is fit for a title, days that it can say in full if `dated`."""
        tied = token.low.startswith("-") and token.pos == "PRON"
        if dated and token.index in self._within | self._before_days:
            return True
        if token.index in self._dropped or tied:
            return False
        if token.relation == "cc" or token.index in self._quoted:
            return True  # "blessées puis hospitalisées", « plus encore »
        return token.low not in self.words.connectives or token.pos == "ADP"

    def kept(self, span: Span) -> list[int]:
        """The words of a stretch that are fit for a title."""
        inside = self.doc.tokens_in(span)
        return [token.index for token in inside if self.stays(token)]

    def is_joint(self, index: int) -> bool:
        """Whether a word or sign joins what stands on both its sides: ",", "et"."""
        token = self.doc.tokens[index]
        return token.low == "," or token.relation == "cc"

    def points(self, indices: Iterable[int]) -> bool:
        """Whether a word points at what was told before: "cette finale", "le même lieu"."""
        for index in indices:
            token = self.doc.tokens[index]
            if token.low in self.words.echoing and token.pos in _POINTING:
                before = self.doc.tokens[max(index - 1, 0)]
                if before.low != self.words.at_home:
                    return True
            if token.low in self.words.demonstratives and token.pos == "DET":
                return True
        return False

    def with_preposition(self, span: Span) -> list[int]:
        """A stretch with the prepositions and articles right before it."""
        inside = [token.index for token in self.doc.tokens_in(span)]
        if not inside:
            return []
        first = inside[0]
        while first > 0 and self.doc.tokens[first - 1].pos in ("ADP", "DET"):
            first -= 1
        return [*range(first, inside[0]), *inside]

    def written(self, name: str, lead: Sequence[int], body: Sequence[int]) -> str:
        """The title with a capital and French marks; empty where it does not stand.

        A name or words of the text lead it; the body follows.
        """
        kept = self._closed(body)
        if kept is None or self.points(lead) or self.points(kept):
            return ""
        if self._is_torn(name, lead, kept):
            return ""
        words = f"{name} {self._joined([*lead, *kept])}".strip(" ,;:–—-.…")
        words = _LOOSE.sub("", words)
        if is_unbalanced(words) or not _SHORTEST <= len(words) <= LONGEST:
            return ""
        return apostrophes(words[:1].upper() + words[1:])

    def inside(self, indices: Sequence[int]) -> str:
        """Words as they stand within a title; empty where they point, or are torn."""
        if not indices or self.points(indices) or self.seams.cuts(indices):
            return ""
        words = _LOOSE.sub("", self._joined(indices).strip(" ,"))
        if is_unbalanced(words):
            return ""
        first = self.doc.tokens[indices[0]]
        if first.pos in _COUNTING and first.index == self.doc.bounds[first.sentence]:
            words = words[:1].lower() + words[1:]
        return apostrophes(words)

    def _is_torn(self, name: str, lead: Sequence[int], kept: Sequence[int]) -> bool:
        """Whether who it is about, or what is told, ends where it goes on."""
        if lead and (self.seams.cuts(lead) or self._lost_noun(lead)):
            return True
        if not kept:
            return False
        told = bool(name or lead)
        if told and self.seams.ends_before_verb(kept):
            return True
        return self.seams.cuts(kept) or self.seams.ends_early(kept)

    def _lost_noun(self, lead: Sequence[int]) -> bool:
        """Whether the word behind an article was left out: "un [car] transportant"."""
        for index, following in pairwise(lead):
            if self.doc.tokens[index].pos == "DET" and following != index + 1:
                return True
        return False

    def _closed(self, body: Sequence[int]) -> list[int] | None:
        """The words without those that open what was left out; none for half a "que"."""
        kept = list(body)
        at = len(kept)
        while at:
            at -= 1
            token = self.doc.tokens[kept[at]]
            if not token.is_word and token.low not in _CLOSING:
                if at + 1 == len(kept):
                    del kept[at]
                continue
            if at + 1 < len(kept) and self._is_held(token.index, kept[at + 1]):
                continue
            if token.low in self.words.halves:
                return None  # "à ce", "ainsi que": what they announce is gone
            if token.pos in _OPENING or token.low in self.words.opening:
                del kept[at]
        return kept

    def _is_held(self, index: int, following: int) -> bool:
        """Whether a word still stands before what it opens.

        A circumstance between them may go: "de [notamment] Brest".
        """
        between = self.doc.tokens[index + 1 : following]
        return all(
            token.low in self.words.connectives or not token.is_word
            for token in between
        )

    def _joined(self, indices: Sequence[int]) -> str:
        """Words as the text has them; one space where something was left out."""
        kept = set(indices)
        words = ""
        last: Token | None = None
        for index in indices:
            token = self.doc.tokens[index]
            if index in self._within and index not in self.days:
                continue
            if token.low in _DIVIDING and not {index - 1, index + 1} <= kept:
                continue  # a comma beside what was left out
            if last is not None:
                words += self._gap(last, token)
            words += self._set(token)
            last = token
        return words

    def _set(self, token: Token) -> str:
        """A word as the text has it; without a capital that no name gives it.

        "l'idée Pour un cessez-le-feu": what opens a phrase begins no sentence there.
        """
        if token.index in self.days:
            return self.days[token.index]
        inside = token.index != self.doc.bounds[token.sentence]
        loose = inside and token.pos in _TYING_WORDS and not token.entity.strip("O")
        words = self.doc.text[token.start : token.end]
        return words.lower() if loose and words.istitle() else words

    def _gap(self, last: Token, token: Token) -> str:
        if token.index == last.index + 1:
            return " " if token.start > last.end else ""
        return "" if last.text.endswith("'") else " "


@lru_cache(maxsize=4)
def _phrases(connectives: frozenset[str]) -> PhraseLists:
    """Those of several words; a single one is looked up where it stands."""
    keys = map(phrase_keys, connectives)
    return PhraseLists({"connectives": [each for each in keys if len(each) > 1]})


def _in_marks(doc: Doc) -> Iterator[int]:
    """The tokens between quotation marks: words that nobody may leave out."""
    sentence, inside = -1, False
    for token in doc.tokens:
        if token.sentence != sentence:
            sentence, inside = token.sentence, False
        if token.low in _OPENED:
            inside = True
        elif token.low in _CLOSED:
            inside = False
        elif inside:
            yield token.index


def fits(line: str) -> bool:
    """Whether a line is neither too short nor too long for a title."""
    return _SHORTEST <= len(line) <= LONGEST


def is_unbalanced(words: str) -> bool:
    """Whether a quotation or bracket is open or closed alone, or empty."""
    if (
        _EMPTY.search(words)
        or words.count('"') % 2
        or len(_HALF_QUOTED.findall(words)) % 2
    ):
        return True
    return any(words.count(a) != words.count(b) for a, b in _MARKS.items())
