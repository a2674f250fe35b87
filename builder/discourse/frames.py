"""Words that attribute what a clause tells without a verb: "selon", "à ses yeux"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.discourse.referents import Actor, HeadKind
from builder.model.article import Span
from builder.syntax.nominals import phrase_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.discourse.context import Context
    from builder.syntax.clause import Phrase
    from builder.syntax.doc import Token

_APART, _OWN, _PLAIN = "apart", "own", ""

_Frames = dict[str, list[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that attribute what a clause tells: "selon", "aux yeux de", "à ses yeux"."""

    cue: Span
    phrase: Phrase | None
    """The one who speaks; none where a possessive stands for him."""

    owner: str = ""
    """Number of the owner of a possessive."""

    at: int = 0
    """Index of the first word."""

    apart: bool = False
    """Of those that attribute only between commas: "Pour Ada Roux, …"."""

    quoting: bool = False
    """A quotation begins right behind it."""


class Frames:
    """Finds the frames of an article's sentences."""

    def __init__(self, context: Context) -> None:
        """Take the lists of the language along."""
        self._context = context
        self._doc = context.doc
        self._layers = context.layers
        self._frames = _compile_frames(context)

    def of(self, sentence: int) -> list[Frame]:
        """The frames of a sentence outside its quotations, in order."""
        found: list[Frame] = []
        tokens = self._doc.sentence_tokens(sentence)
        for token in tokens:
            if self._layers.inside_quote(token.start):
                continue
            for words, sort in self._frames.get(token.low, ()):
                frame = self._frame(token, words, sort)
                if frame is not None:
                    found.append(frame)
                    break
        return found

    def _frame(self, token: Token, words: Sequence[str], sort: str) -> Frame | None:
        end = token.index + len(words)
        cue_tokens = self._doc.tokens[token.index : end]
        lows = [each.low for each in cue_tokens]
        if lows[:-1] != list(words[:-1]) or not lows:
            return None
        if words[-1] not in (lows[-1], self._context.lexicon.preposition(lows[-1])):
            return None
        cue = Span(token.start, cue_tokens[-1].end)
        if sort == _OWN:
            owners = [self._context.words.possessives.get(low, "") for low in lows]
            return Frame(cue, None, max([*owners, "s"]), token.index)
        phrase = self._named(end)
        if phrase is None:
            return None
        apart = sort == _APART
        if apart and not self._stands_apart(token, phrase):
            return None
        last = self._doc.tokens_in(phrase.span)[-1].index
        ahead = self._doc.tokens[last + 1 : last + 3]
        quoting = any(self._layers.inside_quote(each.start) for each in ahead)
        return Frame(cue, phrase, at=token.index, apart=apart, quoting=quoting)

    def _named(self, index: int) -> Phrase | None:
        """The phrase that a frame names, where it can speak at all."""
        silent = self._context.words.silent
        if self._context.low(index) in silent:
            return None
        phrase = phrase_from(self._doc, self._context.lexicon, index)
        if phrase is None:
            return None
        if phrase.lemma in silent:
            return None
        return phrase

    def _stands_apart(self, token: Token, phrase: Phrase) -> bool:
        """Whether "pour X" opens a clause and a comma closes it."""
        before = self._context.low(token.index - 1)
        first = self._doc.bounds[token.sentence] == token.index
        last = self._doc.tokens_in(phrase.span)[-1].index
        if not (first or before in (",", ";", "mais", "et")):
            return False
        return self._context.low(last + 1) == ","


def _compile_frames(context: Context) -> _Frames:
    """Frames by their first word, the longest first."""
    words = context.words
    lists = (
        (words.own_frames, _OWN),
        (words.frames, _PLAIN),
        (words.apart_frames, _APART),
    )
    found: _Frames = {}
    for phrases, sort in lists:
        for phrase in phrases:
            pieces = tuple(phrase.replace("'", "' ").split())
            found.setdefault(pieces[0], []).append((pieces, sort))
    for known in found.values():
        known.sort(key=lambda each: -len(each[0]))
    return found


def speaks_in(frame: Frame, actor: Actor) -> bool:
    """Whether the one of a frame can be one who says something."""
    if frame.phrase is None:
        return True
    if actor.pronoun:
        return True
    if frame.apart:
        if not actor.speaks:
            return False
        return bool(actor.entities) or frame.quoting
    return actor.kind is not HeadKind.OTHER
