"""What the form of a French verb tells: tense, mood and number, by its ending."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from builder.syntax.lemmas import Lemmas

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.lang.schema import Ending, SyntaxWords
    from builder.syntax.doc import Token
    from builder.syntax.lexicon import Lexicon


_REMEMBERED = 20_000
"""Forms whose readings are kept; a run may see millions of texts."""

_UNLIKE_PRESENT = frozenset({("Ind", "Imp"), ("Ind", "Fut"), ("Cnd", "Pres")})
"""Moods and tenses whose endings no other has."""


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a finite form."""

    mood: str
    tense: str
    person: str
    number: str


@dataclass(frozen=True, eq=False)
class Forms:
    """Reads endings, with the tables of a language."""

    words: SyntaxWords
    lemmas: Lemmas

    def verb(self, low: str) -> str:
        """The infinitive of a form that a verb surely has; empty for any other."""
        return self.lemmas.verb(low)

    def sure(self, low: str, lemma: str) -> Form | None:
        """The only reading of a finite form; none where its ending leaves a choice."""
        return self._readings(low, lemma)

    @cached_property
    def _readings(self) -> Callable[[str, str], Form | None]:
        return lru_cache(maxsize=_REMEMBERED)(self._read)

    def _read(self, low: str, lemma: str) -> Form | None:
        # "agit", "dit": present and simple past have one form.
        if self.twofold(low, lemma):
            return None
        bases = self._bases(lemma)
        for ending in self.words.endings:
            if self._fits(low, lemma, bases, ending):
                return _form(ending)
        return None

    def guess(self, low: str, lemma: str) -> Form:
        """The reading of a form that is known to be finite; present where nothing tells."""
        present = Form("Ind", "Pres", "3", self.number(low, lemma))
        return self.sure(low, lemma) or present

    def number(self, low: str, lemma: str) -> str:
        """Of a form in the third person: plural in "-nt", but "prévient", "dément"."""
        if not low.endswith("nt"):
            return "s"
        if low.endswith(("ient", "int")) and lemma.endswith(self.words.in_ient):
            return "s"
        return "s" if low == lemma[:-2] else "p"

    def agreement(self, low: str) -> tuple[str, str]:
        """Gender and number of a past participle; number empty where "-s" leaves it open.

        "réélue" is no masculine whatever the parse says; "pris" may be one or many.
        """
        feminine = low.endswith(("e", "es"))
        if not low.endswith("s"):
            return ("f" if feminine else "m"), "s"
        plural = feminine or not low.endswith(("is", "us", "os"))
        return ("f" if feminine else "m"), "p" if plural else ""

    def contradicts(self, token: Token) -> bool:
        """Whether no verb has such a form in the tense that the parse tells: "ressort" is no imperfect."""
        told = (token.mood, token.tense)
        if told not in _UNLIKE_PRESENT:
            return False
        forms = [e.form for e in self.words.endings if (e.mood, e.tense) == told]
        return token.person == "3" and not token.low.endswith(tuple(forms))

    def participle(self, low: str) -> bool:
        """Whether a past participle can have this form."""
        return self._participles.search(low) is not None

    def nominal(self, low: str) -> bool:
        """Whether a form can be that of a participle, past or present."""
        return low.endswith(("ant", "ants", "ante", "antes")) or self.participle(low)

    def twofold(self, low: str, lemma: str) -> bool:
        """Whether present and simple past have the same form: "agit", "dit"."""
        if not low.endswith("it"):
            return False
        if lemma in self.words.twofold:
            return True
        if lemma.endswith("dire"):
            return True
        second = lemma.removesuffix("r") + "ssent"
        if low != lemma.removesuffix("r") + "t":
            return False
        return self.verb(second) == lemma

    @cached_property
    def _participles(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.words.participle})$")

    def _bases(self, lemma: str) -> frozenset[str]:
        """What stands before the ending: "annonc", "annonç"; "mang", "mange"."""
        base = lemma[:-2]
        if lemma.endswith("cer"):
            return frozenset({base, base[:-1] + "ç"})
        if lemma.endswith("ger"):
            return frozenset({base, base + "e"})
        return frozenset({base})

    def _fits(
        self, low: str, lemma: str, bases: frozenset[str], ending: Ending
    ) -> bool:
        if not (low.endswith(ending.form) and lemma.endswith(ending.verb)):
            return False
        if not ending.regular:
            return True
        return low.removesuffix(ending.form) in bases


@lru_cache(maxsize=4)
def forms_of(lexicon: Lexicon, lemmas: Lemmas | None) -> Forms:
    """The forms of a language; made once, so that they go on remembering.

    Without tables no word is surely a verb.
    """
    return Forms(lexicon.words, lemmas or Lemmas.empty())


def _form(ending: Ending) -> Form:
    return Form(ending.mood, ending.tense, ending.person, ending.number)
