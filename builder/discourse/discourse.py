"""An article as somebody follows it: who each phrase stands for, and who says what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.discourse import attribution
from builder.discourse.context import Context
from builder.discourse.layers import Layers
from builder.discourse.reference import Reference
from builder.lang.schema_speech import DiscourseWords
from builder.syntax.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.discourse.attribution import ReportingAct
    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.dates import Timex
    from builder.model.mention import Link
    from builder.model.quote import Quoted
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Doc


class Discourse(Reference):
    """Made by `read_discourse`; answers are found once and kept.

    Who phrases stand for: `actor`, `subject`, `agent`, `objects`. Names, dates and
    quotations by place: `context.layers`.
    """

    def __init__(self, context: Context) -> None:
        """Read the article from its first sentence to the last."""
        super().__init__(context)
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

    def within(self, quote_spans: Sequence[Quoted]) -> Discourse:
        """The article read again with fewer quotations; itself where they are all.

        Words in quotation marks that nobody says are the journalist's own.
        """
        old = self.context.layers
        layers = Layers(old.timexes, old.links, quote_spans)
        if layers.quoted == old.quoted:
            return self
        return Discourse(replace(self.context, layers=layers))


def read_discourse(
    doc: Doc,
    timexes: Iterable[Timex],
    links: Iterable[Link],
    quote_spans: Sequence[Quoted],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> Discourse:
    """What the article says of who does and says what. Pure."""
    words = pack.words(DiscourseWords)
    layers = Layers(timexes, links, quote_spans)
    return Discourse(Context(pack, doc, layers, words, lexicon(pack), kb))
