"""What of an article's text may leave for the public pages and data: decided here, for all of them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, TypeAlias

from builder.model.article import BlockKind, Rights, Span
from builder.model.event import Rank
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.model.dossier import Annotated

Words: TypeAlias = "dict[tuple[str, str], str]"


def open_sentences(annotated: Annotated) -> frozenset[str]:
    """Ids of the sentences whose words may be shown.

    `full`: all. `excerpts`: the title, and of the text no more than the share that the author allows: what the
    article opens with, to the end of the first paragraph, then those that are evidence of something told or said.
    `reference`: none.
    """
    if annotated.article.rights is Rights.REFERENCE:
        return frozenset()
    if annotated.article.rights is Rights.FULL:
        return frozenset(s.id for s in annotated.sentences)
    return _Excerpt(annotated).chosen()


class _Excerpt:
    """Chooses what is shown of an article, until there is no room for more."""

    def __init__(self, annotated: Annotated) -> None:
        """Measure the text; its title is shown wherever the article is named, and is not counted."""
        self._annotated = annotated
        self._lengths: dict[str, int] = {}
        self._titles: set[str] = set()
        kinds = [block.kind for block in annotated.article.blocks]
        for sentence in annotated.sentences:
            if kinds[sentence.block] is BlockKind.TITLE:
                self._titles.add(sentence.id)
            else:
                self._lengths[sentence.id] = len(sentence.span)
        self._room = sum(self._lengths.values()) * annotated.article.excerpt // 100
        if self._lengths and not annotated.article.title:
            # Its first words stand for the title wherever it is named; of its first sentence the rest is to be paid for.
            first = next(iter(self._lengths))
            named = min(len(label(annotated.article)), self._lengths[first])
            self._room -= named
            self._lengths[first] -= named
        self._together = self._said_together()

    def chosen(self) -> frozenset[str]:
        """Ids of the sentences, the titles among them."""
        shown = set(self._titles)
        for sentence in _opening(self._annotated):
            # An opening with a hole in it would read as if it were whole.
            if not self._take(sentence, shown):
                break
        for sentence in _telling(self._annotated):
            self._take(sentence, shown)
        return frozenset(shown)

    def _take(self, sentence: str, shown: set[str]) -> bool:
        """Show a sentence with those that go with it, if there is room; whether it is shown."""
        wanted = self._together.get(sentence, {sentence}) - shown
        size = sum(self._lengths[each] for each in wanted)
        if size > self._room:
            return False
        self._room -= size
        shown |= wanted
        return True

    def _said_together(self) -> dict[str, set[str]]:
        """Sentences that a quotation runs through: pages give its words whole or not at all."""
        together: dict[str, set[str]] = {}
        for quote in self._annotated.quotes:
            ids = set(_under(self._annotated, quote.quoted.outer)) - self._titles
            for each in tuple(ids):
                ids |= together.get(each, set())
            together |= dict.fromkeys(ids, ids)
        return together


def _telling(annotated: Annotated) -> Iterator[str]:
    """Ids of the sentences that are evidence: of what the chronology should not miss first, then of what is said."""
    mentions = annotated.event_mentions
    main = [each.sentence for each in mentions if each.rank is Rank.PRIMARY]
    said: list[str] = []
    for quote in annotated.quotes:
        said += _under(annotated, quote.quoted.outer)
    yield from main
    yield from said
    yield from (each.sentence for each in mentions)


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
