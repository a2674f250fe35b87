"""What reading an article's discourse rests on: its text, its layers, the language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.model.mention import NAMES, EntityType, MentionKind
from builder.syntax import nominals, nouns
from builder.syntax.phrases import make_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.discourse.layers import Layers
    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.lang.schema_speech import DiscourseWords
    from builder.model.article import Span
    from builder.model.mention import Link
    from builder.syntax.clause import Phrase
    from builder.syntax.doc import Doc, Token
    from builder.syntax.lexicon import Lexicon

_NEAR = 4
"""Words before a name in which "l'agence de presse" stands."""


@dataclass(frozen=True, eq=False)
class Context:
    """One article with all that is known of it before anybody asks who is meant."""

    pack: LanguagePack
    doc: Doc
    layers: Layers
    words: DiscourseWords
    lexicon: Lexicon
    kb: KnowledgeBase

    def low(self, index: int) -> str:
        """The word at an index in small letters; empty outside the article."""
        if 0 <= index < len(self.doc.tokens):
            return self.doc.tokens[index].low
        return ""

    def quoted(self, token: Token) -> bool:
        """Whether a word or sign lies in a quotation or is one of its marks."""
        return token.index in self._quoted

    @cached_property
    def _quoted(self) -> frozenset[int]:
        """Indices of the words and signs in quotations."""
        inside: set[int] = set()
        for span in self.layers.quoted:
            inside.update(token.index for token in self.doc.tokens_in(span))
        return frozenset(inside)

    def outside(self, tokens: Iterable[Token]) -> list[Token]:
        """The words that are in no quotation; no signs."""
        return [t for t in tokens if t.is_word and not self.quoted(t)]

    def last(self, span: Span) -> int:
        """Index of the last word or sign of a stretch that holds one."""
        return self.doc.tokens_in(span)[-1].index

    def phrase(self, head: Token) -> Phrase:
        """The phrase with this head."""
        return make_phrase(self.doc, self.lexicon, head)

    def phrase_of(self, token: Token) -> Phrase:
        """The phrase that a noun, name or pronoun is a part of."""
        return nominals.phrase_of(self.doc, self.lexicon, token)

    def phrase_from(self, index: int) -> Phrase | None:
        """The phrase that begins with the word at an index; none where none does."""
        return nominals.phrase_from(self.doc, self.lexicon, index)

    def phrase_before(self, index: int) -> Phrase | None:
        """The phrase that ends with the word at an index; none where none does."""
        return nominals.phrase_before(self.doc, self.lexicon, index)

    def gender_of(self, entity: str) -> str:
        """M or f, by the knowledge base, else by what the article calls somebody.

        Empty where neither tells.
        """
        known = self.kb.entities.get(entity)
        if known is not None and known.gender:
            return known.gender[:1]
        told = self._told_genders.get(entity, set())
        return next(iter(told)) if len(told) == 1 else ""

    @cached_property
    def _told_genders(self) -> dict[str, set[str]]:
        """Genders of the nouns right before the names of people: "la skieuse Ada Roux"."""
        found: dict[str, set[str]] = {}
        for link in self.layers.links:
            if len(link.entities) != 1 or not is_person_name(link):
                continue
            gender = self._gender_before(link)
            if gender:
                found.setdefault(link.entities[0], set()).add(gender)
        return found

    def _gender_before(self, link: Link) -> str:
        """Gender of the noun of one person before a name; empty where none tells it."""
        token = self.doc.token_at(link.mention.span.start)
        if token is None:
            return ""
        noun = nouns.word_before(self.doc, token)
        if noun.sentence != token.sentence or noun.number == "p":
            return ""
        people = noun.lemma in self.words.persons or self.is_inhabitant(noun)
        if not people or noun.lemma in self.words.ungendered:
            return ""
        if nouns.is_epicene(self.doc, noun):
            return ""
        own = nouns.determiner(self.doc, noun)
        return (own.gender if own is not None else "") or noun.gender

    def is_inhabitant(self, head: Token) -> bool:
        """Whether it is "une Canadienne", "des Parisiens"."""
        link = self.layers.link_at(head.start)
        if link is None or link.mention.kind is not MentionKind.DEMONYM:
            return False
        return head.text[:1].isupper()

    def is_medium(self, link: Link) -> bool:
        """Whether a name is that of a paper, agency, broadcaster or network."""
        mention = link.mention
        if mention.type is EntityType.MEDIA:
            return True
        known = self.kb.entities.get(link.entities[0]) if link.entities else None
        if known is not None and known.type is EntityType.MEDIA:
            return True
        first = mention.surface.lower().split(" ")[0]
        # "l'[Agence Tass]", "[Radio Lima]": the name tells itself what it is.
        if first in self.words.media:
            return True
        if mention.type in (EntityType.PER, EntityType.LOC):
            return False
        return self._follows_medium(link)

    def _follows_medium(self, link: Link) -> bool:
        """Whether "l'agence", "le quotidien" stands before a name."""
        token = self.doc.token_at(link.mention.span.start)
        if token is None:
            return False
        first = max(token.index - _NEAR, 0)
        for before in reversed(self.doc.tokens[first : token.index]):
            if not before.is_word:
                return False
            if before.lemma in self.words.media:
                return True
        return False


def is_person_name(link: Link) -> bool:
    """Whether a link is the name of a person."""
    return link.mention.type is EntityType.PER and link.mention.kind in NAMES
