"""What reading an article's discourse rests on: its text, its layers, the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.discourse.layers import Layers
    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.lang.schema_speech import DiscourseWords
    from builder.model.mention import Link
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
        inside = 0 <= index < len(self.doc.tokens)
        return self.doc.tokens[index].low if inside else ""

    def outside(self, tokens: Sequence[Token]) -> list[Token]:
        """Those that are in no quotation."""
        return [t for t in tokens if not self.layers.inside_quote(t.start)]

    def is_medium(self, link: Link) -> bool:
        """Whether a name is that of a paper, agency, broadcaster or network."""
        known = self.kb.entities.get(link.entities[0]) if link.entities else None
        types = (link.mention.type, known.type if known is not None else None)
        if EntityType.MEDIA in types:
            return True
        if link.mention.surface.lower().split(" ")[0] in self.words.media:
            return True
        person_or_place = link.mention.type in (EntityType.PER, EntityType.LOC)
        if person_or_place:
            return False
        return self._follows_medium(link)

    def _follows_medium(self, link: Link) -> bool:
        token = self.doc.token_at(link.mention.span.start)
        at = token.index - 1 if token is not None else -1
        for index in range(at, max(at - _NEAR, -1), -1):
            before = self.doc.tokens[index]
            if not before.is_word:
                return False
            if before.lemma in self.words.media:
                return True
        return False
