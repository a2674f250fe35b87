"""Cuts the told blocks of an article into sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.lang.schema import SentenceWords
from builder.model.article import Article, BlockKind, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.lang.pack import LanguagePack

# A stop, what closes with it, and the gap after it. Each run begins once and gives nothing back: linear whatever comes.
_STOP = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>(?:[\u00a0\u202f ]?[»”\"'’)\]]){0,4})(?P<gap>\s+|$)(?=(?P<next>\S?)(?P<second>\S?))"
)

# "actif.Trump": two sentences glued together, as copied web pages have them. Never inside an address.
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})[.!?](?=[A-ZÀ-Ý][a-zà-ÿ]{2,}[\s,’'])")

# "18 h 40 – Les rebelles ont pris …": the hour that opens an entry of a live blog is no part of what it tells.
_CLOCK = re.compile(r"(?P<hour>\d{1,2}\s?[hH:]\s?(?:\d{2})?\s?[–—:|.-])\s+(?=\S)")

_WORD = re.compile(r"\w")
_OPENERS = "«“\"'‘(["
_WORD_BEFORE = re.compile(r"[\w’'-]{1,24}\Z")
_WINDOW = 26

_LONGEST = 1500
"""Code points. No sentence of the press is longer; what is longer is a list, a table or an attack on later stages."""
_CUT = re.compile(r".*[;,:\s]", re.DOTALL)
_SEEN = re.compile(r"\S")


def split(article: Article, pack: LanguagePack) -> tuple[Sentence, ...]:
    """The sentences of every told block, in order; empty for an article that tells nothing.

    A heading or title is one sentence. Every character of a told block but white space is in exactly one sentence.
    """
    stops = pack.words(SentenceWords)
    sentences: list[Sentence] = []
    told = 0
    for index, block in enumerate(article.blocks):
        if not block.kind.told:
            continue
        told += 1
        whole = block.kind is not BlockKind.PARAGRAPH
        spans = [block.span] if whole else _spans(article.text, block.span, stops)
        cut = (part for span in spans for part in _cut(article.text, span))
        sentences += [
            Sentence(f"p{told}s{n}", span, index) for n, span in enumerate(cut, start=1)
        ]
    return tuple(sentences)


def _spans(text: str, block: Span, stops: SentenceWords) -> Iterator[Span]:
    start = seen = block.start
    for end, following in _ends(text, block, stops):
        if _WORD.search(text, seen, end):  # a lone "…" belongs to the sentence after it
            yield Span(start, end)
            start = following
        seen = following
    if start < block.end:
        yield Span(start, block.end)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The sentence; one that is longer than any is, in pieces that end at a sign or a space where there is one."""
    start = span.start
    while span.end - start > _LONGEST:
        at = _CUT.match(text, start + _LONGEST // 2, start + _LONGEST)
        end = at.end() if at else start + _LONGEST
        yield Span(start, start + len(text[start:end].rstrip()))
        start = next((m.start() for m in _SEEN.finditer(text, end, span.end)), span.end)
    if start < span.end:
        yield Span(start, span.end)


def _ends(text: str, block: Span, stops: SentenceWords) -> list[tuple[int, int]]:
    """(end of a sentence, start of what follows), in order."""
    glued = [(m.end(), m.end()) for m in _GLUED.finditer(text, block.start, block.end)]
    inside = (
        m
        for m in _STOP.finditer(text, block.start, block.end)
        if m.end("gap") < block.end
    )
    spaced = [
        (m.end("close"), m.end("gap")) for m in inside if _ends_here(text, m, stops)
    ]
    clock = _CLOCK.match(text, block.start, block.end)
    opened = [(clock.end("hour"), clock.end())] if clock else []
    return sorted(glued + spaced + opened)


def _ends_here(text: str, match: re.Match[str], stops: SentenceWords) -> bool:
    following, second = match["next"], match["second"]
    if following in _OPENERS:
        following = second or following
        if following.isspace() or following in _OPENERS:
            following = "A"  # « A: what opens after a stop begins a sentence
    if not (following.isupper() or following.isdigit() or following in "–—-…"):
        return False
    if match["stop"] != "." or match["close"].strip():
        return True
    return not _abbreviates(text, match.start("stop"), following, stops)


def _abbreviates(text: str, stop: int, following: str, stops: SentenceWords) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation or an initial ("M. Trump", "J. D. Vance")."""
    word = _WORD_BEFORE.search(text, max(0, stop - _WINDOW), stop)
    if word is None:
        return False
    # "l'appelM. Trump": in glued words the last piece decides.
    last = re.split(r"['’-]|(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])", word[0])[-1]
    if last in stops.may_end:
        return following.isdigit()  # "le 3 sept. 2019"
    initial = len(last) == 1 and last.isupper()
    return initial or last.lower() in stops.abbreviations
