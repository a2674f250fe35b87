"""In which order a person looks at doubts: by kind, and of a kind first what touches most of the dossier."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.model.article import Article
    from builder.model.dossier import Dossier, Doubt

# What the author has decided in vain comes first, then what touches most of the dossier.
_ORDER = ("correction", "article", "event", "mention", "date", "quote")
"""Kinds of doubts in order; any other comes last."""


def by_effect(dossier: Dossier) -> Mapping[str, Sequence[Doubt]]:
    """Doubts by kind, of each kind those that touch most first."""
    articles = {told.article.id: told.article for told in dossier.articles}
    # One name that is doubted in twelve articles comes before one that is doubted once.
    subjects = [_subject(doubt, articles) for doubt in dossier.doubts]
    touched = Counter(subjects)
    ranked: list[tuple[tuple[int, int, str], Doubt]] = []
    for subject, doubt in zip(subjects, dossier.doubts, strict=True):
        often = touched[subject]
        rank = _rank(doubt), -often, subject if often > 1 else ""
        ranked.append((rank, doubt))
    found: dict[str, list[Doubt]] = {}
    # The sort is stable: those that touch as much stay in the order of articles and text.
    for _, doubt in sorted(ranked, key=itemgetter(0)):
        found.setdefault(doubt.kind, []).append(doubt)
    return found


def _subject(doubt: Doubt, articles: Mapping[str, Article]) -> str:
    """The words that are in doubt, or what is said of them where they stand in no article."""
    if doubt.span is None or doubt.where not in articles:
        return doubt.what
    return key(doubt.span.of(articles[doubt.where].text))


def _rank(doubt: Doubt) -> int:
    if doubt.kind not in _ORDER:
        return len(_ORDER)
    return _ORDER.index(doubt.kind)
