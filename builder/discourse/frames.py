"""Words that attribute what a clause tells without a verb: "selon", "à ses yeux"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.discourse.referents import Actor, HeadKind
from builder.lang.schema_speech import DiscourseWords
from builder.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.discourse.context import Context
    from builder.lang.pack import LanguagePack
    from builder.syntax.clause import Phrase
    from builder.syntax.doc import Token


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


class Listed(NamedTuple):
    """A frame as the lists of the language have it."""

    words: tuple[str, ...]
    own: bool = False
    apart: bool = False


class Frames:
    """Finds the frames of an article's sentences."""

    def __init__(self, context: Context) -> None:
        """Take the lists of the language along."""
        self._context = context
        self._doc = context.doc
        self._low = context.low
        self._listed = _listed(context.pack)
        self._found: dict[int, list[Frame]] = {}

    def of(self, sentence: int) -> Sequence[Frame]:
        """The frames of a sentence outside its quotations, in order."""
        # Asked twice: by who is meant, and by who says what.
        if sentence not in self._found:
            self._found[sentence] = self._of(sentence)
        return self._found[sentence]

    def _of(self, sentence: int) -> list[Frame]:
        found: list[Frame] = []
        for token in self._doc.sentence_tokens(sentence):
            beginning = self._listed.get(token.low, ())
            if not beginning or self._context.quoted(token):
                continue
            for listed in beginning:
                frame = self._frame(token, listed)
                if frame is not None:
                    found.append(frame)
                    break
        return found

    def _frame(self, token: Token, listed: Listed) -> Frame | None:
        end = token.index + len(listed.words)
        tokens = self._doc.tokens[token.index : end]
        lows = tuple(each.low for each in tokens)
        *before, last = listed.words
        if lows[:-1] != tuple(before):
            return None
        # "aux yeux du maire": the last word may hold an article.
        if last not in (lows[-1], self._context.lexicon.preposition(lows[-1])):
            return None
        cue = Span(token.start, tokens[-1].end)
        if listed.own:
            return Frame(cue, None, self._owner(lows), token.index)
        phrase = self._named(end)
        if phrase is None:
            return None
        behind = self._context.last(phrase.span) + 1
        if listed.apart and not self._stands_apart(token, behind):
            return None
        ahead = self._doc.tokens[behind : behind + 2]
        quoting = any(self._context.quoted(each) for each in ahead)
        return Frame(cue, phrase, "", token.index, listed.apart, quoting)

    def _owner(self, lows: tuple[str, ...]) -> str:
        """Number of the one whom "ses" or "leurs" stands for."""
        possessives = self._context.words.possessives
        plural = any(possessives.get(low) == "p" for low in lows)
        return "p" if plural else "s"

    def _named(self, index: int) -> Phrase | None:
        """The phrase that a frame names, where it can speak at all."""
        phrase = self._context.phrase_from(index)
        # "selon les cas"
        if phrase is None or phrase.lemma in self._context.words.silent:
            return None
        return phrase

    def _stands_apart(self, token: Token, behind: int) -> bool:
        """Whether "pour X" opens a clause and a comma closes it."""
        if self._low(behind) != ",":
            return False
        if token.index == self._doc.bounds[token.sentence]:
            return True
        return self._low(token.index - 1) in self._context.words.before_frames


@lru_cache(maxsize=4)
def _listed(pack: LanguagePack) -> dict[str, list[Listed]]:
    """Frames by their first word, the longest first."""
    words = pack.words(DiscourseWords)
    every = [Listed(_pieces(frame), own=True) for frame in words.own_frames]
    every += [Listed(_pieces(frame)) for frame in words.frames]
    every += [Listed(_pieces(frame), apart=True) for frame in words.apart_frames]
    found: dict[str, list[Listed]] = {}
    for listed in every:
        found.setdefault(listed.words[0], []).append(listed)
    for known in found.values():
        known.sort(key=lambda listed: -len(listed.words))
    return found


def _pieces(frame: str) -> tuple[str, ...]:
    return tuple(frame.replace("'", "' ").split())


def speaks_in(frame: Frame, actor: Actor) -> bool:
    """Whether the one of a frame can be one who says something."""
    if frame.phrase is None or actor.pronoun:
        return True
    if not frame.apart:
        return actor.kind is not HeadKind.OTHER
    # "Pour un homme, …" says nothing, "Pour le maire, « … »" does.
    told = bool(actor.entities) or frame.quoting
    return told and actor.speaks
