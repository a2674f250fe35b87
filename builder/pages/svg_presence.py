"""How much each actor is present from article to article: small multiples, and one larger drawing for one entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.pages import page, svg, views
from builder.pages.phrases import Phrases, picture_phrases
from builder.pages.svg import Child, Element, Href, element
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.model.article import Article
    from builder.pages.index import DossierIndex

ACTORS = 12
"""Actors shown at most."""

COLUMNS = 60
"""Columns of a small drawing at most."""

FINGER = 27.0
"""Least width of a column that is a link."""

TALL = 84.0
"""Height of the columns of the larger drawing."""

_COLUMN = 72.0
"""Greatest width of a column of the larger drawing."""

_TOP = 20
"""Room above the columns of the larger drawing, for their counts."""

_DATES = 200
"""Room that the dates of the first and the last article take below the columns."""

_TIME = 2
"""So many articles are needed for a before and an after."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Mentions of one entity, article by article."""

    id: str
    name: str
    group: str
    counts: Mapping[int, int]
    """By the article's place in the dossier, ascending; articles that do not mention it are not there.

    A dossier has many entities of one article: what is drawn of them must not cost as much as all its articles.
    """

    total: int
    """Articles of the dossier."""

    @property
    def mentions(self) -> int:
        """How often it is mentioned."""
        return sum(self.counts.values())

    @property
    def articles(self) -> int:
        """Articles that mention it."""
        return len(self.counts)

    def counted(self, say: Phrases) -> dict[str, object]:
        """How often it is mentioned, in how many articles, of how many: what phrases about it are filled with."""
        return {
            "mentions": say("mentions", n=self.mentions),
            "articles": say("articles", n=self.articles),
            "total": self.total,
        }


@dataclass(frozen=True, slots=True)
class _Column:
    """Articles that follow each other, of which some mention the entity."""

    rank: int
    """From the left, from 0."""

    counts: Sequence[tuple[int, int]]
    """Of each article that mentions it, its place in the dossier, and how often."""

    @property
    def mentions(self) -> int:
        return sum(count for _, count in self.counts)


def presences(index: DossierIndex) -> Sequence[Presence]:
    """Those that act, the most present first: by articles, then by mentions, then by id."""
    found: list[Presence] = []
    for entity_id, by_article in index.mentions_of.items():
        entity = index.dossier.entities.get(entity_id)
        if entity is None or entity.type not in views.ACTING:
            continue
        counts = {index.ranks[one]: len(links) for one, links in by_article.items()}
        group = views.group(entity.type)
        total = len(index.dossier.articles)
        found.append(Presence(entity.id, entity.name, group, counts, total))
    return sorted(found, key=_most_present_first)


def _most_present_first(presence: Presence) -> tuple[int, int, str]:
    return -presence.articles, -presence.mentions, presence.id


def actors(index: DossierIndex, href: Href) -> str:
    """A figure with a row an actor; empty where nobody is mentioned, or in one article only: that is no time."""
    say = picture_phrases(index.dossier.language, "presence")
    shown = presences(index)[:ACTORS]
    articles = [annotated.article for annotated in index.dossier.articles]
    if not shown or len(articles) < _TIME:
        return ""
    chunk = _rounded_up(len(articles), COLUMNS)
    rows = _rows(shown, chunk, say, href)
    first, last = (views.published(one).words for one in (articles[0], articles[-1]))
    ends = [element("span", first), element("span", last)]
    axis = element("p", ends, class_="presence-axis", aria_hidden="true")
    caption = say("legend")
    if chunk > 1:
        caption += " " + say("chunk", n=chunk)
    table = _table(articles, shown, say, href)
    return svg.figure("presence", [rows, axis], caption, table)


