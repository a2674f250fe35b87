"""Words of the text made fit for a title: cut between words, marks in pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.corpus.chronology.words import Words, tokens
from builder.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Sequence


LONGEST = 140
"""Code points of a title; a longer clause is cut between words, with an ellipsis."""
_DANGLING = re.compile(r"(?:\s(?:afin|que|qu[’']|et|de|d[’']|mais|ou))+\Z")
_ASIDE = re.compile(r"(?<=\w)\s[–—]\s[^–—]{1,120}\s[–—](?=\s)")
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"))
_INNER = re.compile(r"(«\s?)|\s?»")
_CLOSING = {"»": "\u00a0»"}


def tidy(words: str) -> str:
    """Without white space, marks and conjunctions that hang at either end, nor what is put in between dashes."""
    return _DANGLING.sub(
        "", _ASIDE.sub(" […]", " ".join(words.split())).strip(" ,;:–—-.…")
    )


def asides(text: str, within: Span) -> list[Span]:
    """What is put in between dashes: "six pays – dont la France – ont souligné", with the white space around it."""
    return [
        Span(m.start() - 1, m.end() + 1)
        for m in _ASIDE.finditer(text, within.start, within.end)
    ]


def capital(words: str) -> str:
    """With a capital at the head, nothing else changed."""
    return words[:1].upper() + words[1:]


def before(words: str, stops: Sequence[str]) -> str:
    """What stands before the first of these words."""
    every = words.split(" ")
    return tidy(
        " ".join(
            every[
                : next(
                    (n for n, w in enumerate(every) if w.lower() in stops), len(every)
                )
            ]
        )
    )


def unbalanced(words: str) -> bool:
    """Whether a quotation or bracket is open or closed alone."""
    return (
        any(words.count(a) != words.count(b) for a, b in _PAIRS)
        or words.count('"') % 2 == 1
    )


def shorten(words: str, known: Words, longest: int = LONGEST) -> str:
    """At most `longest` code points, cut before a word that opens a complement, else between words; never in a word.

    An ellipsis says so, and a quotation that was cut or never closed is closed after it.
    """
    if len(words) > longest:
        every = words.split(" ")
        most = len(words[: longest - 3].rsplit(" ", 1)[0].split(" "))
        good = (
            n
            for n in range(most, most // 2, -1)
            if (tokens(every[n]) or ("",))[0] in known.data["cuts"]
        )
        kept = every[: next(good, most)]
        loose = {
            (word,) for name in ("cuts", "determiners") for word in known.data[name]
        }
        while kept[2:] and tokens(kept[-1]) in loose:
            kept.pop()
        words = " ".join(kept).rstrip(" ,;:–—-") + "…"
    for opening, closing in _PAIRS:
        if words.count(opening) == words.count(closing) + 1 and words.rfind(
            opening
        ) > words.rfind(closing):
            words = f"{words.removesuffix('…')}…{_CLOSING.get(closing, closing)}"
    return words


def inside(words: str) -> str:
    """The words as they stand within a quotation: its marks are for the outer one."""
    return _INNER.sub(lambda m: "“" if m[1] else "”", words)
