"""The closed classes of a language, ready for the syntax."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.lang.schema import ReportingWords, SyntaxWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.lang.pack import LanguagePack


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What the syntax asks of a language."""

    words: SyntaxWords
    reporting: frozenset[str]
    """Infinitives of verbs whose complement is what somebody says or thinks."""

    saying: frozenset[str]
    """The same, with those that ask and promise: all that can stand behind a quotation."""

    sayings: Mapping[str, tuple[frozenset[str], ...]]
    """Of the phrases that say: the main verb, and the sets of words that must be with it."""

    def preposition(self, low: str) -> str:
        """The full form of a preposition: "de" for "du" and "d'"."""
        return self.words.prepositions.get(low, low)

    def determiner(self, low: str) -> str:
        """The full form of a determiner: "le" for "l'", "la", "les"."""
        return self.words.determiners.get(low, low)

    def reports(self, lemma: str, beside: Iterable[str]) -> bool:
        """Whether a verb says or thinks, with the words beside it: "fait savoir"."""
        if lemma in self.reporting:
            return True
        words = frozenset(beside)
        return any(needed <= words for needed in self.sayings.get(lemma, ()))


@lru_cache(maxsize=4)
def lexicon(pack: LanguagePack) -> Lexicon:
    """The lexicon of a pack; made once."""
    verbs = pack.words(ReportingWords)
    told = [*verbs.say, *verbs.think, *verbs.act, *verbs.deny, *verbs.incise]
    asked = [*verbs.demand, *verbs.promise]
    words = pack.words(SyntaxWords)
    single = frozenset(filter(None, map(infinitive, told)))
    more = frozenset(filter(None, map(infinitive, asked)))
    sayings: dict[str, list[frozenset[str]]] = {}
    for phrase in told:
        if not infinitive(phrase):
            verb, beside = _of_phrase(words, phrase)
            sayings.setdefault(verb, []).append(beside)
    whole = {verb: tuple(needed) for verb, needed in sayings.items()}
    return Lexicon(words, single, single | more, whole)


def infinitive(phrase: str) -> str:
    """The verb of a list's phrase of one verb: "plaindre" of "se plaindre".

    Empty for longer phrases: "mettre en garde" makes no verb of saying of "mettre".
    """
    words = phrase.replace("s'", "se ").split()
    if words[0] == "se":
        words = words[1:]
    return words[0] if len(words) == 1 else ""


def _of_phrase(words: SyntaxWords, phrase: str) -> tuple[str, frozenset[str]]:
    """The predicate of a longer phrase, and the words that must be beside it."""
    first, *rest = phrase.replace("s'", "se ").split()
    if first in words.carrying:
        # "faire savoir": the syntax makes "savoir" the predicate.
        return rest[0], frozenset({first})
    return first, frozenset({rest[-1]})
