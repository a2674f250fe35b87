"""Titles of what somebody says where his words do not fit: "Déclaration du maire de Lima"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.events.title_subjects import Lead, leads
from builder.annotate.events.title_text import LONGEST
from builder.syntax.clause import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.events.title_text import TitleText
    from builder.lang.schema_titles import TitleWords
    from builder.syntax.clause import Clause, Phrase

_NOUN_ALONE = 2
"""Words of an article and its noun: "les objectifs" does not tell which."""


class Sayings:
    """The sayings of one doc, called by their kind, by who speaks, and of what."""

    def __init__(self, text: TitleText) -> None:
        """Take the words."""
        self._text = text
        self._doc = text.doc
        self._words = text.words

    def titles(
        self, label: str, speakers: Sequence[Lead], said: Sequence[Clause]
    ) -> Iterator[str]:
        """Those that fit, the fullest first; none where nobody speaks.

        `label` is the noun of the kind ("déclaration"), `said` what the verb governs.
        """
        topics = [topic for clause in said for topic in self._topics(clause)]
        for topic in (*topics, ""):
            for lead in speakers:
                whose = self._whose(lead)
                title = f"{label[:1].upper()}{label[1:]} {whose}{topic}"
                if whose and len(title) <= LONGEST:
                    yield title

    def _whose(self, lead: Lead) -> str:
        """Who speaks, behind "de", which each of several has: "de la CGT et de Sud"."""
        if lead.name:
            return behind_of(self._words, lead.name)
        found = ""
        start = 0
        for place in (*lead.joints, len(lead.words)):
            part = self._text.inside(lead.words[start:place])
            if not part:
                return ""
            if start:
                found += self._joint(lead.words[start - 1])
            found += behind_of(self._words, part)
            start = place + 1
        return found

    def _joint(self, index: int) -> str:
        """A comma, or "et" with its spaces."""
        token = self._doc.tokens[index]
        return f" {token.text} " if token.is_word else f"{token.text} "

    def _topics(self, clause: Clause) -> Iterator[str]:
        """What a clause is about, with "sur" before it; none where that only points."""
        phrase = clause.subject
        if phrase is None or not clause.finite or phrase.pronoun:
            return
        if phrase.determiner in self._words.pointing:
            return
        core = [token.index for token in self._doc.tokens_in(phrase.core)]
        for lead in (*leads(self._text, phrase), Lead(words=tuple(core))):
            words = (*lead.words, *self._modifying(phrase, lead))
            if len(words) > _NOUN_ALONE or phrase.proper:
                topic = self._text.inside(words)
                if topic:
                    yield f" {self._words.about} {topic}"

    def _modifying(self, phrase: Phrase, lead: Lead) -> tuple[int, ...]:
        """The words of a participle behind a noun: "les objectifs | visés par Lima"."""
        for clause in self._doc.clauses_in(self._doc.tokens[phrase.head].sentence):
            modified = clause.mood is Mood.PARTICIPLE and clause.subject == phrase
            if modified and clause.tokens[0] == lead.words[-1] + 1:
                return clause.tokens
        return ()


def behind_of(words: TitleWords, text: str) -> str:
    """A phrase behind "de": "du maire", "d’Ada Roux", "de la ville"."""
    first, _, rest = text.partition(" ")
    article = words.of_articles.get(first)
    if article:
        return f"{article} {rest}"
    if article is not None:
        text = rest
    elided = text[:1].lower() in words.vowels
    return f"{words.of_vowel if elided else words.of}{text}"