def _rounded_up(number: int, parts: int) -> int:
    """How many go into each part, so that all find room."""
    return -(-number // parts)


def _columns(presence: Presence, chunk: int) -> Sequence[_Column]:
    """The columns that are not empty, of so many articles each."""
    held: dict[int, list[tuple[int, int]]] = {}
    for rank, count in presence.counts.items():
        held.setdefault(rank // chunk, []).append((rank, count))
    return [_Column(rank, counts) for rank, counts in held.items()]


def _rows(
    shown: Sequence[Presence],
    chunk: int,
    say: Phrases,
    href: Href,
) -> Element:
    """All rows in one scale, so that their heights can be compared."""
    columns = [_columns(presence, chunk) for presence in shown]
    top = max(column.mentions for row in columns for column in row)
    lines: list[Element] = []
    for presence, row in zip(shown, columns, strict=True):
        length = _rounded_up(presence.total, chunk)
        words = say("row", name=presence.name, **presence.counted(say))
        link = element(
            "a",
            element("span", presence.name, class_="presence-name"),
            _spark(row, length, top, presence.group),
            element("span", str(presence.mentions), class_="presence-total"),
            href=href(page.entity(presence.id)),
            title=words,
        )
        lines.append(element("li", link))
    return element("ul", lines, class_="presence", aria_label=say("title"))


def _spark(
    columns: Sequence[_Column],
    length: int,
    top: int,
    group: str,
) -> Element:
    """Columns on a ground line, 10 wide each, which the style sheet stretches to the room there is."""
    # few columns are stretched far: they must not become walls
    half = 3.5 * min(1, length / 12)
    bars: list[Element] = []
    for column in columns:
        x = column.rank * 10 + 5
        height = max(2.0, 26 * column.mentions / top)
        bars.append(
            svg.rect(
                x=x - half,
                y=28 - height,
                width=2 * half,
                height=height,
                class_=f"pic-{group}",
            )
        )
    return element(
        "svg",
        svg.line(
            x1=0,
            y1=28,
            x2=length * 10,
            y2=28,
            class_="pic-axis",
        ),
        bars,
        viewBox=svg.Numbers(f"0 0 {length * 10} 29"),
        preserveAspectRatio="none",
        class_="pic-spark",
        aria_hidden="true",
    )


def _table(
    articles: Sequence[Article],
    shown: Sequence[Presence],
    say: Phrases,
    href: Href,
) -> Element:
    rows: list[list[Child]] = []
    for rank, article in enumerate(articles):
        counts = [str(presence.counts.get(rank, "")) for presence in shown]
        rows.append([*_named(article, href), *counts])
    names = [presence.name for presence in shown]
    head = [say("article"), say("date"), *names]
    return svg.table(say("summary"), head, rows)


def _named(article: Article, href: Href) -> tuple[Child, Child]:
    """The first two cells of a row: an article, and when it appeared."""
    link = element("a", label(article), href=href(page.article(article.id)))
    return link, views.published(article).words


def of_entity(
    index: DossierIndex,
    presence: Presence,
    href: Href,
) -> str:
    """A figure with one column an article that leads to it; empty where the dossier has one article only."""
    if presence.total < _TIME:
        return ""
    say = picture_phrases(index.dossier.language, "presence_of")
    drawings: list[Child] = []
    for variant, width in (("wide", svg.WIDE), ("narrow", svg.NARROW)):
        drawing = _Drawing(index, presence, say, href, variant, width)
        drawings.append(drawing.draw())
    rows: list[list[Child]] = []
    for rank, count in presence.counts.items():
        article = index.dossier.articles[rank].article
        rows.append([*_named(article, href), str(count)])
    table = svg.table(say("summary"), [say("article"), say("date"), say("count")], rows)
    alone = _articles_a_column(presence.total, svg.NARROW) == 1
    caption = say("legend") if alone else say("chunk")
    return svg.figure("presence-of", drawings, caption, table)


def _articles_a_column(articles: int, width: float) -> int:
    return _rounded_up(articles, int(width // FINGER))


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One of the two drawings of one entity's presence."""

    index: DossierIndex
    presence: Presence
    say: Phrases
    href: Href
    variant: str
    width: int

    def draw(self) -> Element:
        """The `<svg>`."""
        chunk = _articles_a_column(self.presence.total, self.width)
        length = _rounded_up(self.presence.total, chunk)
        step = min(_COLUMN, self.width / length)
        drawn = list(self._drawn(_columns(self.presence, chunk), step))
        right = step * length
        ground = svg.line(
            x1=0,
            y1=TALL + _TOP,
            x2=right,
            y2=TALL + _TOP,
            class_="pic-axis",
        )
        return svg.drawing(
            "presence",
            self.variant,
            (self.width, TALL + 42),
            self.say("title", name=self.presence.name),
            self.say("desc", **self.presence.counted(self.say)),
            ground,
            self._ends(max(right, _DATES)),
            drawn,
        )

    def _ends(self, right: float) -> list[Element]:
        """When the first and the last article of the dossier appeared."""
        articles = self.index.dossier.articles
        first = views.published(articles[0].article).words
        last = views.published(articles[-1].article).words
        return [
            svg.text(
                x=0,
                y=TALL + 36,
                words=first,
                class_="pic-tick",
            ),
            svg.text(
                x=right,
                y=TALL + 36,
                words=last,
                class_="pic-tick",
                anchor="end",
            ),
        ]

    def _drawn(self, columns: Sequence[_Column], step: float) -> Iterator[Element]:
        """Each column: a link to the first of its articles that mentions the entity."""
        top = max(column.mentions for column in columns)
        floor = TALL + _TOP
        for column in columns:
            x = column.rank * step
            height = TALL * column.mentions / top
            bar_class = f"pic-{self.presence.group}"
            bar = svg.rect(
                x=x + step * 0.2,
                y=floor - height,
                width=step * 0.6,
                height=height,
                class_=bar_class,
                rx=2,
            )
            count = svg.text(
                x=x + step / 2,
                y=TALL + 15 - height,
                words=str(column.mentions),
                class_="pic-count",
                anchor="middle",
            )
            hit = svg.rect(x, 0, step, floor, "pic-hit", 4)
            first = self._article(column.counts[0])
            target = self.href(page.article(first.id))
            yield svg.link(target, self._words(column), hit, bar, count)

    def _words(self, column: _Column) -> str:
        mentions = self.say("mentions", n=column.mentions)
        first, last = self._article(column.counts[0]), self._article(column.counts[-1])
        if len(column.counts) == 1:
            date = views.published(first).words
            title = label(first)
            return self.say("column", title=title, date=date, mentions=mentions)
        return self.say(
            "group",
            n=len(column.counts),
            first=label(first),
            last=label(last),
            mentions=mentions,
        )

    def _article(self, counted: tuple[int, int]) -> Article:
        rank, _ = counted
        return self.index.dossier.articles[rank].article
