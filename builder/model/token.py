"""A word or sign of an article, with what the analysis says of it."""

from __future__ import annotations

from typing import NamedTuple

from builder.model.article import Span


class Token(NamedTuple):
    """A word or sign of the article.

    A tuple, not a frozen dataclass: an article has many, and a dataclass takes ten times as long to make.
    """

    index: int  # type: ignore[assignment] # a tuple's own `index` is of no use here
    """Place in `Doc.tokens`."""

    start: int
    end: int
    """Code points of the article's text, half-open."""

    text: str
    """The plain form that was read: composed, straight apostrophe."""

    low: str
    """The same in small letters."""

    lemma: str
    pos: str
    """Universal part of speech: NOUN, PROPN, VERB, AUX, ADP …; empty for none."""

    relation: str
    """Universal relation to the head: nsubj, obj, obl:agent, ROOT …"""

    head: int
    """Index of the head; its own for the root of a sentence. For `syntax` alone."""

    sentence: int
    """Index into `Doc.sentences`."""

    gender: str = ""
    """m, f, or empty where the form does not tell."""

    number: str = ""
    """s, p, or empty."""

    person: str = ""
    """1, 2, 3, or empty."""

    mood: str = ""
    """Ind, Cnd, Sub, Imp, or empty."""

    tense: str = ""
    """Pres, Past, Imp, Fut, or empty."""

    verb_form: str = ""
    """Fin, Inf, Part, or empty."""

    definite: str = ""
    """Def, Ind, or empty."""

    entity: str = ""
    """What the pipeline's own recogniser thinks: B-PER, I-LOC, … or empty. Evidence."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether it has a letter or a figure."""
        return self.low.isalnum() or any(map(str.isalnum, self.low))

    @property
    def is_finite(self) -> bool:
        """Whether its form is that of a finite verb or auxiliary."""
        return self.verb_form == "Fin" or bool(self.mood)
