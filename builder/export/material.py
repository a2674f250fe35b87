"""A dossier with what several formats ask of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.text import rights
from builder.text.slug import digest, slug

if TYPE_CHECKING:
    from builder.model.article import Sentence, Span
    from builder.model.dossier import Annotated, Dossier
    from builder.model.event import EventMention
    from builder.model.quote import Quote


@dataclass(frozen=True)
class Material:
    """A dossier to be written out; what is asked of it is made at first need, once."""

    dossier: Dossier
    """What is written."""

    part_of: Dossier | None = None
    """What it is a part of, where one is: look-ups are made of all of it, so that a part is written as it stands there."""

    @property
    def _whole(self) -> Dossier:
        return self.part_of or self.dossier

    @cached_property
    def space(self) -> str:
        """What ids of this dossier begin with where another dossier's stand beside them.

        Made from the title: two dossiers that have one article of the same file's name keep two ids.
        """
        title = self.dossier.title
        return f"{slug(title)}-{digest(title)}"

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each entity, by its id."""
        return {entity.id: entity.name for entity in self._whole.entities.values()}

    @cached_property
    def articles(self) -> dict[str, Annotated]:
        """Each article by its id, with the words too that rights keep back."""
        return {told.article.id: told for told in self._whole.articles}

    @cached_property
    def words(self) -> rights.Words:
        """The words of the sentences that rights leave open, by the ids of article and sentence."""
        return rights.open_words(self._whole.articles)

    @cached_property
    def event_of(self) -> dict[str, str]:
        """The event that each event mention became part of: an id by an id."""
        found = {}
        for event in self._whole.events:
            for mention in event.mentions:
                found[mention.id] = event.id
        return found

    @cached_property
    def naming(self) -> dict[str, list[tuple[Annotated, str]]]:
        """Each entity's mentions: the article and the sentence of each, in the order of the articles and of the text.

        Of a wording that may mean several, each is named: they are its candidates.
        """
        found: dict[str, list[tuple[Annotated, str]]] = {}
        for annotated in self._whole.articles:
            for link in annotated.links:
                sentence = sentence_at(annotated, link.mention.span.start)
                for entity in link.entities:
                    found.setdefault(entity, []).append((annotated, sentence))
        return found

    def told(self, mention: EventMention) -> str:
        """The words of the sentence that tells an event; empty where rights keep them back."""
        return self.words.get((mention.article, mention.sentence), "")

    def quoted(self, annotated: Annotated, quote: Quote) -> str:
        """The words of a quotation; empty where rights keep them back."""
        article = annotated.article
        if (article.id, quote.sentence) not in self.words:
            return ""
        return quote.span.of(article.text)

    def sentence_of(self, article: str, span: Span) -> str:
        """Id of the sentence of an article that words begin in; empty before the first one."""
        annotated = self.articles.get(article)
        return sentence_at(annotated, span.start) if annotated else ""

    def open_spans(self, annotated: Annotated) -> tuple[Span, ...]:
        """Where the words of an article may be shown, sentence by sentence, in the order of the text."""
        article = annotated.article.id
        return tuple(
            sentence.span
            for sentence in annotated.sentences
            if (article, sentence.id) in self.words
        )

    def open_text(self, annotated: Annotated) -> str:
        """The words of an article that may be shown, a sentence a line."""
        text = annotated.article.text
        return "\n".join(span.of(text) for span in self.open_spans(annotated))


def sentence_at(annotated: Annotated, at: int) -> str:
    """Id of the sentence that a code point of the text stands in; empty before the first one."""
    number = bisect_right(annotated.sentences, at, key=_start) - 1
    return annotated.sentences[number].id if number >= 0 else ""


def _start(sentence: Sentence) -> int:
    return sentence.span.start
