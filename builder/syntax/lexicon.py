"""The closed classes of a language, ready for the syntax."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.lang.schema import ReportingWords, SyntaxWords

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What the syntax asks of a language."""

    words: SyntaxWords
    reporting: frozenset[str]
    """Infinitives of verbs whose complement is what somebody says or thinks."""

    def preposition(self, low: str) -> str:
        """The full form of a preposition: "de" for "du" and "d'"."""
        return self.words.prepositions.get(low, low)

    def determiner(self, low: str) -> str:
        """The full form of a determiner: "le" for "l'", "la", "les"."""
        return self.words.determiners.get(low, low)


@lru_cache(maxsize=4)
def lexicon(pack: LanguagePack) -> Lexicon:
    """The lexicon of a pack; made once."""
    verbs = pack.words(ReportingWords)
    lists = (verbs.say, verbs.think, verbs.act, verbs.deny, verbs.incise)
    phrases = [phrase for phrases in lists for phrase in phrases]
    return Lexicon(pack.words(SyntaxWords), frozenset(map(infinitive, phrases)))


def infinitive(phrase: str) -> str:
    """The verb of a phrase of a list: "mettre" of "se mettre d'accord"."""
    words = phrase.replace("s'", "se ").split()
    return words[1] if words[0] == "se" and len(words) > 1 else words[0]
