"""What a person should look at, each doubt with the lines that would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from builder.lang.messages import told
from builder.pages import page, views
from builder.pages.page import Page
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.lang.messages import Told
    from builder.model.article import Article, Span
    from builder.model.dossier import Doubt
    from builder.pages.index import DossierIndex

# What the author has decided in vain comes first, then what touches most of the dossier.
_ORDER = ("correction", "article", "event", "mention", "date", "quote")
"""Kinds of doubts as the page has them; any other comes last."""


@dataclass(frozen=True, slots=True)
class DoubtView:
    """One thing to look at."""

    doubt: Doubt
    article: Article | None
    sentence: views.CitedSentence | None
    """Where the words in question stand, set apart; none where there are none."""

    yaml: str
    """The lines that would settle it; empty where rights keep their words back."""


@dataclass(frozen=True, slots=True)
class DoubtsPage:
    """All doubts, by kind."""

    kinds: tuple[tuple[str, tuple[DoubtView, ...]], ...]
    problems: tuple[Told, ...]
    count: int


def pages(index: DossierIndex) -> Iterator[Page]:
    """The one page."""
    say = page_phrases(index.dossier.language, "review")
    yield Page(
        path=page.DOUBTS,
        template="a-verifier.md.j2",
        title=say("title"),
        view=DoubtsPage(
            kinds=tuple(_by_kind(index)),
            problems=tuple(map(told, index.dossier.problems)),
            count=len(index.dossier.doubts),
        ),
        description=say("description"),
        front={"search": {"exclude": True}},
    )


def _by_kind(index: DossierIndex) -> Iterator[tuple[str, tuple[DoubtView, ...]]]:
    doubts = sorted(index.dossier.doubts, key=_rank)
    for kind, group in groupby(doubts, key=lambda doubt: doubt.kind):
        yield kind, tuple(_view(index, doubt) for doubt in group)


def _rank(doubt: Doubt) -> int:
    if doubt.kind not in _ORDER:
        return len(_ORDER)
    return _ORDER.index(doubt.kind)


def _view(index: DossierIndex, doubt: Doubt) -> DoubtView:
    if doubt.where not in index.articles:
        return DoubtView(doubt, None, None, doubt.yaml)
    article = index.articles[doubt.where].article
    if doubt.span is None:
        return DoubtView(doubt, article, None, doubt.yaml)
    sentence = _sentence(index, article.id, doubt.span)
    shown = sentence is not None and sentence.parts
    # the lines for a quotation repeat it; a name or a date is no excerpt
    withheld = doubt.kind == "quote" and not shown
    return DoubtView(
        doubt=doubt,
        article=article,
        sentence=sentence,
        yaml="" if withheld else doubt.yaml,
    )


def _sentence(
    index: DossierIndex,
    article_id: str,
    words: Span,
) -> views.CitedSentence | None:
    """Where the words in question stand; none outside of all sentences."""
    found = index.sentence_at(article_id, words.start)
    if found is None:
        return None
    return views.sentence(index, article_id, found.id, (words,))
