"""A word of an article, as it was cut once for everybody."""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """What has a letter or a figure; signs are left out."""

    start: int
    end: int
    """Code points of the article's text, half-open."""

    text: str
    """The plain form that was read: composed, straight apostrophe."""

    lemma: str
    pos: str
    """Universal part of speech: NOUN, PROPN, VERB …; empty for none."""
