"""The list of articles, by month or year where it is long."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from builder.pages import page, periods
from builder.pages.page import Page
from builder.pages.parts import Part, PartView, Way, by_time, laid_out, parts
from builder.pages.phrases import page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.model.article import Article
    from builder.pages.index import DossierIndex

_LISTED = 50
"""Articles on a page of their list at most."""

_LATEST = 10
"""The last articles, where not all are shown."""


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The list of all articles, or one part of it; the first page of a long list leads to its parts."""

    articles: Sequence[Article]
    count: int
    undated: int
    latest: Sequence[Article]
    """On the page that leads to the parts of a long list, the last of them."""

    compares: bool
    """Whether there are articles to read side by side, on the page that leads to all."""

    way: Way


def pages(index: DossierIndex) -> Iterator[Page]:
    """The list, then its parts where it is long."""
    say = page_phrases(index.dossier.language, "articles")
    listed = [annotated.article for annotated in index.dossier.articles]
    cuts: list[Part[Article]] = []
    if len(listed) > _LISTED:
        groups = by_time(listed, _year, _month, _LISTED)
        cuts = list(parts(groups, _LISTED))
    to_parts, leaves = laid_out(cuts, partial(_part_view, index))
    yield _list(page.ARTICLES, say("title"), () if cuts else listed, to_parts, index)
    for part, view, way in leaves:
        title = say("title_of", period=view.name)
        yield _list(view.address, title, part.items, way, index)


def latest(articles: Sequence[Article]) -> Sequence[Article]:
    """All of a few articles; else the last that have a date, which stand before those that have none."""
    if len(articles) <= _LATEST:
        return articles
    dated = sum(article.published.date is not None for article in articles)
    last = max(dated, _LATEST)
    return articles[last - _LATEST : last]


def _part_view(index: DossierIndex, part: Part[Article]) -> PartView:
    name = periods.part_words(part, index.dossier.language)
    return PartView(name, page.articles(part.name), len(part.items))


def _list(
    path: str,
    title: str,
    listed: Sequence[Article],
    way: Way,
    index: DossierIndex,
) -> Page:
    say = page_phrases(index.dossier.language, "articles")
    # the first page of a long list has no articles, and tells how many there are
    told = listed or [annotated.article for annotated in index.dossier.articles]
    return Page(
        path=path,
        template="articles.md.j2",
        title=title,
        view=ArticlesPage(
            articles=listed,
            count=len(told),
            undated=sum(article.published.date is None for article in told),
            latest=() if listed else latest(told),
            compares=bool(index.story.pairs) and way.rank < 0,
            way=way,
        ),
        description=say("description"),
        # a list of titles: search would offer it beside each article that it names
        front={"hide": ["navigation", "toc"], **page.UNSEARCHED},
    )


def _year(article: Article) -> str:
    return periods.year(article.published.date)


def _month(article: Article) -> str:
    return periods.month(article.published.date)
