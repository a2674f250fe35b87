"""An article as somebody follows it: who each phrase stands for, and who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.discourse import attribution
from builder.discourse.context import Context
from builder.discourse.layers import Layers
from builder.discourse.reference import Reference
from builder.lang.schema_speech import DiscourseWords
from builder.syntax.lexicon import lexicon
from builder.syntax.nominals import phrase_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.discourse.attribution import ReportingAct
    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Span
    from builder.model.dates import Timex
    from builder.model.mention import Link
    from builder.model.quote import Quoted
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Doc


class Discourse(Reference):
    """Made by `read_discourse`; answers are found once and kept.

    Who phrases stand for: `actor`, `subject`, `agent`, `objects`.
    """

    def __init__(self, context: Context) -> None:
        """Read the article from its first sentence to the last."""
        super().__init__(context)
        self.doc = context.doc
        self.words = context.words
        self.timexes = context.layers.timexes
        self.links = context.layers.links
        self.quoted = context.layers.quoted
        self._acts: dict[int, tuple[ReportingAct, ...]] = {}

    def acts(self, sentence: int) -> tuple[ReportingAct, ...]:
        """Everything outside quotations that says who says, by index of sentence.

        In the order of the text. Empty where nothing is said.
        """
        if sentence not in self._acts:
            self._acts[sentence] = attribution.read_acts(self, sentence)
        return self._acts[sentence]

    def sources_of(self, clause: Clause) -> tuple[ReportingAct, ...]:
        """The acts that govern a clause, the nearest first: who it is told by.

        Empty where the article tells it in its own voice.
        """
        return attribution.sources_of(self, clause, self.acts(clause.sentence))

    def phrase_at(self, at: int) -> Phrase | None:
        """The noun phrase that begins at a place; none elsewhere."""
        token = self.doc.token_at(at)
        if token is None:
            return None
        return phrase_from(self.doc, self.context.lexicon, token.index)

    def links_in(self, span: Span) -> list[Link]:
        """Links whose words lie in a stretch, in order."""
        return self.context.layers.links_in(span)

    def link_at(self, at: int) -> Link | None:
        """The link whose words cover a place; none elsewhere."""
        return self.context.layers.link_at(at)

    def timexes_in(self, span: Span) -> list[Timex]:
        """Expressions of time that begin in a stretch, outside quotations."""
        return self.context.layers.timexes_in(span)

    def inside_quote(self, at: int) -> bool:
        """Whether a place lies in a quotation or on one of its marks."""
        return self.context.layers.inside_quote(at)

    def is_medium(self, link: Link) -> bool:
        """Whether a name is that of a paper, agency, broadcaster or network."""
        return self.context.is_medium(link)


def read_discourse(
    article: Article,
    doc: Doc,
    timexes: Iterable[Timex],
    links: Iterable[Link],
    quote_spans: Sequence[Quoted],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> Discourse:
    """What the article says of who does and says what.

    Pure; of the article only the analysed text is read.
    """
    del article
    words = pack.words(DiscourseWords)
    layers = Layers(timexes, links, quote_spans)
    return Discourse(Context(pack, doc, layers, words, lexicon(pack), kb))
