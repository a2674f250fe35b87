"""What of an article's text may leave for the public pages and data: decided here, for all of them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, TypeAlias

from builder.model.article import BlockKind, Rights, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.model.dossier import Annotated

Words: TypeAlias = "dict[tuple[str, str], str]"


def open_sentences(annotated: Annotated) -> frozenset[str]:
    """Ids of the sentences whose words may be shown.

    `full`: all. `excerpts`: those that are evidence of something told or said, and what the article's page opens with, to
    the end of the first paragraph. `reference`: none.
    """
    if annotated.article.rights is Rights.REFERENCE:
        return frozenset()
    if annotated.article.rights is Rights.FULL:
        return frozenset(s.id for s in annotated.sentences)
    shown = set(_opening(annotated))
    shown.update(c.sentence for c in annotated.event_mentions)
    for quote in annotated.quotes:
        sentences = _under(annotated, quote.quoted.outer)
        shown.update(sentences)
    return frozenset(shown)


def _opening(annotated: Annotated) -> Iterator[str]:
    """Ids of the sentences up to the end of the first paragraph; of none where there is no paragraph."""
    kinds = [block.kind for block in annotated.article.blocks]
    if BlockKind.PARAGRAPH not in kinds:
        return
    paragraph = kinds.index(BlockKind.PARAGRAPH)
    for sentence in annotated.sentences:
        if sentence.block <= paragraph:
            yield sentence.id


def _under(annotated: Annotated, span: Span) -> Iterator[str]:
    """Ids of the sentences that a span touches."""
    sentences = annotated.sentences
    # The last sentence that begins before the span may reach into it.
    first = bisect_right(sentences, span.start, key=lambda s: s.span.start) - 1
    for number in range(max(first, 0), len(sentences)):
        sentence = sentences[number]
        if sentence.span.start >= span.end:
            return
        if sentence.span.overlaps(span):
            yield sentence.id


def open_words(articles: Iterable[Annotated]) -> Words:
    """The words of each sentence that may be shown, by the ids of its article and of itself.

    Made once for many look-ups: asking each time which sentences are open took time with the square of an article.
    """
    words: Words = {}
    for annotated in articles:
        article = annotated.article
        shown = open_sentences(annotated)
        for sentence in annotated.sentences:
            if sentence.id in shown:
                words[article.id, sentence.id] = sentence.span.of(article.text)
    return words


_FEW = 5


def brief(words: str) -> str:
    """At most five words, for a reason shown to the reader: it points at the text, it does not copy it."""
    each = words.strip(" ,;:").split()
    few = " ".join(each[:_FEW])
    return f"{few} …" if len(each) > _FEW else few
