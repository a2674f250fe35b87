"""What reading an article's discourse rests on: its text, its layers, the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.mention import EntityType
from builder.syntax import nominals
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
        return self.layers.inside_quote(token.start)

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
        """M or f, as the knowledge base has it; empty where it does not."""
        known = self.kb.entities.get(entity)
        return known.gender[:1] if known is not None else ""

    def is_medium(self, link: Link) -> bool:
        """Whether a name is that of a paper, agency, broadcaster or network."""
        mention = link.mention
        if mention.type is EntityType.MEDIA:
            return True
        known = self.kb.entities.get(link.entities[0]) if link.entities else None
        if known is not None and known.type is EntityType.MEDIA:
            return True
        first = mention.surface.lower().split(" ")[0]
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
