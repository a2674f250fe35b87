"""The thread of the story: its turning points in words, and articles as ticks between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.pages import periods, story, telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.article import Article
    from builder.model.event import Event
    from builder.pages.index import DossierIndex


@dataclass(slots=True)
class Row:
    """A turning point, or what came out before the next one."""

    year: str
    """In words, where the row is the first of its year; else empty."""

    event: Event | None = None
    articles: list[Article] = field(default_factory=list)


def rows(index: DossierIndex, most: int) -> Sequence[Row]:
    """The story in rows, in the order of time; an article follows what happened before it came out."""
    events = telling.turning_points(index.dossier.events, most)
    told = [story.Item(event.moment, event) for event in events]
    for annotated in index.dossier.articles:
        article = annotated.article
        told.append(story.Item(article.published.date, article=article))
    found: list[Row] = []
    year = ""
    for item in sorted(told, key=lambda one: one.order):
        if item.moment is None:
            continue
        of_item = periods.year(item.moment)
        words = ""
        if of_item != year:
            words = periods.words(of_item, index.dossier.language)
            year = of_item
        if item.article is None:
            found.append(Row(words, item.event))
        elif found and found[-1].event is None and not words:
            found[-1].articles.append(item.article)
        else:
            found.append(Row(words, articles=[item.article]))
    return found
